#include "sim/import/words.hpp"

#include <algorithm>
#include <array>

#include "kammerspiel/base/csv_table.hpp"
#include "kammerspiel/base/suggest.hpp"
#include "sim/import/files.hpp"
#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

/// Of lists that name nothing but their columns, a column is as good as a meaning.
std::optional<Column> named_column(std::string_view text) {
    if (const auto column = column_of(text, Table::nodes)) return column;
    return column_of(text, Table::edges);
}

bool means_ignored(std::string_view text) {
    const std::string word = folded(text);
    return word.empty() || word == "ignore" || word == "ignorieren";
}

std::vector<std::string> parts_at(std::string_view text, std::string_view signs) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(signs), text.size());
        if (end > 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// As configuration databases call their classes.
std::string without_prefix(std::string word) {
    for (const std::string_view prefix : {"cmdb_ci_", "u_cmdb_ci_", "cmdb_", "u_", "ci_"}) {
        if (word.starts_with(prefix) && word.size() > prefix.size()) {
            word.erase(0, prefix.size());
            break;
        }
    }
    return word;
}

std::optional<NodeKind> exactly(const std::string& word) {
    if (const auto known = node_kind_of(word)) return known;
    for (const std::string_view plural : {"s", "en", "n", "e"}) {
        if (word.size() <= plural.size() + 2 || !word.ends_with(plural)) continue;
        if (const auto known = node_kind_of(word.substr(0, word.size() - plural.size()))) {
            return known;
        }
    }
    return std::nullopt;
}

}  // namespace

bool is_decor(std::string_view heading) {
    static constexpr std::array<std::string_view, 28> words{"r",
                                                            "g",
                                                            "b",
                                                            "a",
                                                            "x",
                                                            "y",
                                                            "z",
                                                            "size",
                                                            "width",
                                                            "height",
                                                            "shape",
                                                            "fill",
                                                            "edge_id",
                                                            "edgeid",
                                                            "viz",
                                                            "alpha",
                                                            "thickness",
                                                            "font",
                                                            "style",
                                                            "componentnumber",
                                                            "modularity_class",
                                                            "degree",
                                                            "indegree",
                                                            "outdegree",
                                                            "eccentricity",
                                                            "closnesscentrality",
                                                            "betweenesscentrality",
                                                            "timeset"};
    const std::string word = folded(heading);
    return std::find(words.begin(), words.end(), word) != words.end();
}

void InventoryWords::read_mapping(const std::filesystem::path& path, InventoryFiles& files,
                                  const InventoryLimits& limits, Diagnostics& out) {
    const auto source = files.read(path, limits, out);
    if (!source) return;
    constexpr std::size_t most_rows = 10'000;
    // Rows have two or three cells: what a table with a heading would call ragged.
    std::size_t row = 0;
    for (std::string_view rest = source->bytes; !rest.empty() && row < most_rows; ++row) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const bool has_semicolons = line.find(';') != std::string_view::npos;
        const bool has_tabs = line.find('\t') != std::string_view::npos;
        std::vector<std::string> cells;
        std::string cell;
        const char separator = has_semicolons ? ';' : has_tabs ? '\t' : ',';
        for (const char c : line) {
            if (c == separator) {
                cells.push_back(std::move(cell));
                cell.clear();
            } else if (c != '"') {
                cell += c;
            }
        }
        cells.push_back(std::move(cell));
        while (!cells.empty() && folded(cells.back()).empty() && cells.size() > 2) cells.pop_back();
        if (cells.size() < 2 || folded(cells[0]).empty()) continue;
        const Place place{source->file, static_cast<std::uint32_t>(row + 1), 1,
                          static_cast<std::uint32_t>(std::max<std::size_t>(line.size(), 1))};
        if (cells.size() == 2) {
            const std::string heading = folded(cells[0]);
            if (means_ignored(cells[1])) {
                columns_[heading] = std::nullopt;
            } else if (const auto column = named_column(cells[1])) {
                columns_[heading] = column;
            } else if (row > 0) {  // the first row may have headings of its own
                const auto known = headings(Table::nodes);
                out.warning(place, {"import.mapping.column", {{"word", cells[1]}}},
                            close_or_known(cells[1], known));
            }
            continue;
        }
        // Both tables have columns that may be called so: the word in the third cell says which is
        // meant, and `kind` is one of nodes.
        const std::string word = folded(cells[1]);
        const bool is_of_nodes = folded(cells[0]) == word_of(Column::kind) ||
                                 column_of(cells[0], Table::edges) != Column::type;
        const auto kind = node_kind_of(cells[2]);
        const auto type = edge_type_of(cells[2]);
        if (kind && (is_of_nodes || !type)) {
            kinds_[word] = *kind;
            continue;
        }
        if (type && !is_of_nodes) {
            types_[word] = *type;
            continue;
        }
        if (row == 0) continue;
        out.warning(place, {"import.mapping.word", {{"word", cells[2]}}});
    }
}

InventoryWords::Heading InventoryWords::heading(std::string_view text, Table table) const {
    const auto mapped = columns_.find(folded(text));
    if (mapped != columns_.end()) return {true, mapped->second};
    const auto column = column_of(text, table);
    return {column.has_value(), column};
}

std::optional<InventoryWords::Kind> InventoryWords::kind(std::string_view text) const {
    const std::string word = folded(text);
    const auto mapped = kinds_.find(word);
    if (mapped != kinds_.end()) return Kind{mapped->second, false};
    if (const auto known = exactly(word)) return Kind{*known, false};
    const std::string bare = without_prefix(word);
    if (const auto known = exactly(bare)) return Kind{*known, false};
    // :Server:Physical, as graph databases write their labels
    const auto labels = parts_at(text, ":;,|/()[]");
    if (labels.size() > 1 || text.starts_with(':')) {
        for (const std::string& label : labels) {
            const auto found = kinds_.find(folded(label));
            if (found != kinds_.end()) return Kind{found->second, false};
            if (const auto known = exactly(folded(label))) return Kind{*known, false};
        }
    }
    // Spine Switch, Windows Server: what it is stands last.
    const std::size_t last = bare.rfind('_');
    if (last == std::string::npos) return std::nullopt;
    if (const auto known = exactly(bare.substr(last + 1))) return Kind{*known, true};
    if (const auto known = exactly(bare.substr(0, bare.find('_')))) return Kind{*known, true};
    return std::nullopt;
}

std::optional<EdgeType> InventoryWords::type(std::string_view text) const {
    const auto mapped = types_.find(folded(text));
    if (mapped != types_.end()) return mapped->second;
    // Depends on::Used by: how it reads from either end, from the first one on.
    const std::size_t colons = text.find("::");
    const std::string word = folded(text.substr(0, colons));
    const auto found = types_.find(word);
    if (found != types_.end()) return found->second;
    return edge_type_of(word);
}

}  // namespace kammerspiel::inventories
