#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "analysis/exercise/msel_cells.hpp"
#include "catch.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"
#include "msel_sample.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;

struct Back {
    exercise::MselImport import;
    Diagnostics diagnostics;

    [[nodiscard]] bool says(std::string_view key) const { return place_of(key).line > 0; }
    [[nodiscard]] Place place_of(std::string_view key) const {
        for (const Diagnostic& one : diagnostics.sorted()) {
            if (one.message.key == key) return one.place;
        }
        return {};
    }
    [[nodiscard]] const Inject& inject(const std::string& name) const {
        for (const Inject& one : import.injects) {
            if (one.name.text == name) return one;
        }
        FAIL("there is no inject " + name);
        return import.injects.front();
    }
};

Back read(const std::string& bytes, const test::MselSample& sample,
          Language language = Language::en, const std::string& mapping = "") {
    const test::Folder folder;
    std::ofstream(folder / "msel", std::ios::binary) << bytes;
    std::optional<std::filesystem::path> map;
    if (!mapping.empty()) {
        map = folder / "mapping";
        std::ofstream(*map, std::ios::binary) << mapping;
    }
    Back back;
    back.import = exercise::read_msel(folder / "msel", sample.exercise, sample.schedule, map,
                                      Text(language), back.diagnostics);
    // What is said can be said, in both languages.
    for (const Diagnostic& one : back.diagnostics.sorted()) {
        for (const Language spoken : {Language::de, Language::en}) {
            CHECK_FALSE(Text(spoken)(one.message).empty());
            CHECK_FALSE(hint_of(one, Text(spoken)).empty());
        }
    }
    return back;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

TEST_CASE("a list that nobody has changed gives the injects as they were", "[report]") {
    const auto language = GENERATE(Language::de, Language::en);
    const auto layout = GENERATE(exercise::MselLayout::superset, exercise::MselLayout::standard,
                                 exercise::MselLayout::hseep, exercise::MselLayout::mitre);
    const test::MselSample sample = GENERATE(test::msel_sample(), test::hostile_msel_sample());
    const Text text(language);
    for (const std::string& bytes :
         {exercise::msel_csv(sample.exercise, sample.schedule, layout, text),
          exercise::msel_xlsx(sample.exercise, sample.schedule, layout, "EXERCISE, TLP:AMBER",
                              text)}) {
        // The program's language is the other one: the sheet's is found out.
        const Back back =
            read(bytes, sample, language == Language::de ? Language::en : Language::de);
        CHECK(back.import.injects == sample.exercise.injects);
        CHECK(back.import.unchanged == sample.exercise.injects.size());
        CHECK(back.import.rows == sample.exercise.injects.size());
        CHECK(back.import.language == language);
        CHECK(back.diagnostics.warnings() == 0);
    }
}

TEST_CASE("the superset holds everything that one language has", "[report]") {
    const test::MselSample sample = test::msel_sample();
    test::MselSample empty = sample;
    empty.exercise.injects.clear();
    empty.schedule.injects.clear();
    const Text text(Language::de);
    const Back back = read(
        exercise::msel_csv(sample.exercise, sample.schedule, exercise::MselLayout::superset, text),
        empty);
    REQUIRE(back.import.added == sample.exercise.injects.size());
    for (Inject wanted : sample.exercise.injects) {
        for (auto* one :
             {&wanted.title, &wanted.message, &wanted.expected_action, &wanted.evaluation_task,
              &wanted.notes, &wanted.from, &wanted.controller}) {
            one->en = one->de;
        }
        CHECK(back.inject(wanted.name.text) == wanted);
    }
    CHECK(back.diagnostics.warnings() == 0);
}

TEST_CASE("what is changed in one language leaves the other", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string csv = exercise::msel_csv(sample.exercise, sample.schedule,
                                               exercise::MselLayout::superset, Text(Language::de));
    const Back back = read(replaced(csv, "call auf Deutsch", "Drei Server"), sample);
    CHECK(back.import.changed == 1);
    CHECK(back.inject("call").title == scenario::Localised{"call in English", "Drei Server"});
    CHECK(back.inject("call").message == sample.exercise.injects[0].message);
}

TEST_CASE("a planner's own table is understood", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string csv =
        "Übung „An oder aus?“;;;;;\r\n"
        ";;;;;\r\n"
        "Uhrzeit;Empfänger;Kanal;TITEL;Erwartete Maßnahme;Farbe\r\n"
        "03.12.2026 09:10;Stab des Dienstleisters;Anruf;Erster;etwas tun;rot\r\n"
        ";;;;;\r\n"
        "10:20 Uhr;alle;E-Mail;Zweiter;;\r\n"
        "T+1:30;provider, chamber;Funk;Dritter;;\r\n"
        "morgen früh;Stap des Dienstleisters;Brieftaube;Vierter;;\r\n"
        "D+0 H+1 M+5;;;Fünfter;;\r\n"
        ";;;;nur so;\r\n";
    const Back back = read(csv, sample, Language::de);
    CHECK(back.import.is_read);
    CHECK(back.import.rows == 6);
    CHECK(back.import.added == 4);
    CHECK(back.import.left_out == 2);
    CHECK(back.import.missing == 5);
    const Inject& first = back.inject("erster");
    CHECK(first.move.text == "first-signs");
    CHECK(first.after == minutes(10));
    CHECK(first.mode == scenario::InjectMode::phone);
    CHECK(first.to == std::vector<scenario::Name>{{"provider", {}}});
    CHECK(first.title == scenario::Localised{"Erster", "Erster"});
    CHECK(back.inject("zweiter").after == minutes(20));
    CHECK(back.inject("zweiter").to.empty());
    CHECK(back.inject("dritter").move.text == "evening");
    CHECK(back.inject("dritter").after == minutes(30));
    CHECK(back.inject("dritter").to.size() == 2);
    CHECK(back.inject("fuenfter").after == minutes(5));
    CHECK(back.place_of("msel.heading.unknown").line == 3);
    CHECK(back.place_of("msel.heading.unknown").column == 6);
    CHECK(back.place_of("msel.time.unknown").line == 8);
    CHECK(back.place_of("msel.time.unknown").column == 1);
    CHECK(back.place_of("msel.group.unknown").column == 2);
    CHECK(back.place_of("msel.word.unknown").column == 3);
    CHECK(back.place_of("msel.row.no_move").line == 8);
}

TEST_CASE("a mapping file names the columns of other tables", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string csv = "Wann;Was genau;Intern\n09:05;Etwas;x\n";
    CHECK_FALSE(read(csv, sample).import.is_read);
    const Back back = read(csv, sample, Language::de,
                           "Überschrift;Spalte\nWann;Echtzeit\nWas genau;title\nIntern;ignorieren\n"
                           "Farbe;Kolor\n");
    REQUIRE(back.import.added == 1);
    CHECK(back.inject("etwas").after == minutes(5));
    CHECK_FALSE(back.says("msel.heading.unknown"));
    CHECK(back.place_of("msel.mapping.unknown").line == 5);
}

TEST_CASE("a new time becomes a new trigger and moves the inject to its move", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string csv = exercise::msel_csv(sample.exercise, sample.schedule,
                                               exercise::MselLayout::standard, Text(Language::en));
    const Back later = read(replaced(csv, "2026-12-03 09:05", "2026-12-03 09:20"), sample);
    CHECK(later.inject("call").after == minutes(20));
    CHECK(later.inject("call").move.text == "first-signs");
    const Back other = read(replaced(csv, "2026-12-03 09:05", "12:30"), sample);
    CHECK(other.inject("call").move.text == "first-signs");
    CHECK(other.inject("call") == sample.exercise.injects.front());
    CHECK(other.says("msel.time.too_far_known"));
    const Back late = read(replaced(csv, "2026-12-03 09:05", "09:50"), sample);
    CHECK(late.inject("call").after == minutes(50));
    CHECK(late.says("msel.time.outside"));
    const Back evening = read(replaced(csv, "2026-12-03 09:05", "2026-12-03 10:10"), sample);
    CHECK(evening.inject("call").after == minutes(10));
    CHECK(evening.inject("call").move.text == "evening");
    CHECK(evening.says("msel.time.other_move"));
    const Back condition = read(replaced(csv, "2026-12-03 10:20", "2026-12-03 10:25"), sample);
    CHECK_FALSE(condition.inject("known").when);
    CHECK(condition.inject("known").after == minutes(25));
    CHECK(condition.says("msel.time.condition"));
    const Back scenario = read(replaced(csv, "2022-08-03 21:00", "2022-08-03 22:00"), sample);
    CHECK(scenario.inject("paper").at == SimTime::at(hours(9)));
}

TEST_CASE("a time for an inject whose condition never comes true is taken, and told", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string csv = exercise::msel_csv(sample.exercise, sample.schedule,
                                               exercise::MselLayout::standard, Text(Language::en));
    test::MselSample never = sample;
    never.schedule.injects[3].real.reset();
    never.schedule.injects[3].scenario.reset();
    const std::string as_never = exercise::msel_csv(
        never.exercise, never.schedule, exercise::MselLayout::standard, Text(Language::en));
    CHECK(read(as_never, never).import.injects == sample.exercise.injects);
    const Back timed = read(csv, never);
    CHECK_FALSE(timed.inject("known").when);
    CHECK(timed.says("msel.time.condition"));
}

TEST_CASE("an inject goes where its scenario time lies, or that is told", "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string csv = exercise::msel_csv(sample.exercise, sample.schedule,
                                               exercise::MselLayout::hseep, Text(Language::en));
    const auto& moves = sample.exercise.moves;
    const auto shown = [&](SimTime at) {
        const LocalTime local = sample.schedule.scenario.local(at);
        return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.year, local.month, local.day,
                           local.hour, local.minute);
    };
    // From the first move's clock to the middle of the last one's.
    const auto& last = moves.back();
    const SimTime there = exercise::scenario_time(last, last.begins + minutes(5));
    const auto& call =
        *std::find_if(sample.schedule.injects.begin(), sample.schedule.injects.end(),
                      [](const auto& one) { return one.inject.name.text == "call"; });
    const std::string before = shown(*call.scenario);
    const Back moved = read(replaced(csv, before, shown(there)), sample);
    CHECK(moved.inject("call").move == last.name);
    CHECK(moved.inject("call").at == there);
    CHECK(moved.says("msel.time.other_move"));
    const Back nowhere = read(replaced(csv, before, shown(SimTime::start() - hours(720))), sample);
    CHECK(nowhere.says("msel.time.too_far_known"));
    CHECK(nowhere.inject("call") == sample.exercise.injects.front());
    const SimTime close = exercise::scenario_time(last, last.begins + last.takes) + minutes(1);
    const Back after = read(replaced(csv, "2022-08-03 21:00", shown(close)), sample);
    CHECK(after.says("msel.time.outside_all"));
    CHECK(after.inject("paper").at == close);
}

