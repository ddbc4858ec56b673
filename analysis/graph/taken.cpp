#include "analysis/graph/taken.hpp"

#include "kammerspiel/federation/selector.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::NodeIndex;
using federation::OrganisationId;
using scenario::Scope;

std::vector<bool> organisations_in(const Federation& federation, const Scope& scope) {
    std::vector<bool> in(federation.organisations.size(), true);
    for (std::size_t o = 0; o < in.size(); ++o) {
        const auto& organisation = federation.organisations[o];
        if (scope.kind == Scope::Kind::region) {
            in[o] = federation.regions[organisation.region.index()].code == scope.which->text;
        } else if (scope.kind == Scope::Kind::organisation) {
            in[o] = organisation.id == scope.which->text;
        }
    }
    return in;
}

/// Marks the nodes of one organisation that a node of it needs, itself included.
void mark_needed(const Federation& federation, OrganisationId organisation, NodeIndex node,
                 std::vector<bool>& needed) {
    std::vector<NodeIndex> open{node};
    while (!open.empty()) {
        const NodeIndex at = open.back();
        open.pop_back();
        if (needed[at.index()]) continue;
        needed[at.index()] = true;
        for (const auto& need : federation.need(federation.needs_of(organisation, at))) {
            if (need.op == scenario::Need::Op::reference) open.push_back(need.of);
        }
    }
}

std::vector<bool> needed_by(const Federation& federation, const std::string& service) {
    std::vector<bool> groups(federation.host_groups.size(), false);
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const auto& candidate = federation.services[s];
        if (candidate.local_name != service && candidate.name != service) continue;
        const auto& house = federation.of(candidate.organisation);
        std::vector<bool> needed(house.nodes(), false);
        mark_needed(federation, candidate.organisation, house.node(federation::ServiceId{s}),
                    needed);
        for (std::uint32_t g = 0; g < house.host_groups.count; ++g) {
            if (needed[g]) groups[house.host_groups[g].index()] = true;
        }
    }
    return groups;
}

/// By HostGroupId: whether an action takes hold of it.
std::vector<bool> groups_in(const Federation& federation, const Scope& scope) {
    const std::vector<bool> organisations = organisations_in(federation, scope);
    std::vector<bool> groups = federation::chosen(federation, scope.hosts);
    const std::vector<bool> needed =
        scope.service ? needed_by(federation, scope.service->text) : std::vector<bool>();
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool inside = organisations[federation.host_groups[g].organisation.index()];
        groups[g] = groups[g] && inside && (needed.empty() || needed[g]);
    }
    return groups;
}

void add(std::vector<bool>& to, const std::vector<bool>& more) {
    to.resize(more.size(), false);
    for (std::size_t i = 0; i < more.size(); ++i) to[i] = to[i] || more[i];
}

void block(const scenario::AttackerProfile& profile, std::string_view technique,
           const std::vector<bool>& organisations, Taken& taken) {
    taken.blocked.resize(profile.routes.size());
    for (std::size_t r = 0; r < profile.routes.size(); ++r) {
        if (profile.routes[r].technique == technique) add(taken.blocked[r], organisations);
    }
}

void close(const Federation& federation, std::string_view name,
           const std::vector<bool>& organisations, Taken& taken) {
    taken.closed.resize(federation.links.size(), false);
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        const auto& link = federation.links[l];
        if (link.local_name == name && organisations[link.organisation.index()]) {
            taken.closed[l] = true;
        }
    }
}

void reset(const Federation& federation, const std::vector<bool>& groups, Taken& taken) {
    taken.reset.resize(federation.realms.size(), false);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto& realm = federation.host_groups[g].realm;
        if (groups[g] && realm) taken.reset[realm->index()] = true;
    }
}

void add_action(const Federation& federation, const scenario::AttackerProfile& profile,
                const scenario::Action& action, Taken& taken) {
    if (const auto* shutdown = std::get_if<scenario::Shutdown>(&action)) {
        add(taken.off, groups_in(federation, shutdown->scope));
    } else if (const auto* link = std::get_if<scenario::CloseLink>(&action)) {
        close(federation, link->link.text, organisations_in(federation, link->scope), taken);
    } else if (const auto* technique = std::get_if<scenario::BlockTechnique>(&action)) {
        block(profile, technique->technique, organisations_in(federation, technique->scope), taken);
    } else if (const auto* credentials = std::get_if<scenario::ResetCredentials>(&action)) {
        reset(federation, groups_in(federation, credentials->scope), taken);
    }
}

std::vector<bool> everywhere(const Federation& federation) {
    return std::vector<bool>(federation.organisations.size(), true);
}

}  // namespace

Taken without_technique(const Federation& federation, const scenario::AttackerProfile& profile,
                        std::string_view technique) {
    Taken taken;
    block(profile, technique, everywhere(federation), taken);
    return taken;
}

Taken without_link(const Federation& federation, std::string_view name) {
    Taken taken;
    close(federation, name, everywhere(federation), taken);
    return taken;
}

Taken without_credentials(const Federation& federation) {
    Taken taken;
    taken.reset.assign(federation.realms.size(), true);
    return taken;
}

Taken by_strategy(const Federation& federation, const scenario::AttackerProfile& profile,
                  const scenario::Strategy& strategy) {
    Taken taken;
    for (const scenario::Play& play : strategy.plays) {
        for (const scenario::Action& action : play.actions) {
            add_action(federation, profile, action, taken);
        }
    }
    return taken;
}

Taken by_play(const Federation& federation, const scenario::AttackerProfile& profile,
              const scenario::Play& play) {
    Taken taken;
    for (const scenario::Action& action : play.actions) {
        add_action(federation, profile, action, taken);
    }
    return taken;
}

}  // namespace kammerspiel::graph
