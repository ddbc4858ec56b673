"""What an attacker's hands have found closed, and leave alone for a while."""
from .units import MINUTE, span

WEEK = span("1w")


class Barriers:
    def __init__(self, hands):
        self.hands, self.kernel = hands, hands.kernel
        self.aside, self.again, self.setbacks = [], -10**30, 0

    def _in_force(self):
        return [a for a in self.aside if self.kernel.now < a["until"]]

    def any(self):
        return bool(self._in_force())

    def stop(self, source):
        return any(a["barrier"] == "source" and a["from"] is source for a in self._in_force())

    def close(self, route, source, to):
        """Whether it is known to lead nowhere, whichever host of the group it starts at."""
        return any(a["barrier"] != "source" and _is_same(a["barrier"], a, route, source, to) for a in self._in_force())

    def set_aside(self, barrier, tried):
        now, source = self.kernel.now, tried["from"].group
        known = next((a for a in self.aside if a["barrier"] == barrier and (
            a["from"] is tried["from"] if barrier == "source" else _is_same(barrier, a, tried["route"], source, tried["to"]))), None)
        if known and now < known["until"]:
            return                                  # another hand has met it before
        if known is None:
            known = {"barrier": barrier, "route": tried["route"], "from": tried["from"], "to": tried["to"], "setbacks": 0}
            self.aside.append(known)
        at_first = 15 * MINUTE if barrier == "target" and len(tried["to"].hosts) > 1 else WEEK
        known.update(since=now, until=now + at_first * 2 ** min(known["setbacks"], 10), setbacks=known["setbacks"] + 1)
        self.again = now + min(15 * MINUTE * 2 ** min(self.setbacks, 10), WEEK)
        for moment in (self.again, known["until"]):
            self.hands.later(moment, self._try_again)
        self.hands.is_weighed = False

    def _try_again(self):
        self.hands.is_weighed = False
        self.hands.assign()

    def came_through(self, tried):
        """What was known of barriers on its way is out of date."""
        self.setbacks = 0
        left = [a for a in self.aside if not (a["from"] is tried["from"] if a["barrier"] == "source" else
                                              _is_same(a["barrier"], a, tried["route"], tried["from"].group, tried["to"]))]
        if len(left) < len(self.aside):
            self.aside, self.hands.is_weighed = left, False

    def reopen_oldest(self):
        min(self._in_force(), key=lambda a: a["since"])["until"] = self.kernel.now
        self.hands.is_weighed = False


def _is_same(barrier, a, route, source, to):
    """Whether an attempt meets the same barrier."""
    if barrier == "way_in":
        return a["from"].group.org == source.org
    if a["route"] is not route:
        return False
    if barrier == "crossing":
        return a["from"].group.org == source.org and a["to"].org == to.org
    return a["to"].org == to.org if barrier == "technique" else a["to"] is to
