#include "kammerspiel/federation/need_graph.hpp"

#include <algorithm>

namespace kammerspiel::federation {

NeedGraph::NeedGraph(const Federation& federation) : federation_(federation) {
    for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
        const auto& organisation = federation.organisations[o];
        first_.push_back(static_cast<std::uint32_t>(organisation_.size()));
        organisation_.resize(organisation_.size() + (organisation.nodes() - organisation.views),
                             OrganisationId{o});
    }
    first_.push_back(static_cast<std::uint32_t>(organisation_.size()));
    add_needs();
    add_dependents();
}

void NeedGraph::add_needs() {
    first_need_.push_back(0);
    for (std::uint32_t n = 0; n < size(); ++n) {
        const OrganisationId id = organisation_[n];
        const auto from = static_cast<std::ptrdiff_t>(needs_.size());
        for (const auto& need : federation_.need(federation_.needs_of(id, local(NeedNodeId{n})))) {
            if (need.op == scenario::Need::Op::reference) needs_.push_back(global(id, need.of));
            if (need.over) needs_.push_back(global(id, *need.over));
        }
        std::sort(needs_.begin() + from, needs_.end());
        needs_.erase(std::unique(needs_.begin() + from, needs_.end()), needs_.end());
        first_need_.push_back(static_cast<std::uint32_t>(needs_.size()));
    }
}

void NeedGraph::add_dependents() {
    first_dependent_.assign(size() + 1, 0);
    for (const NeedNodeId need : needs_) ++first_dependent_[need.index() + 1];
    for (std::size_t n = 0; n < size(); ++n) first_dependent_[n + 1] += first_dependent_[n];
    dependents_.resize(needs_.size());
    std::vector<std::uint32_t> next = first_dependent_;
    for (std::uint32_t n = 0; n < size(); ++n) {
        for (const NeedNodeId need : needs(NeedNodeId{n})) {
            dependents_[next[need.index()]++] = NeedNodeId{n};
        }
    }
}

NeedNodeId NeedGraph::global(OrganisationId id, NodeIndex node) const {
    const auto& organisation = federation_.of(id);
    const std::uint32_t own = organisation.nodes() - organisation.views;
    if (node.value < own) return NeedNodeId{first_[id.index()] + node.value};
    const auto& view = federation_.views_of(id)[node.value - own];
    return NeedNodeId{first_[view.organisation.index()] + view.node.value};
}

NeedNodeId NeedGraph::of(HostGroupId group) const {
    const OrganisationId id = federation_.host_groups[group.index()].organisation;
    return global(id, federation_.of(id).node(group));
}

NeedNodeId NeedGraph::of(ServiceId service) const {
    const OrganisationId id = federation_.services[service.index()].organisation;
    return global(id, federation_.of(id).node(service));
}

NeedNodeId NeedGraph::of(LinkId link) const {
    const OrganisationId id = federation_.links[link.index()].organisation;
    return global(id, federation_.of(id).node(link));
}

Range<NeedNodeId> NeedGraph::nodes_of(OrganisationId id) const {
    return {first_[id.index()], first_[id.index() + 1] - first_[id.index()]};
}

std::optional<HostGroupId> NeedGraph::group(NeedNodeId node) const {
    const auto& organisation = federation_.of(organisation_[node.index()]);
    const NodeMeaning what = federation_.meaning(organisation_[node.index()], local(node));
    if (what.kind != NodeMeaning::Kind::host_group) return std::nullopt;
    return organisation.host_groups[what.position];
}

std::optional<ServiceId> NeedGraph::service(NeedNodeId node) const {
    const auto& organisation = federation_.of(organisation_[node.index()]);
    const NodeMeaning what = federation_.meaning(organisation_[node.index()], local(node));
    if (what.kind != NodeMeaning::Kind::service) return std::nullopt;
    return organisation.services[what.position];
}

std::optional<LinkId> NeedGraph::link(NeedNodeId node) const {
    const auto& organisation = federation_.of(organisation_[node.index()]);
    const NodeMeaning what = federation_.meaning(organisation_[node.index()], local(node));
    if (what.kind != NodeMeaning::Kind::link) return std::nullopt;
    return organisation.links[what.position];
}

std::string NeedGraph::name(NeedNodeId node) const {
    return federation_.name_of(organisation_[node.index()], local(node));
}

const Place& NeedGraph::place(NeedNodeId node) const {
    if (const auto g = group(node)) return federation_.host_groups[g->index()].place;
    if (const auto s = service(node)) return federation_.services[s->index()].place;
    return federation_.links[link(node)->index()].place;
}

}  // namespace kammerspiel::federation
