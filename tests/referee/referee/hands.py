"""Operated attackers: hands that follow goals. The operation is a process of its own, a message away from everybody."""
from .attack import Attack, selects
from .barriers import Barriers
from .kernel import HOSTS
from .scenario import CLEAN, CONTROLLED, FOOTHOLD, HELD
from .scope import fits
from .strikes import Strikes
from .units import Unsupported, span, truth
from .ways import Ways

OPERATION = "~3 operation"
NOWHERE = 10**6                                     # steps: leads to no goal, and brings something


class Holding:
    def __init__(self, host, since):
        self.host, self.since, self.state, self.gone = host, since, CLEAN, False


class Hands(Attack):
    def __init__(self, world, name, profile):
        super().__init__(world, name, profile)
        self.holdings, self.realms = {}, {}         # host → what is believed of it; realm → (taken, reset)
        self.hands = [None] * int(profile.get("hands", 1))     # each with the attempt that it is in
        self.barriers, self.strikes, self.ways = Barriers(self), Strikes(self), Ways(self)
        self.intent, self.is_weighed = None, False
        self.groups = [g for _, o in sorted(self.scenario.orgs.items()) for _, g in sorted(o.groups.items())]

    def tell(self, source, act):
        """To the operation."""
        self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, OPERATION, source, act)

    def ask(self, org, act):
        """From the operation."""
        self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, org, OPERATION, act)

    def later(self, time, act, priority=HOSTS):
        self.kernel.at(time, priority, OPERATION, OPERATION, act)

    # ---- what it hears ---------------------------------------------------------------------------------------------

    def entered(self, host):
        state = host.integrity

        def hear():
            if state in (FOOTHOLD, CONTROLLED):
                self.note(host, state)
            self.assign()
        self.tell(host.group.org, hear)

    def note(self, host, state):
        holding = self.holdings.setdefault(host, Holding(host, self.kernel.now))
        if not holding.gone and holding.state >= state:
            return
        holding.since = self.kernel.now if holding.gone else holding.since
        holding.state, holding.gone, self.is_weighed = state, False, False
        if state == CONTROLLED:
            self.strikes.consider(host)

    def hear(self, source, target, tried, why, state, realm):
        """What came of an attempt; `why`: (failure, barrier), or None."""
        def arrive():
            if realm:
                self.realms[realm] = self.kernel.now - self.scenario.latency, self.realms.get(realm, (None, None))[1]
                self.is_weighed = False
            self.hands[tried["hand"]] = None
            if why is None or why[0] == "luck":
                self.barriers.came_through(tried)
            elif why[0] == "source_gone":
                self.holdings[tried["from"]].gone, self.is_weighed = True, False
            else:
                self.barriers.set_aside(why[1], tried)
            if why is None and state in (FOOTHOLD, CONTROLLED):
                self.note(target, state)
            self.assign()
        self.tell(source, arrive)

    def has_realm(self, realm):
        taken, reset = self.realms.get(realm, (None, None))
        return taken is not None and (reset is None or taken > reset)

    def reset(self, org, realm):
        super().reset(org, realm)

        def hear():
            self.realms[realm] = self.realms.get(realm, (None, None))[0], self.kernel.now - self.scenario.latency
            self.is_weighed = False
        self.tell(org, hear)

    def link_changed(self, link):
        self.ways.link_changed(link)

    # ---- the next attempt ------------------------------------------------------------------------------------------

    def assign(self):
        """Who has a hand free tries what leaves the fewest steps; all try the same."""
        for number, at in enumerate(self.hands):
            if at is None:
                if not self.is_weighed:
                    self.intent, self.is_weighed = self._choose(), True
                if self.intent is None:
                    return
                self._begin(number)

    def _begin(self, number):
        route, source, group = self.intent
        tried = self.hands[number] = {"hand": number, "route": route, "from": source, "to": group}
        self.ask(source.group.org, lambda: self._try(tried))

    def _choose(self):
        is_again = False
        while True:
            best = self._best()
            leads_on = best is not None and best[0] < NOWHERE
            if is_again and leads_on:
                self.barriers.setbacks += 1         # until something comes through
            if leads_on or not self.barriers.any():
                return best[1] if best else None
            if self.kernel.now < self.barriers.again:
                return None                         # it waits for a way to open again
            self.barriers.reopen_oldest()
            is_again = True

    def _best(self):
        """What leads to the first goal to which anything leads; else what brings anything at all."""
        aimless = None
        for goal in self.profile.get("goals") or []:
            goal = dict(goal)
            everywhere = truth(goal.pop("in_each_organisation", False))
            groups = [g for g in self.groups if g.hosts and fits(self.scenario, g, goal)]
            reached = {g.org for g in groups if self.holds(g, CONTROLLED)}
            if reached >= {g.org for g in groups} if everywhere else reached:
                continue
            option = self._best_option(groups, everywhere, reached)
            if option and option[0] < NOWHERE:
                return option
            aimless = aimless or option
        return aimless

    def holds(self, group, state):
        return any(h.host.group is group and not h.gone and h.state >= state for h in self.holdings.values())

    def _best_option(self, goal, everywhere, reached):
        steps, options = self._steps(goal), []
        for holding in self.holdings.values():
            source = holding.host
            if holding.gone or self.barriers.stop(source):
                continue
            for route in self.routes_from(source):
                if holding.state < HELD[route.get("requires", "foothold")]:
                    continue
                for to in [source.group] if route["to"] == "itself" else self._reach(route, source.group):
                    state = self._brings(route, holding, to)
                    if state is None or self.barriers.close(route, source.group, to):
                        continue
                    left = steps.get((to, state), NOWHERE)
                    if everywhere and to in goal and state == CONTROLLED and to.org not in reached:
                        left = 0
                    elif everywhere and left == 0:
                        left = NOWHERE              # reached already: it goes on from there
                    options.append(((left, route["name"], holding.since), f"{to.org}/{to.name}", source.name, (route, source, to)))
        if not options:
            return None
        options.sort(key=lambda o: o[:3])
        if any(o[0] == options[0][0] and o[2] != options[0][2] for o in options):
            raise Unsupported("two hosts of the attacker that are alike but for their names")
        return options[0][0][0], options[0][3]

    def _reach(self, route, group):
        """Host groups that an attempt over the route from this group may choose."""
        ends = self.ends(route, group.org)
        return [g for g in self.groups if g.hosts and g.org in ends and selects(self.scenario, route["to"], g.hosts[0])]

    def _brings(self, route, holding, to):
        """What is held there afterwards, if the attempt would bring anything."""
        if truth(route.get("needs_credentials")) and not (to.realm and self.has_realm(to.realm)):
            return None
        if not self.is_reachable(to, holding.host.group):
            return None
        gain = HELD[route["yields"]] if route.get("yields") else None
        brings_host = gain is not None and not self.holds(to, gain) and not (route["to"] == "itself" and holding.state >= gain)
        brings_realm = truth(route.get("yields_credentials")) and to.realm and not self.has_realm(to.realm)
        return gain if brings_host else holding.state if brings_realm else None

    def _steps(self, goal):
        """(host group, held) → attempts to the goal, over what is not known to be closed."""
        steps = {(g, CONTROLLED): 0 for g in goal}
        todo = list(steps)
        while todo:
            to, state = todo.pop(0)
            for route in self.routes:
                if not route.get("yields") or HELD[route["yields"]] != state:
                    continue
                for source in self.groups:
                    leads = source is to if route["to"] == "itself" else to in self._reach(route, source)
                    if (not leads or not source.hosts or not selects(self.scenario, route["from"], source.hosts[0])
                            or not self.is_reachable(to, source) or self.barriers.close(route, source, to)):
                        continue
                    for least in (FOOTHOLD, CONTROLLED):
                        if least >= HELD[route.get("requires", "foothold")] and (source, least) not in steps:
                            steps[source, least] = steps[to, state] + 1
                            todo.append((source, least))
        return steps

    # ---- an attempt ------------------------------------------------------------------------------------------------

    def _try(self, tried):
        """At the source's organisation, and the answer back."""
        route, source, org = tried["route"], tried["from"], tried["from"].group.org

        def fail(failure, barrier):
            self.hear(org, source, tried, (failure, barrier), None, None)

        def due():
            if not self.enough(route, source) or not selects(self.scenario, route["from"], source):
                return fail("source_gone", None)
            if not self.ways.has_way_in(org):
                return fail("no_way", "way_in")
            if not source.works:
                return fail("no_way", "source")
            if not self.is_open(route, org, tried["to"].org):
                return fail("no_way", "crossing")
            target = source if route["to"] == "itself" else self._target(tried["to"])

            def arrive():
                why = self.arrives(route, source, target)
                took = why is None and truth(route.get("yields_credentials")) and target.group.realm
                self.hear(target.group.org, target, tried, why, target.integrity, target.group.realm if took else None)
            if target.group.org == org:
                arrive()
            else:
                self.kernel.at(self.kernel.now + self.scenario.latency, HOSTS, target.group.org, org, arrive)
        if not self.ways.has_way_in(org):
            return fail("no_way", "way_in")
        self.kernel.at(self.kernel.now + span(route["time"]), HOSTS, org, org, due)

    def _target(self, group):
        if len(group.hosts) > 1:
            raise Unsupported("a draw: which host of a group hands try")
        return group.hosts[0]

    def held(self, host):
        """The operation learns of it from the answer."""

    def lost(self, host):
        """It learns of that by failing."""
        self.strikes.forget(host)

    def switched_on(self, host):
        super().switched_on(host)
        self.strikes.switched_on(host)
