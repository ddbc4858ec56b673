#pragma once

#include "sim/import/links.hpp"

namespace kammerspiel::inventories {

/// What parts need of each other.
class NeedBuilder {
   public:
    NeedBuilder(Registry& registry, const EndFinder& ends, const LinkBuilder& links,
                Diagnostics& out)
        : registry_(registry), ends_(ends), links_(links), out_(out) {}

    /// An edge of type needs or needed_by; false if it is left out.
    bool add(const Record& row, EdgeType type);
    /// Single dependencies that were taken over.
    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// Gives every part the needs that were added.
    void complete();

   private:
    /// The needs of one part.
    struct Needs {
        std::vector<Need> all;
        std::map<std::string, std::size_t> alternatives;  ///< position, by the name of the group
        std::map<std::string, Place> seen;
    };
    Registry& registry_;
    const EndFinder& ends_;
    const LinkBuilder& links_;
    Diagnostics& out_;
    std::map<std::size_t, Needs> by_node_;
    std::uint64_t count_ = 0;

    [[nodiscard]] std::optional<std::size_t> part_at(const Record& row, Column column,
                                                     std::optional<std::size_t> near);
    [[nodiscard]] bool may_need(std::size_t from, std::size_t to, const Cell& cell);
    [[nodiscard]] Need need_of(const Record& row, const Node& from, const Node& to,
                               const Cell& cell);
    void insert(Needs& needs, const std::string& alternative, Need need);
};

}  // namespace kammerspiel::inventories
