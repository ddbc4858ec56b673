#pragma once

#include "analysis/report/chart/chart_axes.hpp"
#include "analysis/report/chart/charts.hpp"

namespace kammerspiel::report::papers {

/// A picture before it is drawn: which kind (web/src/index.js), of what, and what stands beside it.
/// Without a kind there is nothing to draw.
struct Drawing {
    std::string kind;
    Json data;
    Picture picture;
};

[[nodiscard]] Drawing draw_services_up(const ExerciseMaterial& material, const Text& text);
[[nodiscard]] Drawing draw_loss_by_cause(const ExerciseMaterial& material, const Text& text);
[[nodiscard]] Drawing draw_outages(const ExerciseMaterial& material, const Text& text);
[[nodiscard]] Drawing draw_map(const ExerciseMaterial& material, const Text& text);
[[nodiscard]] Drawing draw_causal_chain(const ExerciseMaterial& material, const Text& text);
[[nodiscard]] Drawing draw_restoration(const StudyMaterial& study, const Text& text);
[[nodiscard]] Drawing draw_distributions(const StudyMaterial& study, const Text& text);
[[nodiscard]] Drawing draw_differences(const StudyMaterial& study, const Text& text);

}  // namespace kammerspiel::report::papers
