"""Plays: who knows what, who decides, when; what is then sent to whom."""
from fractions import Fraction

from .actions import Action
from .kernel import DECISIONS, KNOWLEDGE
from .scope import Scope
from .units import Unsupported, span


class Known:
    """What one decider has been told: distinct hosts, alerts, plays done."""

    def __init__(self):
        self.alerts, self.suspected, self.confirmed, self.destroyed = {}, set(), set(), set()
        self.told = {}                              # (play, its decider) → organisations that were told to act
        self.done = {}                              # (play, its decider) → organisations that have carried it out

    def count(self, what, orgs):
        if what == "alerts":
            return sum(n for org, n in self.alerts.items() if org in orgs)
        hosts = {"suspected_hosts": self.suspected | self.confirmed, "confirmed_hosts": self.confirmed,
                 "confirmed_organisations": self.confirmed, "destroyed_hosts": self.destroyed}[what]
        there = [h for h in hosts if h.group.org in orgs]
        return len({h.group.org for h in there}) if what == "confirmed_organisations" else len(there)


COUNTS = ("alerts", "suspected_hosts", "confirmed_hosts", "confirmed_organisations", "destroyed_hosts")


class Decider:
    def __init__(self, world, name, orgs):
        self.world, self.name, self.orgs = world, name, sorted(orgs)
        self.known = Known()
        self.is_organisation = orgs == [name]

    def delay(self):
        """From an organisation's knowledge to this decider: an own decider sits in the organisation itself."""
        latency = 0 if self.is_organisation else self.world.scenario.latency
        return self.world.scenario.reporting_delay + latency

    def holds(self, condition):
        """(does it hold, in which regions and organisations)"""
        if condition is None:
            return True, set()
        if "all_of" in condition or "any_of" in condition:
            parts = [self.holds(part) for part in condition.get("all_of") or condition["any_of"]]
            together = all if "all_of" in condition else any
            return together(ok for ok, _ in parts), set().union(*(places for ok, places in parts if ok))
        if "clock" in condition:
            return self.world.scenario.clock.at(condition["clock"]) <= self.world.kernel.now, set()
        if "play_done" in condition:
            return self.world.plays.is_done(condition["play_done"], self), set()
        if "restored" in condition:
            return self.world.recovery.restored(condition["restored"]), set()
        if "certainty" in condition:
            return self.world.detection.certain(condition["certainty"]), set()
        what = next(key for key in COUNTS if key in condition)
        least = int(condition[what])
        places = self._places(condition.get("within", "federation"))
        right = {place for place, orgs in places.items() if self.known.count(what, orgs) >= least}
        affected = set(right) | {o for place in right for o in places[place] if self.known.count(what, [o]) > 0}
        return bool(right), affected | {self.world.scenario.orgs[o].region for o in affected if o in self.world.scenario.orgs}

    def _places(self, within):
        places = {}
        for o in self.orgs:
            region = self.world.scenario.orgs[o].region
            place = {"federation": "", "region": region, "organisation": o}[within]
            places.setdefault(place, []).append(o)
        return places


