"""A reduced service before the real one."""
from .kernel import HOSTS
from .stages import INTERIM, Part, parts_per_million, where
from .units import span, truth

NONE, DUE, ASKED, SET_UP = "none", "due", "asked", "set up"


class Interim:
    """Of one service."""

    def __init__(self, interims, service, how):
        self.interims, self.world, self.service = interims, interims.world, service
        self.after, node = span(how.get("after", "2d")), Part(how["interim"], INTERIM)
        self.level, self.effort, self.by = parts_per_million(node.get("level")), node.span("work"), node.get("by")
        self.has_own_ground = truth(node.get("own_ground"))
        self.state, self.version, self.is_on = NONE, 0, False

    def stopped(self):
        if self.state != NONE:
            return
        self.version += 1
        kernel, org = self.world.kernel, self.service.org

        def due(version=self.version):
            if version == self.version and self.state == NONE and not self.world.levels.state[self.service].runs:
                self.state = DUE
                self.world.levels.dirty(org)
        kernel.at(kernel.now + self.after, HOSTS, org, org, due)

    def has_run(self):
        """Before it was due."""
        if self.state == NONE:
            self.version += 1

    def look(self, is_able, own):
        """True if that changes its level."""
        if self.state != NONE and own >= self.level:
            was, self.is_on = self.is_on, False
            self._put_away()
            return was
        if self.state == DUE and (self.has_own_ground or is_able):
            self.state = ASKED
            self.world.after_decisions(self.service.org, lambda v=self.version: v == self.version and self._ask())
        wanted = self.state == SET_UP and (self.has_own_ground or is_able)
        changed, self.is_on = wanted != self.is_on, wanted
        return changed

    def _ask(self):
        s, version = self.service, self.version
        org, crew = where(s.org, self.by) if self.by else (s.org, None)
        kernel, latency = self.world.kernel, self.world.scenario.latency

        def set_up():
            if version == self.version:
                self.state = SET_UP
                self.world.levels.dirty(s.org)

        def ask():
            if version == self.version:
                place = self.world.ways.place(s), kernel.now, s.org, s.name, -1
                self.world.lines.ask(org, self, crew, place, self.effort, set_up if org == s.org else tell)

        def tell():
            kernel.at(kernel.now + latency, HOSTS, s.org, org, set_up)
        if org == s.org:
            ask()
        else:
            kernel.at(kernel.now + latency, HOSTS, org, s.org, ask)

    def _put_away(self):
        self.state, self.version = NONE, self.version + 1
        for org in self.world.scenario.orgs:
            self.world.lines.drop(org, self)


class Interims:
    def __init__(self, world):
        self.world = world
        self.of = {s: Interim(self, s, how) for s, how in world.scenario.stages.services.items() if "interim" in how}
