"""Plays: who knows what, who decides, when; what is then sent to whom."""
from collections import Counter
from fractions import Fraction

from .actions import Action
from .kernel import DECISIONS, HOSTS, KNOWLEDGE, TEAM
from .scope import Scope, selected
from .units import Unsupported, rounded, span

COUNTS = ("alerts", "suspected_hosts", "confirmed_hosts", "confirmed_organisations", "destroyed_hosts")
WIDTHS = ("federation", "region", "organisation")   # the widest first
EVERYBODY = ("federation", "")
# Actions of a play at one instant in this order; of restores the more thorough one comes later.
ACTIONS = ("shutdown", "close_link", "open_link", "reset_credentials", "block_technique", "hunt", "call_in", "activate_fallback", "inform", "restore")
GATES, REBUILDS = ("none", "inspected", "tested"), ("destroyed", "controlled", "everything")


def _order(node):
    (kind, how), = node.items()
    how = how if isinstance(how, dict) else {}
    thorough = (GATES.index(how.get("gate", "tested")), REBUILDS.index(how.get("rebuild", "controlled")), how.get("into") == "clean_zone",
                Fraction(str(how.get("thoroughness", "0.98")))) if kind == "restore" else ()
    return ACTIONS.index(kind), thorough, _where(how.get("scope"))


def _where(scope):
    """A scope as a word, to tell apart what is done alike."""
    scope = scope if isinstance(scope, dict) else {}
    place = f"organisation:{scope['organisation']}" if "organisation" in scope else f"region:{scope['region']}" if "region" in scope else "everything"
    parts = "/".join(str(scope.get(key, "*")) for key in ("zone", "group", "tag"))
    return f"{place}|*/*/{parts}/{scope.get('kind', '')}|{scope.get('service', '*')}"


