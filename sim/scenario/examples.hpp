#pragma once

#include <span>
#include <string>
#include <string_view>

// A scenario in which every key of the format stands, and the parts of it that the reference shows.

namespace kammerspiel::scenario {

/// A file of sim/scenario/examples, embedded when the program is built.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};
[[nodiscard]] std::span<const EmbeddedFile> embedded_examples();

/// The lines that stand for a section, as YAML without their common indentation: between
/// `#> section` and `#<` in one of the files, several parts one after the other. Comments of the
/// form `# English | Deutsch` are in the language asked for. Empty where there are none.
[[nodiscard]] std::string example_of(std::string_view section, std::string_view language);

/// The keys of a whole file; what stands behind a key on further lines is left out.
[[nodiscard]] std::string outline_of(std::string_view file, std::string_view language);

}  // namespace kammerspiel::scenario
