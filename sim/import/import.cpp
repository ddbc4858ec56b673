#include "kammerspiel/import/import.hpp"

#include <algorithm>
#include <set>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/number_style.hpp"
#include "kammerspiel/scenario/federation_file.hpp"
#include "kammerspiel/scenario/limits.hpp"
#include "sim/import/builder.hpp"
#include "sim/import/csv.hpp"
#include "sim/import/files.hpp"
#include "sim/import/graphml.hpp"

namespace kammerspiel::inventories {
namespace {

bool is_xml(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '<';
}

Inventory read_inventory(const std::filesystem::path& nodes,
                         const std::optional<std::filesystem::path>& edges,
                         const InventoryReading& reading, InventoryFiles& files, Diagnostics& out) {
    const InventoryLimits& limits = reading.limits;
    Inventory inventory;
    // Both files are looked at, so that the faults of both show.
    const auto of_nodes = files.read(nodes, limits, out);
    const auto of_edges = edges ? files.read(*edges, limits, out) : std::nullopt;
    if (!of_nodes || (edges && !of_edges)) return inventory;
    if (is_xml(of_nodes->bytes)) {
        if (edges) {
            out.error({of_edges->file}, {"import.graphml.edges"});
            return inventory;
        }
        inventory.is_readable = read_graphml(*of_nodes, reading, inventory, out);
        return inventory;
    }
    const bool has_nodes = read_inventory_csv(*of_nodes, Table::nodes, reading, inventory, out);
    const bool has_edges =
        !edges || read_inventory_csv(*of_edges, Table::edges, reading, inventory, out);
    inventory.is_readable = has_nodes && has_edges;
    return inventory;
}

/// Figures as the project writes them, where the whole column makes certain what they are.
void settle_figures(std::vector<Record>& rows) {
    for (const Column column : {Column::count, Column::members, Column::staff, Column::it_staff,
                                Column::lat, Column::lon}) {
        std::vector<std::string_view> cells;
        for (const Record& row : rows) {
            if (const Cell* cell = row.find(column)) cells.emplace_back(cell->text);
        }
        const NumberStyle style = NumberStyle::of(cells);
        for (Record& row : rows) {
            for (auto& [its, cell] : row.cells) {
                if (its != column || !readings_of(cell.text).is_open()) continue;
                if (const auto value = style.read(cell.text)) cell.text = number_text(*value);
            }
        }
    }
}

/// A graph of connections alone: each node is an organisation with hosts of its own, each edge a
/// link between two of them, however often and in whichever direction it is drawn.
void make_links(Inventory& inventory, const std::string& kind, Diagnostics& out) {
    std::vector<Record> hosts;
    for (Record& node : inventory.nodes) {
        std::erase_if(node.cells, [](const auto& one) {
            return one.first == Column::kind || one.first == Column::organisation ||
                   one.first == Column::zone;
        });
        node.put(Column::kind, {"organisation", node.place});
        const Cell* key = node.find(Column::key);
        if (key == nullptr) key = node.find(Column::id);
        if (key == nullptr) continue;
        Record group;
        group.place = node.place;
        group.put(Column::id, {"hosts", node.place});
        group.put(Column::key, {"hosts of " + key->text, node.place});
        group.put(Column::kind, {kind, node.place});
        group.put(Column::organisation, *key);
        hosts.push_back(std::move(group));
    }
    std::move(hosts.begin(), hosts.end(), std::back_inserter(inventory.nodes));
    std::set<std::pair<std::string, std::string>> seen;
    std::size_t again = 0;
    Place first;
    std::vector<Record> edges;
    for (Record& edge : inventory.edges) {
        std::string from = edge.text(Column::from);
        std::string to = edge.text(Column::to);
        if (to < from) std::swap(from, to);
        if (from == to || !seen.insert({from, to}).second) {
            if (again++ == 0) first = edge.place;
            continue;
        }
        Record link;
        link.place = edge.place;
        for (const Column column : {Column::from, Column::to}) {
            if (const Cell* cell = edge.find(column)) link.put(column, *cell);
        }
        link.put(Column::type, {"link", edge.place});
        edges.push_back(std::move(link));
    }
    inventory.edges = std::move(edges);
    if (again > 0) out.warning(first, {"import.links.again", {{"count", again}}});
}

/// What is too large for the loader. That it finds anything else is a fault of ours, and better
/// said here than of a file that somebody was given.
bool is_too_large(const Imported& imported, Diagnostics& out) {
    const std::string yaml = federation_yaml(imported, Text(Language::en));
    const scenario::Limits limits;
    // Comments take more room in another language.
    if (yaml.size() > limits.bytes / 8 * 7) {
        out.error({}, {"import.too_large", {{"most", limits.bytes >> 20U}}});
        return true;
    }
    Diagnostics found;
    scenario::check_federation_file(yaml, "federation.yaml", found);
    if (!found.has_errors()) return false;
    const auto all = found.sorted();
    const auto fault = std::find_if(all.begin(), all.end(), [](const Diagnostic& one) {
        return one.severity == Severity::error;
    });
    if (fault->message.key == "scenario.yaml.nodes") {
        out.error({}, {"import.too_many_values", {{"most", limits.nodes}}});
        return true;
    }
    broken("the federation that was made does not load: " + Text(Language::en)(fault->message));
}

}  // namespace

std::vector<std::string> kind_words() {
    return {"workstation", "server",    "identity",  "management", "backup",
            "network",     "telephony", "appliance", "service"};
}

bool is_kind_word(const std::string& word) {
    const auto kind = InventoryWords{}.kind(word);
    return kind && (kind->kind.what == What::host_group || kind->kind.what == What::service);
}

Imported import_inventory(const std::filesystem::path& nodes,
                          const std::optional<std::filesystem::path>& edges,
                          const ImportOptions& options, Diagnostics& out) {
    auto files = std::make_unique<InventoryFiles>();
    InventoryReading reading;
    reading.needs_kind = options.kind.empty() && !options.as_links;
    reading.as_links = options.as_links;
    if (options.mapping) reading.words.read_mapping(*options.mapping, *files, reading.limits, out);
    Inventory inventory = read_inventory(nodes, edges, reading, *files, out);
    settle_figures(inventory.nodes);
    if (inventory.is_readable && options.as_links) {
        make_links(inventory, options.kind.empty() ? "server" : options.kind, out);
    }
    Imported imported;
    if (inventory.is_readable) imported = build(inventory, reading.words, options, out);
    imported.sources.push_back(nodes.filename().string());
    if (edges) imported.sources.push_back(edges->filename().string());
    const bool is_empty = inventory.is_readable && imported.organisations.empty();
    if (is_empty) out.error({}, {"import.nothing"});
    if (!imported.organisations.empty() && is_too_large(imported, out)) {
        imported.organisations.clear();
        imported.remarks.clear();
        imported.counts = {.left_out = imported.counts.left_out};
    }
    imported.lines = std::move(files);
    return imported;
}

}  // namespace kammerspiel::inventories
