#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

namespace kammerspiel::cli {

/// What the papers are made from, as the command line says it.
struct MaterialOptions {
    std::string result;  ///< a scenario, or a study
    std::string study;   ///< of the scenario; empty: that of `compare`, if it is there
    std::vector<std::string> evaluations;  ///< files that evaluators have filled in
    std::vector<std::string> feedback;     ///< files with what players answered
    std::string log;                       ///< that of the recorder; may be empty
    std::string out;                       ///< folder of the papers; empty: by the scenario
};

/// All that `report::ExerciseMaterial` refers to.
struct Gathered {
    std::string scenario;                       ///< id
    std::filesystem::path folder;               ///< of the papers
    std::vector<std::filesystem::path> inputs;  ///< what was read beside the scenario
    std::unique_ptr<const model::Plan> plan;    ///< of the world that is played
    std::unique_ptr<report::ExerciseMaterial> material;
};

/// When each of the exercise's injects that wait for a condition comes, in the world that is
/// played. Precondition: the scenario has an exercise.
[[nodiscard]] std::vector<std::optional<SimTime>> moments_of_conditions(
    const scenario::Scenario& scenario);

/// The injects with their times in that world, those that are drafted from it included: as `report`
/// writes them into the list. Precondition: the scenario has an exercise.
[[nodiscard]] exercise::Schedule played_schedule(const scenario::Scenario& scenario);

/// Loads, runs the world that is played, reads the study. Complains and gives nothing where that
/// cannot be done.
[[nodiscard]] std::optional<Gathered> gather(const MaterialOptions& options, const Common& common);

}  // namespace kammerspiel::cli
