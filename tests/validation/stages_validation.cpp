#include <fmt/format.h>

#include "catch.hpp"
#include "samples.hpp"
#include "tests/support/small_world.hpp"

// Stages of recovery, against queueing theory.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;
using validation::estimate;

model::Plan house(const std::string& stages, const std::string& recovery, int people) {
    return test::plan_of({stages + R"(
horizon: 200d
coordination_latency: 1s
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 1h, test: 0h}}
strategies:
  off:
    plays:
      - {name: switch, when: {clock: 2022-01-03T10:00}, do: [{shutdown: {}}, {restore: {begins_after: 3d}}]}
)",
                          fmt::format(R"(
organisations:
  also: {{house: {{template: house, region: DE-NW, members: 100}}}}
templates:
  house:
    host_groups: {{srv: {{kind: server, count: 1, zone: z}}}}
    crews: {{it: {{people: 1, shift: round-the-clock}}, apps: {{people: {}, shift: round-the-clock}}}}
    services:
      web: {{needs: [srv], demand: {{share: 1, profile: always}}, recovery: {}}}
)",
                                      people, recovery)});
}

TEST_CASE("so many parts that come at once are done by c people as M/M/c says",
          "[validation][stages]") {
    // While all are at it parts leave at the rate c μ, then at (c − 1) μ, …, μ.
    constexpr int parts = 40;
    constexpr int people = 4;
    constexpr double mean = 20;
    const auto plan = house(
        "", fmt::format("{{work: {{parts: {}, effort: exponential mean 20h, by: apps}}}}", parts),
        people);
    double expected = mean * (parts - people) / people;
    for (int left = people; left > 0; --left) expected += mean / left;
    std::vector<double> took;
    for (std::uint64_t world = 0; world < 300; ++world) {
        const Story story(plan, {.world = {.seed = 3, .replication = world}});
        const auto released = story.times(TraceKind::released, "house/web");
        const Duration begins = hours(10) + seconds(1) + spans_of_24h(3);
        took.push_back((released.back() - begins).in_hours());
    }
    const auto found = estimate(took);
    INFO(found.mean << " ± " << found.error << ", expected " << expected);
    CHECK(std::abs(found.mean - expected) < 4 * found.error);
}

TEST_CASE("what becomes ready at any moment of the week waits half a week for a weekly board",
          "[validation][stages]") {
    const auto plan = house("releases: {board: {every: monday 10:00}}",
                            "{work: {effort: uniform 0h to 168h, by: apps}}", 1);
    std::vector<double> waited;
    for (std::uint64_t world = 0; world < 400; ++world) {
        const Story story(plan, {.world = {.seed = 4, .replication = world}});
        const auto& figures = story.service("house/web").waited;
        waited.push_back(figures[static_cast<std::size_t>(model::Stage::release)].in_hours());
    }
    const auto found = estimate(waited);
    INFO(found.mean << " ± " << found.error);
    CHECK(std::abs(found.mean - 84.0) < 4 * found.error);
}

}  // namespace
}  // namespace kammerspiel
