#include "kammerspiel/import/import.hpp"

#include <algorithm>

#include "kammerspiel/base/ensure.hpp"
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
                         const std::optional<std::filesystem::path>& edges, InventoryFiles& files,
                         Diagnostics& out) {
    const InventoryLimits limits;
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
        inventory.is_readable = read_graphml(*of_nodes, limits, inventory, out);
        return inventory;
    }
    const bool has_nodes = read_inventory_csv(*of_nodes, Table::nodes, limits, inventory, out);
    const bool has_edges =
        !edges || read_inventory_csv(*of_edges, Table::edges, limits, inventory, out);
    inventory.is_readable = has_nodes && has_edges;
    return inventory;
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

Imported import_inventory(const std::filesystem::path& nodes,
                          const std::optional<std::filesystem::path>& edges,
                          const ImportOptions& options, Diagnostics& out) {
    auto files = std::make_unique<InventoryFiles>();
    const Inventory inventory = read_inventory(nodes, edges, *files, out);
    Imported imported;
    if (inventory.is_readable) imported = build(inventory, options, out);
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