TEST_CASE("of two changed times that contradict each other one is taken, and that is said",
          "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string csv = exercise::msel_csv(sample.exercise, sample.schedule,
                                               exercise::MselLayout::standard, Text(Language::en));
    const std::string room = replaced(csv, "2026-12-03 09:05", "2026-12-03 09:20");
    const Back both = read(replaced(room, "2022-08-03 13:40", "2022-08-03 17:00"), sample);
    CHECK(both.inject("call").after == minutes(20));
    CHECK(both.says("msel.time.contradiction_room"));
    // Those that say the same do not.
    const Back agreeing = read(replaced(room, "2022-08-03 13:40", "2022-08-03 15:40"), sample);
    CHECK(agreeing.inject("call").after == minutes(20));
    CHECK_FALSE(agreeing.says("msel.time.contradiction_room"));
    // An inject that comes at a moment of the scenario goes by the scenario's clock.
    const std::string at = replaced(csv, "2022-08-03 21:00", "2022-08-03 22:00");
    const Back scenario = read(replaced(at, "2026-12-03 10:10", "2026-12-03 10:40"), sample);
    CHECK(scenario.inject("paper").at == SimTime::at(hours(9)));
    CHECK(scenario.says("msel.time.contradiction_scenario"));
}

TEST_CASE("rows that were copied, lines without an id and contingencies are sorted out",
          "[report]") {
    const test::MselSample sample = test::msel_sample();
    const std::string head = "ID,Title,Move,Trigger,Type,Contingency for\n";
    const Back back = read(head +
                               "call,call in English,Something is odd,after 5min,Inject,\n"
                               "call,copied,first-signs,after 6min,Inject,\n"
                               "5.1 Presse,asked,Der Abend,when {alerts: 2},Inject,\n"
                               "x,other,evening,at 2022-08-03T20:00,Reserve-Einlage,\n"
                               "y,third,evening,after soon,Contingency Inject,CALL in english\n"
                               "z,fourth,evenig,after 3min,Inject,nobody\n",
                           sample);
    CHECK(back.import.rows == 6);
    CHECK(back.inject("call-2").after == minutes(6));
    CHECK(back.place_of("msel.id.twice").line == 3);
    CHECK(back.inject("5-1-Presse").when->at_least == 2);
    CHECK(back.says("msel.id.changed"));
    CHECK(back.inject("x").type == Inject::Type::inject);
    CHECK(back.place_of("msel.contingency.whose").line == 5);
    CHECK(back.inject("y").contingency_for->text == "call");
    CHECK(back.inject("y").after == Duration::zero());
    CHECK(back.place_of("msel.trigger.unknown").line == 6);
    CHECK(back.says("msel.row.no_time"));
    CHECK(back.import.left_out == 1);
    CHECK(back.place_of("msel.move.unknown").line == 7);
}

