"""The tree of needs and its value. Levels are integers (ppm); each operator rounds down."""
from dataclasses import dataclass, field
from fractions import Fraction

from .units import FULL, Unsupported, number, span, truth

COMBINATIONS = {"all_of", "any_of", "at_least", "of", "weighted", "share_of", "if", "then", "else"}


@dataclass(eq=False)
class Leaf:
    """One thing that is needed, and what softens it. Each leaf has its own battery (grace)."""
    org: str
    name: str
    enough: Fraction = Fraction(1)
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
        return Tree("weighted", [_leaf(n, {}, org) for n, _ in names], weights=[number(w) for _, w in names])
    if "share_of" in node:
        return _leaf(node["share_of"], {}, org)
    for kind in ("all_of", "any_of"):
        if kind in node:
            parts = node[kind] if isinstance(node[kind], list) else [node[kind]]
            return Tree(kind, [parse(p, org, parameters) for p in parts])
    leaves = [_leaf(name, how or {}, org) for name, how in node.items()]
    return leaves[0] if len(leaves) == 1 else Tree("all_of", leaves)


def _leaf(name, how, org):
    unknown = set(how) - {"enough", "floor", "grace", "over", "to_start"}
    if unknown:
        raise Unsupported(f"need {name}: {unknown}")
    owner, _, rest = name.rpartition("/")
    leaf = Leaf(owner or org, rest, number(how.get("enough", 1)), int(number(how.get("floor", 0)) * FULL),
                span(how.get("grace", "0h")), how.get("over"), truth(how.get("to_start", False)))
    leaf.battery = leaf.grace
    return leaf


def leaves(tree):
    if isinstance(tree, Leaf):
        return [tree]
    return [leaf for part in tree.parts for leaf in leaves(part)]


def raw(leaf, level_of, link_of):
    """Level of one need without its battery and floor: enough, then the link."""
    level = level_of(leaf)
    if leaf.enough > 0:
        level = min(FULL, int(level / leaf.enough))
    else:
        level = FULL
    return min(level, link_of(leaf)) if leaf.over else level


def value(tree, counts, level_of, link_of):
    """Level of a tree; None where nothing in it counts (rule 34: it is left out of its combination)."""
    if isinstance(tree, Leaf):
        if not counts(tree):
            return None
        level = FULL if tree.battery > 0 else raw(tree, level_of, link_of)
        return max(level, tree.floor)
    pairs = [(value(part, counts, level_of, link_of), i) for i, part in enumerate(tree.parts)]
    there = [(level, i) for level, i in pairs if level is not None]
    if not there:
        return None if tree.parts else FULL
    levels = sorted((level for level, _ in there), reverse=True)
    if tree.kind == "all_of":
        return levels[-1]
    if tree.kind == "any_of":
        return levels[0]
    if tree.kind == "at_least":
        return levels[min(tree.k, len(levels)) - 1]
    total = sum(tree.weights[i] for _, i in there)
    return int(sum(tree.weights[i] * level for level, i in there) / total) if total else FULL
