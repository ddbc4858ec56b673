"""python -m referee DIR [-s STRATEGY] [-a ATTACKER] [--file scenario.yaml] [--until 25h]"""
import argparse
import json
import sys

from .scenario import Scenario
from .units import Mistake, Unsupported
from .world import World


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder")
    arguments.add_argument("-s", "--strategy")
    arguments.add_argument("-a", "--attacker")
    arguments.add_argument("--file", default="scenario.yaml")
    arguments.add_argument("--until", help="end here instead of at the horizon, e.g. 25h")
    given = arguments.parse_args()
    try:
        world = World(Scenario(given.folder, given.file, given.until), given.strategy, given.attacker).run()
    except Unsupported as reason:
        print(f"not without a draw, or not done here: {reason}", file=sys.stderr)
        return 2
    except Mistake as what:
        print(what, file=sys.stderr)
        return 1
    json.dump(world.result(), sys.stdout, indent=1)
    print()
    return 0


sys.exit(main())
