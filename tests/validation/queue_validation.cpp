#include <fmt/format.h>

#include "kammerspiel/ensemble/driver.hpp"
#include "samples.hpp"
#include "tests/support/small_world.hpp"

// Lines of waiting alerts and broken hosts, against queueing theory.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;
using validation::estimate;

/// Probability that an arrival waits in M/M/c (Erlang 1917), a = λ/μ.
double erlang_c(int servers, double a) {
    double term = 1;
    double sum = 0;
    for (int k = 0; k < servers; ++k) {
        sum += term;
        term *= a / (k + 1);
    }
    const double last = term * servers / (servers - a);
    return last / (sum + last);
}

TEST_CASE("alerts before analysts wait as Erlang C says", "[validation][detection]") {
    // False alarms of a team are a Poisson process; two analysts round the clock, exponential work.
    const auto plan = test::plan_of({R"(
horizon: 100d
coordination_latency: 1s
detection:
  false_alarms: exponential mean 1h
  analysts: [{at: house, people: 2, shift: round-the-clock, time_per_alert: exponential mean 96min}]
)",
                                     R"(
organisations:
  also: {house: {template: house, region: DE-NW}}
templates:
  house: {host_groups: {hosts: {kind: server, count: 1000000, zone: z}}}
)"});
    std::vector<double> mean_sojourn;
    for (std::uint64_t world = 0; world < 40; ++world) {
        const Story story(plan, {.world = {.seed = 2, .replication = world}});
        std::map<std::uint32_t, double> raised;
        double sum = 0;
        int count = 0;
        for (const auto& record : story.result().trace) {
            const double at = record.key.at().since_start().in_hours();
            if (record.what == TraceKind::alert) raised.try_emplace(record.host, at);
            if (record.what != TraceKind::cleared) continue;
            const double since = raised.at(record.host);
            raised.erase(record.host);
            if (since < 200) continue;  // until it has forgotten that it began empty
            sum += at - since - 2.0 / 3600;
            ++count;
        }
        mean_sojourn.push_back(sum / count);
    }
    const double mu = 60.0 / 96;
    const double theory = erlang_c(2, 1 / mu) / (2 * mu - 1) + 1 / mu;
    const auto simulated = estimate(mean_sojourn);
    CHECK_THAT(simulated.mean, WithinAbs(theory, 4 * simulated.error));
}

constexpr double fails_per_hour = 1 / 40.0;
constexpr double repairs_per_hour = 1 / 10.0;

/// Hosts that a hidden machine destroys again and again, each at a constant rate while it works;
/// destruction is seen at once (sensors, analysts who need no time), and a crew rebuilds in
/// exponential time. Everything else takes seconds.
model::Plan repairs(int hosts, int people, const std::string& services) {
    std::string groups;
    std::string routes = "kind: autonomous\nroutes:\n";
    for (int h = 0; h < hosts; ++h) {
        const std::string name = fmt::format("h{}", h);
        groups += fmt::format("      {}: {{kind: server, count: 1, zone: z}}\n", name);
        routes += fmt::format(
            "  - {{name: hit-{0}, from: source, to: {0}, time: exponential mean 40h, success: 1, "
            "yields: controlled}}\n",
            name);
    }
    return test::plan_of({R"(
horizon: 400d
coordination_latency: 1s
entry: [{at: source, when: 0h}]
recovery: {default: {inspect: 0h, clean: 0h, rebuild: exponential mean 10h, test: 0h}}
detection:
  sensors: {server: 1}
  analysts: [{at: watch, people: 100, shift: round-the-clock, time_per_alert: 0h}]
strategies:
  repair: {plays: [{name: repair, do: [{restore: {scope: {kind: server}, thoroughness: 1}}]}]}
)",
                          R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 1000}
    watch: {template: watch, region: DE-NW}
templates:
  watch: {host_groups: {screens: {kind: appliance, count: 1, zone: z}}}
  house:
    host_groups:
      source: {kind: workstation, count: 1, zone: hidden}
)" + groups +
                              "    crews: {it: {people: " + std::to_string(people) +
                              ", shift: round-the-clock}}\n    services:\n" + services,
                          routes});
}

/// Mean share of the time that was lost, over worlds, of the service of this position.
validation::Estimate lost_share(const model::Plan& plan, std::size_t service,
                                std::uint64_t worlds) {
    std::vector<double> lost(worlds);
    ensemble::Driver(0).run(
        plan, {.strategies = {0}, .attackers = {0}, .worlds = worlds, .seed = 4},
        [&](std::size_t number, const auto&, const auto&, model::RunResult&& result) {
            const auto& books = result.metrics.services[service].books;
            double hours = 0;
            for (const auto part : books.plain) {
                hours += static_cast<double>(part) / 1e6 / 3.6e9;
            }
            lost[number] = hours / (400.0 * 24);
        });
    return estimate(lost);
}

TEST_CASE("a host that breaks and is repaired is up for F / (F + R) of the time",
          "[validation][recovery]") {
    const auto plan = repairs(
        1, 1, "      work: {needs: [h0], start_time: 2s, demand: {share: 1, profile: always}}\n");
    const double up = repairs_per_hour / (repairs_per_hour + fails_per_hour);
    const auto lost = lost_share(plan, 0, 60);
    CHECK_THAT(lost.mean, WithinAbs(1 - up, 4 * lost.error));
}

TEST_CASE("k of n independent hosts are up as the binomial says", "[validation][recovery]") {
    const auto plan = repairs(4, 4,
                              "      three: {needs: {at_least: 3, of: [h0, h1, h2, h3]}, "
                              "start_time: 2s, demand: {share: 1, profile: always}}\n");
    const double a = repairs_per_hour / (repairs_per_hour + fails_per_hour);
    const double three_or_more = 4 * std::pow(a, 3) * (1 - a) + std::pow(a, 4);
    const auto lost = lost_share(plan, 0, 60);
    CHECK_THAT(lost.mean, WithinAbs(1 - three_or_more, 4 * lost.error));
}

TEST_CASE("hosts before one crew wait as in the machine-repair model of Palm",
          "[validation][recovery]") {
    // Four hosts, one repairer: P(n broken) ∝ 4! / (4 − n)! (λ/μ)^n.
    const auto plan = repairs(4, 1,
                              "      mean: {needs: {weighted: {h0: 0.25, h1: 0.25, h2: 0.25, h3: "
                              "0.25}}, start_time: 2s, demand: {share: 1, profile: always}}\n");
    const double r = fails_per_hour / repairs_per_hour;
    double sum = 0;
    double broken = 0;
    double weight = 1;
    for (int n = 0; n <= 4; ++n) {
        sum += weight;
        broken += n * weight;
        weight *= (4 - n) * r;
    }
    const auto lost = lost_share(plan, 0, 60);
    CHECK_THAT(lost.mean, WithinAbs(broken / sum / 4, 4 * lost.error));
}

}  // namespace
}  // namespace kammerspiel
