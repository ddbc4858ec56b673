"""Which hosts a selector or a scope means; what a service needs."""
from . import needs
from .units import Unsupported


def selected(scenario, node):
    """All hosts of a selector, in the order of names."""
    if isinstance(node, str):
        org, _, group = node.rpartition("/")
        node = {"organisation": org, "group": group} if org else {"group": group}
    groups = [g for _, o in sorted(scenario.orgs.items()) for _, g in sorted(o.groups.items())]
    return [h for g in groups if fits(scenario, g, node) for h in g.hosts]


def fits(scenario, group, node):
    unknown = set(node) - {"organisation", "region", "zone", "group", "tag", "kind", "service"}
    if unknown:
        raise Unsupported(f"selector with {unknown}")
    kinds = node.get("kind")
    return all([node.get("organisation") in (None, group.org),
                node.get("region") in (None, scenario.orgs[group.org].region),
                node.get("zone") in (None, group.zone), node.get("group") in (None, group.name),
                node.get("tag") is None or node["tag"] in group.tags,
                kinds is None or group.kind in ([kinds] if isinstance(kinds, str) else kinds)])


class Scope:
    """Organisations in reach of the decider, and the host groups there that the scope names."""

    def __init__(self, scenario, node, reach, affected):
        self.scenario, self.node = scenario, {} if node in (None, "everything") else dict(node)
        self.orgs = [o for o in sorted(scenario.orgs.values(), key=lambda o: o.name)
                     if o.name in reach and self._in("organisation", o.name, affected) and self._in("region", o.region, affected)]
        rest = {k: v for k, v in self.node.items() if k not in ("organisation", "region")}
        self.whole = not rest
        self.groups = set()
        service = rest.pop("service", None)
        needed = set()
        if service:
            for o in self.orgs:                     # also at other organisations, where these are in reach
                needed |= reached(scenario, o.name, service)
            self.groups = {g for g in needed if g.org in reach and fits(scenario, g, rest)}
            names = {g.org for g in self.groups} | {o.name for o in self.orgs}
            self.orgs = [o for _, o in sorted(scenario.orgs.items()) if o.name in names]
        else:
            self.groups = {g for o in self.orgs for g in o.groups.values() if fits(scenario, g, rest)}

    def _in(self, key, value, affected):
        wanted = self.node.get(key)
        return wanted is None or wanted == value or (wanted == "affected" and value in affected)

    def groups_of(self, org):
        return {g for g in self.groups if g.org == org}


def thing(scenario, org, name):
    """A host group or a service by its name; groups first."""
    o = scenario.orgs[org]
    return o.groups.get(name) or o.services.get(name)


def reached(scenario, org, service):
    """All host groups that a service needs: through other services, groups and links, at other organisations, too."""
    if service not in scenario.orgs[org].services:
        return set()
    found, todo = set(), [scenario.orgs[org].services[service]]
    while todo:
        one = todo.pop()
        if one in found or one is None:
            continue
        found.add(one)
        for leaf in needs.leaves(one.needs) if one.needs else []:
            todo.append(thing(scenario, leaf.org, leaf.name))
            if leaf.over:
                todo.append(scenario.orgs[one.org].links[leaf.over])
    return {one for one in found if hasattr(one, "hosts")}


def reached_from(scenario, org, leaves):
    """All host groups behind these needs."""
    found = set()
    for leaf in leaves:
        other = thing(scenario, leaf.org, leaf.name)
        if hasattr(other, "hosts"):
            found.add(other)
            for inner in needs.leaves(other.needs) if other.needs else []:
                found |= reached_from(scenario, other.org, [inner])
        else:
            found |= reached(scenario, leaf.org, leaf.name)
    return found
