"""Exports of structure, read back with the format's usual tool.

    structure_exports_test.py WRITE_EXPORTS graphml|dot|mermaid|navigator

Exit status 77: the tool is not there. Written are ihk-2022 as shipped, with hostile names, and
with a thousand chambers.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
SKIPPED = 77
program, part = sys.argv[1:3]


def skip(why):
    print(f"skipped: {why}", file=sys.stderr)
    sys.exit(SKIPPED)


if part == "graphml":
    try:
        import networkx
    except ImportError:
        skip("python3-networkx is not installed")
if part == "navigator":
    try:
        import jsonschema
    except ImportError:
        skip("python3-jsonschema is not installed")
if part == "dot" and not shutil.which("dot"):
    skip("graphviz is not installed")
if part == "mermaid":
    if not shutil.which("node"):
        skip("node is not installed")
    if subprocess.run(["node", HERE / "mermaid_check.mjs"], capture_output=True).returncode == SKIPPED:
        skip("the packages mermaid and jsdom are not on NODE_PATH")

folder = tempfile.TemporaryDirectory()
out = pathlib.Path(folder.name)
subprocess.run([program, out], check=True)
WRITTEN = ("shipped", "hostile", "large")
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def facts(which):
    return json.loads((out / which / "facts.json").read_text(encoding="utf-8"))


def text_of(which, name):
    text = (out / which / name).read_text(encoding="utf-8")
    for mark in MARKS:
        assert mark not in text, f"{which}/{name} turns the direction of writing"
    return text


class Graphml(unittest.TestCase):
    def test_networkx_reads_everything(self):
        for which in WRITTEN:
            with self.subTest(which=which):
                text_of(which, "federation.graphml")
                graph = networkx.read_graphml(out / which / "federation.graphml", force_multigraph=True)
                said = facts(which)
                kinds = {}
                for _, node in graph.nodes(data=True):
                    kinds[node["kind"]] = kinds.get(node["kind"], 0) + 1
                for kind, wanted in (("organisation", "organisations"), ("service", "services"), ("link", "links")):
                    self.assertEqual(kinds.pop(kind), said[wanted])
                self.assertEqual(kinds.pop("internet"), 1)
                self.assertEqual(sum(kinds.values()), said["host_groups"])
                nodes = [node for _, node in graph.nodes(data=True)]
                self.assertEqual(sum(node.get("count", 0) for node in nodes), said["hosts"])
                self.assertEqual(sum(node.get("members", 0) for node in nodes), said["members"])
                self.assertEqual(graph.nodes["o0"]["title"], said["name"])
                organisations = {node["id"] for node in nodes if node["kind"] == "organisation"}
                for node in nodes:
                    if node["kind"] not in ("organisation", "internet"):
                        self.assertIn(node["organisation"], organisations)

    def test_needs_say_what_they_need_and_how_much(self):
        graph = networkx.read_graphml(out / "shipped" / "federation.graphml", force_multigraph=True)
        named = {(node.get("organisation"), node["id"]): key for key, node in graph.nodes(data=True)}
        email = named["gfi", "email"]
        needs = {graph.nodes[to]["id"]: data for _, to, data in graph.out_edges(email, data=True)}
        self.assertEqual(set(needs), {"mail-relays", "workstations"})
        self.assertEqual(needs["mail-relays"]["over"], "uplink")
        self.assertAlmostEqual(needs["workstations"]["enough"], 0.3)
        for from_, to, data in graph.edges(data=True):
            self.assertIn(data["type"], ("needs", "link"))
            if data["type"] == "link":
                self.assertEqual(graph.nodes[from_]["kind"], "link")
                self.assertIn(graph.nodes[to]["kind"], ("organisation", "internet"))
        portal = [key for (_, name), key in named.items() if name == "member-portal"][0]
        floors = [data["floor"] for _, _, data in graph.out_edges(portal, data=True) if "floor" in data]
        self.assertEqual(floors, [0.3])


class Dot(unittest.TestCase):
    def draw(self, which, name, to="svg"):
        text_of(which, name)
        done = subprocess.run(["dot", f"-T{to}", out / which / name], capture_output=True, encoding="utf-8", timeout=100)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(re.findall("(?i)^.*error.*$", done.stderr, re.M), [])
        return done.stdout

    def test_graphviz_draws_the_federation(self):
        for which in ("shipped", "hostile"):
            with self.subTest(which=which):
                svg = self.draw(which, "federation.dot")
                self.assertEqual(svg.count('class="node"'), facts(which)["organisations"] + 1)  # the internet
                self.assertEqual(svg.count('class="cluster"'), 0)
                self.assertNotIn("<b>", svg)

    def test_graphviz_draws_what_is_asked_for(self):
        for which in ("shipped", "hostile"):
            with self.subTest(which=which):
                svg = self.draw(which, "inside.dot")
                self.assertEqual(svg.count('class="cluster"'), 2)
                self.assertNotIn("<b>", svg)

    def test_names_stand_in_the_picture_as_they_are_written(self):
        svg = self.draw("hostile", "federation.dot")
        self.assertIn("&quot;quoted&quot; &lt;b&gt;&amp;amp; \\N \\l", svg.replace("&#45;", "-").replace("&#39;", "'"))

    def test_graphviz_reads_a_thousand_organisations(self):
        self.assertGreaterEqual(self.draw("large", "federation.dot", "canon").count("shape=folder"), 1000)


class Mermaid(unittest.TestCase):
    def test_mermaid_reads_what_was_written(self):
        files = [out / which / name for which in WRITTEN for name in ("federation.mmd", "inside.mmd", "provider.mmd")]
        for which in WRITTEN:
            for name in ("federation.mmd", "inside.mmd", "provider.mmd"):
                text_of(which, name)
        done = subprocess.run(["node", HERE / "mermaid_check.mjs", *files], capture_output=True, encoding="utf-8")
        self.assertEqual(done.returncode, 0, done.stderr)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(found), len(files))
        for diagram in found:
            self.assertTrue(diagram["type"].startswith("flowchart"))
            self.assertGreater(diagram["edges"], 0)
        self.assertEqual(found[0]["vertices"], facts("shipped")["organisations"])
        # Hostile names change nothing but labels.
        for shipped, hostile in zip(found[:3], found[3:6]):
            for count in ("vertices", "edges", "subgraphs"):
                self.assertEqual(shipped[count], hostile[count])


class Navigator(unittest.TestCase):
    SCHEMA = json.loads((HERE / "navigator_layer_4_5.schema.json").read_text(encoding="utf-8"))

    def test_layers_follow_the_format(self):
        jsonschema.Draft202012Validator.check_schema(self.SCHEMA)
        for which in WRITTEN:
            with self.subTest(which=which):
                layer = json.loads(text_of(which, "layer.json"))
                jsonschema.validate(layer, self.SCHEMA)
                self.assertGreater(layer["gradient"]["maxValue"], layer["gradient"]["minValue"])
                ids = [technique["techniqueID"] for technique in layer["techniques"]]
                self.assertEqual(ids, sorted(set(ids)))
                self.assertIn("T1210", ids)
                for technique in layer["techniques"]:
                    self.assertLessEqual(1, technique["score"])
                    self.assertLessEqual(technique["score"], facts(which)["attackers"])

    def test_the_schema_refuses_what_is_no_layer(self):
        layer = json.loads(text_of("shipped", "layer.json"))
        for broken in ({"domain": "mitre-enterprise"}, {"techniques": [{"techniqueID": "1210"}]},
                       {"versions": {"layer": "4.4", "navigator": "5.1.0"}}, {"sorting": 9}, {"colour": "red"}):
            with self.subTest(broken=broken), self.assertRaises(jsonschema.ValidationError):
                jsonschema.validate({**layer, **broken}, self.SCHEMA)


TESTS = {"graphml": Graphml, "dot": Dot, "mermaid": Mermaid, "navigator": Navigator}

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(TESTS[part])
    sys.exit(not unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful())
