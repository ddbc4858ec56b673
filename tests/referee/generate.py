"""Small random worlds without draws, of rising difficulty: generate.py --level N --seed S --count K [--out DIR]

1 one organisation, needs; 2 and restores; 3 and several organisations and links; 4 and an attack;
5 and detection and decisions; 6 and workarounds, grace, start times; 7 and pools, hands for actions, demand over the day;
8 and what is rare: circles with links, realms, routes between organisations, backups, what is known at the start, what slows
work, links closed until something holds, conditions of several parts, holidays and clock changes; 9 the same with hands at
keyboards instead of a worm; 10 stages of recovery, in a world of one of the levels 5 to 9."""
import argparse
import random
import re
from datetime import datetime, timedelta
from pathlib import Path

import yamltext
from generate_stages import Stages

ROUND = ["10min", "30min", "1h", "2h", "4h", "8h", "1d"]
ODD = ["7min", "13min", "37min", "1h 11min", "2h 23min", "5h 43min", "9h 1min", "1d 3h 17min"]
KINDS = ["server", "workstation", "identity", "telephony"]
LEVELS = 10


class Maker:
    def __init__(self, level, seed):
        self.dice = random.Random(f"{level}/{seed}")
        self.has_stages = level >= 10
        self.level = self.dice.choice([5, 6, 7, 7, 8, 9]) if self.has_stages else level
        self.spans = self.dice.choice([ROUND, ROUND, ODD, ROUND + ODD])
        self.starts = self.dice.choice(["2022-06-01T08:00", "2022-06-10T15:00", "2022-06-01T08:07"])
        if level >= 8:                              # before Whitsun, before the clocks change, and on odd days
            self.starts = self.dice.choice([self.starts, "2022-06-03T14:00", "2022-03-25T09:30", "2022-10-28T16:00", "2022-12-23T11:00"])
        self.names = ["o", "q", "r"][:1 if level < 3 else self.dice.randint(1, 3)]
        self.regions = {o: self.dice.choice(["XX", "YY"] if level < 8 else ["DE-BY", "DE-NW"]) for o in self.names}
        self.inside = {}                            # organisation → its template
        self.links = {o: {} for o in self.names}

    def chance(self, p):
        return self.dice.random() < p

    def span(self, zero=0.0):
        return "0h" if self.chance(zero) else self.dice.choice(self.spans)

    def share(self):
        return self.dice.choice(["0.2", "0.25", "0.4", "0.5", "0.6", "0.75", "0.8", "0.9"])

    # ---- what exists -----------------------------------------------------------------------------------------------

    def federation(self):
        for o in self.names:
            groups = {}
            for n in range(self.dice.randint(2, 4)):
                count = 1 if self.level >= 4 and self.chance(0.7) else self.dice.choice([1, 1, 2, 3, 4, 5, 7])
                groups[f"g{n}"] = {"kind": self.dice.choice(KINDS), "count": count, "zone": self.dice.choice(["core", "edge"])}
                if self.level >= 8:
                    groups[f"g{n}"].update(self._of_group())
            self.inside[o] = {"host_groups": groups}
        services = {o: [f"s{n}" for n in range(self.dice.randint(1, 4))] for o in self.names}
        self.services = sorted({s for those in services.values() for s in those})
        for o in self.names:
            self._links(o)
            inside = self.inside[o]
            if self.level >= 2:
                inside["crews"] = self._crews(services[o])
            inside["services"] = {}
        for o in self.names:
            groups = list(self.inside[o]["host_groups"])
            for n, name in enumerate(groups):
                if n and self.chance(0.3):
                    self.inside[o]["host_groups"][name]["needs"] = [self._leaf(o, self.dice.choice(groups[:n]))]
                elif self.level >= 8 and self.chance(0.15):     # of one another, or of a service
                    need = self.dice.choice([one for one in groups + services[o][:1] if one != name])
                    self.inside[o]["host_groups"][name].update({"needs": [self._leaf(o, need)], **({"starts_without": [need]} if self.chance(0.5) else {})})
            for n, name in enumerate(services[o]):
                circle = self.chance(0.15)
                own = groups + [s for s in (services[o] if circle else services[o][:n]) if s != name]
                self.inside[o]["services"][name] = self._service(o, own, services)
        return {"organisations": {"also": {o: {"template": f"t-{o}", "region": self.regions[o], "members": self.dice.choice([1000, 777, 100]),
                                               "staff": 10} for o in self.names}},
                "templates": {f"t-{o}": self.inside[o] for o in self.names}}

    def _of_group(self):
        """What matters to attackers and to rebuilding."""
        more = {}
        if self.chance(0.3):
            more["realm"] = self.dice.choice(["own", "common"])
        if self.chance(0.3):
            more["tags"] = ["crown"]
        if self.chance(0.25):
            more.update({"interval": self.dice.choice(["4h", "1d"]), **({"offline": "true"} if self.chance(0.3) else {})})
        if self.chance(0.2):
            more["reachable_from"] = [self.dice.choice(["core", "edge"])]
        return more

    def _links(self, o):
        links = {}
        if self.level >= 3:
            for other in self.names:
                if other > o and self.chance(0.8):
                    links[f"l-{other}"] = {"to": other}
            if self.chance(0.7):
                links["up"] = {"to": "internet"}
            for link in links.values():
                if self.chance(0.25):
                    link["needs"] = [self.dice.choice(list(self.inside[o]["host_groups"]))]
        self.links[o] = links
        if links:
            self.inside[o]["links"] = links

    def _crews(self, services):
        crews = {}
        for name in ["a", "b"][:self.dice.choice([1, 1, 2])]:
            crews[name] = {"people": self.dice.randint(1, 3), "shift": self.dice.choice(["round-the-clock"] * 2 + ["business-hours"])}
            if self.level >= 8:
                crews[name]["shift"] = self.dice.choice(["round-the-clock", "business-hours", "extended"])
                if self.chance(0.5):
                    crews[name]["uses"] = self.dice.sample(services, self.dice.randint(1, min(2, len(services))))
            if self.level >= 7 and self.chance(0.2):
                crews[name]["kinds"] = self.dice.sample(KINDS, 2)
        return crews

    def _leaf(self, o, name):
        soft = {}
        if self.chance(0.25) and name.split("/")[-1].startswith("g"):
            soft["enough"] = self.share()
        if self.chance(0.15):
            soft["floor"] = self.share()
        if self.links[o] and self.chance(0.25):
            soft["over"] = self.dice.choice(list(self.links[o]))
        if self.level >= 6 and self.chance(0.25):
            soft["grace"] = self.span()
        return {name: soft} if soft else name

    def _tree(self, o, names, depth):
        kind = self.dice.choice(["leaf", "all_of", "any_of", "at_least", "weighted"]) if depth else "leaf"
        if kind == "leaf" or len(names) < 2:
            return self._leaf(o, self.dice.choice(names))
        if kind == "weighted":
            weight = self.dice.choice([("0.6", "0.4"), ("0.7", "0.3"), ("0.5", "0.5"), ("0.25", "0.75")])
            return {"weighted": dict(zip(self.dice.sample(names, 2), weight))}
        parts = [self._tree(o, names, depth - 1) for _ in range(self.dice.randint(2, 3))]
        return {"at_least": self.dice.randint(1, len(parts)), "of": parts} if kind == "at_least" else {kind: parts}

    def _service(self, o, own, services):
        names = list(own)
        if self.level >= 3:                         # needs of organisations later in the alphabet: no circle through several
            names += [f"{other}/{s}" for other in self.names if other > o for s in services[other]]
            names += [f"{other}/g0" for other in self.names if other > o]
        tree = self._tree(o, names, 2)
        # At least one need counts while it runs; another one may count for the start alone.
        needs = tree if not isinstance(tree, str) else [tree]
        service = {"needs": needs}
        if self.level >= 6 and self.chance(0.2):
            service["needs"] = {"all_of": [tree, {self.dice.choice(own): {"to_start": "true"}}]}
        if self.chance(0.85):
            service["demand"] = {"share": self.dice.choice(["0.1", "0.03"]), "profile": self._profile()}
        if self.level >= 6:
            circle = sorted(set(re.findall(r"'(s\d)'", str(tree))))
            if circle and self.chance(0.4):
                service["starts_without"] = [self.dice.choice(circle)]
            if self.chance(0.5):
                service["start_time"] = self.dice.choice(["2min", "10min", "1h", "8h", "23min"])
            if self.chance(0.2):
                service["up_from"] = self.share()
            if self.chance(0.4):
                service["fallback"] = {"capacity": self.share(), "after": self.span(0.3), "automatic": self.dice.choice(["true", "false"])}
                if self.chance(0.4):
                    service["fallback"]["at_most"] = self.span()
        return service

    def _profile(self):
        return "always" if self.level < 7 else self.dice.choice(["always", "odd-hours"] + (["office-hours", "daytime"] if self.level >= 8 else []))

    # ---- what happens ----------------------------------------------------------------------------------------------

    def scope(self):
        kind = self.dice.choice(["everything", "organisation", "group", "zone", "service", "region"])
        o = self.dice.choice(self.names)
        if kind == "everything":
            return "everything"
        scope = {"region": self.regions[o]} if kind == "region" else {"organisation": o}
        if self.level >= 8 and self.chance(0.3):    # also of all organisations, or of those concerned
            scope = self.dice.choice([{}, {"region": "affected"}, {"organisation": "affected"}]) if kind != "region" else {"region": "affected"}
        if kind == "group":
            scope["group"] = self.dice.choice(list(self.inside[o]["host_groups"]))
        if kind == "zone":
            scope["zone"] = self.dice.choice([g["zone"] for g in self.inside[o]["host_groups"].values()])
        if kind == "service":
            scope["service"] = self.dice.choice(list(self.inside[o]["services"]))
        if self.level >= 8 and kind in ("everything", "organisation") and self.chance(0.1):
            scope["kind"] = next(iter(self.inside[o]["host_groups"].values()))["kind"]
        return scope or "everything"

    def shutdown(self):
        node = {"scope": self.scope()}
        if self.chance(0.25):
            node["isolate"] = "true"
        if self.level >= 2 and self.chance(0.25):
            node["takes"] = self.span()
            if self.level >= 7 and self.chance(0.4):
                node["people"] = 1
        return {"shutdown": node}

    def restore(self):
        node = {"scope": self.scope() if self.chance(0.4) else "everything", "thoroughness": self.dice.choice(["1", "1", "0"])}
        if self.chance(0.7):
            services = sorted({s for o in self.names for s in self.inside[o]["services"]})
            node["order"] = self.dice.sample(services, self.dice.randint(1, len(services)))
        node["gate"] = self.dice.choice(["tested"] * 6 + ["inspected"] * 3 + ["none"])
        node["rebuild"] = self.dice.choice(["controlled"] * 3 + ["destroyed", "everything"])
        if self.chance(0.4):
            node["begins_after"] = self.span()
        if self.level >= 8 and self.chance(0.2):
            node["into"] = "clean_zone"
        return {"restore": node}

    @property
    def fallbacks(self):
        return sorted({s for o in self.names for s, node in self.inside[o]["services"].items() if "fallback" in node})

    def action(self):
        links = sorted({l for o in self.names for l in self.links[o]})
        kinds = ["shutdown"] * 4 + (["restore"] * 3 if self.level >= 2 else [])
        kinds += ["close_link"] * 2 if links else []
        kinds += ["hunt", "block_technique", "reset_credentials"] if self.level >= 5 else []
        kinds += ["activate_fallback"] if self.fallbacks else []
        kinds += ["call_in"] if self.level >= 7 else []
        kinds += ["inform"] + (["open_link"] if links else []) if self.level >= 8 else []
        kind = self.dice.choice(kinds)
        if kind in ("shutdown", "restore"):
            return getattr(self, kind)()
        if kind == "close_link":
            node = {"link": self.dice.choice(links)}
            if self.level >= 8:
                node.update({"scope": self.scope()} if self.chance(0.3) else {})
                node.update({"until": self.part_of_condition()} if self.chance(0.4) else {})
            return {kind: node}
        if kind == "open_link":
            return {kind: {"link": self.dice.choice(links)}}
        if kind == "inform":
            return {kind: ["members"]}
        if kind in ("hunt", "reset_credentials") and self.level >= 8:
            node = {"scope": self.scope(), "takes": self.span(0.3), **({"people": self.dice.randint(1, 3)} if self.chance(0.4) else {})}
            return {kind: {**node, **({"thoroughness": self.dice.choice(["0", "1"])} if kind == "hunt" else {})}}
        if kind == "hunt":
            return {kind: {"scope": self.scope(), "thoroughness": self.dice.choice(["0", "1"]), "takes": self.span(0.2)}}
        if kind == "block_technique":
            return {kind: {"technique": self.dice.choice(["T1", "T2"]), "scope": self.scope()}}
        if kind == "activate_fallback":
            return {kind: {"service": self.dice.choice(self.fallbacks)}}
        if kind == "call_in":
            return {kind: {"crew": "aid", "people": self.dice.randint(1, 2)}}
        return {kind: {"scope": self.scope()}}

    def moment(self):
        if self.level < 8:
            return self.dice.choice(["2022-06-11T10:00", "2022-06-12T08:00", "2022-06-13T09:30"])
        later = datetime.fromisoformat(self.starts) + timedelta(hours=self.dice.randint(1, 90))
        if (later.month, later.hour) == (3, 2):     # an hour that a day in March does not have
            later += timedelta(hours=1)
        return later.strftime("%Y-%m-%dT%H:%M")

    def condition(self):
        kind = self.dice.choice(["clock", "none", "none"] + (["confirmed_hosts", "destroyed_hosts", "alerts", "suspected_hosts"] if self.level >= 5 else []))
        if self.level >= 8 and self.chance(0.4):
            if self.chance(0.5):
                return self.part_of_condition()
            return {self.dice.choice(["all_of", "any_of"]): [self.part_of_condition() for _ in range(2)]}
        if kind == "clock":
            return {"clock": self.moment()}
        if kind == "none":
            return None
        node = {kind: self.dice.choice([1, 1, 2])}
        if self.chance(0.3):
            node["within"] = self.dice.choice(["region", "organisation"])
        return node

    def part_of_condition(self):
        kind = self.dice.choice(["clock", "play_done", "restored", "confirmed_hosts", "confirmed_organisations", "suspected_hosts", "alerts", "destroyed_hosts"])
        if kind == "clock":
            return {kind: self.moment()}
        if kind == "play_done":                     # of an earlier one: nothing waits for itself
            return {kind: f"p{self.dice.randrange(self.play)}"} if self.play else {"clock": self.moment()}
        if kind == "restored":
            o = self.dice.choice(self.names)
            group = next(iter(self.inside[o]["host_groups"].values()))
            return {kind: self.dice.choice([{"organisation": o}, {"kind": group["kind"]}, {"zone": group["zone"]}])}
        node = {kind: self.dice.choice([1, 1, 2])}
        if kind != "confirmed_organisations" and self.chance(0.3):
            node["within"] = self.dice.choice(["region", "organisation"])
        return node

    def plays(self):
        plays = []
        for n in range(self.dice.randint(1, 3)):
            play, self.play = {"name": f"p{n}"}, n
            when = self.condition()
            if when:
                play["when"] = when
            if self.chance(0.6):
                play["after"] = self.span()
            if self.level >= 5 and self.chance(0.3):
                play["by"] = self.dice.choice(["region", "organisation"])
            if self.level >= 8 and self.chance(0.3):
                play["uses"] = [self.dice.choice(self.services[:2])]
            play["do"] = [self.action() for _ in range(self.dice.randint(1, 3))]
            plays.append(play)
        if self.level >= 2 and self.chance(0.7):
            plays[-1]["do"].append(self.restore())
        return plays

    def attack(self):
        """Only targets of one host, so that nothing is drawn."""
        single = [(o, g) for o in self.names for g, node in self.inside[o]["host_groups"].items() if node["count"] == 1]
        routes = [{"name": "idle", "from": {}, "to": "itself", "time": "1000d", "success": 0, "yields": "foothold"}]
        entries, impact = [], []
        if single and self.level >= 4:
            for n in range(self.dice.randint(1, 2)):
                o, g = self.dice.choice(single)
                entries.append({"at": f"{o}/{g}", "when": self.dice.choice(["0h", "1h", "-2h", "37min"]), "yields": self.dice.choice(["controlled", "foothold"])})
            for n in range(self.dice.randint(0, 3)):
                source, target = self.dice.choice(single), self.dice.choice(single)
                first, last = sorted((source[0], target[0]))
                if source != target and (first == last or self.level >= 8 and f"l-{last}" in self.links[first]):
                    routes.append({"name": f"r{n}", **self._way(source, target), "technique": self.dice.choice(["T1", "T2"]), "time": self.span(), "success": self.dice.choice([1, 1, 0]),
                                   "from": {"organisation": source[0], "group": source[1]}, "to": {"organisation": target[0], "group": target[1]},
                                   "yields": self.dice.choice(["controlled", "controlled", "foothold"]), "evidence": self.dice.choice([0, 1])})
            if self.chance(0.5):
                routes.append({"name": "up", "technique": "T2", "from": {}, "to": "itself", "time": self.span(), "success": 1, "yields": "controlled",
                               "evidence": self.dice.choice([0, 1])})
            if self.chance(0.7):
                impact.append({"name": "i", "do": self.dice.choice(["wipe", "encrypt"]), "on": {}, "when": {"holding": {}}, "after": self.span(0.2)})
                if self.chance(0.3):
                    impact[0]["takes"] = self.span()
        if self.level >= 9:
            return entries, self._operated(single, routes, impact)
        left = {"persistence": self.dice.choice([0, 1]), "returns_after": self.span(0.2)} if self.level >= 8 and self.chance(0.5) else {}
        return entries, {"kind": "autonomous", **left, "routes": routes, **({"impact": impact} if impact else {})}

    def _operated(self, single, routes, impact):
        goals = []
        for o, g in self.dice.sample(single, min(len(single), self.dice.randint(1, 2))):
            goals.append({"organisation": o, "group": g} if self.chance(0.8) else {"group": g, "in_each_organisation": "true"})
        goals = goals or [{"organisation": self.names[0], "group": "g0"}]
        for one in impact:
            one["when"] = {"holding": self.dice.choice([{}, {"zone": self.inside[self.names[0]]["host_groups"]["g0"]["zone"]}])}
            one["on"] = self.dice.choice([{}, {"organisation": self.dice.choice(self.names)}])
        for n in range(self.dice.randint(0, 5)) if single else ():
            source, target = self.dice.choice(single), self.dice.choice(single)
            first, last = sorted((source[0], target[0]))
            if source != target and (first == last or f"l-{last}" in self.links[first]):
                routes.append({"name": f"q{n}", **self._way(source, target), "technique": self.dice.choice(["T1", "T2"]), "time": self.span(), "success": 1,
                               "from": self.dice.choice([{"organisation": source[0], "group": source[1]}, {"organisation": source[0]}]),
                               "to": {"organisation": target[0], "group": target[1]}, "yields": "controlled", "evidence": self.dice.choice([0, 1])})
        return {"kind": "operated", "hands": self.dice.randint(1, 2), "routes": routes, "goals": goals, **({"impact": impact} if impact else {})}

    def _way(self, source, target):
        """Between organisations over a link that joins them, if there is one; with credentials, some of them."""
        way = {}
        if source[0] != target[0]:
            way["over"] = f"l-{max(source[0], target[0])}"
        if self.level >= 8:
            way.update({"needs_credentials": "true"} if self.chance(0.2) else {})
            way.update({"yields_credentials": "true"} if self.chance(0.3) else {})
            way.update({"requires": "controlled"} if self.chance(0.2) else {})
        return way

    def files(self):
        federation = self.federation()
        entries, profile = self.attack()
        effort = {w: self.span(z) for w, z in (("inspect", 0.1), ("clean", 0), ("rebuild", 0), ("test", 0.2), ("switch_on", 0.6))}
        scenario = {"kammerspiel": 1, "title": f"level {self.level}", "starts": f"{self.starts} Europe/Berlin",
                    "horizon": self.dice.choice(["101h", "6d", "6d 5h 3min"]), "reporting_delay": self.dice.choice(["0min", "15min", "1h"]),
                    "federation": "federation.yaml", "attackers": {"a": {"use": "profiles/a.yaml"}}, "recovery": {"default": effort}}
        if entries:
            scenario["entry"] = entries
        if self.level >= 5:
            scenario["detection"] = {"sensors": {kind: 1 for kind in KINDS}, "alert_delay": self.span(0.5), "users_notice": self.dice.choice(["10min", "30min", "2h"]),
                                     "analysts": [{"at": self.dice.choice(self.names), "people": self.dice.randint(1, 2), "time_per_alert": self.dice.choice(["5min", "1h"]),
                                                   "shift": self.dice.choice(["round-the-clock", "business-hours"])}]}
        if self.level >= 7:
            scenario["pools"] = {"aid": {"people": 2, "shift": "round-the-clock", "arrives_after": self.span(0.2)}}
            scenario["profiles"] = {"odd-hours": {"weekday": [1, 3] * 12, "saturday": [0, 2] * 12, "sunday": [1] * 24}}
        scenario["strategies"] = {"s": {"plays": self.plays()}}
        if self.level >= 8:
            self._rare(scenario, effort)
        if self.level >= 7 and self.chance(0.5):    # longer than a week: what nobody repairs is repaired by default, or not
            scenario["horizon"] = "12d"
            scenario["strategies"]["s"]["repair"] = self.dice.choice(["default", "none"])
        files = {"scenario.yaml": scenario, "federation.yaml": federation, "profiles/a.yaml": profile}
        if self.has_stages:
            Stages(self, files).add()
        return files

    def _rare(self, scenario, effort):
        scenario["slowed_by"] = {s: self.dice.choice([2, "1.5", 3, 4]) for s in self.services[:2]}
        scenario["crisis_team_at"] = self.dice.choice(self.names)
        if self.chance(0.4):
            effort["from_scratch"] = self.span()
        if self.chance(0.4):
            scenario["default_repair"] = {"begins_after": self.span(0.1), "gate": self.dice.choice(["tested", "inspected", "none"]), "thoroughness": 1}
        single = [f"{o}/{g}" for o in self.names for g, node in self.inside[o]["host_groups"].items() if node["count"] == 1]
        if single and self.chance(0.3):
            scenario["known_at_start"] = [{"at": at, "hosts": 1, "what": self.dice.choice(["suspected", "confirmed"])}
                                          for at in self.dice.sample(single, min(len(single), self.dice.randint(1, 2)))]
            for entry in scenario.get("entry", []):  # nothing that users could have noticed before
                entry["when"] = entry["when"].lstrip("-")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--level", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=10)
    arguments.add_argument("--out", default="worlds")
    given = arguments.parse_args()
    for seed in range(given.seed, given.seed + given.count):
        yamltext.write(Path(given.out) / f"level-{given.level}-seed-{seed}", Maker(given.level, seed).files())


if __name__ == "__main__":
    main()
