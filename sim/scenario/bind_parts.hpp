#pragma once

#include <map>
#include <string>

#include "kammerspiel/base/calendar.hpp"
#include "sim/scenario/fields.hpp"

// Values that have a grammar of their own.

namespace kammerspiel::scenario {

/// `gfi/workstations`, `workstations`, or {kind: …, organisation: …}; {} is every host.
[[nodiscard]] Selector read_selector(const Node& node, Diagnostics& out);

[[nodiscard]] Scope read_scope(const Node& node, Diagnostics& out);

/// Clock times of conditions need to know where the scenario's time begins.
[[nodiscard]] Condition read_condition(const Node& node, const Calendar* calendar,
                                       Diagnostics& out);

/// A list is `all_of`. `parameters` decide over `if`; `allowed` are the values each may have.
struct Parameters {
    std::map<std::string, std::string> values;
    std::map<std::string, std::vector<std::string>> allowed;
};
[[nodiscard]] Need read_need(const Node& node, const Parameters& parameters, Diagnostics& out);

}  // namespace kammerspiel::scenario
