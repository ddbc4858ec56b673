#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/ensemble/curve.hpp"
#include "kammerspiel/ensemble/driver.hpp"
#include "kammerspiel/stats/estimate.hpp"

// Simulated against what really happened.

namespace kammerspiel::ensemble {

/// Where one observation falls among the simulated worlds. Times in hours since the start; absent
/// where the quantile lies beyond the horizon.
struct Milestone {
    scenario::Observed observed;
    /// P(simulated < observed) + P(=)/2, in [0, 1], as these worlds tell it.
    stats::Estimate position;
    std::optional<double> p025, p10, median, p90, p975;
    double not_reached = 0;  ///< share of worlds not there by the horizon
    [[nodiscard]] bool within(double band) const {
        return position.value >= (1 - band) / 2 && position.value <= (1 + band) / 2;
    }
    /// Whether other worlds may say otherwise: the interval of the position crosses an end of it.
    [[nodiscard]] bool is_open(double band) const {
        return position.covers((1 - band) / 2) || position.covers((1 + band) / 2);
    }
};

struct Backtest {
    std::uint64_t worlds = 0;           ///< of each attacker
    std::vector<Milestone> milestones;  ///< as in the scenario
    std::vector<CurveBand> curve;       ///< of who has everything back for good
    [[nodiscard]] double share_within(double band) const;
};

/// Runs `worlds` worlds of one strategy against every attacker, weighted as the scenario weighs
/// them, and compares. Precondition: the scenario has observations.
[[nodiscard]] Backtest backtest(const model::Plan& plan, std::uint32_t strategy,
                                std::uint64_t worlds, std::uint64_t seed, unsigned threads,
                                std::stop_token stop = {});

}  // namespace kammerspiel::ensemble
