"""Every spreadsheet of a set of papers, opened with a second reader.

    sheets_test.py FOLDER EXERCISE LANGUAGE

Exit status 77: the reader is not there.
"""
import csv
import pathlib
import re
import sys

try:
    import openpyxl
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}", file=sys.stderr)
    sys.exit(77)

folder, exercise_file, language = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
exercise = yaml.safe_load(open(exercise_file, encoding="utf-8"))
mark = {"de": "ÜBUNG", "en": "EXERCISE"}[language]


def cells(path):
    """Rows of the first sheet as text; no cell is a formula, and every sheet is marked in print."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        assert mark in (sheet.oddHeader.center.text or "") + (sheet.oddHeader.left.text or ""), path
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4, path
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "inlineStr", "n"), (path, cell.coordinate)
                assert cell.data_type != "n" or cell.value is None, (path, cell.coordinate)
    return [[cell.value or "" for cell in row] for row in book.worksheets[0].iter_rows()]


def without_guard(value):
    return re.sub(r"(^|(?<=[;,\t\n]))'('*[=+\-@\t\n])", r"\2", value)


def check_msel(path):
    with open(path.with_suffix(".csv"), encoding="utf-8-sig", newline="") as file:
        wanted = [[without_guard(value) for value in row]
                  for row in csv.reader(file, delimiter=";" if language == "de" else ",")]
    found = cells(path)
    start = next(i for i, row in enumerate(found) if row[: len(wanted[0])] == wanted[0])
    assert len(wanted) > len(exercise["injects"]), path
    for row, expected in zip(found[start:], wanted):
        assert row[: len(expected)] == expected, (path, row, expected)


def check_feedback(path):
    found = cells(path)
    headings = next(row for row in found if sum(1 for cell in row if cell) > 20)
    assert len(set(headings)) == len(headings) == 30, (path, headings)
    # Names are nowhere asked for.
    assert not any(re.search(r"\bName\b", str(cell)) for cell in headings), (path, headings)


def check_evaluation(path):
    found = cells(path)
    for name, objective in exercise["objectives"].items():
        rows = [row for row in found if row[0] == name]
        tasks = [task[language] for task in objective.get("tasks", [])]
        assert [row[2] for row in rows][: len(tasks)] == tasks, (path, rows)
        assert len(rows) == len(tasks) + 1, (path, rows)


def check_log(path):
    above = "\n".join(" ".join(row) for row in cells(path))
    for decision in exercise["decisions"]:
        assert decision["name"] in above, path
        for option in decision["options"]:
            assert option["name"] in above, path


sheets = sorted(folder.rglob("*.xlsx"))
for path in sheets:
    if path.name.startswith("msel"):
        check_msel(path)
    elif path.name == "evaluation.xlsx":
        check_evaluation(path)
    elif path.name == "feedback.xlsx":
        check_feedback(path)
    elif path.name == "log.xlsx":
        check_log(path)
    else:
        raise AssertionError(f"nothing is known of {path}")
assert len(sheets) == 7, sheets
print(f"{len(sheets)} spreadsheets")
