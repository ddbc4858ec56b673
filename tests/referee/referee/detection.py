"""Truth and knowledge: sensors, alerts, analysts, users; what organisations know and report."""
from collections import Counter

from .calendar import Shift
from .kernel import DECISIONS, KNOWLEDGE
from .scenario import CLEAN, DESTROYED
from .scope import selected
from .units import Unsupported, number, span, sure


FOUND = ("suspected_hosts", "confirmed_hosts", "destroyed_hosts")
ONE_CASE = span("1h")                               # for so long after an alert further ones of its host are the same case


class Team:
    """Analysts: first come, first served, at one instant by name; within their shift."""

    def __init__(self, world, node):
        self.world, self.kernel, self.node, self.org = world, world.kernel, node, node["at"]
        self.shift = Shift(world.scenario.clock, node.get("shift", "business-hours"), world.scenario.orgs[self.org].region)
        self.free, self.queue, self.recent = int(node.get("people", 1)), [], []

    def hear(self, host):
        now = self.kernel.now
        self.recent = [(came, h) for came, h in self.recent if now - came < ONE_CASE]
        if any(h is host for _, h in self.recent):
            return
        self.recent.append((now, host))
        self.queue.append((now, f"{host.group.org}/{host.group.name}", host.number, host))
        self.queue.sort(key=lambda case: case[:3])
        self._begin_soon()

    def _begin_soon(self):
        self.kernel.at(self.kernel.now, DECISIONS, self.org, self.org, self._begin)

    def _begin(self):
        while self.free and self.queue:
            host, self.free = self.queue.pop(0)[-1], self.free - 1
            end = self.shift.after(self.kernel.now, span(self.node["time_per_alert"]))
            self.kernel.at(end, KNOWLEDGE, self.org, self.org, lambda h=host: self._verdict(h))

    def _verdict(self, host):
        self.free += 1
        self.kernel.at(self.kernel.now + self.world.scenario.latency, KNOWLEDGE, host.group.org, self.org,
                       lambda: self.world.detection.verdict(host))
        self._begin_soon()


