#pragma once

#include <vector>

#include "kammerspiel/scenario/meaning.hpp"
#include "kammerspiel/scenario/parameter.hpp"
#include "sim/scenario/documents.hpp"

namespace kammerspiel::scenario {

/// What the files say, by the table of keys. What is at fault in them is left out: it is reported
/// elsewhere.
[[nodiscard]] Meaning meaning_of(const Documents& documents,
                                 const std::vector<Parameter>& parameters);

}  // namespace kammerspiel::scenario
