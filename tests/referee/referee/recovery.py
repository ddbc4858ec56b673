"""Restores, crews and their people, the way back of hosts and links."""
from fractions import Fraction

from . import needs
from .calendar import Shift
from .kernel import HOSTS, KNOWLEDGE
from .order import RestoreOrder
from .scenario import CLEAN, CONTROLLED, DESTROYED, FOOTHOLD
from .scope import reached_from, selected
from .units import HOUR, span, sure

WEEK = "1w"


class Restore:
    def __init__(self, org, how, groups, whole, number):
        self.org, self.how, self.groups, self.whole, self.number = org, how, groups, whole, number
        self.gate, self.rebuild = how.get("gate", "tested"), how.get("rebuild", "controlled")
        self.thoroughness = how.get("thoroughness", "0.98")
        self.begun = self.ended = False
        self.order = RestoreOrder(org, how.get("order") or [])

    def size(self):
        return sum(len(g.hosts) for g in self.groups)


class Person:
    """One at work: for a crew of the organisation, or from a pool."""

    def __init__(self, crew, shift, kinds, uses, pool=None):
        self.crew, self.shift, self.kinds, self.uses, self.pool, self.job = crew, shift, kinds, uses, pool, None

    def can(self, host):
        return self.kinds is None or host.group.kind in self.kinds


