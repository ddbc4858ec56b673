#include "analysis/report/document/page_layout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/text_layout.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;

/// Headings in several lines, so that columns are as narrow as their figures.
std::string heading(const std::string& words) {
    constexpr std::size_t narrow = 17;
    return fmt::format("{}", fmt::join(wrapped(words, narrow), "\n"));
}

/// One entry with `text` for each word from the one numbered `first` on, left-aligned where its
/// column is.
data aligned(const std::vector<std::string>& all, const PageTable& table, std::size_t first) {
    data list{data::type::list};
    for (std::size_t c = first; c < all.size(); ++c) {
        data one;
        one.set("text", printable(all[c]));
        if (table.columns[c].is_text) one.set("align", "words");
        list.push_back(one);
    }
    return list;
}

data of(const PageTable& table) {
    data one;
    one.set("title", printable(table.title));
    one.set("note", if_any(printable(table.note)));
    std::vector<std::string> headings;
    for (const auto& column : table.columns) headings.push_back(column.heading);
    one.set("columns", aligned(headings, table, 0));
    data rows{data::type::list};
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& cells = table.rows[r];
        data row;
        row.set("class", r == 0 && table.stresses_first ? "total" : "");
        row.set("head", printable(cells.front()));
        row.set("cells", aligned(cells, table, 1));
        rows.push_back(row);
    }
    one.set("rows", rows);
    return one;
}

}  // namespace

std::string paragraph(const std::string& sentence) {
    return fmt::format("{}\n", fmt::join(wrapped(sentence, terminal_width), "\n"));
}

std::string bold(const std::string& words, bool colour) {
    return colour ? fmt::format("\033[1m{}\033[0m", words) : words;
}

std::string printed(const PageTable& table, bool colour, std::size_t most) {
    std::vector<std::string> headings;
    for (const auto& column : table.columns) {
        if (column.on_terminal) headings.push_back(heading(column.heading));
    }
    TextTable rows(headings);
    for (std::size_t r = 0; r < std::min(most, table.rows.size()); ++r) {
        const auto& row = table.rows[r];
        std::vector<std::string> shown;
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (table.columns[c].on_terminal) shown.push_back(row[c]);
        }
        rows.add(shown);
    }
    std::string out = bold(table.title, colour) + "\n" + rows.print();
    if (!table.note.empty()) out += paragraph(table.note);
    return out;
}

data tables_of(const std::vector<PageTable>& tables) {
    data all{data::type::list};
    for (const PageTable& table : tables) {
        if (!table.rows.empty()) all.push_back(of(table));
    }
    return all;
}

data pictures_of(const std::vector<PagePicture>& pictures) {
    data all{data::type::list};
    for (const PagePicture& picture : pictures) {
        if (picture.svg.empty()) continue;
        data one;
        one.set("picture", picture.svg);
        one.set("caption", picture.caption);
        all.push_back(one);
    }
    return all;
}

data code_of(const std::string& title, const std::string& code) {
    data all{data::type::list};
    if (code.empty()) return all;
    data one;
    one.set("title", title);
    one.set("text", printable(code));
    all.push_back(one);
    return all;
}

}  // namespace kammerspiel::report
