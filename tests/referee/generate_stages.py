"""Stages of recovery for a random world of `generate.py`: each world has some of them, with spans that are no draws."""

STAGES = ["hold", "recovery", "accounts", "images", "goods", "boards", "crews", "stays", "again"]
SPECIALISTS = "c"                                   # a crew that may be there for services alone


class Stages:
    def __init__(self, maker, files):
        self.maker, self.dice = maker, maker.dice
        self.scenario, self.federation = files["scenario.yaml"], files["federation.yaml"]
        self.inside = {o: self.federation["templates"][f"t-{o}"] for o in maker.names}

    def add(self):
        chosen = self.dice.sample(STAGES, self.dice.choice([1, 2, 3, 5, len(STAGES)]))
        if "boards" in chosen and "recovery" not in chosen:
            chosen.append("recovery")
        for stage in STAGES:                        # in this order: each may lean on what is there
            if stage in chosen:
                getattr(self, f"_{stage}")()
        self.scenario["horizon"] = self.dice.choice(["6d", "9d 5h 3min", "12d", "16d"])
        mode = self.dice.choice(["none", "recorded", "recorded"]) if self._chance(0.15) else None
        if mode:
            self.scenario["recovery_stages"] = mode
        if mode == "recorded":
            self._no_recorded_draws()

    def _span(self, zero=0.0):
        return self.maker.span(zero)

    def _chance(self, p):
        return self.maker.chance(p)

    def _kind(self):
        return self.dice.choice(sorted({g["kind"] for inside in self.inside.values() for g in inside["host_groups"].values()}))

    def _scope(self):
        """Nothing is affected before it has begun."""
        scope = self.maker.scope()
        return "everything" if "affected" in str(scope) else scope

    # ---- hosts -----------------------------------------------------------------------------------------------------

    def _hold(self):
        self.scenario["hold"] = []
        for n in range(self.dice.choice([1, 1, 2])):
            hold = {"name": f"h{n}", "scope": self._scope() if self._chance(0.5) else "everything", "lasts": self._span()}
            if self._chance(0.3):
                hold["by"] = "forensics"
                self.scenario.setdefault("detection", {"sensors": {}})["forensics"] = {
                    "at": self.dice.choice(self.maker.names), "people": self.dice.randint(1, 2), "time_per_host": self._span(),
                    "shift": self.dice.choice(["round-the-clock", "business-hours", "extended"])}
            self.scenario["hold"].append(hold)

    def _images(self):
        image = {"kind": self._kind(), "prepare": self._span(0.1), "side_by_side": self.dice.randint(1, 4), "each": self._span()}
        if self._chance(0.4):
            image["needs"] = [self._kind()]
        self.scenario["reimage"] = [image]

    def _goods(self):
        self.scenario["supplies"] = {self._kind(): {"stock": self.dice.choice([0, 0, 1, 2]), "lead": self._span(), "batch": self.dice.randint(1, 3)}}

    def _accounts(self):
        self.scenario["accounts"] = {"per_staff": self.dice.choice([1, 2, 4, "0.7", "2.5"]), "a_day": self.dice.choice([20, 50, 100])}
        if self._chance(0.5):
            self.scenario["accounts"]["by"] = self.dice.choice(["a", SPECIALISTS])
            self._specialists()
        self.scenario["strategies"]["s"]["plays"][-1]["do"].append({"reset_credentials": {"takes": self._span(0.3)}})

    # ---- services --------------------------------------------------------------------------------------------------

    def _specialists(self):
        """In some organisations a crew of its own."""
        for o in self.maker.names:
            crews = self.inside[o].setdefault("crews", {})
            if SPECIALISTS not in crews:
                crews[SPECIALISTS] = {"people": self.dice.randint(1, 2), "shift": self.dice.choice(["round-the-clock", "business-hours", "extended"])}
                if self._chance(0.2):
                    crews[SPECIALISTS]["kinds"] = [self._kind()]

    def _by(self, o, more=()):
        """An own crew, another organisation's, or nobody's name."""
        choices = ["a", SPECIALISTS, SPECIALISTS, None, *more] + [f"{other}/{SPECIALISTS}" for other in self.maker.names if other != o]
        by = self.dice.choice(choices)
        return {} if by is None else {"by": by}

    def _recovery(self):
        self._specialists()
        for o in self.maker.names:
            for service in self.inside[o]["services"].values():
                if self._chance(0.6):
                    service["recovery"] = self._of_service(o)

    def _of_service(self, o):
        recovery = {"after": self._span(0.2)}
        if self._chance(0.75):
            work = recovery["work"] = {"parts": self.dice.choice([1, 1, 2, 3, 4]), "effort": self._span(), **self._by(o)}
            if self._chance(0.3):
                work["intact"] = self._span()
            if self._chance(0.3):
                work.update({"data": self.dice.choice(["100 GB", "1 TB", "3 TB"]), "rate": self.dice.choice(["100 GB/h", "50 GB/h"])})
        if self._chance(0.5):
            by = self._by(o, ["business"])
            recovery["accept"] = {"takes": self._span(), "passes": 1, **({} if "/" in by.get("by", "") else by)}
        if self._chance(0.35):
            recovery["interim"] = {"level": self.maker.share(), "work": self._span(), **self._by(o), **({"own_ground": "true"} if self._chance(0.5) else {})}
        return recovery

    def _boards(self):
        self.scenario["releases"] = {}
        names = ["first", "second"][:self.dice.choice([1, 1, 2])]
        services = sorted({s for inside in self.inside.values() for s, node in inside["services"].items() if set(node.get("recovery", {})) & {"work", "accept"}})
        for name in names:
            board = {"every": self.dice.choice(["monday 10:00", "workday 8:00", ["thursday 9:30", "friday 16:00"]]), "at_most": self.dice.choice([1, 2, 10])}
            if services and (len(names) > 1 or self._chance(0.4)):
                board["of"] = [services.pop(self.dice.randrange(len(services)))]
            needs = {}
            if self._chance(0.3):
                needs["examined"] = self.maker.share()
            if self._chance(0.3) and "reset_credentials" in str(self.scenario["strategies"]):
                needs["credentials_reset"] = "true"
            if name == "second" and "of" in self.scenario["releases"]["first"] and self._chance(0.6):
                needs["released"] = ["first"]
            if needs:
                board["needs"] = needs
            if self._chance(0.4):
                board["watch"] = self.dice.choice(["8h", "1d", "2d"])
            self.scenario["releases"][name] = board

    def _no_recorded_draws(self):
        """What is left out is as in recorded incidents; where that is drawn, it is not left out."""
        self._specialists()
        self.scenario.setdefault("hold", [{"lasts": self._span()}])
        for o, inside in self.inside.items():
            for service in inside["services"].values():
                service.setdefault("recovery", {} if self._chance(0.5) else self._of_service(o))

    # ---- people, plays ---------------------------------------------------------------------------------------------

    def _crews(self):
        for inside in self.inside.values():
            for crew in inside.get("crews", {}).values():
                if self._chance(0.5):
                    crew["share"] = self.dice.choice(["0.5", "0.8", "0.25"])
                if self._chance(0.5):
                    crew["tires"] = {"after": self._span(), "to": self.dice.choice(["0.5", "0.8"])}

    def _stays(self):
        for pool in self.scenario.get("pools", {}).values():
            pool["stays"] = self._span()

    def _again(self):
        for play in self.scenario["strategies"]["s"]["plays"]:
            if "when" in play and self._chance(0.6):
                play["again"] = {"after": self._span(), "at_most": self.dice.randint(1, 3)}
