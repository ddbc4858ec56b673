#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "kammerspiel/import/import.hpp"
#include "sim/import/names.hpp"
#include "sim/import/table.hpp"

namespace kammerspiel::inventories {

/// What became of a row of nodes.
struct Node {
    Place place;
    What what = What::host_group;
    bool is_taken = false;         ///< else it is at fault
    std::size_t organisation = 0;  ///< whose it is, or which it is
    std::size_t part = 0;          ///< position among that one's parts of this sort
    std::string name;              ///< in the federation
    const Cell* end = nullptr;     ///< of a link: where its row says that it leads
};

/// Who is called what: in the inventory, and in the federation.
class Registry {
   public:
    explicit Registry(Imported& imported);

    /// `text` as a name that `among` has not given yet; what had to be changed is said. Absent if
    /// nothing of it can be a name.
    [[nodiscard]] static std::optional<Name> name_for(const Cell& cell, UniqueNames& among,
                                                      Diagnostics& out);
    UniqueNames& organisation_names() { return organisation_names_; }
    /// Of host groups, services and links of an organisation, which share them.
    UniqueNames& names_in(std::size_t organisation) { return inside_[organisation]; }

    std::size_t add_organisation(Organisation organisation);
    /// The organisation is also known as `text`, unless another is.
    void also_called(const std::string& text, std::size_t organisation);
    [[nodiscard]] std::optional<std::size_t> organisation_called(const std::string& text) const;

    std::size_t add_node(const std::string& key, Node node);
    [[nodiscard]] const Node& node(std::size_t number) const { return nodes_[number]; }
    [[nodiscard]] std::size_t nodes() const { return nodes_.size(); }
    /// The node is also called so, for edges that name what people call it.
    void also_named(const std::string& name, std::size_t number) {
        if (!name.empty()) by_name_.emplace(name, number);
    }
    /// The only node that has this name; absent if none has it, or several.
    [[nodiscard]] std::optional<std::size_t> only_named(const std::string& name) const {
        const auto [first, last] = by_name_.equal_range(name);
        if (first == last) return std::nullopt;
        for (auto next = std::next(first); next != last; ++next) {
            if (next->second != first->second) return std::nullopt;
        }
        return first->second;
    }
    /// What was taken over turns out to be at fault.
    void drop(std::size_t number) { nodes_[number].is_taken = false; }
    /// Those that have the key, in the order of the rows; the first thousand of them.
    [[nodiscard]] std::span<const std::size_t> nodes_called(const std::string& key) const;
    /// The part that was taken over of an organisation's row with this key.
    [[nodiscard]] std::optional<std::size_t> part_called(std::size_t organisation,
                                                         const std::string& key) const;
    /// All keys, for "did you mean"; none where there are so many that the search would take long.
    [[nodiscard]] std::vector<std::string> keys() const;

    [[nodiscard]] Imported& imported() { return imported_; }
    [[nodiscard]] std::vector<Message>& comments(std::size_t organisation,
                                                 const std::string& part) {
        return imported_.remarks[{organisation, part}];
    }

   private:
    Imported& imported_;
    UniqueNames organisation_names_;
    std::vector<UniqueNames> inside_;
    std::map<std::string, std::size_t> organisations_;
    std::vector<Node> nodes_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
    std::unordered_map<std::string, std::size_t> parts_;  ///< by organisation and key
    std::vector<std::string> keys_;
    std::unordered_multimap<std::string, std::size_t> by_name_;
};

}  // namespace kammerspiel::inventories
