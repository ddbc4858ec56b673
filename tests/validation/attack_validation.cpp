#include <fmt/format.h>

#include "kammerspiel/ensemble/driver.hpp"
#include "samples.hpp"
#include "tests/support/small_world.hpp"

// How fast and how far an attack goes, against exact results.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;
using validation::estimate;
using validation::ks_distance;
using validation::ks_limit;

std::vector<double> hours_until_fall(const model::Plan& plan, const std::string& group,
                                     std::uint64_t worlds) {
    std::vector<double> hours;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const Story story(plan, {.world = {.seed = 21, .replication = world}});
        hours.push_back(story.first(TraceKind::compromised, group).in_hours());
    }
    return hours;
}

std::string chain_of_groups(int groups) {
    std::string text = R"(
organisations:
  also: {house: {template: house, region: DE-NW}}
templates:
  house:
    host_groups:
)";
    for (int g = 0; g < groups; ++g) {
        text += fmt::format("      h{}: {{kind: server, count: 1, zone: z}}\n", g);
    }
    return text;
}

TEST_CASE("attempts at a constant rate, each with the same luck, take exponential time",
          "[validation][attack]") {
    const auto plan =
        test::plan_of({"horizon: 400d\nentry: [{at: h0, when: 0h}]\n", chain_of_groups(2), R"(
kind: autonomous
routes: [{name: hop, from: h0, to: h1, time: exponential mean 5h, success: 0.25, yields: foothold}]
)"});
    // A geometric number of exponential times is exponential: mean 5 h / 0.25.
    const auto hours = hours_until_fall(plan, "house/h1", 2000);
    CHECK(ks_distance(hours, [](double t) { return 1 - std::exp(-t / 20); }) <
          ks_limit(hours.size()));
}

TEST_CASE("a chain of equal hops takes Erlang time", "[validation][attack]") {
    std::string routes = "kind: autonomous\nroutes:\n";
    for (int hop = 0; hop < 3; ++hop) {
        routes += fmt::format(
            "  - {{name: hop{0}, from: h{0}, to: h{1}, time: exponential mean 8h, success: 1, "
            "yields: foothold}}\n",
            hop, hop + 1);
    }
    const auto plan =
        test::plan_of({"horizon: 400d\nentry: [{at: h0, when: 0h}]\n", chain_of_groups(4), routes});
    const auto hours = hours_until_fall(plan, "house/h3", 2000);
    const auto erlang3 = [](double t) {
        const double x = t / 8;
        return 1 - std::exp(-x) * (1 + x + x * x / 2);
    };
    CHECK(ks_distance(hours, erlang3) < ks_limit(hours.size()));
}

TEST_CASE("a chain of unequal hops takes hypoexponential time", "[validation][attack]") {
    const auto plan =
        test::plan_of({"horizon: 400d\nentry: [{at: h0, when: 0h}]\n", chain_of_groups(3), R"(
kind: autonomous
routes:
  - {name: first, from: h0, to: h1, time: exponential mean 4h, success: 1, yields: foothold}
  - {name: second, from: h1, to: h2, time: exponential mean 10h, success: 1, yields: foothold}
)"});
    const auto hours = hours_until_fall(plan, "house/h2", 2000);
    const auto hypoexponential = [](double t) {
        const double a = 1 / 4.0;
        const double b = 1 / 10.0;
        return 1 - (b * std::exp(-a * t) - a * std::exp(-b * t)) / (b - a);
    };
    CHECK(ks_distance(hours, hypoexponential) < ks_limit(hours.size()));
}

constexpr int well_mixed = 40;

std::string one_group() {
    return R"(
organisations:
  also: {house: {template: house, region: DE-NW}}
templates:
  house:
    host_groups: {hosts: {kind: server, count: )" +
           std::to_string(well_mixed) + ", zone: z}}\n";
}

/// P(k hosts held at time t) of the pure-birth chain with rate k (N − k) / N · β, from k = 1, by
/// integrating Kolmogorov's forward equations in small steps (classical Runge–Kutta).
double exact_mean_held(double hours, double beta) {
    std::vector<double> p(well_mixed + 1, 0.0);
    p[1] = 1.0;
    const auto rate = [&](int k) {
        return beta * k * (well_mixed - k) / static_cast<double>(well_mixed);
    };
    const auto slope = [&](const std::vector<double>& at) {
        std::vector<double> d(at.size(), 0.0);
        for (int k = 1; k <= well_mixed; ++k) {
            d[static_cast<std::size_t>(k)] = -rate(k) * at[static_cast<std::size_t>(k)];
            if (k > 1) {
                d[static_cast<std::size_t>(k)] += rate(k - 1) * at[static_cast<std::size_t>(k - 1)];
            }
        }
        return d;
    };
    const auto plus = [](const std::vector<double>& a, const std::vector<double>& b, double f) {
        std::vector<double> sum(a);
        for (std::size_t i = 0; i < a.size(); ++i) sum[i] += f * b[i];
        return sum;
    };
    constexpr int steps = 2000;
    const double h = hours / steps;
    for (int s = 0; s < steps; ++s) {
        const auto k1 = slope(p);
        const auto k2 = slope(plus(p, k1, h / 2));
        const auto k3 = slope(plus(p, k2, h / 2));
        const auto k4 = slope(plus(p, k3, h));
        for (std::size_t i = 0; i < p.size(); ++i) {
            p[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
    }
    double mean = 0;
    for (std::size_t k = 0; k < p.size(); ++k) mean += static_cast<double>(k) * p[k];
    return mean;
}

TEST_CASE("a worm in one well-mixed group grows as the pure-birth chain does",
          "[validation][attack]") {
    for (const int hours : {6, 12, 18, 30}) {
        const auto plan =
            test::plan_of({"horizon: " + std::to_string(hours) +
                               "h\nentry: [{at: hosts, when: 0h, yields: controlled}]\n",
                           one_group(), R"(
kind: autonomous
routes: [{name: spread, from: {}, to: {}, time: exponential mean 2h, success: 0.5, yields: controlled}]
)"});
        constexpr std::size_t worlds = 800;
        std::vector<double> held(worlds);
        ensemble::Driver(0).run(
            plan, {.strategies = {0}, .attackers = {0}, .worlds = worlds, .seed = 8},
            [&](std::size_t number, const auto&, const auto&, model::RunResult&& result) {
                held[number] = static_cast<double>(result.metrics.hosts.compromised);
            });
        const auto simulated = estimate(held);
        CHECK_THAT(simulated.mean, WithinAbs(exact_mean_held(hours, 0.25), 4 * simulated.error));
    }
}

/// Mean final size of the general stochastic epidemic: from (s, i) the next is an infection with
/// probability β s / N / (β s / N + γ), by the embedded jump chain.
double exact_final_size(double beta, double gamma) {
    const std::size_t n = well_mixed;
    std::vector<std::vector<double>> p(n, std::vector<double>(n + 1, 0.0));
    p[n - 1][1] = 1.0;
    double mean = 0;
    for (std::size_t s = n; s-- > 0;) {
        for (std::size_t i = n - s; i >= 1; --i) {
            const double here = p[s][i];
            if (here == 0.0) continue;
            const double infect = beta * static_cast<double>(s) / static_cast<double>(n);
            const double up = infect / (infect + gamma);
            if (s > 0) p[s - 1][i + 1] += here * up;
            if (i > 1) {
                p[s][i - 1] += here * (1 - up);
            } else {
                mean += here * (1 - up) * static_cast<double>(n - s);
            }
        }
    }
    return mean;
}

TEST_CASE("a worm whose hosts die reaches the final size of an epidemic", "[validation][attack]") {
    for (const int mean_life : {3, 6, 12}) {
        const auto plan =
            test::plan_of({"horizon: 60d\nentry: [{at: hosts, when: 0h, yields: "
                           "controlled}]\n",
                           one_group(),
                           R"(
kind: autonomous
routes: [{name: spread, from: {}, to: {}, time: exponential mean 4h, success: 1, yields: controlled}]
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: exponential mean )" +
                               std::to_string(mean_life) + "h}]\n"});
        constexpr std::size_t worlds = 1500;
        std::vector<double> size(worlds);
        ensemble::Driver(0).run(
            plan, {.strategies = {0}, .attackers = {0}, .worlds = worlds, .seed = 8},
            [&](std::size_t number, const auto&, const auto&, model::RunResult&& result) {
                size[number] = static_cast<double>(result.metrics.hosts.compromised);
            });
        const auto simulated = estimate(size);
        CHECK_THAT(simulated.mean,
                   WithinAbs(exact_final_size(1 / 4.0, 1.0 / mean_life), 4 * simulated.error));
    }
}

}  // namespace
}  // namespace kammerspiel
