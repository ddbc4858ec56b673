#pragma once

#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// What `starts_without` names and no organisation needs there: it would do nothing, without a
/// word. `examples`: organisations with the other choices that templates leave.
void check_starts_without(const std::vector<Organisation>& organisations,
                          const std::vector<Organisation>& examples, Diagnostics& out);

}  // namespace kammerspiel::scenario
