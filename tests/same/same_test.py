"""The same traces and studies everywhere.

    same_test.py PROGRAM SCENARIOS            against digests.txt, and under what must not matter
    same_test.py PROGRAM SCENARIOS --write    writes digests.txt anew; read the difference before it is kept

A line of digests.txt: scenario, strategy, attacker, SHA-256 of the trace of world 1 (its moments, not their texts); or scenario,
`study`, worlds, digest of the study that `results --digest` prints. Another compiler, level of optimisation or processor must come to
the same; a change of the model changes lines, and CHANGELOG says why."""
import argparse
import contextlib
import hashlib
import json
import locale
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE / "digests.txt"
WORLD = 1
WORLDS = 2
# A processor without fused multiplication and wide vectors, for which the C library takes other paths.
OLDER = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-AVX,-FMA,-AVX2_Usable,-FMA_Usable,-AVX_Usable"}


class Program:
    def __init__(self, path):
        self.path = Path(path).resolve()

    def __call__(self, *arguments, more=None, cwd=None):
        environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC", **(more or {})}
        done = subprocess.run([self.path, *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=cwd)
        if done.returncode:
            sys.exit(f"{' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stderr or done.stdout}")
        return done.stdout

    def trace(self, scenario, strategy, attacker, *options, **how):
        """Digest of what happens in one world."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out"
            self("run", scenario, "-s", strategy, "-a", attacker, "--world", WORLD, "--quiet", "--out", out, *options, **how)
            digest = hashlib.sha256()
            with open(out / "trace.jsonl", encoding="utf-8") as file:
                for line in file:
                    record = json.loads(line)
                    record.pop("at")
                    digest.update(json.dumps(record, sort_keys=True).encode())
            return digest.hexdigest()

    def study(self, scenario, *options, **how):
        """Digest of some worlds with all strategies and attackers."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out"
            self("compare", scenario, "-n", WORLDS, "--quiet", "--out", out, *options, **how)
            return self("results", out, "--digest", **how).strip()


def names(program, scenario):
    """Names of strategies and attackers, as a study has them."""
    with tempfile.TemporaryDirectory() as folder:
        program("compare", scenario, "-n", 2, "--quiet", "--out", Path(folder) / "out")
        with contextlib.closing(sqlite3.connect(Path(folder) / "out" / "study.sqlite")) as study:
            return [[name for name, in study.execute(f"SELECT name FROM {table} ORDER BY 1")] for table in ("strategy", "attacker")]


def digests(program, scenarios):
    lines = []
    for scenario in sorted(path.parent for path in scenarios.glob("*/scenario.yaml")):
        strategies, attackers = names(program, scenario)
        for s, strategy in enumerate(strategies):
            attacker = attackers[s % len(attackers)]                       # each of both at least once
            lines.append(f"{scenario.name} {strategy} {attacker} {program.trace(scenario, strategy, attacker)}")
        lines.append(f"{scenario.name} study {WORLDS} {program.study(scenario)}")
    return lines


def circumstances(folder):
    """What must not matter: its name, further options, and how the program is started."""
    for threads in (1, 2, 3, 8):
        yield f"{threads} threads", ["--threads", threads], {}
    yield "a processor without AVX and FMA", [], {"more": OLDER}
    yield "another time zone", [], {"more": {"TZ": "Asia/Kathmandu"}}
    yield "another working folder", [], {"cwd": folder}
    for name in ("de_DE.UTF-8", "C.UTF-8", "tr_TR.UTF-8"):
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        yield f"the locale {name}", [], {"more": {"LC_ALL": name}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("scenarios", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    program = Program(arguments.program)
    scenarios = arguments.scenarios.resolve()
    found = digests(program, scenarios)
    if arguments.write:
        KEPT.write_text("\n".join(found) + "\n", encoding="utf-8")
        return 0
    faults = [f"kept and not found: {line}" for line in KEPT.read_text(encoding="utf-8").splitlines() if line not in found]
    faults += [f"found and not kept: {line}" for line in found if f"{line}\n" not in KEPT.read_text(encoding="utf-8")]

    with tempfile.TemporaryDirectory() as folder:
        for scenario in (scenarios / "shared-it-provider", scenarios / "worm"):
            strategies, attackers = names(program, scenario)
            study = program.study(scenario)
            traces = {e: program.trace(scenario, strategies[-1], attackers[-1], "--executive", e) for e in ("sequential", "parallel")}
            if len(set(traces.values())) > 1:
                faults.append(f"{scenario.name}: the executives differ")
            for name, options, how in circumstances(folder):
                if program.study(scenario, *options, **how) != study:
                    faults.append(f"{scenario.name}: the study is another with {name}")
                if program.trace(scenario, strategies[-1], attackers[-1], *options, **how) != traces["sequential"]:
                    faults.append(f"{scenario.name}: the trace is another with {name}")
    print("\n".join(faults) or f"{len(found)} digests as kept")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
