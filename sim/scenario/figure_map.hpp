#pragma once

#include "kammerspiel/scenario/keys.hpp"
#include "kammerspiel/scenario/parameter.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace kammerspiel::scenario {

/// Whether a map with what is known may stand in the place of the value: numbers and spans, and
/// where something is decided (`is_decided`: in strategies) words too.
[[nodiscard]] bool may_be_map(const Key& key, bool is_decided);

[[nodiscard]] Unit unit_of(const Key& key);

/// Reads `{value: 4h, between: [1h, 12h], …}` into all of a parameter but its path. Whether the key
/// takes `value` is left to whoever reads the key.
/// Precondition: `map` has a key `value`.
[[nodiscard]] Parameter read_figure_map(const Node& map, const Key& key, bool is_decided,
                                        Diagnostics& out);

}  // namespace kammerspiel::scenario
