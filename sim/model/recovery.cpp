#include "sim/model/recovery.hpp"

#include <algorithm>
#include <tuple>

#include "sim/model/awaited.hpp"
#include "sim/model/crews.hpp"
#include "sim/model/ends.hpp"
#include "sim/model/holds.hpp"
#include "sim/model/hosts.hpp"

namespace kammerspiel::model {
namespace {

const RestorePlan& plan_of(const OrganisationContext& org, std::uint32_t restore) {
    return org.strategy().restores[restore];
}

bool is_default(const OrganisationContext& org, std::uint32_t restore) {
    return org.strategy().default_repair == restore;
}

bool has_begun(const OrganisationContext& org, std::uint32_t restore) {
    const auto& begun = org.state.restores.begun;
    return std::find(begun.begin(), begun.end(), restore) != begun.end();
}

bool covers(const OrganisationContext& org, std::uint32_t restore, std::uint32_t group) {
    return plan_of(org, restore).groups[org.group_id(group).index()];
}

std::uint32_t groups_covered(const OrganisationContext& org, std::uint32_t restore) {
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) count += covers(org, restore, g);
    return count;
}

/// Of the plays' restores that run here and are wanted, the narrowest; of equals the latest.
template <class Wanted>
std::optional<std::uint32_t> narrowest(const OrganisationContext& org, Wanted&& wanted) {
    std::optional<std::uint32_t> best;
    std::tuple<std::uint32_t, int> width;
    for (const std::uint32_t restore : org.state.restores.begun) {
        if (is_default(org, restore) || !wanted(restore)) continue;
        const std::tuple its{groups_covered(org, restore), -int{plan_of(org, restore).closeness}};
        if (best && its > width) continue;
        best = restore;
        width = its;
    }
    return best;
}

/// The restore that a group is to follow. Where a play has ordered one, nothing is repaired by
/// default: it waits for that one to begin.
std::optional<std::uint32_t> restore_for(const OrganisationContext& org, std::uint32_t group) {
    const auto of_a_play =
        narrowest(org, [&](std::uint32_t restore) { return covers(org, restore, group); });
    const auto& by_default = org.strategy().default_repair;
    if (of_a_play || !by_default || !has_begun(org, *by_default)) return of_a_play;
    const auto& ordered = org.state.restores.ordered;
    const bool is_ordered = std::any_of(ordered.begin(), ordered.end(), [&](const auto& one) {
        return !is_default(org, one.restore) && covers(org, one.restore, group);
    });
    return is_ordered ? std::nullopt : by_default;
}

void groups_follow(OrganisationContext& org) {
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        org.state.groups[g].restore = restore_for(org, g);
    }
}

/// Whether the restore that the host's group follows takes it: nobody but a play switches on again
/// what a play has switched off.
bool is_taken(const OrganisationContext& org, const HostRecord& host) {
    const auto& restore = org.state.groups[host.group].restore;
    if (!restore) return false;
    if (host.power != Power::on) {
        return host.power != Power::in_repair && !is_default(org, *restore);
    }
    const bool is_known_bad = host.suspicion == Suspicion::confirmed;
    const bool is_destroyed = host.integrity == Integrity::destroyed;
    // A crew that comes to restore a group sees what is destroyed there, whoever has noticed it.
    return is_default(org, *restore) ? is_known_bad && is_destroyed : is_known_bad || is_destroyed;
}

std::uint32_t untracked_taken(const OrganisationContext& org, std::uint32_t g) {
    const GroupState& group = org.state.groups[g];
    if (!group.restore || is_default(org, *group.restore)) return 0;
    return group.untracked_in(Power::off) + group.untracked_in(Power::isolated);
}

void into_repair(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    set_state(org, record, host.integrity, Power::in_repair, cause);
    org.state.groups[host.group].waiting.push_back(record);
}

/// Hosts of these groups go into repair, as far as their restores take them.
template <class Concerned>
void join(OrganisationContext& org, Concerned&& concerned, Cause cause) {
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (!concerned(g) || untracked_taken(org, g) == 0) continue;
        for (const Power from : {Power::off, Power::isolated}) {
            move_untracked(org, g, org.state.groups[g].untracked_in(from), from, Power::in_repair,
                           cause);
        }
    }
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        if (concerned(host.group) && is_taken(org, host)) into_repair(org, r, cause);
    }
}

template <class Concerned>
std::uint32_t hosts_to_join(const OrganisationContext& org, Concerned&& concerned) {
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (concerned(g)) count += untracked_taken(org, g);
    }
    for (const HostRecord& host : org.state.hosts) {
        if (concerned(host.group) && is_taken(org, host)) ++count;
    }
    return count;
}

Duration drawn_delay(const OrganisationContext& org, std::uint32_t restore) {
    const RestorePlan& plan = plan_of(org, restore);
    // Each organisation sets about the default repair by itself, a play's restore is one project.
    const kernel::EntityId drawn_at =
        is_default(org, restore) ? plan.begin.then(org.info.key).id() : plan.begin.id();
    return org.span(plan.begins_after, drawn_at, Draw::restore_begins, 0);
}

