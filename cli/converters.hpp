#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

// Programs of other makers that turn a page into a PDF or a document for editing.

namespace kammerspiel::cli {

/// A program on PATH; the first of `names` that is there.
[[nodiscard]] std::optional<std::filesystem::path> find_program(
    const std::vector<std::string>& names);

/// Runs it without a shell, its output thrown away, for at most so many seconds and no longer than
/// until `stop` is asked for. Whether it ended well.
[[nodiscard]] bool run_program(const std::filesystem::path& program,
                               const std::vector<std::string>& arguments, unsigned seconds,
                               const std::stop_token& stop);

enum class Format { pdf, docx };
constexpr auto vocabulary(Format) {
    using enum Format;
    return std::array{Word{pdf, "pdf"}, Word{docx, "docx"}};
}

/// A page, what is at its edges, and the file to make from it.
struct PageToConvert {
    std::filesystem::path file;
    report::Marking marking;
    std::filesystem::path to;
};

/// Makes a file from each of the pages. Whether each could be made; absent where there is no
/// program for it.
[[nodiscard]] std::optional<std::vector<bool>> convert(const std::vector<PageToConvert>& pages,
                                                       Format format, const std::stop_token& stop);

}  // namespace kammerspiel::cli
