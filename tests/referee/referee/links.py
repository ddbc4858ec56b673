"""Links that are closed: what lies at their ends, and when they open."""
from . import needs
from .kernel import HOSTS
from .scope import needed_by

THERE, AWAY, ASKED = "there", "away", "asked"


def uses(scenario, link):
    """(who uses the link, host groups at its two ends that it needs), for each that is needed over it."""
    o = scenario.orgs[link.org]
    users = [t for t in (*o.groups.values(), *o.links.values(), *o.services.values())
             if any(leaf.over == link.name for leaf in needs.leaves(t.needs))]
    return [(user, [g for g in needed_by(scenario, [user]) if hasattr(g, "hosts") and g.hosts and g.org in (link.org, link.to)])
            for user in users]


def covered(scenario, scope):
    """Links that a restore of this scope covers."""
    found = set()
    for o in scope.orgs:
        for link in o.links.values():
            is_needed = scope.needed is None or link in scope.needed
            if is_needed and (not scope.is_narrowed or any(g in scope.groups for _, groups in uses(scenario, link) for g in groups)):
                found.add(link)
    return found


class Links:
    """Of one organisation."""

    def __init__(self, recovery, org):
        self.recovery, self.org, self.scenario = recovery, org, recovery.scenario
        self.kernel, self.links = recovery.world.kernel, list(recovery.scenario.orgs[org].links.values())
        self.watched = {}                           # others' links, with the restores that they follow → whether this end was back

    def _at_ends(self, link, restore):
        """What is needed by those that use it, of these the first in the order of its restore; if nothing uses it, everything."""
        those = uses(self.scenario, link)
        if not those:
            return [g for o in {link.org, link.to} if o in self.scenario.orgs for g in self.scenario.orgs[o].groups.values() if g.hosts]
        first = min(restore.order.of(user) for user, _ in those)
        return [g for user, groups in those if restore.order.of(user) == first for g in groups]

    def _is_awaited(self, link, restore):
        return any(g.org == self.org and self.recovery.is_to_come_back(g) for g in self._at_ends(link, restore))

    def _ask_far_end(self, link):
        link.far = THERE
        if any(g.org != self.org for g in self._at_ends(link, link.follows)):
            link.far = ASKED
            self._message(link.to, lambda to=link.to, restore=link.follows: self.recovery.at[to].links.asked(link, restore))

    def _message(self, to, act):
        self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, to, self.org, act)

    def asked(self, link, restore):
        self.watched[link] = [restore, None]
        self._tell(link)

    def _tell(self, link):
        self.watched[link][1] = is_back = not self._is_awaited(link, self.watched[link][0])

        def stands():
            link.far = THERE if is_back else AWAY
            self.recovery.at[link.org].links.perhaps_open(link)
        self._message(link.org, stands)

    def perhaps_open(self, link):
        if not link.closed or link.held or not link.follows:
            return
        here = not self._is_awaited(link, link.follows)
        link.waits = link.waits or not here or link.far == AWAY
        if link.waits and here and link.far == THERE:
            self.recovery.open_link(link)

    def was_closed(self, link):
        """It joins a restore that has work left; when nothing is, it is closed for reasons of its own."""
        link.follows = self.recovery.restore_of_link(link)
        groups = self.scenario.orgs[self.org].groups.values()
        link.waits = any(self.recovery.is_to_come_back(g) and link in self.recovery.at[self.org].follows[g].links for g in groups)
        if link.follows:
            self._ask_far_end(link)

    def restore_began(self, restore):
        for link in self.links:
            if link.closed and self.recovery.restore_of_link(link) is restore:
                link.follows, link.waits = restore, True
                self._ask_far_end(link)
                self.perhaps_open(link)

    def look_round(self):
        for link in self.links:
            self.perhaps_open(link)
        for link, (restore, was_back) in list(self.watched.items()):
            if (not self._is_awaited(link, restore)) != was_back:
                self._tell(link)

    def anyone_waits(self):
        return bool(self.watched) or any(link.closed and link.follows for link in self.links)
