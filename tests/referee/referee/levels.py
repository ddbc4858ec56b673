"""Levels, in lanes of causes, as the greatest fixed point; starts, batteries (grace), workarounds (fallback).

A lane is (viewpoint, n): under the first n causes, as an organisation (the viewpoint) orders them: each root class first with
roots of its own, then with those of others. Lane 0 knows no cause; the last lane is what is so. A level is a tuple of lanes,
those of the organisation itself first."""
from . import circles, needs
from .scope import thing
from .scenario import Group, Link, Service
from .kernel import HOSTS, LEVELS
from .units import FULL, number, span

CLASSES = ["attack", "precaution", "rebuild", "test"]
CAUSES = [(cls, place) for cls in CLASSES for place in ("own", "dependency")] + [("other", "own")]
LAST = len(CAUSES)
LANES = LAST + 1
RUNNING, COMING_UP, STARTING = "running", "coming up", "starting"
IDLE, PREPARED, READY, ON, USED_UP = "idle", "prepared", "ready", "on", "used up"


class State:
    """Of a service, and of a host group or link that needs itself by way of others."""

    def __init__(self):
        self.runs, self.comes_up = True, False      # comes up: runs without what it starts without, until that is there
        self.starting, self.start_id = False, 0
        self.held_down = None                       # its lanes while it is down: the roots that it had last
        self.workaround, self.is_ordered, self.workaround_id = IDLE, False, 0


def called(t, leaf):
    """A need as `starts_without` names it."""
    return leaf.name if leaf.org == t.org else f"{leaf.org}/{leaf.name}"


class Moment:
    """What needs of one thing are made of: at its start, while it comes up, while it runs."""

    def __init__(self, levels, t, moment):
        self.levels, self.t, self.moment = levels, t, moment

    def level(self, leaf):
        return self.levels.seen_level(self.t, leaf)

    def link(self, leaf):
        return self.levels.level[self.levels.link(self.t, leaf)]

    def counts(self, leaf):
        return not leaf.to_start or self.moment == STARTING or called(self.t, leaf) in self.t.starts_without

    def may_be_missing(self, leaf):
        return (self.moment != RUNNING and called(self.t, leaf) in self.t.starts_without and self.level(leaf)[-1] == 0
                and self.levels.is_on_its_way(self.t, leaf))


class UpOrNot(Moment):
    """The same where each thing is either up or not."""

    def __init__(self, levels, t, moment, up, on_their_way):
        super().__init__(levels, t, moment)
        self.up, self.on_their_way = up, on_their_way

    def level(self, leaf):
        if leaf.org != self.t.org:
            return (FULL if self.levels.comes_up_there(self.t, leaf) else 0,)
        return (FULL if thing(self.levels.scenario, leaf.org, leaf.name) in self.up else 0,)

    def link(self, leaf):
        return (FULL if self.levels.link(self.t, leaf) in self.up else 0,)

    def may_be_missing(self, leaf):
        return (self.moment != RUNNING and called(self.t, leaf) in self.t.starts_without and self.level(leaf)[-1] == 0
                and leaf.org == self.t.org and thing(self.levels.scenario, leaf.org, leaf.name) in self.on_their_way)


