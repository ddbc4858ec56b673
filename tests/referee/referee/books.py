"""What was lost, to which root, in which place; outages; dates."""
from fractions import Fraction

from .levels import CAUSES, LAST
from .units import FULL, HOUR, MINUTE

SHORTEST = 3 * MINUTE                               # interruption that counts


class Books:
    """Integrates between settlements. The books open at 0."""

    def __init__(self, world):
        self.world, self.levels = world, world.levels
        self.since = {s: 0 for s in self.levels.services}
        self.lanes = {s: self.lanes_of(s) for s in self.levels.services}
        self.lost = {s: {cause: Fraction(0) for cause in CAUSES} for s in self.levels.services}
        self.changes = {s: [] for s in self.levels.services}    # (time, ppm)

    def lanes_of(self, s):
        return self.levels.own_lanes(s)

    def settled(self, org, now):
        for s in self.levels.services:
            if s.org != org:
                continue
            lanes = self.lanes_of(s)
            if self.lanes[s] != lanes:
                self._book(s, now)
                self.lanes[s] = lanes
            changes = self.changes[s]
            if changes and changes[-1][0] == now:
                changes.pop()
            if (changes[-1][1] if changes else FULL) != lanes[LAST]:
                changes.append((now, lanes[LAST]))

    def close(self, end):
        for s in self.levels.services:
            self._book(s, end)

    def _book(self, s, now):
        begin, self.since[s] = max(self.since[s], 0), now
        lanes = self.lanes[s]
        now = max(now, 0)
        if now == begin:
            return
        if lanes[LAST] == FULL or not s.demand or not s.share:
            return
        wanted = s.share * self.world.scenario.orgs[s.org].members * (s.demand.upto(now) - s.demand.upto(begin))
        parts = [lanes[n] - lanes[n + 1] for n in range(LAST)]
        parts[LAST - 1] += FULL - lanes[0]          # missing without any cause: other
        for cause, part in zip(CAUSES, parts):
            self.lost[s][cause] += wanted * part / FULL / HOUR

    def dates(self):
        """Each date and organisation: met, missed, or not known as the run ends before."""
        found = []
        clock, horizon = self.world.scenario.clock, self.world.scenario.horizon
        for date in self.world.scenario.text.get("dates") or []:
            begin, _, end = date["on"].partition(" to ")
            first = clock.at(begin)
            last = clock.at(end if "T" in end else begin.split("T")[0] + "T" + end)
            for s in self.levels.services:
                if s.name == date["service"] and date.get("organisation") in (None, s.org):
                    missed = any(level < s.up_from and a < last and b > first for a, b, level in self.intervals(s))
                    state = "missed" if missed else "met" if last <= horizon else "unknown"
                    found.append((date["service"], s.org, date["on"], state))
        return found

    def outage(self, s):
        """Times below `up_from` of more than three minutes, of what somebody wants."""
        if not s.demand or not s.share or not self.world.scenario.orgs[s.org].members:
            return 0
        total, since = 0, None
        for begin, end, level in [*self.intervals(s), (self.world.scenario.horizon, None, FULL)]:
            if level < s.up_from:
                since = max(begin, 0) if since is None else since
            elif since is not None:
                total += begin - since if begin - since > SHORTEST else 0
                since = None
        return total

    def intervals(self, s):
        points = [(-10**30, FULL)] + self.changes[s]
        ends = [t for t, _ in points[1:]] + [self.world.scenario.horizon]
        return [(t, e, level) for (t, level), e in zip(points, ends)]
