#include <Eigen/Dense>
#include <unsupported/Eigen/MatrixFunctions>

#include "tests/support/small_world.hpp"

// Attack and response together, against the matrix exponential of their Markov chain.

namespace kammerspiel {
namespace {

// clean → foothold at rate a; foothold → noticed and in repair at rate b (the attempt that would
// gain control leaves evidence); in repair → clean at rate m.
constexpr double a = 1 / 12.0;
constexpr double b = 1 / 8.0;
constexpr double m = 1 / 5.0;

enum class State { clean, foothold, repair };

State state_of(const model::WorldState& world) {
    for (const auto& host : world.organisation(federation::OrganisationId{std::size_t{0}}).hosts) {
        if (host.group != 1) continue;
        if (host.power == model::Power::in_repair) return State::repair;
        return host.integrity == model::Integrity::clean ? State::clean : State::foothold;
    }
    return State::clean;
}

TEST_CASE("attack, detection and repair follow the matrix exponential", "[validation][markov]") {
    const auto plan = test::plan_of({R"(
coordination_latency: 1s
entry: [{at: source, when: 0h}]
recovery: {default: {inspect: 0h, clean: exponential mean 5h, rebuild: exponential mean 5h, test: 0h}}
detection:
  sensors: {server: 1}
  analysts: [{at: watch, people: 9, shift: round-the-clock, time_per_alert: 0h}]
strategies:
  repair: {plays: [{name: repair, do: [{restore: {scope: {kind: server}, thoroughness: 1}}]}]}
)",
                                     R"(
organisations:
  also:
    house: {template: house, region: DE-NW}
    watch: {template: watch, region: DE-NW}
templates:
  watch: {host_groups: {screens: {kind: appliance, count: 1, zone: z}}}
  house:
    host_groups:
      source: {kind: workstation, count: 1, zone: hidden}
      target: {kind: server, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
)",
                                     R"(
kind: autonomous
routes:
  - {name: enter, from: source, to: target, time: exponential mean 12h, success: 1, yields: foothold, evidence: 0}
  - {name: grow, from: target, to: itself, time: exponential mean 8h, success: 1, yields: controlled}
)"});
    Eigen::Matrix3d generator;
    generator << -a, a, 0, 0, -b, b, m, 0, -m;
    const std::vector<Duration> moments{hours(4), hours(10), hours(25), hours(80)};
    constexpr int worlds = 3000;
    std::vector<std::array<int, 3>> count(moments.size());
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const model::Setup setup{.plan = &plan.data(), .draws = {17, world}};
        const auto states = test::states_at(setup, moments);
        for (std::size_t t = 0; t < moments.size(); ++t) {
            ++count[t][static_cast<std::size_t>(state_of(states[t]))];
        }
    }
    for (std::size_t t = 0; t < moments.size(); ++t) {
        const Eigen::Matrix3d transition = (generator * moments[t].in_hours()).exp();
        for (std::size_t s = 0; s < 3; ++s) {
            const double theory = transition(0, static_cast<Eigen::Index>(s));
            const double error = std::sqrt(theory * (1 - theory) / worlds);
            CHECK_THAT(count[t][s] / static_cast<double>(worlds), WithinAbs(theory, 4 * error));
        }
    }
}

}  // namespace
}  // namespace kammerspiel
