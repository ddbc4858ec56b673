"""Whatever results call something stands in the data dictionary (`kammerspiel schema --results`), with the file it stands in, and
what the dictionary names occurs: every JSON key, CSV heading and column of a study, as a run, a comparison and each question write
them. Figures that are missing say why, counts are whole numbers, moments carry their offset.

vocabulary_test.py PROGRAM ROOT [--found FILE]: also writes what was found where, as JSON."""

import csv
import io
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

STATUSES = {"known", "beyond_horizon", "not_bounded", "not_defined"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
PROVENANCE = ["program", "program_version", "results_version", "scenario", "scenario_sha256", "seed"]
# Kinds of events and of findings that no small scenario has all of; that they are named is enough.
RARE = {"obligation", "pool", "pieces", "parts", "account_count", "of", "hold", "host_kind", "crew", "known_at_start", "impact",
        "realm", "realm_count", "ready_but_not_sent", "stage", "integrity", "host_count", "reason", "turns_decision", "end",
        "better", "costs", "above", "below", "first", "second", "together", "beyond", "busiest", "starts_without", "lacks_crew", "services_held", "nodes", "takes_credentials",
        "uses_credentials", "waited_for", "out_of_reach", "as_foothold", "reachable_otherwise", "jewels_behind",
        "members_behind", "share_of_fastest", "people"}

SCENARIO = """kammerspiel: 1
title: {en: two houses, de: zwei Häuser}
starts: 2022-06-01T08:00 Europe/Berlin
horizon: 30d
federation: federation.yaml
attackers: {one: {weight: 1, use: them.yaml}, two: {weight: 3, use: them.yaml}}
entry: [{at: house/desks, when: exponential mean 6h, yields: controlled}]
reporting_delay: {value: 15min, between: [5min, 1h], confidence: assumption}
recovery: {default: {inspect: {value: 1h, between: [30min, 2h], confidence: measured}, clean: 2h, rebuild: 4h, test: 30min}}
valuation: {member_hour: 0.20 EUR, crew_hour: 60 EUR, host_destroyed: 900 EUR}
dates: [{service: mail, on: 2022-06-03T08:00 to 18:00, if_missed: {en: late, de: zu spät}}]
strategies:
  "off":
    plays:
      - {name: "off", when: {destroyed_hosts: 1}, after: {value: 4h, between: [2h, 6h], tune: [1h, 9h], confidence: assumption},
         do: [{shutdown: {}}, {restore: {gate: tested}}]}
  later:
    plays:
      - {name: off-later, when: {destroyed_hosts: 1}, after: 12h, do: [{shutdown: {}}, {restore: {gate: tested}}]}
"""
FEDERATION = """
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100, lat: 51.5, lon: 7.5, city: Dortmund}
    hall: {template: house, region: DE-BY, members: 300}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 20, zone: office}, servers: {kind: server, count: 2, zone: core}}
    links: {uplink: {to: internet}}
    crews: {it: {people: 2, shift: round-the-clock}}
    services:
      mail: {needs: [servers, uplink], mtpd: 3d, rto: 1d, demand: {share: 0.5, profile: always}}
      desk: {needs: [desks], demand: {share: 1, profile: always}}
"""
THEM = """
kind: autonomous
routes:
  - {name: spread, technique: T1021, from: {}, to: {}, time: exponential mean 3h, success: 0.5, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1d}
"""


INCIDENTS = """id,name,kind,sector,starts,region,organisations,staff
first,First,ransomware,administration,2022-01-03T08:00 Europe/Berlin,DE-NW,1,40
second,Second,precaution,company,2022-02-01T08:00 Europe/Berlin,DE-BY,2,60
third,Third,faulty-update,company,2022-03-01T08:00 Europe/Berlin,DE-HE,1,30
"""
MILESTONES = """incident,what,state,share,day,status,confidence,source
first,first-return,,,4,observed,measured,https://example.org/a
first,everything,,0.9,60,censored,measured,https://example.org/a
second,website,reachable,1,6,observed,inferred,
second,everything,,1,45,announced,measured,
third,workplaces,,0.9,2,observed,estimate,
"""


class Results:
    """What was found: by name, the files in which it stands."""

    def __init__(self, terms):
        self.terms = terms
        self.found = {}
        self.faults = []

    def term_of(self, name, file):
        """The term of a name, or of the figure beside which it stands."""
        for term, of in ((name, None), *((name[: -len(end)], end) for end in ("_low", "_high", "_status") if name.endswith(end))):
            if term in self.terms:
                self.found.setdefault(term, set()).add(file)
                return self.terms[term] if of is None else None
        if file == "study.sqlite" and name.startswith("mean_") and name[5:] in self.terms:
            self.found.setdefault(name[5:], set()).add(file)
            return None
        self.faults.append(f"{file}: '{name}' is not in the data dictionary")
        return None

    def check_value(self, term, name, value, file):
        if term is None:
            if name.endswith("_status") and value not in STATUSES:
                self.faults.append(f"{file}: {name} says {value!r}")
            return
        holds = term["holds"]
        if holds == "count" and isinstance(value, float):
            self.faults.append(f"{file}: {name} is a count and says {value!r}")
        if holds == "status" and value not in STATUSES:
            self.faults.append(f"{file}: {name} says {value!r}")
        if holds == "instant" and not INSTANT.fullmatch(str(value)):
            self.faults.append(f"{file}: {name} has no offset: {value!r}")
        if holds == "share" and isinstance(value, (int, float)) and not -1e-9 <= value <= 1 + 1e-9:
            self.faults.append(f"{file}: {name} is no share: {value!r}")

    def walk(self, value, file):
        if isinstance(value, list):
            for one in value:
                self.walk(one, file)
        if not isinstance(value, dict):
            return
        for name, inner in value.items():
            term = self.term_of(name, file)
            self.check_value(term, name, inner, file)
            if inner is None and f"{name}_status" not in value and "status" not in value and term and term["if_missing"] == "never":
                self.faults.append(f"{file}: {name} is null, which the dictionary does not know")
            # Figures of a place stand by strategy.
            of_place = file == "comparison.json" and term is not None and term["holds"] == "number"
            by_name = term is not None and (term["holds"] == "by_name" or of_place) and isinstance(inner, dict)
            if by_name:
                self.walk_by_name(inner, file)
            else:
                self.walk(inner, file)

    def walk_by_name(self, value, file):
        """Keys are names of the scenario; what stands under them may be by name again (runs by strategy and attacker)."""
        for inner in value.values():
            if isinstance(inner, dict) and not all(key in self.terms for key in inner):
                self.walk_by_name(inner, file)
            else:
                self.walk(inner, file)

    def json(self, text, file, has_provenance=True):
        value = json.loads(text)
        if has_provenance and list(value)[: len(PROVENANCE)] != PROVENANCE:
            self.faults.append(f"{file} begins with {list(value)[:6]}")
        self.walk(value, file)

    def jsonl(self, text, file, has_provenance):
        for line in text.splitlines():
            self.json(line, file, has_provenance)

    def csv(self, text, file):
        rows = list(csv.DictReader(io.StringIO(text)))
        if not rows:
            self.faults.append(f"{file} has no rows")
        parameters = {"position"} if file == "improve.csv" else set()
        for name in rows[0] if rows else []:
            if parameters and "." in name:
                continue                                # a column for each figure that is decided
            term = self.term_of(name, file)
            for row in rows:
                self.check_cell(term, name, row, file)

    def check_cell(self, term, name, row, file):
        cell = row[name]
        if name.endswith("status") and cell not in STATUSES and name != "milestone_status":
            self.faults.append(f"{file}: {name} says {cell!r}")
        if term is None:
            return
        if term["holds"] == "count" and cell and not re.fullmatch(r"-?\d+", cell):
            self.faults.append(f"{file}: {name} is a count and says {cell!r}")
        if term["holds"] == "instant" and not INSTANT.fullmatch(cell):
            self.faults.append(f"{file}: {name} has no offset: {cell!r}")
        if term["holds"] == "figure" and not cell and not row.get(f"{name}_status"):
            self.faults.append(f"{file}: {name} is blank and nobody says why")

    def study(self, path):
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        kinds = database.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        for kind, table in kinds:
            for column in database.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchall():
                self.term_of(column[0], "study.sqlite")
            if kind == "view":
                database.execute(f"SELECT * FROM {table} LIMIT 3").fetchall()
        for status, value in database.execute("SELECT status, value FROM runs_long"):
            if status not in STATUSES or (value is None) == (status == "known"):
                self.faults.append(f"runs_long: {value} is {status}")
        for (kind,) in database.execute("SELECT DISTINCT typeof(hosts_destroyed) FROM run"):
            if kind != "integer":
                self.faults.append(f"hosts_destroyed is {kind} in a study")


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def __call__(self, *arguments, may_fail=False):
        done = subprocess.run([self.path, "-q", "--lang", "en", *map(str, arguments)], cwd=self.folder, capture_output=True, text=True)
        if done.returncode and not may_fail:
            sys.exit(f"kammerspiel {' '.join(map(str, arguments))}: {done.stderr}")
        return done.stdout

    def text(self, file):
        return (self.folder / file).read_text()


def scenario_in(folder):
    (folder / "s").mkdir()
    for name, text in (("scenario.yaml", SCENARIO), ("federation.yaml", FEDERATION), ("them.yaml", THEM)):
        (folder / "s" / name).write_text(text)
    return folder / "s"


def look_at_runs(program, results, scenario, root):
    shipped = root / "scenarios/fuel-distributors-2022"       # people turn to others there
    for number, one in enumerate((scenario, shipped, root / "scenarios/ihk-2022")):
        out = f"run-{number}"
        program("run", one, "-o", out)
        results.json(program.text(f"{out}/run.json"), "run.json")
        results.jsonl(program.text(f"{out}/trace.jsonl"), "trace.jsonl", False)
        for name in ("metrics.csv", "services.csv", "organisations.csv", "curve.csv"):
            results.csv(program.text(f"{out}/{name}"), name)
        for name in ("elsewhere.csv", "elsewhere_load.csv"):
            if (program.folder / out / name).exists():
                results.csv(program.text(f"{out}/{name}"), name)
    why = program("why", scenario, "house/desk", "--at", "2022-06-03T08:00", "--json")
    results.json(why, "why.json")


def look_at_studies(program, results, scenario):
    program("compare", scenario, "-n", 20, "--uncertain", "--keep", "places", "--all-metrics", "-o", "compare")
    results.json(program.text("compare/comparison.json"), "comparison.json")
    results.csv(program.text("compare/comparison.csv"), "comparison.csv")
    results.csv(program.text("compare/curve.csv"), "curve.csv")
    results.study(program.folder / "compare/study.sqlite")
    results.csv(program("results", "compare", "--csv"), "results.csv")
    results.csv(program("results", "compare", "--csv", "--long"), "results.csv")
    results.jsonl(program("results", "compare", "--json"), "results.json", True)
    results.jsonl(program("results", "compare", "--json", "--long"), "results.json", True)
    results.json(program("results", "compare", "--world", 3, "--json"), "run.json")
    program("compare", scenario, "--precision", "30%", "-o", "rounds")
    results.json(program.text("rounds/comparison.json"), "comparison.json")
    program("compare", scenario, "-n", 8, "-m", "hours_to_90", "-o", "times")
    results.json(program.text("times/comparison.json"), "comparison.json")
    program("compare", scenario, "-n", 6, "--variant", "quick: reporting_delay=5min", "-o", "variants")


def look_at_questions(program, results, scenario, root):
    program("deadline", scenario, "--play", "off", "-n", 6, "--at", "0h,1d", "--over", 3000, "-o", "deadline")
    program("sensitivity", scenario, "-n", 8, "-o", "sensitivity")
    program("evidence", scenario, "-n", 6, "-o", "evidence")
    program("improve", scenario, "--budget", 200, "-o", "improve")
    program("invest", root / "scenarios/ihk-2022", "-n", 6, "-o", "invest")
    program("backtest", root / "scenarios/ihk-2022", "-n", 2, "-o", "backtest")
    library = program.folder / "library"
    shutil.copytree(root / "scenarios/incidents/template", library / "template")
    (library / "incidents.csv").write_text(INCIDENTS)
    (library / "milestones.csv").write_text(MILESTONES)
    program("backtest", library, "--leave-one-out", "-n", 2, "--points", 8, "-o", "loo")
    for name in ("deadline", "sensitivity", "evidence", "improve", "invest", "variants", "backtest"):
        results.json(program.text(f"{name}/{name}.json"), f"{name}.json")
        if (program.folder / name / f"{name}.csv").exists():
            results.csv(program.text(f"{name}/{name}.csv"), f"{name}.csv")
    results.json(program.text("loo/leave-one-out.json"), "leave-one-out.json")


def look_at_the_rest(program, results, scenario, root):
    for number, one in enumerate((scenario, root / "scenarios/fuel-distributors-2022")):
        results.json(program("analyse", one, "--json", "-o", f"structure-{number}"), "structure.json")
    results.json(program("check", scenario, "--json"), "check.json")
    broken = program.folder / "broken"
    broken.mkdir()
    (broken / "scenario.yaml").write_text(SCENARIO.replace("horizon", "horizn").replace("later:", "off:"))
    results.json(program("check", broken, "--json", may_fail=True), "check.json")
    inventory = root / "docs/examples/import"
    results.json(program("import", inventory / "nodes.csv", inventory / "edges.csv", "--json"), "import.json")
    program("report", root / "scenarios/ihk-2022", "-o", "papers")
    results.json(program.text("papers/papers.json"), "papers.json")
    listed = program.folder / "papers/control/msel.csv"
    results.json(program("msel", root / "scenarios/ihk-2022", listed, "--json", may_fail=True), "msel.json")


def main():
    program_path, root = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        program = Program(program_path, pathlib.Path(name))
        dictionary = json.loads(program("schema", "--results"))
        results = Results({term["name"]: term for term in dictionary["names"]})
        scenario = scenario_in(program.folder)
        look_at_runs(program, results, scenario, root)
        look_at_studies(program, results, scenario)
        look_at_questions(program, results, scenario, root)
        look_at_the_rest(program, results, scenario, root)
    if "--found" in sys.argv:
        found = {name: sorted(files) for name, files in sorted(results.found.items())}
        pathlib.Path(sys.argv[sys.argv.index("--found") + 1]).write_text(json.dumps(found, indent=1))
    for name, files in results.found.items():
        for file in sorted(files - set(results.terms[name]["where"])):
            results.faults.append(f"{name} stands in {file}, which the dictionary does not say")
    for name, term in results.terms.items():
        missing = set(term["where"]) - results.found.get(name, set())
        if missing and name not in RARE:
            results.faults.append(f"{name} does not occur in {', '.join(sorted(missing))}")
    for fault in list(dict.fromkeys(results.faults))[:60]:
        print(fault)
    print(f"{len(results.terms)} names, {len(results.found)} of them met, {len(set(results.faults))} faults")
    return 1 if results.faults else 0


if __name__ == "__main__":
    sys.exit(main())
