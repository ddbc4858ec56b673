"""Spans, moments, figures. Time is a whole number of microseconds."""
import re
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND
FULL = 1_000_000                                   # a level of 1, in parts per million
NEVER = 10**30
UNITS = {"us": 1, "ms": 1000, "s": SECOND, "min": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
PART = re.compile(r"(\d+(?:\.\d+)?)\s*(us|ms|s|min|h|d|w)(?![a-z])")
ABOUT_A_FIGURE = {"value", "between", "tune", "choices", "source", "confidence"}


class Mistake(Exception):
    """Of whoever runs this: what is asked for is not there."""


class Unsupported(Exception):
    """The world needs a draw, or something that this referee does not do. The text says what."""


def plain(node):
    """The node with every uncertain figure (`value: …, between: …`) replaced by its value."""
    if isinstance(node, dict):
        if "value" in node and set(node) <= ABOUT_A_FIGURE:
            return plain(node["value"])
        return {key: plain(value) for key, value in node.items()}
    return [plain(part) for part in node] if isinstance(node, list) else node


def is_span(text):
    return PART.sub("", text.strip().lstrip("-")).strip() == "" and PART.search(text) is not None


def span(text):
    """Microseconds of `4h`, `1d 12h`, `-2d`. Whatever is a distribution would be a draw."""
    text = str(text).strip()
    if not is_span(text):
        raise Unsupported(f"a draw: {text}")
    total = sum(Fraction(number) * UNITS[unit] for number, unit in PART.findall(text))
    return int(-total if text.startswith("-") else total)


def number(text):
    return Fraction(str(text))


def rounded(fraction):
    """To the nearest whole number, halves up."""
    return int((fraction + Fraction(1, 2)) // 1)


def truth(text):
    return str(text).lower() in ("true", "yes")


def sure(chance, what):
    """True for probability 1, False for 0; anything between would be a draw."""
    chance = number(chance)
    if chance not in (0, 1):
        raise Unsupported(f"a draw: {what} with probability {float(chance)}")
    return chance == 1


class Clock:
    """Between microseconds since `starts` and the clock on the wall."""

    def __init__(self, starts):
        moment, zone = starts.split()
        self.zone = ZoneInfo(zone)
        self.zero = self._utc(moment)

    def _utc(self, moment):
        local = datetime.fromisoformat(moment).replace(tzinfo=self.zone)   # fold 0: the first of two
        return local.astimezone(timezone.utc)

    def at(self, moment):
        return (self._utc(moment) - self.zero) // timedelta(microseconds=1)

    def wall(self, micros):
        return (self.zero + timedelta(microseconds=micros)).astimezone(self.zone)

    def next_change(self, micros, minutes=60):
        """The next moment at which the wall clock shows a full hour, or is put forward or back."""
        wall = self.wall(micros)
        past = (wall.minute * MINUTE + wall.second * SECOND + wall.microsecond) % (minutes * MINUTE)
        later = micros + minutes * MINUTE - past
        if self.wall(later - 1).utcoffset() == wall.utcoffset():
            return later
        low, high = micros, later                   # the clock is changed in between: find when
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.wall(middle).utcoffset() == wall.utcoffset() else (low, middle)
        return high
