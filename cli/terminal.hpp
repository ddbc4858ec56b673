#pragma once

#include <optional>
#include <string_view>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/scenario/draft.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cli {

/// Writes to standard output; a reader that has gone away (a closed pipe) is no fault. Throws
/// FileError where it cannot be written, e.g. into a file on a full disk.
void print(std::string_view text);
/// Writes to standard error.
void complain(std::string_view text);

/// The language that people are spoken to: that of --lang, else that of the environment. Looked up
/// before the command line is read, so that what is said about the command line is in it, too.
[[nodiscard]] Language language_of(int argc, const char* const* argv);

/// What failed at which file, why, and what would mend it, in one line.
[[nodiscard]] std::string sentence_of(const FileError& error, const Text& text);

/// " – did you mean 'x'?", or nothing where no candidate is close.
[[nodiscard]] std::string suggestion(std::string_view word,
                                     const std::vector<std::string>& candidates, const Text& text);

/// Prints findings to standard error, with the lines that they speak of.
void complain_of(const Diagnostics& diagnostics, const LineSource& lines, const Text& text,
                 bool colour, bool with_warnings);

/// Of files whose rows a spreadsheet shows, not a terminal.
class NoLines : public LineSource {
   public:
    [[nodiscard]] std::string_view line(const std::string& /*file*/,
                                        std::uint32_t /*number*/) const override {
        return {};
    }
};

/// Adds what its structure makes impossible or dangerous. The scenario has no errors.
void warn_of_structure(const scenario::Scenario& scenario, Diagnostics& diagnostics);

/// A scenario, and what it was made from, for other values of its parameters.
struct Opened {
    scenario::Draft draft;
    scenario::Scenario scenario;
};

/// Loads a scenario and prints all that is wrong with it to standard error.
[[nodiscard]] std::optional<Opened> open_or_complain(const std::string& path, const Text& text,
                                                     bool colour, bool with_warnings);
/// One that was loaded before, so that its warnings are known.
[[nodiscard]] std::optional<Opened> open_or_complain(const scenario::ScenarioTexts& texts,
                                                     const Text& text);
[[nodiscard]] std::optional<scenario::Scenario> load_or_complain(const std::string& path,
                                                                 const Text& text, bool colour,
                                                                 bool with_warnings);

}  // namespace kammerspiel::cli
