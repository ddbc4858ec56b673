#include "analysis/graph/critical_assets.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::graph {

using federation::Federation;
using federation::HostGroupId;
using federation::NodeIndex;
using federation::OrganisationId;

std::optional<AssetKind> asset_kind(const federation::HostGroup& group) {
    if (group.count == 0) return std::nullopt;
    switch (group.kind) {
        case scenario::HostKind::identity: return AssetKind::identity;
        case scenario::HostKind::backup: return AssetKind::backup;
        case scenario::HostKind::management: return AssetKind::management;
        case scenario::HostKind::workstation:
        case scenario::HostKind::server:
        case scenario::HostKind::network:
        case scenario::HostKind::telephony:
        case scenario::HostKind::appliance: return std::nullopt;
    }
    unreachable();
}

std::vector<std::uint64_t> members_behind(const Federation& federation) {
    std::vector<std::uint64_t> members(federation.organisations.size());
    std::vector<std::uint32_t> dependents;
    for (std::size_t o = 0; o < members.size(); ++o) {
        dependents.assign(1, static_cast<std::uint32_t>(o));
        for (const auto& subscriber : federation.subscribers_of(OrganisationId{o})) {
            dependents.push_back(subscriber.organisation.value);
        }
        std::sort(dependents.begin(), dependents.end());
        dependents.erase(std::unique(dependents.begin(), dependents.end()), dependents.end());
        for (const std::uint32_t d : dependents) members[o] += federation.organisations[d].members;
    }
    return members;
}

namespace {

/// Spreads from host groups, those that fall first before the others, to all that needs them.
class Propagation {
   public:
    explicit Propagation(const Federation& federation)
        : federation_(federation),
          is_visited_(federation.dependents_by_node.size(), false),
          weakest_(federation.services.size()) {}

    void from(HostGroupId group) {
        const auto owner = federation_.host_groups[group.index()].organisation;
        visit(owner, federation_.of(owner).node(group));
        while (!open_.empty()) {
            const auto [organisation, node] = open_.back();
            open_.pop_back();
            go_on(organisation, node, group);
        }
    }

    std::vector<std::optional<HostGroupId>> weakest() && { return std::move(weakest_); }

   private:
    const Federation& federation_;
    std::vector<bool> is_visited_;
    std::vector<std::pair<OrganisationId, NodeIndex>> open_;
    std::vector<std::optional<HostGroupId>> weakest_;

    void visit(OrganisationId organisation, NodeIndex node) {
        const std::size_t at = federation_.first_node[organisation.index()] + node.index();
        if (is_visited_[at]) return;
        is_visited_[at] = true;
        open_.emplace_back(organisation, node);
    }

    void go_on(OrganisationId organisation, NodeIndex node, HostGroupId group) {
        const auto& here = federation_.of(organisation);
        const auto meaning = federation_.meaning(organisation, node);
        if (meaning.kind == federation::NodeMeaning::Kind::service) {
            weakest_[here.services[meaning.position].index()] = group;
        }
        for (const std::uint32_t dependent : federation_.dependents_of(organisation, node)) {
            visit(organisation, NodeIndex{dependent});
        }
        const auto all = federation_.subscribers_of(organisation);
        const auto [first, last] =
            std::equal_range(all.begin(), all.end(), federation::Subscriber{node, {}, {}},
                             [](const auto& a, const auto& b) { return a.node < b.node; });
        for (auto subscriber = first; subscriber != last; ++subscriber) {
            visit(subscriber->organisation, subscriber->view);
        }
    }
};

}  // namespace

std::vector<std::optional<HostGroupId>> weakest_below(const Federation& federation,
                                                      const std::vector<double>& cost) {
    std::vector<HostGroupId> order;
    for (std::size_t g = 0; g < cost.size(); ++g) {
        if (std::isfinite(cost[g])) order.emplace_back(g);
    }
    std::stable_sort(order.begin(), order.end(), [&](HostGroupId a, HostGroupId b) {
        return cost[a.index()] < cost[b.index()];
    });
    Propagation spread(federation);
    for (const HostGroupId group : order) spread.from(group);
    return std::move(spread).weakest();
}

}  // namespace kammerspiel::graph
