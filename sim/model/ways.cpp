#include "sim/model/ways.hpp"

#include <algorithm>

#include "kammerspiel/federation/outside.hpp"

namespace kammerspiel::model {
namespace {

/// Tells an organisation what has changed for it.
void tell(OperationContext& operation, federation::OrganisationId id,
          std::optional<federation::LinkId> link, bool open) {
    operation.tell(operation.plan.organisation(id), Priority::hosts_and_links,
                   event::WayOffered{link, open});
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
    if (org.state.way_from_below) return true;
    for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
        const LinkState& link = org.state.links[i];
        if (link.open && (!org.link(i).to || link.way_offered)) return true;
    }
    return false;
}

void way_offered(OrganisationContext& org, const event::WayOffered& event) {
    if (event.link) {
        org.state.links[event.link->value - org.info.links.first].way_offered = event.open;
    } else {
        org.state.way_from_below = event.open;
    }
}

void ways_changed(OrganisationContext& org) {
    for (std::uint32_t i = 0; i < org.info.links.count; ++i) {
        LinkState& link = org.state.links[i];
        if (link.told_open == link.open) continue;
        link.told_open = link.open;
        org.tell(org.plan.operation(), Priority::hosts_and_links,
                 event::LinkChanged{org.link_id(i).value, link.open});
    }
}

WaysOffered ways_offered(const federation::Federation& federation, const std::vector<bool>& open) {
    const federation::Outside outside(federation, open);
    WaysOffered offered{std::vector<bool>(open.size(), false),
                        std::vector<bool>(federation.organisations.size(), false)};
    for (std::size_t l = 0; l < open.size(); ++l) {
        const federation::Link& link = federation.links[l];
        if (!link.to) continue;
        offered.over_link[l] = outside.reaches_without(*link.to, link.organisation);
        if (open[l] && outside.reaches_without(link.organisation, *link.to)) {
            offered.from_below[link.to->index()] = true;
        }
    }
    return offered;
}

void link_changed(OperationContext& operation, const event::LinkChanged& event) {
    operation.state.links_open[event.link] = event.open;
    if (std::exchange(operation.state.look_due, true)) return;
    // Once for all that changes at one instant.
    operation.later(operation.now(), Priority::levels, event::LookForWays{});
}

void look_for_ways(OperationContext& operation) {
    OperationState& state = operation.state;
    state.look_due = false;
    const auto& federation = operation.plan.federation;
    WaysOffered offered = ways_offered(federation, state.links_open);
    for (std::size_t l = 0; l < offered.over_link.size(); ++l) {
        if (offered.over_link[l] == state.way_offered[l]) continue;
        tell(operation, federation.links[l].organisation, federation::LinkId{l},
             offered.over_link[l]);
    }
    for (std::size_t o = 0; o < offered.from_below.size(); ++o) {
        if (offered.from_below[o] == state.way_from_below[o]) continue;
        tell(operation, federation::OrganisationId{o}, std::nullopt, offered.from_below[o]);
    }
    state.way_offered = std::move(offered.over_link);
    state.way_from_below = std::move(offered.from_below);
}

}  // namespace kammerspiel::model
