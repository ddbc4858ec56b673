#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kammerspiel/graph/analysis.hpp"
#include "kammerspiel/report/structure.hpp"

namespace kammerspiel::report {

/// A cut as a play that is in force from the start, tried in some worlds.
struct CutTrial {
    std::uint32_t profile = 0;  ///< in the scenario
    graph::CutTarget target = graph::CutTarget::identity;
    bool blocks_techniques = false;  ///< which of the two answers
    std::uint32_t worlds = 0;
    std::uint32_t kept = 0;         ///< of these: the attacker never got to any of the target
    std::uint32_t kept_anyway = 0;  ///< of these: nor did it where nothing is done
    bool operator==(const CutTrial&) const = default;
};

/// What was analysed, and what was found. References must live as long.
struct StructureFindings {
    const scenario::Scenario& scenario;
    const graph::NeedAnalysis& needs;
    const graph::AttackAnalysis& attacks;
    /// The organisation whose inside is drawn.
    federation::OrganisationId inside;
    /// Of cuts that are found; those without one are offered without figures.
    std::vector<CutTrial> trials = {};
};

/// Puts everything that structural analysis has found into words and pictures.
[[nodiscard]] StructureReport structure_report(const StructureFindings& findings, const Text& text);
/// The same as data, with all rows.
[[nodiscard]] std::string structure_as_json(const StructureFindings& findings, const Text& text);

/// The organisation that most hangs on; where none is felt by others, the one with most members.
[[nodiscard]] federation::OrganisationId most_needed(const graph::NeedAnalysis& needs);

/// A picture of a page as a file of its own.
[[nodiscard]] std::string standalone(const Picture& picture, ChartEngine& engine);

}  // namespace kammerspiel::report
