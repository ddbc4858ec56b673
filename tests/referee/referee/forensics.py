"""Those who examine hosts, and secure traces meanwhile: first come, first served, at one instant by name. Examinations rest
outside of their shift, a hold does not."""
from .calendar import Shift
from .kernel import DECISIONS, HOSTS, KNOWLEDGE
from .units import Unsupported, number, span


class Forensics:
    def __init__(self, world, node):
        self.world, self.kernel, self.node, self.org = world, world.kernel, node, node["at"]
        self.shift = Shift(world.scenario.clock, node.get("shift", "business-hours"), world.scenario.orgs[self.org].region)
        self.free, self.queue = int(node.get("people", 1)), []
        self.secured = {}                           # hold that is asked for → who is told when it is over

    def _message(self, source, target, act):
        self.kernel.at(self.kernel.now + self.world.scenario.latency, KNOWLEDGE, target, source, act)

    def examine(self, host):
        if number(self.node.get("slower_after_shutdown", 1)) != 1:
            raise Unsupported("examinations that take longer after a shutdown")
        name = f"{host.group.org}/{host.group.name}"
        self._message(host.group.org, self.org, lambda: self._wait((name, host.number), lambda: self.shift.after(self.kernel.now, span(self.node["time_per_host"])), lambda: None))

    def secure(self, org, hold, lasts, done):
        """Whoever asks for the same hold meanwhile joins it."""
        def tell(to, act):
            self.kernel.at(self.kernel.now + self.world.scenario.latency, HOSTS, to, self.org, act)

        def over():
            for to, act in self.secured.pop(hold):
                tell(to, act)

        def arrive():
            is_asked = hold in self.secured
            self.secured.setdefault(hold, []).append((org, done))
            if not is_asked:
                self._wait((hold, 0), lambda: self.kernel.now + lasts, over)
        self._message(org, self.org, arrive)

    def _wait(self, name, end, done):
        self.queue.append((self.kernel.now, name, end, done))
        self.queue.sort(key=lambda one: one[:2])
        self._begin_soon()

    def _begin_soon(self):
        self.kernel.at(self.kernel.now, DECISIONS, self.org, self.org, self._begin)

    def _begin(self):
        while self.free and self.queue:
            (_, _, end_of, done), self.free = self.queue.pop(0), self.free - 1

            def end(done=done):
                self.free += 1
                done()
                self._begin_soon()
            self.kernel.at(end_of(), KNOWLEDGE, self.org, self.org, end)