class Levels:
    def __init__(self, world):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        orgs = self.scenario.orgs
        self.things_of = {o.name: [*o.groups.values(), *o.links.values(), *o.services.values()] for o in orgs.values()}
        self.things = [t for of_one in self.things_of.values() for t in of_one]
        self.services = [t for t in self.things if isinstance(t, Service)]
        self.state = {t: State() for t in self.things}
        self._views()
        self.level = {t: self._full(t.org) for t in self.things}
        self.parts_of = {o: circles.components(of_one, lambda t: circles.needed(self.scenario, t, abroad=False))
                         for o, of_one in self.things_of.items()}
        everywhere = circles.components(self.things, lambda t: circles.needed(self.scenario, t))
        self.in_circle = {t for part, is_circle in everywhere if is_circle for t in part}
        self.seen, self.comes_up_elsewhere = {}, {}  # (organisation, foreign thing) → as told by message
        for t in self.things:
            for leaf in needs.leaves(t.needs):
                if leaf.org != t.org:
                    key = t.org, thing(self.scenario, leaf.org, leaf.name)
                    self.seen[key], self.comes_up_elsewhere[key] = self._full(t.org), True
        self.told = {key: (self._full(key[1].org), True) for key in self.seen}
        self.asked, self._prospects = {}, None

    def _views(self):
        """Of each organisation: itself, then those that need something of it."""
        needing = {o: {o} for o in self.scenario.orgs}
        for _ in self.scenario.orgs:
            for t in self.things:
                for leaf in needs.leaves(t.needs):
                    needing[leaf.org] |= needing[t.org]
        self.views = {o: [o] + sorted(those - {o}) for o, those in needing.items()}

    def _full(self, org):
        return (FULL,) * (LANES * len(self.views[org]))

    def dirty(self, org):
        """Something changed: settle once, after all hosts and links of this round."""
        key = (self.kernel.now, self.kernel.round if self.kernel.priority < LEVELS else self.kernel.round + 1)
        if self.asked.get(org) != key:
            self.asked[org] = key
            self.kernel.at(self.kernel.now, LEVELS, org, org, lambda: self.settle(org))

    def real(self, t):
        return self.level[t][-1]

    def own_lanes(self, t):
        return self.level[t][:LANES]

    def link(self, t, leaf):
        return self.scenario.orgs[t.org].links[leaf.over]

    def seen_level(self, t, leaf):
        other = thing(self.scenario, leaf.org, leaf.name)
        return self.level[other] if leaf.org == t.org else self.seen[t.org, other]

    # ---- settling --------------------------------------------------------------------------------------------------

    def settle(self, org):
        """Levels; workarounds that need no time, one by one; what has fallen to nothing stops: until nothing changes any more."""
        self.put_away, self.kept = {}, set()
        while True:
            self._prospects = None
            self._greatest(org)
            if not self._switch_workaround(org) and not self._change_modes(org) and not self._look_at_stages(org):
                break
        self._prospects = None
        for s in self.things_of[org]:
            if isinstance(s, Service):
                self._watch_workaround(s)
                self._plan_start(s)
        self._batteries(org)
        self._tell(org)
        self.world.settled(org)

    def _greatest(self, org):
        """The greatest levels that agree with all needs. What is down in a circle stays down, with the roots that it had."""
        for part, is_circle in self.parts_of[org]:
            if not is_circle:
                self.level[part[0]] = self._wanted(part[0])
                continue
            self.level.update({t: self._full(org) for t in part if self.state[t].runs})
            for t in part:                          # what a workaround gives is there before anything else is looked at
                self.level[t] = tuple(max(v, self._instead(t)) for v in self.level[t])
            for choose in (max, min):
                again = True
                while again:
                    again = False
                    for t in part:
                        now = tuple(map(choose, self.level[t], self._wanted(t)))
                        again, self.level[t] = again or now != self.level[t], now

    def _wanted(self, t):
        state = self.state[t]
        if isinstance(t, Service):
            return tuple(max(v, self._instead(t)) for v in self.own_level(t))
        level = tuple(map(min, self._itself(t), self.needs_of(t, RUNNING if state.runs and not state.comes_up else COMING_UP)))
        return level if state.runs else self._down(level)

    def _instead(self, t):
        """What a workaround and an interim service give."""
        interim = self.world.interims.of.get(t)
        return max(_capacity(t) if self.state[t].workaround == ON else 0, interim.level if interim and interim.is_on else 0)

    def _itself(self, t):
        """A host group or link without what it needs."""
        lanes = []
        for view in self.views[t.org]:
            place = "own" if view == t.org else "dependency"
            for n in range(LANES):
                counted = CAUSES[:n]
                if isinstance(t, Link):
                    lanes.append(0 if t.closed and ("precaution", place) in counted else FULL)
                else:
                    working = sum(1 for h in t.hosts if h.cause is None or (h.cause, place) not in counted)
                    level = working * FULL // len(t.hosts) if t.hosts else FULL
                    if t.kind == "workstation" and ("rebuild", place) in counted:
                        level = min(level, self.world.accounts.share(t.org))
                    lanes.append(level)
        return tuple(lanes)

    def own_level(self, s):
        """Of a service, without its workaround."""
        state, way = self.state[s], self.world.ways.of.get(s)

        def in_stages(level):
            return tuple(map(min, level, way.cap())) if way and way.is_passing else level
        if state.runs:
            return in_stages(self.needs_of(s, COMING_UP if state.comes_up else RUNNING))
        starting = self.start_level(s)
        if starting[-1] == 0:                       # what it lacks comes before its stages
            return self._down(starting)
        return self._down(state.held_down if way is None or way.may_start() else in_stages(starting))

    def start_level(self, s):
        """What it needs to start, and what it needs then."""
        return tuple(map(min, self.needs_of(s, STARTING), self.needs_of(s, COMING_UP)))

    def _down(self, level):
        return tuple(0 if i % LANES == LAST else v for i, v in enumerate(level))

    def needs_of(self, t, moment):
        found = needs.value(t.needs, Moment(self, t, moment)) if t.needs is not None else None
        return self._full(t.org) if found is None else found    # where nothing is left nothing is needed

    # ---- starting and stopping -------------------------------------------------------------------------------------

    def _change_modes(self, org):
        """True if some level may be another for it."""
        changed = False
        for t in self.things_of[org]:
            change = self._mode_of_service if isinstance(t, Service) else self._mode_of_part
            changed = change(t) or changed
        return changed

    def _mode_of_service(self, s):
        state = self.state[s]
        if not state.runs:
            state.held_down = self.own_level(s)
            return self._wanted(s) != self.level[s]
        own = self.own_level(s)
        if own[-1] == 0:
            state.runs, state.comes_up, state.held_down = False, False, own
            for stage in self._stages(s):
                stage.stopped()
            return True
        return self._has_come_up(s)

    def _stages(self, s):
        return [stage.of[s] for stage in (self.world.ways, self.world.interims) if s in stage.of]

    def _look_at_stages(self, org):
        """True if one begins, or an interim service comes or goes."""
        changed = False
        for s in self.things_of[org]:
            way, interim, state = self.world.ways.of.get(s), self.world.interims.of.get(s), self.state[s]
            is_able = bool(way or interim) and not state.runs and self.start_level(s)[-1] > 0
            if way:
                changed = way.look(is_able, state.starting, state.runs) or changed
            if interim:
                changed = interim.look(is_able or state.runs, self.own_level(s)[-1]) or changed
        return changed

    def _has_come_up(self, t):
        """What was missing at its start is there, and counts from now on."""
        state = self.state[t]
        if not state.comes_up or self.needs_of(t, RUNNING)[-1] == 0:
            return False
        state.comes_up = False
        return True

    def _mode_of_part(self, t):
        if t not in self.in_circle:
            return False
        state, key = self.state[t], (self.kernel.now, self.kernel.round)
        if state.runs:
            if self.real(t) > 0:
                return self._has_come_up(t)
            state.runs, state.comes_up = False, False
            return True
        if state.start_id == key or self._itself(t)[-1] == 0 or self.needs_of(t, COMING_UP)[-1] == 0:
            return False                            # what stops again for it does not come up a second time
        state.runs, state.comes_up, state.start_id = True, True, key
        return True

    def _plan_start(self, s):
        state = self.state[s]
        way = self.world.ways.of.get(s)
        able = not state.runs and self.start_level(s)[-1] > 0 and (way is None or way.may_start())
        if state.runs or able == state.starting:
            return
        state.starting, state.start_id = able, state.start_id + 1
        if able:
            self.kernel.at(self.kernel.now + s.start_time, HOSTS, s.org, s.org, lambda i=state.start_id: self._started(s, i))

    def _started(self, s, start_id):
        state = self.state[s]
        if state.start_id == start_id:
            state.starting, state.runs, state.comes_up = False, True, True
            for stage in self._stages(s):
                stage.has_run()
            self.dirty(s.org)

    # ---- what would come up ----------------------------------------------------------------------------------------

    def is_on_its_way(self, t, leaf):
        if leaf.org != t.org:
            return self.comes_up_there(t, leaf)
        if self._prospects is None or self._prospects[0] != t.org:
            self._prospects = t.org, self.prospects(t.org)
        return thing(self.scenario, leaf.org, leaf.name) in self._prospects[1]

    def comes_up_there(self, t, leaf):
        key = t.org, thing(self.scenario, leaf.org, leaf.name)
        return self.seen[key][-1] > 0 or self.comes_up_elsewhere[key]

    def prospects(self, org):
        """What is up in the end if whatever may be missing comes up: all of it, less what then does not, until it agrees."""
        hoped = set(self.things_of[org])
        while True:
            up = self._reached(org, hoped)
            if hoped <= up:
                return hoped
            hoped &= up

    def _reached(self, org, hoped):
        up = {t for t in self.things_of[org] if self.state[t].runs}

        def has_needs(t, moment):
            found = needs.value(t.needs, UpOrNot(self, t, moment, up, hoped)) if t.needs is not None else None
            return found is None or found[-1] > 0

        def works(t):
            return isinstance(t, Service) or self._itself(t)[-1] > 0

        def goes_on(t):
            return works(t) and has_needs(t, COMING_UP if self.state[t].comes_up else RUNNING)

        def can_come_up(t):
            if isinstance(t, Service) and self.state[t].workaround == ON:
                return True
            return works(t) and has_needs(t, COMING_UP) and (not isinstance(t, Service) or has_needs(t, STARTING))
        for wrong, change in ((lambda t: t in up and not goes_on(t), up.discard), (lambda t: t not in up and can_come_up(t), up.add)):
            while True:
                those = [t for t in self.things_of[org] if wrong(t)]
                if not those:
                    break
                for t in those:
                    change(t)
        return up

    # ---- batteries -------------------------------------------------------------------------------------------------

    def _batteries(self, org):
        for t in self.things_of[org]:
            for leaf in needs.leaves(t.needs):
                if leaf.grace:
                    self._battery(t, leaf)

    def _battery(self, t, leaf):
        now, is_met = self.kernel.now, needs.softened(leaf, Moment(self, t, RUNNING))[-1] == FULL
        if not is_met and leaf.draining_since is None:
            leaf.draining_since, leaf.met_since = now, None
            if leaf.battery > 0:
                self.kernel.at(now + leaf.battery, HOSTS, t.org, t.org, lambda: self._empty(t, leaf, now))
        elif is_met and leaf.draining_since is not None:
            leaf.battery = max(0, leaf.battery - (now - leaf.draining_since))
            leaf.draining_since, leaf.met_since = None, now
            self.kernel.at(now + leaf.grace, HOSTS, t.org, t.org, lambda: self._refill(leaf, now))

    def _empty(self, t, leaf, since):
        if leaf.draining_since == since:
            leaf.battery = 0
            self.dirty(t.org)

    def _refill(self, leaf, since):
        if leaf.met_since == since:
            leaf.battery, leaf.met_since = leaf.grace, None

    # ---- workarounds -----------------------------------------------------------------------------------------------

    def _is_lost(self, s):
        return self.own_level(s)[-1] < s.up_from

    def _switch_workaround(self, org):
        """One at a time, those first that others need: it is nothing for a service whose need has one."""
        for part, _ in self.parts_of[org]:
            for s in part:
                if isinstance(s, Service) and s.fallback and self._changes_at_once(s):
                    state = self.state[s]
                    if s in self.put_away:          # it was up only by way of what others have through its workaround
                        state.workaround, (state.is_ordered, state.workaround_id) = ON, self.put_away.pop(s)
                        self.kept.add(s)
                    elif state.workaround == ON:
                        self.put_away[s] = state.is_ordered, state.workaround_id
                        self._put_away(s)
                    else:
                        self._take_over(s)
                    return True
        return False

    def _changes_at_once(self, s):
        phase = self.state[s].workaround
        if s in self.put_away or s in self.kept:
            return s in self.put_away and self._is_lost(s)
        if phase == IDLE:
            return _is_automatic(s) and not _after(s) and self._is_lost(s)
        return self._is_lost(s) if phase == READY else phase == ON and not self._is_lost(s)

    def _take_over(self, s):
        state = self.state[s]
        state.workaround, state.workaround_id = ON, state.workaround_id + 1
        if "at_most" in s.fallback:
            def over(its=state.workaround_id):
                if state.workaround_id == its:
                    state.workaround = USED_UP
                    self.dirty(s.org)
            self.kernel.at(self.kernel.now + span(s.fallback["at_most"]), HOSTS, s.org, s.org, over)

    def _put_away(self, s):
        state = self.state[s]
        state.workaround, state.is_ordered, state.workaround_id = IDLE, False, state.workaround_id + 1

    def _watch_workaround(self, s):
        """After settling: what takes time is prepared, or not wanted any more."""
        if not s.fallback:
            return
        state = self.state[s]
        if state.workaround == IDLE and _is_automatic(s) and self._is_lost(s):
            self._prepare(s)
        elif (state.workaround == USED_UP or state.workaround == PREPARED and not state.is_ordered) and not self._is_lost(s):
            self._put_away(s)

    def _prepare(self, s):
        state = self.state[s]
        state.workaround, state.workaround_id = PREPARED, state.workaround_id + 1

        def ready(its=state.workaround_id):
            if state.workaround_id == its:
                state.workaround = READY
                self.dirty(s.org)
        self.kernel.at(self.kernel.now + _after(s), HOSTS, s.org, s.org, ready)

    def order_workaround(self, s):
        """By a play: kept ready from then on, whether it is lost yet or not."""
        if not s.fallback:
            return
        state = self.state[s]
        if state.workaround == PREPARED:
            state.is_ordered = True
        elif state.workaround == IDLE:
            state.is_ordered = True
            if _after(s):
                self._prepare(s)
            else:
                state.workaround = READY
                self.dirty(s.org)

    # ---- messages --------------------------------------------------------------------------------------------------

    def _tell(self, org):
        """Others learn of a new level by message, and of what is down, whether it would come up."""
        keys = [key for key in self.told if key[1].org == org]
        on_their_way = self.prospects(org) if keys else set()
        for key in keys:
            news = self.level[key[1]], key[1] in on_their_way
            if self.told[key] != news:
                self.told[key] = news
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, key[0], org, lambda key=key, news=news: self._hear(key, *news))

    def _hear(self, key, level, comes_up):
        hearing, other = key
        views = self.views[other.org]
        at = [views.index(view) * LANES for view in self.views[hearing]]
        self.seen[key] = tuple(v for first in at for v in level[first:first + LANES])
        self.comes_up_elsewhere[key] = comes_up
        self.dirty(hearing)


def _capacity(s):
    return int(number(s.fallback["capacity"]) * FULL)


def _after(s):
    return span(s.fallback.get("after", "0h"))


def _is_automatic(s):
    return str(s.fallback.get("automatic", "true")).lower() == "true"
