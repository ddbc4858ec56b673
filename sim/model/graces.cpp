#include "sim/model/graces.hpp"

#include "sim/model/need_evaluation.hpp"

namespace kammerspiel::model {
namespace {

using federation::NeedNode;

void watch(OrganisationContext& org, std::span<const NeedNode> nodes) {
    const NeedNode& need = nodes.front();
    const std::uint32_t slot = *need.grace_slot;
    GraceState& grace = org.state.grace[slot];
    const bool met =
        gives_without_grace(org, Moment::running, nodes) >= PartsPerMillion::full().count();
    const SimTime now = org.now();
    using Phase = GraceState::Phase;
    if (!met && (grace.phase == Phase::charged || grace.phase == Phase::recharging)) {
        if (grace.phase == Phase::charged) grace.left = need.grace;
        grace.phase = grace.left > Duration::zero() ? Phase::draining : Phase::exhausted;
        grace.since = now;
        ++grace.generation;
        if (grace.phase == Phase::draining) {
            org.later(now + grace.left, Priority::hosts_and_links,
                      event::GraceOver{slot, grace.generation});
        }
    } else if (met && (grace.phase == Phase::draining || grace.phase == Phase::exhausted)) {
        grace.left =
            grace.phase == Phase::draining ? grace.left - (now - grace.since) : Duration::zero();
        grace.phase = Phase::recharging;
        grace.since = now;
        ++grace.generation;
        org.later(now + need.grace, Priority::hosts_and_links,
                  event::GraceFull{slot, grace.generation});
    }
}

}  // namespace

void watch_graces(OrganisationContext& org) {
    for (const NeedShape::Graced& one : org.plan.shapes[org.id.index()].graced) {
        const auto nodes = org.need(needs_of(org, federation::NodeIndex{one.node}));
        watch(org, nodes.subspan(one.place));
    }
}

}  // namespace kammerspiel::model
