"""Truth and knowledge: sensors, alerts, analysts, users; what organisations know and report."""
from .calendar import Shift
from .kernel import KNOWLEDGE
from .scenario import CLEAN, DESTROYED
from .scope import selected
from .units import Unsupported, number, span, sure


class Team:
    """Analysts: first come, first served, within their shift."""

    def __init__(self, world, node):
        self.world, self.node, self.org = world, node, node["at"]
        self.shift = Shift(world.scenario.clock, node.get("shift", "business-hours"), world.scenario.orgs[self.org].region)
        self.free, self.queue = int(node.get("people", 1)), []

    def hear(self, host):
        self.queue.append(host)
        self._begin()

    def _begin(self):
        kernel = self.world.kernel
        while self.free and self.queue:
            host, self.free = self.queue.pop(0), self.free - 1
            end = self.shift.after(kernel.now, span(self.node["time_per_alert"]))
            kernel.at(end, KNOWLEDGE, self.org, self.org, lambda h=host: self._verdict(h))

    def _verdict(self, host):
        self.free += 1
        bad = host.integrity != CLEAN
        kernel = self.world.kernel
        if bad:
            kernel.at(kernel.now + self.world.scenario.latency, KNOWLEDGE, host.group.org, self.org,
                      lambda: self.world.detection.confirm(host))
        self._begin()


class Detection:
    def __init__(self, world):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        self.node = self.scenario.text.get("detection") or {}
        self.teams = [Team(world, node) for node in self.node.get("analysts") or []]
        self.bad = set()                            # known in its organisation to be destroyed or compromised, not yet repaired
        self.ever = {"confirmed": set(), "destroyed": set(), "suspected": set()}
        self.drawn = set()                          # given at the start by a draw
        if "false_alarms" in self.node and self.teams and world.plays.counts_hosts():
            raise Unsupported("a draw: where and when false alarms come")

    def begin(self):
        for given in self.scenario.text.get("known_at_start") or []:
            hosts, wanted = selected(self.scenario, given["at"]), int(given.get("hosts", 1))
            if wanted != len(hosts):                # a draw; without influence where only their number counts
                if given["what"] != "suspected" or len({h.group.org for h in hosts}) > 1:
                    raise Unsupported("a draw: which hosts are given at the start")
                self.drawn.update(hosts)
            for host in hosts[:wanted]:
                self.ever[given["what"]].add(host)
                for decider in self.world.plays.deciders.values():
                    if host.group.org in decider.orgs:
                        getattr(decider.known, given["what"]).add(host)
                if given["what"] == "confirmed":
                    self._now_bad(host)

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
        self.ever["suspected"].add(host)

        def change(known):
            known.alerts[org] = known.alerts.get(org, 0) + 1
            known.suspected.add(host)
        self.world.plays.report(org, change)
        if self.teams:
            team = next((t for t in self.teams if t.org == org), self.teams[0])
            self.kernel.at(self.kernel.now + self.scenario.latency, KNOWLEDGE, team.org, org, lambda: team.hear(host))

    def confirm(self, host):
        if host not in self.ever["confirmed"]:
            self.ever["confirmed"].add(host)
            self.world.plays.report(host.group.org, lambda known: known.confirmed.add(host))
            self.world.obligations.look()
        if host.integrity != CLEAN:
            self._now_bad(host)

    def found(self, host):
        """An inspection found it."""
        self.confirm(host)

    def _now_bad(self, host):
        self.bad.add(host)
        self.world.recovery.known_bad(host)
        self.world.recovery.update(host.group.org)

    def is_known_bad(self, host):
        return host in self.bad

    def is_back(self, host):
        self.bad.discard(host)

    # ---- users -----------------------------------------------------------------------------------------------------

    def destroyed(self, host):
        """Users notice in office hours, if it is still destroyed then."""
        office = Shift(self.scenario.clock, "business-hours", self.scenario.orgs[host.group.org].region)
        end = office.after(self.kernel.now, span(self.node.get("users_notice", "30min")))
        times = self.world.times_destroyed[host]
        end = max(end, 0)                           # before the start: known at the start
        self.kernel.at(end, KNOWLEDGE, host.group.org, host.group.org, lambda: self._noticed(host, times))

    def _noticed(self, host, times):
        if host.integrity != DESTROYED or times != self.world.times_destroyed[host]:
            return
        if host not in self.ever["destroyed"]:
            self.ever["destroyed"].add(host)
            self.world.plays.report(host.group.org, lambda known: known.destroyed.add(host))
        self.confirm(host)                          # who is seen to be destroyed is confirmed, too

    # ---- certainty -------------------------------------------------------------------------------------------------

    def certain(self, condition):
        """By the prior weights; examinations are draws."""
        if "forensics" in self.node and self.ever["confirmed"]:
            raise Unsupported("a draw: what an examination shows")
        weights = {name: number(node.get("weight", 1)) for name, node in self.scenario.text["attackers"].items()}
        of = condition.get("of", "attacker")
        weight = max(weights.values()) if of == "attacker" else weights[of]
        return weight / sum(weights.values()) >= number(condition["at_least"])
