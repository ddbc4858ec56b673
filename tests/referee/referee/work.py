"""A service's way back through its stages: its data, work on each part, acceptance, release."""
from .kernel import HOSTS
from .levels import CAUSES, LANES
from .stages import USERS, WORK, ACCEPT, Part, loading, where
from .units import FULL, NEVER, span, sure

IN_WORK, IN_TEST, ACCEPTED, RELEASED = "in work", "in acceptance", "accepted", "released"


class Way:
    """Of one service."""

    def __init__(self, ways, service, how):
        self.ways, self.world, self.service = ways, ways.world, service
        self.after = span(how.get("after", "2d"))
        self.work = Part(how["work"], WORK) if "work" in how else None
        self.accept = Part(how["accept"], ACCEPT) if "accept" in how else None
        self.servers = ways.world.scenario.stages.servers_of(service)
        self.stopped_at, self.is_damaged = None, False          # damaged: servers were destroyed since it ran last
        self.parts, self.begun_at, self.version = None, None, 0  # parts: None while it does not pass its stages
        self.is_intact, self.is_loading = True, False

    @property
    def name(self):
        return f"{self.service.org}/{self.service.name}"

    @property
    def is_passing(self):
        return self.parts is not None

    def count(self, *states):
        return sum(1 for part in self.parts if part in states)

    def may_start(self):
        return not self.is_passing or RELEASED in self.parts

    def cap(self):
        """What its stages leave of its level, in lanes; what is in work is rebuilding's, the rest testing's."""
        lanes, parts = [], len(self.parts)
        for view in self.world.levels.views[self.service.org]:
            place = "own" if view == self.service.org else "dependency"
            for n in range(LANES):
                missing = self.count(IN_WORK) if ("rebuild", place) in CAUSES[:n] else 0
                missing = parts - self.count(RELEASED) if ("test", place) in CAUSES[:n] else missing
                lanes.append((parts - missing) * FULL // parts)
        return tuple(lanes)

    # ---- when it has to pass them ----------------------------------------------------------------------------------

    def stopped(self):
        self.stopped_at = self.world.kernel.now
        if self.is_passing and all(part == RELEASED for part in self.parts):
            self._forget()

    def look(self, is_able, is_starting, runs):
        """True if that changes its level."""
        if self.is_passing and runs and all(part == RELEASED for part in self.parts):
            self._forget()
        if not is_able or runs:
            return False
        now = self.world.kernel.now
        if self.is_passing:
            has_stopped_again = self.stopped_at > self.begun_at and now - self.stopped_at >= self.after
            if not has_stopped_again and not self.is_damaged:
                return False
        elif not self.is_damaged and (is_starting or now - self.stopped_at < self.after):
            return False
        self._begin()
        return True

    def server_destroyed(self):
        self.is_damaged = True

    def has_run(self):
        """It has come back: what was destroyed before counts no more."""
        if not self.is_passing or all(part == RELEASED for part in self.parts):
            self.is_damaged = False

    def _forget(self):
        self.parts, self.version = None, self.version + 1
        self.ways.drop(self)

    # ---- data, work ------------------------------------------------------------------------------------------------

    def _begin(self):
        self._forget()
        self.begun_at, self.is_intact, self.is_damaged = self.world.kernel.now, not self.is_damaged, False
        count = int(self.work.get("parts")) if self.work else 1
        self.parts = [IN_WORK] * count
        self.world.after_decisions(self.service.org, lambda v=self.version: v == self.version and self._set_about())

    def _set_about(self):
        if self.work and self.work.get("rate") and str(self.work.get("data")) != "0 B":
            self.ways.load(self)
        else:
            self.is_loaded()

    def is_loaded(self):
        for number in range(len(self.parts)):
            self._work(number)

    def _work(self, number):
        if not self.work:
            return self._worked(number)
        key = "intact" if self.is_intact and self.work.get("intact") else "effort"
        self.parts[number] = IN_WORK
        self.ways.ask(self, self.work.get("by"), number, self.work.span(key), lambda: self._worked(number))

    # ---- acceptance, release ---------------------------------------------------------------------------------------

    def _worked(self, number):
        if not self.accept:
            return self._accepted(number)
        self.parts[number] = IN_TEST
        self.world.levels.dirty(self.service.org)

        def tested(version=self.version):
            if version != self.version:
                return
            if sure(self.accept.get("passes"), "a part passes acceptance"):
                self._accepted(number)
            else:
                self.parts[number] = IN_WORK
                self.world.levels.dirty(self.service.org)
                self._work(number)
        by, takes = self.accept.get("by"), self.accept.span("takes")
        if by in USERS:
            kernel = self.world.kernel
            kernel.at(kernel.now + takes, HOSTS, self.service.org, self.service.org, tested)
        else:
            self.ways.ask(self, by, number, takes, tested)

    def _accepted(self, number):
        self.parts[number] = ACCEPTED
        self.world.levels.dirty(self.service.org)
        if not self.world.boards.decides_on(self.service):
            self.release(number)

    def release(self, number):
        self.parts[number] = RELEASED
        self.world.levels.dirty(self.service.org)


class Ways:
    """Of all services that have stages; data of one organisation load one service at a time."""

    def __init__(self, world):
        self.world = world
        self.of = {s: Way(self, s, how) for s, how in world.scenario.stages.services.items() if "work" in how or "accept" in how}
        self.loads = {o: [] for o in world.scenario.orgs}       # [place, way, what is left, since when]

    def ask(self, way, by, number, effort, done):
        """One person, here or elsewhere, a message each way."""
        s, kernel, version = way.service, self.world.kernel, way.version
        org, crew = where(s.org, by) if by else (s.org, None)

        def finished():
            if version == way.version:
                done()

        def told():
            self._message(org, s.org, finished)
        place = self.place(s), kernel.now, s.org, s.name, number
        if org == s.org:
            self.world.lines.ask(org, way, crew, place, effort, finished)
        else:
            def arrive():
                if version == way.version:
                    self.world.lines.ask(org, way, crew, (place[0], self.world.kernel.now, *place[2:]), effort, told)
            self._message(s.org, org, arrive)

    def _message(self, source, target, act):
        self.world.kernel.at(self.world.kernel.now + self.world.scenario.latency, HOSTS, target, source, act)

    def place(self, s):
        """In the order of the strategy's restores."""
        return min((order.index(s.name) for order in self.world.recovery.orders if s.name in order), default=NEVER)

    def drop(self, way):
        for org in self.world.scenario.orgs:
            if org == way.service.org:
                self.world.lines.drop(org, way)
            else:
                self._message(way.service.org, org, lambda org=org: self.world.lines.drop(org, way))
        self.loads[way.service.org] = [one for one in self.loads[way.service.org] if one[1] is not way]
        self.look(way.service.org)

    # ---- data ------------------------------------------------------------------------------------------------------

    def load(self, way):
        org, now = way.service.org, self.world.kernel.now
        self.loads[org].append([(self.place(way.service), now, way.service.name), way, loading(way.work.get("data"), way.work.get("rate")), None])
        self.look(org)

    def _has_backup(self, org):
        hosts = [h for g in self.world.scenario.orgs[org].groups.values() if g.interval for h in g.hosts]
        return not hosts or any(h.works for h in hosts)

    def look(self, org):
        """The first one loads while a host that keeps backups works."""
        loads, now = self.loads[org], self.world.kernel.now
        for one in loads:
            if one[3] is not None and not self._has_backup(org):
                one[2], one[3] = one[2] - (now - one[3]), None
        if loads and self._has_backup(org) and all(one[3] is None for one in loads):
            first = min(loads, key=lambda one: one[0])
            first[3] = now

            def loaded(since=now):
                if first in self.loads[org] and first[3] == since:
                    self.loads[org].remove(first)
                    first[1].is_loaded()
                    self.look(org)
            self.world.kernel.at(now + first[2], HOSTS, org, org, loaded)