class Decider:
    """The crisis team, a region's team or an organisation's own: what it was told, plays begun and under way."""

    def __init__(self, plays, kind, name, orgs):
        self.plays, self.kind, self.name, self.orgs = plays, kind, name, sorted(orgs)
        self.process = {"federation": TEAM, "region": f"~2 region {name}", "organisation": name}[kind]
        self.known = {o: Counter() for o in plays.scenario.orgs}
        self.triggered, self.decided, self.done = set(), set(), set()
        self.answers = {}                           # (play, subject) → its Answer, of plays that may be decided again
        self.left, self.done_elsewhere = Counter(), Counter()    # of each play: orders not carried out; others who told it is done
        self.standing = {}                          # (watch, organisation) → whether hosts are away; whether they ever were
        self.closures = []                          # links that it has had closed until a condition holds

    def look_again(self):
        self.plays.kernel.at(self.plays.kernel.now, DECISIONS, self.process, self.process, self.look)

    def look(self):
        """The story begins at the start: what was known before it is weighed then."""
        if self.plays.kernel.now < 0:
            return
        for play in self.plays.of(self.kind):
            for subject in self.plays.subjects(play, self):
                if self._begins(play, subject):
                    self.triggered.add((play["name"], subject))
                    Lag(self.plays, play, self, subject)
        for closure in [c for c in self.closures if self.holds(c["until"], c["subject"])]:
            self.closures.remove(closure)
            for org in closure["orgs"]:
                self.plays.message(self.process, org, HOSTS, lambda o=org, c=closure: self.plays.world.recovery.open_held(o, c["key"]))

    def _begins(self, play, subject):
        if (play["name"], subject) not in self.triggered:
            return self.holds(play.get("when"), subject)
        answer = self.answers.get((play["name"], subject))
        if answer is None or answer.is_lagging or not answer.left or self.plays.kernel.now < answer.at + answer.after:
            return False
        if not self.holds(play.get("when"), subject, answer.known):
            return False
        answer.is_lagging, answer.left = True, answer.left - 1
        return True

    # ---- conditions ------------------------------------------------------------------------------------------------

    def holds(self, condition, subject, since=None):
        """By what is known, or by what has been found since that was known."""
        if condition is None:
            return True
        for key, together in (("all_of", all), ("any_of", any)):
            if key in condition:
                return together(self.holds(part, subject, since) for part in condition[key])
        if "clock" in condition:
            return self.plays.scenario.clock.at(condition["clock"]) <= self.plays.kernel.now
        if "play_done" in condition:
            return self._is_done(condition["play_done"])
        if "restored" in condition:
            stand = [state for (watch, _), state in self.standing.items() if watch == str(condition["restored"])]
            return any(was for _, was in stand) and not any(away for away, _ in stand)
        if "certainty" in condition:
            return self.plays.world.detection.certain(condition["certainty"])
        what = next(key for key in COUNTS if key in condition)
        return self.count(what, condition.get("within", "federation"), subject, since) >= int(condition[what])

    def count(self, what, within, subject, since=None):
        """Of hosts as its organisations have reported them: within the subject, or all that it knows of."""
        orgs = self.plays.scenario.orgs
        kind, name = subject
        if within == "region" and kind == "organisation":
            name = orgs[name].region
        there = [o for o in self.known if within == "federation" or name == (orgs[o].region if within == "region" else o)]
        def number(o, what):
            if since is None:
                return self.known[o][what]
            found = what if what == "alerts" else "found " + what
            return self.known[o][found] - since[o][found]
        if what == "confirmed_organisations":
            return sum(1 for o in there if number(o, "confirmed_hosts") > 0)
        return sum(number(o, what) for o in there)

    def _is_done(self, name):
        play = next((p for p in self.plays.nodes if p["name"] == name), None)
        if play is None:
            return False
        theirs = play.get("by", "federation")
        if theirs == self.kind:
            return name in self.done
        if WIDTHS.index(theirs) < WIDTHS.index(self.kind):
            return self.done_elsewhere[name] > 0
        regions = {o.region for o in self.plays.scenario.orgs.values()}
        return self.done_elsewhere[name] >= (len(regions) if theirs == "region" else len(self.orgs))

    # ---- decisions -------------------------------------------------------------------------------------------------

    def decide(self, play, subject):
        plays, name = self.plays, play["name"]
        plays.decisions.append({"play": name, "decider": self.name, "time": plays.kernel.now})
        self.decided.add(name)
        if "again" in play:
            self._remember(play, subject)
        for index, node in sorted(enumerate(play["do"]), key=lambda one: _order(one[1])):
            (kind, how), = node.items()
            how = how if isinstance(how, dict) else {}
            scope, orgs = Scope(plays.scenario, how.get("scope")), []
            for org in scope.orgs:
                if self._concerns(scope, subject, org.name):
                    orgs.append(org.name)
                    self.left[name] += 1
                    plays.message(self.process, org.name, HOSTS, lambda o=org.name, k=kind, h=how, s=scope, key=(name, index):
                                  Action(plays.world, k, h, s, o, key, lambda: plays.message(o, self.process, KNOWLEDGE, lambda: self._carried_out(play))).begin())
            if "until" in how:
                self._keep_in_mind(how, (name, index), subject, orgs)
        self._may_be_done(play)

    def _remember(self, play, subject):
        key, again = (play["name"], subject), play["again"] or {}
        if key not in self.answers:
            self.answers[key] = Answer(again)
        answer = self.answers[key]
        answer.is_lagging, answer.at, answer.known = False, self.plays.kernel.now, {o: Counter(known) for o, known in self.known.items()}
        self.plays.kernel.at(answer.at + answer.after, DECISIONS, self.process, self.process, self.look)

    def _concerns(self, scope, subject, org):
        if org not in self.orgs or self.kind == "organisation":
            return org == self.name                 # who decides for itself is whom it concerns
        orgs, (kind, name) = self.plays.scenario.orgs, subject
        region, is_suspected = orgs[org].region, self.known[org]["suspected_hosts"] > 0
        if scope.affected == "organisation":
            return org == name if kind == "organisation" else is_suspected and (kind != "region" or region == name)
        if scope.affected == "region":
            if kind == "federation":
                return any(self.known[o]["suspected_hosts"] for o in self.known if orgs[o].region == region)
            return region == (name if kind == "region" else orgs[name].region)
        return True

    def _keep_in_mind(self, how, key, subject, orgs):
        same = next((c for c in self.closures if c["key"] == key and c["subject"] == subject), None)
        if same is None:
            same = {"key": key, "subject": subject, "orgs": [], "until": self.plays.widened(how["until"], key[0])}
            self.closures.append(same)
        same["orgs"] += orgs
        self.look_again()                           # it may hold already

    def _carried_out(self, play):
        self.left[play["name"]] -= 1
        self._may_be_done(play)

    def _may_be_done(self, play):
        name = play["name"]
        if name in self.done or name not in self.decided or self.left[name]:
            return
        self.done.add(name)
        for other in self.plays.deciders.values():
            if other.kind != self.kind and set(other.orgs) & set(self.orgs):
                def told(other=other):
                    other.done_elsewhere[name] += 1
                    other.look_again()
                self.plays.message(self.process, other.process, KNOWLEDGE, told)
        self.look_again()


