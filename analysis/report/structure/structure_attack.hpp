#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "analysis/report/structure/structure_words.hpp"
#include "kammerspiel/graph/attack_paths.hpp"

namespace kammerspiel::report {

/// “paths”: how attackers get to what matters, and what they have to pass.
[[nodiscard]] StructureSection attack_section(const std::vector<graph::ProfilePaths>& paths,
                                              const StructureWords& words);

/// The same as data: a list of profiles.
[[nodiscard]] nlohmann::ordered_json attack_data(const std::vector<graph::ProfilePaths>& paths,
                                                 const StructureWords& words);

}  // namespace kammerspiel::report
