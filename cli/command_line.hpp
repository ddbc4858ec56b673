#pragma once

#include "cli/commands.hpp"

namespace kammerspiel::cli {

/// Reads the command line and does what it asks for, or says what is wrong with it.
[[nodiscard]] Status carry_out(int argc, char** argv, const CommonOptions& common);

}  // namespace kammerspiel::cli