class Answer:
    """Of a play that may be decided again: when it was decided last, and what was known then."""

    def __init__(self, again):
        self.after, self.left = span(again.get("after", "0h")), int(again.get("at_most", 1))
        self.is_lagging, self.at, self.known = False, None, None


class Plays:
    def __init__(self, world, strategy):
        self.world, self.kernel, self.scenario = world, world.kernel, world.scenario
        self.nodes = strategy.get("plays") or []
        self.deciders, self.decisions, self.lags, self.written, self.were_away = {}, [], [], {}, {}
        for kind in WIDTHS:
            if self.of(kind):
                for name, members in self._who(kind):
                    self.deciders[kind, name] = Decider(self, kind, name, members)
        self.watches = [c["restored"] for play in self.nodes for root in self._conditions(play) for c in _parts(root) if "restored" in c]

    def begin(self):
        for (kind, _), decider in self.deciders.items():
            moments = {0} | {self.scenario.clock.at(c["clock"]) for play in self.of(kind) for root in self._conditions(play)
                             for c in _parts(root) if "clock" in c}
            for moment in moments:
                if moment >= self.kernel.now:
                    self.kernel.at(moment, DECISIONS, decider.process, decider.process, decider.look)

    def of(self, kind):
        return sorted((play for play in self.nodes if play.get("by", "federation") == kind), key=lambda play: play["name"])

    def _conditions(self, play):
        closings = [how for node in play["do"] for how in node.values() if isinstance(how, dict) and "until" in how]
        return [play.get("when")] + [how["until"] for how in closings]

    def counts_hosts(self):
        """Whether any play waits for what staff know of hosts."""
        return any(key in str(play.get("when")) for play in self.nodes for key in COUNTS)

    def _who(self, by):
        orgs = self.scenario.orgs
        if by == "federation":
            return [("", sorted(orgs))]
        if by == "organisation":
            return [(o, [o]) for o in sorted(orgs)]
        return [(r, sorted(n for n, o in orgs.items() if o.region == r)) for r in sorted({o.region for o in orgs.values()})]

    def subjects(self, play, decider):
        """For whom a play begins: once for each region or organisation within which its condition counts."""
        kind = _finest(play.get("when"))
        if kind == "federation":
            return [EVERYBODY]
        return [(kind, name) for name, members in self._who(kind) if set(members) & set(decider.orgs)]

    def widened(self, condition, play):
        """What keeps a link closed is counted within no less than what the play's own condition counts within."""
        widest = WIDTHS.index(_finest(next(p for p in self.nodes if p["name"] == play).get("when")))
        changed = dict(condition)
        if WIDTHS.index(condition.get("within", "federation")) > widest:
            changed["within"] = WIDTHS[widest]
        for key in ("all_of", "any_of"):
            if key in condition:
                changed[key] = [self.widened(part, play) for part in condition[key]]
        return changed

    # ---- knowledge -------------------------------------------------------------------------------------------------

    def message(self, source, target, priority, act, delay=0):
        """At least one latency, to oneself, too."""
        self.kernel.at(self.kernel.now + max(delay, self.scenario.latency), priority, target, source, act)

    def report(self, org, known):
        """What staff know at the end of this instant is told after the reporting delay and a message."""
        key = org, self.kernel.now
        is_written = key in self.written
        self.written[key] = Counter(known)
        if is_written:
            return

        def send():
            news = self.written.pop(key)
            self.message(org, TEAM, KNOWLEDGE, lambda: self.world.boards.hear(org, news["found confirmed_hosts"] + news["found destroyed_hosts"]))
            for decider in self.deciders.values():
                if org in decider.orgs:
                    def arrive(decider=decider):
                        decider.known[org] = news
                        decider.look_again()
                    self.message(org, decider.process, KNOWLEDGE, arrive)
        self.kernel.at(self.kernel.now + self.scenario.reporting_delay, KNOWLEDGE, org, org, send)

    def hosts_stand(self, org):
        """Of hosts that somebody waits for: whether some are down or confirmed; told as a report is."""
        for selector in self.watches:
            key = str(selector), org
            are_away = any(self.world.recovery.is_away(h) for h in selected(self.scenario, selector) if h.group.org == org)
            if are_away == self.were_away.get(key, False):
                continue
            self.were_away[key] = are_away
            for decider in self.deciders.values():
                if org in decider.orgs:
                    def arrive(decider=decider, key=key, are_away=are_away):
                        _, was = decider.standing.get(key, (False, False))
                        decider.standing[key] = are_away, was or are_away
                        decider.look_again()
                    self.message(org, decider.process, KNOWLEDGE, arrive, self.scenario.reporting_delay + self.scenario.latency)


