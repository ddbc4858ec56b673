#include <algorithm>

#include "analysis/report/run/figures_in_words.hpp"
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
    CHECK(lines_with(report, "All 2 closed links that open again are open.") == 1);
    CHECK(lines_with(report, "The last of 2 host groups that come back works again") == 1);
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

/// Two organisations: all is switched off and comes back, telephones of one first; p goes off once
/// more after two weeks, and joins the restore that runs.
report::RunReport twice_off() {
    static const model::Plan plan = test::plan_of({R"(
horizon: 40d
reporting_delay: 0min
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 0h}}
strategies:
  s:
    plays:
      - {name: all, do: [{shutdown: {}}, {restore: {scope: {service: tel}, order: [tel]}}, {restore: {order: [m], begins_after: 2d}}]}
      - {name: again, when: {clock: 2022-01-17T08:00}, do: [{shutdown: {scope: {organisation: p}}}]}
)",
                                                   R"(
organisations:
  also:
    o: {template: office, region: DE-NW, members: 1000, staff: 10}
    p: {template: pp, region: DE-NW, members: 1000, staff: 10}
templates:
  office:
    host_groups:
      x: {kind: server, count: 3, zone: z}
      t: {kind: telephony, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      m: {needs: [x], demand: {share: 0.1, profile: always}}
      tel: {needs: [t], demand: {share: 0.1, profile: always}}
  pp:
    host_groups:
      x: {kind: server, count: 3, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      m: {needs: [x], demand: {share: 0.1, profile: always}}
)"});
    const model::RunOptions options{.keep_trace = true};
    return report::make_run_report(plan, options, model::run(plan, options), Text(Language::en));
}

TEST_CASE("the timeline tells each loss and each return, and counts hosts as what they are",
          "[report][timeline]") {
    const report::RunReport report = twice_off();
    const auto rows_with = [&](std::string_view words) {
        return std::count_if(report.timeline.begin(), report.timeline.end(), [&](const auto& row) {
            return row.what.find(words) != std::string::npos;
        });
    };
    // The restore of telephones concerns no host of p.
    CHECK(rows_with("Recovery begins: one host waits (o)") == 1);
    CHECK(rows_with("(2 organisations)") >= 1);
    CHECK(rows_with("Lost to everybody: m") == 1);
    // m is back in both, long before p loses it again; then in p once more.
    CHECK(rows_with("Back for everybody: m") == 2);
    CHECK(rows_with("Lost to at least 50\u00a0% of those who use them: m") == 1);
    const auto lost_again = std::find_if(
        report.timeline.begin(), report.timeline.end(),
        [](const auto& row) { return row.what.find("Lost to at least 50") != std::string::npos; });
    REQUIRE(lost_again != report.timeline.end());
    CHECK(lost_again->at >= SimTime::start() + hours(14 * 24 + 8));
    // Seven hosts, three of them twice.
    CHECK(report.hosts.switched_off == 7);
    CHECK(report.hosts.times_switched_off == 10);
    CHECK_THAT(report.summary.back(),
               ContainsSubstring("Switched off as a precaution: 7, some of them more than once (10 "
                                 "times in all)"));
}

TEST_CASE("each group is told back once, and only as many as there are", "[report][timeline]") {
    const report::RunReport report = twice_off();
    std::size_t all = 0;
    for (const auto& row : report.timeline) {
        const bool is_last =
            row.what.find("host groups that come back works again") != std::string::npos &&
            row.what.find("The last of") != std::string::npos;
        if (is_last) ++all;
    }
    CHECK(all <= 1);
}

TEST_CASE("hosts that go and come back once more are told once more", "[report][timeline]") {
    const auto plan =
        test::plan_of({"horizon: 30d\nreporting_delay: 0min\nstrategies:\n  s:\n"
                       "    plays:\n"
                       "      - {name: p, do: [{shutdown: {}}, {restore: {}}]}\n"
                       "      - {name: q, after: 10d, do: [{shutdown: {}}]}\n",
                       R"(
organisations: {also: {o: {template: t, region: DE-NW, members: 100}}}
templates:
  t:
    host_groups:
      x: {kind: server, count: 1, zone: z}
      "y": {kind: server, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x, "y"], demand: {share: 0.1, profile: always}}}
)"});
    const model::RunOptions options{.keep_trace = true};
    const auto report =
        report::make_run_report(plan, options, model::run(plan, options), Text(Language::en));
    // Each time the first of the two and then the last.
    CHECK(lines_with(report, "The first of 2 host groups that come back works again") == 2);
    CHECK(lines_with(report, "The last of 2 host groups that come back works again") == 2);
}

TEST_CASE("shares of causes sum to a hundred", "[report]") {
    const Text text(Language::en);
    CHECK(report::parts_of_100({74.6, 19.8, 5.6}, text) ==
          std::vector<std::string>{"75\u00a0%", "20\u00a0%", "5\u00a0%"});
    CHECK(report::parts_of_100({1, 1, 1}, text) ==
          std::vector<std::string>{"34\u00a0%", "33\u00a0%", "33\u00a0%"});
    CHECK(report::parts_of_100({999, 1, 0}, text) ==
          std::vector<std::string>{">\u00a099\u00a0%", "<\u00a01\u00a0%", "0\u00a0%"});
    CHECK(report::parts_of_100({0, 0}, text) == std::vector<std::string>{"–", "–"});
}

}  // namespace
}  // namespace kammerspiel
