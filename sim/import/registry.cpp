#include "sim/import/registry.hpp"

#include <fmt/format.h>

#include "kammerspiel/scenario/keys.hpp"
#include "sim/import/parts.hpp"

namespace kammerspiel::inventories {
namespace {

/// The forms of a need (all_of …) would be taken for what they are.
UniqueNames names_inside() {
    std::set<std::string, std::less<>> reserved;
    for (const Key& key : need_section().keys) reserved.emplace(key.name);
    return UniqueNames(std::move(reserved));
}

std::string part_key(std::size_t organisation, const std::string& key) {
    return fmt::format("{}/{}", organisation, key);
}

}  // namespace

Registry::Registry(Imported& imported)
    : imported_(imported), organisation_names_({"internet", "affected"}) {}

std::optional<Name> Registry::name_for(const Cell& cell, UniqueNames& among, Diagnostics& out) {
    const std::string wanted = mended_name(cell.text);
    if (wanted.empty()) {
        out.error(cell.place, {"import.name.impossible", {{"name", cell.text}}});
        return std::nullopt;
    }
    const std::string given = among.take(wanted);
    const std::string written = in_one_line(cell.text);
    if (given != wanted) {
        out.warning(cell.place, {"import.name.collides",
                                 {{"name", written}, {"wanted", wanted}, {"given", given}}});
    } else if (given != cell.text) {
        out.warning(cell.place, {"import.name.mended", {{"name", written}, {"given", given}}});
    }
    return Name{given, cell.place};
}

std::size_t Registry::add_organisation(Organisation organisation) {
    const std::size_t number = imported_.organisations.size();
    imported_.organisations.push_back(std::move(organisation));
    inside_.push_back(names_inside());
    return number;
}

void Registry::also_called(const std::string& text, std::size_t organisation) {
    if (!text.empty()) organisations_.try_emplace(text, organisation);
}

std::optional<std::size_t> Registry::organisation_called(const std::string& text) const {
    const auto found = organisations_.find(text);
    if (found == organisations_.end()) return std::nullopt;
    return found->second;
}

std::size_t Registry::add_node(const std::string& key, Node node) {
    auto& alike = by_key_[key];
    if (alike.empty()) keys_.push_back(key);
    // An edge that names what thousands have is ambiguous after any of them: looking at all, for
    // each edge, would take hours.
    constexpr std::size_t most_alike = 1000;
    if (alike.size() < most_alike) alike.push_back(nodes_.size());
    const bool is_part = node.what != What::organisation && node.what != What::internet;
    if (node.is_taken && is_part) parts_.emplace(part_key(node.organisation, key), nodes_.size());
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
}

std::span<const std::size_t> Registry::nodes_called(const std::string& key) const {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return {};
    return found->second;
}

std::optional<std::size_t> Registry::part_called(std::size_t organisation,
                                                 const std::string& key) const {
    const auto found = parts_.find(part_key(organisation, key));
    if (found == parts_.end() || !nodes_[found->second].is_taken) return std::nullopt;
    return found->second;
}

std::vector<std::string> Registry::keys() const {
    constexpr std::size_t most = 20'000;
    return keys_.size() <= most ? keys_ : std::vector<std::string>();
}

}  // namespace kammerspiel::inventories
