"""Makes a scenario smaller as long as it still differs."""
import copy


def smallest(files, differences):
    """Leaves out any key or entry of a list, again and again, while what differs first still differs."""
    why = differences(files)
    first = min(why, key=_weight).split(":")[0]
    again = True
    while again:
        again = False
        for path in _paths(files):
            smaller = _without(files, path)
            if smaller is None:
                continue
            found = differences(smaller)
            if first in {sentence.split(":")[0] for sentence in found}:
                files, why, again = smaller, found, True
    return files, why


def _weight(sentence):
    """Levels say more than decisions, these more than hours, these more than counts."""
    for weight, word in enumerate(("levels", "decisions", "outage", "lost", "hosts")):
        if sentence.startswith(word):
            return weight
    return 9


def _paths(node):
    """All places, the outer ones (which take most away) first."""
    found, todo = [], [((), node)]
    while todo:
        path, node = todo.pop(0)
        keys = list(node) if isinstance(node, dict) else range(len(node) - 1, -1, -1) if isinstance(node, list) else []
        for key in keys:
            found.append(path + (key,))
            todo.append((path + (key,), node[key]))
    return [path for path in found if len(path) > 1]    # the files themselves stay


def _without(files, path):
    files = copy.deepcopy(files)
    node = files
    try:
        for key in path[:-1]:
            node = node[key]
        del node[path[-1]]
    except (KeyError, IndexError, TypeError):
        return None                                 # it went with something else
    return files
