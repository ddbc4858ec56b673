"""Who is repaired first."""
from . import circles, needs
from .scope import needed_by


class Places:
    """What needs alone say: the longest chain of what needs a host group (what need each other count as one), and whom it serves."""

    def __init__(self, scenario):
        things = [t for o in scenario.orgs.values() for t in (*o.groups.values(), *o.links.values(), *o.services.values())]
        self.height = {}
        for part, _ in reversed(circles.components(things, lambda t: circles.needed(scenario, t))):
            above = [t for t in self.height if t not in part and any(one in circles.needed(scenario, t) for one in part)]
            self.height.update(dict.fromkeys(part, max((self.height[t] + 1 for t in above), default=0)))
        groups = [t for t in things if hasattr(t, "hosts")]
        self.serves = {g: [other for other in groups if other is not g and other.org == g.org and g in needed_by(scenario, [other])]
                       for g in groups}


class RestoreOrder:
    """The services named, first to last, then others, then what no service needs."""

    def __init__(self, scenario, services):
        self.rank, self.last = {}, len(services) + 1
        everywhere = [s for o in scenario.orgs.values() for s in o.services.values()]
        for index, name in enumerate([*services, None]):
            for one in needed_by(scenario, [s for s in everywhere if name in (s.name, None)]):
                self.rank.setdefault(one, index)

    def of(self, thing):
        return self.rank.get(thing, self.last)
