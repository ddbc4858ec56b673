#include "sim/model/waiting.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "sim/model/accounts.hpp"
#include "sim/model/applications.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/goods.hpp"
#include "sim/model/holds.hpp"
#include "sim/model/need_evaluation.hpp"
#include "sim/model/node_levels.hpp"
#include "sim/model/publishing.hpp"
#include "sim/model/repair_line.hpp"

namespace kammerspiel::model {
namespace {

using federation::NodeIndex;
using federation::NodeMeaning;

bool is_full(const OrganisationContext& org, NodeIndex node) {
    return org.state.levels[node.index()].actual() == PartsPerMillion::full().count();
}

/// Host groups and links on the way to one of them, each held up by the next: those that need each
/// other say nothing of each other.
struct Above {
    NodeIndex node;
    const Above* next;
};

bool is_above(const Above* above, NodeIndex node) {
    for (; above != nullptr; above = above->next) {
        if (above->node == node) return true;
    }
    return false;
}

Stage stage_below(const OrganisationContext& org, NodeIndex node, const Above* above);

/// Of two that hold something up, what comes first on the way back.
Stage earlier(Stage a, Stage b) {
    if (a == Stage::none) return b;
    return b == Stage::none ? a : std::min(a, b);
}

/// Of what it needs and has not wholly, what comes first; of what is wholly missing, if anything
/// is.
Stage stage_of_needs(const OrganisationContext& org, NodeIndex node, bool runs,
                     const Above* above = nullptr) {
    Stage of_missing = Stage::none;
    Stage of_less = Stage::none;
    const auto look_at = [&](NodeIndex needed) {
        if (is_full(org, needed)) return;
        const Stage stage = stage_below(org, needed, above);
        of_less = earlier(of_less, stage);
        if (org.state.levels[needed.index()].actual() == 0) of_missing = earlier(of_missing, stage);
    };
    for (const federation::NeedNode& need : org.need(needs_of(org, node))) {
        if (need.op != scenario::Need::Op::reference) continue;
        if (runs && need.counts == federation::NeedNode::Counts::to_start) continue;
        look_at(need.of);
        if (need.over) look_at(*need.over);
    }
    return of_missing != Stage::none ? of_missing : of_less;
}

Stage stage_of_group(const OrganisationContext& org, std::uint32_t g, const Above* above) {
    const auto& counts = org.state.groups[g].counts;
    if (counts[static_cast<std::size_t>(Availability::works)] < org.group(g).count) {
        if (is_held(org, g)) return Stage::hold;
        const auto kind = org.group(g).kind;
        if (lacks_goods(org, kind) && is_wanted(org, kind, WaitsFor::goods)) return Stage::supply;
        return Stage::hosts;
    }
    if (waits_for_accounts(org, g)) return Stage::credentials;
    return stage_of_needs(org, org.group_node(g), true, above);
}

Stage stage_below(const OrganisationContext& org, NodeIndex node, const Above* above) {
    const NodeMeaning what = org.meaning(node);
    const Above here{node, above};
    switch (what.kind) {
        case NodeMeaning::Kind::host_group:
            return is_above(above, node) ? Stage::none : stage_of_group(org, what.position, &here);
        case NodeMeaning::Kind::service: return org.state.services[what.position].back.stage;
        case NodeMeaning::Kind::link:
            if (!org.state.links[what.position].open) return Stage::link;
            return is_above(above, node) ? Stage::none : stage_of_needs(org, node, true, &here);
        case NodeMeaning::Kind::view: {
            const Stage told = org.state.stages.stage_of_view[what.position];
            return told == Stage::none ? Stage::elsewhere : told;
        }
    }
    unreachable();
}

Stage stage_of_return(const ReturnState& state) {
    if (state.working > 0) return Stage::application;
    if (state.accepting > 0) return Stage::acceptance;
    return Stage::release;
}

Stage stage_now(const OrganisationContext& org, std::uint32_t position) {
    const ServiceState& service = org.state.services[position];
    const NodeIndex node = org.service_node(position);
    const bool returns = is_returning(org, position);
    if (service.running && service.up && !returns) return Stage::none;
    if (!service.running) {
        if (!service.can_start) return stage_of_needs(org, node, false);
        return returns && service.back.released == 0 ? stage_of_return(service.back) : Stage::start;
    }
    if (!returns) return stage_of_needs(org, node, true);
    const Stage needs = stage_of_needs(org, node, true);
    const bool is_held_up_by_needs =
        org.state.levels[node.index()].actual() < level_of_return(org, position).actual();
    return is_held_up_by_needs && needs != Stage::none ? needs : stage_of_return(service.back);
}

void note(Stage stage, SimTime began, ServiceFigures& figures, SimTime now) {
    if (stage == Stage::none) return;
    const SimTime since = std::max(began, SimTime::start());
    if (now > since) figures.waited[static_cast<std::size_t>(stage)] += now - since;
}

/// What each service waits for, which may be what another waits for that it needs. All begin with
/// nothing, so that those that need each other do not tell each other of what is over. What nothing
/// else holds up waits for its start, if only because each of them waits for the other's.
/// Where nothing needs itself, one look at each after those that it needs tells it all.
void look_anew(OrganisationContext& org) {
    auto& services = org.state.services;
    const NeedShape& shape = org.plan.shapes[org.id.index()];
    for (ServiceState& service : services) service.back.stage = Stage::none;
    bool any = true;
    for (std::size_t pass = 0; any && pass <= services.size(); ++pass) {
        any = false;
        for (const std::uint32_t s : shape.services) {
            const Stage now = stage_now(org, s);
            any = std::exchange(services[s].back.stage, now) != now || any;
        }
        any = any && shape.has_circle;
    }
    for (ServiceState& service : services) {
        if (!service.running && service.back.stage == Stage::none) {
            service.back.stage = Stage::start;
        }
    }
}

/// Those who need host groups and links that do not wholly work elsewhere hear what holds them up,
/// also where the level stays.
void tell_what_holds_up(OrganisationContext& org) {
    std::optional<NodeIndex> before;
    for (const federation::Subscriber& one : org.plan.federation.subscribers_of(org.id)) {
        const NodeIndex node = one.node;
        if (std::exchange(before, node) == node || is_full(org, node)) continue;
        if (org.meaning(node).kind != NodeMeaning::Kind::service) tell_subscribers(org, node);
    }
}

}  // namespace

void waiting_may_have_changed(OrganisationContext& org) {
    if (!org.plan.stages.any) return;
    tell_what_holds_up(org);
    if (org.state.settle_due) return;
    org.state.settle_due = true;
    org.later(org.now(), Priority::levels, event::Settle{});
}

Stage stage_of(const OrganisationContext& org, NodeIndex node) {
    return stage_below(org, node, nullptr);
}

void look_at_waiting(OrganisationContext& org) {
    if (!org.plan.stages.any) return;
    std::vector<Stage>& before = org.state.scratch.stages_were;
    before.clear();
    for (const ServiceState& service : org.state.services) before.push_back(service.back.stage);
    look_anew(org);
    for (std::uint32_t s = 0; s < org.info.services.count; ++s) {
        ServiceState& service = org.state.services[s];
        ReturnState& back = service.back;
        if (back.stage == before[s]) continue;
        note(before[s], back.stage_since, service.figures, org.now());
        back.stage_since = org.now();
        const NodeIndex node = org.service_node(s);
        org.record({.what = TraceKind::waits,
                    .subject = org.service_id(s).value,
                    .count = static_cast<std::uint32_t>(back.stage)},
                   org.state.causes[node.index()]);
        tell_subscribers(org, node);
    }
}

void close_waiting(OrganisationState& state, SimTime end) {
    for (ServiceState& service : state.services) {
        note(service.back.stage, service.back.stage_since, service.figures, end);
    }
}

}  // namespace kammerspiel::model
