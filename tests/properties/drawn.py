"""Random scenarios with draws: those of the referee's generator, in which certain figures become chances. Some stay what they
are, so that things fall together at one instant; there the order in which they are looked at would show."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "referee"))
from generate import KINDS, Maker  # noqa: E402

MINUTES = {"min": 1, "h": 60, "d": 1440}
SLOW = ["5h", "exponential mean 9h", "uniform 3h to 1d", "exponential mean 1d"]     # a worm's attempts: dozens from a host, not thousands
OFTEN = ["0.2", "0.5", "0.8", "0.95"]


def minutes(span):
    total, number = 0, ""
    for part in str(span).replace(" ", "").replace("h", "h ").replace("d", "d ").replace("min", "min ").split():
        number = part.rstrip("minhd")
        total += int(number) * MINUTES[part[len(number):]]
    return total


def is_span(word):
    return str(word).replace(" ", "").isalnum() and str(word)[0].isdigit()


def law(dice, span):
    """A distribution that lies about where the span does."""
    m = max(minutes(span), 2)
    a, b, c = f"{max(m // 3, 1)}min", f"{m}min", f"{m * 3}min"
    return dice.choice([f"exponential mean {b}", f"exponential mean {b}", f"lognormal median {b} p90 {c}", f"uniform {a} to {c}",
                        f"pert {a} {b} {c}", f"triangular {a} {b} {c}"])


class Drawn:
    def __init__(self, seed):
        self.maker = Maker(5 + seed % 6, 100_000 + seed)
        self.dice = self.maker.dice
        self.files = self.maker.files()
        self.scenario, self.federation = self.files["scenario.yaml"], self.files["federation.yaml"]
        self.inside = {o: self.federation["templates"][f"t-{o}"] for o in self.maker.names}
        self.few = self.dice.choice([0.2, 0.5, 0.9])    # how much of it is chance

    def make(self):
        self._attackers()
        self._entries()
        self._detection()
        self._strategies()
        self._work(self.scenario.get("recovery", {}).get("default", {}))
        self._stages()
        self._duties()
        self._crowds()
        for name in [name for name in self.files if name.startswith("profiles/")]:
            self._uncertain(self.files[name]["routes"], ("success", "evidence", "time"))
        self._uncertain([self.scenario["recovery"]["default"]], ("inspect", "rebuild", "test"))
        return self.files

    def _chance(self, p):
        return self.dice.random() < p

    def _law(self, node, *keys, slow=False):
        for key in keys:
            if key in node and self._chance(self.few) and is_span(node[key]) and str(node[key]) != "0h":
                node[key] = self.dice.choice(SLOW) if slow else law(self.dice, node[key])

    def _often(self, node, *keys):
        for key in keys:
            if key in node and self._chance(self.few):
                node[key] = self.dice.choice(OFTEN)

    # ---- who attacks -----------------------------------------------------------------------------------------------

    def _attackers(self):
        """Those of the generator go on targets of one host; others, and a second hypothesis, on whatever there is."""
        first = self.files["profiles/a.yaml"]
        if self._chance(0.6):
            first["routes"] += self._broad(first["kind"])
        self._profile(first)
        second = {"kind": self.dice.choice(["operated", "autonomous"])}
        second["routes"] = self._broad(second["kind"]) + [{"name": "idle", "from": {}, "to": "itself", "time": "1000d", "success": 0, "yields": "foothold"}]
        if second["kind"] == "operated":
            second.update({"hands": self.dice.randint(1, 3), "goals": [{"kind": self._kind(), **({"in_each_organisation": "true"} if self._chance(0.5) else {})}]})
        if self._chance(0.8):
            second["impact"] = [self._impact(f"hit{n}") for n in range(self.dice.choice([1, 1, 2]))]
        if self._chance(0.5):
            second.update({"persistence": self.dice.choice(OFTEN), "returns_after": self.maker.span()})
        self._profile(second)
        self.files["profiles/b.yaml"] = second
        self.scenario["attackers"] = {"a": {"use": "profiles/a.yaml", "weight": 2}, "b": {"use": "profiles/b.yaml", "weight": 1}}
        if self._chance(0.4):
            self.scenario["attackers"]["n"] = {"use": "profiles/b.yaml", "weight": "0.5"}

    def _broad(self, kind):
        """Routes among many hosts."""
        routes = []
        for name, to in (("rise", "itself"), ("spread", self._selector()), ("cross", self._selector()), ("jump", self._selector())):
            if name in ("cross", "jump") and self._chance(0.4):
                continue
            route = {"name": name, "technique": self.dice.choice(["T1", "T2"]), "from": {} if self._chance(0.6) else self._selector(), "to": to,
                     "time": self.dice.choice(SLOW), "success": self.dice.choice(["0.2", "0.6", "1"]), "evidence": self.dice.choice(["0.1", "0.5", "1"]),
                     "yields": "controlled" if name == "rise" else self.dice.choice(["foothold", "controlled"])}
            links = sorted({l for o in self.maker.names for l in self.maker.links[o] if l != "up"})
            if name == "cross":
                if not links:
                    continue
                route["over"] = self.dice.choice(links)
            if self._chance(0.2):
                route["yields_credentials"] = "true"
            if name != "rise" and self._chance(0.2):
                route["needs_credentials"] = "true"
            routes.append(route)
        return routes

    def _selector(self):
        groups = [(o, g, node) for o in self.maker.names for g, node in self.inside[o]["host_groups"].items()]
        o, g, node = self.dice.choice(groups)
        return self.dice.choice([{}, {}, {"kind": node["kind"]}, {"zone": node["zone"]}, {"group": g}, {"organisation": o}, {"organisation": o, "group": g},
                                 {"kind": sorted({node["kind"], self._kind()})}])

    def _kind(self):
        return self.dice.choice([node["kind"] for inside in self.inside.values() for node in inside["host_groups"].values()])

    def _impact(self, name):
        impact = {"name": name, "do": self.dice.choice(["wipe", "encrypt", "exfiltrate"]), "on": self._selector(), "when": {"holding": self._selector()},
                  "after": self.maker.span(0.2), "takes": self.maker.span(0.3)}
        if impact["do"] == "exfiltrate":
            impact["volume"] = "1 GB"
        if self._chance(0.3):
            impact["through"] = self._selector()
        if self._chance(0.3):
            impact["when_noticed"] = self.dice.choice(OFTEN)
        return impact

    def _profile(self, profile):
        self._law(profile, "returns_after")
        self._often(profile, "persistence")
        for route in profile["routes"]:
            if route["name"] == "idle":
                continue
            self._law(route, "time", slow=profile["kind"] == "autonomous")
            self._often(route, "success", "evidence")
        for impact in profile.get("impact", []):
            self._law(impact, "after", "takes")

    def _entries(self):
        entries = self.scenario.setdefault("entry", [])
        for n in range(self.dice.choice([1, 1, 2])):
            entries.append({"at": self._selector(), "when": self.dice.choice(["0h", "1h", "uniform 1h to 2d", "exponential mean 1d"]),
                            "yields": self.dice.choice(["foothold", "controlled"]), **({"name": f"e{n}"} if self._chance(0.3) else {}),
                            **({"attackers": self.dice.sample(["a", "b"], 1)} if self._chance(0.3) else {})})
        for entry in entries:
            self._law(entry, "when")

    # ---- who defends -----------------------------------------------------------------------------------------------

    def _detection(self):
        detection = self.scenario.setdefault("detection", {})
        detection["sensors"] = {kind: self.dice.choice(["0.3", "0.7", "1"]) for kind in KINDS}
        self._law(detection, "alert_delay", "users_notice")
        for team in detection.get("analysts", []):
            self._law(team, "time_per_alert")
        if detection.get("analysts") and self._chance(0.3):
            detection["false_alarms"] = self.dice.choice(["6h", "exponential mean 1d"])
        if "forensics" not in detection and self._chance(0.5):
            detection["forensics"] = {"at": self.dice.choice(self.maker.names), "people": self.dice.randint(1, 2), "time_per_host": self.maker.span(),
                                      "shift": self.dice.choice(["round-the-clock", "business-hours"])}
        if "forensics" in detection:
            detection["forensics"].update({"accuracy": self.dice.choice(OFTEN), "slower_after_shutdown": 2, "evidence_after_shutdown": self.dice.choice(OFTEN)})
            self._law(detection["forensics"], "time_per_host")

    def _strategies(self):
        """A second one shares some plays with the first, and has others of the same names."""
        plays = self.scenario["strategies"]["s"]["plays"]
        for play in plays:
            self._play(play)
        others = [play for play in plays if self._chance(0.7)]
        names = {play["name"] for play in others}
        if not any(word in str(others) for word in ("play_done",)) and len(others) < len(plays):
            self.scenario["strategies"]["t"] = {"plays": others + ([] if "p2" in names else [{"name": "p2", "after": "4h", "do": [{"shutdown": {"isolate": "true"}}, {"restore": {}}]}])}
        self.scenario["strategies"]["nothing"] = {"plays": []}

    def _play(self, play):
        self._law(play, "after")
        if "when" not in play and self._chance(0.5):
            play["when"] = {self.dice.choice(["suspected_hosts", "confirmed_hosts", "alerts"]): self.dice.choice([1, 1, 2])}
        if self._chance(0.3) and "forensics" in self.scenario.get("detection", {}):
            play["when"] = {"certainty": {"at_least": self.dice.choice(["0.7", "0.9"])}}
        for action in play["do"]:
            node = next(iter(action.values()))
            if isinstance(node, dict):
                self._law(node, "takes", "begins_after")
                self._often(node, "thoroughness")
        if self._chance(0.3):                       # two that do the same, in the same or in another manner
            twin = self.dice.choice([action for action in play["do"] if "inform" not in action] or [{"shutdown": {}}])
            word, node = next(iter(twin.items()))
            node = dict(node)
            self._law(node, "takes", "begins_after")
            play["do"].append({word: node})

    def _work(self, effort):
        self._law(effort, "inspect", "clean", "rebuild", "test", "switch_on", "from_scratch")

    def _stages(self):
        for pool in self.scenario.get("pools", {}).values():
            self._law(pool, "arrives_after")
        for hold in self.scenario.get("hold", []):
            self._law(hold, "lasts")
        for image in self.scenario.get("reimage", []):
            self._law(image, "prepare", "each")
        for supply in self.scenario.get("supplies", {}).values():
            self._law(supply, "lead")
        for inside in self.inside.values():
            for service in inside["services"].values():
                recovery = service.get("recovery", {})
                self._law(recovery.get("work", {}), "effort", "intact")
                self._law(recovery.get("accept", {}), "takes")
                self._often(recovery.get("accept", {}), "passes")
                self._law(recovery.get("interim", {}), "work")
        self._law(self.scenario.get("default_repair", {}), "begins_after")

    # ---- whom they serve -------------------------------------------------------------------------------------------

    def _duties(self):
        services = self.maker.services
        if self._chance(0.4):
            self.scenario["obligations"] = [{"name": "report", "when": {"confirmed_hosts": 1}, "takes": self.maker.span(), "within": self.maker.span(), "uses": [self.dice.choice(services)]},
                                            {"name": "notice", "when": {"service": self.dice.choice(services), "for": self.maker.span()}, "within": "1d"}]
        for o in self.maker.names:
            for name, service in self.inside[o]["services"].items():
                if "demand" in service and self._chance(0.4):
                    service["demand"].update({"kind": "deferrable", "patience": self.dice.choice(["2h", "3d"])})
                if "demand" in service and self._chance(0.4):
                    service.update({"capacity": self.dice.choice([10, 100]), "rto": "4h", "mtpd": "1d"})
        for o in self.maker.names:
            for name, service in self.inside[o]["services"].items():
                others = [q for q in self.maker.names if q != o and "capacity" in self.inside[q]["services"].get(name, {})]
                if others and "demand" in service and self._chance(0.5):
                    service["elsewhere"] = {"to": self.dice.choice([{"organisation": others[0]}, {"region": self.maker.regions[others[0]]}]), "share": "0.5", "after": self.maker.span()}

    def _crowds(self):
        """More hosts, some by staff."""
        for o in self.maker.names:
            for group in self.inside[o]["host_groups"].values():
                if self._chance(0.3):
                    group["count"] = self.dice.choice([2, 5, 9])

    def _uncertain(self, nodes, keys):
        """What it may be, for all one knows."""
        for node in nodes:
            for key in keys:
                if node.get("name") != "idle" and key in node and self._chance(0.25):
                    value = str(node[key])
                    if value.replace(".", "").isdigit():
                        node[key] = {"value": value, "between": ["0.1", "1"] if float(value) >= 0.1 else ["0", "1"]}
                    elif value.split()[0] == "exponential":
                        mean = minutes(value.split(" ", 2)[2])
                        node[key] = {"value": value, "between": [f"exponential mean {max(mean // 2, 1)}min", f"exponential mean {mean * 2}min"]}
