#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/localised.hpp"
#include "kammerspiel/scenario/keys.hpp"

// What the path of a figure means, for people who do not read paths.

namespace kammerspiel::scenario {

/// A key on the way from the scenario down to a figure, and which of its elements is meant.
struct PathStep {
    const Key* key = nullptr;
    std::string label;  ///< of the element of a list, or of the entry of a map; empty: it has none
    /// The section below it, or the figure at the end. Where several keys hold the same section,
    /// as the kinds of hosts do, what the key itself means.
    Localised means;
};

/// The steps of a parameter's path; the last one is the figure's own. Keys that paths leave out
/// are there where their elements have labels. Empty: no such path is possible.
[[nodiscard]] std::vector<PathStep> steps_of(std::string_view path);

}  // namespace kammerspiel::scenario
