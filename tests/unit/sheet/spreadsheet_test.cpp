#include "kammerspiel/sheet/spreadsheet.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <fstream>

#include "analysis/sheet/read_parts.hpp"
#include "catch.hpp"
#include "kammerspiel/base/text.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel::sheet {
namespace {

using Rows = std::vector<std::vector<std::string>>;

SheetTable table_of(Rows rows) {
    SheetTable table{
        .name = "Injects", .columns = {{"first"}, {"second"}}, .rows = std::move(rows)};
    return table;
}

struct Read {
    Rows rows;
    Diagnostics diagnostics;
    [[nodiscard]] bool says(std::string_view key) const {
        const auto all = diagnostics.sorted();
        return std::any_of(all.begin(), all.end(),
                           [&](const Diagnostic& one) { return one.message.key == key; });
    }
};

Read read(const std::string& bytes) {
    const test::Folder folder;
    const auto file = folder.path() / "table";
    std::ofstream(file, std::ios::binary) << bytes;
    Read read;
    read.rows = read_sheet(file, read.diagnostics).rows;
    return read;
}

/// An XLSX file of one sheet, with the parts that are given.
std::string package(const std::string& cells, const std::string& strings = "",
                    const std::string& formats = "", const std::string& settings = "") {
    const std::vector<std::pair<std::string, std::string>> parts{
        {"xl/workbook.xml", "<workbook xmlns:r='r'><workbookPr " + settings +
                                "/><sheets><sheet name='a' sheetId='7' r:id='rId1'/></sheets>"
                                "</workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='rId1' Type='x/worksheet' "
         "Target='worksheets/sheet1.xml'/></Relationships>"},
        {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
        {"xl/styles.xml", "<styleSheet>" + formats + "</styleSheet>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData>" + cells + "</sheetData></worksheet>"}};
    const test::Folder folder;
    const std::string file = (folder.path() / "made.xlsx").string();
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE, nullptr);
    for (const auto& [name, bytes] : parts) {
        zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        zip_file_add(zip, name.c_str(), source, 0);
    }
    zip_close(zip);
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const Rows hostile{{"=1+1", "+49 231"},
                   {"-5", "@SUM(A1)"},
                   {"'=1", "'word"},
                   {"''", "\"quoted\", and 'so'"},
                   {"two\nlines", "a;b,c\td"},
                   {" space ", "\ttab"},
                   {"＝1", "Übung „an“ 🙂"},
                   {"_x000D_ and _x005F_", "<b>&amp;</b>"}};

TEST_CASE("cells come back from CSV and XLSX as they were written", "[report]") {
    Rows wanted{{"first", "second"}};
    wanted.insert(wanted.end(), hostile.begin(), hostile.end());
    CHECK(read(as_csv(table_of(hostile), ';')).rows == wanted);
    CHECK(read(as_csv(table_of(hostile), ',')).rows == wanted);
    CHECK(read(as_xlsx({table_of(hostile)}, "EXERCISE")).rows == wanted);
}

TEST_CASE("no cell of a CSV file begins as a formula does", "[report]") {
    const std::string csv = as_csv(table_of(hostile), ';');
    const std::string text = csv.substr(3);
    for (const std::string beginning : {"=", "+", "-", "@"}) {
        CHECK(text.find("\n" + beginning) == std::string::npos);
        CHECK(text.find(";" + beginning) == std::string::npos);
        CHECK(text.find("\"" + beginning) == std::string::npos);
    }
    CHECK(
        csv.starts_with("\xEF\xBB\xBF"
                        "first;second\r\n'=1+1;'+49 231\r\n"));
}

TEST_CASE("the same tables give the same bytes", "[report]") {
    CHECK(as_xlsx({table_of(hostile)}, "A & B") == as_xlsx({table_of(hostile)}, "A & B"));
}

TEST_CASE("what would turn the direction of writing or is no text does not get into a cell",
          "[report]") {
    const Rows rows{{"a\u202Eb", "bell\x07"}, {"bad \xFF byte", "line\r\nend"}};
    const Rows wanted{
        {"first", "second"}, {"a\uFFFDb", "bell\uFFFD"}, {"bad \uFFFD byte", "line\nend"}};
    CHECK(read(as_xlsx({table_of(rows)}, "")).rows == wanted);
    CHECK(read(as_csv(table_of(rows), ',')).rows == wanted);
}

TEST_CASE("what is too long for a cell ends in an ellipsis", "[report]") {
    const std::string longest(most_cell_characters, 'x');
    const Rows rows{{longest, longest + "y"}};
    for (const std::string& bytes : {as_xlsx({table_of(rows)}, ""), as_csv(table_of(rows), ',')}) {
        const Read back = read(bytes);
        REQUIRE(back.rows.size() == 2);
        CHECK(back.rows[1][0] == longest);
        CHECK(back.rows[1][1] == longest.substr(1) + "…");
        CHECK(back.diagnostics.warnings() == 0);
    }
}

TEST_CASE("lines above the headings, marks in headers and odd names of sheets do no harm",
          "[report]") {
    SheetTable table = table_of({{"a", "b"}});
    table.above = {"EXERCISE & \"all\"", "=second"};
    table.name = "[a]/b:c?*'" + std::string(40, 'n');
    table.columns[0].choices = {"yes", "no"};
    table.columns[1].choices = {std::string(300, 'c')};
    table.blank_rows = 3;
    SheetTable other = table;
    other.name = "History";
    const std::string marking(300, '&');
    const Read back = read(as_xlsx({table, table, other}, marking));
    REQUIRE(back.rows.size() >= 4);
    CHECK(back.rows[0][0] == "EXERCISE & \"all\"");
    CHECK(back.rows[1][0] == "=second");
    CHECK(back.rows[3] == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a sheet without cells is passed over", "[report]") {
    const SheetTable nothing{.name = "empty"};
    CHECK(read(as_xlsx({nothing, table_of({{"a", "b"}})}, "")).rows.size() == 2);
}

TEST_CASE("CSV is read as Excel in Germany writes it", "[report]") {
    const Rows wanted{{"Übung", "Größe"}, {"a, b, c", "„x“ – 5 €"}};
    CHECK(read("\xDC"
               "bung;Gr\xF6\xDF"
               "e\r\na, b, c;\x84x\x93 \x96 5 \x80\r\n")
              .rows == wanted);
    CHECK(read("sep=;\nÜbung;Größe\na, b, c;„x“ – 5 €").rows == wanted);
    CHECK(read("Übung\tGröße\ra, b, c\t„x“ – 5 €\r").rows == wanted);
}

TEST_CASE("the separator is the one that makes a table", "[report]") {
    const Read back =
        read("EXERCISE, TLP:AMBER, draft\nid;title\n1;one, two, three\n2;four, five\n");
    REQUIRE(back.rows.size() == 4);
    CHECK(back.rows[2] == std::vector<std::string>{"1", "one, two, three"});
}

TEST_CASE("a quotation mark that nothing closes is a warning and takes no rows away", "[report]") {
    const Read back = read("a,b\n\"open,1\nc,d\n");
    CHECK(back.says("sheet.quote"));
    CHECK(back.rows == Rows{{"a", "b"}, {"\"open", "1"}, {"c", "d"}});
}

TEST_CASE("dates of XLSX are told from numbers by their format", "[report]") {
    const std::string formats =
        "<numFmts><numFmt numFmtId='164' formatCode='dd\\.mm\\.yyyy\\ hh:mm'/>"
        "<numFmt numFmtId='165' formatCode='[h]:mm'/>"
        "<numFmt numFmtId='166' formatCode='0.00\" days\"'/>"
        "<numFmt numFmtId='167' formatCode='[$-407]d/ mmmm yyyy;@'/></numFmts>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='20'/>"
        "<xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/><xf "
        "numFmtId='167'/></cellXfs>";
    const auto cell = [&](const char* style, const char* value, const char* settings = "") {
        const Read back = read(
            package(fmt::format("<row r='3'><c r='B3' s='{}'><v>{}</v></c></row>", style, value),
                    "", formats, settings));
        REQUIRE(back.rows.size() == 3);
        return back.rows[2].at(1);
    };
    CHECK(cell("0", "44776") == "44776");
    CHECK(cell("1", "44776") == "2022-08-03");
    CHECK(cell("2", "44776.5416666667") == "2022-08-03T13:00");
    CHECK(cell("3", "0.40625") == "09:45");
    CHECK(cell("4", "44776") == "2022-08-03T00:00");
    CHECK(cell("5", "1.5") == "+36:00");
    CHECK(cell("6", "1.5") == "1.5");
    CHECK(cell("7", "44776") == "2022-08-03");
    CHECK(cell("1", "43314", "date1904='1'") == "2022-08-03");
    CHECK(cell("1", "59") == "1900-02-28");
    CHECK(cell("1", "61") == "1900-03-01");
    CHECK(cell("2", "44776.99999999") == "2022-08-04T00:00");
    CHECK(cell("1", "1e300").starts_with("1e"));
}

TEST_CASE("rich text, inline text and texts of formulas are read", "[report]") {
    const Read back = read(package(
        "<row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>in</t></is></c><c t='str'><f>A1</f>"
        "<v>out</v></c><c t='s'><v>9</v></c><c t='b'><v>1</v></c></row>",
        "<si><r><t>ri</t></r><r><t xml:space='preserve'> ch</t></r><rPh><t>no</t></rPh></si>"));
    REQUIRE(back.rows.size() == 1);
    CHECK(back.rows[0] == std::vector<std::string>{"ri ch", "in", "out", "", "true"});
    CHECK(back.says("sheet.shared"));
}

TEST_CASE("broken files are findings, never a crash", "[report]") {
    const std::string good = as_xlsx({table_of(hostile)}, "");
    for (std::size_t cut = 0; cut < good.size(); cut += good.size() / 40) {
        const Read back = read(good.substr(0, cut));
        CHECK(back.rows.empty());
        CHECK(back.diagnostics.has_errors());
    }
    for (std::size_t at = 0; at < good.size(); at += 97) {
        std::string damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        const Read back = read(damaged);
        CHECK((back.diagnostics.has_errors() || back.rows.size() <= hostile.size() + 1));
    }
    CHECK(read("").says("sheet.empty"));
    CHECK(read("\xD0\xCF\x11\xE0 old").says("sheet.old_excel"));
    CHECK(read("{\"a\": 1}").says("sheet.json"));
    CHECK(read(std::string("a\0b", 3)).says("sheet.binary"));
    CHECK(read("PK but no archive").says("sheet.zip"));
    Diagnostics out;
    CHECK(read_sheet("/nowhere/at/all.csv", out).rows.empty());
    CHECK(out.has_errors());
}

TEST_CASE("what is too much is left out and said", "[report]") {
    const Read far = read(package("<row r='4000000000'><c><v>1</v></c></row>"));
    CHECK(far.says("sheet.rows"));
    const Read wide = read(package("<row><c r='A1'><v>1</v></c><c r='ZZZ1'><v>1</v></c></row>"));
    CHECK(wide.says("sheet.columns"));
    CHECK(wide.rows.size() == 1);
    // One text in many cells, which takes much more memory than the file.
    std::string cells;
    for (int row = 0; row < 10'000; ++row) cells += "<row><c t='s'><v>0</v></c></row>";
    const Read bomb =
        read(package(cells, "<si><t>" + std::string(most_cell_characters, 'x') + "</t></si>"));
    CHECK(bomb.says("sheet.memory"));
    const Read inflated = read(package(std::string(most_sheet_bytes + 1, ' ')));
    CHECK(inflated.says("sheet.too_large"));
    CHECK(inflated.rows.empty());
}

TEST_CASE("every finding of a table has words and a hint in both languages", "[report]") {
    for (const Language language : {Language::de, Language::en}) {
        const Text text(language);
        for (const std::string& key : text.keys()) {
            if (key.starts_with("sheet.") && !key.ends_with(".hint"))
                CHECK(text.has(key + ".hint"));
        }
    }
}

}  // namespace
}  // namespace kammerspiel::sheet
