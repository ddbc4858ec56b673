"""Those who let services go back to their users: when they meet, what is put before them, what they let go."""
from collections import Counter
from datetime import timedelta

from .kernel import DECISIONS, HOSTS, KNOWLEDGE, TEAM
from .units import NEVER, number, span, truth
from .work import ACCEPTED

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Meetings:
    """`monday 10:00`, `workday 8:00` (Monday to Friday), `daily 8:00`, or a list of such, by the clock on the wall."""

    def __init__(self, clock, node):
        self.clock = clock
        self.times = [one.split() for one in ([node] if isinstance(node, str) else node)]

    def after(self, micros):
        """The next one later than this."""
        wall, found = self.clock.wall(micros), []
        for ahead in range(9):
            day = wall.date() + timedelta(days=ahead)
            for name, hour in self.times:
                if name == DAYS[day.weekday()] or name == "workday" and day.weekday() < 5 or name == "daily":
                    found.append(self.clock.at(f"{day.isoformat()}T{hour.zfill(5)}"))
        return min((at for at in found if at > micros), default=NEVER)


class Board:
    """It sits with the crisis team."""

    def __init__(self, boards, name, node):
        self.boards, self.world, self.kernel, self.name, self.node = boards, boards.world, boards.world.kernel, name, node
        self.of = node.get("of")
        self.meetings = Meetings(self.world.scenario.clock, node.get("every"))
        self.at_most, self.watch = int(node.get("at_most")), span(node.get("watch"))
        self.needs = node.get("needs") or {}
        self.before = []                            # (came, organisation, service, part, way, version)
        self.ever_before = set()                    # organisations that have put something before it
        self.held_back = set()                      # organisations sent back to hold
        self.busy_at = -NEVER                       # when it released something, or something was found

    def names(self, service):
        return self.of is not None and (service.name in self.of or f"{service.org}/{service.name}" in self.of)

    def begin(self):
        at = self.meetings.after(max(self.kernel.now, 0) - 1)
        if at < self.world.scenario.horizon:
            self.kernel.at(at, DECISIONS, TEAM, TEAM, self._meet)

    def _meet(self):
        at = self.meetings.after(self.kernel.now)
        if at < self.world.scenario.horizon:
            self.kernel.at(at, DECISIONS, TEAM, TEAM, self._meet)
        if self.kernel.now - self.busy_at < self.watch:
            return
        self.before.sort(key=lambda one: one[:4])
        those = [one for one in self.before if one[1] not in self.held_back][:self.at_most]
        for one in those:
            self.before.remove(one)
            self.busy_at = self.kernel.now
            _, org, _, part, way, version = one
            self.boards.message(TEAM, org, HOSTS, lambda w=way, p=part, v=version: v == w.version and w.release(p))

    def put(self, way, part):
        """By an organisation, a message away."""
        org, version = way.service.org, way.version

        def arrive():
            self.ever_before.add(org)
            if version == way.version:
                self.before.append((self.kernel.now, org, way.service.name, part, way, version))
        self.boards.message(org, TEAM, KNOWLEDGE, arrive)

    def found(self, org):
        """The crisis team hears of a host that is known to be bad."""
        if org not in self.ever_before or self.kernel.now - self.busy_at >= self.watch:
            return
        self.busy_at = self.kernel.now
        self.held_back.add(org)

        def back():
            self.world.holds.begin_anew(org)
            self.boards.sent_back(org, self)
        self.boards.message(TEAM, org, HOSTS, back)


class Boards:
    def __init__(self, world):
        self.world, self.scenario = world, world.scenario
        self.all = [Board(self, name, node) for name, node in world.scenario.stages.boards.items()]
        self.waiting = {o: [] for o in world.scenario.orgs}     # boards that want to hear when holds are over
        self.put = set()                            # (way, version, part) that lie before their board
        self.most_away = Counter()                  # organisation → hosts away at most since all were well
        self.reset_at = {}                          # (organisation, realm) → when its credentials were reset
        self.found = Counter()

    def begin(self):
        for board in self.all:
            board.begin()

    def message(self, source, target, priority, act):
        kernel = self.world.kernel
        kernel.at(kernel.now + self.scenario.latency, priority, target, source, act)

    def of(self, service):
        if service not in self.world.ways.of:
            return None
        named = [board for board in self.all if board.names(service)]
        return (named or [board for board in self.all if board.of is None] or [None])[0]

    def decides_on(self, service):
        return self.of(service) is not None

    def reset(self, org, realm):
        self.reset_at[org, realm] = self.world.kernel.now

    # ---- what is put before them -----------------------------------------------------------------------------------

    def look(self, org):
        """An organisation puts a part before its board when what that needs holds there."""
        away = sum(1 for g in self.scenario.orgs[org].groups.values() for h in g.hosts if self.world.recovery.is_away(h))
        self.most_away[org] = max(self.most_away[org], away) if away else 0
        if self.waiting[org] and not self.world.holds.any_in(org):
            for board in self.waiting[org]:
                self.message(org, TEAM, KNOWLEDGE, lambda b=board: b.held_back.discard(org))
            self.waiting[org] = []
        for s, way in self.world.ways.of.items():
            board = self.of(s) if s.org == org and way.is_passing else None
            if board and self._holds(board, way, away):
                for part, state in enumerate(way.parts):
                    if state == ACCEPTED and (way, way.version, part) not in self.put:
                        self.put.add((way, way.version, part))
                        board.put(way, part)

    def _holds(self, board, way, away):
        org, most = way.service.org, self.most_away[way.service.org]
        if "examined" in board.needs and most and most - away < number(board.needs["examined"]) * most:
            return False
        if truth(board.needs.get("credentials_reset")):
            realms = {g.realm for g in self.scenario.orgs[org].groups.values() if g.realm and g.hosts}
            if any(self.reset_at.get((org, realm), -NEVER) < way.stopped_at for realm in realms):
                return False
        return all(self._is_back(org, name) for name in board.needs.get("released") or [])

    def _is_back(self, org, name):
        board = next(b for b in self.all if b.name == name)
        those = [s for s in self.scenario.orgs[org].services.values() if self.of(s) is board]
        return all(self.world.levels.state[s].runs and not self.world.ways.of[s].is_passing for s in those)

    def sent_back(self, org, board):
        if self.world.holds.any_in(org):
            self.waiting[org].append(board)
        else:
            self.message(org, TEAM, KNOWLEDGE, lambda: board.held_back.discard(org))

    def hear(self, org, found):
        """A report has come to the crisis team."""
        if found > self.found[org]:
            for board in self.all:
                board.found(org)
        self.found[org] = max(self.found[org], found)
