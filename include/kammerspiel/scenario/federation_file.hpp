#pragma once

#include <string_view>

#include "kammerspiel/base/diagnostic.hpp"

namespace kammerspiel::scenario {

/// What the loader would say of a federation's own file with this text that names no other file;
/// `name` stands in the places of what is reported to `out`.
void check_federation_file(std::string_view text, std::string_view name, Diagnostics& out);

}  // namespace kammerspiel::scenario
