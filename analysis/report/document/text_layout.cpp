#include "analysis/report/document/text_layout.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::report {
namespace {

constexpr std::string_view between_columns = "  ";
constexpr std::size_t narrowest_first_column = 16;
constexpr std::size_t most_lines_of_a_cell = 3;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// The first `count` characters.
std::string_view prefix(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size(); ++at) {
        if (starts_character(text[at]) && ++seen > count) break;
    }
    return text.substr(0, at);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    for (const std::string& line : lines_of(text)) widest = std::max(widest, columns_of(line));
    return widest;
}

/// The longest stretch without a space.
std::size_t widest_word(const std::string& text) {
    std::size_t widest = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
        widest = std::max(widest, columns_of(std::string_view(text).substr(at, end - at)));
        at = end + 1;
    }
    return widest;
}

/// Its own lines, each broken where it is too wide.
std::vector<std::string> lines_within(const std::string& text, std::size_t width) {
    std::vector<std::string> lines;
    for (const std::string& line : lines_of(text)) {
        for (std::string& part : wrapped(line, width)) lines.push_back(std::move(part));
    }
    return lines;
}

void trim_right(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string shortened(std::string_view text, std::size_t most) {
    if (columns_of(text) <= most) return std::string(text);
    return std::string(prefix(text, most - 1)) + "…";
}

std::string padded(std::string_view text, std::size_t columns, bool to_right) {
    const std::size_t is = columns_of(text);
    const std::string space(is < columns ? columns - is : 0, ' ');
    return to_right ? space + std::string(text) : std::string(text) + space;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        std::string_view word = text.substr(at, end - at);
        at = end + 1;
        if (!lines.back().empty() && columns_of(lines.back()) + 1 + columns_of(word) > width) {
            lines.emplace_back();
        }
        while (columns_of(word) > width) {
            const std::string_view part = prefix(word, width);
            lines.back() = part;
            lines.emplace_back();
            word.remove_prefix(part.size());
        }
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += word;
    }
    return lines;
}

std::string with_plain_spaces(std::string_view text) {
    constexpr std::string_view no_break = "\u00a0";
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = std::min(text.find(no_break, at), text.size());
        plain += text.substr(at, next - at);
        if (next < text.size()) plain += ' ';
        at = next + no_break.size();
    }
    return plain;
}

std::vector<std::size_t> TextTable::natural_widths() const {
    std::vector<std::size_t> widths;
    for (const std::string& heading : headings_) widths.push_back(widest_line(heading));
    for (const auto& row : rows_) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            widths[c] = std::max(widths[c], c == 0 ? columns_of(row[c]) : widest_line(row[c]));
        }
    }
    return widths;
}

bool TextTable::is_too_wide() const {
    const std::vector<std::size_t> wide = natural_widths();
    return std::accumulate(wide.begin(), wide.end(), between_columns.size() * (wide.size() - 1)) >
           terminal_width;
}

std::vector<std::size_t> TextTable::widths() const {
    std::vector<std::size_t> widths = natural_widths();
    const std::size_t others = std::accumulate(widths.begin() + 1, widths.end(),
                                               between_columns.size() * (widths.size() - 1));
    const std::size_t left = terminal_width > others ? terminal_width - others : 0;
    widths[0] = std::min(widths[0], std::max(left, narrowest_first_column));
    std::size_t all =
        std::accumulate(widths.begin(), widths.end(), between_columns.size() * (widths.size() - 1));
    const std::vector<std::size_t> least = least_widths();
    while (all > terminal_width) {
        std::size_t widest = 0;
        for (std::size_t c = 1; c < widths.size(); ++c) {
            if (widths[c] <= least[c]) continue;
            if (widest == 0 || widths[c] > widths[widest]) widest = c;
        }
        if (widest == 0) break;
        --widths[widest];
        --all;
    }
    return widths;
}

std::vector<std::size_t> TextTable::least_widths() const {
    std::vector<std::size_t> least;
    for (const std::string& heading : headings_) least.push_back(widest_word(heading));
    for (const auto& row : rows_) {
        for (std::size_t c = 1; c < row.size(); ++c) {
            least[c] = std::max(least[c], widest_word(row[c]));
        }
    }
    return least;
}

std::string TextTable::heading(const std::vector<std::size_t>& widths) const {
    std::size_t height = 0;
    for (std::size_t c = 0; c < headings_.size(); ++c) {
        height = std::max(height, lines_within(headings_[c], widths[c]).size());
    }
    std::string text;
    for (std::size_t l = 0; l < height; ++l) {
        std::string line;
        for (std::size_t c = 0; c < headings_.size(); ++c) {
            const std::vector<std::string> lines = lines_within(headings_[c], widths[c]);
            const std::size_t above = height - lines.size();
            if (c > 0) line += between_columns;
            line += padded(l < above ? "" : lines[l - above], widths[c], is_to_right(c));
        }
        trim_right(line);
        text += line + "\n";
    }
    return text;
}

std::string TextTable::print() const {
    const std::vector<std::size_t> wide = widths();
    const std::size_t all =
        std::accumulate(wide.begin(), wide.end(), between_columns.size() * (wide.size() - 1));
    const std::string line_across = std::string(all, '-') + "\n";
    std::string text = heading(wide) + line_across;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (std::find(rules_.begin(), rules_.end(), r) != rules_.end()) text += line_across;
        std::vector<std::string> name =
            wrapped(shortened(rows_[r][0], wide[0] * most_lines_of_a_cell), wide[0]);
        for (std::size_t l = 0; l + 1 < name.size(); ++l) text += name[l] + "\n";
        for (std::size_t l = 0, height = 1; l < height; ++l) {
            std::string line = padded(l == 0 ? name.back() : "", wide[0], false);
            for (std::size_t c = 1; c < rows_[r].size(); ++c) {
                const std::vector<std::string> cell = lines_within(rows_[r][c], wide[c]);
                height = std::max(height, cell.size());
                line += std::string(between_columns) +
                        padded(l < cell.size() ? cell[l] : "", wide[c], is_to_right(c));
            }
            trim_right(line);
            text += line + "\n";
        }
    }
    return text;
}

}  // namespace kammerspiel::report
