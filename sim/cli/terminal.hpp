#pragma once

#include <optional>
#include <string_view>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cli {

/// Writes to standard output; a reader that has gone away (a closed pipe) is no fault.
void print(std::string_view text);
/// Writes to standard error.
void complain(std::string_view text);

/// Loads a scenario and prints all that is wrong with it to standard error.
[[nodiscard]] std::optional<scenario::Scenario> load_or_complain(const std::string& path,
                                                                 const Text& text, bool colour,
                                                                 bool with_warnings);

}  // namespace kammerspiel::cli
