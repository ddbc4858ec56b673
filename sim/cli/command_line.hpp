#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "kammerspiel/base/text.hpp"

namespace kammerspiel::cli {

/// Has the library write its own words (Usage, Options …) in the language of `text`. Before
/// commands are added, since they take it over from the program.
void speak(CLI::App& program, const Text& text);

/// What is wrong with the command line, and what was probably meant.
[[nodiscard]] std::string sentence_of(const CLI::ParseError& error, const CLI::App& program,
                                      const Text& text);

}  // namespace kammerspiel::cli
