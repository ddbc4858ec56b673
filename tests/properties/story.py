"""What a world's result says, as far as it must be the same however the scenario is written."""
import copy
import math

WHERE = ("at", "process", "number", "cause")        # numbers of who writes; causes are compared by what they say


class Story:
    def __init__(self, answer, names=None):
        """`names`: of what is called otherwise there."""
        self.apart = 1e-9                           # by which figures may differ, of themselves
        run, trace = _renamed(answer["run"], names or {}), _renamed(answer["trace"], names or {})
        by_number = {(line["process"], line["number"]): line for line in trace}
        self.lines = sorted((self._line(line, by_number) for line in trace), key=_place)
        self.end = round(run["calendar"]["simulated_hours"] * 3_600_000_000)
        self.figures = {"total": run["total"], "hosts": run["host_figures"], "accounts": sorted(str(account) for account in run["accounts"])}
        for kind in ("service_names", "regions", "organisations"):
            self.figures[kind] = {row["name"]: row for row in run[kind]}

    @staticmethod
    def _line(line, by_number):
        told = {key: value for key, value in line.items() if key not in WHERE}
        if "cause" in line:
            cause = by_number.get((line["cause"]["process"], line["cause"]["number"]))
            told["cause"] = "unknown" if cause is None else " ".join(str(cause[key]) for key in sorted(cause) if key not in WHERE)
        return told

    def without(self, organisations):
        """As far as other organisations are concerned. A region more may decide plays of its own."""
        story = copy.copy(self)
        story.lines = [line for line in self.lines if line.get("organisation", organisations[0]) not in organisations]
        story.figures = {"organisations": {o: row for o, row in self.figures["organisations"].items() if o not in organisations},
                         "total": self.figures["total"]}
        return story

    def without_sentences(self):
        story = copy.copy(self)
        story.figures = {key: value for key, value in self.figures.items() if key != "accounts"}
        return story

    def without_lines(self):
        story = copy.copy(self)
        story.lines = []
        return story

    def until(self, micros):
        story = copy.copy(self)
        story.lines = [line for line in self.lines if line["micros"] < micros]
        story.figures = {}
        return story

    def times(self, factor, keys):
        story = copy.copy(self)
        story.lines = [{**line, "people": line["people"] * factor} if line["what"] == "people_moved" else line for line in self.lines]
        story.figures = _times({key: value for key, value in self.figures.items() if key != "accounts"}, factor, keys)
        # Those who turn elsewhere are counted in millionths of a person.
        story.apart = 1e-6
        return story

    def differences(self, other):
        """The first event that differs, and figures; else the first that has another cause."""
        found = _first(self.lines, other.lines, ("cause",)) + _apart("", self.figures, {key: other.figures.get(key) for key in self.figures}, self.apart)
        return found or _first(self.lines, other.lines, ())


def _times(node, factor, keys):
    if isinstance(node, dict):
        return {key: _times(value, factor, keys) if isinstance(value, dict) else value * factor if key in keys and value is not None else value
                for key, value in node.items()}
    return node


def _renamed(node, names):
    if not names:
        return node
    if isinstance(node, dict):
        return {names.get(key, key): _renamed(value, names) for key, value in node.items()}
    if isinstance(node, list):
        return [_renamed(part, names) for part in node]
    return "/".join(names.get(part, part) for part in node.split("/")) if isinstance(node, str) else node


def _place(line):
    return line["micros"], str(sorted((key, str(value)) for key, value in line.items() if key != "cause")), str(line.get("cause"))


def _first(mine, theirs, leaving_out):
    for one, other in zip(mine, theirs):
        one, other = ({key: value for key, value in line.items() if key not in leaving_out} for line in (one, other))
        if one != other and not _near(one, other):
            return [f"{_short(one)} is {_short(other)}"]
    if len(mine) == len(theirs):
        return []
    extra = max((mine, theirs), key=len)[min(len(mine), len(theirs))]
    return [f"{len(mine)} events are {len(theirs)}: {_short(extra)}"]


def _near(a, b):
    return a.keys() == b.keys() and all(a[k] == b[k] or (k == "people" and math.isclose(a[k], b[k], rel_tol=1e-9, abs_tol=3e-6)) for k in a)


def _apart(path, mine, theirs, by):
    if isinstance(mine, dict) and isinstance(theirs, dict) and mine.keys() == theirs.keys():
        return [sentence for key in mine for sentence in _apart(f"{path}/{key}", mine[key], theirs[key], by)]
    if isinstance(mine, float) and isinstance(theirs, (int, float)) and math.isclose(mine, theirs, rel_tol=by, abs_tol=1e-9):
        return []
    return [] if mine == theirs else [f"{path}: {str(mine)[:120]} is {str(theirs)[:120]}"]


def _short(line):
    return f"{line['micros'] / 3.6e9:.4f} h " + " ".join(f"{key}={value}" for key, value in line.items() if key not in ("micros", "side"))
