"""Who is repaired first."""
from . import needs
from .scope import reached, thing


class RestoreOrder:
    """The services named, first to last; what is known to be bad; what others need; the name."""

    def __init__(self, org, services):
        self.org, self.services, self.rank_of, self.depth = org, services, {}, {}

    def rank(self, scenario):
        for index, service in enumerate(self.services):
            for one in sorted(scenario.orgs):      # also other organisations' services of that name
                for group in reached(scenario, one, service):
                    self.rank_of.setdefault(group, index)
        o = scenario.orgs[self.org.name]
        things = [*o.groups.values(), *o.links.values(), *o.services.values()]
        above = {t: set() for t in things}          # what needs it directly
        for t in things:
            for leaf in needs.leaves(t.needs) if t.needs else []:
                if leaf.org == o.name:
                    above[thing(scenario, leaf.org, leaf.name)].add(t)
                if leaf.over:
                    above[o.links[leaf.over]].add(t)
        self.depth = {t: _longest(t, above, frozenset()) for t in things}

    def key(self, host, known_bad):
        group = host.group
        return (self.rank_of.get(group, len(self.services)), not known_bad, -self.depth[group], group.name, host.number)


def _longest(t, above, path):
    """The longest chain of what needs it, without going round."""
    return max((1 + _longest(a, above, path | {t}) for a in above[t] if a not in path and a is not t), default=0)
