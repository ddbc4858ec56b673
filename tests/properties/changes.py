"""What must not change a result: ways to say the same scenario otherwise, or more than it needs."""
import copy

from story import Story

# Lists in which the first is preferred, or the place says what something is.
ORDERED = {"order", "goals", "analysts", "weekday", "saturday", "sunday", "between", "on"}


class Change:
    """Another way to say a scenario. `says` gives its files, or nothing where it does not fit; `told` a story as it is expected then."""
    name = "base"
    horizon = None                                  # micros from which on stories may differ

    def says(self, files, dice):
        raise NotImplementedError

    def asks(self, ask):
        return ask

    def read(self, answer):
        return Story(answer)

    def expected(self, story):
        return story

    def seen(self, story):
        return story


class Same(Change):
    """In another order: of organisations, groups, services, links, crews, plays, actions, routes, files."""
    name = "order"

    def says(self, files, dice):
        return {name: self._shuffled(node, dice) for name, node in self._items(files.items(), dice)}

    @staticmethod
    def _items(items, dice):
        items = list(items)
        dice.shuffle(items)
        return items

    def _shuffled(self, node, dice, key=""):
        if isinstance(node, dict):
            return {k: self._shuffled(v, dice, k) for k, v in self._items(node.items(), dice)}
        if isinstance(node, list):
            parts = [self._shuffled(part, dice) for part in node]
            return parts if key in ORDERED else self._items(parts, dice)
        return node


class Decisions(Same):
    """In another order: strategies, their plays and actions, attackers, entries, what is known at the start, and the files."""
    name = "decisions"
    KEYS = {"strategies", "attackers", "entry", "known_at_start"}

    def says(self, files, dice):
        files = dict(self._items(files.items(), dice))
        files["scenario.yaml"] = {key: self._shuffled(node, dice, key) if key in self.KEYS else node for key, node in files["scenario.yaml"].items()}
        return files


class Table(Change):
    """Organisations from a table, backwards."""
    name = "table"
    COLUMNS = ["id", "region", "members", "staff"]

    def says(self, files, dice):
        files = copy.deepcopy(files)
        organisations = files["federation.yaml"]["organisations"]
        also = organisations.pop("also")
        rows = [",".join(self.COLUMNS)] + [",".join([o] + [str(node[c]) for c in self.COLUMNS[1:]]) for o, node in reversed(also.items())]
        files["all.csv"] = "\n".join(rows) + "\n"
        templates = sorted({node["template"] for node in also.values()})
        organisations.update({"from": "all.csv", "template": templates[0], "override": {o: {"template": node["template"]} for o, node in also.items()}})
        return files


class Files(Change):
    """Other files."""
    name = "files"

    def says(self, files, dice):
        files = copy.deepcopy(files)
        files["who/there.yaml"] = files.pop("federation.yaml")
        files["scenario.yaml"]["federation"] = "who/there.yaml"
        for name in [name for name in files if name.startswith("profiles/")]:
            files["who/of-" + name.rsplit("/", 1)[1]] = files.pop(name)
        for node in files["scenario.yaml"]["attackers"].values():
            node["use"] = "who/of-" + node["use"].rsplit("/", 1)[1]
        return files


class Never(Change):
    """Plays that never begin, before and after the others, in every strategy."""
    name = "never"

    def says(self, files, dice):
        files = copy.deepcopy(files)
        services = sorted({s for t in files["federation.yaml"]["templates"].values() for s in t["services"]})
        for strategy in files["scenario.yaml"]["strategies"].values():
            dice.shuffle(services)
            play = {"when": {"destroyed_hosts": 1_000_000}, "do": [{"shutdown": {"takes": "exponential mean 1h"}}, {"restore": {"order": list(services), "gate": "none"}},
                                                                    {"reset_credentials": {}}, {"hunt": {"scope": "everything"}}]}
            late = {"name": "zz-never", "when": {"all_of": [{"confirmed_hosts": 1}, {"destroyed_hosts": 1_000_000, "within": "organisation"}]}, "again": {"after": "1h"},
                    "by": "organisation", "do": [{"shutdown": {"isolate": "true"}}, {"restore": {"scope": "everything", "rebuild": "everything"}}]}
            strategy["plays"] = [{"name": "aa-never", **play}] + strategy["plays"] + [late]
        return files


