"""What an organisation does when it is told to."""
from .kernel import HOSTS
from .scenario import CLEAN, DESTROYED
from .units import Unsupported, span, sure


class Action:
    """One action in one organisation: it may take time, and hands."""

    def __init__(self, world, kind, how, scope, org, decider, done):
        self.world, self.kind, self.how, self.scope = world, kind, how, scope
        self.org, self.decider, self.done = org, decider, done

    def begin(self):
        work = getattr(self, "_" + self.kind, None)
        if work is None:
            raise Unsupported(f"the action {self.kind}")
        takes, people = span(self.how.get("takes", "0h")), int(self.how.get("people", 0))
        self.world.recovery.under_way[self.org] += 1

        def act():
            self.world.recovery.under_way[self.org] -= 1
            work()
            self.world.recovery.update(self.org)
            self.done()

        if people and takes:
            self.world.recovery.occupy(self.org, people, takes, act)
        elif takes:
            self.world.kernel.at(self.world.kernel.now + takes, HOSTS, self.org, self.org, act)
        else:
            act()

    def _hosts(self):
        return [h for g in sorted(self.scope.groups_of(self.org), key=lambda g: g.name) for h in g.hosts]

    def _shutdown(self):
        isolate = str(self.how.get("isolate", "false")).lower() == "true"
        for host in self._hosts():
            if host.in_repair or host.integrity == DESTROYED:
                continue                            # on the bench, or gone: nothing to switch off
            if isolate and host.powered:
                host.isolated = True
            elif not isolate and host.powered:
                host.powered = False
                self.world.counts["switched_off"] += 1
        self.world.hosts_changed(self.org)

    def _close_link(self):
        link = self.world.scenario.orgs[self.org].links.get(self.how["link"])
        if link:
            link.closed = True
            link.until = (self.decider, self.how["until"]) if "until" in self.how else None
            self.world.hosts_changed(self.org)

    def _open_link(self):
        link = self.world.scenario.orgs[self.org].links.get(self.how["link"])
        if link:
            link.closed, link.until = False, None
            self.world.hosts_changed(self.org)

    def _block_technique(self):
        self.world.attack.blocked.setdefault(self.how["technique"], set()).update(self.scope.groups_of(self.org))

    def _reset_credentials(self):
        for host in self._hosts():
            if host.group.realm:
                self.world.attack.reset(host.group.realm)

    def _hunt(self):
        for host in self._hosts():
            if host.integrity in (CLEAN, DESTROYED) or not host.runs:
                continue
            if sure(self.how.get("thoroughness", "0.5"), "a hunt finds it"):
                self.world.detection.confirm(host)

    def _call_in(self):
        self.world.pools.ask(self.org, self.how["crew"], int(self.how.get("people", 1)))

    def _activate_fallback(self):
        service = self.world.scenario.orgs[self.org].services.get(self.how["service"])
        if service:
            self.world.levels.order_workaround(service)

    def _restore(self):
        self.world.recovery.order_restore(self.org, self.how, self.scope)
