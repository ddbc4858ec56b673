#include "kammerspiel/federation/scope.hpp"

#include "kammerspiel/federation/needed.hpp"
#include "kammerspiel/federation/selector.hpp"

namespace kammerspiel::federation {
namespace {

std::vector<bool> organisations_in(const Federation& federation, const scenario::Scope& scope) {
    std::vector<bool> in(federation.organisations.size(), true);
    for (std::size_t o = 0; o < in.size(); ++o) {
        const Organisation& organisation = federation.organisations[o];
        if (scope.kind == scenario::Scope::Kind::region) {
            in[o] = federation.regions[organisation.region.index()].code == scope.which->text;
        } else if (scope.kind == scenario::Scope::Kind::organisation) {
            in[o] = organisation.id == scope.which->text;
        }
    }
    return in;
}

Scope::Only left_open(scenario::Scope::Kind kind) {
    switch (kind) {
        case scenario::Scope::Kind::affected_region: return Scope::Only::affected_regions;
        case scenario::Scope::Kind::affected_organisation:
            return Scope::Only::affected_organisations;
        case scenario::Scope::Kind::everything:
        case scenario::Scope::Kind::region:
        case scenario::Scope::Kind::organisation: return Scope::Only::anyone;
    }
    unreachable();
}

/// By HostGroupId: those that services of this name need.
std::vector<bool> needed_by(const Federation& federation, std::string_view service) {
    Needed needed(federation);
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        if (federation.services[s].local_name == service) needed.add(ServiceId{s});
    }
    std::vector<bool> groups(federation.host_groups.size(), false);
    for (const HostGroupId group : needed.host_groups()) groups[group.index()] = true;
    return groups;
}

}  // namespace

Scope Scope::everything(const Federation& federation) { return resolve(federation, {}); }

Scope resolve(const Federation& federation, const scenario::Scope& scope) {
    Scope resolved{.only = left_open(scope.kind),
                   .organisations = organisations_in(federation, scope),
                   .host_groups = chosen(federation, scope.hosts)};
    std::vector<bool> needed;
    if (scope.service) needed = needed_by(federation, scope.service->text);
    for (std::size_t g = 0; g < resolved.host_groups.size(); ++g) {
        const bool is_inside =
            resolved.organisations[federation.host_groups[g].organisation.index()];
        if (!is_inside || (scope.service && !needed[g])) resolved.host_groups[g] = false;
    }
    return resolved;
}

std::vector<bool> links_of(const Federation& federation, const std::vector<bool>& organisations,
                           std::string_view local_name) {
    std::vector<bool> links(federation.links.size(), false);
    for (std::size_t l = 0; l < links.size(); ++l) {
        const Link& link = federation.links[l];
        links[l] = link.local_name == local_name && organisations[link.organisation.index()];
    }
    return links;
}

std::vector<bool> realms_of(const Federation& federation, const std::vector<bool>& host_groups) {
    std::vector<bool> realms(federation.realms.size(), false);
    for (std::size_t g = 0; g < host_groups.size(); ++g) {
        const auto& realm = federation.host_groups[g].realm;
        if (host_groups[g] && realm) realms[realm->index()] = true;
    }
    return realms;
}

}  // namespace kammerspiel::federation
