"""What worms and hands have in common: hosts held, ways, one attempt, impacts, what is left behind."""
from .kernel import HOSTS
from .scenario import CLEAN, CONTROLLED, DESTROYED, FOOTHOLD, HELD
from .scope import fits, selected
from .units import Unsupported, number, span, sure, truth


class Attack:
    """Shared by both kinds; `Worm` and `Hands` say when an attempt begins."""

    def __init__(self, world, name, profile):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        self.name, self.profile, self.routes = name, profile, profile.get("routes") or []
        self.impacts = profile.get("impact") or []
        self.blocked, self.credentials, self.resets = {}, {}, {}
        self.overdue = {}                           # host → what was due while it was off
        self.ever_held = set()
        if any(number(i.get("when_noticed", 0)) for i in self.impacts):
            raise Unsupported("when_noticed")
        if any("clock" in i["when"] for i in self.impacts):
            raise Unsupported("an impact at a clock")

    # ---- entry and gains -------------------------------------------------------------------------------------------

    def begin(self):
        for entry in self.scenario.text.get("entry") or []:
            if entry.get("attackers") and self.name not in entry["attackers"]:
                continue
            hosts = selected(self.scenario, entry["at"])
            if len(hosts) != 1:
                raise Unsupported("a draw: which host an entry takes")
            state = HELD[entry.get("yields", "foothold")]
            self.kernel.at(span(entry["when"]), HOSTS, hosts[0].group.org, "", lambda h=hosts[0], s=state: self._enter(h, s))

    def _enter(self, host, state):
        if host.runs and not host.isolated:
            self.gain(host, state)

    def gain(self, host, state):
        """The host is held (more than before)."""
        if host.integrity == DESTROYED or state <= host.integrity:
            return
        host.integrity = state
        self.ever_held.add(host)
        self.world.note("compromised", host, state)
        self.held(host)
        self.world.hosts_changed(host.group.org)

    # ---- ways ------------------------------------------------------------------------------------------------------

    def targets(self, route, source):
        """All hosts that an attempt over this route from this host may pick, each with the links it may cross."""
        if route["to"] == "itself":
            return [(source, None)]
        org = source.group.org
        if "over" in route:
            ends = [(l.to, l) for l in self.scenario.orgs[org].links.values() if l.name == route["over"] and l.to != "internet"]
            ends += [(o.name, l) for o in self.scenario.orgs.values() for l in o.links.values()
                     if l.to == org and l.name == route["over"]]
        else:
            ends = [(org, None)]
        found = []
        for host in selected(self.scenario, route["to"]):
            reach = host.group.reachable_from
            if reach is None or source.group.zone in reach:
                found += [(host, link) for end, link in ends if host.group.org == end]
        return found

    def routes_from(self, host):
        return [r for r in self.routes if selects(self.scenario, r["from"], host)]

    def enough(self, route, host):
        return HELD[route.get("requires", "foothold")] <= host.integrity < DESTROYED

    def leaves(self, route, source, target):
        """Why the attempt does not get out of its source's organisation; None if it does."""
        if not self.enough(route, source):
            return "source_gone"
        if source is not target and source.isolated:
            return "no_way"
        return None

    def arrives(self, route, source, target, link, began):
        """At the target: why it fails, or None; and evidence, where it got as far as that."""
        if source is not target:
            if link is not None and self.world.levels.real(link) == 0 or target.isolated:
                return "no_way"
            if target.clean_zone and not source.clean_zone:
                return "no_way"
        if not target.runs:
            return "target_off"
        self.world.detection.evidence(target, route.get("evidence", 1))
        if target.group in self.blocked.get(route.get("technique"), ()):
            return "blocked"
        if truth(route.get("needs_credentials")):
            realm = target.group.realm
            if realm not in self.credentials or self.resets.get(realm, -10**30) >= began:
                return "blocked"
        if not sure(route["success"], f"the route {route['name']} succeeds"):
            return "luck"
        if truth(route.get("yields_credentials")) and target.group.realm:
            self.credentials[target.group.realm] = self.kernel.now
        if route.get("yields"):
            self.gain(target, HELD[route["yields"]])
        return None

    def reset(self, realm):
        self.credentials.pop(realm, None)
        self.resets[realm] = self.kernel.now

    # ---- hosts go off and come back --------------------------------------------------------------------------------

    def when_on(self, host, act):
        """A host that is off executes nothing; what was due runs when it is switched on again."""
        if host.powered and not host.in_repair:
            act()
        else:
            self.overdue.setdefault(host, []).append(act)

    def switched_on(self, host):
        for act in self.overdue.pop(host, []):
            act()

    def removed(self, host, was, how):
        """Cleaned or rebuilt: nothing that was due is left, except for what persists."""
        self.overdue.pop(host, None)
        self.lost(host)
        if how == "cleaned" and was == CONTROLLED and number(self.profile.get("persistence", 0)):
            if sure(self.profile["persistence"], "something persists"):
                def wake():
                    self.when_on(host, lambda: host.integrity == CLEAN and self._returns(host))
                self.kernel.at(self.kernel.now + span(self.profile.get("returns_after", "0h")), HOSTS, host.group.org, "", wake)

    def _returns(self, host):
        self.world.counts["came_back_after_cleaning"] += 1
        self.gain(host, FOOTHOLD)

    # ---- impacts ---------------------------------------------------------------------------------------------------

    def arms(self, impact, host):
        holding = impact["when"].get("holding")
        return holding is not None and host.integrity == CONTROLLED and selects(self.scenario, holding, host)

    def strike(self, impact, hosts):
        """Host after host within `takes`; each needs its power and the attacker's control, not the network."""
        if impact["do"] == "exfiltrate":
            return
        takes = span(impact.get("takes", "0h"))
        for index, host in enumerate(hosts):
            wait = takes * (index + 1) // len(hosts)

            def destroy(host=host):
                self.when_on(host, lambda: host.integrity == CONTROLLED and self.world.destroy(host))
            if wait:
                self.kernel.at(self.kernel.now + wait, HOSTS, host.group.org, "", destroy)
            else:
                destroy()


def selects(scenario, node, host):
    if isinstance(node, str):
        org, _, group = node.rpartition("/")
        node = {"organisation": org, "group": group} if org else {"group": group}
    return fits(scenario, host.group, node)
