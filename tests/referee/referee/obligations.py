"""Duties with a clock."""
from .kernel import KNOWLEDGE
from .units import FULL, number, span


class Obligations:
    def __init__(self, world):
        self.world, self.kernel, self.scenario = world, world.kernel, world.scenario
        self.open = {}
        for node in self.scenario.text.get("obligations") or []:
            for org in sorted(self.scenario.orgs):
                if node.get("organisation") in (None, org):
                    self.open[node["name"], org] = {"node": node, "org": org, "state": "none", "since": None}

    def look(self):
        """After every change: what is due, ready, sent."""
        for duty in self.open.values():
            node, now = duty["node"], self.kernel.now
            if now < 0:
                continue
            if duty["state"] == "none" and self._is_due(duty):
                duty.update(state="running", begun=now, ready=now + span(node.get("takes", "0h")), until=now + span(node["within"]))
                for moment in (duty["ready"], duty["until"]):
                    if moment > now:
                        self.kernel.at(moment, KNOWLEDGE, duty["org"], "", self.look)
            if duty["state"] == "running" and now >= duty["ready"] and self._can_send(duty):
                duty["state"] = "met" if now <= duty["until"] else duty["state"]
            if duty["state"] == "running" and now >= duty["until"]:
                duty["state"] = "ready but not sent" if now >= duty["ready"] else "missed"

    def _is_due(self, duty):
        when, org, now = duty["node"]["when"], duty["org"], self.kernel.now
        if "confirmed_hosts" in when:
            known = [h for h in self.world.detection.ever_confirmed if h.group.org == org]
            return len(known) >= int(when["confirmed_hosts"])
        service = self.scenario.orgs[org].services.get(when["service"])
        if service is None:
            return False
        if self.world.levels.real(service) >= int(number(when.get("below", "0.5")) * FULL):
            duty["since"] = None
            return False
        if duty["since"] is None:
            duty["since"] = now
            wait = span(when.get("for", "0h"))
            if wait:
                self.kernel.at(now + wait, KNOWLEDGE, org, "", self.look)
        return now >= duty["since"] + span(when.get("for", "0h"))

    def _can_send(self, duty):
        uses = duty["node"].get("uses") or []
        services = [self.scenario.orgs[duty["org"]].services.get(name) for name in uses]
        return not uses or any(s and self.world.levels.real(s) >= s.up_from for s in services)
