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
        if state.runs and self.world.levels.own_level(s)[-1] >= s.up_from and not is_passing:
            return None
        missing = self._of_needs(s, seen | {s})
        if missing:
            return missing
        if is_passing and (state.runs or not way.may_start()):
            for part, stage in ((IN_WORK, "application"), (IN_TEST, "acceptance"), (ACCEPTED, "release")):
                if part in way.parts:
                    return stage
        return None if state.runs else "start"

    def _of_needs(self, t, seen):
        """Of what is wholly missing, if anything is. What has enough to start waits for nothing but itself."""
        levels, way = self.world.levels, self.world.ways.of.get(t)
        is_down = isinstance(t, Service) and not levels.state[t].runs
        level = levels.start_level(t)[-1] if is_down else levels.needs_of(t, RUNNING)[-1]
        if t.needs is None or level == FULL or level > 0 and (is_down or way and way.is_passing):
            return None
        here = Moment(levels, t, STARTING if is_down else RUNNING)
        those = [(needs.softened(leaf, here)[-1], leaf) for leaf in needs.leaves(t.needs) if here.counts(leaf)]
        least = [leaf for level, leaf in those if level == 0] or [leaf for level, leaf in those if level < FULL]
        return _first([self._of_leaf(t, leaf, seen) for leaf in least])

    def _of_leaf(self, t, leaf, seen):
        other, link = thing(self.scenario, leaf.org, leaf.name), None
        if leaf.over:
            link = self._of(self.world.levels.link(t, leaf), seen)
        if leaf.org == t.org:
            return _first([self._of(other, seen), link])
        is_missing = self.world.levels.seen[t.org, other][-1] < FULL
        return _first([self.heard.get((t.org, other)) or ("elsewhere" if is_missing else None), link])


def _first(stages):
    return min((stage for stage in stages if stage), key=STAGES.index, default=None)
