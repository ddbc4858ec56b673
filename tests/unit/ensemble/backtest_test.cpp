#include "kammerspiel/ensemble/backtest.hpp"

#include "tests/support/small_world.hpp"

namespace kammerspiel {
namespace {

const std::string house = R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {web: {needs: [servers], demand: {share: 1, profile: always}}}
)";

/// Down from the first minute, back after what is drawn and six minutes.
std::string drawn(const std::string& begins_after, const std::string& observed) {
    return R"(
strategies:
  off: {plays: [{name: off, do: [{shutdown: {}}, {restore: {gate: none, begins_after: )" +
           begins_after + "}}]}]}\nobserved:\n" + observed;
}

TEST_CASE("an observation lies where it falls among the simulated worlds", "[stats][backtest]") {
    const auto plan =
        test::plan_of({drawn("uniform 0h to 100h",
                             "  - {service: web, after: 25h}\n  - {service: web, after: "
                             "99h}\n  - {service: web, after: 200h}\n"),
                       house});
    const auto result = ensemble::backtest(plan, 0, 1000, 1, 2);
    REQUIRE(result.milestones.size() == 3);
    const double error = std::sqrt(0.25 * 0.75 / 1000);
    CHECK_THAT(result.milestones[0].position.value, WithinAbs(0.25 - 0.001, 4 * error));
    CHECK(result.milestones[0].within(0.8));
    CHECK_FALSE(result.milestones[1].within(0.95));
    CHECK(result.milestones[2].position.value == 1.0);
    CHECK_THAT(result.share_within(0.8), WithinAbs(1.0 / 3, 1e-12));
    CHECK_THAT(*result.milestones[0].median, WithinAbs(50.1, 4 * 50.0 / std::sqrt(1000.0)));
}

TEST_CASE("times beyond the horizon are said to be so", "[stats][backtest][rule-19]") {
    const auto plan =
        test::plan_of({drawn("uniform 600h to 840h", "  - {service: web, after: 700h}\n"), house});
    const auto result = ensemble::backtest(plan, 0, 400, 1, 2);  // the horizon is 720 h
    CHECK_THAT(result.milestones[0].not_reached, WithinAbs(0.5, 4 * 0.5 / std::sqrt(400.0)));
    CHECK_FALSE(result.milestones[0].p90.has_value());
}

TEST_CASE("a back-test does not depend on the number of threads", "[stats][backtest]") {
    const auto plan = test::plan_of({drawn("uniform 0h to 100h", "  - {after: 25h}\n"), house});
    const auto one = ensemble::backtest(plan, 0, 50, 1, 1);
    const auto two = ensemble::backtest(plan, 0, 50, 1, 3);
    CHECK(one.milestones[0].position == two.milestones[0].position);
    CHECK(one.milestones[0].median == two.milestones[0].median);
    REQUIRE(one.curve.size() == two.curve.size());
    for (std::size_t i = 0; i < one.curve.size(); ++i) {
        CHECK(one.curve[i].median == two.curve[i].median);
    }
}

}  // namespace
}  // namespace kammerspiel
