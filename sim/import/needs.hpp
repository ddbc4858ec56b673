#pragma once

#include "sim/import/links.hpp"

namespace kammerspiel::inventories {

/// What parts need of each other.
class NeedBuilder {
   public:
    NeedBuilder(Registry& registry, const EndFinder& ends, const LinkBuilder& links,
                Remarks& remarks, Diagnostics& out)
        : registry_(registry), ends_(ends), links_(links), remarks_(remarks), out_(out) {}

    /// An edge of type needs or needed_by; false if it is left out.
    bool add(const Record& row, EdgeType type);
    /// Single dependencies that were taken over.
    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// Gives every part the needs that were added.
    void complete();

   private:
    /// The needs of one part.
    struct Needs {
        Need all{.op = Need::Op::all_of};
        std::map<std::string, std::string> joints;  ///< what each joins by, by its number or word
        std::map<std::string, Place> seen;
        std::vector<Name> starts_without;
    };
    /// What joins some needs of a part: a word in `any_of`, or a step of `within`.
    struct Joint {
        std::string number;  ///< the same for all that it joins
        Need::Op op = Need::Op::any_of;
        std::uint32_t at_least = 0;
    };
    Registry& registry_;
    const EndFinder& ends_;
    const LinkBuilder& links_;
    Remarks& remarks_;
    Diagnostics& out_;
    std::set<std::pair<std::size_t, std::size_t>> pairs_;  ///< who needs whom, of nodes
    std::map<std::size_t, Needs> by_node_;
    std::uint64_t count_ = 0;

    [[nodiscard]] std::optional<std::size_t> part_at(const Record& row, Column column,
                                                     std::optional<std::size_t> near);
    [[nodiscard]] bool may_need(std::size_t from, std::size_t to, const Cell& cell);
    [[nodiscard]] Need need_of(const Record& row, const Node& from, const Node& to,
                               const Cell& cell);
    [[nodiscard]] std::optional<std::vector<Joint>> joints_of(const Record& row);
    [[nodiscard]] std::optional<Joint> joint_of(std::string_view words) const;
    /// False, and says so, if one joint joins in two ways, or a weight is missing or too much.
    bool insert(Needs& needs, const Record& row, const std::vector<Joint>& joints, Need need);
    void simplify(Need& need) const;
    void check(const Need& need) const;
};

}  // namespace kammerspiel::inventories
