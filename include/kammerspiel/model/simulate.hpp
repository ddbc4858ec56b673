#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/model/run.hpp"

// From a scenario's folder to the figures of one of its worlds, in one call. Whoever wants several
// worlds loads the scenario once and makes one Plan of it, for `run` or an ensemble.

namespace kammerspiel::model {

/// Which world, with the defaults of `kammerspiel run`. Names are those of the scenario's files.
struct Wanted {
    std::string strategy;  ///< empty: the first one
    std::string attacker;  ///< which one is true; empty: the first one
    std::uint64_t world = 0;
    std::uint64_t seed = 1;
    bool keep_trace = false;
};

struct SimulatedWorld {
    Plan plan;
    RunOptions options;  ///< what it was run with: the names as positions
    RunResult result;
};

/// What came of it. Warnings may stand beside a world.
struct Simulated {
    std::optional<SimulatedWorld> world;  ///< absent if there were errors
    Diagnostics diagnostics;
    std::unique_ptr<LineSource> lines;  ///< that diagnostics show, see `render`; never null
};

/// Loads the scenario from its folder or its `scenario.yaml` and runs the world. What is wrong with
/// the files, and a strategy or an attacker that they do not have, are diagnostics; faults of the
/// input never throw.
[[nodiscard]] Simulated simulate(const std::filesystem::path& scenario, const Wanted& wanted = {});

}  // namespace kammerspiel::model
