"""The scripts of docs/analysis say the same of a study as the program: means, medians, P95."""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


def check_places(root, script, study, folder, comparison):
    """Mean losses of organisations, summed from every run, are those of the comparison's sums over worlds."""
    table = folder / "organisations.csv"
    command = ([sys.executable, root / "docs/analysis/places.py", study, "--csv", table] if script == "python" else
               ["Rscript", root / "docs/analysis/places.R", study, table])
    subprocess.run(command, check=True)
    best = comparison["decision"]["ranking"][0]
    told = {place["name"]: place["member_hours_lost"][best]["value"] for place in comparison["places"] if place["kind"] == "organisation"}
    rows = {row["name"]: row for row in csv.DictReader(table.open())}
    assert rows.keys() == told.keys(), (rows.keys(), told.keys())
    for name, row in rows.items():
        assert abs(float(row["mean_member_hours_lost"]) - told[name]) <= 1e-6 * max(1.0, told[name]), (name, row, told[name])
        assert int(row["members"]) > 0 and row["region"], row
    print(f"{len(rows)} organisations: means agree")


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    script = sys.argv[3]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if script == "python":
            if subprocess.run([sys.executable, "-c", "import pandas"], capture_output=True).returncode != 0:
                print("skipped: no pandas here")
                return SKIPPED
        elif not shutil.which("Rscript") or subprocess.run(
                ["Rscript", "-e", "library(RSQLite)"], capture_output=True).returncode != 0:
            print("skipped: no R with RSQLite here")
            return SKIPPED
        subprocess.run([program, "-q", "init", folder / "s", "--template", "company"], check=True)
        subprocess.run([program, "-q", "compare", folder / "s", "-n", "30", "--keep", "places", "-o", folder / "out"],
                       check=True)
        study, table = folder / "out/study.sqlite", folder / "table.csv"
        command = ([sys.executable, root / "docs/analysis/comparison.py", study, "--csv", table]
                   if script == "python" else
                   ["Rscript", root / "docs/analysis/comparison.R", study, "member_hours_lost",
                    folder / "picture.pdf", table])
        subprocess.run(command, check=True)
        by_program = json.loads((folder / "out/comparison.json").read_text())["metrics"][0]
        rows = list(csv.DictReader(table.open()))
        assert len(rows) == len(by_program["strategies"]), (rows, by_program)
        for row in rows:
            told = by_program["strategies"][row["strategy"]]
            for here, there in (("mean", "mean"), ("median", "median"), ("p95", "p95")):
                ours, theirs = float(row[here]), told[there]["value"]
                assert abs(ours - theirs) <= 1e-9 * max(1.0, abs(theirs)), (row["strategy"], here, ours, theirs)
        print(f"{len(rows)} strategies: means, medians and P95 agree")
        check_places(root, script, study, folder, json.loads((folder / "out/comparison.json").read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
