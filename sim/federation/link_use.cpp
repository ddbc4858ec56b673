#include "kammerspiel/federation/link_use.hpp"

#include <algorithm>

#include "kammerspiel/federation/needed.hpp"

namespace kammerspiel::federation {
namespace {

bool is_at_an_end(const Federation& federation, const Link& link, HostGroupId id) {
    const HostGroup& group = federation.host_groups[id.index()];
    if (group.count == 0) return false;
    return group.organisation == link.organisation || (link.to && group.organisation == *link.to);
}

bool any_of(const std::vector<bool>& chosen, const std::vector<HostGroupId>& groups) {
    return std::any_of(groups.begin(), groups.end(),
                       [&](HostGroupId group) { return chosen[group.index()]; });
}

bool is_used_with(const NeedGraph& graph, LinkId link, const std::vector<bool>& host_groups) {
    const auto uses = uses_of(graph, link);
    return std::any_of(uses.begin(), uses.end(),
                       [&](const LinkUse& use) { return any_of(host_groups, use.groups); });
}

std::vector<bool> needed_by(const Federation& federation, const std::string& service) {
    Needed needed(federation);
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        if (federation.services[s].local_name == service) needed.add(ServiceId{s});
    }
    std::vector<bool> links(federation.links.size(), false);
    for (const LinkId link : needed.links()) links[link.index()] = true;
    return links;
}

}  // namespace

std::vector<LinkUse> uses_of(const NeedGraph& graph, LinkId id) {
    const Federation& federation = graph.federation();
    const Link& link = federation.links[id.index()];
    std::vector<LinkUse> uses;
    for (const NeedNodeId user : graph.dependents(graph.of(id))) {
        Needed needed(federation);
        needed.add(graph.organisation(user), graph.local(user));
        LinkUse use{.by = user, .groups = {}};
        for (const HostGroupId group : needed.host_groups()) {
            if (is_at_an_end(federation, link, group)) use.groups.push_back(group);
        }
        std::sort(use.groups.begin(), use.groups.end());
        uses.push_back(std::move(use));
    }
    return uses;
}

std::vector<HostGroupId> groups_joined_by(const Federation& federation, LinkId id) {
    const Link& link = federation.links[id.index()];
    std::vector<HostGroupId> groups;
    const auto add = [&](OrganisationId organisation) {
        const auto all = federation.of(organisation).host_groups;
        for (std::uint32_t g = 0; g < all.count; ++g) {
            if (is_at_an_end(federation, link, all[g])) groups.push_back(all[g]);
        }
    };
    add(link.organisation);
    if (link.to && *link.to != link.organisation) add(*link.to);
    std::sort(groups.begin(), groups.end());
    return groups;
}

std::vector<bool> links_in(const NeedGraph& graph, const scenario::Scope& scope) {
    const Federation& federation = graph.federation();
    const Scope resolved = resolve(federation, scope);
    scenario::Selector anywhere;
    const bool is_narrowed = !(scope.hosts == anywhere);
    std::vector<bool> links(federation.links.size(), true);
    if (scope.service) links = needed_by(federation, scope.service->text);
    for (std::size_t l = 0; l < links.size(); ++l) {
        if (!links[l]) continue;
        links[l] = resolved.organisations[federation.links[l].organisation.index()] &&
                   (!is_narrowed || is_used_with(graph, LinkId{l}, resolved.host_groups));
    }
    return links;
}

}  // namespace kammerspiel::federation
