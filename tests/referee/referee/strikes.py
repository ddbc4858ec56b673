"""Impacts of hands: pushed from what is held to all that is within reach, or run where it is held."""
from .attack import selects
from .kernel import HOSTS
from .scenario import CONTROLLED, DESTROYED
from .units import Unsupported, span

MOST_STEPS = 10


class Strikes:
    def __init__(self, hands):
        self.hands, self.scenario, self.kernel, self.world = hands, hands.scenario, hands.kernel, hands.world
        self.armed, self.striking = set(), set()
        self.begun, self.parked, self.orders = {}, {}, {}        # host → names of impacts
        if any("through" in impact for impact in hands.impacts):
            raise Unsupported("`through`")

    def forget(self, host):
        """Repaired or destroyed: nothing is under way there."""
        if host.integrity != DESTROYED:
            for what in (self.begun, self.parked, self.orders):
                what.pop(host, None)

    # ---- at the operation ------------------------------------------------------------------------------------------

    def consider(self, host):
        """A new holding may arm an impact, or join one that is under way."""
        for impact in self.hands.impacts:
            is_trigger = selects(self.scenario, impact["when"]["holding"], host)
            if impact["name"] in self.striking:
                if is_trigger or selects(self.scenario, impact["on"], host):
                    self._order(impact, host.group.org)
            elif is_trigger and impact["name"] not in self.armed:
                self.armed.add(impact["name"])
                self.hands.later(self.kernel.now + span(impact.get("after", "0h")), lambda i=impact: self._due(i))

    def _due(self, impact):
        self.striking.add(impact["name"])
        for org in sorted(self.scenario.orgs):
            self._order(impact, org)

    def _controls(self, org, selector):
        return any(not h.gone and h.state == CONTROLLED and h.host.group.org == org and selects(self.scenario, selector, h.host)
                   for h in self.hands.holdings.values())

    def _order(self, impact, org):
        if self._controls(org, impact["when"]["holding"]):
            self.hands.ask(org, lambda: self._from_here(impact, org))
        elif self._controls(org, impact["on"]):
            self.hands.ask(org, lambda: self._held(impact, org))

    # ---- in an organisation ----------------------------------------------------------------------------------------

    def _hosts(self, org, selector):
        return [h for _, g in sorted(self.scenario.orgs[org].groups.items()) for h in g.hosts if selects(self.scenario, selector, h)]

    def _from_here(self, impact, org):
        """From the first host that can push; those that are off or isolated do it once they are back, where none can."""
        controlled = [h for h in self._hosts(org, impact["when"]["holding"]) if h.integrity == CONTROLLED]
        pushing = [h for h in controlled if h.works]
        if len({h.group.zone for h in pushing}) > 1 and any(g.reachable_from for g in self.scenario.orgs[org].groups.values()):
            raise Unsupported("which of several hosts pushes")
        if pushing:
            for _, group in sorted(self.scenario.orgs[org].groups.items()):
                if group.hosts and selects(self.scenario, impact["on"], group.hosts[0]) and self.hands.is_reachable(group, pushing[0].group):
                    self._push(impact, group)
        else:
            for host in controlled:
                self.orders.setdefault(host, {})[impact["name"]] = impact
        self._held(impact, org)

    def _push(self, impact, group):
        takes, name = span(impact.get("takes", "0h")), impact["name"]
        count = len(group.hosts)
        steps = 1 if impact["do"] == "exfiltrate" or not takes else min(MOST_STEPS, count)
        if impact["do"] == "exfiltrate":
            return
        for host in group.hosts:
            if host.works and not host.clean_zone:
                self.begun.setdefault(host, set()).add(name)

        def step(number):
            for host in group.hosts[count * (number - 1) // steps:count * number // steps]:
                if name in self.begun.get(host, ()) and host.integrity != DESTROYED:
                    if host.runs:
                        self.world.destroy(host)
                    else:
                        self.parked.setdefault(host, {})[name] = impact
            if number < steps:
                self._at(group.org, self.kernel.now + takes * (number + 1) // steps - takes * number // steps, lambda: step(number + 1))
        self._at(group.org, self.kernel.now + takes // steps, lambda: step(1))

    def _at(self, org, time, act):
        self.kernel.at(time, HOSTS, org, org, act)

    def _held(self, impact, org):
        """On what is controlled it runs by itself."""
        for host in self._hosts(org, impact["on"]):
            begun = self.begun.setdefault(host, set())
            if host.integrity != CONTROLLED or impact["name"] in begun:
                continue
            begun.add(impact["name"])
            self._at(org, self.kernel.now + span(impact.get("takes", "0h")), lambda h=host, b=begun: self._end(impact, h, b))

    def _end(self, impact, host, begun):
        if self.begun.get(host) is not begun or host.integrity == DESTROYED or impact["do"] == "exfiltrate":
            return
        if host.runs:
            self.world.destroy(host)
        else:
            self.parked.setdefault(host, {})[impact["name"]] = impact

    def switched_on(self, host):
        for impact in self.parked.pop(host, {}).values():
            self._at(host.group.org, self.kernel.now, lambda i=impact, b=self.begun.get(host): self._end(i, host, b))
        for impact in self.orders.pop(host, {}).values():
            self._at(host.group.org, self.kernel.now, lambda i=impact: self._from_here(i, host.group.org))
