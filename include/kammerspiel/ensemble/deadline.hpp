#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "kammerspiel/ensemble/headline.hpp"

// What is lost, depending on when a decision is made.

namespace kammerspiel::ensemble {

/// What one would not want to have passed.
struct Threshold {
    enum class What {
        mtpd,        ///< half of the people or more go longer without a service than is tolerable
        obligation,  ///< missed, or not sent
        loss,        ///< more is lost of the metric
    };
    What what = What::loss;
    std::string name;  ///< local name of the service, or of the obligation
    double loss = 0;
};
/// MTPD of every service that has one, and every obligation.
[[nodiscard]] std::vector<Threshold> thresholds_of(const scenario::Scenario& scenario);

/// One play of one strategy, ordered at each of these moments or never.
struct DeadlineQuestion {
    std::uint32_t strategy = 0;
    std::uint32_t play = 0;        ///< within the strategy
    std::vector<SimTime> moments;  ///< ascending, from the start on, before the horizon
    Metric metric = Metric::member_hours_lost;
    std::vector<Threshold> thresholds{};
    std::uint64_t worlds = 0;
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has
};

struct DeadlineLosses {
    std::uint64_t worlds = 0;  ///< done: fewer than asked for after a stop
    /// By moment (the last one: never), then world, then attacker.
    std::vector<double> values;
    /// By threshold, each like `values`: 1 where it was passed, else 0.
    std::vector<std::vector<double>> passed;
};

/// Each world is simulated once against each attacker and branched at every moment (see
/// model::Branches): what happened before is not computed again. The result does not depend on the
/// number of threads. `report` is called with the number of worlds done.
[[nodiscard]] DeadlineLosses deadline(const model::Plan& plan, const DeadlineQuestion& question,
                                      const std::stop_token& stop,
                                      const std::function<void(std::uint64_t)>& report);

}  // namespace kammerspiel::ensemble
