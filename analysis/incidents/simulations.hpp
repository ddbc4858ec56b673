#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "analysis/incidents/cells.hpp"
#include "kammerspiel/incidents/incident_scenario.hpp"
#include "kammerspiel/incidents/leave_one_out.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// Runs the scenarios of incidents at the points of a design.

namespace kammerspiel::incidents {

/// An incident with its scenario, loaded once, and what was simulated of it.
struct Simulation {
    const Incident* incident = nullptr;
    std::vector<Milestone> milestones;
    std::vector<Aim> aims;
    scenario::Scenario scenario;
    std::vector<double> weights;  ///< of its attackers; they sum to 1
    CellFile cells;

    /// Number of values in a cell of so many worlds.
    [[nodiscard]] std::size_t values(std::uint32_t worlds) const {
        return worlds * weights.size() * milestones.size();
    }
};

/// Point 0: the scenario without stages of recovery. As nothing else spreads that forecast, it gets
/// more worlds than a point.
constexpr std::uint32_t without_stages = 0;
constexpr std::uint32_t worlds_without_stages(std::uint32_t worlds) { return 4 * worlds; }

/// Runs what `cells` lack. False after a request to stop.
[[nodiscard]] bool simulate(std::vector<Simulation>& simulations, const stats::Design& design,
                            const LeaveOneOutOptions& options);

}  // namespace kammerspiel::incidents
