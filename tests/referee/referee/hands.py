"""Operated attackers: hands that follow goals. The operation is a process of its own, a message away from everybody."""
from fractions import Fraction

from .attack import Attack, selects
from .kernel import DECISIONS, HOSTS, KNOWLEDGE
from .scenario import CONTROLLED, DESTROYED, HELD
from .scope import selected
from .units import Unsupported, number, span, truth


class Hands(Attack):
    def __init__(self, world, name, profile):
        super().__init__(world, name, profile)
        self.free = int(profile.get("hands", 1))
        self.knows = {}                             # host → what the attacker believes to have there
        self.busy, self.failed, self.armed = set(), {}, set()

    def held(self, host):
        """The operation learns of it a message later."""
        state = host.integrity
        self._message(host.group.org, "attacker", lambda: self._learn(host, state))

    def lost(self, host):
        """It learns of that by failing."""

    def _message(self, source, target, act):
        priority = KNOWLEDGE if target == "attacker" else HOSTS
        self.kernel.at(self.kernel.now + self.scenario.latency, priority, target, source, act)

    def _learn(self, host, state):
        self.knows[host] = max(state, self.knows.get(host, 0))
        for impact in self.impacts:
            key = (impact["name"], host)
            if key not in self.armed and state == CONTROLLED and self._is_armed_by(impact, host):
                self.armed.add(key)
                wait = span(impact.get("after", "0h"))
                self.kernel.at(self.kernel.now + wait, DECISIONS, "attacker", "", lambda i=impact: self._strike(i))
        self.look()

    def _is_armed_by(self, impact, host):
        holding = impact["when"].get("holding")
        return holding is not None and selects(self.scenario, holding, host)

    def _strike(self, impact):
        """What `on` selects wherever it is held, or reached `through` something that is held in the organisation."""
        by_org = {}
        for host in selected(self.scenario, impact["on"]):
            if self.knows.get(host) == CONTROLLED:
                by_org.setdefault(host.group.org, []).append(host)
            elif "through" in impact:
                raise Unsupported("`through`")
        for org, hosts in by_org.items():
            self._message("attacker", org, lambda h=hosts: self.strike(impact, [x for x in h if x.integrity == CONTROLLED]))

    # ---- the next step ---------------------------------------------------------------------------------------------

    def look(self):
        self.kernel.at(self.kernel.now, DECISIONS, "attacker", "", self._choose)

    def _choose(self):
        while self.free:
            step = self._next_step()
            if step is None:
                return
            self.free -= 1
            route, source, target = step
            self.busy.add(target)
            began = self.kernel.now
            self.kernel.at(began + span(route["time"]), DECISIONS, "attacker", "",
                           lambda r=route, s=source, t=target: self._send(r, s, t))

    def _next_step(self):
        """The first step of the quickest way (mean time of attempts) to the first goal that is not reached; by name if equal."""
        for goal in self.profile.get("goals") or []:
            goal = dict(goal)
            if truth(goal.pop("in_each_organisation", False)):
                raise Unsupported("in_each_organisation")
            hosts = [h for h in selected(self.scenario, goal)]
            if any(self.knows.get(h) == CONTROLLED for h in hosts):
                continue
            ways = self._ways(hosts)
            if ways:
                return min(ways, key=lambda w: (w[0], w[1]))[2]
            return None
        return None

    def _ways(self, goals):
        """(failures and cost, names, first step) of each simple way from what is held to control of one of the goals."""
        held = {h: s for h, s in self.knows.items() if h.integrity != DESTROYED}
        have = frozenset(g.realm for o in self.scenario.orgs.values() for g in o.groups.values() if self.has_credentials(g.org, g.realm))
        found = []

        def go(state, credentials, cost, names, first, depth):
            if depth > 8:
                return
            for source, level in state.items():
                for route in self.routes_from(source):
                    if HELD[route.get("requires", "foothold")] > level or not number(route["success"]):
                        continue
                    for target in self.targets(route, source):
                        gain = HELD.get(route.get("yields"), 0)
                        realm = target.group.realm
                        new_realm = truth(route.get("yields_credentials")) and realm not in credentials
                        if truth(route.get("needs_credentials")) and realm not in credentials:
                            continue
                        if gain <= state.get(target, 0) and not new_realm or target.integrity == DESTROYED or target in self.busy:
                            continue
                        if first is None and not self._way_in(source.group.org):
                            continue
                        failures = self.failed.get((route["name"], source, target), 0)
                        step = first or (route, source, target)
                        now = (cost[0] + failures, cost[1] + Fraction(span(route["time"])) / number(route["success"]))
                        named = names + ((route["name"], source.name, target.name),)
                        later = {**state, target: max(gain, state.get(target, 0))}
                        if target in goals and later[target] == CONTROLLED:
                            found.append((now, named, step))
                        else:
                            go(later, credentials | ({realm} if new_realm else set()), now, named, step, depth + 1)
        go(held, have, (0, Fraction(0)), (), None, 0)
        return found

    def _way_in(self, org):
        """A chain of open links leads from outside to this organisation; computed from outside inwards."""
        reached, todo = set(), ["internet"]
        links = [l for o in self.scenario.orgs.values() for l in o.links.values() if not l.closed]
        while todo:
            place = todo.pop()
            if place in reached:
                continue
            reached.add(place)
            todo += [l.org for l in links if l.to == place] + [l.to for l in links if l.org == place and l.to != "internet"]
        return org in reached

    # ---- an attempt ------------------------------------------------------------------------------------------------

    def _send(self, route, source, target):
        """From the operation to the source's organisation, on to the target's, and the answer back."""
        def at_source():
            why = self.leaves(route, source, target) or (None if self._way_in(source.group.org) else "no_way")
            if why is None and not source.runs:
                why = "source_gone"
            if why or target.group.org == source.group.org:
                at_target(why)
            else:
                self._message(source.group.org, target.group.org, lambda: at_target(None))

        def at_target(why):
            why = why or self.arrives(route, source, target)
            self._message(target.group.org, "attacker", lambda: self._answer(route, source, target, why))

        self._message("attacker", source.group.org, at_source)

    def _answer(self, route, source, target, why):
        self.free += 1
        self.busy.discard(target)
        if why == "source_gone":
            self.knows.pop(source, None)
        elif why:
            key = (route["name"], source, target)
            self.failed[key] = self.failed.get(key, 0) + 1
        self.look()

    def levels_changed(self):
        if self.free:
            self.look()
