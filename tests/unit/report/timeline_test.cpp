#include "analysis/report/run/timeline.hpp"
#include "kammerspiel/report/run_report.hpp"
#include "tests/support/small_world.hpp"

namespace kammerspiel {
namespace {

const std::string federation = R"(
organisations:
  also:
    house: {template: house, name: House, region: DE-NW, members: 100}
    hall: {template: house, name: Hall, region: DE-BY, members: 300}
templates:
  house:
    host_groups: {servers: {kind: server, count: 4, zone: z}}
    links: {uplink: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      desk: {title: {en: help desk, de: Auskunft}, needs: [servers], demand: {share: 0.5, profile: always, kind: immediate}}
      mail: {title: {en: e-mail, de: E-Mail}, needs: [servers, uplink], demand: {share: 0.1, profile: always, kind: immediate}}
)";

const std::string scenario = R"(
title: {en: A short story, de: Eine kurze Geschichte}
people: {en: [guest, guests], de: [Gast, Gäste]}
known_at_start:
  - {at: house/servers, hosts: 1, what: suspected, text: {en: strange noises, de: seltsame Geräusche}}
entry: [{at: hall/servers, when: -2h, yields: foothold}]
strategies:
  s:
    title: {en: all off, de: alles aus}
    plays:
      - name: all-off
        when: {suspected_hosts: 1}
        after: 3h
        do: [{shutdown: {}}, {close_link: {link: uplink}}, {restore: {gate: tested}}]
)";

report::RunReport report_in(Language language) {
    const auto plan = test::plan_of({scenario, federation});
    const model::RunOptions options;
    return report::make_run_report(plan, options, model::run(plan, options), Text(language));
}

std::string text_of(const report::RunReport& report, Language language) {
    const auto plan = test::plan_of({scenario, federation});
    return as_text(report::run_document(report, plan.calendar(), Text(language)), {});
}

std::size_t lines_with(const report::RunReport& report, const std::string& words) {
    return static_cast<std::size_t>(
        std::count_if(report.timeline.begin(), report.timeline.end(),
                      [&](const auto& row) { return row.what.find(words) != std::string::npos; }));
}

TEST_CASE("the timeline tells signs, decisions, losses and the return by its milestones",
          "[report][timeline]") {
    const auto report = report_in(Language::en);
    CHECK(lines_with(report, "First signs: strange noises (house/servers, 1 host).") == 1);
    CHECK(lines_with(report, "The crisis team decides: “all-off”.") == 1);
    CHECK(lines_with(report, "8 hosts are switched off as a precaution (2 organisations).") == 1);
    CHECK(lines_with(report, "2 links are closed (2 organisations).") == 1);
    CHECK(lines_with(report, "Lost to everybody: help desk, e-mail.") == 1);
    CHECK(lines_with(report, "All 2 closed links are open again.") == 1);
    CHECK(lines_with(report, "All 8 waiting hosts work again.") == 1);
    // With half of its hosts the help desk counts as up; e-mail waits for the link, which opens
    // when all hosts before it in the order are back.
    CHECK(lines_with(report, "Back for everybody: help desk.") == 1);
    CHECK(lines_with(report, "Back for everybody: e-mail.") == 1);
    REQUIRE(report.decisions.size() == 1);
    CHECK(report.decisions.front().label == "all-off");
    for (std::size_t i = 1; i < report.timeline.size(); ++i) {
        CHECK(report.timeline[i - 1].at <= report.timeline[i].at);
    }
}

TEST_CASE("what the attacker did is truth and stands apart from what staff knew",
          "[report][timeline]") {
    const auto report = report_in(Language::en);
    for (const auto& row : report.timeline) {
        const bool is_the_attackers = row.what.find("attacker") != std::string::npos;
        CHECK((row.side == report::Side::truth) == is_the_attackers);
    }
    const std::string text = text_of(report, Language::en);
    const auto hidden = text.find("What was so, unseen by staff");
    REQUIRE(hidden != std::string::npos);
    CHECK(text.find("The attacker gets in") > hidden);
    CHECK(text.find("The crisis team decides") < hidden);
}

TEST_CASE("summary, regions and people are in the language that was asked for",
          "[report][timeline]") {
    const auto german = report_in(Language::de);
    const std::string text = text_of(german, Language::de);
    CHECK_THAT(text, ContainsSubstring("Eine kurze Geschichte") &&
                         ContainsSubstring("Nordrhein-Westfalen") &&
                         ContainsSubstring("Der Krisenstab entscheidet: „all-off“.") &&
                         ContainsSubstring("Für alle ausgefallen: Auskunft, E-Mail.") &&
                         ContainsSubstring("in denen Gäste einen Dienst brauchten"));
    const std::string other = text_of(report_in(Language::en), Language::en);
    CHECK_THAT(other, ContainsSubstring("North Rhine-Westphalia") && ContainsSubstring("guests"));
}

TEST_CASE("charts end shortly after everything is back, and say until when was simulated",
          "[report][timeline]") {
    const auto report = report_in(Language::en);
    REQUIRE(report.total.all.at);
    CHECK(report.shown_until > *report.total.all.at);
    CHECK(report.shown_until < report.end);
    const auto plan = test::plan_of({scenario, federation});
    CHECK_THAT(as_html(report::run_document(report, plan.calendar(), Text(Language::en))),
               ContainsSubstring("The chart ends shortly after everything is back"));
}

TEST_CASE("no line of the text is longer than the terminal is wide", "[report][timeline]") {
    for (const Language language : {Language::de, Language::en}) {
        const std::string text = text_of(report_in(language), language);
        std::size_t columns = 0;
        for (const char c : text) {
            if (c == '\n') columns = 0;
            if (c != '\n' && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++columns;
            CHECK(columns <= 100);
        }
    }
}

}  // namespace
}  // namespace kammerspiel
