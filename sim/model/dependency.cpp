#include "sim/model/dependency.hpp"

#include <algorithm>

#include "sim/model/applications.hpp"
#include "sim/model/books.hpp"
#include "sim/model/moves.hpp"
#include "sim/model/need_evaluation.hpp"
#include "sim/model/outer_circle.hpp"
#include "sim/model/returning_roots.hpp"
#include "sim/model/waiting.hpp"

namespace kammerspiel::model {
namespace {

using federation::NeedNode;
using federation::NodeIndex;

/// The node whose need holds this grace slot.
std::optional<NodeIndex> holder_of_grace(const OrganisationContext& org, std::uint32_t slot) {
    for (std::uint32_t node = 0; node < org.state.levels.size(); ++node) {
        for (const NeedNode& need : org.need(needs_of(org, NodeIndex{node}))) {
            if (need.grace_slot == slot) return NodeIndex{node};
        }
    }
    return std::nullopt;
}

}  // namespace

void touch(OrganisationContext& org, NodeIndex node, Cause cause) {
    OrganisationState& state = org.state;
    state.causes[node.index()] = cause;
    if (std::find(state.dirty.begin(), state.dirty.end(), node.value) == state.dirty.end()) {
        state.dirty.push_back(node.value);
    }
    if (state.settle_due) return;
    state.settle_due = true;
    org.later(org.now(), Priority::levels, event::Settle{}, cause);
}

void level_changed(OrganisationContext& org, const event::LevelChanged& event) {
    const NodeIndex view{event.view};
    if (is_overtaken(org, view)) return;
    org.state.levels[view.index()] = with_own_roots(org, org.meaning(view).position, event.levels);
    org.state.view_comes_up[org.meaning(view).position] = event.comes_up != 0;
    if (org.plan.stages.any) {
        org.state.stages.stage_of_view[org.meaning(view).position] =
            static_cast<Stage>(event.stage);
    }
    const auto dependents = org.plan.federation.dependents_of(org.id, view);
    org.state.causes[view.index()] = org.cause;
    for (const std::uint32_t node : dependents) touch(org, NodeIndex{node}, org.cause);
}

void start_done(OrganisationContext& org, const event::StartDone& event) {
    ServiceState& service = org.state.services[event.service];
    if (service.generation != event.generation) return;
    service.starting = false;
    service.running = true;
    service.starts_up = true;
    service_started(org, event.service);
    touch(org, org.service_node(event.service), org.cause);
}

void grace_over(OrganisationContext& org, const event::GraceOver& event) {
    GraceState& grace = org.state.grace[event.slot];
    if (grace.generation != event.generation) return;
    grace.phase = GraceState::Phase::exhausted;
    grace.left = Duration::zero();
    if (const auto node = holder_of_grace(org, event.slot)) touch(org, *node, org.cause);
}

void grace_full(OrganisationContext& org, const event::GraceFull& event) {
    GraceState& grace = org.state.grace[event.slot];
    if (grace.generation != event.generation) return;
    grace.phase = GraceState::Phase::charged;
}

void close_books(const PlanData& plan, OrganisationState& state,
                 const federation::Organisation& info, SimTime end) {
    if (plan.stages.any) close_waiting(state, end);
    for (std::uint32_t s = 0; s < state.services.size(); ++s) {
        ServiceState& service = state.services[s];
        const auto id = info.services[s];
        const federation::Levels& level = state.levels[info.node(id).index()];
        book(plan, id, service, level, end);
        book_flows(plan, id, service, level.actual(), end);
        close_requests(plan, id, service, end);
        if (!service.up) {
            // Still down at the end: the outage so far counts, the transition back does not exist.
            const std::size_t transitions = service.figures.transitions.size();
            cross(service, true, end);
            service.figures.transitions.resize(transitions);
        }
    }
}

}  // namespace kammerspiel::model
