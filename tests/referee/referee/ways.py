"""Ways in for hands: chains of open links from outside. Own links count at once, others' as word of them has gone round."""
from .kernel import HOSTS, LEVELS


class Ways:
    def __init__(self, hands):
        self.hands, self.scenario, self.kernel = hands, hands.scenario, hands.kernel
        self.links = [link for o in self.scenario.orgs.values() for link in o.links.values()]
        self.heard = {link: True for link in self.links}         # open, as the operation was told
        self.told_open = dict(self.heard)
        self.over, self.below = self._offered()
        self.known_over, self.known_below = dict(self.over), dict(self.below)    # as each organisation was told

    def has_way_in(self, org):
        own = self.scenario.orgs[org].links.values()
        return self.known_below[org] or any(not link.closed and (link.to == "internet" or self.known_over[link]) for link in own)

    def link_changed(self, link):
        is_open = not link.closed
        if self.told_open[link] == is_open:
            return
        self.told_open[link] = is_open

        def hear():
            self.heard[link] = is_open
            self.hands.later(self.kernel.now, self._look, LEVELS)
        self.hands.tell(link.org, hear)

    def _reaches_without(self, org, without):
        """Whether a chain of open links leads from outside to the organisation, not through the other one."""
        seen, todo = {without}, ["internet"]
        while todo:
            place = todo.pop()
            if place not in seen:
                seen.add(place)
                todo += [l.org for l in self.links if self.heard[l] and l.to == place]
                todo += [l.to for l in self.links if self.heard[l] and l.org == place and l.to != "internet"]
        return org != without and org in seen

    def _offered(self):
        over = {l: self._reaches_without(l.to, l.org) for l in self.links if l.to != "internet"}
        below = {o: any(self.heard[l] and l.to == o and self._reaches_without(l.org, o) for l in self.links) for o in self.scenario.orgs}
        return over, below

    def _look(self):
        over, below = self._offered()
        for link in over:
            if over[link] != self.over[link]:
                self.hands.ask(link.org, lambda l=link, v=over[link]: self.known_over.update({l: v}))
        for org in below:
            if below[org] != self.below[org]:
                self.hands.ask(org, lambda o=org, v=below[org]: self.known_below.update({o: v}))
        self.over, self.below = over, below
