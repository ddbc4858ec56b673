#include "analysis/report/chart/charts.hpp"
#include "tests/catch.hpp"
#include "tests/support/small_world.hpp"

// What services wait for on their way back, as the page of a run shows it over time.

namespace kammerspiel {
namespace {

/// Two houses of 100 and 300 members. All is switched off at 10:00 and comes back after 3 days; the
/// hold lasts 5, then one person works 48 hours on each, one house after the other.
model::Plan two_houses(const std::string& stages) {
    return test::plan_of({"horizon: 40d\n" + stages + R"(
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 1h, test: 0h}}
strategies:
  off:
    plays:
      - {name: switch, when: {clock: 2022-01-03T10:00}, do: [{shutdown: {}}, {restore: {begins_after: 3d}}]}
)",
                          R"(
organisations:
  also:
    small: {template: house, region: DE-NW, members: 100, staff: 20}
    large: {template: house, region: DE-NW, members: 300, staff: 20}
    centre: {template: centre, region: DE-NW, staff: 20}
templates:
  house:
    host_groups: {srv: {kind: server, count: 1, zone: z}}
    links: {wan: {to: centre}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      web: {needs: [srv], demand: {share: 1, profile: always}, recovery: {work: {effort: 48h, by: centre/apps}}}
      phone: {needs: [srv], demand: {share: 1, profile: always}, recovery: {}}
  centre:
    crews: {apps: {people: 1, shift: round-the-clock}}
)"});
}

report::RunReport report_of(const model::Plan& plan) {
    const model::RunOptions options;
    return report::make_run_report(plan, options, model::run(plan, options), Text(Language::en));
}

TEST_CASE("shares over time add up to the hours that were waited", "[report][stages]") {
    const auto plan = two_houses("hold: [{lasts: 5d}]");
    const report::RunReport report = report_of(plan);
    REQUIRE(report.stages.size() == report.by_service.size());
    const double hours = (report.shown_until - SimTime::start()).in_hours();
    for (std::size_t row = 0; row < report.stages.size(); ++row) {
        const auto& moments = report.stages[row].moments;
        const auto last = static_cast<double>(moments.size() - 1);
        for (std::size_t stage = 1; stage < model::stage_count; ++stage) {
            double sum = 0;
            for (std::size_t i = 0; i + 1 < moments.size(); ++i) {
                const double from = static_cast<double>(i) / last;
                const double to = static_cast<double>(i + 1) / last;
                sum += moments[i][stage] * (to * to - from * from) * hours;
            }
            INFO(report.by_service[row].name << " " << word_of(static_cast<model::Stage>(stage)));
            CHECK(sum == Approx(report.by_service[row].waited_hours[stage]).margin(4));
        }
        for (const auto& shares : moments) {
            double all = 0;
            for (const double share : shares) all += share;
            CHECK(all == Approx(1.0));
        }
    }
    // By hand: everybody waits for the hold for five days; for the work 300 or 100 of 400 for two
    // days more, the others for four.
    const auto waited = [&](model::Stage stage) {
        return report.by_service[0].waited_hours[static_cast<std::size_t>(stage)];
    };
    CHECK(waited(model::Stage::hold) == Approx(120).margin(1));
    const double work = waited(model::Stage::application);
    CHECK((work == Approx(48 * 0.75 + 96 * 0.25).margin(2) ||
           work == Approx(48 * 0.25 + 96 * 0.75).margin(2)));
}

TEST_CASE("the picture of stages says in words where each service waited longest",
          "[report][stages]") {
    const auto plan = two_houses("hold: [{lasts: 5d}]");
    const report::RunReport report = report_of(plan);
    const auto picture = report::charts::stages({report, plan.calendar()}, Text(Language::de));
    CHECK_FALSE(picture.is_empty());
    CHECK_THAT(picture.alternative, ContainsSubstring("web: am längsten auf: Forensik (Sperre)"));
}

TEST_CASE("without stages of recovery there is no such picture", "[report][stages]") {
    const auto plan = two_houses("recovery_stages: none");
    const report::RunReport report = report_of(plan);
    CHECK(report.stages.empty());
    CHECK(report::charts::stages({report, plan.calendar()}, Text(Language::en)).is_empty());
}

}  // namespace
}  // namespace kammerspiel
