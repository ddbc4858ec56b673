#include "kammerspiel/federation/attack.hpp"

#include <algorithm>
#include <tuple>

#include "kammerspiel/federation/selector.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::federation {
namespace {

void add_targets(const Federation& federation, const std::vector<bool>& to,
                 OrganisationId organisation, Targets& targets) {
    const auto groups = federation.of(organisation).host_groups;
    for (std::uint32_t i = 0; i < groups.count; ++i) {
        if (!to[groups[i].index()]) continue;
        targets.add(groups[i], federation.host_groups[groups[i].index()].count);
    }
}

/// By organisation of the source.
std::vector<Targets> targets_of(const Federation& federation, const scenario::Route& route,
                                const std::vector<bool>& to) {
    std::vector<Targets> targets(federation.organisations.size());
    if (!route.over) {
        for (std::size_t o = 0; o < targets.size(); ++o) {
            add_targets(federation, to, OrganisationId{o}, targets[o]);
        }
        return targets;
    }
    const auto ends = joined_by(federation, route.over->text);
    for (std::size_t o = 0; o < targets.size(); ++o) {
        for (const OrganisationId end : ends[o]) add_targets(federation, to, end, targets[o]);
    }
    return targets;
}

std::vector<Crossing> crossings_of(const Federation& federation, const scenario::Route& route) {
    std::vector<Crossing> crossings;
    if (!route.over) return crossings;
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        const Link& link = federation.links[l];
        if (link.local_name != route.over->text || !link.to) continue;
        const auto [low, high] = std::minmax(link.organisation, *link.to);
        crossings.push_back({low, high, LinkId{l}});
    }
    std::sort(crossings.begin(), crossings.end(), [](const Crossing& a, const Crossing& b) {
        return std::tie(a.low, a.high, a.link) < std::tie(b.low, b.high, b.link);
    });
    return crossings;
}

bool enters(const scenario::Entry& entry, const scenario::AttackerProfile& profile) {
    return entry.attackers.empty() || std::find(entry.attackers.begin(), entry.attackers.end(),
                                                profile.name) != entry.attackers.end();
}

}  // namespace

void Targets::add(HostGroupId group, std::uint32_t count) {
    groups.push_back(group);
    hosts_up_to.push_back(hosts() + count);
}

std::span<const Crossing> Route::between(OrganisationId a, OrganisationId b) const {
    const auto [low, high] = std::minmax(a, b);
    const auto ends = std::pair(low, high);
    const auto first = std::lower_bound(
        crossings.begin(), crossings.end(), ends,
        [](const Crossing& c, const auto& e) { return std::pair(c.low, c.high) < e; });
    auto last = first;
    while (last != crossings.end() && std::pair(last->low, last->high) == ends) ++last;
    return {first, last};
}

Route resolve(const Federation& federation, const scenario::Route& route, std::uint32_t number) {
    const std::vector<bool> to = route.to_itself
                                     ? std::vector<bool>(federation.host_groups.size(), false)
                                     : chosen(federation, route.to);
    return {.number = number,
            .from = chosen(federation, route.from),
            .to = to,
            .targets = targets_of(federation, route, to),
            .crossings = crossings_of(federation, route),
            .to_itself = route.to_itself,
            .crosses = route.over.has_value(),
            .needs_credentials = route.needs_credentials,
            .yields_credentials = route.yields_credentials,
            .requires_integrity = route.requires_integrity,
            .yields = route.yields};
}

Impact resolve(const Federation& federation, const scenario::AttackImpact& impact) {
    return {.what = impact.what,
            .on = chosen(federation, impact.on),
            .trigger = chosen(federation, impact.trigger),
            .through = impact.through ? chosen(federation, *impact.through)
                                      : std::vector<bool>(federation.host_groups.size(), false)};
}

Goal resolve(const Federation& federation, const scenario::Goal& goal) {
    return {.groups = chosen(federation, goal.what),
            .in_each_organisation = goal.in_each_organisation};
}

std::vector<Entry> entries_of(const scenario::Scenario& scenario, const Federation& federation) {
    std::vector<Entry> entries;
    for (const scenario::Entry& written : scenario.entries) {
        Entry& entry = entries.emplace_back();
        entry.yields = written.yields;
        for (const HostGroupId group : select(federation, written.at)) {
            entry.at.add(group, federation.host_groups[group.index()].count);
        }
        for (const auto& attacker : scenario.attackers) {
            entry.attackers.push_back(enters(written, attacker));
        }
    }
    return entries;
}

std::vector<std::vector<OrganisationId>> joined_by(const Federation& federation,
                                                   std::string_view name) {
    std::vector<std::vector<OrganisationId>> ends(federation.organisations.size());
    for (const Link& link : federation.links) {
        if (link.local_name != name || !link.to) continue;
        ends[link.organisation.index()].push_back(*link.to);
        ends[link.to->index()].push_back(link.organisation);
    }
    for (auto& of_one : ends) {
        std::sort(of_one.begin(), of_one.end());
        of_one.erase(std::unique(of_one.begin(), of_one.end()), of_one.end());
    }
    return ends;
}

std::vector<std::uint32_t> routes_by(const scenario::AttackerProfile& profile,
                                     std::string_view technique) {
    std::vector<std::uint32_t> routes;
    for (std::uint32_t r = 0; r < profile.routes.size(); ++r) {
        if (profile.routes[r].technique == technique) routes.push_back(r);
    }
    return routes;
}

bool is_reachable(const Federation& federation, HostGroupId target, HostGroupId from) {
    const HostGroup& wanted = federation.host_groups[target.index()];
    const HostGroup& source = federation.host_groups[from.index()];
    const auto& zones = wanted.reachable_from;
    if (zones.empty() || target == from) return true;
    return source.organisation == wanted.organisation &&
           std::find(zones.begin(), zones.end(), source.zone) != zones.end();
}

}  // namespace kammerspiel::federation
