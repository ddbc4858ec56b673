#pragma once

#include <string_view>

namespace kammerspiel {

/// Version of the program, as in CMakeLists.txt; stands in every result.
extern const std::string_view program_version;

}  // namespace kammerspiel
