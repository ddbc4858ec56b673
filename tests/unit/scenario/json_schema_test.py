"""The printed JSON Schema against an independent validator: it is valid itself, takes all shipped
scenarios and refuses, as the loader does, what is broken.

    json_schema_test.py PROGRAM SOURCE_FOLDER
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import jsonschema
import yaml

program, root = sys.argv[1], pathlib.Path(sys.argv[2])


class Loader(yaml.SafeLoader):
    """YAML 1.2: moments stay text, and `on` and `yes` are words."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def schema(part):
    return json.loads(subprocess.run([program, "schema", part], check=True, capture_output=True).stdout)


SCHEMAS = {part: schema(part) for part in ("scenario", "federation", "profile", "exercise")}


def part_of(path):
    if path.parent.name == "profiles":
        return "profile"
    return path.stem if path.stem in SCHEMAS else None


def faults(part, text):
    validator = jsonschema.Draft202012Validator(SCHEMAS[part])
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader))]


class JsonSchema(unittest.TestCase):
    def test_is_itself_valid(self):
        for one in SCHEMAS.values():
            jsonschema.Draft202012Validator.check_schema(one)

    def test_every_reference_leads_somewhere_and_every_key_is_described(self):
        for part, one in SCHEMAS.items():
            self.walk(part, one, one)

    def walk(self, path, node, whole):
        if isinstance(node, list):
            for item in node:
                self.walk(path, item, whole)
        if not isinstance(node, dict):
            return
        if isinstance(node.get("$ref"), str):
            self.assertIn(node["$ref"].rsplit("/", 1)[1], whole["$defs"], path)
        for key, value in node.items():
            if key == "properties" and isinstance(value, dict) and node.get("title"):
                for name, described in value.items():
                    self.assertTrue(described.get("description"), f"{path}: {name}")
            self.walk(f"{path}/{key}", value, whole)

    def test_takes_what_is_shipped(self):
        files = []
        for folder in ("scenarios", "cli/starters"):
            # A template of incidents has places to fill in.
            found = [path for path in sorted((root / folder).rglob("*.yaml"))
                     if part_of(path) and path.parent.name != "template"]
            self.assertGreater(len(found), 5, folder)
            files += found
        for path in files:
            with self.subTest(path=path):
                self.assertEqual(faults(part_of(path), path.read_text(encoding="utf-8")), [])

    def test_refuses_what_the_loader_refuses(self):
        shipped = root / "scenarios/ihk-2022"
        text = (shipped / "scenario.yaml").read_text(encoding="utf-8")
        for what, by in [("horizon: 400d", "horizon: 300"), ("horizon: 400d\n", ""),
                         ("weight: 0.4", "weight: -1"), ("weight: 0.4", "wieght: 1"),
                         ("kammerspiel: 1", "kammerspiel: 2"), ("gate: tested", "gate: testd"),
                         ("hosts: 3", "hosts: many"), ("by: federation", "by: [federation]"),
                         ("thoroughness: 0.98", "thoroughness: 1.5"),
                         ("reporting_delay: 30min", "reporting_delay: soon"),
                         ("between: [0.5, 0.95]", "between: 0.5"),
                         ("between: [0.5, 0.95]", "tune: [0.5, 0.95]"),
                         ("confidence: derived", "confidence: sure"),
                         ("choices: [tested, inspected]", "choices: [tested]")]:
            with self.subTest(by=by), tempfile.TemporaryDirectory() as folder:
                self.assertIn(what, text)
                broken = text.replace(what, by, 1)
                self.assertTrue(faults("scenario", broken))
                for path in shipped.rglob("*"):
                    if path.is_file():
                        copy = pathlib.Path(folder) / path.relative_to(shipped)
                        copy.parent.mkdir(exist_ok=True)
                        copy.write_bytes(path.read_bytes())
                (pathlib.Path(folder) / "scenario.yaml").write_text(broken, encoding="utf-8")
                done = subprocess.run([program, "check", folder], capture_output=True)
                self.assertEqual(done.returncode, 1, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
