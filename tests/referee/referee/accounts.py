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
        self.issued, self.version, self.waiting = {}, {}, {}    # organisation → (steps done, steps); …; what waits for a directory

    def share(self, org):
        """Of those that are issued, in parts per million."""
        done, steps = self.issued.get(org, (1, 1))
        return done * FULL // steps

    def were_reset(self, org):
        if not self.node:
            return
        accounts = rounded(number(self.node.get("per_staff")) * self.world.scenario.orgs[org].staff)
        if not accounts:
            return
        steps = min(MOST_STEPS, accounts)
        if org in self.version:
            self.world.lines.drop(org, "accounts")
        self.version[org] = version = self.version.get(org, 0) + 1
        self.issued[org] = 0, steps
        self.world.levels.dirty(org)
        self._next(org, version, accounts)

    def _next(self, org, version, accounts):
        done, steps = self.issued[org]
        if version != self.version[org] or done == steps:         # begun anew, or ready
            return
        if not self._has_directory(org):
            self.waiting[org] = version, accounts
            return

        def finished():
            if version == self.version[org]:
                self.issued[org] = self.issued[org][0] + 1, steps
                self.world.levels.dirty(org)

        def one_more():
            finished()
            return effort if version == self.version[org] and self.issued[org][0] < steps and self._has_directory(org) else None
        crew = self.world.recovery.own_crew(org, self.node.get("by"))
        day = WORKING_DAY[crew.shift_name] if crew else DAY
        effort = rounded(Fraction(accounts * day, int(self.node.get("a_day")) * steps))
        if crew:
            self.world.lines.ask(org, "accounts", crew.name, (-1, 0, "", "", 0), effort, lambda: self._next(org, version, accounts), one_more)
        else:
            def timed():
                finished()
                self._next(org, version, accounts)
            self.kernel.at(self.kernel.now + effort, HOSTS, org, org, timed)

    def _has_directory(self, org):
        hosts = [h for g in self.world.scenario.orgs[org].groups.values() if g.kind == "identity" for h in g.hosts]
        return not hosts or any(h.works for h in hosts)

    def look(self, org):
        if org in self.waiting and self._has_directory(org):
            self._next(org, *self.waiting.pop(org))
