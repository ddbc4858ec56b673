#include "kammerspiel/exercise/msel.hpp"

#include <fmt/format.h>

#include <fstream>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"
#include "msel_sample.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel::exercise {
namespace {

std::string headings(exercise::MselLayout layout, Language language) {
    const test::MselSample sample = test::msel_sample();
    const std::string csv =
        exercise::msel_csv(sample.exercise, sample.schedule, layout, Text(language));
    return csv.substr(3, csv.find("\r\n") - 3);
}

TEST_CASE("each layout has the columns that planners know it by", "[report]") {
    CHECK(headings(exercise::MselLayout::superset, Language::en) ==
          "ID,Move,Group,Real time,Scenario time,Type,Mode,From,To,Title,Message,Expected action,"
          "Objective,Evaluation task,Controller,Contingency for,Trigger,Status,Notes");
    CHECK(headings(exercise::MselLayout::standard, Language::en) ==
          "Control Number,Move,Group,Delivery Time,Simulated Time,Assigned To,Status,Title,"
          "Description,From Org,To Org,Details,Expected Actions");
    CHECK(headings(exercise::MselLayout::hseep, Language::en) ==
          "Event Number,Designated Scenario Time,Event Type,Inject Mode,From,To,Message,"
          "Expected Participant Response,Exercise Objective,Notes");
    CHECK(headings(exercise::MselLayout::mitre, Language::en) ==
          "ID,Local Time,Delivery Method,Target,Title,Description,Assumptions,Notes,"
          "Expected Actions,Measure of Performance");
    CHECK(headings(exercise::MselLayout::superset, Language::de)
              .starts_with("Kennung;Spielzug;Gruppe;Echtzeit"));
}

TEST_CASE("a row says when, to whom and on what an inject comes", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string english = exercise::msel_csv(
        sample.exercise, sample.schedule, exercise::MselLayout::superset, Text(Language::en));
    CHECK(english.find("call,Something is odd,provider,2026-12-03 09:05,2022-08-03 13:40,Inject,"
                       "Phone,Analyst on duty,the provider's team,call in English,say call,"
                       "Somebody leads.,decide early,How long?,Carla Probe,,after 5min,Approved,"
                       "calm voice") != std::string::npos);
    CHECK(english.find("when {destroyed_hosts: 1}") != std::string::npos);
    const std::string german = exercise::msel_csv(
        sample.exercise, sample.schedule, exercise::MselLayout::superset, Text(Language::de));
    CHECK(german.find("paper;Der Abend;\"chamber; provider\";03.12.2026 10:10;03.08.2022 21:00;"
                      "Einlage;Schriftstück;;\"chamber; Stab des Dienstleisters\"") !=
          std::string::npos);
    CHECK(german.find("alle Übenden") != std::string::npos);
}

TEST_CASE("the workbook has the injects, the moves and the marking", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string bytes =
        exercise::msel_xlsx(sample.exercise, sample.schedule, exercise::MselLayout::superset,
                            "EXERCISE TLP:AMBER", Text(Language::en));
    const test::Folder folder;
    std::ofstream(folder / "msel.xlsx", std::ios::binary) << bytes;
    Diagnostics out;
    const sheet::ReadSheet sheet = sheet::read_sheet(folder / "msel.xlsx", out);
    REQUIRE(sheet.rows.size() >= 8);
    CHECK(sheet.rows[0][0] == "EXERCISE TLP:AMBER");
    CHECK(sheet.rows[2][0] == "ID");
    CHECK(sheet.rows[3][0] == "call");
    CHECK(bytes == exercise::msel_xlsx(sample.exercise, sample.schedule,
                                       exercise::MselLayout::superset, "EXERCISE TLP:AMBER",
                                       Text(Language::en)));
}

TEST_CASE("the calendar has an event for each inject that has a time", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const exercise::MselCalendar calendar =
        exercise::msel_icalendar(sample.exercise, sample.schedule, "EXERCISE", Text(Language::en));
    CHECK(calendar.left_out == 1);
    const auto has = [&](const char* line) {
        return calendar.bytes.find(line) != std::string::npos;
    };
    CHECK(calendar.bytes.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    // Nine o'clock in Berlin in December is eight in UTC.
    CHECK(has("\r\nDTSTART:20261203T080500Z\r\n"));
    CHECK(has("\r\nDTSTAMP:20261203T080000Z\r\n"));
    CHECK(has("\r\nUID:2026-12-03T09:00-call@msel.kammerspiel\r\n"));
    CHECK(has("\r\nSUMMARY:call in English\r\n"));
    CHECK(has("\r\nSUMMARY:ONLY IF MISSING: again in English\r\n"));
    CHECK(has("\r\nCATEGORIES:Something is odd\r\n"));
    // The moves with their beginning and end.
    CHECK(has("\r\nUID:2026-12-03T09:00-move-first-signs@msel.kammerspiel\r\n"));
    CHECK(has("\r\nDTSTART:20261203T080000Z\r\nDTEND:20261203T084500Z\r\n"));
    CHECK_FALSE(has("never"));
    const test::MselSample hostile = test::hostile_msel_sample();
    const exercise::MselCalendar other = exercise::msel_icalendar(
        hostile.exercise, hostile.schedule, "EXERCISE", Text(Language::de));
    CHECK(other.bytes.find("two\\nlines") != std::string::npos);
    CHECK(other.bytes.find("\u202E") == std::string::npos);
}

TEST_CASE("injects written as YAML are read back by the loader as they were", "[report]") {
    test::MselSample sample = test::hostile_msel_sample();
    // What the loader refuses in any text is not written.
    for (auto& inject : sample.exercise.injects) {
        for (auto* one :
             {&inject.title, &inject.message, &inject.notes, &inject.from, &inject.controller}) {
            if (!is_harmless(one->en)) *one = {"plain", "schlicht"};
        }
    }
    sample.exercise.injects[3].when->children[2].play.text = "everything-off";
    sample.exercise.injects[3].when->children[1].hypothesis->text = "ransomware";
    const test::Folder folder;
    std::filesystem::copy(std::filesystem::path(KAMMERSPIEL_ROOT) / "scenarios/ihk-2022",
                          folder.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    std::ofstream(folder / "exercise.yaml", std::ios::binary)
        << "title: t\nbegins: 2026-12-03T09:00 Europe/Berlin\n"
           "objectives: {decide: {title: d, capability: c}}\n"
           "groups: {provider: {}, chamber: {}}\n"
           "moves:\n"
           "  first-signs: {title: a, takes: 45min, scenario_time: 2022-08-03T13:00, "
           "situation: "
           "s}\n"
           "  evening: {title: b, takes: 45min, scenario_time: 2022-08-03T19:00, "
           "situation: s}\n"
        << exercise::injects_yaml(sample.exercise.injects, sample.schedule.scenario);
    Diagnostics out;
    const scenario::Loaded loaded = scenario::load(folder.path(), out);
    for (const Diagnostic& one : out.sorted()) {
        UNSCOPED_INFO(render(one, *loaded.lines, Text(Language::en), false));
    }
    REQUIRE(loaded.scenario);
    CHECK(loaded.scenario->exercise->injects == sample.exercise.injects);
    CHECK(exercise::injects_yaml({}, sample.schedule.scenario) == "injects: []\n");
}

}  // namespace
}  // namespace kammerspiel::exercise
