#include "analysis/report/papers/after_action_report.hpp"
#include "tests/unit/report/small_exercise.hpp"

// The after-action report, from nothing filled in to everything.

namespace kammerspiel {
namespace {

using namespace report;
using test::Played;
using test::SmallExercise;

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string report_of(const SmallExercise& small) {
    const Played played(small);
    return as_markdown(papers::after_action_report(played.words()));
}

/// The first table under a heading.
PageTable table_below(const SmallExercise& small, const std::string& heading) {
    const Played played(small);
    const papers::Paper paper = papers::after_action_report(played.words());
    bool is_below = false;
    for (const report::Block& block : paper.blocks) {
        if (const auto* one = std::get_if<report::Heading>(&block)) is_below = one->text == heading;
        const auto* table = std::get_if<report::Table>(&block);
        if (table != nullptr && is_below) return table->table;
    }
    FAIL("no table below " << heading);
    return {};
}

exercise::Observation seen_of(std::optional<std::size_t> task, exercise::Rating rating,
                              std::string evidence) {
    exercise::Observation one;
    one.objective = "decide";
    one.task = task;
    one.rating = rating;
    one.evidence = std::move(evidence);
    return one;
}

TEST_CASE("a report can be drafted when nothing was filled in, and says what is missing",
          "[report][papers][aar]") {
    const std::string report = report_of({});
    CHECK(has(report, "0 of 2 objectives are rated"));
    CHECK(has(report, "No evaluation guide has been read"));
    CHECK(has(report, "No log has been read"));
    CHECK(has(report, "There is no study"));
    CHECK(has(report, "3 critical tasks are not rated"));
    CHECK(has(report, "decide early – task 2: weigh the price"));
    CHECK(has(report, "The log has no decision on this."));
    SECTION("the improvement plan has room to be filled in by hand") {
        const PageTable plan = table_below({}, "Improvement plan");
        CHECK(plan.columns.size() == 5);
        REQUIRE_FALSE(plan.rows.empty());
        for (const auto& row : plan.rows) {
            // Nothing but room: three lines in each row.
            for (const std::string& cell : row)
                CHECK((cell.empty() || cell == "\u00a0\n\u00a0\n\u00a0"));
            CHECK(row[1] == "\u00a0\n\u00a0\n\u00a0");
        }
    }
}

TEST_CASE("an objective has the rating that it was given itself; of its tasks no mean is formed",
          "[report][papers][aar]") {
    SmallExercise small;
    small.seen.observations = {
        seen_of(0, exercise::Rating::without_challenges, "Anna led at 09:07"),
        seen_of(1, exercise::Rating::not_met, "nobody asked")};
    SECTION("without one it is not rated, and its tasks' ratings are told") {
        const PageTable table = table_below(small, "Ratings at a glance");
        REQUIRE(table.rows.size() == 2);
        CHECK(table.rows[0][2] == "Not rated as a whole. Ratings of its tasks: 1: P; 2: U.");
        CHECK(table.rows[0][3] == "2");
        CHECK(table.rows[1][2] == "not rated");
        CHECK(table.rows[1][3] == "0");
    }
    SECTION("with one that is it") {
        small.seen.observations.push_back(seen_of(
            std::nullopt, exercise::Rating::with_major_challenges, "late, and the press waited"));
        CHECK(table_below(small, "Ratings at a glance").rows[0][2] ==
              "M: performed with major challenges – but not met: task 2");
    }
    SECTION("who could not see it does not differ from who could") {
        small.seen.observations = {
            seen_of(std::nullopt, exercise::Rating::not_applicable, "was elsewhere"),
            seen_of(std::nullopt, exercise::Rating::with_some_challenges, "late")};
        CHECK(table_below(small, "Ratings at a glance").rows[0][2] ==
              "S: performed with some challenges");
    }
    SECTION("where evaluators differ, it says so") {
        small.seen.observations.push_back(seen_of(std::nullopt, exercise::Rating::not_met, "a"));
        small.seen.observations.push_back(
            seen_of(std::nullopt, exercise::Rating::without_challenges, "b"));
        CHECK(table_below(small, "Ratings at a glance").rows[0][2] == "evaluators differ: U, P");
    }
}

TEST_CASE("a rating without evidence leaves a task unrated", "[report][papers][aar]") {
    SmallExercise small;
    small.seen.observations = {seen_of(0, exercise::Rating::without_challenges, "")};
    const std::string report = report_of(small);
    CHECK(has(report, "decide early – task 1: name who decides"));
    CHECK(table_below(small, "Ratings at a glance").rows[0][2] == "not rated");
    CHECK(has(report, "One rating has no evidence and does not count"));
    CHECK(has(report, "2 objectives are not rated as a whole"));
}

TEST_CASE("what evaluators propose stands in the improvement plan, in the report's language",
          "[report][papers][aar]") {
    SmallExercise small{.language = Language::de};
    exercise::Observation one =
        seen_of(1, exercise::Rating::with_some_challenges, "erst auf Nachfrage");
    one.improvement = "Preis des Wartens fehlt";
    one.analysis = "kein Ablauf dafür";
    one.action = "Vorlage für Entscheidungen";
    one.element = "planning";
    one.responsible = "Haus A";
    one.contact = "Anna";
    one.start = "01.04.";
    one.completion = "01.06.";
    exercise::Observation strength =
        seen_of(std::nullopt, exercise::Rating::without_challenges, "ruhig");
    strength.strength = "klare Führung";
    small.seen.observations = {one, strength};
    const PageTable plan = table_below(small, "Maßnahmenplan");
    REQUIRE(plan.rows.size() == 1);
    CHECK(plan.rows[0] == std::vector<std::string>{"Führung", "Preis des Wartens fehlt",
                                                   "Vorlage für Entscheidungen\nPlanung",
                                                   "Haus A\nAnna", "01.04.\n01.06."});
    const PageTable areas = table_below(small, "Verbesserungspotenzial");
    CHECK(areas.rows[0] == std::vector<std::string>{"Preis des Wartens fehlt",
                                                    "Aufgabe 2: den Preis abwägen",
                                                    "kein Ablauf dafür"});
    CHECK(has(report_of(small), "klare Führung (Übungsziel im Ganzen)"));
}

TEST_CASE("a decision of the log stands beside what was so and what the options lead to",
          "[report][papers][aar]") {
    SmallExercise small;
    small.seen.log = {{"09:40", exercise::LogEntry::Kind::decision, "shutdown", "wait",
                       "crisis team", "forensics first"},
                      {"09:05", exercise::LogEntry::Kind::inject, "call", "", "", "given"}};
    const std::string report = report_of(small);
    CHECK(has(report, "09:40: wait, decided by crisis team."));
    CHECK(has(report, "What was so: They are inside."));
    CHECK(has(report, "One of 1 decision points has a decision"));
    CHECK_FALSE(has(report, "No log has been read"));
    CHECK(table_below(small, "The log").rows.size() == 2);
}

TEST_CASE("the report defines restart and restoration, German terms first in German",
          "[report][papers][aar]") {
    const std::string german = report_of({.language = Language::de});
    CHECK(has(german, "MTA (MTPD)"));
    CHECK(has(german, "WAZ (RTO)"));
    CHECK(has(german, "Wiederanlauf"));
    CHECK(has(german, "Wiederherstellung"));
    CHECK(has(report_of({}), "MTPD (MTA)"));
}

TEST_CASE("hostile text stays text in a report, of scenario and evaluators alike",
          "[report][papers][aar]") {
    const std::string hostile = "<script>x</script>\" onload=\"y | <img src=x>";
    SmallExercise small{.hostile = hostile};
    exercise::Observation one = seen_of(0, exercise::Rating::not_met, hostile);
    one.strength = one.improvement = one.analysis = one.action = one.element = hostile;
    one.responsible = one.contact = one.start = one.completion = hostile;
    small.seen.observations = {one};
    small.seen.log = {
        {hostile, exercise::LogEntry::Kind::decision, "shutdown", hostile, hostile, hostile}};
    const Played played(small);
    report::ChartEngine engine;
    const std::string html = as_html(papers::after_action_report(played.words()), engine);
    CHECK_FALSE(has(html, "<script>"));
    CHECK_FALSE(has(html, "<img src=x"));
    CHECK(has(html, "&lt;script&gt;"));
}

}  // namespace
}  // namespace kammerspiel
