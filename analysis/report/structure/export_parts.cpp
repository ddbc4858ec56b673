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

/// What holds for everything in a part of a need.
struct Around {
    std::size_t end = 0;  ///< first node after the part
    ExportNeed holds;
    const NeedNode* joint = nullptr;  ///< absent: the whole need
    std::uint32_t next = 0;           ///< child of it
};

std::string_view word_of_joint(scenario::Need::Op op) {
    using Op = scenario::Need::Op;
    switch (op) {
        case Op::reference: break;
        case Op::all_of: return "all_of";
        case Op::any_of: return "any_of";
        case Op::at_least: return "at_least";
        case Op::weighted: return "weighted";
    }
    broken("a reference joins nothing");
}

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

std::string in_words(const std::vector<ExportNeed::Joint>& within) {
    std::vector<std::string> joints;
    for (const ExportNeed::Joint& joint : within) {
        std::string words = fmt::format("{}:{}", joint.number, word_of_joint(joint.op));
        if (joint.op == scenario::Need::Op::at_least) words += fmt::format(" {}", joint.at_least);
        joints.push_back(std::move(words));
    }
    return fmt::format("{}", fmt::join(joints, "/"));
}

bool may_be_missing(const ExportNeed& need) {
    return need.floor > 0 || need.grace ||
           std::any_of(need.within.begin(), need.within.end(),
                       [](const auto& joint) { return joint.op != scenario::Need::Op::all_of; });
}

std::string edge_label(const Federation& federation, const ExportNeed& need, const Text& text) {
    std::vector<std::string> parts;
    if (need.over) parts.push_back(federation.links[need.over->index()].local_name);
    for (const ExportNeed::Joint& joint : need.within) {
        if (joint.op != scenario::Need::Op::at_least) continue;
        parts.push_back(text("export.at_least", {{"least", joint.at_least}, {"of", joint.of}}));
    }
    constexpr double percent = 100;
    if (need.weight) parts.push_back(fmt::format("{:.3g} %", *need.weight * percent));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<ExportNeed> needs_of(const Federation& federation, ExportNode node) {
    const auto needs = federation.need(range_of(federation, node));
    const OrganisationId house = owner(federation, node);
    std::vector<ExportNeed> found;
    std::vector<Around> around{{needs.size(), {.from = node, .to = node}}};
    std::uint32_t joints = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const NeedNode& need = needs[i];
        while (around.back().end <= i) around.pop_back();
        Around& parent = around.back();
        ExportNeed here = parent.holds;
        const std::uint32_t child = parent.next++;
        if (parent.joint != nullptr && parent.joint->op == scenario::Need::Op::weighted) {
            here.weight = share(federation.weights[parent.joint->first_weight + child]);
        }
        if (need.over) here.over = LinkId{resolved(federation, house, *need.over).number};
        if (need.floor > 0) here.floor = share(need.floor);
        if (need.grace_slot) here.grace = need.grace;
        here.to_start = here.to_start || need.counts == NeedNode::Counts::to_start;
        here.starts_without = here.starts_without || need.counts == NeedNode::Counts::running;
        if (need.op == scenario::Need::Op::reference) {
            here.to = resolved(federation, house, need.of);
            here.enough = share(need.enough);
            found.push_back(std::move(here));
            continue;
        }
        const bool is_whole = i == 0 && need.op == scenario::Need::Op::all_of;
        const bool joins = need.children > 1 || need.op != scenario::Need::Op::any_of;
        if (!is_whole && joins) {
            here.within.push_back({++joints, need.op, need.at_least, need.children});
            here.weight.reset();
        }
        around.push_back({i + need.size, std::move(here), &need, 0});
    }
    return found;
}

}  // namespace kammerspiel::report