class Job:
    """Work in stages by one person (a host) or some (an action); it rests outside of the shift and slows with what is down."""

    def __init__(self, recovery, org, people, stages, work_factor=1):
        self.recovery, self.org, self.people, self.stages = recovery, org, people, stages
        self.kernel, self.version, self.work_factor = recovery.world.kernel, 0, work_factor
        for person in people:
            person.job = self
        self._next()

    def _next(self):
        if not self.stages:
            for person in self.people:
                person.job = None
            return
        work, self.then = self.stages.pop(0)
        self.left, self.since = Fraction(work * self.work_factor), self.kernel.now
        self.factor = self._factor()
        self._schedule()

    def _factor(self):
        return max(self.recovery.world.slowed(self.org.name, p.uses) for p in self.people)

    def _worked(self):
        return self.people[0].shift.worked(self.since, self.kernel.now)

    def _schedule(self):
        self.version += 1
        end = self.people[0].shift.after(self.since, -(-(self.left * self.factor) // 1))
        self.kernel.at(int(end), HOSTS, self.org.name, self.org.name, lambda v=self.version: self._stage_done(v))

    def account(self):
        """Books the work done so far (crew hours of work on hosts)."""
        worked = self._worked()
        self.left -= Fraction(worked) / self.factor
        self.recovery.worked += worked if self.people[0].job is self and self.counted else 0
        self.since = self.kernel.now

    counted = True

    def levels_changed(self):
        factor = self._factor()
        if factor != self.factor:
            self.account()
            self.factor = factor
            self._schedule()

    def _stage_done(self, version):
        if version != self.version:
            return
        self.account()
        more = self.then()
        if more:
            self.stages[:0] = more
        self._next()
        self.recovery.update(self.org.name)


class Recovery:
    def __init__(self, world, strategy):
        self.world, self.scenario, self.kernel = world, world.scenario, world.kernel
        self.restores = {o: [] for o in self.scenario.orgs}
        self.under_way = {o: 0 for o in self.scenario.orgs}    # actions that take time
        self.people = {o: self._crews(org) for o, org in self.scenario.orgs.items()}
        self.waiting_actions = {o: [] for o in self.scenario.orgs}
        self.worked, self.jobs, self.number, self.assigning = 0, [], 0, {}
        self.repairs_by_default = strategy.get("repair", "default") != "none"
        self.default_from = {}                      # host → when the default repair may take it

    def _crews(self, org):
        return [Person(name, Shift(self.world.scenario.clock, crew.get("shift", "business-hours"), org.region),
                       crew.get("kinds"), crew.get("uses") or [])
                for name, crew in sorted(org.crews.items()) for _ in range(crew["people"])]

    # ---- restores --------------------------------------------------------------------------------------------------

    def order_restore(self, org, how, scope):
        self.number += 1
        restore = Restore(self.scenario.orgs[org], how, scope.groups_of(org), scope.whole, self.number)
        restore.order.rank(self.scenario)
        self.restores[org].append(restore)
        self.under_way[org] += 1

        def begin():
            self.under_way[org] -= 1
            restore.begun = True
            self.update(org)

        wait = span(how.get("begins_after", "0h"))
        if wait:
            self.kernel.at(self.kernel.now + wait, HOSTS, org, org, begin)
        else:
            begin()

    def restore_of(self, host):
        """The narrowest that covers it, of equals the later one."""
        covering = [r for r in self.restores[host.group.org] if host.group in r.groups and not r.ended]
        return min(covering, key=lambda r: (r.size(), -r.number)) if covering else None

    def is_down(self, host):
        """Down, or known to be bad though it runs."""
        return not host.works or self.world.detection.is_known_bad(host)

    def update(self, org):
        """After anything changed: who joins a queue, what opens, which restore has ended, who takes what."""
        o = self.scenario.orgs[org]
        for group in o.groups.values():
            for host in group.hosts:
                if host.in_repair or not self.is_down(host):
                    continue
                restore = self.restore_of(host)
                if restore and restore.begun and host.waiting is not restore:
                    self._join(host, restore)
                elif restore and not restore.begun:
                    host.waiting = None             # a later restore took it over, and has not begun
        self._links(o)
        self.world.hosts_changed(org)
        self._ask_to_assign(org)

    def _end_restores(self, org):
        """A restore ends when nothing that it covers is down and no action is under way in the organisation."""
        links = self.scenario.orgs[org].links.values()
        for restore in self.restores[org]:
            if restore.begun and not restore.ended and self.under_way[org] == 0:
                hosts = any(self.restore_of(h) is restore and self.is_down(h) for g in restore.groups for h in g.hosts)
                restore.ended = not hosts and not any(link.closed and self.covers(restore, link) for link in links)

    def _join(self, host, restore):
        host.waiting = restore
        if restore.gate == "none" and host.integrity != DESTROYED and not self.scenario.effort(host.group.kind, "switch_on"):
            self._back(host)

    def _back(self, host):
        host.waiting, host.in_repair, host.powered, host.isolated = None, False, True, False
        self.world.attack.switched_on(host)
        self.world.hosts_changed(host.group.org)

    def _links(self, o):
        for link in o.links.values():
            if not link.closed:
                continue
            if link.until and not link.until[0].holds(link.until[1])[0]:
                continue
            covering = [r for r in self.restores[o.name] if r.begun and self.covers(r, link)]
            ends = self._ends(link)
            still = [h for g in ends for h in g.hosts if self.is_down(h) and self.restore_of(h)]
            if link.until or (covering and not still):
                link.closed, link.until = False, None
                self.world.hosts_changed(o.name)

    def covers(self, restore, link):
        return restore.whole or any(g in restore.groups for g in self._ends(link))

    def _ends(self, link):
        """What lies at its ends: the host groups that the link needs, and those that are needed over it."""
        o = self.scenario.orgs[link.org]
        over = [leaf for t in (*o.groups.values(), *o.links.values(), *o.services.values()) if t.needs
                for leaf in needs.leaves(t.needs) if leaf.over == link.name]
        return reached_from(self.scenario, link.org, over + (needs.leaves(link.needs) if link.needs else []))

    def restored(self, selector):
        return all(h.works for h in selected(self.scenario, selector))

    def known_bad(self, host):
        """The default repair takes what is known to be broken, a while after it is known."""
        if self.repairs_by_default and host not in self.default_from:
            how = self.scenario.text.get("default_repair") or {}
            wait = span(how.get("begins_after", WEEK))
            org = host.group.org
            self.default_from[host] = self.kernel.now + wait

            def begin():
                del self.default_from[host]
                if self.is_down(host) and not self.restore_of(host):
                    self.number += 1
                    restore = Restore(self.scenario.orgs[org], how, {host.group}, False, self.number)
                    restore.order.rank(self.scenario)
                    restore.begun = True
                    host.waiting = restore
                    self.update(org)
            self.kernel.at(self.kernel.now + wait, HOSTS, org, org, begin)

    # ---- people ----------------------------------------------------------------------------------------------------

    def _ask_to_assign(self, org):
        """Who takes what is settled once an instant, after hosts and levels."""
        key = (self.kernel.now, self.kernel.round if self.kernel.priority < KNOWLEDGE else self.kernel.round + 1)
        if self.assigning.get(org) != key:
            self.assigning[org] = key
            self.kernel.at(self.kernel.now, KNOWLEDGE, org, org, lambda: self._assign(org))

    def _assign(self, org):
        now, people = self.kernel.now, self.people[org]
        self._end_restores(org)
        for action in list(self.waiting_actions[org]):
            free = [p for p in people if not p.job and not p.pool and p.shift.on(now)]
            if free:
                self.waiting_actions[org].remove(action)
                action(free)
        queue = self.queue(org)
        for person in people:
            if person.job or not person.shift.on(now):
                continue
            host = next((h for h in queue if person.can(h)), None)
            if host:
                queue.remove(host)
                self._take(person, host)
        if (queue or self.waiting_actions[org]) and any(not p.job and not p.shift.on(now) for p in people):
            later = min(p.shift.next_change(now) for p in people if not p.job and not p.shift.on(now))
            self.kernel.at(later, HOSTS, org, org, lambda: self._ask_to_assign(org))
        self.world.pools.perhaps_leave(org)

    def queue(self, org):
        hosts = [h for g in self.scenario.orgs[org].groups.values() for h in g.hosts if h.waiting and not h.in_repair]
        return sorted(hosts, key=lambda h: h.waiting.order.key(h, self.world.detection.is_known_bad(h)))

    def still_to_do(self, org, person):
        """Whether anything is down, within a restore, that the person could work on."""
        return any(person.can(h) and self.is_down(h) and not h.in_repair and (h.waiting or self.restore_of(h))
                   for g in self.scenario.orgs[org].groups.values() for h in g.hosts)

    def occupy(self, org, wanted, takes, act):
        """Own people for an action: with n of N there it takes N / n times as long, with none it waits."""
        o = self.scenario.orgs[org]

        def begin(free):
            chosen = free[:wanted]
            job = Job(self, o, chosen, [(takes, lambda: act())], Fraction(wanted, len(chosen)))
            job.counted = False
            self.jobs.append(job)
        self.waiting_actions[org].append(begin)
        self._ask_to_assign(org)

    # ---- one host --------------------------------------------------------------------------------------------------

    def _take(self, person, host):
        restore, kind = host.waiting, host.group.kind
        effort = lambda work: self.scenario.effort(kind, work)
        host.in_repair, was = True, {}
        self.world.hosts_changed(host.group.org)

        def inspected():
            found = host.integrity == DESTROYED or (
                host.integrity in (FOOTHOLD, CONTROLLED) and sure(restore.thoroughness, "an inspection finds it"))
            was.update(integrity=host.integrity, found=found)
            if found:
                self.world.detection.found(host)
            elif host.integrity != CLEAN:
                self.world.counts["missed_by_inspection"] += 1
            return fix(found)

        def fix(found):
            least = {"destroyed": DESTROYED, "controlled": CONTROLLED, "everything": CLEAN}[restore.rebuild]
            if restore.rebuild == "everything" or (found and host.integrity >= least):
                return [(effort("rebuild" if self._has_backup(host) else "from_scratch"), lambda: was.update(did="rebuilt"))]
            return [(effort("clean"), lambda: was.update(did="cleaned"))] if found else []

        def back():
            if "did" in was:
                self.world.attack.removed(host, was["integrity"], was["did"])
                host.integrity, host.clean_zone = CLEAN, restore.how.get("into") == "clean_zone"
            if was.get("did") == "rebuilt":
                self.world.counts["rebuilt"] += 1
            elif not was.get("found") and restore.gate != "none" and host.integrity == CLEAN:
                self.world.counts["inspected_clean"] += 1
            self.world.detection.is_back(host)
            self._back(host)

        if restore.gate == "none":
            was.update(integrity=host.integrity, found=host.integrity == DESTROYED)
            stages = fix(was["found"]) if was["found"] else []
        else:
            stages = [(effort("inspect"), inspected)]
        if restore.gate == "tested":
            stages.append((effort("test"), lambda: None))
        stages.append((effort("switch_on"), back))
        self.jobs.append(Job(self, self.scenario.orgs[host.group.org], [person], stages))

    def _has_backup(self, host):
        """A backup that has not been destroyed, and a host that reads it: one that is not destroyed."""
        groups = self.scenario.orgs[host.group.org].groups.values()
        return any(g.interval and not g.backups_lost and any(h.integrity != DESTROYED for h in g.hosts) for g in groups)

    def levels_changed(self):
        self.jobs = [j for j in self.jobs if j.people[0].job is j]
        for job in self.jobs:
            job.levels_changed()

    def close(self):
        for job in self.jobs:
            if job.people[0].job is job:
                job.account()

    @property
    def crew_hours(self):
        return Fraction(self.worked, HOUR)
