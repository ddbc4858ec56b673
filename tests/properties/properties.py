"""What must not change a result, tried on random scenarios with draws: properties.py --tell PROGRAM [--seed S] [--count N]

Each scenario is told as it is and in each of the ways of changes.py; every difference is printed. Exit status 0 only where some
scenarios were compared, none was refused, and nothing differed; 77 where PyYAML is missing. --keep DIR keeps those that differ."""
import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import yaml  # noqa: F401
except ImportError:
    print("skipped: there is no PyYAML (Debian: python3-yaml)")
    sys.exit(77)

from changes import ALL, Change
from drawn import Drawn

import yamltext  # noqa: E402  beside the referee; drawn says where


class Teller:
    """The program that tells worlds."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, ask):
        self.process.stdin.write(json.dumps(ask) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args[0]} has ended at {json.dumps(ask)}")
        return json.loads(line)


class Trial:
    """One scenario, and all ways to say it otherwise."""

    def __init__(self, teller, seed, keep=None):
        self.teller, self.seed, self.keep = teller, seed, keep
        self.files = Drawn(seed).make()
        self.dice = random.Random(f"changes/{seed}")
        strategies, attackers = self.files["scenario.yaml"]["strategies"], self.files["scenario.yaml"]["attackers"]
        self.asked = [{"strategy": s, "attacker": a, "seed": seed, "world": w, "uncertain": w == 1}
                      for w, (s, a) in enumerate(self.dice.sample([(s, a) for s in strategies for a in attackers], 2))]
        self.differ, self.refused, self.events, self.compared = [], [], 0, 0

    def run(self, changes):
        with tempfile.TemporaryDirectory() as place:
            first = self._stories(self.files, place, Change())
            if first is None:
                return self
            self.events = sum(len(story.lines) for story in first)
            for kind in changes:
                change = kind()
                change.horizon = first[0].end
                files = change.says(self.files, self.dice)
                second = self._stories(files, place, change) if files else None
                if second is None:
                    continue
                for ask, one, other in zip(self.asked, first, second):
                    self.compared += 1
                    found = change.expected(one).differences(change.seen(other))
                    if found:
                        self.differ.append((change.name, ask, found))
                        self._keep(files, change.name)
        return self

    def _keep(self, files, name):
        if self.keep:
            write(Path(self.keep) / str(self.seed) / "base", self.files)
            write(Path(self.keep) / str(self.seed) / name, files)

    def _stories(self, files, place, change):
        name = change.name
        folder = Path(place) / name
        write(folder, files)
        stories = []
        for ask in self.asked:
            answer = self.teller.tell({"folder": str(folder), **change.asks(ask)})
            if "refused" in answer:
                self.refused.append((name, answer["refused"]))
                self._keep(files, name)
                return None
            stories.append(change.read(answer))
        return stories


def write(folder, files):
    yamltext.write(folder, {name: node for name, node in files.items() if name.endswith(".yaml")})
    for name, text in files.items():
        if not name.endswith(".yaml"):
            (Path(folder) / name).write_text(text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tell", required=True)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=20)
    arguments.add_argument("--only", help="changes, separated by commas")
    arguments.add_argument("--keep")
    given = arguments.parse_args()
    changes = [kind for kind in ALL if not given.only or kind.name in given.only.split(",")]
    teller = Teller(given.tell)
    events = compared = differ = refused = 0
    for seed in range(given.seed, given.seed + given.count):
        trial = Trial(teller, seed, given.keep).run(changes)
        events, compared = events + trial.events, compared + trial.compared
        differ, refused = differ + len(trial.differ), refused + len(trial.refused)
        for name, reason in trial.refused:
            print(f"{seed}: {name}: refused: {reason.strip()[:600]}")
        for name, ask, found in trial.differ:
            print(f"{seed}: {name}: {ask['strategy']}, {ask['attacker']}, world {ask['world']}: {'; '.join(found[:3])}")
        sys.stdout.flush()
    print(f"{compared} worlds compared, with {events} events; {differ} differ, {refused} refused")
    return 0 if compared and events > 20 * given.count and not differ and not refused else 1


if __name__ == "__main__":
    sys.exit(main())
