#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "kammerspiel/ensemble/headline.hpp"

// What is lost, depending on when a decision is made.

namespace kammerspiel::ensemble {

/// One play of one strategy, ordered at each of these moments or never.
struct DeadlineQuestion {
    std::uint32_t strategy = 0;
    std::uint32_t play = 0;        ///< within the strategy
    std::vector<SimTime> moments;  ///< ascending, from the start on, before the horizon
    Metric metric = Metric::member_hours_lost;
    std::uint64_t worlds = 0;
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has
};

struct DeadlineLosses {
    std::uint64_t worlds = 0;  ///< done: fewer than asked for after a stop
    /// By moment (the last one: never), then world, then attacker.
    std::vector<double> values;
};

/// Each world is simulated once against each attacker and branched at every moment (see
/// model::Branches): what happened before is not computed again. The result does not depend on the
/// number of threads. `report` is called with the number of worlds done.
[[nodiscard]] DeadlineLosses deadline(const model::Plan& plan, const DeadlineQuestion& question,
                                      const std::stop_token& stop,
                                      const std::function<void(std::uint64_t)>& report);

}  // namespace kammerspiel::ensemble