bool is_under_way(const OrganisationContext& org, std::uint32_t restore) {
    const auto& ordered = org.state.restores.ordered;
    return has_begun(org, restore) ||
           std::any_of(ordered.begin(), ordered.end(),
                       [&](const auto& one) { return one.restore == restore; });
}

}  // namespace

const RestorePlan& restore_plan(const OrganisationContext& org, std::uint32_t group) {
    return plan_of(org, *org.state.groups[group].restore);
}

std::optional<std::uint32_t> restore_of_link(const OrganisationContext& org, std::uint32_t link) {
    return narrowest(org, [&](std::uint32_t restore) {
        return plan_of(org, restore).links[org.link_id(link).index()];
    });
}

bool is_to_come_back(const OrganisationContext& org, std::uint32_t g) {
    const GroupState& group = org.state.groups[g];
    if (!group.restore || !group.is_away()) return false;
    if (!is_default(org, *group.restore)) return true;
    return std::any_of(org.state.hosts.begin(), org.state.hosts.end(), [&](const auto& host) {
        return host.group == g && (host.power == Power::in_repair || is_taken(org, host));
    });
}

bool has_work_left(const OrganisationContext& org, federation::LinkId link) {
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (is_to_come_back(org, g) && restore_plan(org, g).links[link.index()]) return true;
    }
    return false;
}

bool all_restores_have_begun(const OrganisationContext& org) {
    if (!org.state.restores.ordered.empty()) return false;
    const auto& all = org.strategy().restores;
    const bool plays_restore = all.size() > (org.strategy().default_repair ? 1U : 0U);
    const auto& begun = org.state.restores.begun;
    return std::any_of(begun.begin(), begun.end(), [&](std::uint32_t restore) {
        return !plays_restore || !is_default(org, restore);
    });
}

SimTime repairs_from(const OrganisationContext& org) {
    if (!org.state.restores.begun.empty()) return org.now();
    SimTime first = SimTime::latest();
    for (const auto& one : org.state.restores.ordered) first = std::min(first, one.begins);
    for (std::uint32_t restore = 0; restore < org.strategy().restores.size(); ++restore) {
        if (is_under_way(org, restore)) continue;
        first = std::min(first, org.now() + drawn_delay(org, restore));
    }
    return first;
}

void order_restore(OrganisationContext& org, std::uint32_t restore) {
    const SimTime begins = org.now() + drawn_delay(org, restore);
    org.state.restores.ordered.push_back({restore, begins});
    groups_follow(org);
    org.later(begins, Priority::hosts_and_links, event::RestoreBegins{restore});
    await_restore(org, restore);
}

void restore_begins(OrganisationContext& org, const event::RestoreBegins& event) {
    auto& [ordered, begun, awaited] = org.state.restores;
    ordered.erase(std::find_if(ordered.begin(), ordered.end(),
                               [&](const auto& one) { return one.restore == event.restore; }));
    begun.erase(std::remove(begun.begin(), begun.end(), event.restore), begun.end());
    begun.push_back(event.restore);
    groups_follow(org);
    const auto follows = [&](std::uint32_t g) {
        return org.state.groups[g].restore == event.restore;
    };
    const std::uint32_t count = hosts_to_join(org, follows);
    const bool by_default = is_default(org, event.restore);
    const bool is_told = !by_default || count > 0;  // a usual repair of nothing is no news
    const Cause cause =
        !is_told ? org.cause
                 : org.record({.what = by_default ? TraceKind::default_repair_begun
                                                  : TraceKind::restore_begun,
                               .subject = org.id.value,
                               .count = count,
                               .detail = by_default ? 0 : plan_of(org, event.restore).play});
    join(org, follows, cause);
    if (!by_default) links_follow(org, event.restore);
    assign_crews(org);
    look_at_awaited(org);
}

void group_went_down(OrganisationContext& org, std::uint32_t g, Cause cause) {
    hosts_in_trouble(org, g, cause);
    GroupState& group = org.state.groups[g];
    if (!group.restore || group.repair_due) return;
    group.repair_due = true;
    org.later(org.now(), Priority::hosts_and_links, event::RepairDue{g}, cause);
}

void known_bad(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    if (host.power == Power::in_repair) return;
    hosts_in_trouble(org, host.group, cause);
    const auto& by_default = org.strategy().default_repair;
    if (by_default && host.integrity == Integrity::destroyed && !is_under_way(org, *by_default)) {
        const SimTime begins = org.now() + drawn_delay(org, *by_default);
        org.state.restores.ordered.push_back({*by_default, begins});
        org.later(begins, Priority::hosts_and_links, event::RestoreBegins{*by_default}, cause);
    }
    group_went_down(org, host.group, cause);
}

void repair_due(OrganisationContext& org, const event::RepairDue& event) {
    org.state.groups[event.group].repair_due = false;
    join(
        org, [&](std::uint32_t g) { return g == event.group; }, org.cause);
    assign_crews(org);
}

}  // namespace kammerspiel::model
