#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/text.hpp"

namespace kammerspiel::cli {

/// A file of a scenario to start from, embedded when the program is built: starter/path.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_starters();

/// A file of a scenario that a planner begins with.
struct StarterFile {
    std::string path;  ///< within the scenario's folder
    std::string text;
};

/// All files of a starter in a language: `x.de.md` stands in for `x.md`, and comments of YAML files
/// are translated by the table comments.de.txt. Keys and values are the same in every language.
[[nodiscard]] std::vector<StarterFile> files_of_starter(std::string_view name, Language language);

}  // namespace kammerspiel::cli
