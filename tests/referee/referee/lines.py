"""Who waits for people: work on services, their acceptance, accounts."""
from .recovery import Job


class Asked:
    """One person is wanted; `place` orders the line."""

    def __init__(self, what, crew, place, effort, done):
        self.what, self.crew, self.place, self.effort, self.done = what, crew, place, effort, done


class Lines:
    """In each organisation one line for all its crews."""

    def __init__(self, world):
        self.world = world
        self.lines = {o: [] for o in world.scenario.orgs}

    def ask(self, org, what, crew, place, effort, done):
        """Of the crew, or of any that repairs hosts."""
        self.lines[org].append(Asked(what, crew, place, effort, done))
        self.lines[org].sort(key=lambda one: one.place)
        self.world.recovery.assign(org)

    def drop(self, org, what):
        """All of it begins anew, or is not wanted any more; who is at it finishes it, in vain."""
        self.lines[org] = [one for one in self.lines[org] if one.what != what]

    def next_by_name(self, org, crew):
        """What is for this crew alone: it comes before hosts."""
        return next((one for one in self.lines[org] if one.crew == crew.name and not crew.pool), None)

    def next_for_any(self, org, crew):
        """What anybody of the organisation may do who repairs hosts: after them."""
        return next((one for one in self.lines[org] if one.crew is None and crew.does_any), None)

    def begin(self, org, crew, one):
        self.lines[org].remove(one)
        Job(self.world.recovery, org, crew, 1, one.effort, one.done)
