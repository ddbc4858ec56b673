#include "sim/model/ways.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

bool has_internet(const OrganisationContext& org) {
    for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
        const auto& link = org.link(i);
        if (!link.to && org.state.links[i].open) return true;
    }
    return false;
}

bool offers_upwards(const OrganisationContext& org) {
    return has_internet(org) || org.state.ways_from_below.any();
}

}  // namespace

bool way_is_open(const OrganisationContext& org, const RoutePlan& route,
                 federation::OrganisationId peer) {
    const auto links = route.between(org.id, peer);
    return std::all_of(links.begin(), links.end(), [&](const federation::Crossing& crossing) {
        const auto& own = org.info.links;
        return !own.contains(crossing.link) ||
               org.state.links[crossing.link.value - own.first].open;
    });
}

bool has_way_in(const OrganisationContext& org) {
    if (offers_upwards(org)) return true;
    for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
        const LinkState& link = org.state.links[i];
        if (org.link(i).to && link.open && link.way_offered) return true;
    }
    return false;
}

void way_offered(OrganisationContext& org, const event::WayOffered& event) {
    if (event.upwards) {
        if (event.open) {
            org.state.ways_from_below.opened();
        } else {
            org.state.ways_from_below.closed();
        }
    } else {
        for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
            const auto& link = org.link(i);
            if (link.to == federation::OrganisationId{event.peer}) {
                org.state.links[i].way_offered = event.open;
            }
        }
    }
    ways_changed(org);
}

void ways_changed(OrganisationContext& org) {
    const bool up = offers_upwards(org);
    for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
        const auto& link = org.link(i);
        LinkState& state = org.state.links[i];
        const bool offered = up && state.open;
        if (!link.to || state.way_told == offered) continue;
        state.way_told = offered;
        org.tell(org.plan.organisation(*link.to), Priority::hosts_and_links,
                 event::WayOffered{org.id.value, true, offered});
    }
    const bool down = has_way_in(org);
    if (org.state.way_told_below == down) return;
    org.state.way_told_below = down;
    for (const federation::OrganisationId below : org.plan.linked_from[org.id.index()]) {
        org.tell(org.plan.organisation(below), Priority::hosts_and_links,
                 event::WayOffered{org.id.value, false, down});
    }
}

}  // namespace kammerspiel::model
