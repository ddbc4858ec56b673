#pragma once

#include <string>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"

namespace kammerspiel::cli {

/// A remark on what is being done, unless none are wanted.
inline void say(const Common& common, const std::string& sentence) {
    if (!common.quiet) complain(sentence + "\n");
}

}  // namespace kammerspiel::cli
