#include "analysis/graph/cut_ways.hpp"

#include <algorithm>
#include <utility>

namespace kammerspiel::graph {

using federation::HostGroupId;
using federation::LinkId;
using federation::OrganisationId;
using federation::RealmId;
using federation::ZoneId;

namespace {

constexpr std::uint32_t nothing = 0xFFFF'FFFF;

}  // namespace

CutWays::CutWays(const AttackRules& rules, const Reach& reach, const std::vector<bool>& is_target,
                 CutDrawing drawing, CutParts& parts)
    : rules_(rules),
      reach_(reach),
      is_target_(is_target),
      drawing_(drawing),
      parts_(parts),
      is_entry_(rules.federation->host_groups.size(), false),
      realm_(rules.federation->realms.size()) {
    source_ = network_.add_vertex();
    sink_ = network_.add_vertex();
    for (const EntryRule& entry : rules.entries) {
        for (const HostGroupId group : entry.groups) is_entry_[group.index()] = true;
    }
    add_places();
    for (std::uint32_t r = 0; r < rules.routes.size(); ++r) add_route(r);
}

std::optional<std::vector<std::uint32_t>> CutWays::minimum_cut() const {
    const auto cut = network_.minimum_cut(source_, sink_, parts_.cost());
    return cut ? std::optional(cut->parts) : std::nullopt;
}

double CutWays::least_cost() const {
    std::vector<double> share = parts_.cost();
    const std::vector<std::uint32_t> arcs = network_.arcs_of_parts(source_, sink_, share.size());
    for (std::size_t p = 0; p < share.size(); ++p) share[p] /= std::max(1U, arcs[p]);
    const auto cut = network_.minimum_cut(source_, sink_, share);
    return cut ? cut->cost_of_arcs : 0;
}

CutWays::Place CutWays::add_place(HostGroupId group) {
    const Place place{network_.add_vertex(), network_.add_vertex()};
    const bool is_fixed = is_entry_[group.index()] || is_target_[group.index()];
    network_.add_arc(place.in, place.out, is_fixed ? CutNetwork::no_part : parts_.part(group));
    return place;
}

void CutWays::add_places() {
    const std::size_t groups = rules_.federation->host_groups.size();
    foothold_.resize(groups);
    control_.resize(groups);
    for (std::size_t g = 0; g < groups; ++g) {
        const Integrity level = reach_.level[g];
        if (level == Integrity::clean) continue;
        foothold_[g] = add_place(HostGroupId{g});
        if (is_target_[g]) network_.add_arc(foothold_[g].out, sink_);
        if (level != Integrity::controlled) continue;
        control_[g] = drawing_.with_techniques ? add_place(HostGroupId{g}) : foothold_[g];
        if (is_target_[g] && drawing_.with_techniques) network_.add_arc(control_[g].out, sink_);
    }
    for (const EntryRule& entry : rules_.entries) {
        for (const HostGroupId group : entry.groups) {
            const auto& places = entry.yields == Integrity::controlled ? control_ : foothold_;
            network_.add_arc(source_, places[group.index()].in);
        }
    }
}

bool CutWays::is_possible(const RouteRule& route, HostGroupId target) const {
    if (!route.needs_credentials) return true;
    const auto& realm = rules_.group(target).realm;
    return realm && reach_.realm_taken[realm->index()];
}

std::uint32_t CutWays::realm_vertex(RealmId realm) {
    auto& vertex = realm_[realm.index()];
    if (!vertex) vertex = network_.add_vertex();
    return *vertex;
}

/// From what is held of a group, if it is enough for a route.
void CutWays::connect(HostGroupId group, Integrity at_least, std::uint32_t to) {
    const Integrity level = reach_.level[group.index()];
    if (level < at_least || level == Integrity::clean) return;
    if (level == Integrity::controlled) network_.add_arc(control_[group.index()].out, to);
    const bool is_other_place = drawing_.with_techniques || level != Integrity::controlled;
    if (is_other_place && at_least <= Integrity::foothold) {
        network_.add_arc(foothold_[group.index()].out, to);
    }
}

void CutWays::add_route(std::uint32_t route) {
    if (rules_.routes[route].to_itself) return add_to_itself(route);
    for (std::size_t o = 0; o < rules_.federation->organisations.size(); ++o) {
        if (!rules_.routes[route].targets[o].empty()) add_from(route, OrganisationId{o});
    }
}

void CutWays::add_to_itself(std::uint32_t route) {
    const RouteRule& rule = rules_.routes[route];
    for (std::size_t g = 0; g < reach_.level.size(); ++g) {
        const HostGroupId group{g};
        if (!rule.from[g] || reach_.level[g] < rule.requires_integrity) continue;
        if (reach_.level[g] == Integrity::clean || !is_possible(rule, group)) continue;
        const std::uint32_t tries = network_.add_vertex();
        connect(group, rule.requires_integrity, tries);
        add_gains(route, through_block(route, group, tries), group);
    }
}

void CutWays::add_from(std::uint32_t route, OrganisationId here) {
    const RouteRule& rule = rules_.routes[route];
    const auto groups = rules_.federation->of(here).host_groups;
    std::optional<std::uint32_t> hub;
    std::map<ZoneId, std::uint32_t> hub_of_zone;
    for (std::uint32_t i = 0; i < groups.count; ++i) {
        const HostGroupId group = groups[i];
        if (!rule.from[group.index()]) continue;
        if (reach_.level[group.index()] == Integrity::clean) continue;
        if (reach_.level[group.index()] < rule.requires_integrity) continue;
        if (!hub) hub = network_.add_vertex();
        connect(group, rule.requires_integrity, *hub);
        const auto [in_zone, is_new] = hub_of_zone.try_emplace(rules_.group(group).zone, 0);
        if (is_new) in_zone->second = network_.add_vertex();
        connect(group, rule.requires_integrity, in_zone->second);
    }
    if (!hub) return;
    add_targets(route, here, *hub, std::nullopt);
    for (const auto& [zone, vertex] : hub_of_zone) add_targets(route, here, vertex, zone);
}

/// Those that every zone reaches, or those that only `zone` and some others do. A group that
/// reaches itself against its own zone gains nothing that a way to it has not given already, but
/// for more of it; that is taken as if the route led to the group itself.
void CutWays::add_targets(std::uint32_t route, OrganisationId here, std::uint32_t hub,
                          std::optional<ZoneId> zone) {
    const RouteRule& rule = rules_.routes[route];
    for (const HostGroupId target : rule.targets[here.index()].groups) {
        const auto& group = rules_.group(target);
        const auto& zones = group.reachable_from;
        if (zones.empty() == zone.has_value()) continue;
        if (zone) {
            const bool is_seen = group.organisation == here &&
                                 std::find(zones.begin(), zones.end(), *zone) != zones.end();
            const bool is_own = group.zone == *zone && group.organisation == here &&
                                reach_.level[target.index()] != Integrity::clean;
            if (!is_seen && !is_own) continue;
            if (!is_seen) {
                const std::uint32_t tries = network_.add_vertex();
                if (!rule.from[target.index()] || !is_possible(rule, target)) continue;
                connect(target, rule.requires_integrity, tries);
                add_gains(route, through_block(route, target, tries), target);
                continue;
            }
        }
        add_success(route, here, hub, target);
    }
}

void CutWays::add_success(std::uint32_t route, OrganisationId here, std::uint32_t from,
                          HostGroupId target) {
    const RouteRule& rule = rules_.routes[route];
    if (!is_possible(rule, target)) return;
    std::uint32_t at = from;
    if (rule.crosses) {
        at = through_links(route, here, rules_.group(target).organisation, at);
    } else if (rule.needs_credentials && drawing_.by_credentials) {
        at = realm_vertex(*rules_.group(target).realm);
    }
    add_gains(route, through_block(route, target, at), target);
}

/// What success on `target` brings.
void CutWays::add_gains(std::uint32_t route, std::uint32_t from, HostGroupId target) {
    const RouteRule& rule = rules_.routes[route];
    if (rule.yields && reach_.level[target.index()] >= *rule.yields) {
        const auto& places = *rule.yields == Integrity::controlled ? control_ : foothold_;
        network_.add_arc(from, places[target.index()].in);
    }
    const auto& realm = rules_.group(target).realm;
    if (rule.yields_credentials && realm && drawing_.by_credentials) {
        network_.add_arc(from, realm_vertex(*realm));
    }
}

/// Through the links between two organisations, of which each one's closing closes the way. Only
/// one vertex of a route and an organisation leads over links, so each way has its own.
std::uint32_t CutWays::through_links(std::uint32_t route, OrganisationId from, OrganisationId to,
                                     std::uint32_t vertex) {
    const auto [gate, is_new] = link_gates_.try_emplace({route, from.value, to.value}, vertex);
    if (!is_new) return gate->second;
    for (const Crossing& crossing : rules_.routes[route].between(from, to)) {
        const std::uint32_t next = network_.add_vertex();
        network_.add_arc(gate->second, next, parts_.part(crossing.link));
        gate->second = next;
    }
    return gate->second;
}

/// One gate for all attempts by a route at an organisation; groups that only some zones reach have
/// their own, as the others' ways must not lead to them.
std::uint32_t CutWays::through_block(std::uint32_t route, HostGroupId target,
                                     std::uint32_t vertex) {
    if (!drawing_.with_techniques) return vertex;
    const auto& group = rules_.group(target);
    const std::uint32_t own = group.reachable_from.empty() ? nothing : target.value;
    const auto [gate, is_new] =
        block_gates_.try_emplace({route, group.organisation.value, own}, Place{});
    if (is_new) {
        gate->second = {network_.add_vertex(), network_.add_vertex()};
        network_.add_arc(gate->second.in, gate->second.out, parts_.part(route, group.organisation));
    }
    // The groups of an organisation come one after the other.
    if (std::exchange(last_to_gate_, {vertex, gate->second.in}) !=
        std::pair(vertex, gate->second.in)) {
        network_.add_arc(vertex, gate->second.in);
    }
    return gate->second.out;
}

}  // namespace kammerspiel::graph
