"""Autonomous attackers: every host tries by itself; each organisation acts on its own, others learn by message."""
from .attack import Attack, selects
from .kernel import HOSTS
from .scenario import CONTROLLED
from .scope import selected
from .units import Unsupported, span


class Worm(Attack):
    def __init__(self, world, name, profile):
        super().__init__(world, name, profile)
        self.trying, self.armed, self.lives = set(), {}, {}

    def held(self, host):
        self._begin_attempts(host)
        for impact in self.impacts:
            if self.arms(impact, host):
                self._arm(impact, host)

    def lost(self, host):
        """Nothing of the worm is left there: timers of this life do nothing any more."""
        self.lives[host] = self.lives.get(host, 0) + 1
        self.trying = {(h, name) for h, name in self.trying if h is not host}

    def _life(self, host):
        return self.lives.get(host, 0)

    # ---- attempts --------------------------------------------------------------------------------------------------

    def _begin_attempts(self, host):
        """A timer begins when its condition is met, and goes on whatever else is gained."""
        for route in self.routes_from(host):
            if (host, route["name"]) not in self.trying and self.enough(route, host):
                self._attempt(route, host)

    def _attempt(self, route, host):
        targets = self.targets(route, host)
        if not targets:
            return
        if len(targets) > 1:
            raise Unsupported(f"a draw: the target of {route['name']}")
        self.trying.add((host, route["name"]))
        began, life = self.kernel.now, self._life(host)
        target, link = targets[0]

        def due():
            self.when_on(host, lambda: life == self._life(host) and self._due(route, host, target, link, began))
        self.kernel.at(began + span(route["time"]), HOSTS, host.group.org, "", due)

    def _due(self, route, host, target, link, began):
        self.trying.discard((host, route["name"]))
        if not self.enough(route, host):
            return
        if self.leaves(route, host, target) is None:
            if target.group.org == host.group.org:
                self.arrives(route, host, target, link, began)
            else:
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, target.group.org, host.group.org,
                               lambda: self.arrives(route, host, target, link, began))
        if (host, route["name"]) not in self.trying:
            self._attempt(route, host)

    # ---- impacts ---------------------------------------------------------------------------------------------------

    def _arm(self, impact, host):
        key = (impact["name"], host, self._life(host))
        if key in self.armed:
            return
        self.armed[key] = self.kernel.now
        life = self._life(host)

        def due():
            self.when_on(host, lambda: life == self._life(host) and host.integrity == CONTROLLED and self._strike(impact, host))
        self.kernel.at(self.kernel.now + span(impact.get("after", "0h")), HOSTS, host.group.org, "", due)

    def _strike(self, impact, host):
        """A host that `on` selects strikes itself; one that it does not select strikes what is held and selected."""
        if "through" in impact:
            raise Unsupported("`through` of a worm")
        if selects(self.scenario, impact["on"], host):
            self.strike(impact, [host])
            return
        by_org = {}
        for other in selected(self.scenario, impact["on"]):
            by_org.setdefault(other.group.org, []).append(other)
        for org, hosts in by_org.items():
            def arrive(hosts=hosts):
                self.strike(impact, [h for h in hosts if h.integrity == CONTROLLED])
            if org == host.group.org:
                arrive()
            else:
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, org, host.group.org, arrive)
