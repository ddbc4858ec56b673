#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/backtest.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"

namespace kammerspiel::report {

/// The band of services restored over time with the observed points, a table of the milestones with
/// the simulated bands, and what share lies inside.
[[nodiscard]] Document backtest_document(const model::Plan& plan, const ensemble::Backtest& result,
                                         const StudyContext& context, const Text& text);
[[nodiscard]] std::string backtest_as_json(const ensemble::Backtest& result,
                                           const StudyContext& context);

}  // namespace kammerspiel::report
