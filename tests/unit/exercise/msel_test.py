"""The list of injects, read back with a second reader.

    msel_test.py WRITE_MSEL xlsx|ics

Exit status 77: the reader is not there.
"""
import csv
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
program, part = sys.argv[1:3]
try:
    if part == "xlsx":
        import openpyxl
    else:
        import icalendar
except ImportError as missing:
    print(f"skipped: {missing}", file=sys.stderr)
    sys.exit(SKIPPED)

folder = tempfile.TemporaryDirectory()
out = pathlib.Path(folder.name)
subprocess.run([program, out], check=True)
LAYOUTS = ("superset", "standard", "hseep", "mitre")
ABOVE = 2


class Spreadsheet(unittest.TestCase):
    def test_cells_are_those_of_the_csv_and_no_formula(self):
        for language, separator in (("de", ";"), ("en", ",")):
            for layout in LAYOUTS:
                stem = f"{layout}.{language}"
                with self.subTest(stem):
                    text = (out / f"{stem}.csv").read_bytes().decode("utf-8-sig")
                    wanted = list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
                    sheet = openpyxl.load_workbook(out / f"{stem}.xlsx").worksheets[0]
                    rows = list(sheet.iter_rows(min_row=ABOVE + 1))
                    self.assertGreater(len(wanted), 15)
                    for line, cells in zip(wanted, rows):
                        for value, cell in zip(line, cells):
                            self.assertNotEqual(cell.data_type, "f")
                            self.assertNotIn(value[:1], ("=", "+", "-", "@"))
                            # Nor for a spreadsheet that splits at another separator.
                            self.assertNotRegex(value, r"[;,\t\n][=+\-@]")
                            plain = re.sub(r"(^|(?<=[;,\t\n]))'('*[=+\-@\t\n])", r"\2", value)
                            shown = (cell.value or "").replace("_x005F_", "_")
                            self.assertEqual(plain, shown)

    def test_pages_are_marked_and_headings_stay(self):
        book = openpyxl.load_workbook(out / "superset.en.xlsx")
        self.assertEqual([sheet.title for sheet in book], ["MSEL", "Moves"])
        for sheet in book:
            self.assertEqual(sheet["A1"].value, "EXERCISE & TLP:AMBER")
            self.assertEqual(sheet.oddHeader.center.text, "EXERCISE && TLP:AMBER")
            self.assertEqual(sheet.freeze_panes, f"A{ABOVE + 2}")
            self.assertEqual(sheet.page_setup.orientation, "landscape")
            self.assertTrue(sheet.auto_filter.ref)
        offered = [v.formula1 for v in book["MSEL"].data_validations.dataValidation]
        self.assertIn('"Draft,Approved,Sent,Skipped,Done"', offered)


class Calendar(unittest.TestCase):
    def test_events_have_their_time_and_text(self):
        bytes_ = (out / "en.ics").read_bytes()
        self.assertTrue(all(len(line) <= 75 for line in bytes_.split(b"\r\n")))
        calendar = icalendar.Calendar.from_ical(bytes_)
        events = {str(e["UID"]): e for e in calendar.walk("VEVENT")}
        self.assertEqual(len(events), 19 + 2)
        call = events["2026-12-03T09:00-call@msel.kammerspiel"]
        begins = datetime.datetime(2026, 12, 3, 8, 5, tzinfo=datetime.timezone.utc)
        self.assertEqual(call["DTSTART"].dt, begins)
        self.assertIn("say call", str(call["DESCRIPTION"]))
        lines = events["2026-12-03T09:00-hostile-9@msel.kammerspiel"]
        self.assertEqual(str(lines["SUMMARY"]), "two\nlines\nthree")


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Spreadsheet if part == "xlsx" else Calendar)
sys.exit(0 if unittest.TextTestRunner(verbosity=1).run(suite).wasSuccessful() else 1)
