"""Levels, in lanes of causes, as the greatest fixed point; starts, batteries (grace), workarounds (fallback).

A lane is (viewpoint, n): under the first n causes, as an organisation (the viewpoint) orders them: each root class first with
roots of its own, then with those of others. Lane 0 knows no cause; the last lane is what is so."""
from fractions import Fraction

from . import needs
from .scope import thing
from .scenario import Group, Link, Service
from .kernel import HOSTS, LEVELS
from .units import FULL, span

CLASSES = ["attack", "precaution", "rebuild", "test", "other"]
CAUSES = [(cls, place) for cls in CLASSES for place in ("own", "dependency")]
LAST = len(CAUSES)
RUNNING, STOPPED, STARTING = "running", "stopped", "starting"


class State:
    """Of a service: whether it runs, and what is kept of its lanes while it does not."""

    def __init__(self):
        self.run, self.start_id, self.exempt = RUNNING, 0, set()
        self.kept = None                            # its lanes while it is down, by viewpoint: the root that it had last
        self.lost_since = None                      # its own level is below up_from since
        self.window = None                          # (begin, end) of the workaround
        self.ordered = False                        # the window comes from a play


def called(s, leaf):
    """A need as `starts_without` names it."""
    return leaf.name if leaf.org == s.org else f"{leaf.org}/{leaf.name}"