class Plays:
    def __init__(self, world, strategy):
        self.world, self.kernel, self.scenario = world, world.kernel, world.scenario
        self.nodes = strategy.get("plays") or []
        self.deciders, self.triggered, self.decisions = {}, set(), []
        orgs = self.scenario.orgs
        for play in self.nodes:
            for name, members in self._who(play.get("by", "federation")):
                self.deciders.setdefault(name, Decider(world, name, members))
        self.lags = []
        for play in self.nodes:
            for moment in _clocks(play.get("when")):
                at = self.scenario.clock.at(moment)
                if at > 0:
                    self.kernel.at(at, DECISIONS, "federation", "", self.look)

    def counts_hosts(self):
        """Whether any play waits for what staff know of hosts."""
        return any(key in str(play.get("when")) for play in self.nodes for key in COUNTS)

    def _who(self, by):
        orgs = self.scenario.orgs
        if by == "federation":
            return [("federation", sorted(orgs))]
        if by == "organisation":
            return [(o, [o]) for o in sorted(orgs)]
        regions = sorted({o.region for o in orgs.values()})
        return [(r, sorted(n for n, o in orgs.items() if o.region == r)) for r in regions]

    def is_done(self, play, asking):
        """Every decider of it within the reach of the one who asks has decided it, and all who were told have carried it out."""
        node = next(p for p in self.nodes if p["name"] == play)
        for name, members in self._who(node.get("by", "federation")):
            if not set(members) & set(asking.orgs):
                continue
            told = asking.known.told.get((play, name))
            if told is None or not told <= asking.known.done.get((play, name), set()):
                return False
        return True

    # ---- knowledge -------------------------------------------------------------------------------------------------

    def report(self, org, change):
        """Each message carries what was known when it was written, and arrives after its own delay."""
        for decider in self.deciders.values():
            if org in decider.orgs:
                def arrive(decider=decider):
                    change(decider.known)
                    self.ask_to_look()
                self.kernel.at(self.kernel.now + decider.delay(), KNOWLEDGE, decider.name, org, arrive)

    def ask_to_look(self):
        self.kernel.at(self.kernel.now, DECISIONS, "federation", "", self.look)

    def look(self):
        for play in self.nodes:
            for name, _ in self._who(play.get("by", "federation")):
                if (play["name"], name) not in self.triggered and self.kernel.now >= 0:
                    holds, affected = self.deciders[name].holds(play.get("when"))
                    if holds:
                        self.triggered.add((play["name"], name))
                        Lag(self, play, self.deciders[name], affected)

    # ---- decisions -------------------------------------------------------------------------------------------------

    def decide(self, play, decider, affected):
        now = self.kernel.now
        self.decisions.append({"play": play["name"], "decider": decider.name, "time": now})
        told = {}
        for index, node in enumerate(play["do"]):
            (kind, how), = node.items()
            how = how if isinstance(how, dict) else {}
            scope = Scope(self.scenario, how.get("scope"), decider.orgs, affected)
            for org in scope.orgs if kind != "inform" else []:
                told.setdefault(org.name, []).append((kind, how, scope, index))
        for other in self.deciders.values():
            self._tell(other, decider.name, lambda o=other, orgs=set(told): o.known.told.update({(play["name"], decider.name): orgs}))
        for org, orders in told.items():
            latency = 0 if decider.is_organisation else self.scenario.latency
            self.kernel.at(now + latency, 0, org, decider.name,
                           lambda org=org, orders=orders: self._carry_out(play, decider, org, orders))

    def _carry_out(self, play, decider, org, orders):
        left = [len(orders)]

        def done():
            left[0] -= 1
            if left[0] == 0:
                for other in self.deciders.values():
                    if org in other.orgs:
                        self._tell(other, org, lambda o=other: o.known.done.setdefault((play["name"], decider.name), set()).add(org))

        for kind, how, scope, _ in orders:
            Action(self.world, kind, how, scope, org, decider, done).begin()

    def _tell(self, decider, source, change):
        """A message between deciders and organisations; to oneself it takes no time."""
        def arrive():
            change()
            self.ask_to_look()
        latency = 0 if decider.name == source else self.scenario.latency
        self.kernel.at(self.kernel.now + latency, KNOWLEDGE, decider.name, source, arrive)


def _clocks(condition):
    if not condition:
        return []
    if "clock" in condition:
        return [condition["clock"]]
    return [m for key in ("all_of", "any_of") for part in condition.get(key) or [] for m in _clocks(part)]


class Lag:
    """From knowing to deciding; slower while a service that deciding uses is down."""

    def __init__(self, plays, play, decider, affected):
        self.plays, self.play, self.decider, self.affected = plays, play, decider, affected
        self.left, self.since, self.version = Fraction(span(play.get("after", "0h"))), plays.kernel.now, 0
        uses = play.get("uses") or []
        team = plays.scenario.text.get("crisis_team_at")
        home = decider.name if decider.is_organisation else team
        if uses and not home:
            raise Unsupported("`uses` of a play without `crisis_team_at`")
        self.home, self.uses = home, uses
        self.delay = 0 if decider.is_organisation else plays.scenario.latency
        self.factor = self.told = self._factor()
        self._schedule()
        if uses:
            plays.lags.append(self)

    def _factor(self):
        return self.plays.world.slowed(self.home, self.uses) if self.uses else 1

    def levels_changed(self):
        """The crisis team notices by message."""
        factor = self._factor()
        if self.left is not None and factor != self.told:
            self.told = factor
            kernel = self.plays.kernel
            kernel.at(kernel.now + self.delay, KNOWLEDGE, self.decider.name, self.home, lambda: self._change(factor))

    def _change(self, factor):
        if self.left is None or factor == self.factor:
            return
        now = self.plays.kernel.now
        self.left -= Fraction(now - self.since) / self.factor
        self.since, self.factor = now, factor
        self._schedule()

    def _schedule(self):
        self.version += 1
        end = self.since + int(self.left * self.factor)
        self.plays.kernel.at(end, DECISIONS, self.decider.name, self.decider.name, lambda v=self.version: self._end(v))

    def _end(self, version):
        if version == self.version and self.left is not None:
            self.left = None
            self.plays.decide(self.play, self.decider, self.affected)
