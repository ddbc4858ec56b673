#include <algorithm>

#include "analysis/sheet/read_parts.hpp"

// The pipe tables of Markdown, as planners keep lists in wikis and repositories.

namespace kammerspiel::sheet {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r";
    const std::size_t from = text.find_first_not_of(space);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(space) - from + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// |---|:---:| below the headings
bool is_rule(std::string_view line) {
    const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
    return line.find_first_not_of("|-: \t") == std::string_view::npos && count('|') >= 1 &&
           count('-') >= 2;
}

/// <br> is a line end, and \| a bar.
std::string cell_text(std::string_view cell) {
    std::string text;
    while (!cell.empty()) {
        if (cell.starts_with("\\|")) {
            text += '|';
            cell.remove_prefix(2);
            continue;
        }
        bool is_break = false;
        for (const std::string_view tag : {"<br>", "<br/>", "<br />"}) {
            if (!cell.starts_with(tag)) continue;
            text += '\n';
            cell.remove_prefix(tag.size());
            is_break = true;
            break;
        }
        if (is_break) continue;
        text += cell.front();
        cell.remove_prefix(1);
    }
    return text;
}

std::vector<std::string> cells_of(std::string_view line) {
    if (line.starts_with('|')) line.remove_prefix(1);
    if (line.ends_with('|') && !line.ends_with("\\|")) line.remove_suffix(1);
    std::vector<std::string> cells;
    std::size_t from = 0;
    for (std::size_t at = 0; at <= line.size(); ++at) {
        const bool is_end =
            at == line.size() || (line[at] == '|' && (at == 0 || line[at - 1] != '\\'));
        if (!is_end) continue;
        cells.push_back(cell_text(trimmed(line.substr(from, at - from))));
        from = at + 1;
    }
    return cells;
}

/// The words of a heading: ## Move 2
std::string_view title_of(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of('#'), line.size()));
    return trimmed(line);
}

}  // namespace

bool is_markdown(std::string_view text) {
    const auto lines = lines_of(text);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const bool has_heading = lines[i - 1].find('|') != std::string_view::npos;
        if (has_heading && is_rule(lines[i])) return true;
    }
    return false;
}

std::vector<ReadSheet> read_markdown_sheets(std::string_view text, const SheetFile& file,
                                            Diagnostics& out) {
    const auto lines = lines_of(text);
    std::vector<ReadSheet> sheets;
    std::string title;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].starts_with('#')) title = title_of(lines[i]);
        const bool is_table = i + 1 < lines.size() && is_rule(lines[i + 1]) &&
                              lines[i].find('|') != std::string_view::npos;
        if (!is_table) continue;
        // Its rows keep their lines, so that findings name them.
        SheetRows rows(file, out);
        for (; i < lines.size() && lines[i].find('|') != std::string_view::npos; ++i) {
            if (is_rule(lines[i])) continue;
            const auto cells = cells_of(lines[i]);
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (!rows.put(i, c, cells[c])) break;
            }
        }
        sheets.push_back({*file, title, false, rows.take()});
    }
    return sheets;
}

}  // namespace kammerspiel::sheet
