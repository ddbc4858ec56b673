"""Runs the program and the referee on the same worlds and prints every difference. Exit status 0 only where some worlds could be
compared, the program refused none, and all were the same.

compare.py --program PATH --level N --seed S --count K        random worlds of generate.py
compare.py --program PATH --folder DIR [-s STRATEGY]          one scenario
--shrink: the smallest scenario that still differs is written to OUT, with a NOTE."""
import argparse
import csv
import json
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import yamltext
from generate import LEVELS, Maker
from referee.scenario import Scenario
from referee.units import FULL, Mistake, Unsupported
from referee.world import World
from shrink import smallest

ROOTS = {"attack": "lost_to_attack", "precaution": "lost_to_precaution", "test": "lost_to_testing",
         "rebuild": "lost_to_rebuilding", "other": "lost_to_other"}
HOSTS = {"destroyed": "hosts_destroyed", "compromised": "hosts_compromised", "rebuilt": "hosts_rebuilt",
         "inspected_clean": "hosts_inspected_clean", "switched_off": "hosts_switched_off",
         "times_switched_off": "times_switched_off", "missed_by_inspection": "missed_by_inspection",
         "came_back_after_cleaning": "came_back_after_cleaning"}
LONGEST = 20                                        # seconds of a processor that a run may take
HOURS_APART = 0.0002                                # services.csv has four decimals


class Refused(Exception):
    """The program does not take the scenario, or fails."""


def program(path, folder, strategy, attacker):
    """(rows of services.csv, lines of trace.jsonl, hosts) of a run by the program."""
    with tempfile.TemporaryDirectory() as out:
        command = [path, "run", str(folder), "--json", "--lang", "en", "--executive", "sequential", "--out", out]
        command += (["-s", strategy] if strategy else []) + (["-a", attacker] if attacker else [])
        try:
            done = subprocess.run(command, capture_output=True, text=True, preexec_fn=_limit)
        except OSError as reason:
            raise Mistake(f"{path} cannot be run: {reason.strerror}") from reason
        if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            raise Refused(f"it has not come to an end in {LONGEST} s of a processor")
        if done.returncode:
            said = (done.stderr + done.stdout).strip().splitlines()
            raise Refused("; ".join([line for line in said if "error" in line] or said))
        with open(Path(out) / "services.csv", newline="") as file:
            rows = {f"{row['organisation']}/{row['service']}": row for row in csv.DictReader(file)}
        trace = [json.loads(line) for line in (Path(out) / "trace.jsonl").read_text().splitlines()]
        return rows, trace, json.loads(done.stdout)["host_figures"]


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))


def levels_of(trace, slack):
    """Level changes by service from the start on: of several at one instant the last one, and only where something changes."""
    found = {}
    for line in trace:
        if line["side"] == "service" and "level_ppm" in line:
            changes = found.setdefault(f"{line['organisation']}/{line['service']}", [])
            if changes and abs(changes[-1][0] - line["micros"]) <= slack:
                changes.pop()
            changes.append((line["micros"], line["level_ppm"]))
    for name, changes in found.items():
        before = [FULL] + [ppm for _, ppm in changes]
        found[name] = [(t, ppm) for (t, ppm), b in zip(changes, before) if ppm != b and t >= 0]
    return found


def differences(path, folder, strategy, attacker, slack=0, rounding=0):
    """Sentences on all that differs."""
    rows, trace, hosts = program(path, folder, strategy, attacker)
    scenario = Scenario(folder)
    mine = World(scenario, strategy, attacker).run().result()
    found, theirs = [], levels_of(trace, slack)
    for name, service in mine["services"].items():
        if not service["wanted"] and name not in theirs:
            continue                                # services without demand need not show
        changes = theirs.get(name, [])
        pairs = zip(changes, service["levels"])
        same = len(changes) == len(service["levels"]) and all(
            abs(a[0] - b[0]) <= slack and abs(a[1] - b[1]) <= rounding for a, b in pairs)
        if not same:
            found.append(f"levels of {name}: program {_short(changes)}, referee {_short(service['levels'])}")
    for name, row in rows.items():
        service = mine["services"][name]
        figures = {"outage_hours": service["outage_hours"], "member_hours_lost": service["lost_member_hours"],
                   "lost_through_dependency": service["lost_through_dependency"]}
        figures.update({column: service["lost_by_root"][root] for root, column in ROOTS.items()})
        for column, value in figures.items():
            if abs(float(row[column]) - value) > HOURS_APART:
                found.append(f"{column} of {name}: program {float(row[column]):.4f}, referee {value:.4f}")
    if scenario.stages.are_there:
        found += _waits(trace, mine["services"])
    found += _decisions(trace, mine["decisions"], slack)
    found += [f"hosts {what}: program {hosts[name]}, referee {mine['hosts'][what]}"
              for what, name in HOSTS.items() if hosts[name] != mine["hosts"][what]]
    if abs(hosts["crew_hours"] - mine["hosts"]["crew_hours"]) > HOURS_APART:
        found.append(f"crew_hours: program {hosts['crew_hours']:.4f}, referee {mine['hosts']['crew_hours']:.4f}")
    return found


