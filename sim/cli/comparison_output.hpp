#pragma once

#include <string>

#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/stats/comparison.hpp"
#include "sim/cli/commands.hpp"

// What `compare` and `results` print of a study.

namespace kammerspiel::cli {

/// Provenance, then the comparison as a table.
[[nodiscard]] Status show_study(const ensemble::Store& store, const std::string& file,
                                const Common& common);

}  // namespace kammerspiel::cli
