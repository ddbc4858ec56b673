"""The tree of needs and its value. Levels are integers (ppm); each operator rounds down.

A value is a tuple of levels, one for each lane of causes; operators work lane by lane. The last one is what is so."""
from dataclasses import dataclass, field
from fractions import Fraction

from .units import FULL, Unsupported, number, span, truth

PARTS = 1_000_000


@dataclass(eq=False)
class Leaf:
    """One thing that is needed, and what softens it. Each leaf has its own battery (grace)."""
    org: str
    name: str
    enough: int = FULL
    floor: int = 0
    grace: int = 0
    over: str = None
    to_start: bool = False
    battery: int = 0                                # what is left of the grace
    draining_since: int = None                      # lost, and lives on the battery
    met_since: int = None                           # met again, not yet full


@dataclass(eq=False)
class Tree:
    kind: str                                       # all_of, any_of, at_least, weighted
    parts: list = field(default_factory=list)
    k: int = 0
    weights: list = field(default_factory=list)


def parse(node, org, parameters):
    if isinstance(node, str):
        return _leaf(node, {}, org)
    if isinstance(node, list):
        return Tree("all_of", [parse(part, org, parameters) for part in node])
    if "if" in node:
        (name, value), = node["if"].items()
        chosen = node["then"] if str(parameters[name]) == str(value) else node.get("else")
        return parse(chosen if chosen is not None else [], org, parameters)
    if "at_least" in node:
        return Tree("at_least", [parse(p, org, parameters) for p in node["of"]], k=int(node["at_least"]))
    if "weighted" in node:
        names = list(node["weighted"].items())
        return Tree("weighted", [_leaf(n, {}, org) for n, _ in names], weights=[_parts(w) for _, w in names])
    if "share_of" in node:
        return _leaf(node["share_of"], {}, org)
    for kind in ("all_of", "any_of"):
        if kind in node:
            parts = node[kind] if isinstance(node[kind], list) else [node[kind]]
            return Tree(kind, [parse(p, org, parameters) for p in parts])
    leaves = [_leaf(name, how or {}, org) for name, how in node.items()]
    return leaves[0] if len(leaves) == 1 else Tree("all_of", leaves)


def _parts(figure):
    """A share in parts per million, to the nearest."""
    return int(number(figure) * PARTS + Fraction(1, 2))


def _leaf(name, how, org):
    unknown = set(how) - {"enough", "floor", "grace", "over", "to_start"}
    if unknown:
        raise Unsupported(f"need {name}: {unknown}")
    owner, _, rest = name.rpartition("/")
    leaf = Leaf(owner or org, rest, _parts(how.get("enough", 1)), _parts(how.get("floor", 0)),
                span(how.get("grace", "0h")), how.get("over"), truth(how.get("to_start", False)))
    leaf.battery = leaf.grace
    return leaf


def leaves(tree):
    if tree is None:
        return []
    if isinstance(tree, Leaf):
        return [tree]
    return [leaf for part in tree.parts for leaf in leaves(part)]


def softened(leaf, world):
    """One need without its battery: enough, then the link, then the floor."""
    level = world.level(leaf)
    if leaf.enough < FULL:
        level = tuple(FULL if v >= leaf.enough else v * FULL // leaf.enough for v in level)
    if leaf.over:
        level = tuple(map(min, level, world.link(leaf)))
    return tuple(max(v, leaf.floor) for v in level) if leaf.floor else level


def value(tree, world):
    """Level of a tree; None where nothing in it counts (rule 34: it is left out of its combination).

    `world` knows level(leaf), link(leaf), counts(leaf) and may_be_missing(leaf)."""
    if isinstance(tree, Leaf):
        if not world.counts(tree):
            return None
        level = softened(tree, world)
        if tree.battery > 0:
            level = (FULL,) * len(level)
        return None if level[-1] == 0 and world.may_be_missing(tree) else level
    pairs = [(value(part, world), i) for i, part in enumerate(tree.parts)]
    there = [(level, i) for level, i in pairs if level is not None]
    if not there:
        return None
    lanes = list(zip(*(level for level, _ in there)))
    if tree.kind == "all_of":
        return tuple(map(min, lanes))
    if tree.kind == "any_of":
        return tuple(map(max, lanes))
    if tree.kind == "at_least":
        k = min(tree.k, len(there)) - 1
        return tuple(sorted(lane, reverse=True)[k] for lane in lanes)
    weights = [tree.weights[i] for _, i in there]
    total = sum(weights)
    return tuple(sum(w * v for w, v in zip(weights, lane)) // total for lane in lanes) if total else None
