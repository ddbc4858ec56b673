#pragma once

#include <string>
#include <string_view>
#include <vector>

// Lines and tables for a terminal. Widths are counted in characters (code points).

namespace kammerspiel::report {

inline constexpr std::size_t terminal_width = 100;

[[nodiscard]] std::size_t columns_of(std::string_view text);

/// Cut to `most` characters, the last of which is then `…`.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// Filled up with spaces on the right, or on the left.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns, bool to_right);

/// Lines of at most `width` characters, broken at spaces, but not at no-break spaces; a longer word
/// is broken anywhere. At least one line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// No-break spaces have done their work once lines are laid out: whoever copies or searches a line
/// finds plain ones.
[[nodiscard]] std::string with_plain_spaces(std::string_view text);

/// A table whose first column is left-aligned, and so are those of words; others are
/// right-aligned. Where it is too wide, the first column's cells go on in further lines; one that
/// needs more than three is cut. Other cells may have several lines, separated by '\n', and where
/// all is still too wide, the widest are broken at spaces.
class TextTable {
   public:
    /// Headings may have several lines, separated by '\n'. `is_text`: by column; those that it does
    /// not reach hold figures.
    explicit TextTable(std::vector<std::string> headings, std::vector<bool> is_text = {})
        : headings_(std::move(headings)), is_text_(std::move(is_text)) {
        is_text_.resize(headings_.size());
    }
    /// Precondition: as many cells as headings.
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    /// A line above the next row.
    void rule() { rules_.push_back(rows_.size()); }
    /// For the first column's cells to have a line each.
    [[nodiscard]] bool is_too_wide() const;
    [[nodiscard]] std::string print() const;

   private:
    std::vector<std::string> headings_;
    std::vector<bool> is_text_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> rules_;
    [[nodiscard]] std::vector<std::size_t> natural_widths() const;
    [[nodiscard]] std::vector<std::size_t> least_widths() const;
    [[nodiscard]] std::vector<std::size_t> widths() const;
    [[nodiscard]] bool is_to_right(std::size_t column) const {
        return column > 0 && !is_text_[column];
    }
    [[nodiscard]] std::string heading(const std::vector<std::size_t>& widths) const;
};

}  // namespace kammerspiel::report
