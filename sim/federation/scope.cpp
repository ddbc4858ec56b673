#include "kammerspiel/federation/scope.hpp"

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

/// Follows every kind of need, across organisations too.
class Needed {
   public:
    explicit Needed(const Federation& federation)
        : federation_(federation),
          is_visited_(federation.dependents_by_node.size(), false),
          groups_(federation.host_groups.size(), false) {}

    std::vector<bool> by(std::string_view service) && {
        for (std::size_t s = 0; s < federation_.services.size(); ++s) {
            const Service& candidate = federation_.services[s];
            if (candidate.local_name != service) continue;
            visit(candidate.organisation,
                  federation_.of(candidate.organisation).node(ServiceId{s}));
        }
        while (!open_.empty()) {
            const auto [organisation, node] = open_.back();
            open_.pop_back();
            go_on(organisation, node);
        }
        return std::move(groups_);
    }

   private:
    const Federation& federation_;
    std::vector<bool> is_visited_;  ///< by organisation and node
    std::vector<bool> groups_;      ///< by HostGroupId
    std::vector<std::pair<OrganisationId, NodeIndex>> open_;

    void visit(OrganisationId organisation, NodeIndex node) {
        const std::size_t at = federation_.first_node[organisation.index()] + node.index();
        if (is_visited_[at]) return;
        is_visited_[at] = true;
        open_.emplace_back(organisation, node);
    }

    void go_on(OrganisationId organisation, NodeIndex node) {
        const NodeMeaning what = federation_.meaning(organisation, node);
        if (what.kind == NodeMeaning::Kind::view) {
            const View& view = federation_.views_of(organisation)[what.position];
            return visit(view.organisation, view.node);
        }
        if (what.kind == NodeMeaning::Kind::host_group) {
            groups_[federation_.of(organisation).host_groups[what.position].index()] = true;
        }
        for (const NeedNode& need : federation_.need(federation_.needs_of(organisation, node))) {
            if (need.op == scenario::Need::Op::reference) visit(organisation, need.of);
            if (need.over) visit(organisation, *need.over);
        }
    }
};

}  // namespace

Scope Scope::everything(const Federation& federation) { return resolve(federation, {}); }

Scope resolve(const Federation& federation, const scenario::Scope& scope) {
    Scope resolved{.only = left_open(scope.kind),
                   .organisations = organisations_in(federation, scope),
                   .host_groups = chosen(federation, scope.hosts)};
    std::vector<bool> needed;
    if (scope.service) needed = Needed(federation).by(scope.service->text);
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
