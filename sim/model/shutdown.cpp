#include "sim/model/shutdown.hpp"

#include "sim/model/attack.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/recovery.hpp"

namespace kammerspiel::model {
namespace {

/// Hosts of a group without a record, and a recorded host, that a shutdown takes hold of: those
/// that are on, and those that are isolated if the power is to go, too. Hosts in repair are in the
/// hands of crews, and out of everybody's reach as it is.
std::uint32_t untracked_to_switch(const GroupState& group, Power to) {
    return group.untracked_in(Power::on) +
           (to == Power::off ? group.untracked_in(Power::isolated) : 0);
}
bool is_to_switch(const HostRecord& host, Power to) {
    return host.power == Power::on || (to == Power::off && host.power == Power::isolated);
}

/// Counts every time, and every host once: hosts without a record are alike, so that those that
/// were off before are the first ones to be so again.
void count_untracked(OrganisationContext& org, GroupState& group, std::uint32_t these) {
    org.tally().hosts.times_switched_off += these;
    if (these <= group.untracked_off_once) return;
    org.tally().hosts.switched_off += these - group.untracked_off_once;
    group.untracked_off_once = these;
}

void switch_group_off(OrganisationContext& org, std::uint32_t g, Power to, Cause cause) {
    GroupState& group = org.state.groups[g];
    const std::uint32_t these = group.untracked_in(Power::on);
    count_untracked(org, group, these);
    move_untracked(org, g, these, Power::on, to, cause);
    if (to == Power::isolated) return;
    move_untracked(org, g, group.untracked_in(Power::isolated), Power::isolated, to, cause);
}

void switch_host_off(OrganisationContext& org, std::uint32_t record, Power to, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (host.power == Power::on) {
        ++org.tally().hosts.times_switched_off;
        if (!host.was_off) ++org.tally().hosts.switched_off;
        host.was_off = true;
    }
    if (to == Power::off) lose_memory(org, record, cause);
    set_state(org, record, host.integrity, to, cause);
}

}  // namespace

void switch_off(OrganisationContext& org, const ActionPlan& action, bool isolate,
                std::uint32_t play) {
    const Power to = isolate ? Power::isolated : Power::off;
    const auto concerned = [&](std::uint32_t group) {
        return action.scope.host_groups[org.group_id(group).index()];
    };
    std::uint32_t count = 0;
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        if (concerned(g)) count += untracked_to_switch(org.state.groups[g], to);
    }
    for (const HostRecord& host : org.state.hosts) {
        if (concerned(host.group) && is_to_switch(host, to)) ++count;
    }
    if (count == 0) return;
    const Cause cause = org.record({.what = isolate ? TraceKind::isolated : TraceKind::switched_off,
                                    .subject = org.id.value,
                                    .count = count,
                                    .detail = play});
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        if (concerned(g)) switch_group_off(org, g, to, cause);
    }
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        if (concerned(host.group) && is_to_switch(host, to)) switch_host_off(org, r, to, cause);
    }
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        if (concerned(g)) group_went_down(org, g, cause);
    }
    countermeasure_seen(org, cause);
}

}  // namespace kammerspiel::model
