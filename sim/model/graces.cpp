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
        Evaluation(org, Moment::running).bare(nodes).actual() >= PartsPerMillion::full().count();
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
    if (org.info.grace_slots == 0) return;
    for (std::uint32_t node = 0; node < org.state.levels.size(); ++node) {
        const auto nodes = org.need(needs_of(org, federation::NodeIndex{node}));
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].grace_slot) watch(org, nodes.subspan(i));
        }
    }
}

}  // namespace kammerspiel::model
