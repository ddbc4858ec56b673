#pragma once

#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {

/// What only shows when everything has been read: names that nothing has, contradictions, and
/// dependencies that cannot start again after a full shutdown.
/// `examples` are organisations without id whose references are checked as well. Without
/// `is_complete` some organisations could not be read: that a name is unknown is then not said.
void check(const Scenario& scenario, const std::vector<Organisation>& examples, bool is_complete,
           Diagnostics& out);

}  // namespace kammerspiel::scenario
