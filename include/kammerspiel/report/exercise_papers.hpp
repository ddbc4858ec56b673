#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/report/comparison_report.hpp"
#include "kammerspiel/report/evaluation.hpp"
#include "kammerspiel/report/run_report.hpp"
#include "kammerspiel/report/schedule.hpp"

// The papers of an exercise: what players, controllers, evaluators and decision makers are handed.

namespace kammerspiel::report {

/// A study of the scenario's strategies.
struct StudyMaterial {
    stats::Comparison comparison;
    ComparisonContext context;
};

/// What papers are made from.
struct ExerciseMaterial {
    const model::Plan& plan;
    const scenario::Exercise& exercise;
    model::RunOptions options;  ///< of the world that is played
    model::RunResult world;     ///< with its trace
    RunReport report;           ///< of that world, in the language of the papers
    Schedule schedule;
    std::optional<StudyMaterial> study;
    WhatWasSeen seen;
};

/// All papers that the material is enough for, each as HTML and Markdown, in folders by those who
/// may read them; the spreadsheets and calendars; index.html and, last, papers.json. Without moves
/// in the exercise those for players, control and evaluators are left out; without a study the
/// comparison is.
[[nodiscard]] std::vector<ResultFile> exercise_papers(const ExerciseMaterial& material,
                                                      const Text& text);

}  // namespace kammerspiel::report
