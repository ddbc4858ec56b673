"""Stages of recovery, each alone and two together, against values computed by hand: python -m unittest, in this folder.

In all of them a server `b` goes down one minute after the start (a message after the decision) and is restored at once; one person,
at work day and night, inspects it for an hour; the service `s` that needs it starts within five minutes."""
import copy
import tempfile
import unittest

import yamltext
from referee.scenario import Scenario
from referee.units import FULL, HOUR, MINUTE
from referee.world import World

FEDERATION = {
    "organisations": {"also": {"o": {"template": "t", "region": "XX", "members": 1000, "staff": 10}}},
    "templates": {"t": {"host_groups": {"b": {"kind": "server", "count": 1, "zone": "core"}},
                        "crews": {"it": {"people": 1, "shift": "round-the-clock"}},
                        "services": {"s": {"needs": ["b"], "demand": {"share": "0.1", "profile": "always"}}}}}}
OFF_AND_BACK = [{"shutdown": {}}, {"restore": {"thoroughness": 1}}]
SCENARIO = {
    "kammerspiel": 1, "title": "stages", "starts": "2022-06-01T08:00 Europe/Berlin", "horizon": "20d", "reporting_delay": "0min",
    "federation": "federation.yaml", "attackers": {"a": {"use": "a.yaml"}},
    "recovery": {"default": {"inspect": "1h", "clean": "1h", "rebuild": "4h", "test": "0h"}},
    "strategies": {"s": {"plays": [{"name": "off", "do": OFF_AND_BACK}]}}}
QUIET = {"kind": "autonomous", "routes": [{"name": "idle", "from": {}, "to": "itself", "time": "1000d", "success": 0, "yields": "foothold"}]}
WIPER = {**QUIET, "impact": [{"name": "wipe", "do": "wipe", "on": {}, "when": {"holding": {}}, "after": "0h"}]}


