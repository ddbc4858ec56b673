"""What needs what, and which of them need each other."""
from . import needs
from .scope import thing


def needed(scenario, t, abroad=True):
    """What a thing names as needed, links that it runs over included."""
    found = []
    for leaf in needs.leaves(t.needs):
        if abroad or leaf.org == t.org:
            found.append(thing(scenario, leaf.org, leaf.name))
        if leaf.over:
            found.append(scenario.orgs[t.org].links[leaf.over])
    return found


def components(things, needed_by):
    """Parts of the graph that need each other, what is needed first: lists of things, and whether each is a circle."""
    reach = {}
    for t in things:
        seen, todo = set(), list(needed_by(t))
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo += needed_by(one)
        reach[t] = seen
    done, found = set(), []

    def visit(t):
        if t in done:
            return
        part = [o for o in things if o is t or (o in reach[t] and t in reach[o])]
        done.update(part)
        for one in part:
            for other in needed_by(one):
                visit(other)
        found.append((part, t in reach[t]))
    for t in things:
        visit(t)
    return found
