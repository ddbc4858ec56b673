#pragma once

#include "analysis/report/question/question_json.hpp"
#include "kammerspiel/graph/contagion.hpp"
#include "kammerspiel/report/structure.hpp"

namespace kammerspiel::report {

/// How contagious each attacker is, in words. Precondition: `found` stems from `scenario`.
[[nodiscard]] StructureSection contagion_section(const graph::Contagion& found,
                                                 const scenario::Scenario& scenario,
                                                 const Text& text);

/// The same for programs; times in hours.
[[nodiscard]] Json contagion_json(const graph::Contagion& found,
                                  const scenario::Scenario& scenario);

}  // namespace kammerspiel::report
