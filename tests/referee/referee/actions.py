"""What an organisation does when it is told to."""
from .kernel import HOSTS
from .scenario import CLEAN, DESTROYED
from .units import Unsupported, span, sure

TIMED = ("shutdown", "reset_credentials", "hunt")   # they may take time, and hands


class Action:
    """One action in one organisation. `key`: the play and the number of the action in it."""

    def __init__(self, world, kind, how, scope, org, key, done):
        self.world, self.kind, self.how, self.scope = world, kind, how, scope
        self.org, self.key, self.done = org, key, done

    def begin(self):
        work = getattr(self, "_" + self.kind, None)
        if work is None:
            raise Unsupported(f"the action {self.kind}")
        if self.kind == "restore":                  # done once what it covers is back
            return work()
        takes = span(self.how.get("takes", "0h")) if self.kind in TIMED else 0
        people = int(self.how.get("people", 0)) if self.kind in TIMED else 0

        def act():
            work()
            self.done()
        if people and self.world.scenario.orgs[self.org].crews:
            self.world.recovery.occupy(self.org, people, takes, act)
        elif takes:
            self.world.kernel.at(self.world.kernel.now + takes, HOSTS, self.org, self.org, act)
        else:
            act()

    def _hosts(self):
        return [h for g in sorted(self.scope.groups_of(self.org), key=lambda g: g.name) for h in g.hosts]

    def _links(self):
        link = self.world.scenario.orgs[self.org].links.get(self.how["link"])
        return [link] if link else []

    def _shutdown(self):
        isolate = str(self.how.get("isolate", "false")).lower() == "true"
        self.world.recovery.switch_off(self.org, self._hosts(), "isolated" if isolate else "off")

    def _close_link(self):
        for link in self._links():
            self.world.recovery.close_link(link, self.key if "until" in self.how else None)

    def _open_link(self):
        for link in self._links():
            self.world.recovery.open_link(link)

    def _block_technique(self):
        self.world.attack.blocked.setdefault(self.how["technique"], set()).update(self.scope.groups_of(self.org))

    def _reset_credentials(self):
        realms = sorted({host.group.realm for host in self._hosts() if host.group.realm})
        for realm in realms:
            self.world.attack.reset(self.org, realm)
            self.world.boards.reset(self.org, realm)
        if realms:
            self.world.accounts.were_reset(self.org)
            self.world.boards.look(self.org)

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

    def _inform(self):
        pass

    def _restore(self):
        self.world.recovery.order_restore(self.org, self.key, self.how, self.scope, self.done)
