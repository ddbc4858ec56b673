#pragma once

#include <string>

#include "kammerspiel/graph/analysis.hpp"
#include "kammerspiel/report/structure.hpp"

namespace kammerspiel::report {

/// What was analysed, and what was found. References must live as long.
struct StructureFindings {
    const scenario::Scenario& scenario;
    const graph::NeedAnalysis& needs;
    const graph::AttackAnalysis& attacks;
    /// The organisation whose inside is drawn.
    federation::OrganisationId inside;
};

/// Puts everything that structural analysis has found into words and pictures.
[[nodiscard]] StructureReport structure_report(const StructureFindings& findings, const Text& text);
/// The same as data, with all rows.
[[nodiscard]] std::string structure_as_json(const StructureFindings& findings, const Text& text);

/// The organisation that most hangs on; where none is felt by others, the one with most members.
[[nodiscard]] federation::OrganisationId most_needed(const graph::NeedAnalysis& needs);

/// A picture of a page as a file of its own.
[[nodiscard]] std::string standalone(const Picture& picture);

}  // namespace kammerspiel::report
