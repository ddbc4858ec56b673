"""Nobody repairs before those who need the traces have them."""
from .kernel import HOSTS
from .scope import Scope

WELL, HELD, OVER = "well", "held", "over"           # over: until all hosts of its scope are back


class Hold:
    """One hold in one organisation."""

    def __init__(self, holds, node, org):
        self.holds, self.node, self.org = holds, node, org
        self.groups = Scope(holds.world.scenario, node.get("scope")).groups_of(org)
        self.state, self.version = WELL, 0

    def look(self):
        hosts = [h for g in self.groups for h in g.hosts]
        if self.state == WELL and any(h.power in ("off", "isolated") or h.suspicion == "confirmed" for h in hosts):
            self.begin()                            # what a restore alone finds destroyed does not begin it
        elif self.state == OVER and not any(self.holds.world.recovery.is_away(h) for h in hosts):
            self.state = WELL

    def begin(self):
        """Also anew."""
        self.state, self.version = HELD, self.version + 1
        forensics = self.holds.world.forensics
        if self.node.get("by") == "forensics" and forensics:
            forensics.secure(self.org, self.node.get("name"), self.node.span("lasts"), lambda v=self.version: self._end(v))
        else:
            kernel = self.holds.world.kernel
            kernel.at(kernel.now + self.node.span("lasts"), HOSTS, self.org, self.org, lambda v=self.version: self._end(v))

    def _end(self, version):
        if version == self.version:
            self.state = OVER
            self.look()
            self.holds.world.over(self.org)


class Holds:
    def __init__(self, world):
        self.world = world
        self.of = {org: [Hold(self, node, org) for node in world.scenario.stages.holds] for org in world.scenario.orgs}

    def look(self, org):
        for hold in self.of[org]:
            hold.look()

    def holds(self, group):
        return any(hold.state == HELD and group in hold.groups for hold in self.of[group.org])

    def any_in(self, org):
        return any(hold.state == HELD for hold in self.of[org])

    def begin_anew(self, org):
        for hold in self.of[org]:
            if hold.groups:
                hold.begin()
