#include "sim/model/repair_line.hpp"

#include <algorithm>
#include <tuple>

#include "sim/model/goods.hpp"
#include "sim/model/holds.hpp"
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

/// Whether what is known of a host says that it is rebuilt, so that it is from an image if there is
/// one.
bool is_for_image(const OrganisationContext& org, const HostRecord& host) {
    if (!has_image(org, org.group(host.group).kind)) return false;
    using Rebuild = scenario::Restore::Rebuild;
    if (host.integrity == Integrity::destroyed) return true;
    switch (restore_plan(org, host.group).rebuild) {
        case Rebuild::everything: return true;
        case Rebuild::controlled:
            return host.suspicion == Suspicion::confirmed &&
                   host.integrity == Integrity::controlled;
        case Rebuild::destroyed: return false;
    }
    unreachable();
}

bool untracked_are_for_image(const OrganisationContext& org, std::uint32_t g) {
    return has_image(org, org.group(g).kind) &&
           restore_plan(org, g).rebuild == scenario::Restore::Rebuild::everything;
}

bool has_its_goods(const OrganisationContext& org, const HostRecord& host) {
    return host.integrity != Integrity::destroyed || !lacks_goods(org, org.group(host.group).kind);
}

bool is_for_hands(const OrganisationContext& org, const HostRecord& host) {
    return has_its_goods(org, host) && !is_for_image(org, host);
}

/// Whether people can begin with a host of the group now.
bool can_be_begun(const OrganisationContext& org, std::uint32_t g) {
    const GroupState& group = org.state.groups[g];
    if (!has_waiting(group)) return false;
    if (!org.plan.stages.any) return true;
    if (is_held(org, g)) return false;
    const auto kind = org.group(g).kind;
    if (!has_image(org, kind) && !lacks_goods(org, kind)) return true;
    if (is_next_for_image(org, g)) return true;
    if (untracked_waiting(group) > 0 && !untracked_are_for_image(org, g)) return true;
    return std::any_of(group.waiting.begin(), group.waiting.end(), [&](std::uint32_t record) {
        return is_for_hands(org, org.state.hosts[record]);
    });
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
        if (!kinds.contains(org.group(g).kind) || !can_be_begun(org, g)) continue;
        if (!next || turn_of(org, g) < turn_of(org, *next)) next = g;
    }
    return next;
}

std::optional<std::uint32_t> take_next(OrganisationContext& org, std::uint32_t g) {
    GroupState& group = org.state.groups[g];
    const bool is_plain =
        !has_image(org, org.group(g).kind) && !lacks_goods(org, org.group(g).kind);
    const auto first = std::min_element(
        group.waiting.begin(), group.waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
            const HostRecord& one = org.state.hosts[a];
            const HostRecord& other = org.state.hosts[b];
            const auto turn = [&](const HostRecord& host) {
                return std::tuple(!is_plain && !is_for_hands(org, host), concern(host),
                                  host.number);
            };
            return turn(one) < turn(other);
        });
    const bool none_for_hands =
        first == group.waiting.end() || (!is_plain && !is_for_hands(org, org.state.hosts[*first]));
    if (none_for_hands || stands_after_untracked(org, org.state.hosts[*first])) {
        ++group.untracked_in_work;
        return std::nullopt;
    }
    const std::uint32_t record = *first;
    group.waiting.erase(first);
    if (org.state.hosts[record].integrity == Integrity::destroyed) {
        take_goods(org, org.group(g).kind);
    }
    set_at_work(org, record, true);
    return record;
}

bool any_waits(const OrganisationContext& org, federation::HostKinds kinds) {
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (kinds.contains(org.group(g).kind) && has_waiting(org.state.groups[g])) return true;
    }
    return false;
}

bool is_wanted(const OrganisationContext& org, scenario::HostKind kind, WaitsFor what) {
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        const GroupState& group = org.state.groups[g];
        if (org.group(g).kind != kind || !has_waiting(group)) continue;
        if (what == WaitsFor::goods) {
            if (group.waiting_destroyed > 0) return true;
            continue;
        }
        if (is_held(org, g)) continue;
        if (group.waiting_destroyed > 0) return true;
        if (untracked_waiting(group) > 0 && untracked_are_for_image(org, g)) return true;
        const bool any = std::any_of(
            group.waiting.begin(), group.waiting.end(),
            [&](std::uint32_t record) { return is_for_image(org, org.state.hosts[record]); });
        if (any) return true;
    }
    return false;
}

bool is_next_for_image(const OrganisationContext& org, std::uint32_t g) {
    const GroupState& group = org.state.groups[g];
    const auto kind = org.group(g).kind;
    if (!has_image(org, kind) || !can_lay_image(org, kind)) return false;
    if (untracked_waiting(group) > 0 && untracked_are_for_image(org, g)) return true;
    return std::any_of(group.waiting.begin(), group.waiting.end(), [&](std::uint32_t record) {
        const HostRecord& host = org.state.hosts[record];
        return is_for_image(org, host) && has_its_goods(org, host);
    });
}

void take_batch(OrganisationContext& org, std::uint32_t g, ImageBatch& batch) {
    GroupState& group = org.state.groups[g];
    const auto kind = org.group(g).kind;
    std::uint32_t left = org.plan.stages.images[static_cast<std::size_t>(kind)]->side_by_side;
    std::sort(group.waiting.begin(), group.waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
        const HostRecord& one = org.state.hosts[a];
        const HostRecord& other = org.state.hosts[b];
        return std::tuple(concern(one), one.number) < std::tuple(concern(other), other.number);
    });
    std::vector<std::uint32_t> taken;
    std::erase_if(group.waiting, [&](std::uint32_t record) {
        const HostRecord& host = org.state.hosts[record];
        if (left == 0 || !is_for_image(org, host) || !has_its_goods(org, host)) return false;
        --left;
        if (host.integrity == Integrity::destroyed) take_goods(org, kind);
        taken.push_back(record);
        return true;
    });
    for (const std::uint32_t record : taken) {
        set_at_work(org, record, true);
        batch.tracked.push_back(org.host(org.state.hosts[record]));
    }
    if (!untracked_are_for_image(org, g)) return;
    batch.untracked = std::min(left, untracked_waiting(group));
    group.untracked_in_work += batch.untracked;
}

}  // namespace kammerspiel::model
