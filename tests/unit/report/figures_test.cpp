#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/loss_table.hpp"
#include "tests/support/small_world.hpp"

namespace kammerspiel {
namespace {

const std::string three_houses = R"(
organisations:
  also:
    a: {template: house, region: DE-NW, members: 100}
    b: {template: house, region: DE-NW, members: 300}
    c: {template: house, region: DE-BY, members: 600}
templates:
  house:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    services:
      desk:
        needs: [servers]
        demand: {share: 0.5, profile: always, kind: immediate}
        rto: 20h
        mtpd: 28h
)";

/// Each house's desk is down once.
model::Metrics metrics_with(const model::Plan& plan,
                            const std::vector<std::pair<Duration, Duration>>& outages) {
    model::Metrics metrics;
    metrics.end = SimTime::at(hours(100));
    metrics.services.resize(plan.federation().services.size());
    for (std::size_t s = 0; s < outages.size(); ++s) {
        const auto [from, to] = outages[s];
        metrics.services[s].transitions = {{SimTime::at(from), false}, {SimTime::at(to), true}};
        metrics.services[s].down = to - from;
        metrics.services[s].interrupted = to - from;
        metrics.services[s].longest = to - from;
    }
    return metrics;
}

std::vector<federation::ServiceId> all_of(const model::Plan& plan) {
    return report::services_where(plan.federation(), [](const auto&) { return true; });
}

const Text english(Language::en);
const Text german(Language::de);

TEST_CASE("outage, longest outage and times until shares are back, computed by hand",
          "[report][figures]") {
    const auto plan = test::plan_of({"", three_houses});
    // Members up, in hundreds: 10 until 10 h, 9, from 12 h 6, from 15 h 0, from 20 h 1, from 30 h
    // 7, from 40 h all.
    const auto metrics = metrics_with(
        plan, {{hours(10), hours(20)}, {hours(12), hours(40)}, {hours(15), hours(30)}});
    report::LossRow row = report::loss_of(plan.federation(), metrics, all_of(plan));
    for (const auto id : all_of(plan)) {
        report::count_aims(row, plan.federation().services[id.index()],
                           metrics.services[id.index()]);
    }
    CHECK(row.members == 1000);
    CHECK(row.outage_hours == Approx((100 * 10 + 300 * 28 + 600 * 15) / 1000.0));
    CHECK(row.longest_hours == Approx(28.0));
    CHECK(row.half.at == SimTime::at(hours(30)));
    CHECK(row.most.at == SimTime::at(hours(40)));
    CHECK(row.all.at == SimTime::at(hours(40)));
    CHECK_FALSE(row.half.never_below);
    // 28 h is longer than 20 h, and not longer than 28 h.
    CHECK(row.rto.over == 1);
    CHECK(row.rto.of == 3);
    CHECK(row.mtpd.over == 0);
    CHECK(row.mtpd.of == 3);
    std::vector<std::pair<int, double>> curve;
    for (const auto& point : row.curve) {
        curve.emplace_back(static_cast<int>(point.at.since_start().in_hours()), point.up.share());
    }
    CHECK(curve == std::vector<std::pair<int, double>>{
                       {0, 1.0}, {10, 0.9}, {12, 0.6}, {15, 0.0}, {20, 0.1}, {30, 0.7}, {40, 1.0}});
}

TEST_CASE("what was lost and back before the start was never lost in the time that is told",
          "[report][figures]") {
    const auto plan = test::plan_of({"", three_houses});
    const auto metrics = metrics_with(plan, {{-hours(5), -hours(1)}});
    const report::LossRow row = report::loss_of(plan.federation(), metrics, all_of(plan));
    CHECK(row.all.never_below);
    REQUIRE(row.curve.size() == 1);
    CHECK(row.curve.front().at == SimTime::start());
    CHECK(row.curve.front().up == PartsPerMillion::full());
}

TEST_CASE("what is down at the start begins the curve below full", "[report][figures]") {
    const auto plan = test::plan_of({"", three_houses});
    const auto metrics = metrics_with(plan, {{-hours(5), hours(7)}});
    const report::LossRow row = report::loss_of(plan.federation(), metrics, all_of(plan));
    REQUIRE(row.curve.size() == 2);
    CHECK(row.curve.front().up.share() == Approx(0.9));
    CHECK(row.curve.back().at == SimTime::at(hours(7)));
    CHECK(row.half.never_below);
    CHECK(row.all.at == SimTime::at(hours(7)));
}

TEST_CASE("a part that is there is never called 0 %, and one that is not all never 100 %",
          "[report][figures]") {
    CHECK(report::part_of(0.0, 10.0, english) == "0\u00a0%");
    CHECK(report::part_of(0.001, 10.0, english) == "<\u00a01\u00a0%");
    CHECK(report::part_of(9.999, 10.0, english) == ">\u00a099\u00a0%");
    CHECK(report::part_of(10.0, 10.0, english) == "100\u00a0%");
    CHECK(report::part_of(0.0, 0.0, english) == "–");
}

TEST_CASE("times are told in hours up to two days, and as longer than the end where censored",
          "[report][figures]") {
    const SimTime end = SimTime::at(spans_of_24h(300));
    const auto back = [&](report::Phrase phrase, const model::Restored& when, const Text& text) {
        return report::back_in(phrase, when, end, text);
    };
    const auto alone = report::Phrase::alone;
    const model::Restored after_days{.never_below = false, .at = SimTime::at(hours(60))};
    CHECK(back(alone, {.never_below = true, .at = {}}, english) == "–");
    CHECK(back(alone, {.never_below = false, .at = SimTime::at(minutes(90))}, german) ==
          "1,5\u00a0Stunden");
    CHECK(back(alone, after_days, english) == "2.5\u00a0days");
    CHECK(back(alone, after_days, german) == "2,5\u00a0Tage");
    CHECK(back(report::Phrase::after, after_days, german) == "2,5\u00a0Tagen");
    CHECK(back(alone, {.never_below = false, .at = {}}, english) == ">\u00a0300.0\u00a0days");
}

TEST_CASE("root causes are told largest first, and only those that there are",
          "[report][figures]") {
    report::CauseShares lost;
    lost.attack = 1.0;
    lost.precaution = 3.0;
    CHECK(report::causes_in_words(lost, english) ==
          "75\u00a0% precautionary shutdown, 25\u00a0% attack");
    CHECK(report::causes_in_words(lost, german) ==
          "75\u00a0% vorsorgliche Abschaltung, 25\u00a0% Angriff");
}

}  // namespace
}  // namespace kammerspiel
