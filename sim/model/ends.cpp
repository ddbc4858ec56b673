#include "sim/model/ends.hpp"

#include <algorithm>

#include "sim/model/recovery.hpp"
#include "sim/model/response.hpp"

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::LinkId;
using FarEnd = LinkState::FarEnd;

/// Whether this holds for some group of what lies at the ends of the link and is to be back before
/// it is opened: what is needed by the earliest in the order of all that use it.
template <class Holds>
bool any_at_ends(const OrganisationContext& org, LinkId link, std::uint32_t restore,
                 Holds&& holds) {
    const auto& uses = org.plan.link_uses[link.index()];
    const auto& rank = org.strategy().restores[restore].rank;
    const auto earlier = [&](const federation::LinkUse& a, const federation::LinkUse& b) {
        return rank[a.by.index()] < rank[b.by.index()];
    };
    const auto first = std::min_element(uses.begin(), uses.end(), earlier);
    return std::any_of(uses.begin(), uses.end(), [&](const federation::LinkUse& use) {
        return !earlier(*first, use) && std::any_of(use.groups.begin(), use.groups.end(), holds);
    });
}

/// Whether something of that which is here is still to be brought back by a restore.
bool is_awaited(const OrganisationContext& org, LinkId link, std::uint32_t restore) {
    return any_at_ends(org, link, restore, [&](HostGroupId group) {
        return org.info.host_groups.contains(group) && is_to_come_back(org, org.position(group));
    });
}

bool has_far_groups(const OrganisationContext& org, LinkId link, std::uint32_t restore) {
    return any_at_ends(org, link, restore,
                       [&](HostGroupId group) { return !org.info.host_groups.contains(group); });
}

/// Asks the other organisation how its end stands, if anything of it counts.
void ask_far_end(OrganisationContext& org, std::uint32_t position) {
    const LinkId id = org.link_id(position);
    LinkState& link = org.state.links[position];
    const auto& to = org.link(position).to;
    link.far_end = FarEnd::there;
    if (!to || !has_far_groups(org, id, *link.restore)) return;
    link.far_end = FarEnd::asked;
    org.tell(org.plan.organisation(*to), Priority::hosts_and_links,
             event::EndAsked{id, *link.restore});
}

void open_if_ready(OrganisationContext& org, std::uint32_t position, Cause cause) {
    LinkState& link = org.state.links[position];
    if (link.open || link.held || !link.restore) return;
    const bool here = !is_awaited(org, org.link_id(position), *link.restore);
    link.waits = link.waits || !here || link.far_end == FarEnd::away;
    if (link.waits && here && link.far_end == FarEnd::there) open_link(org, position, cause);
}

void tell_far_end(OrganisationContext& org, WatchedEnd& end) {
    const bool is_back = !is_awaited(org, end.link, end.restore);
    end.was_back = is_back;
    const auto owner = org.Context::link(end.link).organisation;
    org.tell(org.plan.organisation(owner), Priority::hosts_and_links,
             event::EndStands{end.link, is_back});
}

/// Tells those who decide, as a report is told.
void tell_deciders(OrganisationContext& org, const event::HostsStand& stand) {
    const SimTime told = org.now() + org.plan.reporting_delay + org.plan.latency;
    const auto tell = [&](scenario::Decider by, DeciderAddress who) {
        if (decides(org.strategy(), by)) {
            org.tell(who, told, Priority::knowledge, stand, org.cause);
        }
    };
    tell(scenario::Decider::federation, org.plan.crisis_team());
    tell(scenario::Decider::region, org.plan.region_team(org.info.region));
    tell(scenario::Decider::organisation, org.plan.own_team(org.id));
}

void watch_hosts(OrganisationContext& org) {
    const auto& watches = org.strategy().watches;
    org.state.watches.resize(watches.size());
    for (std::uint32_t w = 0; w < watches.size(); ++w) {
        bool are_away = false;
        for (std::uint32_t g = 0; g < org.state.groups.size() && !are_away; ++g) {
            are_away = watches[w][org.group_id(g).index()] && org.state.groups[g].is_away();
        }
        if (are_away == org.state.watches[w].were_away) continue;
        org.state.watches[w].were_away = are_away;
        tell_deciders(org, {org.id.value, w, are_away});
    }
}

bool anyone_waits(const OrganisationContext& org) {
    const OrganisationState& state = org.state;
    return !org.strategy().watches.empty() || !state.watched_ends.empty() ||
           std::any_of(state.links.begin(), state.links.end(),
                       [](const LinkState& link) { return !link.open && link.restore; });
}

}  // namespace

void look_round_later(OrganisationContext& org, Cause cause) {
    if (org.state.look_due || !anyone_waits(org)) return;
    org.state.look_due = true;
    org.later(org.now(), Priority::hosts_and_links, event::LookRound{}, cause);
}

void look_round(OrganisationContext& org) {
    org.state.look_due = false;
    for (std::uint32_t l = 0; l < org.state.links.size(); ++l) open_if_ready(org, l, org.cause);
    for (WatchedEnd& end : org.state.watched_ends) {
        const bool is_back = !is_awaited(org, end.link, end.restore);
        if (is_back != end.was_back) tell_far_end(org, end);
    }
    if (!org.strategy().watches.empty()) watch_hosts(org);
}

void link_was_closed(OrganisationContext& org, std::uint32_t position) {
    LinkState& link = org.state.links[position];
    link.restore = restore_of_link(org, position);
    // It joins a restore that has work left; when nothing is, it is closed for reasons of its own.
    link.waits = has_work_left(org, org.link_id(position));
    if (link.restore) ask_far_end(org, position);
}

void links_follow(OrganisationContext& org, std::uint32_t restore) {
    for (std::uint32_t l = 0; l < org.state.links.size(); ++l) {
        LinkState& link = org.state.links[l];
        if (link.open || restore_of_link(org, l) != restore) continue;
        link.restore = restore;
        link.waits = true;
        ask_far_end(org, l);
        open_if_ready(org, l, org.cause);
    }
}

void end_asked(OrganisationContext& org, const event::EndAsked& event) {
    auto& ends = org.state.watched_ends;
    const auto at = std::find_if(ends.begin(), ends.end(),
                                 [&](const WatchedEnd& end) { return end.link == event.link; });
    WatchedEnd& end = at == ends.end() ? ends.emplace_back() : *at;
    end = {.link = event.link, .restore = event.restore};
    tell_far_end(org, end);
}

void end_stands(OrganisationContext& org, const event::EndStands& event) {
    const std::uint32_t position = event.link.value - org.info.links.first;
    org.state.links[position].far_end = event.is_back ? FarEnd::there : FarEnd::away;
    open_if_ready(org, position, org.cause);
}

}  // namespace kammerspiel::model