def _waits(trace, mine):
    """What services wait for, at each change; of several at one instant the last one."""
    theirs, found = {}, []
    for line in trace:
        if line["what"] == "waits" and line["micros"] >= 0:
            changes = theirs.setdefault(f"{line['organisation']}/{line['service']}", [])
            if changes and changes[-1][0] == line["micros"]:
                changes.pop()
            stage = None if line["stage"] == "none" else line["stage"]
            if stage != (changes[-1][1] if changes else None):
                changes.append((line["micros"], stage))
    for name, service in mine.items():
        changes, waits = theirs.get(name, []), [tuple(wait) for wait in service["waits"]]
        if changes != waits:
            found.append(f"waits of {name}: program {_short(changes)}, referee {_short(waits)}")
    return found


def _decisions(trace, mine, slack):
    theirs = sorted((line["micros"], line["play"]) for line in trace if line["what"] == "play_decided")
    mine = sorted((d["time"], d["play"]) for d in mine)
    same = len(theirs) == len(mine) and all(abs(a[0] - b[0]) <= slack and a[1] == b[1] for a, b in zip(theirs, mine))
    return [] if same else [f"decisions: program {_short(theirs)}, referee {_short(mine)}"]


def _short(changes):
    """Times in hours; the first dozen."""
    told = [f"{a / 3.6e9:.4f} h: {b}" for a, b in list(changes)[:12]]
    return "[" + ", ".join(told) + (", …" if len(changes) > 12 else "") + "]"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--level", type=int, default=0, help="without it: all levels in turn")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=20)
    arguments.add_argument("--folder")
    arguments.add_argument("-s", "--strategy")
    arguments.add_argument("-a", "--attacker")
    arguments.add_argument("--slack", type=int, default=0, help="microseconds by which times may differ")
    arguments.add_argument("--shrink", action="store_true")
    arguments.add_argument("--out", default="differing")
    given = arguments.parse_args()
    if given.folder:
        worlds = [(given.folder, None)]
    else:
        seeds = range(given.seed, given.seed + given.count)
        worlds = [(f"level-{lv}-seed-{s}", Maker(lv, s).files()) for s in seeds for lv in ([given.level] if given.level else range(1, LEVELS + 1))]
    counts = {"the same": 0, "different": 0, "refused by the program": 0, "not done by the referee": 0}
    for name, files in worlds:
        counts[_one(given, name, files)] += 1
    print(", ".join(f"{n} {what}" for what, n in counts.items()))
    is_fine = counts["the same"] > 0 and not counts["different"] and not counts["refused by the program"]
    return 0 if is_fine else 1


def _one(given, name, files):
    with tempfile.TemporaryDirectory() as folder:
        if files:
            yamltext.write(folder, files)
        else:
            folder = name
        try:
            found = differences(given.program, folder, given.strategy, given.attacker, given.slack)
        except Unsupported as reason:
            print(f"{name}: not done by the referee: {reason}")
            return "not done by the referee"
        except Refused as reason:
            print(f"{name}: refused by the program: {reason}")
            return "refused by the program"
        for sentence in found:
            print(f"{name}: {sentence}")
        if found and given.shrink and files:
            small, why = smallest(files, lambda f: _try(given, f))
            note = f"# Differs from the referee ({name}, made smaller)\n\n" + "\n".join(f"- {sentence}" for sentence in why) + "\n"
            yamltext.write(Path(given.out) / name, small, note)
            print(f"{name}: made smaller in {Path(given.out) / name}")
        return "different" if found else "the same"


def _try(given, files):
    """Differences of a changed scenario; none where it makes no sense any more."""
    with tempfile.TemporaryDirectory() as folder:
        yamltext.write(folder, files)
        try:
            return differences(given.program, folder, given.strategy, given.attacker, given.slack)
        except Exception:                           # a scenario without what it needs is no smaller case
            return []


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Mistake as what:
        sys.exit(str(what))
