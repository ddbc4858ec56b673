#pragma once

#include <span>
#include <string_view>

namespace kammerspiel::cli {

/// A file of a scenario to start from, embedded when the program is built: starter/path.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_starters();

}  // namespace kammerspiel::cli
