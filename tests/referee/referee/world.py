"""One world: everything together, from the first entry to the horizon."""
from .accounts import Accounts
from .boards import Boards
from .books import Books
from .decide import Plays
from .detection import Detection
from .forensics import Forensics
from .goods import Goods
from .hands import Hands
from .holds import Holds
from .images import Images
from .interim import Interims
from .kernel import DECISIONS, KNOWLEDGE, Kernel
from .levels import Levels
from .lines import Lines
from .obligations import Obligations
from .pools import Pools
from .recovery import Recovery
from .scenario import CLEAN, CONTROLLED, DESTROYED, FOOTHOLD
from .units import HOUR, Unsupported, span
from .waits import Waits
from .work import Ways
from .worm import Worm

COUNTS = ["destroyed", "switched_off", "times_switched_off", "rebuilt", "inspected_clean", "missed_by_inspection", "came_back_after_cleaning"]


class World:
    def __init__(self, scenario, strategy=None, attacker=None):
        self.scenario = scenario
        self.strategy_name, strategy = scenario.strategy(strategy)
        self.attacker_name, profile = scenario.attacker(attacker)
        begins = min([span(e["when"]) for e in scenario.text.get("entry") or []] + [0])
        self.kernel = Kernel(begins, scenario.orgs)
        self.counts, self.times_destroyed, self.noted = dict.fromkeys(COUNTS, 0), {}, []
        self.levels = Levels(self)
        self.books = Books(self)
        self.obligations = Obligations(self)
        node = (scenario.text.get("detection") or {}).get("forensics")
        self.forensics = Forensics(self, node) if node else None
        self.holds, self.goods, self.images, self.accounts = Holds(self), Goods(self), Images(self), Accounts(self)
        self.lines, self.ways, self.interims, self.boards = Lines(self), Ways(self), Interims(self), Boards(self)
        self.waits = Waits(self)
        self.recovery = Recovery(self, strategy)
        self.pools = Pools(self)
        self.plays = Plays(self, strategy)
        self.detection = Detection(self)
        self.attack = (Worm if profile["kind"] == "autonomous" else Hands)(self, self.attacker_name, profile)
        self._refuse()

    def _refuse(self):
        for org in self.scenario.orgs.values():
            for service in org.services.values():
                if service.elsewhere and service.elsewhere.get("share") != "0":
                    raise Unsupported("elsewhere")

    def run(self):
        self.attack.begin()
        self.kernel.at(0, KNOWLEDGE, "", "", self.detection.begin)
        self.plays.begin()
        self.boards.begin()
        self.kernel.run(self.scenario.horizon)
        self.books.close(self.scenario.horizon)
        self.recovery.close()
        return self

    def hosts_changed(self, org):
        self.levels.dirty(org)
        self.recovery.look_round(org)

    def settled(self, org):
        self.books.settled(org, self.kernel.now)
        self.recovery.levels_changed(org)
        self.boards.look(org)
        self.recovery.look_at_awaited(org)
        self.waits.look(org)
        for lag in self.plays.lags:
            lag.levels_changed()
        self.obligations.look()

    def look_at_stages(self, org):
        """Hosts there have gone away, come back, or are known for what they are."""
        self.holds.look(org)
        self.goods.look(org)
        self.images.look(org)
        self.accounts.look(org)
        self.ways.look(org)
        self.boards.look(org)
        self.waits.look(org)

    def over(self, org):
        """What hosts there waited for has come."""
        self.look_at_stages(org)
        self.recovery.assign(org)

    def after_decisions(self, org, act):
        """At this instant, once all is settled."""
        self.kernel.at(self.kernel.now, DECISIONS, org, org, act)

    def slowed(self, org, uses):
        """How much longer work takes that uses these services of the organisation: the factors of those that are down, multiplied."""
        factor = 1
        for name in uses:
            service = self.scenario.orgs[org].services.get(name)
            if service and self.levels.real(service) < service.up_from:
                factor *= self.scenario.slowed_by.get(name, 1)
        return factor

    def destroy(self, host):
        host.integrity = DESTROYED
        self.counts["destroyed"] += 1
        self.times_destroyed[host] = self.times_destroyed.get(host, 0) + 1
        self.note("destroyed", host, DESTROYED)
        for s, way in self.ways.of.items():
            if host.group in way.servers:
                way.server_destroyed()
        self.attack.lost(host)
        self.detection.destroyed(host)
        self.hosts_changed(host.group.org)

    def note(self, what, host, state):
        names = {CLEAN: "clean", FOOTHOLD: "foothold", CONTROLLED: "controlled", DESTROYED: "destroyed"}
        self.noted.append({"what": what, "host": host.name, "state": names[state], "time": self.kernel.now})

    def result(self):
        """All figures, as they go into JSON."""
        services = {}
        for s, lost in self.books.lost.items():
            by_root = {}
            for (cls, _), hours in lost.items():
                by_root[cls] = by_root.get(cls, 0) + hours
            services[f"{s.org}/{s.name}"] = {
                "wanted": bool(s.demand and s.share),
                "outage_hours": self.books.outage(s) / HOUR,
                "lost_member_hours": float(sum(lost.values())),
                "lost_by_root": {cls: float(hours) for cls, hours in by_root.items()},
                "lost_through_dependency": float(sum(h for (_, place), h in lost.items() if place == "dependency")),
                "waits": [[time, stage] for time, stage in self.waits.changes[s] if time >= 0],
                "levels": [[time, ppm] for time, ppm in self.books.changes[s] if time >= 0]}
        return {"strategy": self.strategy_name, "attacker": self.attacker_name, "services": services,
                "decisions": self.plays.decisions, "attack": self.noted,
                "hosts": {**self.counts, "compromised": len(self.attack.ever_held), "crew_hours": float(self.recovery.crew_hours)},
                "obligations": {f"{n}@{o}": d["state"] for (n, o), d in self.obligations.open.items()},
                "dates": [list(date) for date in self.books.dates()]}
