"""Many hosts of a kind rebuilt side by side, once their image is there."""
from .kernel import HOSTS
from .scenario import CONTROLLED, DESTROYED

READY = "ready"


class Images:
    def __init__(self, world):
        self.world, self.kernel = world, world.kernel
        self.nodes = {node.get("kind"): node for node in world.scenario.stages.images}
        self.state = {}                             # (organisation, kind) → "prepared" or READY

    def is_for(self, host):
        """Of which it is known that it is rebuilt."""
        restore = self.world.recovery.at[host.group.org].follows[host.group]
        if host.group.kind not in self.nodes or host.power != "repair" or restore is None:
            return False
        is_known = host.integrity == CONTROLLED and host.suspicion == "confirmed" and restore.rebuild == "controlled"
        return host.integrity == DESTROYED or is_known or restore.rebuild == "everything"

    def look(self, org):
        """The image is begun with the first of them that waits and is not held."""
        for group in self.world.scenario.orgs[org].groups.values():
            key = org, group.kind
            if key in self.state or self.world.holds.holds(group) or not any(self.is_for(h) and not h.at_work for h in group.hosts):
                continue
            self.state[key] = "prepared"

            def ready(key=key):
                self.state[key] = READY
                self.world.over(key[0])
            self.kernel.at(self.kernel.now + self.nodes[group.kind].span("prepare"), HOSTS, org, org, ready)

    def can_be_laid(self, group):
        """It is there, and of each kind that it needs and the organisation has, some host works."""
        hosts = [h for g in self.world.scenario.orgs[group.org].groups.values() for h in g.hosts]
        return self.state.get((group.org, group.kind)) == READY and all(
            any(h.works for h in hosts if h.group.kind == kind) for kind in self.nodes[group.kind].get("needs")
            if any(h.group.kind == kind for h in hosts))
