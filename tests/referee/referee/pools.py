"""People whom organisations share: first come, first served; at one instant by name."""
from .calendar import Shift
from .kernel import HOSTS, KNOWLEDGE
from .recovery import Person
from .units import span


class Pools:
    def __init__(self, world):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        self.nodes = self.scenario.text.get("pools") or {}
        self.free = {name: int(node.get("people", 1)) for name, node in self.nodes.items()}
        self.queue = {name: [] for name in self.nodes}

    def ask(self, org, pool, people):
        def arrive():
            self.queue[pool].append([org, people])
            self.kernel.at(self.kernel.now, KNOWLEDGE, pool, pool, lambda: self._grant(pool))
        self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, pool, org, arrive)

    def _grant(self, pool):
        wait = max(span(self.nodes[pool].get("arrives_after", "0h")), self.scenario.latency)
        while self.queue[pool] and self.free[pool]:
            org, wanted = self.queue[pool][0]
            sent = min(wanted, self.free[pool])
            self.free[pool] -= sent
            self.queue[pool][0][1] -= sent
            if self.queue[pool][0][1] == 0:
                self.queue[pool].pop(0)
            self.kernel.at(self.kernel.now + wait, HOSTS, org, pool, lambda o=org, n=sent: self._work(o, pool, n))

    def _work(self, org, pool, people):
        node = self.nodes[pool]
        for _ in range(people):
            shift = Shift(self.scenario.clock, node.get("shift", "business-hours"), self.scenario.orgs[org].region)
            self.world.recovery.people[org].append(Person(f"~{pool}", shift, node.get("kinds"), [], pool))
        self.world.recovery.update(org)

    def perhaps_leave(self, org):
        """They go home when nothing is left that they can do."""
        recovery = self.world.recovery
        for person in list(recovery.people[org]):
            if person.pool and not person.job and not recovery.still_to_do(org, person):
                recovery.people[org].remove(person)
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, person.pool, org,
                               lambda pool=person.pool: self._home(pool))

    def _home(self, pool):
        self.free[pool] += 1
        self.kernel.at(self.kernel.now, KNOWLEDGE, pool, pool, lambda: self._grant(pool))