class Stages(unittest.TestCase):
    def setUp(self):
        self.scenario, self.federation, self.attacker = copy.deepcopy(SCENARIO), copy.deepcopy(FEDERATION), QUIET
        self.inside = self.federation["templates"]["t"]
        self.service = self.inside["services"]["s"]

    def destroyed_at_once(self, at="o/b"):
        self.attacker = WIPER
        self.scenario.setdefault("entry", []).append({"at": at, "when": "0h", "yields": "controlled"})

    def run_it(self):
        with tempfile.TemporaryDirectory() as folder:
            yamltext.write(folder, {"scenario.yaml": self.scenario, "federation.yaml": self.federation, "a.yaml": self.attacker})
            return World(Scenario(folder)).run()

    def changes(self, world, service="s", org="o"):
        """(hours and minutes, ppm)"""
        return [(f"{t // HOUR}:{t % HOUR // MINUTE:02}", ppm)
                for s, those in world.books.changes.items() if (s.org, s.name) == (org, service) for t, ppm in those]

    def assert_changes(self, *right, service="s", org="o"):
        self.assertEqual(self.changes(self.run_it(), service, org), list(right))

    # ---- each alone ------------------------------------------------------------------------------------------------

    def test_the_start_stays_with_the_work_before_it(self):
        """Four parts of eight hours each: all for 8 h 5 min, then three, two, one quarter; nothing is lost to nobody."""
        self.service["recovery"] = {"after": "0h", "work": {"parts": 4, "effort": "8h"}}
        lost = self.run_it().result()["services"]["o/s"]["lost_by_root"]
        self.assertAlmostEqual(lost["rebuild"], 100 * (8 + 1 / 12) + 75 * (8 - 1 / 12) + 50 * 8 + 25 * 8)
        self.assertEqual(lost["other"], 0)

    def test_without_any_stage(self):
        self.assert_changes(("0:01", 0), ("1:06", FULL))

    def test_nobody_repairs_before_a_hold_is_over(self):
        self.scenario["hold"] = [{"lasts": "10h"}]
        self.assert_changes(("0:01", 0), ("11:06", FULL))                # held until 10:01

    def test_a_hold_concerns_its_scope_alone(self):
        self.scenario["hold"] = [{"lasts": "10h", "scope": {"zone": "edge"}}]
        self.assert_changes(("0:01", 0), ("1:06", FULL))

    def test_recovery_stages_none_leaves_all_out(self):
        self.scenario.update(hold=[{"lasts": "10h"}], recovery_stages="none")
        self.assert_changes(("0:01", 0), ("1:06", FULL))

    def test_a_hold_by_forensics_waits_for_one_of_them_and_for_two_messages(self):
        self.scenario["hold"] = [{"lasts": "10h", "by": "forensics"}]
        self.scenario["detection"] = {"forensics": {"at": "o", "people": 1, "time_per_host": "1h", "shift": "extended"}}
        # asked at 0:01, there at 0:02 (08:02), ten hours of the shift until 10:02, told at 10:03
        self.assert_changes(("0:01", 0), ("11:08", FULL))

    def test_a_destroyed_host_waits_for_its_goods(self):
        self.destroyed_at_once()
        self.scenario["supplies"] = {"server": {"stock": 0, "lead": "24h", "batch": 1}}
        # ordered at 0:01, when it joins the restore; inspected and rebuilt for five hours
        self.assert_changes(("0:00", 0), ("29:06", FULL))

    def test_goods_come_in_batches(self):
        self.destroyed_at_once()
        self.inside["host_groups"]["d"] = {"kind": "server", "count": 1, "zone": "core"}
        self.inside["crews"]["it"]["people"] = 2
        self.destroyed_at_once("o/d")
        self.service["needs"] = ["b", "d"]
        for batch, back in ((1, "53:06"), (2, "29:06")):                # the second one is ordered when the first is taken
            with self.subTest(batch=batch):
                self.scenario["supplies"] = {"server": {"stock": 0, "lead": "24h", "batch": batch}}
                self.assert_changes(("0:00", 0), (back, FULL))

    def test_hosts_are_rebuilt_side_by_side_from_an_image(self):
        self.inside["host_groups"]["b"]["count"] = 5
        self.scenario["strategies"]["s"]["plays"][0]["do"][1]["restore"]["rebuild"] = "everything"
        self.scenario["reimage"] = [{"kind": "server", "prepare": "8h", "side_by_side": 2, "each": "30min"}]
        self.assert_changes(("0:01", 0), ("8:36", 400_000), ("9:01", 800_000), ("9:31", FULL))   # ready at 8:01; 8:31, 9:01, 9:31

    def test_accounts_are_issued_in_twenty_steps(self):
        self.inside["host_groups"]["w"] = {"kind": "workstation", "count": 1, "zone": "office", "realm": "own"}
        self.service["needs"] = ["w"]
        self.scenario["strategies"]["s"]["plays"][0]["do"] = [{"reset_credentials": {}}]
        self.scenario["accounts"] = {"per_staff": 2, "a_day": 20}       # 20 accounts, one every 72 minutes
        world = self.run_it()
        self.assertEqual(self.changes(world)[:4], [("0:01", 0), ("1:18", 50_000), ("2:25", 100_000), ("3:37", 150_000)])
        self.assertEqual(self.changes(world)[-1], ("24:01", FULL))

    def test_work_on_a_service_that_was_down_for_long(self):
        self.service["recovery"] = {"after": "1h", "work": {"parts": 2, "effort": "8h"}}
        # back at 1:01, one hour after it stopped: 9:01 the first part, 17:01 the second
        self.assert_changes(("0:01", 0), ("9:06", 500_000), ("17:01", FULL))

    def test_no_work_on_one_that_was_not(self):
        self.service["recovery"] = {"after": "2h", "work": {"parts": 2, "effort": "8h"}}
        self.assert_changes(("0:01", 0), ("1:06", FULL))

    def test_destroyed_servers_mean_work_at_once(self):
        self.destroyed_at_once()
        self.service["recovery"] = {"after": "10d", "work": {"effort": "8h", "intact": "2h"}}
        self.assert_changes(("0:00", 0), ("13:06", FULL))                # rebuilt at 5:01

    def test_what_was_only_switched_off_takes_less_work(self):
        self.service["recovery"] = {"after": "0h", "work": {"effort": "8h", "intact": "2h"}}
        self.assert_changes(("0:01", 0), ("3:06", FULL))

    def test_specialists_repair_no_hosts_and_work_side_by_side(self):
        self.inside["crews"]["app"] = {"people": 2, "shift": "round-the-clock"}
        self.service["recovery"] = {"after": "0h", "work": {"parts": 4, "effort": "8h", "by": "app"}}
        self.assert_changes(("0:01", 0), ("9:06", 500_000), ("17:01", FULL))

    def test_specialists_elsewhere_are_a_message_away(self):
        self.federation["organisations"]["also"]["q"] = {"template": "u", "region": "XX", "members": 0, "staff": 0}
        self.federation["templates"]["u"] = {"host_groups": {"b": {"kind": "server", "zone": "core"}}, "services": {"t": {"needs": ["b"]}},
                                             "crews": {"app": {"people": 1, "shift": "round-the-clock"}}}
        self.scenario["strategies"]["s"]["plays"][0]["do"] = [{"shutdown": {"scope": {"organisation": "o"}}}, {"restore": {}}]
        self.service["recovery"] = {"after": "0h", "work": {"effort": "8h", "by": "q/app"}}
        self.assert_changes(("0:01", 0), ("9:08", FULL))                 # asked at 1:01, done from 1:02 to 9:02, told at 9:03

    def test_data_load_before_the_first_part_while_a_backup_works(self):
        self.inside["host_groups"]["v"] = {"kind": "backup", "count": 1, "zone": "vault", "interval": "1d"}
        self.scenario["strategies"]["s"]["plays"][0]["do"] = [{"shutdown": {"scope": {"group": "b"}}}, {"restore": {"scope": {"group": "b"}}}]
        self.service["recovery"] = {"after": "0h", "work": {"effort": "2h", "data": "1 TB", "rate": "100 GB/h"}}
        self.assert_changes(("0:01", 0), ("13:06", FULL))                # 1:01, 11:01, 13:01

    def test_acceptance_by_users_takes_its_time(self):
        self.service["recovery"] = {"after": "0h", "accept": {"takes": "30h", "passes": 1}}
        self.assert_changes(("0:01", 0), ("31:06", FULL))

    def test_a_board_releases_so_many_parts_at_a_time(self):
        self.service["recovery"] = {"after": "0h", "work": {"parts": 2, "effort": "1h"}}
        self.scenario["releases"] = {"board": {"every": "workday 8:00", "at_most": 1}}
        # ready at 2:01 and 3:01; Thursday and Friday at eight, and a message
        self.assert_changes(("0:01", 0), ("24:06", 500_000), ("48:01", FULL))

    def test_quiet_is_watched_after_a_release(self):
        self.service["recovery"] = {"after": "0h", "work": {"parts": 2, "effort": "1h"}}
        self.scenario["releases"] = {"board": {"every": "workday 8:00", "at_most": 1, "watch": "2d"}}
        self.assert_changes(("0:01", 0), ("24:06", 500_000), ("120:01", FULL))   # Friday is too early; Monday

    def test_an_interim_service_comes_first(self):
        self.service["recovery"] = {"after": "1h", "work": {"effort": "20h", "by": "app"},
                                    "interim": {"level": "0.3", "work": "2h", "by": "app", "own_ground": "true"}}
        self.inside["crews"]["app"] = {"people": 2, "shift": "round-the-clock"}
        self.scenario["strategies"]["s"]["plays"][0]["do"][1]["restore"]["begins_after"] = "5h"
        # due at 1:01, set up at 3:01; the server is back at 6:01, the work done at 26:01
        self.assert_changes(("0:01", 0), ("3:01", 300_000), ("26:06", FULL))

    def test_an_interim_service_on_the_ground_of_the_real_one_waits_for_it(self):
        self.inside["crews"]["app"] = {"people": 2, "shift": "round-the-clock"}
        self.service["recovery"] = {"after": "1h", "work": {"effort": "20h", "by": "app"}, "interim": {"level": "0.3", "work": "2h", "by": "app"}}
        self.assert_changes(("0:01", 0), ("3:01", 300_000), ("21:06", FULL))     # both begin at 1:01

    def test_who_has_other_things_to_do_takes_longer(self):
        self.inside["crews"]["it"]["share"] = "0.5"
        self.assert_changes(("0:01", 0), ("2:06", FULL))

    def test_who_tires_takes_longer_from_then_on(self):
        self.inside["crews"]["it"]["tires"] = {"after": "30min", "to": "0.25"}
        self.assert_changes(("0:01", 0), ("2:36", FULL))                 # half an hour, and half an hour at a quarter of the pace

    def test_helpers_leave_when_their_time_is_over_and_they_are_done(self):
        self.inside["crews"]["it"]["people"] = 0
        self.inside["host_groups"]["b"]["count"] = 2
        self.scenario["pools"] = {"aid": {"people": 1, "shift": "round-the-clock", "stays": "30min"}}
        self.scenario["strategies"]["s"]["plays"][0]["do"].append({"call_in": {"crew": "aid"}})
        # asked at 0:01, 0:02 there, 0:03 at work; one host until 1:03, then gone
        self.assert_changes(("0:01", 0), ("1:08", 500_000))

    def test_a_play_is_decided_again_on_what_was_found_since(self):
        self.inside["host_groups"]["d"] = {"kind": "server", "count": 1, "zone": "core"}
        self.scenario["entry"] = [{"at": "o/b", "when": "0h", "yields": "controlled"}, {"at": "o/d", "when": "10h", "yields": "controlled"}]
        self.attacker, self.scenario["detection"] = WIPER, {"users_notice": "0h"}
        play = {"name": "off", "when": {"destroyed_hosts": 1}, "again": {"after": "1h", "at_most": 2}, "do": [{"inform": ["members"]}]}
        self.scenario["strategies"]["s"]["plays"] = [play]
        decided = [d["time"] // MINUTE for d in self.run_it().result()["decisions"]]
        self.assertEqual(decided, [1, 601])

    # ---- two together ----------------------------------------------------------------------------------------------

    def test_goods_are_ordered_while_hosts_are_held(self):
        self.destroyed_at_once()
        self.scenario.update(hold=[{"lasts": "20h"}], supplies={"server": {"stock": 0, "lead": "24h"}})
        self.assert_changes(("0:00", 0), ("29:06", FULL))

    def test_an_image_is_begun_after_the_hold(self):
        self.destroyed_at_once()
        self.scenario.update(hold=[{"lasts": "20h"}], reimage=[{"kind": "server", "prepare": "8h", "each": "30min"}])
        self.assert_changes(("0:00", 0), ("28:36", FULL))

    def test_an_image_needs_the_goods_too(self):
        self.destroyed_at_once()
        self.scenario.update(supplies={"server": {"lead": "24h"}}, reimage=[{"kind": "server", "prepare": "8h", "each": "30min"}])
        self.assert_changes(("0:00", 0), ("24:36", FULL))

    def test_work_by_whoever_repairs_hosts_comes_after_hosts(self):
        self.inside["host_groups"]["x"] = {"kind": "telephony", "count": 2, "zone": "core"}
        self.scenario["strategies"]["s"]["plays"][0]["do"][1]["restore"]["order"] = ["s"]
        self.service["recovery"] = {"after": "0h", "work": {"effort": "8h"}}
        self.assert_changes(("0:01", 0), ("11:06", FULL))                # b until 1:01, the telephones until 3:01

    def test_work_then_acceptance_then_the_board(self):
        self.service["recovery"] = {"after": "0h", "work": {"effort": "8h"}, "accept": {"takes": "20h", "passes": 1}}
        self.scenario["releases"] = {"board": {"every": "monday 10:00"}}
        self.assert_changes(("0:01", 0), ("122:06", FULL))

    def test_the_loss_is_booked_to_the_stage(self):
        """Off until 1:01 (in repair: testing), eight hours of work (rebuilding), twenty of acceptance (testing), and the start."""
        self.service["recovery"] = {"after": "0h", "work": {"effort": "8h"}, "accept": {"takes": "20h", "passes": 1}}
        lost = self.run_it().result()["services"]["o/s"]["lost_by_root"]
        self.assertAlmostEqual(lost["rebuild"], 100 * 8)
        self.assertAlmostEqual(lost["test"], 100 * (1 + 20 + 5 / 60))


if __name__ == "__main__":
    unittest.main()