def _parts(condition):
    """The condition and all that it is made of."""
    if not condition:
        return []
    return [condition] + [c for key in ("all_of", "any_of") for part in condition.get(key) or [] for c in _parts(part)]


def _finest(condition):
    return max((c.get("within", "federation") for c in _parts(condition)), key=WIDTHS.index, default="federation")


class Lag:
    """From knowing to deciding; slower while a service that deciding uses is down."""

    def __init__(self, plays, play, decider, subject):
        self.plays, self.play, self.decider, self.subject = plays, play, decider, subject
        self.left, self.since, self.version = span(play.get("after", "0h")), plays.kernel.now, 0
        uses = play.get("uses") or []
        is_own = decider.kind == "organisation"
        self.home, self.uses = decider.name if is_own else plays.scenario.text.get("crisis_team_at"), uses
        if uses and not self.home:
            raise Unsupported("`uses` of a play without `crisis_team_at`")
        self.delay = 0 if is_own else plays.scenario.latency
        self.factor = self.told = self._factor()
        self._schedule()
        if uses:
            plays.lags.append(self)

    def _factor(self):
        return self.plays.world.slowed(self.home, self.uses) if self.uses else 1

    def levels_changed(self):
        """The crisis team notices by message."""
        factor = self._factor()
        if self.left is not None and factor != self.told:
            self.told = factor
            kernel = self.plays.kernel
            kernel.at(kernel.now + self.delay, KNOWLEDGE, self.decider.process, self.home, lambda: self._change(factor))

    def _change(self, factor):
        if self.left is None or factor == self.factor:
            return
        now = self.plays.kernel.now
        self.left = max(0, self.left - rounded(Fraction(now - self.since) / self.factor))
        self.since, self.factor = now, factor
        self._schedule()

    def _schedule(self):
        self.version += 1
        end = self.since + rounded(self.left * self.factor)
        self.plays.kernel.at(end, DECISIONS, self.decider.process, self.decider.process, lambda v=self.version: self._end(v))

    def _end(self, version):
        if version == self.version and self.left is not None:
            self.left = None
            self.decider.decide(self.play, self.subject)
