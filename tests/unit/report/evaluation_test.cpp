#include <fmt/format.h>

#include <algorithm>

#include "analysis/exercise/evaluation_rows.hpp"
#include "analysis/report/papers/evaluation_guide.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/exercise/evaluation_words.hpp"
#include "tests/support/folder.hpp"
#include "tests/unit/report/small_exercise.hpp"

// Evaluation guides, and reading back what was filled in.

namespace kammerspiel {
namespace {

using namespace report;
using exercise::log_in;
using exercise::observations_in;
using test::Played;
using Row = std::vector<std::string>;

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The sheet as it is written, headings above its rows.
sheet::ReadSheet as_read(const sheet::SheetTable& table) {
    sheet::ReadSheet sheet{"filled.csv", {}, false, {}};
    Row headings;
    for (const sheet::SheetColumn& column : table.columns) headings.push_back(column.heading);
    for (const std::string& line : table.above) sheet.rows.push_back({line});
    sheet.rows.push_back(headings);
    for (const Row& row : table.rows) sheet.rows.push_back(row);
    return sheet;
}

std::string said(const Diagnostics& diagnostics, Language language = Language::en) {
    struct NoLines : LineSource {
        std::string_view line(const std::string&, std::uint32_t) const override { return {}; }
    };
    std::string all;
    for (const Diagnostic& one : diagnostics.sorted()) {
        all += render(one, NoLines{}, Text(language), false);
    }
    return all;
}

TEST_CASE("an evaluation guide leads from objective to capability to tasks, and says when to look",
          "[report][papers][evaluation]") {
    const Played played({.language = Language::de});
    const std::string guide = as_markdown(papers::evaluation_guide(played.words()));
    CHECK(has(guide, "Übungsziel 1: früh entscheiden"));
    CHECK(has(guide, "Führung"));
    CHECK(has(guide, "Aufgabe 2: den Preis abwägen"));
    CHECK(has(guide, "09:05"));
    CHECK(has(guide, "Der Stab tritt zusammen."));
    CHECK(has(guide, "Wer führt?"));
    CHECK(has(guide, "P – ohne Einschränkungen erfüllt"));
    CHECK(has(guide, "M – mit erheblichen Einschränkungen erfüllt"));
    CHECK(has(guide, "gilt eine Aufgabe als nicht bewertet"));
    CHECK(has(guide, "Auswertende Person: Name"));
    SECTION("so are the decisions, which most objectives are about") {
        CHECK(has(guide, "Entscheidungen der Übenden"));
        CHECK(has(guide, "Schalten wir ab?"));
        CHECK(has(guide, "sofort aus<br>abwarten"));
    }
    SECTION("an inject that no objective claims is not forgotten") {
        CHECK(has(guide, "Einlagen ohne Übungsziel"));
        CHECK(has(guide, "Die Tür"));
    }
}

TEST_CASE("the definitions of the ratings are HSEEP's, in English too",
          "[report][papers][evaluation]") {
    const Played played({});
    const std::string guide = as_markdown(papers::evaluation_guide(played.words()));
    CHECK(has(guide,
              "met, with no negative effect on other activities; effectiveness or "
              "efficiency could improve"));
    CHECK(has(guide, "met, but other activities suffered"));
    CHECK(has(guide, "Until you have written down what was seen, a task counts as not rated"));
}

TEST_CASE("an inject whose condition never came true has no time in the guide",
          "[report][papers][evaluation]") {
    const Played played({});
    for (const auto& block : papers::evaluation_guide(played.words()).blocks) {
        const auto* table = std::get_if<report::Table>(&block);
        if (table == nullptr || table->table.columns.size() != 6) continue;
        for (const Row& row : table->table.rows) {
            CHECK((row[1] == "–") == has(row[3], "Confirmed"));
        }
    }
}

TEST_CASE("a sheet that nobody filled in holds no observations, and nothing is wrong with it",
          "[report][papers][evaluation]") {
    const Played played({});
    Diagnostics out;
    const sheet::SheetTable sheet = papers::evaluation_sheet(played.words());
    // Each task, and each objective as a whole.
    REQUIRE(sheet.rows.size() == 5);
    CHECK(sheet.rows[0][0] == "decide");
    CHECK(sheet.rows[0][1] == "1");
    CHECK(exercise::observations_in(as_read(sheet), played.exercise(), out).empty());
    CHECK(said(out).empty());
}

TEST_CASE("marks that turn the direction of writing do not come back from a filled-in sheet",
          "[report][papers][evaluation]") {
    const Played played({});
    sheet::SheetTable sheet = papers::evaluation_sheet(played.words());
    sheet.rows[1][3] = "S";
    sheet.rows[1][4] = "seen \u202Eback\u200F and \x1b[2J on\na second line";
    Diagnostics out;
    const auto all = exercise::observations_in(as_read(sheet), played.exercise(), out);
    REQUIRE(all.size() == 1);
    CHECK(all.front().evidence == "seen \uFFFDback\uFFFD and \uFFFD[2J on\na second line");
}

TEST_CASE("what evaluators fill in comes back, whichever language the sheet is in",
          "[report][papers][evaluation]") {
    const auto language = GENERATE(Language::en, Language::de);
    const Played played({.language = language});
    sheet::SheetTable sheet = papers::evaluation_sheet(played.words());
    const Text text(language);
    sheet.rows[1][3] = "s";
    sheet.rows[1][4] = "the price of waiting was not named";
    sheet.rows[1][9] = text("evaluation.element.training");
    sheet.rows[2][3] = text("evaluation.rating.not_met");
    sheet.rows[2][4] = "nobody decided";
    sheet.rows[2][14] = "D. Exempel";
    sheet.rows[3][3] = "NA";
    sheet.rows[3][4] = "no members took part";
    Diagnostics out;
    const auto read = exercise::observations_in(as_read(sheet), played.exercise(), out);
    CHECK(said(out).empty());
    REQUIRE(read.size() == 3);
    CHECK(read[0].objective == "decide");
    CHECK(read[0].task == std::size_t{1});
    CHECK(read[0].rating == exercise::Rating::with_some_challenges);
    CHECK(read[0].element == "training");
    CHECK_FALSE(read[1].task);
    CHECK(read[1].rating == exercise::Rating::not_met);
    CHECK(read[1].evaluator == "D. Exempel");
    CHECK(read[2].objective == "inform");
    CHECK(read[2].rating == exercise::Rating::not_applicable);
}

TEST_CASE("headings may stand in any order, and a title may stand for a name",
          "[report][papers][evaluation]") {
    const Played played({});
    Diagnostics out;
    const sheet::ReadSheet sheet{
        "s.csv",
        "",
        false,
        {{"BEWERTUNG", "beleg", "Aufgabe", "Übungsziel", "Wetter"},
         {"P", "it was said", "den Preis abwägen", "Früh entscheiden", "Sonne"}}};
    const auto read = exercise::observations_in(sheet, played.exercise(), out);
    REQUIRE(read.size() == 1);
    CHECK(read[0].objective == "decide");
    CHECK(read[0].task == std::size_t{1});
    CHECK(read[0].rating == exercise::Rating::without_challenges);
    CHECK(has(said(out), "s.csv:1:5: warning"));
    CHECK(has(said(out), "Wetter"));
}

TEST_CASE("a rating without evidence is not a rating", "[report][papers][evaluation]") {
    const Played played({});
    Diagnostics out;
    const sheet::ReadSheet sheet{
        "s.csv",
        "",
        false,
        {{"objective", "rating", "evidence", "strength"}, {"decide", "P", "  ", "calm"}}};
    const auto read = exercise::observations_in(sheet, played.exercise(), out);
    REQUIRE(read.size() == 1);
    CHECK_FALSE(read[0].rating);
    CHECK(read[0].strength == "calm");
    CHECK(has(said(out), "s.csv:2:2: warning: a rating without evidence does not count"));
    CHECK(has(said(out, Language::de), "schreiben Sie in „Beleg“"));
    exercise::Observation bare;
    bare.rating = exercise::Rating::without_challenges;
    CHECK_FALSE(counted(bare));
    bare.evidence = "seen";
    CHECK(counted(bare) == exercise::Rating::without_challenges);
}

TEST_CASE("a row that cannot be read is said with row, column and hint; the others are read",
          "[report][papers][evaluation]") {
    const Played played({});
    Diagnostics out;
    const sheet::ReadSheet sheet{"s.csv",
                                 "",
                                 false,
                                 {{"objective", "task", "rating", "evidence"},
                                  {"decid", "1", "P", "a"},
                                  {"decide", "3", "P", "b"},
                                  {"decide", "1", "7", "c"},
                                  {"", "1", "P", "d"},
                                  {"inform", "1.", "M", "e"}}};
    const auto read = exercise::observations_in(sheet, played.exercise(), out);
    const std::string all = said(out);
    REQUIRE(read.size() == 2);
    CHECK_FALSE(read[0].rating);
    CHECK(read[0].evidence == "c");
    CHECK(read[1].rating == exercise::Rating::with_major_challenges);
    CHECK(has(all, "s.csv:2:1"));
    CHECK(has(all, "objectives: decide, inform"));
    CHECK(has(all, "s.csv:3:2"));
    CHECK(has(all, "a number from 1 to 2"));
    CHECK(has(all, "s.csv:4:3"));
    CHECK(has(all, "P, S, M, U or N/A"));
    CHECK(has(all, "s.csv:5:1"));
    CHECK_FALSE(out.has_errors());
}

TEST_CASE("a sheet without the headings is said to be one, and holds nothing",
          "[report][papers][evaluation]") {
    const Played played({});
    Diagnostics out;
    CHECK(exercise::observations_in({"s.csv", "", false, {{"a", "b"}, {"c", "d"}}},
                                    played.exercise(), out)
              .empty());
    CHECK(out.errors() == 1);
    CHECK(has(said(out), "no row of headings"));
    Diagnostics unreadable;
    CHECK(exercise::log_in({"s.csv", "", false, {}}, played.exercise(), unreadable).empty());
    CHECK(unreadable.errors() == 0);  // why there are no rows was said by who read the file
}

TEST_CASE("the log comes back with its decisions tied to the options",
          "[report][papers][evaluation]") {
    const Played played({.language = Language::de});
    sheet::SheetTable sheet = papers::log_sheet(played.words());
    sheet.rows.push_back({"09:05", "Einlage", "Ein Anruf", "", "Steuerung", "eingespielt"});
    sheet.rows.push_back({"09:40", "", "shutdown", "Abwarten", "Krisenstab", "erst Forensik"});
    sheet.rows.push_back({"09:41", "Entscheidung", "shutdown", "halb", "", "x"});
    sheet.rows.push_back({"09:50", "Gerede", "", "", "", "laut"});
    sheet.rows.push_back({"10:00", "Notiz", "", "", "", ""});
    Diagnostics out;
    const auto log = exercise::log_in(as_read(sheet), played.exercise(), out);
    REQUIRE(log.size() == 4);
    CHECK(log[0].kind == exercise::LogEntry::Kind::inject);
    CHECK(log[0].subject == "call");
    CHECK(log[1].kind == exercise::LogEntry::Kind::decision);
    CHECK(log[1].option == "wait");
    CHECK(log[2].option == "halb");
    CHECK(log[3].kind == exercise::LogEntry::Kind::note);
    CHECK(has(said(out), "options: off, wait"));
    CHECK(has(said(out), "'Gerede'") == false);
    CHECK(out.warnings() == 2);
}

TEST_CASE("a time that is none and a subject that nobody knows are findings, and the lines stay",
          "[report][papers][evaluation]") {
    const Played played({.language = Language::en});
    const auto warnings_of = [&](const std::string& time, const std::string& subject) {
        sheet::SheetTable sheet = papers::log_sheet(played.words());
        sheet.rows.push_back({time, "note", subject, "", "Ann", "seen"});
        Diagnostics out;
        const auto log = exercise::log_in(as_read(sheet), played.exercise(), out);
        REQUIRE(log.size() == 1);
        CHECK(log[0].time == time);
        CHECK(log[0].subject == subject);
        return out.warnings();
    };
    for (const char* time : {"", "9:05", "09:05", "09.05 Uhr", "09:05:59", "2026-12-03T09:05+01:00",
                             "03.12.2026 09:05", "24:00", "about 09:05"}) {
        INFO(time);
        CHECK(warnings_of(time, "") == 0);
    }
    for (const char* time :
         {"11:99", "25:10", "soon", "9", "03.12.2026", "9:5", "09:05:61", "1105"}) {
        INFO(time);
        CHECK(warnings_of(time, "") == 1);
    }
    CHECK(warnings_of("", "call") == 0);
    CHECK(warnings_of("", "shutdown") == 0);
    CHECK(warnings_of("", "nothing that is there") == 1);
}

TEST_CASE("an element of a capability that nobody knows is a finding and stays",
          "[report][papers][evaluation]") {
    const Played played({.language = Language::en});
    sheet::SheetTable sheet = papers::evaluation_sheet(played.words());
    Row row{"decide", "1", "", "P", "seen", "", "", "", "", "weather"};
    row.resize(exercise::evaluation_columns.size());
    sheet.rows.push_back(row);
    Diagnostics out;
    const auto read = observations_in(as_read(sheet), played.exercise(), out);
    REQUIRE(read.size() == 1);
    CHECK(read[0].element == "weather");
    CHECK(out.warnings() == 1);
    CHECK(has(said(out), "weather"));
}

TEST_CASE("the sheet for the log names what can be decided", "[report][papers][evaluation]") {
    const Played played({});
    const sheet::SheetTable sheet = papers::log_sheet(played.words());
    CHECK(std::any_of(sheet.above.begin(), sheet.above.end(), [](const std::string& line) {
        return line == "Decision point shutdown: off, wait";
    }));
    CHECK(sheet.columns[1].choices.size() == 5);
    CHECK(papers::evaluation_sheet(played.words()).columns[3].choices ==
          Row{"P", "S", "M", "U", "N/A"});
}

TEST_CASE("a file that was filled in is read, and so is what was written as XLSX",
          "[report][papers][evaluation]") {
    const Played played({.language = Language::de});
    Diagnostics out;
    const auto from_csv = exercise::read_evaluations(
        KAMMERSPIEL_ROOT "/tests/unit/report/data/evaluation_filled.csv", played.exercise(), out);
    REQUIRE(from_csv.size() == 4);
    CHECK(from_csv[1].rating == exercise::Rating::with_some_challenges);
    CHECK(from_csv[1].element == "planning");
    CHECK(from_csv[2].rating == exercise::Rating::with_some_challenges);
    CHECK_FALSE(from_csv[2].task);
    CHECK_FALSE(from_csv[3].rating);  // without evidence
    CHECK(has(said(out), "evaluation_filled.csv:5:4"));
    CHECK(out.warnings() == 1);

    const test::Folder folder;
    sheet::SheetTable sheet = papers::evaluation_sheet(played.words());
    sheet.rows[4][3] = "M";
    sheet.rows[4][4] = "=1+1 wurde gesagt";
    sheet::SheetTable log = papers::log_sheet(played.words());
    log.rows.push_back({"09:40", "Entscheidung", "shutdown", "off", "Stab", "sofort"});
    write_file(folder / "e.xlsx", sheet::as_xlsx({sheet}, "ÜBUNG"));
    write_file(folder / "l.csv", sheet::as_csv(log, ';'));
    const auto from_xlsx = exercise::read_evaluations(folder / "e.xlsx", played.exercise(), out);
    REQUIRE(from_xlsx.size() == 1);
    CHECK(from_xlsx[0].objective == "inform");
    CHECK_FALSE(from_xlsx[0].task);
    CHECK(from_xlsx[0].rating == exercise::Rating::with_major_challenges);
    CHECK(from_xlsx[0].evidence == "=1+1 wurde gesagt");
    const auto decided = exercise::read_log(folder / "l.csv", played.exercise(), out);
    REQUIRE(decided.size() == 1);
    CHECK(decided[0].time == "09:40");
    CHECK(decided[0].option == "off");
    CHECK(out.warnings() == 1);
}

TEST_CASE("hostile text stays text in a guide", "[report][papers][evaluation]") {
    const Played played({.hostile = "<script>alert(1)</script> \" | `x` =cmd"});
    report::ChartEngine engine;
    const std::string html = as_html(papers::evaluation_guide(played.words()), engine);
    CHECK_FALSE(has(html, "<script>"));
    CHECK(has(html, "&lt;script&gt;alert(1)"));
}

}  // namespace
}  // namespace kammerspiel
