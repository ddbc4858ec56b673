#include "sim/model/repair_line.hpp"

#include <algorithm>
#include <tuple>

#include "sim/model/hosts.hpp"
#include "sim/model/recovery.hpp"

namespace kammerspiel::model {
namespace {

std::uint32_t untracked_waiting(const GroupState& group) {
    return group.untracked_in(Power::in_repair) - group.untracked_in_work;
}

bool has_waiting(const GroupState& group) {
    return group.restore && (!group.waiting.empty() || untracked_waiting(group) > 0);
}

/// Whether hosts of the group that are known to be bad wait, or such hosts of what needs it.
bool is_urgent(const OrganisationContext& org, std::uint32_t g) {
    const auto& groups = org.state.groups;
    const auto& needed_by = org.plan.repair.needed_by[org.group_id(g).index()];
    return groups[g].waiting_bad > 0 ||
           std::any_of(needed_by.begin(), needed_by.end(), [&](std::uint32_t other) {
               return groups[other].restore && groups[other].waiting_bad > 0;
           });
}

/// Earlier is less: by the order of its restore, then what is urgent, then what others need.
std::tuple<std::uint16_t, bool, std::uint32_t> turn_of(const OrganisationContext& org,
                                                       std::uint32_t g) {
    const auto node = org.plan.needs->of(org.group_id(g));
    return {restore_plan(org, g).rank[node.index()], !is_urgent(org, g),
            org.plan.repair.place[org.group_id(g).index()]};
}

/// What staff take a host for: the worse, the earlier.
int concern(const HostRecord& host) {
    switch (host.suspicion) {
        case Suspicion::confirmed: return 0;
        case Suspicion::suspected: return 1;
        case Suspicion::unknown:
        case Suspicion::cleared: return 2;
    }
    unreachable();
}

/// Whether the next host without a record stands before this one, by their numbers. Whether a host
/// has a record is the simulation's business, not the staff's.
bool stands_after_untracked(const OrganisationContext& org, const HostRecord& host) {
    const GroupState& group = org.state.groups[host.group];
    if (untracked_waiting(group) == 0 || concern(host) < 2) return false;
    const std::uint32_t before = group.untracked_in(Power::on) +
                                 group.untracked_in(Power::isolated) +
                                 group.untracked_in(Power::off) + group.untracked_in_work;
    return position_among_untracked(org, host.group, host.number) > before;
}

}  // namespace

std::optional<std::uint32_t> next_group(const OrganisationContext& org,
                                        federation::HostKinds kinds) {
    std::optional<std::uint32_t> next;
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (!has_waiting(org.state.groups[g]) || !kinds.contains(org.group(g).kind)) continue;
        if (!next || turn_of(org, g) < turn_of(org, *next)) next = g;
    }
    return next;
}

std::optional<std::uint32_t> take_next(OrganisationContext& org, std::uint32_t g) {
    GroupState& group = org.state.groups[g];
    const auto first = std::min_element(
        group.waiting.begin(), group.waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
            const HostRecord& one = org.state.hosts[a];
            const HostRecord& other = org.state.hosts[b];
            return std::tuple(concern(one), one.number) < std::tuple(concern(other), other.number);
        });
    if (first == group.waiting.end() || stands_after_untracked(org, org.state.hosts[*first])) {
        ++group.untracked_in_work;
        return std::nullopt;
    }
    const std::uint32_t record = *first;
    group.waiting.erase(first);
    set_at_work(org, record, true);
    return record;
}

}  // namespace kammerspiel::model
