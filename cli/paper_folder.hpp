#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/converters.hpp"
#include "cli/staged_folder.hpp"
#include "cli/written_record.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

// The one folder in which the papers of an exercise lie, from its plan to its end.

namespace kammerspiel::cli {

/// What the papers in a folder say of themselves; absent where they say nothing.
[[nodiscard]] std::optional<report::PapersState> state_of_papers(
    const std::filesystem::path& folder);

/// Sheets that were filled in where they lie.
struct FilledIn {
    std::vector<std::filesystem::path> evaluations;
    std::vector<std::filesystem::path> feedback;
    std::optional<std::filesystem::path> log;
};
/// evaluation.xlsx, feedback.xlsx and log.xlsx of the folder's evaluators, if they were changed
/// since they were written, and copies of them under names that begin alike; none that is in
/// `given`.
[[nodiscard]] FilledIn sheets_filled_in(const std::filesystem::path& folder,
                                        const std::vector<std::filesystem::path>& given);

/// Files that were made from pages, such as PDFs: those whose page is another by now get a name
/// that says so (`handbook.outdated.pdf`) and are given back under the one they had; one that was
/// changed by hand keeps it. Those that are true stay.
[[nodiscard]] std::vector<std::string> set_outdated_apart(const std::filesystem::path& folder);

/// Makes a file beside each page, and remembers from what. How many could not be made; absent where
/// there is no program for it. What a hand has changed stays, as `outcome` tells.
[[nodiscard]] std::optional<std::size_t> convert_in(
    const std::filesystem::path& folder, const std::vector<report::PaperFiles::Page>& pages,
    Format format, const std::stop_token& stop, StagedFolder::Outcome& outcome);

}  // namespace kammerspiel::cli
