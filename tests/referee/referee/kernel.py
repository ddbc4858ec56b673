"""One list of events, sorted. What takes no time happens in a next round of the same instant."""
import bisect
from dataclasses import dataclass, field
from typing import Callable

HOSTS, LEVELS, KNOWLEDGE, DECISIONS = range(4)
MOST_ROUNDS = 62
TEAM = "~1 federation"                              # the crisis team, as it stands in that order


class EndlessInstant(Exception):
    """Things that take no time bring each other about for ever."""


@dataclass(order=True)
class Event:
    time: int
    round: int
    priority: int
    target: str
    source: tuple
    sequence: int
    act: Callable = field(compare=False)


class Kernel:
    def __init__(self, begins, organisations):
        self.now, self.round, self.priority = begins, 0, -1
        self.organisations = set(organisations)
        self.events, self.sequence = [], 0

    def at(self, time, priority, target, source, act):
        """Later; or now: in this round if its turn has not come yet, else in the next one. As sources
        organisations come first, then the federation's team, the regions', the attacker's people, the pools: by their names."""
        if time < self.now:
            raise AssertionError("an event in the past")
        round_ = 0
        if time == self.now:
            round_ = self.round if priority > self.priority else self.round + 1
        if round_ > MOST_ROUNDS:
            raise EndlessInstant(f"at {time} µs, {target}")
        self.sequence += 1
        bisect.insort(self.events, Event(time, round_, priority, target, (source not in self.organisations, source), self.sequence, act))

    def run(self, end):
        """All events before the end. The first round of a new instant is 0."""
        while self.events and self.events[0].time < end:
            event = self.events.pop(0)
            self.now, self.round, self.priority = event.time, event.round, event.priority
            event.act()
        self.now = end
