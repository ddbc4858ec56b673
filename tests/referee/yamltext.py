"""Scenario folders as dictionaries of files; written in plain YAML that the program reads."""
import re
from pathlib import Path

import yaml

PLAIN = re.compile(r"[A-Za-z0-9_./+-][A-Za-z0-9_./+ :-]*")


def text(node):
    """Flow style, one line; words without quotes where YAML needs none."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{text(key)}: {text(value)}" for key, value in node.items()) + "}"
    if isinstance(node, (list, tuple)):
        return "[" + ", ".join(text(part) for part in node) + "]"
    if isinstance(node, bool):
        return "true" if node else "false"
    word = str(node)
    return word if PLAIN.fullmatch(word) and ": " not in word and not word.endswith((":", " ")) else '"' + word.replace('"', "'") + '"'


def block(node, depth=0):
    """The outer levels one key a line, the inside in flow style."""
    lines = []
    for key, value in node.items():
        if isinstance(value, dict) and value and depth < 3:
            lines += ["  " * depth + f"{text(key)}:"] + block(value, depth + 1)
        elif isinstance(value, list) and value and depth < 4 and isinstance(value[0], dict):
            lines += ["  " * depth + f"{text(key)}:"] + ["  " * (depth + 1) + "- " + text(part) for part in value]
        else:
            lines.append("  " * depth + f"{text(key)}: {text(value)}")
    return lines


def write(folder, files, note=None):
    for name, node in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(block(node)) + "\n")
    if note:
        (Path(folder) / "NOTE.md").write_text(note)


def load(folder):
    """All files of a scenario folder that `write` has written."""
    files = {}
    for path in sorted(Path(folder).rglob("*.yaml")):
        files[str(path.relative_to(folder))] = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
    return files
