"""Public holidays, shifts, and demand over the week."""
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from .units import NEVER, Mistake

FIXED = [(1, 1, None, 0), (5, 1, None, 0), (10, 3, None, 0), (12, 25, None, 0), (12, 26, None, 0),
         (1, 6, "BW BY ST", 0), (3, 8, "BE", 2019), (3, 8, "MV", 2023), (8, 15, "SL BY", 0), (9, 20, "TH", 2019),
         (10, 31, "BB MV SN ST TH", 0), (10, 31, "HB HH NI SH", 2018), (11, 1, "BW BY NW RP SL", 0)]
AFTER_EASTER = [(-2, None), (0, "BB"), (1, None), (39, None), (49, "BB"), (50, None), (60, "BW BY HE NW RP SL")]


def easter(year):
    """Gauss's algorithm in the form of Meeus and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=None)
def is_holiday(region, day):
    if not (region or "").startswith("DE-"):
        return False
    state = region[3:]
    if (state, day) in (("BE", date(2020, 5, 8)), ("BE", date(2025, 5, 8))):
        return True
    for month, number, states, since in FIXED:
        if (day.month, day.day) == (month, number) and day.year >= since and (states is None or state in states.split()):
            return True
    if any(easter(day.year) + timedelta(days=n) == day and (s is None or state in s.split()) for n, s in AFTER_EASTER):
        return True
    repentance = date(day.year, 11, 22) - timedelta(days=(date(day.year, 11, 22).weekday() - 2) % 7)
    return state == "SN" and day == repentance


def kind_of_day(region, day):
    if day.weekday() == 6 or is_holiday(region, day):
        return "sunday"
    return "saturday" if day.weekday() == 5 else "weekday"


class Shift:
    """When people work: `business-hours` Monday to Friday 8–17, `extended` Monday to Saturday 7–20, neither on public holidays."""

    def __init__(self, clock, name, region):
        self.clock, self.always, self.region = clock, name == "round-the-clock", region
        self.hours, self.days = {"extended": ((7, 20), ("weekday", "saturday"))}.get(name, ((8, 17), ("weekday",)))

    def on(self, micros):
        if self.always:
            return True
        wall = self.clock.wall(micros)
        return self.hours[0] <= wall.hour < self.hours[1] and kind_of_day(self.region, wall.date()) in self.days

    def next_change(self, micros):
        if self.always:
            return NEVER
        later, was = micros, self.on(micros)
        while self.on(later) == was:
            later = self.clock.next_change(later)
        return later

    def worked(self, begin, end):
        """Microseconds of the shift between two moments."""
        if self.always:
            return end - begin
        total, at = 0, begin
        while at < end:
            later = min(end, self.next_change(at))
            total += (later - at) if self.on(at) else 0
            at = later
        return total

    def after(self, begin, work):
        """The moment at which so much time of the shift has passed."""
        if self.always or work <= 0:
            return begin + work
        at = begin
        while True:
            later = self.next_change(at)
            if self.on(at):
                if later - at >= work:
                    return at + work
                work -= later - at
            at = later


OFFICE = [0] * 8 + [1] * 9 + [0] * 7
WEEKEND = [0] * 9 + [Fraction(3, 10)] * 11 + [0] * 4
PRESETS = {"always": ([1] * 24,) * 3, "office-hours": (OFFICE, [0] * 24, [0] * 24),
           "daytime": ([0] * 7 + [1] * 13 + [0] * 4, WEEKEND, WEEKEND)}


class Demand:
    """D(t) = ∫ d: the demand since the start, in microseconds of a demand whose weekly mean is 1; weights in permille."""

    def __init__(self, clock, region, name, profiles):
        self.clock, self.region, self.flat = clock, region, name == "always"
        if name in profiles:
            week = [Fraction(str(w)) for w in profiles[name]["weekday"]]
            saturday = [Fraction(str(w)) for w in profiles[name].get("saturday", profiles[name]["weekday"])]
            sunday = [Fraction(str(w)) for w in profiles[name].get("sunday", saturday)]
        elif name in PRESETS:
            week, saturday, sunday = PRESETS[name]
        else:
            raise Mistake(f"there is no profile '{name}'")
        hours = _permille(week * 5 + saturday + sunday)
        self.weights = [hours[24 * day:24 * day + 24] for day in range(7)]
        self.known = [(0, Fraction(0))]             # (moment, D) at every full hour so far

    def upto(self, micros):
        if self.flat:
            return Fraction(micros)
        while self.known[-1][0] < micros:
            at, value = self.known[-1]
            later = self.clock.next_change(at)
            self.known.append((later, value + (later - at) * self._density(at)))
        index = next(i for i in range(len(self.known) - 1, -1, -1) if self.known[i][0] <= micros)
        at, value = self.known[index]
        return value + (micros - at) * self._density(at) if micros > at else value

    def _density(self, micros):
        wall = self.clock.wall(micros)
        day = 6 if kind_of_day(self.region, wall.date()) == "sunday" else wall.weekday()
        return Fraction(self.weights[day][wall.hour], 1000)


def _permille(hours):
    """Whole numbers with a mean of 1000: what is left after rounding down goes to the largest remainders, of equals the earlier."""
    total = sum(hours)
    exact = [Fraction(w) * 168_000 / total for w in hours]
    whole = [int(e) for e in exact]
    for i in sorted(range(168), key=lambda i: (whole[i] - exact[i], i))[:168_000 - sum(whole)]:
        whole[i] += 1
    return whole
