#pragma once

#include <unordered_set>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

namespace kammerspiel::federation {

/// Whatever something needs, through every kind of need: services, host groups and links, those
/// that a need goes over included, and other organisations' as well as its own. Keeps a reference
/// to the federation, which must live as long.
class Needed {
   public:
    explicit Needed(const Federation& federation) : federation_(federation) {}

    /// Adds a node and all that it needs.
    void add(OrganisationId organisation, NodeIndex node);
    void add(ServiceId service);
    void add(LinkId link);

    /// What was met, each once, in the order in which it was.
    [[nodiscard]] const std::vector<HostGroupId>& host_groups() const { return host_groups_; }
    [[nodiscard]] const std::vector<LinkId>& links() const { return links_; }

   private:
    const Federation& federation_;
    std::unordered_set<std::uint32_t> is_met_;  ///< numbers of nodes over all organisations
    std::vector<std::pair<OrganisationId, NodeIndex>> open_;
    std::vector<HostGroupId> host_groups_;
    std::vector<LinkId> links_;

    void meet(OrganisationId organisation, NodeIndex node);
    void go_on(OrganisationId organisation, NodeIndex node);
};

}  // namespace kammerspiel::federation
