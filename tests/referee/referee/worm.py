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
        life, target = self._life(host), targets[0]

        def due():
            self.when_on(host, lambda: life == self._life(host) and self._due(route, host, target), is_attempt=True)
        self.kernel.at(self.kernel.now + max(1, span(route["time"])), HOSTS, host.group.org, host.group.org, due)

    def _due(self, route, host, target):
        self.trying.discard((host, route["name"]))
        if not self.enough(route, host):
            return
        self._attempt(route, host)                  # the next one
        if self.leaves(route, host, target) is None:
            if target.group.org == host.group.org:
                self.arrives(route, host, target)
            else:
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, target.group.org, host.group.org,
                               lambda: self.arrives(route, host, target))

    # ---- impacts ---------------------------------------------------------------------------------------------------

    def _arm(self, impact, host):
        key = (impact["name"], host, self._life(host))
        if key in self.armed:
            return
        self.armed[key] = self.kernel.now
        life, after, is_own = self._life(host), span(impact.get("after", "0h")), selects(self.scenario, impact["on"], host)
        if is_own:                                  # its own timer: it is done when it has struck and taken its time
            after += span(impact.get("takes", "0h"))

        def due():
            self.when_on(host, act)

        def act():
            if life == self._life(host) and host.integrity == CONTROLLED:
                self._end(impact, host) if is_own else self._strike_others(impact, host)
        self.kernel.at(self.kernel.now + after, HOSTS, host.group.org, host.group.org, due)

    def _end(self, impact, host):
        if impact["do"] != "exfiltrate":
            self.world.destroy(host)

    def _strike_others(self, impact, host):
        """One that `on` does not select strikes all that is held and selected; others hear of it by message."""
        if "through" in impact:
            raise Unsupported("`through` of a worm")
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
