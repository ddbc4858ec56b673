#include <fmt/format.h>

#include "kammerspiel/ensemble/driver.hpp"
#include "kammerspiel/graph/contagion.hpp"
#include "samples.hpp"
#include "tests/support/small_world.hpp"

// What structural analysis predicts of an outbreak, against simulated ones.

namespace kammerspiel {
namespace {

using validation::estimate;

/// Organisations that are alike, joined by a link named `wan`, in the first of which it begins.
/// Every host is controlled, makes an attempt an hour and is wiped after 10 h on average.
model::Plan outbreak(int houses, int hosts, const std::string& routes, const char* begins_as,
                     const char* horizon = "200d") {
    std::string also;
    for (int h = 0; h < houses; ++h) {
        also += fmt::format("    house-{}: {{template: {}, region: DE-NW}}\n", h,
                            h == 0 ? "first" : "house");
    }
    return test::plan_of(
        {fmt::format("horizon: {}\nentry: [{{at: house-0/hosts, when: 0h, yields: {}}}]\n", horizon,
                     begins_as),
         fmt::format(R"(
organisations:
  also:
{0}
templates:
  first:
    host_groups: {{hosts: {{kind: server, count: {1}, zone: z}}}}
  house:
    host_groups: {{hosts: {{kind: server, count: {1}, zone: z}}}}
    links: {{wan: {{to: house-0}}}}
)",
                     also, hosts),
         "kind: autonomous\nroutes:\n" + routes + R"(
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: exponential mean 10h}]
)"});
}

std::string spread(double success, bool over_wan = false) {
    return fmt::format(
        "  - {{name: {1}, from: {{}}, to: {{}}, time: exponential mean 1h, success: {0}, "
        "requires: controlled, yields: controlled{2}}}\n",
        success, over_wan ? "across" : "within", over_wan ? ", over: wan" : "");
}

/// Hosts that were ever compromised, in each of so many worlds.
std::vector<double> sizes(const model::Plan& plan, std::uint64_t worlds) {
    std::vector<double> all(worlds);
    ensemble::Driver(0).run(
        plan, {.strategies = {0}, .attackers = {0}, .worlds = worlds, .seed = 31},
        [&](std::size_t number, const auto&, const auto&, model::RunResult&& result) {
            all[number] = static_cast<double>(result.metrics.hosts.compromised);
        });
    return all;
}

double predicted(const model::Plan& plan) {
    return graph::reproduction(plan.federation(), plan.scenario().attackers[0],
                               plan.scenario().horizon)
        .number;
}

TEST_CASE("an outbreak below the threshold ends after 1 / (1 − R) hosts",
          "[validation][contagion]") {
    const auto plan = outbreak(1, 5000, spread(0.05), "controlled");
    const double r = predicted(plan);
    CHECK_THAT(r, WithinAbs(0.5, 1e-6));
    const auto simulated = estimate(sizes(plan, 2000));
    CHECK_THAT(simulated.mean, WithinAbs(1 / (1 - r), 3 * simulated.error));
}

TEST_CASE("over a link R adds up the ways within and across", "[validation][contagion]") {
    const auto plan = outbreak(2, 2500, spread(0.04) + spread(0.025, true), "controlled");
    const double r = predicted(plan);
    CHECK_THAT(r, WithinAbs(0.65, 1e-6));
    const auto simulated = estimate(sizes(plan, 2000));
    CHECK_THAT(simulated.mean, WithinAbs(1 / (1 - r), 3 * simulated.error));
}

TEST_CASE("footholds that must rise first end after as many hosts", "[validation][contagion]") {
    // As a foothold for 5 h it makes attempts as well: 15 h in all.
    const std::string routes =
        "  - {name: scan, from: {}, to: {}, time: exponential mean 1h, success: 0.04, requires: "
        "foothold, yields: foothold}\n"
        "  - {name: rise, from: {}, to: itself, time: exponential mean 1h, success: 0.2, yields: "
        "controlled}\n";
    const auto plan = outbreak(1, 5000, routes, "foothold");
    const double r = predicted(plan);
    CHECK_THAT(r, WithinAbs(0.6, 1e-6));
    const auto simulated = estimate(sizes(plan, 2000));
    CHECK_THAT(simulated.mean, WithinAbs(1 / (1 - r), 3 * simulated.error));
}

TEST_CASE("above the threshold an outbreak dies out early in 1 / R of the worlds",
          "[validation][contagion]") {
    // Lives are exponential, so that a host infects a geometric number of others (Kendall 1948).
    constexpr int hosts = 600;
    const auto plan = outbreak(1, hosts, spread(0.15), "controlled");
    const double r = predicted(plan);
    CHECK_THAT(r, WithinAbs(1.5, 1e-6));
    std::vector<double> died_out;
    for (const double size : sizes(plan, 1500)) {
        // A large outbreak takes about 58 % of the hosts; what stays small is far below.
        died_out.push_back(size < 0.2 * hosts ? 1.0 : 0.0);
    }
    const auto simulated = estimate(died_out);
    CHECK_THAT(simulated.mean, WithinAbs(1 / r, 3 * simulated.error));
}

TEST_CASE("a young outbreak grows as the critical time says", "[validation][contagion]") {
    // Found within D on average it would just die out: so it grows at the rate 1 / D.
    const auto plan = outbreak(1, 20'000, spread(0.3), "controlled", "16h");
    const auto found = graph::contagion(plan.federation(), plan.scenario());
    const auto& worm = found.autonomous.at(0);
    CHECK_THAT(worm.unchecked.number, WithinAbs(3.0, 1e-6));
    const double growth = 1 / worm.dies_out_within.value().in_hours();
    CHECK_THAT(growth, WithinAbs(0.2, 1e-3));
    // New hosts come at 0.3 an hour for each of the exp(growth · t) that are active.
    const double expected = 1 + 0.3 * std::expm1(growth * 16) / growth;
    const auto simulated = estimate(sizes(plan, 1500));
    CHECK_THAT(simulated.mean, WithinAbs(expected, 3 * simulated.error));
}

}  // namespace
}  // namespace kammerspiel
