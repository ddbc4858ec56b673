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
    """Organisations that a scope names, and the host groups there. `affected` is left open: who decides knows who that is."""

    def __init__(self, scenario, node):
        node = {} if node in (None, "everything") else dict(node)
        org, region = node.pop("organisation", None), node.pop("region", None)
        self.affected = "organisation" if org == "affected" else "region" if region == "affected" else None
        self.is_of_one, self.is_of_region = org is not None, region is not None
        self.orgs = [o for _, o in sorted(scenario.orgs.items()) if org in (None, "affected", o.name) and region in (None, "affected", o.region)]
        self.service = node.pop("service", None)
        self.is_narrowed = bool(node)
        self.groups = {g for o in self.orgs for g in o.groups.values() if fits(scenario, g, node)}
        self.needed = None
        if self.service:                            # of this name, wherever it is
            self.needed = needed_by(scenario, [o.services[self.service] for o in scenario.orgs.values() if self.service in o.services])
            self.groups &= self.needed

    def groups_of(self, org):
        return {g for g in self.groups if g.org == org}


def thing(scenario, org, name):
    """A host group or a service by its name; groups first."""
    o = scenario.orgs[org]
    return o.groups.get(name) or o.services.get(name)


def needed_by(scenario, things):
    """All that they need, themselves included: through services, groups and links, at other organisations, too."""
    found, todo = set(), list(things)
    while todo:
        one = todo.pop()
        if one in found:
            continue
        found.add(one)
        for leaf in needs.leaves(one.needs):
            todo.append(thing(scenario, leaf.org, leaf.name))
            if leaf.over:
                todo.append(scenario.orgs[one.org].links[leaf.over])
    return found