class Levels:
    def __init__(self, world):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        orgs = self.scenario.orgs.values()
        self.things = [t for o in orgs for t in (*o.groups.values(), *o.links.values(), *o.services.values())]
        self.services = [t for t in self.things if isinstance(t, Service)]
        self.state = {s: State() for s in self.services}
        self.views = sorted(self.scenario.orgs)
        full = {(v, n): FULL for v in self.views for n in range(LAST + 1)}
        self.level = {t: dict(full) for t in self.things}
        self.leaf_of = {leaf: t for t in self.things if t.needs for leaf in needs.leaves(t.needs)}
        self.seen = {}                              # (organisation, foreign thing) → lanes as told by message
        for leaf, t in self.leaf_of.items():
            if leaf.org != t.org:
                self.seen[t.org, thing(self.scenario, leaf.org, leaf.name)] = dict(full)
        self.told = {key: dict(full) for key in self.seen}
        self.asked = None

    def dirty(self):
        """Something changed: settle once, after all hosts and links of this round."""
        key = (self.kernel.now, self.kernel.round if self.kernel.priority < LEVELS else self.kernel.round + 1)
        if self.asked != key:
            self.asked = key
            self.kernel.at(self.kernel.now, LEVELS, "", "", self.settle)

    # ---- the fixed point -------------------------------------------------------------------------------------------

    def settle(self):
        while True:
            new = self._fixed_point(self._run_states())
            if not (self._end_exemptions(new) or self._begin_workarounds(new)):
                break
        self.level = new
        self._change_states()
        self._batteries()
        self._tell()
        self.world.settled()

    def _run_states(self):
        return {s: self.state[s].run for s in self.services}

    def _fixed_point(self, run, hypothetical=False):
        """From full levels downwards until nothing changes. `hypothetical`: in the last lane of the first viewpoint only.

        What is stopped though no present cause holds it down (its start begins now, or its own circle holds it) keeps its root."""
        if hypothetical:
            return self._descend([(self.views[0], LAST)], run, set())
        lanes = [(v, n) for v in self.views for n in range(LAST + 1)]
        level = self._descend(lanes, run, set())
        before_last = (self.views[0], LAST - 1)
        now = {t: level[t][before_last] for t in self.things}
        stuck = {s for s in self.services if run[s] == STOPPED and self.state[s].kept and self._service(s, before_last, now, STOPPED) > 0}
        return self._descend(lanes, run, stuck) if stuck else level

    def _descend(self, lanes, run, stuck):
        level = {t: {} for t in self.things}
        for lane in lanes:
            now = {t: FULL for t in self.things}
            while True:
                later = {t: self._value(t, lane, now, run, stuck) for t in self.things}
                if later == now:
                    break
                now = later
            for t in self.things:
                level[t][lane] = now[t]
        return level

    def _value(self, t, lane, now, run, stuck):
        if isinstance(t, Group):
            working = sum(1 for h in t.hosts if not self._down(h.cause, t.org, lane))
            own = working * FULL // len(t.hosts) if t.hosts else FULL
            return min(own, self._needs(t, lane, now, lambda leaf: True))
        if isinstance(t, Link):
            own = 0 if t.closed and self._down("precaution", t.org, lane) else FULL
            return min(own, self._needs(t, lane, now, lambda leaf: True))
        return max(self._service(t, lane, now, run[t], t in stuck), self.workaround(t))

    def _down(self, cause, org, lane):
        viewpoint, n = lane
        place = "own" if org == viewpoint else "dependency"
        return cause is not None and (cause, place) in CAUSES[:n]

    def _service(self, s, lane, now, run, stuck=False):
        state = self.state[s]
        if run == RUNNING:
            return self._needs(s, lane, now, lambda leaf: not leaf.to_start and called(s, leaf) not in state.exempt)
        if lane[1] == LAST:
            return 0
        if run == STARTING and state.kept:
            return state.kept[lane]
        starting = self._needs(s, lane, now, lambda leaf: called(s, leaf) not in s.starts_without)
        return min(starting, state.kept[lane]) if stuck else starting

    def _needs(self, t, lane, now, counts):
        if t.needs is None:
            return FULL

        def level_of(leaf):
            other = thing(self.scenario, leaf.org, leaf.name)
            return now[other] if leaf.org == t.org else self.seen[t.org, other][lane]

        def link_of(leaf):
            return now[self.scenario.orgs[t.org].links[leaf.over]]

        level = needs.value(t.needs, counts, level_of, link_of)
        return 0 if level is None else level        # all left out: does not run

    def real(self, t, level=None):
        return (level or self.level)[t][self.views[0], LAST]

    # ---- starting and stopping -------------------------------------------------------------------------------------

    def can_start(self, s, level):
        """What counts for starting is above 0."""
        lane = (self.views[0], LAST)
        now = {t: level[t][lane] for t in self.things}
        return self._needs(s, lane, now, lambda leaf: called(s, leaf) not in s.starts_without) > 0

    def _change_states(self):
        now = self.kernel.now
        for s in self.services:
            state = self.state[s]
            own = self.own_level(s)
            if state.run == RUNNING and own == 0:
                state.run, state.exempt = STOPPED, set()
                self.dirty()                        # from now on what counts for the start counts
        hopeful = self._would_come_up()
        for s in self.services:
            state = self.state[s]
            able = self.can_start(s, self.level) and (s not in hopeful or hopeful[s])
            if state.run == STARTING and not able:
                state.run, state.start_id = STOPPED, state.start_id + 1
                self.dirty()
            elif state.run == STOPPED and able:
                state.kept = dict(self.level[s])
                state.run, state.start_id = STARTING, state.start_id + 1
                self.kernel.at(now + s.start_time, HOSTS, s.org, s.org, lambda s=s, i=state.start_id: self._started(s, i))
            if state.run == STOPPED:
                state.kept = dict(self.level[s])
            elif state.run == RUNNING:
                state.kept = None

    def _started(self, s, start_id):
        state = self.state[s]
        if state.run == STARTING and state.start_id == start_id:
            state.run, state.kept = RUNNING, None
            state.exempt = {name for name in s.starts_without if self._needed_level(s, name) == 0}
            self.dirty()

    def own_level(self, s):
        """Without the workaround."""
        lane = (self.views[0], LAST)
        return self._service(s, lane, {t: self.level[t][lane] for t in self.things}, self.state[s].run)

    def _needed_level(self, s, name, level=None):
        org, _, rest = name.rpartition("/")
        other = thing(self.scenario, org or s.org, rest)
        if org and org != s.org:
            return self.seen[s.org, other][self.views[0], LAST]
        return self.real(other, level)

    def _would_come_up(self):
        """Of the services that may start without something (and do not run): would that come up if they ran? (rule 34)

        The greatest set of them that agrees: suppose all run, let follow what then starts, drop those whose missing part stays
        down, and again until nothing is dropped."""
        asking = [s for s in self.services if s.starts_without and self.state[s].run != RUNNING]
        supposed = set(asking)
        while supposed:
            level = self._suppose(supposed)
            wrong = {s for s in supposed if not self._holds(s, level)}
            if not wrong:
                break
            supposed -= wrong
        return {s: s in supposed for s in asking}

    def _holds(self, s, level):
        return self.can_start(s, level) and all(self._needed_level(s, name, level) > 0 for name in s.starts_without)

    def _suppose(self, running):
        run = {s: RUNNING if s in running else self.state[s].run for s in self.services}
        run = {s: STOPPED if r == STARTING else r for s, r in run.items()}
        while True:
            before = {s: self.state[s].exempt for s in running}
            for s in running:
                self.state[s].exempt = set(s.starts_without) if self.state[s].run != RUNNING else before[s]
            level = self._fixed_point(run, hypothetical=True)
            for s in running:
                self.state[s].exempt = before[s]
            more = [s for s in self.services if run[s] == STOPPED and s not in running and not s.starts_without and self.can_start(s, level)]
            if not more:
                return level
            run.update({s: RUNNING for s in more})

    def _end_exemptions(self, new):
        """What may be missing at the start counts again once it has come up, or no longer would."""
        changed = False
        for s in self.services:
            for name in sorted(self.state[s].exempt):
                there = self._needed_level(s, name, new) > 0
                if there or not self._needed_level(s, name, self._suppose({s})) > 0:
                    self.state[s].exempt.discard(name)
                    changed = True
        return changed

    # ---- batteries -------------------------------------------------------------------------------------------------

    def _batteries(self):
        lane, now = (self.views[0], LAST), self.kernel.now
        for leaf, t in self.leaf_of.items():
            if not leaf.grace:
                continue
            met = needs.raw(leaf, lambda l: self._seen_level(l, t), lambda l: self.real(self.scenario.orgs[t.org].links[l.over])) == FULL
            if not met and leaf.draining_since is None:
                leaf.draining_since, leaf.met_since = now, None
                if leaf.battery > 0:
                    self.kernel.at(now + leaf.battery, HOSTS, t.org, t.org, lambda l=leaf, at=now: self._empty(l, at))
            elif met and leaf.draining_since is not None:
                leaf.battery = max(0, leaf.battery - (now - leaf.draining_since))
                leaf.draining_since, leaf.met_since = None, now
                self.kernel.at(now + leaf.grace, HOSTS, t.org, t.org, lambda l=leaf, at=now: self._refill(l, at))

    def _seen_level(self, leaf, t):
        other = thing(self.scenario, leaf.org, leaf.name)
        return self.real(other) if leaf.org == t.org else self.seen[t.org, other][self.views[0], LAST]

    def _empty(self, leaf, since):
        if leaf.draining_since == since:
            leaf.battery, leaf.draining_since = 0, since
            self.dirty()

    def _refill(self, leaf, since):
        if leaf.met_since == since:
            leaf.battery, leaf.met_since = leaf.grace, None

    # ---- workarounds -----------------------------------------------------------------------------------------------

    def workaround(self, s):
        window = self.state[s].window
        if not window or not window[0] <= self.kernel.now < window[1]:
            return 0
        if self.state[s].lost_since is None:
            return 0                                # ordered, not needed yet
        return int(Fraction(s.fallback["capacity"]) * FULL)

    def _begin_workarounds(self, new):
        """A loss begins below up_from (own level) and ends there."""
        changed, now, saved = False, self.kernel.now, self.level
        self.level = new
        for s in self.services:
            if not s.fallback:
                continue
            state, down = self.state[s], self.own_level(s) < s.up_from
            if down and state.lost_since is None:
                state.lost_since, changed = now, True
                automatic = str(s.fallback.get("automatic", "true")).lower() == "true"
                begin = now + span(s.fallback.get("after", "0h"))
                if automatic and not (state.window and state.window[1] > now and state.window[0] <= begin):
                    self._open(s, begin)
            elif not down and state.lost_since is not None:
                state.lost_since, state.window, changed = None, None, True
        self.level = saved
        return changed

    def order_workaround(self, s):
        """By a play: from then on, whether it is lost yet or not."""
        if not s.fallback:
            return
        state = self.state[s]
        begin = self.kernel.now + span(s.fallback.get("after", "0h"))
        if not state.window or state.window[0] > begin or state.window[1] <= self.kernel.now:
            self._open(s, begin)
        self.dirty()

    def _open(self, s, begin):
        end = begin + span(s.fallback["at_most"]) if "at_most" in s.fallback else 10**30
        self.state[s].window = (begin, end)
        for moment in (begin, end):
            if self.kernel.now < moment < 10**30:
                self.kernel.at(moment, HOSTS, s.org, s.org, self.dirty)

    # ---- messages --------------------------------------------------------------------------------------------------

    def _tell(self):
        """Others learn of a new level by message."""
        for (org, other), told in self.told.items():
            if self.level[other] != told:
                lanes = self.told[org, other] = dict(self.level[other])
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, org, other.org,
                               lambda key=(org, other), lanes=lanes: self._hear(key, lanes))

    def _hear(self, key, lanes):
        self.seen[key] = lanes
        self.dirty()
