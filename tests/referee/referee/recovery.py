"""Restores, crews and their people, the way back of hosts and links."""
from fractions import Fraction

from .calendar import Shift
from .kernel import DECISIONS, HOSTS
from .links import Links, covered
from .order import Places, RestoreOrder
from .scenario import CLEAN, CONTROLLED, DESTROYED
from .scope import Scope
from .units import HOUR, NEVER, rounded, span, sure

DEFAULT = "default"


class Restore:
    """What a play orders, or the usual repair: one thing, however often it is ordered."""

    def __init__(self, scenario, key, how, scope):
        self.key, self.how, self.scope = key, how, scope
        self.is_default = key == DEFAULT
        self.groups, self.links = scope.groups, covered(scenario, scope)
        self.gate, self.rebuild = how.get("gate", "tested"), how.get("rebuild", "controlled")
        self.order = RestoreOrder(scenario, how.get("order") or [])

    def width(self, org):
        """Host groups covered there; of as many, who names the organisation is closer than who names its region."""
        return len(self.scope.groups_of(org)), not self.scope.is_of_one, not self.scope.is_of_region


class Crew:
    """People of one crew of the organisation, or from a pool."""

    def __init__(self, name, people, shift, kinds, uses, pool=None):
        self.name, self.free, self.shift, self.kinds, self.uses, self.pool = name, people, shift, kinds, uses, pool
        self.people, self.repairs, self.does_any = people, True, False    # repairs: False if it is there for services alone
        self.shift_name, self.share, self.tires, self.first_work = "business-hours", 1, None, None
        self.leaving = 0                            # of a pool: whose time is over once they are done

    def can(self, group):
        return self.repairs and (self.kinds is None or group.kind in self.kinds)

    def let_go(self):
        gone = min(self.free, self.leaving)
        self.free, self.leaving = self.free - gone, self.leaving - gone

    def pace(self, now):
        """How much longer everything takes for what else they do, and as they are tired."""
        is_tired = self.tires and self.first_work is not None and now >= self.first_work + self.tires[0]
        return 1 / Fraction(self.share) / (self.tires[1] if is_tired else 1)

    def begins(self, recovery, org):
        """Its first work in the run: from then on it is a while until it tires."""
        if self.first_work is None:
            self.first_work, kernel = recovery.kernel.now, recovery.kernel
            if self.tires:
                kernel.at(kernel.now + self.tires[0], HOSTS, org, org, lambda: recovery.levels_changed(org))


class Job:
    """Work by some people of a crew; it rests outside of their shift and slows with what is down."""

    def __init__(self, recovery, org, crew, people, effort, done, found=None):
        self.recovery, self.org, self.crew, self.people = recovery, org, crew, people
        self.left, self.done, self.found = effort, done, found   # found: (what is left then, what is done then)
        self.kernel, self.version = recovery.world.kernel, 0
        crew.free -= people
        crew.begins(recovery, org)
        recovery.jobs.append(self)
        self._go_on()

    def _go_on(self):
        self.version += 1
        self.since, self.factor = self.kernel.now, self._factor()
        if self.found:
            self._plan(max(0, self.left - self.found[0]), self._find)
        self._plan(self.left, self._end)

    def _factor(self):
        return self.recovery.world.slowed(self.org, self.crew.uses) * self.crew.pace(self.kernel.now)

    def _plan(self, effort, act):
        end = self.crew.shift.after(self.since, rounded(effort * self.factor))
        self.kernel.at(end, HOSTS, self.org, self.org, lambda v=self.version: v == self.version and act())

    def _find(self):
        (_, act), self.found = self.found, None
        act()

    def account(self):
        """Counts what has been done since it was last asked."""
        worked = self.crew.shift.worked(self.since, self.kernel.now)
        self.recovery.worked += worked * self.people * Fraction(self.crew.share)
        self.left, self.since = max(0, self.left - rounded(Fraction(worked) / self.factor)), self.kernel.now

    def levels_changed(self):
        if self._factor() != self.factor:
            self.account()
            self._go_on()

    def _end(self):
        self.account()
        self.version += 1
        self.crew.free += self.people
        self.crew.let_go()
        self.recovery.jobs.remove(self)
        self.done()
        self.recovery.assign(self.org)