class Stranger(Change):
    """Organisations without ties, one of which has hosts, services, people."""
    name = "stranger"
    ADDED = ("aa", "zz")

    def says(self, files, dice):
        # What they all share, and plays that begin once for each of them.
        if any(word in str(files) for word in ("call_in", "within")):
            return None
        files = copy.deepcopy(files)
        federation = files["federation.yaml"]
        also = federation["organisations"]["also"]
        region = next(iter(also.values()))["region"]
        also["zz"] = {"template": "t-aa", "region": region, "members": 0, "staff": 0}
        also["aa"] = {"template": "t-aa", "region": region, "members": 0, "staff": 5}
        federation["templates"]["t-aa"] = {"host_groups": {"alone": {"kind": "appliance", "zone": "nowhere", "count": 0 if self._is_asked_everywhere(files) else 3}}, "services": {"unwanted": {"needs": ["alone"]}},
                                           "crews": {"alone": {"people": 1, "shift": "round-the-clock"}}}
        return files

    @staticmethod
    def _is_asked_everywhere(files):
        """What is asked of all of them, or takes what all share."""
        words = ("call_in", "play_done", "restored", "forensics", "false_alarms", "in_each_organisation", "hold", "{}", "organisation'}", "known_at_start")
        return any(word in str(files) for word in words)

    def seen(self, story):
        return story.without(self.ADDED)

    def expected(self, story):
        return story.without(self.ADDED)


class Idle(Change):
    """Things that nobody uses."""
    name = "idle"

    def says(self, files, dice):
        files = copy.deepcopy(files)
        scenario, federation = files["scenario.yaml"], files["federation.yaml"]
        scenario.setdefault("pools", {})["aaa"] = {"people": 3, "arrives_after": "exponential mean 1h"}
        scenario.setdefault("profiles", {})["unused"] = {"weekday": [1] * 24, "saturday": [1] * 24, "sunday": [2] * 24}
        scenario["recovery"]["appliance"] = {"inspect": "1h", "clean": "1h", "rebuild": "1h", "test": "1h"}
        scenario["strategies"] = {"aaa": {"plays": [{"name": "p0", "do": [{"shutdown": {}}]}]}, **scenario["strategies"]}
        federation["templates"]["unused"] = {"host_groups": {"g0": {"kind": "server", "zone": "core", "count": 3}}}
        for name in [name for name in files if name.startswith("profiles/")]:
            if files[name]["kind"] == "autonomous":
                files[name]["routes"].insert(0, {"name": "aaa", "from": {}, "to": {}, "time": "1h", "success": 0, "evidence": 0, "yields": "controlled"})
        return files


class Longer(Change):
    """A longer horizon: the same up to the shorter one."""
    name = "longer"

    def says(self, files, dice):
        files = copy.deepcopy(files)
        files["scenario.yaml"]["horizon"] = str(files["scenario.yaml"]["horizon"]) + " 9d"
        return files

    def asks(self, ask):
        return ask

    def seen(self, story):
        return story.until(self.horizon)

    def expected(self, story):
        return story.until(self.horizon)


class Threads(Change):
    """Several threads."""
    name = "threads"

    def says(self, files, dice):
        self.threads = dice.choice([2, 3])
        return files

    def asks(self, ask):
        return {**ask, "executive": "parallel", "threads": self.threads}


class Study(Change):
    """As one of many in a study, over threads: the same figures."""
    name = "study"

    def says(self, files, dice):
        return files

    def asks(self, ask):
        return {**ask, "study": ask["world"] + 2}

    def expected(self, story):
        return story.without_lines()

    def seen(self, story):
        return story.without_lines()


