#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/sheet/cells.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

// Sheets that people have filled in: found by their headings, in either language.

namespace kammerspiel::exercise {

[[nodiscard]] std::string trimmed(std::string_view text);

/// Small letters, those with umlauts too, as people type them differently each time.
[[nodiscard]] std::string folded_words(std::string_view text);

/// The catalogue in both languages: a sheet is not always filled in the one it is read in.
[[nodiscard]] const std::array<Text, 2>& both();

[[nodiscard]] Argument in_both(std::string_view name, std::string_view key);

/// The word of `words` that `written` is, by name or as either language calls it.
template <std::size_t count>
std::optional<std::size_t> find_word(std::string_view written,
                                     const std::array<std::string_view, count>& words,
                                     std::string_view prefix) {
    const std::string sought = folded_words(written);
    for (std::size_t w = 0; w < words.size(); ++w) {
        if (sought == words[w]) return w;
        for (const Text& text : both()) {
            if (sought == folded_words(text(fmt::format("{}{}", prefix, words[w])))) return w;
        }
    }
    return std::nullopt;
}

/// A list of words of the format, in both languages.
template <std::size_t count>
Argument all_in_both(std::string_view name, const std::array<std::string_view, count>& words,
                     std::string_view prefix) {
    std::array<std::string, 2> lists;
    for (std::size_t l = 0; l < lists.size(); ++l) {
        for (const std::string_view word : words) {
            if (!lists[l].empty()) lists[l] += ", ";
            lists[l] += both()[l](fmt::format("{}{}", prefix, word));
        }
    }
    return {name, lists[0], lists[1]};
}

/// A sheet whose columns are found by their headings.
template <std::size_t columns>
class Rows {
   public:
    Rows(const sheet::ReadSheet& sheet, const std::array<std::string_view, columns>& names,
         std::string_view prefix, std::string_view needed, Diagnostics& out)
        : sheet_(sheet),
          names_(names),
          prefix_(prefix),
          file_(std::make_shared<const std::string>(sheet.file)),
          out_(out) {
        if (!sheet_.rows.empty()) find_headings(needed);
    }

    /// Rows below the headings; none where there are no headings.
    std::size_t first() const { return first_; }
    std::size_t end() const { return sheet_.rows.size(); }

    std::string operator()(std::size_t row, std::string_view column) const {
        const auto found = at_.find(column);
        if (found == at_.end() || found->second >= sheet_.rows[row].size()) return {};
        // What people filled in goes on to papers and terminals.
        return sheet::as_cell(trimmed(sheet_.rows[row][found->second]));
    }
    bool is_empty(std::size_t row, std::initializer_list<std::string_view> but) const {
        return std::all_of(names_.begin(), names_.end(), [&](std::string_view name) {
            return std::find(but.begin(), but.end(), name) != but.end() ||
                   (*this)(row, name).empty();
        });
    }
    void warn(std::size_t row, std::string_view column, Message what) const {
        const auto found = at_.find(column);
        const std::size_t c = found == at_.end() ? 0 : found->second + 1;
        out_.warning(place(row, c), std::move(what));
    }

   private:
    const sheet::ReadSheet& sheet_;
    const std::array<std::string_view, columns>& names_;
    std::string_view prefix_;
    std::shared_ptr<const std::string> file_;
    Diagnostics& out_;
    std::map<std::string_view, std::size_t> at_;  ///< column of the sheet, by name
    std::size_t first_ = 0;

    Place place(std::size_t row, std::size_t column) const {
        return {.file = file_,
                .line = static_cast<std::uint32_t>(row + 1),
                .column = static_cast<std::uint32_t>(column)};
    }

    bool has_heading(const std::vector<std::string>& row, std::string_view needed) const {
        std::size_t known = 0;
        bool found = false;
        for (const std::string& cell : row) {
            const auto which = find_word(cell, names_, prefix_);
            if (!which) continue;
            ++known;
            found = found || names_[*which] == needed;
        }
        return found && known > 1;
    }

    void find_headings(std::string_view needed) {
        first_ = sheet_.rows.size();
        for (std::size_t r = 0; r < sheet_.rows.size(); ++r) {
            if (!has_heading(sheet_.rows[r], needed)) continue;
            first_ = r + 1;
            read_headings(r);
            return;
        }
        out_.error(place(0, 0), {"evaluation.read.no_headings",
                                 {in_both("column", fmt::format("{}{}", prefix_, needed))}});
    }

    void read_headings(std::size_t row) {
        for (std::size_t c = 0; c < sheet_.rows[row].size(); ++c) {
            const std::string& heading = sheet_.rows[row][c];
            if (trimmed(heading).empty()) continue;
            const auto which = find_word(heading, names_, prefix_);
            if (!which) {
                out_.warning(place(row, c + 1),
                             {"evaluation.read.heading",
                              {{"heading", heading}, all_in_both("known", names_, prefix_)}});
            } else if (!at_.emplace(names_[*which], c).second) {
                out_.warning(place(row, c + 1),
                             {"evaluation.read.heading_twice", {{"heading", heading}}});
            }
        }
    }
};

}  // namespace kammerspiel::exercise