class Detection:
    def __init__(self, world):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        self.node = self.scenario.text.get("detection") or {}
        self.teams = [Team(world, node) for node in self.node.get("analysts") or []]
        self.known = {o: Counter() for o in self.scenario.orgs}  # numbers of different hosts, as conditions name them
        self.ever_confirmed, self.ever_destroyed = set(), set()
        self.drawn = set()                          # given at the start by a draw
        self.found = {what: set() for what in FOUND}  # since they were repaired last
        if "false_alarms" in self.node and self.teams and world.plays.counts_hosts():
            raise Unsupported("a draw: where and when false alarms come")

    def begin(self):
        """What is given: each of the hosts has shown itself somehow, by an alert."""
        for given in self.scenario.text.get("known_at_start") or []:
            hosts, wanted = selected(self.scenario, given["at"]), int(given.get("hosts", 1))
            if wanted != len(hosts):                # a draw; without influence where only their number counts
                held = [h for h in hosts if h.integrity != CLEAN and h.suspicion == "unknown"]
                if len(held) == wanted:
                    hosts = held                    # those that the attacker has come first
                elif given["what"] != "suspected" or len({h.group.org for h in hosts}) > 1:
                    raise Unsupported("a draw: which hosts are given at the start")
                else:
                    self.drawn.update(hosts)
            for host in hosts[:wanted]:
                self.known[host.group.org]["alerts"] += 1
                (self._hold_confirmed if given["what"] == "confirmed" else self._hold_suspected)(host)
                self._report(host.group.org)

    def _report(self, org):
        self.world.plays.report(org, self.known[org])
        self.world.obligations.look()

    def _find(self, what, host):
        """Counts each host once, and anew after a repair: what is found since a moment is the difference of two such numbers."""
        if host not in self.found[what]:
            self.found[what].add(host)
            self.known[host.group.org]["found " + what] += 1

    def _take_back(self, host):
        """A suspicion that came to nothing."""
        if host in self.found["suspected_hosts"] and host not in self.found["confirmed_hosts"]:
            self.found["suspected_hosts"].discard(host)
            self.known[host.group.org]["found suspected_hosts"] -= 1

    def repaired(self, host):
        self._take_back(host)
        for hosts in self.found.values():
            hosts.discard(host)
        self.clear(host)

    def _set(self, host, suspicion):
        host.suspicion = suspicion
        self.world.recovery.look_round(host.group.org)

    # ---- alerts ----------------------------------------------------------------------------------------------------

    def evidence(self, host, share):
        """An attempt may be seen where the host has a sensor."""
        share = number(share)
        sensor = number((self.node.get("sensors") or {}).get(host.group.kind, 0))
        if share and sensor and sure(share, "evidence") and sure(sensor, "a sensor"):
            delay = span(self.node.get("alert_delay", "0h"))
            self.kernel.at(self.kernel.now + delay, KNOWLEDGE, host.group.org, host.group.org, lambda: self._alert(host))

    def _alert(self, host):
        if host in self.drawn:
            raise Unsupported("a draw: whether this host was given at the start")
        if self.kernel.now < 0:
            return                                  # the start is given: left out
        org = host.group.org
        self.known[org]["alerts"] += 1
        if not host.at_work:                        # who is at it will see
            self._hold_suspected(host)
        self._report(org)
        if self.teams:
            team = next((t for t in self.teams if t.org == org), self.teams[0])
            self.kernel.at(self.kernel.now + self.scenario.latency, KNOWLEDGE, team.org, org, lambda: team.hear(host))

    def _hold_suspected(self, host):
        self._find("suspected_hosts", host)
        if host.suspicion not in ("suspected", "confirmed"):
            self._set(host, "suspected")
            self.known[host.group.org]["suspected_hosts"] += host not in self.ever_confirmed

    def _hold_confirmed(self, host):
        self._find("suspected_hosts", host)
        self._find("confirmed_hosts", host)
        if self.world.forensics and host.integrity != CLEAN and host.suspicion != "confirmed":
            self.world.forensics.examine(host)
        if host not in self.ever_confirmed:
            self.ever_confirmed.add(host)
            self.known[host.group.org]["suspected_hosts"] += host.suspicion != "suspected"
            self.known[host.group.org]["confirmed_hosts"] += 1
        self._set(host, "confirmed")

    def verdict(self, host):
        """What the host is when the verdict comes."""
        (self.clear if host.integrity == CLEAN else self.confirm)(host)

    def confirm(self, host):
        if host.suspicion != "confirmed":
            self._hold_confirmed(host)
            self._report(host.group.org)
            self.world.recovery.known_bad(host)

    def clear(self, host):
        if host.suspicion == "suspected":
            self._take_back(host)
            self.known[host.group.org]["suspected_hosts"] -= host not in self.ever_confirmed
            self._report(host.group.org)
        self._set(host, "cleared")

    # ---- users -----------------------------------------------------------------------------------------------------

    def destroyed(self, host):
        """Users notice in office hours, if it is still destroyed then."""
        office = Shift(self.scenario.clock, "business-hours", self.scenario.orgs[host.group.org].region)
        end = office.after(self.kernel.now, span(self.node.get("users_notice", "30min")))
        times = self.world.times_destroyed[host]
        self.kernel.at(end, KNOWLEDGE, host.group.org, host.group.org, lambda: self._noticed(host, times))

    def _noticed(self, host, times):
        if host.integrity != DESTROYED or times != self.world.times_destroyed[host]:
            return
        self._find("destroyed_hosts", host)
        self.known[host.group.org]["destroyed_hosts"] += host not in self.ever_destroyed
        self.ever_destroyed.add(host)
        self._report(host.group.org)
        self.confirm(host)                          # who is seen to be destroyed is confirmed, too
        self.world.recovery.known_bad(host)

    # ---- certainty -------------------------------------------------------------------------------------------------

    def certain(self, condition):
        """By the prior weights; examinations are draws."""
        if "forensics" in self.node and self.ever_confirmed:
            raise Unsupported("a draw: what an examination shows")
        weights = {name: number(node.get("weight", 1)) for name, node in self.scenario.text["attackers"].items()}
        of = condition.get("of", "attacker")
        weight = max(weights.values()) if of == "attacker" else weights[of]
        return weight / sum(weights.values()) >= number(condition["at_least"])
