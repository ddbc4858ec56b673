#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/document/text_layout.hpp"

namespace kammerspiel::report {
namespace {

using Table = ComparisonWords::Table;

std::string paragraph(const std::string& sentence) {
    return fmt::format("{}\n", fmt::join(wrapped(sentence, terminal_width), "\n"));
}

std::string bold(const std::string& words, bool colour) {
    return colour ? fmt::format("\033[1m{}\033[0m", words) : words;
}

/// Headings in several lines, so that columns are as narrow as their figures.
std::string heading(const std::string& words) {
    std::size_t narrow = 13;
    // Words are not broken.
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        narrow = std::max(narrow, columns_of(words.substr(at, end - at)));
        at = end + 1;
    }
    return fmt::format("{}", fmt::join(wrapped(words, narrow), "\n"));
}

std::string printed(const Table& table, bool colour) {
    std::vector<std::string> headings;
    for (const std::string& column : table.columns) headings.push_back(heading(column));
    TextTable rows(headings);
    for (std::vector<std::string> row : table.rows) {
        // An interval stands below its figure, so that several fit side by side.
        for (std::size_t c = 1; c < row.size(); ++c) {
            const bool is_figure = row[c].find_first_of("0123456789?>") < 2;
            const auto at = row[c].find(" (");
            if (is_figure && at != std::string::npos) row[c][at] = '\n';
        }
        rows.add(std::move(row));
    }
    std::string out = bold(table.title, colour) + "\n" + rows.print();
    if (!table.note.empty()) out += paragraph(table.note);
    return out;
}

/// What is wider than the terminal goes into the page and the files alone.
Table without_column(Table table, std::size_t column) {
    const auto at = static_cast<std::ptrdiff_t>(column);
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) row.erase(row.begin() + at);
    return table;
}

}  // namespace

std::string comparison_in_words(const ensemble::Comparison& comparison,
                                const ComparisonContext& context, const Text& text, bool colour,
                                bool all) {
    const ComparisonWords words(comparison, context, text);
    std::string out = bold(words.title(), colour) + "\n" + paragraph(words.of_what()) + "\n";
    for (const std::string& alarm : words.alarms()) out += paragraph(alarm) + "\n";
    for (const std::string& sentence : words.answer()) out += paragraph(sentence);
    Table leading = words.leading();
    constexpr std::size_t p5 = 3;
    constexpr std::size_t cvar = 5;
    constexpr std::size_t better = 7;
    for (const std::size_t column : {better, cvar, p5}) leading = without_column(leading, column);
    out += "\n" + printed(leading, colour);
    if (comparison.metrics.size() > 1) out += "\n" + printed(words.further(), colour);
    if (comparison.attackers.size() > 1) out += "\n" + printed(words.hypotheses(), colour);
    const auto advice = words.advice();
    if (!advice.empty()) out += "\n";
    for (const std::string& sentence : advice) out += paragraph(sentence);
    if (all) {
        for (const Table& table : words.pairs(true)) out += "\n" + printed(table, colour);
    }
    return with_plain_spaces(out);
}

}  // namespace kammerspiel::report
