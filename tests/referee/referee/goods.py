"""Pieces that destroyed hosts need: in stock, or on their way."""
from .kernel import HOSTS
from .scenario import DESTROYED


class Goods:
    def __init__(self, world):
        self.world, self.kernel = world, world.kernel
        self.nodes = world.scenario.stages.supplies
        self.stock = {(o, kind): int(node.get("stock")) for o in world.scenario.orgs for kind, node in self.nodes.items()}
        self.on_their_way = set()

    def _key(self, host):
        return host.group.org, host.group.kind

    def needs_one(self, host):
        return host.integrity == DESTROYED and host.group.kind in self.nodes

    def lack(self, host):
        return self.needs_one(host) and not self.stock[self._key(host)]

    def take(self, host):
        if self.needs_one(host):
            self.stock[self._key(host)] -= 1
            self.look(host.group.org)

    def look(self, org):
        """Where hosts wait, nothing is left and nothing on its way, it is ordered."""
        for group in self.world.scenario.orgs[org].groups.values():
            key = org, group.kind
            if key not in self.on_their_way and any(h.power == "repair" and not h.at_work and self.lack(h) for h in group.hosts):
                self.on_their_way.add(key)
                node = self.nodes[group.kind]
                self.kernel.at(self.kernel.now + node.span("lead"), HOSTS, org, org, lambda k=key, n=int(node.get("batch")): self._come(k, n))

    def _come(self, key, pieces):
        self.on_their_way.discard(key)
        self.stock[key] += pieces
        self.world.over(key[0])
