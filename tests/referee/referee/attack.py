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
        self.blocked, self.taken, self.reset_at = {}, {}, {}
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
        if host.works:
            self.gain(host, state)
            self.entered(host)

    def entered(self, host):
        """Not by an attempt: hands hear of it by message."""

    def gain(self, host, state):
        """The host is held (more than before)."""
        if host.integrity == DESTROYED or state <= host.integrity:
            return
        host.integrity = state
        self.ever_held.add(host)
        if state == CONTROLLED and number(self.profile.get("persistence", 0)):
            host.left_behind = host.left_behind or sure(self.profile["persistence"], "something persists")
        self.world.note("compromised", host, state)
        self.held(host)
        self.world.hosts_changed(host.group.org)

    # ---- ways ------------------------------------------------------------------------------------------------------

    def targets(self, route, source):
        """All hosts that an attempt over this route from this host may pick."""
        if route["to"] == "itself":
            return [source]
        ends = self.ends(route, source.group.org)
        return [host for host in selected(self.scenario, route["to"]) if host.group.org in ends]

    def ends(self, route, org):
        """Organisations that the route leads to from this one."""
        if "over" not in route:
            return {org}
        return {end for o in self.scenario.orgs.values() for l in o.links.values() if l.name == route["over"] and l.to != "internet"
                for end, other in ((l.to, o.name), (o.name, l.to)) if other == org}

    def is_reachable(self, group, source):
        reach = group.reachable_from
        return reach is None or group is source or source.org == group.org and source.zone in reach

    def is_open(self, route, at, other):
        """The ways between two organisations, as far as they are links of the first: none of them is closed."""
        return not any(link.closed for link in self.scenario.orgs[at].links.values() if link.name == route.get("over") and link.to == other)

    def routes_from(self, host):
        return [r for r in self.routes if selects(self.scenario, r["from"], host)]

    def enough(self, route, host):
        return HELD[route.get("requires", "foothold")] <= host.integrity < DESTROYED

    def leaves(self, route, source, target):
        """Why the attempt does not get out of its source's organisation; None if it does."""
        if not self.enough(route, source):
            return "source_gone"
        if source is not target and source.power == "isolated" or not self.is_open(route, source.group.org, target.group.org):
            return "no_way"
        return None

    def arrives(self, route, source, target):
        """At the target: why it fails (what, and the barrier that it met), or None; and evidence, where it got as far as that."""
        org = target.group.org
        if source.group.org != org and not self.is_open(route, org, source.group.org):
            return "no_way", "crossing"
        if not target.runs or target.power == "isolated" and source is not target:
            return "target_off", "target"
        if target.clean_zone and not source.clean_zone:
            return "blocked", "target"
        blocked = self.blocked.get(route.get("technique"), ())
        if target.group in blocked:
            return "blocked", "technique" if all(g in blocked for g in self.scenario.orgs[org].groups.values()) else "target"
        if not self.is_reachable(target.group, source.group):
            return "blocked", "target"
        self.world.detection.evidence(target, route.get("evidence", 1))
        if truth(route.get("needs_credentials")) and not self.has_credentials(org, target.group.realm):
            return "luck", None
        if not sure(route["success"], f"the route {route['name']} succeeds"):
            return "luck", None
        if route.get("yields"):
            self.gain(target, HELD[route["yields"]])
        if truth(route.get("yields_credentials")) and target.group.realm:
            self.take(org, target.group.realm)
        return None

    def link_changed(self, link):
        """Worms need no way in."""

    # ---- credentials -----------------------------------------------------------------------------------------------

    def has_credentials(self, org, realm):
        """What was taken or reset last counts, at one instant the reset; as far as word of it has come."""
        taken = self.taken.get((org, realm))
        return taken is not None and taken > self.reset_at.get((org, realm), -10**30)

    def take(self, org, realm):
        had = self.has_credentials(org, realm)
        self.taken[org, realm] = self.kernel.now
        if not had:
            self._tell_of(self.taken, org, realm)

    def reset(self, org, realm):
        self.reset_at[org, realm] = self.kernel.now
        self._tell_of(self.reset_at, org, realm)

    def _tell_of(self, what, org, realm):
        """Wherever the realm is used."""
        at = what[org, realm]
        for other in self.scenario.orgs.values():
            if other.name != org and any(g.realm == realm for g in other.groups.values()):
                def hear(there=(other.name, realm)):
                    if what.get(there, -10**30) < at:
                        what[there] = at
                        if what is self.reset_at and self.has_credentials(*there):
                            self._tell_of(self.taken, *there)
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, other.name, org, hear)

    # ---- hosts go off and come back --------------------------------------------------------------------------------

    def when_on(self, host, act, is_attempt=False):
        """A host that is off executes nothing; what was due runs when it is switched on again, attempts first."""
        if host.power in ("on", "isolated"):
            act()
        else:
            self.overdue.setdefault(host, []).append((not is_attempt, act))

    def switched_on(self, host):
        acts = [lambda: self._wake(host)] if self._is_due_to_wake(host) else []
        acts += [act for _, act in sorted(self.overdue.pop(host, []), key=lambda one: one[0])]
        for act in acts:
            self.kernel.at(self.kernel.now, HOSTS, host.group.org, host.group.org, act)

    def removed(self, host, is_rebuilt):
        """Repaired: nothing that was due is left, except for what was left behind, unless the host was rebuilt."""
        self.overdue.pop(host, None)
        self.lost(host)
        host.left_behind = host.left_behind and not is_rebuilt
        if not host.left_behind:
            host.wakes_at = None
        elif host.wakes_at is None or host.integrity in (FOOTHOLD, CONTROLLED):
            host.wakes_at = self.kernel.now + span(self.profile.get("returns_after", "0h"))
            self.kernel.at(host.wakes_at, HOSTS, host.group.org, host.group.org, lambda: self._wake(host))

    def _is_due_to_wake(self, host):
        return host.left_behind and host.wakes_at is not None and host.wakes_at <= self.kernel.now

    def _wake(self, host):
        if self._is_due_to_wake(host) and host.runs and host.integrity == CLEAN:
            host.left_behind, host.wakes_at = False, None
            self.world.counts["came_back_after_cleaning"] += 1
            self.gain(host, FOOTHOLD)
            self.entered(host)

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