class There:
    """What one organisation has under way."""

    def __init__(self, recovery, org):
        scenario = recovery.scenario
        self.ordered, self.begun, self.awaited = [], [], []
        self.follows = dict.fromkeys(scenario.orgs[org].groups.values())
        self.crews = [Crew(name, crew["people"], Shift(scenario.clock, crew.get("shift", "business-hours"), scenario.orgs[org].region),
                           crew.get("kinds"), crew.get("uses") or []) for name, crew in sorted(scenario.orgs[org].crews.items())]
        for crew in self.crews:
            node = scenario.orgs[org].crews[crew.name]
            crew.shift_name = node.get("shift", "business-hours")
            crew.repairs = "kinds" in node or (org, crew.name) not in scenario.stages.named
            crew.share, crew.tires = scenario.stages.crew_pace(node)
        repairing = [crew for crew in self.crews if crew.repairs and crew.people]
        for crew in repairing or self.crews:        # where nobody repairs hosts, anybody does what is for nobody in particular
            crew.does_any = True
        self.aid = {}                               # pool → its people who are here
        self.waiting_actions, self.were_away, self.due = [], set(), set()
        self.links = Links(recovery, org)


class Recovery:
    def __init__(self, world, strategy):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        self.places, self.plans, self.jobs, self.worked = Places(self.scenario), {}, [], 0
        self.at = {}
        for o in self.scenario.orgs:
            self.at[o] = There(self, o)
        self.plays_restore = any("restore" in action for play in strategy.get("plays") or [] for action in play.get("do") or [])
        how = self.scenario.text.get("default_repair") or {}
        self.orders = [how.get("order") or [] for play in strategy.get("plays") or [] for action in play.get("do") or []
                       for how in [action.get("restore")] if how is not None]
        self.default = None if strategy.get("repair", "default") == "none" else self._plan(DEFAULT, how, Scope(self.scenario, how.get("scope")))

    def _plan(self, key, how, scope):
        if key not in self.plans:
            self.plans[key] = Restore(self.scenario, key, how, scope)
        return self.plans[key]

    # ---- which restore ---------------------------------------------------------------------------------------------

    def order_restore(self, org, key, how, scope, done):
        restore = self._plan(key, how, scope)
        self._will_begin(org, restore, span(how.get("begins_after", "0h")))
        self.at[org].awaited.append((restore, done))

    def _will_begin(self, org, restore, wait):
        self.at[org].ordered.append(restore)
        self._groups_follow(org)
        self.kernel.at(self.kernel.now + wait, HOSTS, org, org, lambda: self._begin(org, restore))

    def _begin(self, org, restore):
        there = self.at[org]
        there.ordered.remove(restore)
        there.begun = [r for r in there.begun if r is not restore] + [restore]
        self._groups_follow(org)
        self._join(org, [g for g, follows in there.follows.items() if follows is restore])
        if not restore.is_default:
            there.links.restore_began(restore)
        self.assign(org)
        self.look_at_awaited(org)

    def _narrowest(self, org, covers):
        """Of the plays' restores that run there; of equals the one that began later."""
        wanted = [r for r in self.at[org].begun if not r.is_default and covers(r)]
        return min(reversed(wanted), key=lambda r: r.width(org), default=None)

    def _groups_follow(self, org):
        there = self.at[org]
        for group in there.follows:
            restore = self._narrowest(org, lambda r: group in r.groups)
            is_ordered = any(group in r.groups for r in there.ordered if not r.is_default)
            if restore is None and self.default in there.begun and group in self.default.groups and not is_ordered:
                restore = self.default
            there.follows[group] = restore

    def restore_of_link(self, link):
        return self._narrowest(link.org, lambda r: link in r.links)

    def look_at_awaited(self, org):
        there = self.at[org]
        for one in list(there.awaited):
            restore, done = one
            if restore in there.begun and all(h.works for g in restore.scope.groups_of(org) for h in g.hosts):
                there.awaited.remove(one)
                done()

    # ---- what joins it ---------------------------------------------------------------------------------------------

    def _takes(self, host):
        restore = self.at[host.group.org].follows[host.group]
        if restore is None or host.power == "repair":
            return False
        if host.power != "on":
            return not restore.is_default           # nobody but a play switches on again what a play has switched off
        is_destroyed, is_known = host.integrity == DESTROYED, host.suspicion == "confirmed"
        return is_destroyed and is_known if restore.is_default else is_destroyed or is_known

    def _join(self, org, groups):
        for host in [h for g in groups for h in g.hosts if self._takes(h)]:
            host.power = "repair"
            self.world.hosts_changed(org)

    def group_went_down(self, group):
        there = self.at[group.org]
        if there.follows[group] is None or group in there.due:
            return
        there.due.add(group)

        def due():
            there.due.discard(group)
            self._join(group.org, [group])
            self.assign(group.org)
        self.kernel.at(self.kernel.now, HOSTS, group.org, group.org, due)

    def known_bad(self, host):
        if host.power == "repair":
            return
        there, org = self.at[host.group.org], host.group.org
        if self.default and host.integrity == DESTROYED and self.default not in there.ordered + there.begun:
            self._will_begin(org, self.default, span(self.default.how.get("begins_after", "1w")))
        self.group_went_down(host.group)

    def is_away(self, host):
        return host.power != "on" or host.suspicion == "confirmed"

    def is_to_come_back(self, group):
        restore = self.at[group.org].follows[group]
        if restore is None or not any(self.is_away(h) for h in group.hosts):
            return False
        return not restore.is_default or any(h.power == "repair" or self._takes(h) for h in group.hosts)

    def look_round(self, org):
        """Who waits for hosts to be back looks when some of a group have gone away, or all of it are back."""
        self.world.look_at_stages(org)
        there = self.at[org]
        away = {g for g in there.follows if any(self.is_away(h) for h in g.hosts)}
        has_changed, there.were_away = away != there.were_away, away
        if not has_changed or not (self.world.plays.watches or there.links.anyone_waits()):
            return

        def look():
            there.links.look_round()
            self.world.plays.hosts_stand(org)
        self.kernel.at(self.kernel.now, HOSTS, org, org, look)

    # ---- switched off, closed --------------------------------------------------------------------------------------

    def switch_off(self, org, hosts, to):
        those = [h for h in hosts if h.power == "on" or (to == "off" and h.power == "isolated")]
        for host in those:
            if host.power == "on":
                self.world.counts["times_switched_off"] += 1
                self.world.counts["switched_off"] += not host.was_off
                host.was_off = True
            host.power = to
        if those:
            self.world.hosts_changed(org)
            for group in sorted({h.group for h in hosts}, key=lambda g: g.name):
                self.group_went_down(group)

    def close_link(self, link, held):
        if held:
            link.held = held
        if not link.closed:
            link.closed = True
            self.world.levels.dirty(link.org)
            self.world.attack.link_changed(link)
            self.at[link.org].links.was_closed(link)

    def open_link(self, link):
        if link.closed:
            link.closed, link.held, link.waits = False, None, False
            self.world.levels.dirty(link.org)
            self.world.attack.link_changed(link)

    def open_held(self, org, key):
        for link in self.scenario.orgs[org].links.values():
            if link.held == key:
                self.open_link(link)

    # ---- people ----------------------------------------------------------------------------------------------------

    def assign(self, org):
        """Who takes what is settled once a round, after levels and knowledge."""
        self.kernel.at(self.kernel.now, DECISIONS, org, org, lambda: self._give_work(org))

    def _workers(self, org):
        there = self.at[org]
        return there.crews + [there.aid[pool] for pool in sorted(there.aid)]

    def _give_work(self, org):
        there, now = self.at[org], self.kernel.now
        while there.waiting_actions and self._begin_action(org, *there.waiting_actions[0]):
            there.waiting_actions.pop(0)
        for crew in self._workers(org):
            while crew.free and crew.shift.on(now):
                begin = self._next_work(org, crew)
                if begin is None:
                    break
                begin()
        begins = [c.shift.next_change(now) for c in self._workers(org) if c.free and not c.shift.on(now)
                  and (there.waiting_actions or self._next_work(org, c))]
        if begins:
            self.kernel.at(min(begins), DECISIONS, org, org, lambda: self._give_work(org))
        if not there.ordered and any(not r.is_default or not self.plays_restore for r in there.begun):
            for pool, crew in sorted(there.aid.items()):
                if crew.free and not self._has_work(org, crew):
                    self.world.pools.send_home(org, pool, crew.free)
                    crew.free = 0

    def _next_work(self, org, crew):
        """What is for it alone, then hosts, then what any may do who repair hosts; as something to begin."""
        lines = self.world.lines
        asked = lines.next_by_name(org, crew)
        group = None if asked else self._next_group(org, crew)
        asked = asked or (None if group else lines.next_for_any(org, crew))
        if asked:
            return lambda: lines.begin(org, crew, asked)
        return (lambda: self._repair(crew, group)) if group else None

    def occupy(self, org, wanted, takes, act):
        """People of one own crew for an action: with n of N there it takes N / n times as long, with none it waits."""
        if not self._begin_action(org, wanted, takes, act):
            self.at[org].waiting_actions.append((wanted, takes, act))
            self.assign(org)

    def _begin_action(self, org, wanted, takes, act):
        for crew in self.at[org].crews:
            if crew.free and crew.shift.on(self.kernel.now):
                people = min(crew.free, wanted)
                Job(self, org, crew, people, rounded(Fraction(takes * wanted, people)), act)
                return True
        return False

    def own_crew(self, org, name):
        return next((crew for crew in self.at[org].crews if crew.name == name), None)

    def _has_work(self, org, crew):
        """Also what it cannot begin yet."""
        return any(restore and crew.can(g) and self._in_line(g) for g, restore in self.at[org].follows.items())

    def _in_line(self, group):
        return [h for h in group.hosts if h.power == "repair" and not h.at_work]

    def _waiting(self, group):
        """Hosts that work can begin on: not held, with the piece that they need, with their image."""
        world = self.world
        if world.holds.holds(group):
            return []
        return [h for h in self._in_line(group) if not world.goods.lack(h) and (not world.images.is_for(h) or world.images.can_be_laid(group))]

    def _next_group(self, org, crew):
        """By place in the order of its restore; what is urgent; what the longer chain of others needs; the name."""
        def is_bad(group):
            return self.at[org].follows[group] is not None and any(h.suspicion == "confirmed" for h in self._waiting(group))

        def turn(group):
            is_urgent = is_bad(group) or any(is_bad(other) for other in self.places.serves[group])
            return self.at[org].follows[group].order.of(group), not is_urgent, -self.places.height[group], group.name
        return min((g for g, restore in self.at[org].follows.items() if restore and crew.can(g) and self._waiting(g)), key=turn, default=None)

    # ---- one host --------------------------------------------------------------------------------------------------

    def _repair(self, crew, group):
        """Of the group those known to be bad first, then those suspected, then by number."""
        restore, kind = self.at[group.org].follows[group], group.kind
        waiting = sorted(self._waiting(group), key=lambda h: (["confirmed", "suspected"] + [h.suspicion]).index(h.suspicion))
        host = waiting[0]
        if self.world.images.is_for(host):
            return self._lay_image(crew, group, waiting)
        self.world.goods.take(host)
        was, host.at_work = host.integrity, True
        is_inspected = restore.gate != "none"
        is_found = was != CLEAN and (was == DESTROYED or host.suspicion == "confirmed" or (
            is_inspected and sure(restore.how.get("thoroughness", "0.98"), "an inspection finds it")))
        is_rebuilt = {"controlled": is_found and was >= CONTROLLED, "destroyed": was == DESTROYED, "everything": True}[restore.rebuild]
        effort = inspection = self.scenario.effort(kind, "inspect") if is_inspected else 0
        if is_rebuilt:
            effort += self.scenario.effort(kind, "from_scratch" if was != CLEAN and not self._has_backup(group.org) else "rebuild")
        elif is_found:
            effort += self.scenario.effort(kind, "clean")
        if restore.gate == "tested":
            effort += self.scenario.effort(kind, "test")
        effort += self.scenario.effort(kind, "switch_on")
        is_missed = was != CLEAN and not is_found and not is_rebuilt

        def done():
            if is_missed:
                self.world.counts["missed_by_inspection"] += is_inspected
            else:
                self.world.counts["rebuilt"] += is_rebuilt
                self.world.counts["inspected_clean"] += not is_rebuilt and is_inspected and was == CLEAN
            self._back(host, restore, is_missed, is_rebuilt)
        found = (effort - inspection, lambda: self.world.detection.confirm(host)) if is_found else None
        Job(self, group.org, crew, 1, effort, done, found)

    def _lay_image(self, crew, group, waiting):
        """As many as go side by side, by one person."""
        restore, node, hosts = self.at[group.org].follows[group], self.world.images.nodes[group.kind], []
        for host in waiting:
            if len(hosts) < int(node.get("side_by_side")) and self.world.images.is_for(host) and not self.world.goods.lack(host):
                self.world.goods.take(host)
                host.at_work = True
                hosts.append(host)

        def done():
            for host in hosts:
                self.world.counts["rebuilt"] += 1
                self._back(host, restore, is_missed=False, is_rebuilt=True)
        Job(self, group.org, crew, 1, node.span("each"), done)

    def _back(self, host, restore, is_missed, is_rebuilt):
        host.at_work = False
        if not is_missed:
            self.world.attack.removed(host, is_rebuilt)
            host.integrity = CLEAN
        self.world.detection.repaired(host)
        host.clean_zone = restore.how.get("into") == "clean_zone"
        host.power = "on"
        self.world.attack.switched_on(host)
        self.world.hosts_changed(host.group.org)

    def _has_backup(self, org):
        """Kept where not all that keep it have been destroyed, or offline; and a host that reads it."""
        groups = [g for g in self.scenario.orgs[org].groups.values() if g.interval and g.hosts]
        return any((g.offline or any(h not in self.world.times_destroyed for h in g.hosts)) and any(h.integrity != DESTROYED for h in g.hosts)
                   for g in groups)

    def levels_changed(self, org):
        for job in list(self.jobs):
            if job.org == org:
                job.levels_changed()

    def close(self):
        for job in self.jobs:
            job.account()

    @property
    def crew_hours(self):
        return Fraction(self.worked, HOUR)
