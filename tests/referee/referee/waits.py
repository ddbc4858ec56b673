"""Where the time goes: what a service that is not up, or not wholly released, waits for at each moment."""
from . import needs
from .kernel import HOSTS
from .levels import RUNNING, STARTING, Moment
from .scenario import Group, Link, Service
from .scope import thing
from .units import FULL
from .work import ACCEPTED, IN_TEST, IN_WORK

STAGES = ["hold", "supply", "hosts", "link", "credentials", "application", "acceptance", "release", "elsewhere", "start"]     # the first one that holds


class Waits:
    def __init__(self, world):
        self.world, self.scenario = world, world.scenario
        self.changes = {s: [] for s in world.levels.services}   # (time, stage or None)
        self.told, self.heard = {}, {}              # thing → what was told of it; (organisation, thing) → what it was told
        self.needed_abroad = {}                     # thing → organisations that need it
        for t in world.levels.things:
            for leaf in needs.leaves(t.needs):
                if leaf.org != t.org:
                    self.needed_abroad.setdefault(thing(self.scenario, leaf.org, leaf.name), set()).add(t.org)

    def look(self, org):
        now = self.world.kernel.now
        for t in self.world.levels.things_of[org]:
            if t in self.needed_abroad:
                self._tell(t)
            if t in self.changes:
                stage, changes = self._of_service(t, set()), self.changes[t]
                if stage is None and not self.world.levels.state[t].runs:
                    stage = "start"                 # nothing else holds it up, or each waits for the other's start
                if changes and changes[-1][0] == now:
                    changes.pop()
                if stage != (changes[-1][1] if changes else None):
                    changes.append((now, stage))

    def _tell(self, t):
        stage = self._of(t, set())
        if stage == self.told.get(t):
            return
        self.told[t] = stage
        for other in self.needed_abroad[t]:
            def hear(other=other):
                self.heard[other, t] = stage
                self.look(other)
            self.world.kernel.at(self.world.kernel.now + self.scenario.latency, HOSTS, other, t.org, hear)

    # ---- one thing -------------------------------------------------------------------------------------------------

    def _of(self, t, seen):
        if t in seen:
            return None
        seen = seen | {t}
        if isinstance(t, Group):
            return _first([self._of_hosts(t), self._of_needs(t, seen)])
        if isinstance(t, Link):
            return _first(["link" if t.closed else None, self._of_needs(t, seen)])
        return self._of_service(t, seen)

    def _of_hosts(self, group):
        away = [h for h in group.hosts if not h.works]
        if away and self.world.holds.holds(group):
            return "hold"
        if any(h.power == "repair" and not h.at_work and self.world.goods.lack(h) for h in away):
            return "supply"
        if away:
            return "hosts"
        return "credentials" if group.kind == "workstation" and self.world.accounts.share(group.org) < FULL else None

    def _of_service(self, s, seen):
        state, way = self.world.levels.state[s], self.world.ways.of.get(s)
        is_passing = way is not None and way.is_passing
        if state.runs and self.world.levels.real(s) >= s.up_from and not is_passing:
            return None
        is_held_up = not (state.runs and is_passing) or self.world.levels.own_level(s)[-1] < way.cap()[-1]
        missing = self._of_needs(s, seen | {s}) if is_held_up else None
        if missing or not state.runs and self.world.levels.start_level(s)[-1] == 0:
            return missing
        if is_passing and (state.runs or not way.may_start()):
            for part, stage in ((IN_WORK, "application"), (IN_TEST, "acceptance"), (ACCEPTED, "release")):
                if part in way.parts:
                    return stage
        return None if state.runs else "start"

    def _of_needs(self, t, seen):
        """Of what is wholly missing, if anything is. What has enough to start waits for nothing but itself."""
        levels = self.world.levels
        is_down = isinstance(t, Service) and not levels.state[t].runs
        if t.needs is None or is_down and levels.start_level(t)[-1] > 0:
            return None
        here, those = Moment(levels, t, STARTING if is_down else RUNNING), []
        for leaf in [leaf for leaf in needs.leaves(t.needs) if here.counts(leaf)]:
            other = thing(self.scenario, leaf.org, leaf.name)
            is_own = leaf.org == t.org
            those.append((levels.seen_level(t, leaf)[-1], lambda o=other, own=is_own: self._of(o, seen) if own else self.heard.get((t.org, o)) or "elsewhere"))
            if leaf.over:
                link = levels.link(t, leaf)
                those.append((levels.real(link), lambda o=link: self._of(o, seen)))
        missing, less = ([stage() for level, stage in those if is_less(level)] for is_less in (lambda v: v == 0, lambda v: v < FULL))
        return _first(missing) or _first(less)


def _first(stages):
    return min((stage for stage in stages if stage), key=STAGES.index, default=None)