class Twice(Change):
    """Twice the members, and capacities: twice the hours, at the same times."""
    name = "twice"
    PEOPLE = {"members", "member_hours_lost", "lost_to_attack", "lost_to_precaution", "lost_to_testing", "lost_to_rebuilding", "lost_to_other",
              "lost_through_dependency", "lost_to_attack_anyway", "requests_lost", "requests_delayed", "requests_waiting",
              "served_elsewhere_person_hours", "people"}

    def says(self, files, dice):
        files = copy.deepcopy(files)
        for organisation in files["federation.yaml"]["organisations"]["also"].values():
            organisation["members"] = 2 * int(organisation["members"])
        for template in files["federation.yaml"]["templates"].values():
            for service in template["services"].values():
                if "capacity" in service:
                    service["capacity"] = 2 * int(service["capacity"])
        return files

    def expected(self, story):
        return story.times(2, self.PEOPLE)


class Twin(Change):
    """A strategy that says the same under another name."""
    name = "twin"

    def says(self, files, dice):
        files = copy.deepcopy(files)
        strategies = files["scenario.yaml"]["strategies"]
        files["scenario.yaml"]["strategies"] = {f"aa-{name}": copy.deepcopy(node) for name, node in strategies.items()} | strategies
        return files

    def asks(self, ask):
        return {**ask, "strategy": "aa-" + ask["strategy"]}


class Words(Change):
    """The same spans in other units."""
    name = "units"
    UNITS = {"1h": "60min", "30min": "0.5h", "1d": "24h", "2h": "120min", "4h": "0.5h 210min", "8h": "480min"}

    def says(self, files, dice):
        return {name: self._said(node) for name, node in files.items()}

    def _said(self, node):
        if isinstance(node, dict):
            return {key: self._said(part) for key, part in node.items()}
        if isinstance(node, list):
            return [self._said(part) for part in node]
        return self.UNITS.get(node, node) if isinstance(node, str) else node


class Renamed(Change):
    """Everything has another name, and its old one as key."""
    name = "renamed"
    KEPT = {"use", "federation", "title", "starts", "horizon", "technique", "zone", "realm", "tags", "template", "region", "clock", "kind", "shift"}

    def says(self, files, dice):
        files = copy.deepcopy(files)
        things = list(self._things(files))
        names = sorted({name for name, _ in things})
        numbers = list(range(10, 10 + len(names)))
        dice.shuffle(numbers)                       # so that the order of the names is another one, too
        self.new = {name: f"n{number}" for name, number in zip(names, numbers)}
        for name, node in things:
            node["key"] = name
        return {file: self._said(node) for file, node in files.items()}

    @staticmethod
    def _things(files):
        scenario, federation = files["scenario.yaml"], files["federation.yaml"]
        maps = [federation["organisations"]["also"], scenario["attackers"], scenario.get("pools", {})]
        maps += [template.get(kind, {}) for template in federation["templates"].values() for kind in ("host_groups", "links", "services", "crews")]
        lists = [strategy["plays"] for strategy in scenario["strategies"].values()] + [scenario.get("hold", [])]
        lists += [node[kind] for name, node in files.items() if name.startswith("profiles/") for kind in ("routes", "impact") if kind in node]
        for one in maps:
            yield from one.items()
        seen = set()
        for one in lists:                           # plays may stand in two strategies as one object
            for node in one:
                if id(node) not in seen and "name" in node:
                    seen.add(id(node))
                    yield node["name"], node

    def _said(self, node, key=""):
        if isinstance(node, dict):
            return {self._word(k): self._said(v, k) for k, v in node.items()}
        if isinstance(node, list):
            return [self._said(part, key) for part in node]
        return node if key in self.KEPT or key == "key" else self._word(node)

    def _word(self, word):
        return "/".join(self.new.get(part, part) for part in word.split("/")) if isinstance(word, str) else word

    def asks(self, ask):
        return {**ask, "attacker": self.new[ask["attacker"]]}

    def read(self, answer):
        return Story(answer, {new: old for old, new in self.new.items()})

    def seen(self, story):
        return story.without_sentences()

    def expected(self, story):
        return story.without_sentences()


ALL = [Same, Decisions, Table, Files, Never, Stranger, Idle, Longer, Threads, Study, Twice, Twin, Words, Renamed]
