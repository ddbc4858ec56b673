#include "sim/model/publishing.hpp"

#include <algorithm>

#include "sim/model/books.hpp"
#include "sim/model/moves.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/returning_roots.hpp"
#include "sim/model/waiting.hpp"
#include "sim/model/work.hpp"

namespace kammerspiel::model {
namespace {

using federation::Levels;
using federation::NodeIndex;

void tell_deciders(OrganisationContext& org, std::uint32_t channel, Cause cause) {
    const PlanData& plan = org.plan;
    const event::ChannelChanged changed{channel,
                                        org.state.services[plan.channels[channel].position].up};
    org.tell(plan.crisis_team(), org.now(), Priority::knowledge, changed, cause);
    if (!decides(org.strategy(), scenario::Decider::region)) return;
    for (std::size_t r = 0; r < plan.federation.regions.size(); ++r) {
        org.tell(plan.region_team(federation::RegionId{r}), org.now(), Priority::knowledge, changed,
                 cause);
    }
}

/// Those who use the service, wait for it or turn to others.
void tell_of(OrganisationContext& org, std::uint32_t position, NodeIndex node) {
    const std::int32_t level = org.state.levels[node.index()].actual();
    const Cause cause = org.state.causes[node.index()];
    people_move(org, position, level);
    service_moved(org, position, level, cause);
    pace_changed(org, position);
    if (decides(org.strategy(), scenario::Decider::organisation)) {
        const bool up = org.state.services[position].up;
        org.tell_own_team(Priority::knowledge, event::ChannelChanged{position, up}, cause);
    }
    if (org.plan.seat != org.id) return;
    const auto& channels = org.plan.channels;
    for (std::uint32_t c = 0; c < channels.size(); ++c) {
        if (channels[c].position == position) tell_deciders(org, c, cause);
    }
}

void record_service(OrganisationContext& org, NodeIndex node, std::uint32_t position,
                    const Levels& before) {
    ServiceState& service = org.state.services[position];
    const Levels& level = org.state.levels[node.index()];
    const auto id = org.service_id(position);
    const SimTime now = org.now();
    book(org.plan, id, service, before, now);
    book_flows(org.plan, id, service, before.actual(), now);
    if (before.actual() == level.actual()) return;
    move_requests(org.plan, id, service, before.actual(), level.actual(), now);
    const auto& info = org.service(id);
    const bool up = level.actual() >= info.up_from.count();
    const TraceKind what_happened = up == service.up ? TraceKind::service_level
                                    : up             ? TraceKind::service_up
                                                     : TraceKind::service_down;
    cross(service, up, now);
    org.state.causes[node.index()] =
        org.record({.what = what_happened,
                    .subject = id.value,
                    .count = static_cast<std::uint32_t>(level.actual())},
                   org.state.causes[node.index()]);
    tell_of(org, position, node);
}

}  // namespace

void tell_subscribers(OrganisationContext& org, NodeIndex node) {
    const Levels& level = org.state.levels[node.index()];
    const bool comes_up = level.actual() > 0 || org.state.told_to_come_up[node.index()];
    const bool is_held_up = org.plan.stages.any && level.actual() < PartsPerMillion::full().count();
    const auto stage = static_cast<std::uint32_t>(is_held_up ? stage_of(org, node) : Stage::none);
    const auto all = org.plan.federation.subscribers_of(org.id);
    const auto first =
        std::lower_bound(all.begin(), all.end(), node,
                         [](const federation::Subscriber& s, NodeIndex n) { return s.node < n; });
    for (auto it = first; it != all.end() && it->node == node; ++it) {
        constexpr std::uint32_t all_of_27_bits = (1U << 27U) - 1;
        org.tell(org.plan.organisation(it->organisation), org.now(), Priority::hosts_and_links,
                 event::LevelChanged{it->view.value & all_of_27_bits, stage & 0xFU,
                                     comes_up ? 1U : 0U, as_shared(level)},
                 org.state.causes[node.index()]);
    }
    tell_if_mended(org, node);
}

void publish(OrganisationContext& org, NodeIndex node, const Levels& before) {
    const federation::NodeMeaning what = org.meaning(node);
    if (what.kind == federation::NodeMeaning::Kind::service) {
        record_service(org, node, what.position, before);
    }
    tell_subscribers(org, node);
}

}  // namespace kammerspiel::model
