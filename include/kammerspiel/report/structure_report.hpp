#pragma once

#include <string>

#include "kammerspiel/graph/analysis.hpp"
#include "kammerspiel/report/structure.hpp"

namespace kammerspiel::report {

/// Puts everything that structural analysis has found into words.
[[nodiscard]] StructureReport structure_report(const scenario::Scenario& scenario,
                                               const graph::NeedAnalysis& needs, const Text& text);
/// The same as data, with all rows.
[[nodiscard]] std::string structure_as_json(const scenario::Scenario& scenario,
                                            const graph::NeedAnalysis& needs);

}  // namespace kammerspiel::report
