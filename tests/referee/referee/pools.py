"""People whom organisations share: first come, first served; at one instant by name."""
from .calendar import Shift
from .kernel import DECISIONS, HOSTS
from .recovery import Crew
from .units import span


class Pools:
    def __init__(self, world):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        self.nodes = self.scenario.text.get("pools") or {}
        self.free = {name: int(node.get("people", 1)) for name, node in self.nodes.items()}
        self.queue = {name: [] for name in self.nodes}

    def ask(self, org, pool, people):
        def arrive():
            self.queue[pool].append([self.kernel.now, org, people])
            self.queue[pool].sort(key=lambda asked: asked[:2])
            self._send_soon(pool)
        self._message(org, f"~4 pool {pool}", arrive)

    def _message(self, source, target, act, delay=0):
        self.kernel.at(self.kernel.now + max(delay, self.scenario.latency), HOSTS, target, source, act)

    def _send_soon(self, pool):
        self.kernel.at(self.kernel.now, DECISIONS, f"~4 pool {pool}", f"~4 pool {pool}", lambda: self._send(pool))

    def _send(self, pool):
        queue = self.queue[pool]
        while queue and self.free[pool]:
            _, org, wanted = queue[0]
            people = min(wanted, self.free[pool])
            self.free[pool] -= people
            queue[0][2] -= people
            if queue[0][2] == 0:
                queue.pop(0)
            self._message(f"~4 pool {pool}", org, lambda org=org, people=people: self._arrive(org, pool, people),
                          span(self.nodes[pool].get("arrives_after", "0h")))

    def _arrive(self, org, pool, people):
        node, aid = self.nodes[pool], self.world.recovery.at[org].aid
        if pool not in aid:
            shift = Shift(self.scenario.clock, node.get("shift", "business-hours"), self.scenario.orgs[org].region)
            aid[pool] = Crew(pool, 0, shift, node.get("kinds"), [], pool)
        aid[pool].free += people
        self.world.recovery.assign(org)
        if "stays" in node:
            def over():
                aid[pool].leaving += people
                aid[pool].let_go()
            self.kernel.at(self.kernel.now + span(node["stays"]), HOSTS, org, org, over)

    def send_home(self, org, pool, people):
        def arrive():
            self.free[pool] += people
            # Whoever sends people home has no use for those still to come.
            self.queue[pool] = [asked for asked in self.queue[pool] if asked[1] != org]
            self._send_soon(pool)
        self._message(org, f"~4 pool {pool}", arrive)
