#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/report/structure/structure_words.hpp"
#include "kammerspiel/graph/attack_cut.hpp"
#include "kammerspiel/report/structure_report.hpp"

namespace kammerspiel::report {

/// “cuts”: what closed links, isolated host groups and blocked techniques keep attackers from what
/// matters, and the strategies that do it.
[[nodiscard]] StructureSection cut_section(const std::vector<graph::ProfileCut>& cuts,
                                           const std::vector<CutTrial>& trials,
                                           const StructureWords& words);

/// The same as data.
[[nodiscard]] nlohmann::ordered_json cut_data(const std::vector<graph::ProfileCut>& cuts,
                                              const std::vector<CutTrial>& trials,
                                              const StructureWords& words);

/// A strategy that makes the cut from the start on, to be pasted under a scenario's `strategies:`.
/// What is meant in every organisation is said once. Precondition: outcome is `found`.
[[nodiscard]] std::string strategy_of(const graph::ProfileCut& target, const graph::AttackCut& cut,
                                      const StructureWords& words);

}  // namespace kammerspiel::report
