#pragma once

#include "analysis/report/structure/structure_words.hpp"
#include "kammerspiel/graph/analysis.hpp"

// The sections that follow from needs and links alone.

namespace kammerspiel::report {

[[nodiscard]] StructureSection failures_section(const graph::NeedAnalysis& needs,
                                                const StructureWords& words);
[[nodiscard]] StructureSection pairs_section(const graph::NeedAnalysis& needs,
                                             const StructureWords& words);
[[nodiscard]] StructureSection black_start_section(const graph::NeedAnalysis& needs,
                                                   const StructureWords& words);
[[nodiscard]] StructureSection criticality_section(const graph::NeedAnalysis& needs,
                                                   const StructureWords& words);

}  // namespace kammerspiel::report
