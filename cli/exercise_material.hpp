#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

namespace kammerspiel::cli {

/// What the papers are made from, as the command line says it.
struct MaterialOptions {
    std::string result;  ///< a scenario, or a study
    std::string study;   ///< of the scenario; empty: that of `compare`, if it is there
    std::vector<std::string> evaluations;  ///< files that evaluators have filled in
    std::string log;                       ///< that of the recorder; may be empty
};

/// All that `report::ExerciseMaterial` refers to.
struct Gathered {
    std::string scenario;                     ///< id
    std::unique_ptr<const model::Plan> plan;  ///< of the world that is played
    std::unique_ptr<report::ExerciseMaterial> material;
};

/// Loads, runs the world that is played, reads the study. Complains and gives nothing where that
/// cannot be done.
[[nodiscard]] std::optional<Gathered> gather(const MaterialOptions& options, const Common& common);

}  // namespace kammerspiel::cli
