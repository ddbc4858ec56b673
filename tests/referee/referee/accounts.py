"""After a reset all accounts of an organisation are issued anew."""
from fractions import Fraction

from .kernel import HOSTS
from .units import DAY, FULL, HOUR, number, rounded

MOST_STEPS = 20
WORKING_DAY = {"business-hours": 9 * HOUR, "extended": 13 * HOUR, "round-the-clock": DAY}


class Accounts:
    """Of all organisations."""

    def __init__(self, world):
        self.world, self.kernel, self.node = world, world.kernel, world.scenario.stages.accounts
        self.issued, self.version, self.waiting = {}, {}, {}    # organisation → (issued, all); …; what waits for a directory

    def share(self, org):
        """Of those that are issued, in parts per million."""
        issued, accounts = self.issued.get(org, (1, 1))
        return issued * FULL // accounts

    def were_reset(self, org):
        if not self.node:
            return
        accounts = rounded(number(self.node.get("per_staff")) * self.world.scenario.orgs[org].staff)
        if not accounts:
            return
        self.world.lines.drop(org, "accounts")
        self.version[org] = version = self.version.get(org, 0) + 1
        self.issued[org] = 0, accounts
        self.world.levels.dirty(org)
        self._next(org, version, 1)

    def _next(self, org, version, step):
        """Up to twenty steps of whole accounts."""
        issued, accounts = self.issued[org]
        if version != self.version[org] or issued == accounts:    # begun anew, or ready
            return
        if not self._has_directory(org):
            self.waiting[org] = version, step
            return
        later = accounts * step // min(MOST_STEPS, accounts)

        def finished():
            if version == self.version[org]:
                self.issued[org] = later, accounts
                self.world.levels.dirty(org)
                self._next(org, version, step + 1)
        crew = self.world.recovery.own_crew(org, self.node.get("by"))
        day = WORKING_DAY[crew.shift_name] if crew else DAY
        effort = rounded(Fraction(day * (later - issued), int(self.node.get("a_day"))))
        if crew:
            self.world.lines.ask(org, "accounts", crew.name, (0, self.kernel.now, org, "", step), effort, finished)
        else:
            self.kernel.at(self.kernel.now + effort, HOSTS, org, org, finished)

    def _has_directory(self, org):
        hosts = [h for g in self.world.scenario.orgs[org].groups.values() if g.kind == "identity" for h in g.hosts]
        return not hosts or any(h.works for h in hosts)

    def look(self, org):
        if org in self.waiting and self._has_directory(org):
            self._next(org, *self.waiting.pop(org))