TEST_CASE("moments are read as people write them", "[report]") {
    const auto local = [](const char* text) {
        const auto moment = read_moment(text).local();
        return moment ? yaml_moment(*moment) : std::string("none");
    };
    for (const char* text :
         {"2026-12-03 09:05", "2026-12-03T09:05", "03.12.2026 09:05", "3.12.26 9:05 Uhr",
          "Do., 03.12.2026, 9.05 Uhr", "Thu 2026-12-03 9:05", "03.12.2026 um 9:05"}) {
        INFO(text);
        CHECK(local(text) == "2026-12-03T09:05");
    }
    for (const char* text : {"31.02.2026 09:05", "2026-12-03 25:00", "soon", "", "T+", "T+x", "D+",
                             "1.2.3", "99999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(read_moment(text).is_good());
    }
    CHECK(read_moment("T+90").since == minutes(90));
    CHECK(read_moment("t + 90 min").since == minutes(90));
    CHECK(read_moment("T+1:30").since == minutes(90));
    CHECK(read_moment("T-15").since == -minutes(15));
    CHECK(read_moment("D+2 H+3 M+45").since == hours(51) + minutes(45));
    CHECK(read_moment("9 Uhr").of_day == hours(9));
}

TEST_CASE("triggers that are no triggers are refused", "[report]") {
    const Calendar calendar = *Calendar::make("2022-08-03T13:00", "Europe/Berlin").calendar;
    for (const std::string text :
         {"", "later", "after", "after -5min", "at noon", "when", "when {}", "when {alerts: 0}",
          "when {alerts: 1, confirmed_hosts: 1}", "when {all_of: []}", "when {alerts: 1",
          "when {clock: never}", "when {certainty: {at_least: 2}}",
          "when {within: here, alerts: 1}", "when {alerts: \"1}"}) {
        INFO(text);
        CHECK_FALSE(read_trigger(text, calendar).is_good());
    }
    const std::string deep(100'000, '[');
    CHECK_FALSE(read_trigger(fmt::format("when {}", deep), calendar).is_good());
    CHECK(read_trigger("nach 15min", calendar).after == minutes(15));
    CHECK(read_trigger("um 03.08.2022 14:00", calendar).at == SimTime::at(hours(1)));
    CHECK(read_trigger("{ alerts: 1 }", calendar).when->what == scenario::Condition::What::alerts);
}

}  // namespace
}  // namespace kammerspiel::exercise
