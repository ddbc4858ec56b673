"""What a scenario says of the stages of recovery: what is written, what recorded incidents say where it is silent, or none."""
import re

from . import needs
from .units import FULL, HOUR, Unsupported, number, span

BYTES = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGTP]?B)(/h)?")
USERS = ("business", None)                          # who accept without being anybody's crew
RECORDED_SHARE, RECORDED_TIRES = "0.6", {"after": "3w", "to": "0.7"}
LOGNORMAL = "lognormal"                             # recorded spans that are draws


def size(text):
    """Bytes of `2 TB`; bytes an hour of `200 GB/h`."""
    found = SIZE.fullmatch(str(text).strip())
    return number(found[1]) * BYTES[found[2]]


def draws(what):
    raise Unsupported(f"a draw: {what}")


class Part:
    """A section with what holds for keys that are left out; a recorded span that is a distribution would be a draw."""

    def __init__(self, node, recorded):
        self.node, self.recorded = node or {}, recorded

    def span(self, key):
        value = self.node[key] if key in self.node else self.recorded[key]
        return draws(f"{key} as recorded") if value == LOGNORMAL else span(value)

    def get(self, key):
        return self.node.get(key, self.recorded.get(key))


HOLD = {"name": "hold", "scope": "everything", "lasts": LOGNORMAL, "by": "nobody"}
ACCOUNTS = {"per_staff": "1", "a_day": "500"}
REIMAGE = {"prepare": "3d", "side_by_side": "40", "each": "45min", "needs": []}
SUPPLY = {"stock": "0", "lead": LOGNORMAL, "batch": "1"}
RELEASE = {"at_most": "10", "watch": "0h", "needs": {}}
WORK = {"parts": "1", "effort": LOGNORMAL, "data": "0 B"}
ACCEPT = {"takes": LOGNORMAL, "passes": "0.8"}
INTERIM = {"level": "0.4", "work": "24h", "own_ground": "false"}


class Stages:
    """Of the whole scenario. Sections that are not there are empty."""

    def __init__(self, scenario):
        text, self.scenario = scenario.text, scenario
        self.mode = text.get("recovery_stages", "written")
        if self.mode == "none":
            text = {}
        self.holds = [Part(node, HOLD) for node in text.get("hold") or []]
        self.accounts = Part(text["accounts"], ACCOUNTS) if "accounts" in text else None
        self.images = [Part(node, REIMAGE) for node in text.get("reimage") or []]
        self.supplies = {kind: Part(node, SUPPLY) for kind, node in (text.get("supplies") or {}).items()}
        self.boards = {name: Part(node, RELEASE) for name, node in (text.get("releases") or {}).items()}
        self.services = {s: s.recovery for o in scenario.orgs.values() for s in o.services.values()
                         if self.mode != "none" and s.recovery is not None}
        if self.mode == "recorded":
            self._as_recorded(text)
        self.named = self._named_crews()
        self.are_there = bool(self.mode == "recorded" or self.holds or self.accounts or self.images or self.supplies or self.boards or self.services)

    def _as_recorded(self, text):
        """Where a section is left out; most of it is draws."""
        if "hold" not in text:
            draws("how long a hold lasts as recorded")
        for o in self.scenario.orgs.values():
            for s in o.services.values():
                if s.recovery is None and self.servers_of(s):
                    draws("work on a service as recorded")
        if "accounts" not in text:
            self.accounts = Part({}, ACCOUNTS)
        if "reimage" not in text:
            self.images = [Part({"kind": "workstation"}, REIMAGE)]
        if "releases" not in text:
            self.boards = {"board": Part({"every": "monday 10:00"}, {**RELEASE, "watch": "7d"})}

    def servers_of(self, s):
        """Host groups of the own organisation that it needs directly, workstations apart."""
        groups = self.scenario.orgs[s.org].groups
        return {groups[leaf.name] for leaf in needs.leaves(s.needs)
                if leaf.org == s.org and leaf.name in groups and groups[leaf.name].kind != "workstation"}

    def crew_pace(self, crew):
        """(share of its time, (from when on it is tired, what it then gets done) or None)"""
        if self.mode == "none":
            return number(1), None
        is_recorded = self.mode == "recorded"
        tires = crew.get("tires", RECORDED_TIRES if is_recorded else None)
        share = number(crew.get("share", RECORDED_SHARE if is_recorded else 1))
        return share, (span(tires["after"]), number(tires["to"])) if tires else None

    def _named_crews(self):
        """(organisation, crew) that are there for services, accounts or acceptance."""
        found = set()
        for s, how in self.services.items():
            for key in ("work", "accept", "interim"):
                by = (how.get(key) or {}).get("by")
                if by is not None and not (key == "accept" and by in USERS):
                    found.add(where(s.org, by))
        if self.accounts and self.accounts.get("by"):
            found |= {(o, self.accounts.get("by")) for o in self.scenario.orgs}
        return found


def where(org, by):
    """(organisation, crew) of `applications` or `gfi/applications`."""
    owner, _, name = by.rpartition("/")
    return owner or org, name


def parts_per_million(figure):
    return int(number(figure) * FULL)


def loading(data, rate):
    """Microseconds that it takes."""
    return int(size(data) * HOUR / size(rate))
