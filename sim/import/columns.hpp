#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/scenario/common.hpp"

// What the columns of an inventory are called and which words stand in them, in English and German.

namespace kammerspiel::inventories {

// What an inventory becomes: the parts of a federation as a scenario has them.
using namespace scenario;

/// What a cell says. Called as documented in docs/import.md.
enum class Column : std::uint8_t {
    key,  ///< what edges call a node, where that is not its `id`: of GraphML
    id,
    kind,
    organisation,
    name,
    count,
    zone,
    realm,
    interval,
    offline,
    tags,
    members,
    staff,
    it_staff,
    region,
    city,
    lat,
    lon,
    share,
    profile,
    patience,
    mtpd,
    rto,
    rpo,
    from,
    to,
    type,
    enough,
    floor,
    grace,
    over,
    to_start,
    any_of,
    within,
    weight,
    starts_without,
    label,  ///< what is written on an edge: its type, if it is a word for one
};

/// Which of the two tables is meant.
enum class Table { nodes, edges };

/// The column's name in English, as the documentation has it.
[[nodiscard]] std::string_view word_of(Column column);

/// The column that a heading names, in English or German and whatever its case.
[[nodiscard]] std::optional<Column> column_of(std::string_view heading, Table table);

/// Every heading that is known, for "did you mean".
[[nodiscard]] std::vector<std::string> headings(Table table);

/// What a row of nodes is.
enum class What { organisation, host_group, service, link, internet };

struct NodeKind {
    What what = What::host_group;
    std::optional<HostKind> hosts;  ///< of a host group that says of which kind
    bool operator==(const NodeKind&) const = default;
};

/// e.g. `server`, `Arbeitsplatz`, `service`
[[nodiscard]] std::optional<NodeKind> node_kind_of(std::string_view word);
[[nodiscard]] std::vector<std::string> node_kind_words();

/// What an edge says of its ends.
enum class EdgeType {
    needs,      ///< `from` needs `to`
    needed_by,  ///< `to` needs `from`
    link,       ///< a connection of `from` to `to`
};
[[nodiscard]] std::optional<EdgeType> edge_type_of(std::string_view word);
[[nodiscard]] std::vector<std::string> edge_type_words();

/// The demand profile of that name, one of DemandProfile::presets().
[[nodiscard]] std::optional<std::string> profile_of(std::string_view word);

/// The ISO 3166-2 code that is written or, of a German state, meant: `NRW` and
/// `Nordrhein-Westfalen` are DE-NW.
[[nodiscard]] std::optional<std::string> region_of(std::string_view text);

/// ja, yes, true, x, 1; nein, no, false, 0
[[nodiscard]] std::optional<bool> truth_of(std::string_view word);

}  // namespace kammerspiel::inventories
