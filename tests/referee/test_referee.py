"""The referee against values computed by hand: python -m unittest, in this folder.

Each folder of cases/ is a scenario with expected.json: runs, and for each what must come out (path in the result → value)."""
import json
import unittest
from fractions import Fraction
from pathlib import Path

import yamltext
from generate import LEVELS, Maker
from referee import needs
from referee.calendar import Demand, Shift
from referee.scenario import Scenario
from referee.units import DAY, FULL, HOUR, MINUTE, Clock, Unsupported, span
from referee.world import World

CASES = Path(__file__).parent / "cases"


def find(result, path):
    """`services:o/m:outage_hours`; `levels@o/m` as hours and ppm; `waits@o/m` as hours and stage; `held@host` and `decided@play` as hours (null: never)."""
    kind, _, name = path.partition("@")
    if kind == "levels":
        return [[time / HOUR, ppm] for time, ppm in result["services"][name]["levels"]]
    if kind == "waits":
        return [[time / HOUR, stage] for time, stage in result["services"][name]["waits"]]
    if kind in ("compromised", "destroyed"):
        return next((a["time"] / HOUR for a in result["attack"] if a["what"] == kind and a["host"] == name), None)
    if kind == "decided":
        return next((d["time"] / HOUR for d in result["decisions"] if d["play"] == name), None)
    for key in path.split(":"):
        result = result[key]
    return result


class Cases(unittest.TestCase):
    def test_every_case_has_its_right_value(self):
        for file in sorted(CASES.glob("*/expected.json")):
            for run in json.loads(file.read_text())["runs"]:
                with self.subTest(case=file.parent.name, strategy=run.get("strategy"), file=run.get("file")):
                    scenario = Scenario(file.parent, run.get("file", "scenario.yaml"), run.get("until"))
                    result = World(scenario, run.get("strategy"), run.get("attacker")).run().result()
                    for path, right in run["right"].items():
                        self.assert_near(find(result, path), right, path)

    def assert_near(self, value, right, path):
        if isinstance(right, float):
            self.assertIsNotNone(value, path)
            self.assertAlmostEqual(value, right, delta=0.006, msg=path)
        elif isinstance(right, list):
            self.assertEqual(len(value), len(right), f"{path}: {value}")
            for a, b in zip(value, right):
                self.assert_near(a, b, path)
        else:
            self.assertEqual(value, right, path)


class Figures(unittest.TestCase):
    def test_spans(self):
        self.assertEqual(span("1d 12h"), 36 * HOUR)
        self.assertEqual(span("-2d"), -2 * DAY)
        self.assertEqual(span("1h 30min"), 90 * MINUTE)

    def test_a_distribution_is_a_draw(self):
        self.assertRaises(Unsupported, span, "exponential mean 4h")

    def test_the_shift_ends_at_five_and_rests_on_holidays(self):
        shift = Shift(Clock("2022-06-03T16:00 Europe/Berlin"), "business-hours", "DE-NW")    # Friday before Whitsun
        self.assertEqual(shift.after(0, HOUR), HOUR)
        self.assertEqual(shift.after(0, 2 * HOUR), 3 * DAY + 17 * HOUR)                       # Tuesday 09:00

    def test_demand_has_a_weekly_mean_of_one(self):
        week = {"odd": {"weekday": [1, 3] * 12, "saturday": [0, 2] * 12, "sunday": [5] * 24}}
        for name in ("always", "office-hours", "odd"):
            demand = Demand(Clock("2022-06-06T00:00 Europe/Berlin"), "XX", name, week)
            self.assertEqual(demand.upto(7 * DAY), 7 * DAY)


class Needs(unittest.TestCase):
    LEVELS = {"a": 800_000, "b": 300_000, "c": 0}

    class Here:
        def __init__(self, left_out):
            self.left_out = left_out

        def level(self, leaf):
            return (Needs.LEVELS[leaf.name],)

        def counts(self, leaf):
            return leaf.name != self.left_out

        def may_be_missing(self, leaf):
            return False

    def level(self, node, left_out=None):
        found = needs.value(needs.parse(node, "o", {}), self.Here(left_out))
        return found and found[-1]

    def test_operators(self):
        self.assertEqual(self.level(["a", "b"]), 300_000)
        self.assertEqual(self.level({"any_of": ["a", "b"]}), 800_000)
        self.assertEqual(self.level({"at_least": 2, "of": ["a", "b", "c"]}), 300_000)
        self.assertEqual(self.level({"weighted": {"a": "0.7", "c": "0.3"}}), 560_000)
        self.assertEqual(self.level({"b": {"enough": "0.5"}}), 600_000)
        self.assertEqual(self.level({"c": {"floor": "0.4"}}), 400_000)

    def test_what_does_not_count_is_left_out(self):
        self.assertEqual(self.level({"any_of": ["a", "b"]}, "a"), 300_000)
        self.assertEqual(self.level({"weighted": {"a": "0.7", "b": "0.3"}}, "a"), 300_000)
        self.assertIsNone(self.level(["a"], "a"))


class Parts(unittest.TestCase):
    """In worlds of the generator: what must hold whatever the world is."""

    def test_lost_hours_are_the_sum_of_their_roots_and_nothing_is_lost_twice(self):
        for level in range(1, LEVELS + 1):
            for seed in range(4):
                with self.subTest(level=level, seed=seed):
                    self.check(Maker(level, seed).files())

    def check(self, files):
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            yamltext.write(folder, files)
            try:
                world = World(Scenario(folder)).run()
            except Unsupported:
                return
            for s, lost in world.books.lost.items():
                self.assertTrue(all(hours >= 0 for hours in lost.values()), f"{s.org}/{s.name}: {lost}")
                if not s.demand:
                    continue
                members = world.scenario.orgs[s.org].members
                direct = sum((s.share * members * (s.demand.upto(e) - s.demand.upto(max(b, 0))) * (FULL - level)
                              for b, e, level in world.books.intervals(s) if e > 0), Fraction(0)) / FULL / HOUR
                self.assertEqual(sum(lost.values()), direct, f"{s.org}/{s.name}")


if __name__ == "__main__":
    unittest.main()
