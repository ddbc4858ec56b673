#include "analysis/report/structure/export_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kammerspiel::report {
namespace {

using federation::Federation;
using federation::HostGroupId;
using federation::LinkId;
using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;
using federation::OrganisationId;
using federation::ServiceId;
using Kind = ExportNode::Kind;

ExportNode resolved(const Federation& federation, OrganisationId house, NodeIndex node) {
    const NodeMeaning what = federation.meaning(house, node);
    const auto& organisation = federation.of(house);
    switch (what.kind) {
        case NodeMeaning::Kind::host_group:
            return {Kind::host_group, organisation.host_groups[what.position].value};
        case NodeMeaning::Kind::service:
            return {Kind::service, organisation.services[what.position].value};
        case NodeMeaning::Kind::link: return {Kind::link, organisation.links[what.position].value};
        case NodeMeaning::Kind::view: {
            // A view is of a provider's own node: one step.
            const auto& view = federation.views_of(house)[what.position];
            return resolved(federation, view.organisation, view.node);  // NOLINT(misc-no-recursion)
        }
    }
    unreachable();
}

federation::NeedRange range_of(const Federation& federation, ExportNode node) {
    switch (node.kind) {
        case Kind::host_group: return federation.host_groups[node.number].needs;
        case Kind::service: return federation.services[node.number].needs;
        case Kind::link: return federation.links[node.number].needs;
        case Kind::organisation:
        case Kind::internet: return {};
    }
    unreachable();
}

std::string in_words(const NeedNode& need) {
    using Op = scenario::Need::Op;
    switch (need.op) {
        case Op::reference: return {};
        case Op::all_of: return "all_of";
        case Op::any_of: return "any_of";
        case Op::at_least: return fmt::format("at_least {}", need.at_least);
        case Op::weighted: return "weighted";
    }
    unreachable();
}

/// What holds for everything in a part of a need.
struct Around {
    std::size_t end = 0;  ///< first node after the part
    ExportNeed holds;
};

double share(std::int32_t parts_per_million) { return parts_per_million / 1e6; }

}  // namespace

std::string identifier(ExportNode node) {
    constexpr std::array letters{'o', 'g', 's', 'l'};
    if (node.kind == Kind::internet) return "internet";
    return fmt::format("{}{}", letters.at(static_cast<std::size_t>(node.kind)), node.number);
}

OrganisationId owner(const Federation& federation, ExportNode node) {
    switch (node.kind) {
        case Kind::organisation: return OrganisationId{node.number};
        case Kind::host_group: return federation.host_groups[node.number].organisation;
        case Kind::service: return federation.services[node.number].organisation;
        case Kind::link: return federation.links[node.number].organisation;
        case Kind::internet: break;
    }
    broken("the internet belongs to nobody");
}

const std::string& local_name(const Federation& federation, ExportNode node) {
    switch (node.kind) {
        case Kind::organisation: return federation.organisations[node.number].id;
        case Kind::host_group: return federation.host_groups[node.number].local_name;
        case Kind::service: return federation.services[node.number].local_name;
        case Kind::link: return federation.links[node.number].local_name;
        case Kind::internet: break;
    }
    broken("the internet has no name of the scenario's");
}

std::vector<ExportNode> parts_of(const Federation& federation, OrganisationId organisation) {
    const auto& house = federation.of(organisation);
    std::vector<ExportNode> parts;
    const auto add = [&](Kind kind, std::uint32_t first, std::uint32_t count) {
        for (std::uint32_t i = 0; i < count; ++i) parts.push_back({kind, first + i});
    };
    add(Kind::host_group, house.host_groups.first, house.host_groups.count);
    add(Kind::service, house.services.first, house.services.count);
    add(Kind::link, house.links.first, house.links.count);
    return parts;
}

bool has_internet_links(const Federation& federation) {
    return std::any_of(federation.links.begin(), federation.links.end(),
                       [](const auto& link) { return !link.to; });
}

std::vector<ExportNeed> needs_of(const Federation& federation, ExportNode node) {
    const auto needs = federation.need(range_of(federation, node));
    const OrganisationId house = owner(federation, node);
    std::vector<ExportNeed> found;
    std::vector<Around> around{{needs.size(), {.from = node, .to = node}}};
    std::uint32_t alternatives = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const NeedNode& need = needs[i];
        while (around.back().end <= i) around.pop_back();
        ExportNeed here = around.back().holds;
        if (need.over) here.over = LinkId{resolved(federation, house, *need.over).number};
        if (need.floor > 0) here.floor = share(need.floor);
        if (need.grace_slot) here.grace = need.grace;
        here.to_start = here.to_start || need.counts == NeedNode::Counts::to_start;
        if (need.op == scenario::Need::Op::reference) {
            here.to = resolved(federation, house, need.of);
            here.enough = share(need.enough);
            found.push_back(std::move(here));
            continue;
        }
        if (need.op == scenario::Need::Op::any_of && need.children > 1)
            here.any_of = alternatives++;
        here.condition += fmt::format("{}{}", here.condition.empty() ? "" : "/", in_words(need));
        around.push_back({i + need.size, std::move(here)});
    }
    return found;
}

}  // namespace kammerspiel::report
