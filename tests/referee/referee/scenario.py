"""YAML → what exists. Every scalar is read as text and turned into what it means here."""
import csv
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import yaml

from . import needs
from .calendar import Demand
from .stages import Stages
from .units import FULL, Clock, Mistake, number, plain, span, truth

CLEAN, FOOTHOLD, CONTROLLED, DESTROYED = range(4)
HELD = {"foothold": FOOTHOLD, "controlled": CONTROLLED}


@dataclass(eq=False)
class Host:
    group: object
    number: int
    integrity: int = CLEAN
    power: str = "on"                               # on, isolated, off, repair
    suspicion: str = "unknown"                      # unknown, suspected, confirmed, cleared
    at_work: bool = False                           # a crew is at it
    was_off: bool = False                           # by precaution, at some time
    clean_zone: bool = False
    left_behind: bool = False                       # something sleeps on it that cleaning does not find
    wakes_at: int = None

    @property
    def name(self):
        return f"{self.group.org}/{self.group.name}#{self.number}"

    @property
    def runs(self):
        return self.power in ("on", "isolated") and self.integrity != DESTROYED

    @property
    def works(self):
        return self.power == "on" and self.integrity != DESTROYED

    @property
    def cause(self):
        """The root class of its not working (rule 17): who waits for repair is repair's, whatever was before."""
        if self.works:
            return None
        if self.power == "repair":
            return "rebuild" if self.integrity != CLEAN else "test"
        return "attack" if self.integrity == DESTROYED else "precaution"


@dataclass(eq=False)
class Group:
    org: str
    name: str
    kind: str
    zone: str
    realm: str
    tags: list
    needs: object
    interval: int
    offline: bool
    reachable_from: list
    starts_without: list
    hosts: list = field(default_factory=list)


@dataclass(eq=False)
class Link:
    org: str
    name: str
    to: str
    needs: object
    starts_without: list
    closed: bool = False
    held: object = None                             # the action that closed it until its condition holds
    follows: object = None                          # a restore
    waits: bool = False                             # for what lies at its ends
    far: str = "there"                              # how the other organisation's end stands


@dataclass(eq=False)
class Service:
    org: str
    name: str
    needs: object
    start_time: int
    up_from: int
    starts_without: list
    fallback: dict
    share: Fraction
    demand: object
    elsewhere: dict = None
    capacity: Fraction = None
    recovery: dict = None


@dataclass(eq=False)
class Organisation:
    name: str
    region: str
    members: int
    staff: Fraction
    groups: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)
    services: dict = field(default_factory=dict)
    crews: dict = field(default_factory=dict)


def read(path):
    if not Path(path).is_file():
        raise Mistake(f"{path}: there is no such file")
    return plain(yaml.load(Path(path).read_text(), Loader=yaml.BaseLoader))


class Scenario:
    def __init__(self, folder, file="scenario.yaml", horizon=None):
        self.folder = Path(folder)
        text = self.text = read(self.folder / file)
        self.clock = Clock(text["starts"])
        self.horizon = span(horizon or text["horizon"])
        self.latency = span(text.get("coordination_latency", "1min"))
        self.reporting_delay = span(text.get("reporting_delay", "15min"))
        self.recovery = text["recovery"]
        self.slowed_by = {name: number(f) for name, f in (text.get("slowed_by") or {}).items()}
        self.profiles = text.get("profiles") or {}
        self.orgs = {}
        federation = read(self.folder / text["federation"])
        self._organisations(federation["organisations"], federation["templates"])
        self.stages = Stages(self)

    def attacker(self, name):
        name, attacker = self._named("attackers", name)
        return name, read(self.folder / attacker["use"])

    def strategy(self, name):
        return self._named("strategies", name)

    def _named(self, key, name):
        """The one that is asked for, or the first."""
        all_of_them = self.text[key]
        name = name or next(iter(all_of_them))
        if name not in all_of_them:
            raise Mistake(f"{self.folder}: '{name}' is not among its {key}: {', '.join(all_of_them)}")
        return name, all_of_them[name]

    def _organisations(self, node, templates):
        rows = {}
        if node.get("from"):
            with open(self.folder / node["from"], newline="") as file:
                rows = {row["id"]: {"template": node.get("template"), **row} for row in csv.DictReader(file)}
            for name, row in rows.items():
                row["parameters"] = {k: v for k, v in row.items() if v}
        for name, changes in (node.get("override") or {}).items():
            rows[name].update(changes)
        rows.update(node.get("also") or {})
        for name, row in rows.items():
            self.orgs[name] = self._organisation(name, row, templates[row["template"]])

    def _organisation(self, name, row, template):
        parameters = {}
        for key, choices in (template.get("parameters") or {}).items():
            parameters[key] = (choices[0] if isinstance(choices, list) else choices)
        parameters.update(row.get("parameters") or {})
        staff = number(row.get("staff") or 0)
        org = Organisation(name, row.get("region", ""), int(number(row.get("members") or 0)), staff)

        def parsed(node):
            return needs.parse(node, name, parameters) if node is not None else None

        for key, g in (template.get("host_groups") or {}).items():
            realm = f"own@{name}" if g.get("realm") == "own" else g.get("realm")
            group = Group(name, key, g["kind"], g["zone"], realm, g.get("tags") or [], parsed(g.get("needs")),
                          span(g["interval"]) if "interval" in g else None, truth(g.get("offline")), g.get("reachable_from"), g.get("starts_without") or [])
            count = int(g.get("count", 1))
            if "per_staff" in g:
                count = _of_staff(g, staff)
            group.hosts = [Host(group, n + 1) for n in range(count)]
            org.groups[key] = group
        for key, link in (template.get("links") or {}).items():
            org.links[key] = Link(name, key, link["to"], parsed(link.get("needs")), link.get("starts_without") or [])
        for key, crew in (template.get("crews") or {}).items():
            people = _of_staff(crew, staff) if "per_staff" in crew else int(crew.get("people", 1))
            org.crews[key] = {**crew, "people": people}
        for key, s in (template.get("services") or {}).items():
            wanted = s.get("demand") or {}
            share = number(wanted.get("share", 0))
            start = max(span(s.get("start_time", "5min")), 2 * self.latency)
            org.services[key] = Service(
                name, key, parsed(s["needs"]), start, int(number(s.get("up_from", "0.5")) * FULL),
                s.get("starts_without") or [], s.get("fallback"), share,
                Demand(self.clock, org.region, wanted["profile"], self.profiles) if wanted else None,
                s.get("elsewhere"), number(s["capacity"]) if "capacity" in s else None, _section(s, "recovery"))
        return org

    def effort(self, kind, work):
        effort = self.recovery.get(kind) or self.recovery["default"]
        if work == "from_scratch" and work not in effort:
            work = "rebuild"
        return span(effort.get(work, "0h"))


def _section(node, key):
    """An empty one is one, too."""
    return (node[key] or {}) if key in node else None


def _of_staff(node, staff):
    """Figures per member of staff: rounded to the nearest whole number, never fewer than at_least."""
    return max(int(node.get("at_least", 0)), int(number(node["per_staff"]) * staff + Fraction(1, 2)))
