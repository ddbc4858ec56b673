#include "kammerspiel/federation/needed.hpp"

namespace kammerspiel::federation {

void Needed::meet(OrganisationId organisation, NodeIndex node) {
    const std::uint32_t number = federation_.first_node[organisation.index()] + node.value;
    if (is_met_.insert(number).second) open_.emplace_back(organisation, node);
}

void Needed::go_on(OrganisationId organisation, NodeIndex node) {
    const NodeMeaning what = federation_.meaning(organisation, node);
    switch (what.kind) {
        case NodeMeaning::Kind::view: {
            const View& view = federation_.views_of(organisation)[what.position];
            return meet(view.organisation, view.node);
        }
        case NodeMeaning::Kind::host_group:
            host_groups_.push_back(federation_.of(organisation).host_groups[what.position]);
            break;
        case NodeMeaning::Kind::link:
            links_.push_back(federation_.of(organisation).links[what.position]);
            break;
        case NodeMeaning::Kind::service: break;
    }
    for (const NeedNode& need : federation_.need(federation_.needs_of(organisation, node))) {
        if (need.op == scenario::Need::Op::reference) meet(organisation, need.of);
        if (need.over) meet(organisation, *need.over);
    }
}

void Needed::add(OrganisationId organisation, NodeIndex node) {
    meet(organisation, node);
    while (!open_.empty()) {
        const auto [at, next] = open_.back();
        open_.pop_back();
        go_on(at, next);
    }
}

void Needed::add(ServiceId service) {
    const OrganisationId organisation = federation_.services[service.index()].organisation;
    add(organisation, federation_.of(organisation).node(service));
}

void Needed::add(LinkId link) {
    const OrganisationId organisation = federation_.links[link.index()].organisation;
    add(organisation, federation_.of(organisation).node(link));
}

}  // namespace kammerspiel::federation
