#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

// The dependency graph of the whole federation as one: what runs keep organisation by organisation.

namespace kammerspiel::federation {

/// A host group, service or link of any organisation. Those of one organisation lie together, in
/// the order of NodeIndex, without its views of others.
using NeedNodeId = Id<struct NeedGraphNodeTag>;

/// Who needs what, over the borders of organisations. Immutable; keeps a reference to the
/// federation, which must live as long.
class NeedGraph {
   public:
    explicit NeedGraph(const Federation& federation);

    [[nodiscard]] const Federation& federation() const { return federation_; }
    [[nodiscard]] std::size_t size() const { return organisation_.size(); }
    [[nodiscard]] OrganisationId organisation(NeedNodeId node) const {
        return organisation_[node.index()];
    }
    /// Its number within its organisation.
    [[nodiscard]] NodeIndex local(NeedNodeId node) const {
        return NodeIndex{node.value - first_[organisation(node).index()]};
    }
    /// What a node number of an organisation stands for; a view stands for the other's node.
    [[nodiscard]] NeedNodeId global(OrganisationId id, NodeIndex node) const;
    [[nodiscard]] NeedNodeId of(HostGroupId group) const;
    [[nodiscard]] NeedNodeId of(ServiceId service) const;
    [[nodiscard]] NeedNodeId of(LinkId link) const;
    /// Nodes of an organisation.
    [[nodiscard]] Range<NeedNodeId> nodes_of(OrganisationId id) const;

    [[nodiscard]] std::optional<HostGroupId> group(NeedNodeId node) const;
    [[nodiscard]] std::optional<ServiceId> service(NeedNodeId node) const;
    [[nodiscard]] std::optional<LinkId> link(NeedNodeId node) const;
    [[nodiscard]] std::string name(NeedNodeId node) const;
    [[nodiscard]] const Place& place(NeedNodeId node) const;

    /// Nodes whose needs name `node`, its links included, ascending.
    [[nodiscard]] std::span<const NeedNodeId> dependents(NeedNodeId node) const {
        return row(dependents_, first_dependent_, node);
    }
    /// Nodes that the needs of `node` name, ascending.
    [[nodiscard]] std::span<const NeedNodeId> needs(NeedNodeId node) const {
        return row(needs_, first_need_, node);
    }
    [[nodiscard]] std::size_t edges() const { return needs_.size(); }

   private:
    const Federation& federation_;
    std::vector<std::uint32_t> first_;  ///< by organisation
    std::vector<OrganisationId> organisation_;
    std::vector<std::uint32_t> first_need_, first_dependent_;
    std::vector<NeedNodeId> needs_, dependents_;

    static std::span<const NeedNodeId> row(const std::vector<NeedNodeId>& all,
                                           const std::vector<std::uint32_t>& first,
                                           NeedNodeId node) {
        return std::span{all}.subspan(first[node.index()],
                                      first[node.index() + 1] - first[node.index()]);
    }
    void add_needs();
    void add_dependents();
};

}  // namespace kammerspiel::federation
