#include "sim/model/hosts.hpp"

#include <numeric>

#include "sim/model/dependency.hpp"
#include "sim/model/ends.hpp"
#include "sim/model/holds.hpp"

namespace kammerspiel::model {
namespace {

std::uint32_t& counted(GroupState& group, Integrity integrity, Power power) {
    return group.counts[static_cast<std::size_t>(availability(integrity, power))];
}

void touch_group(OrganisationContext& org, std::uint32_t group, Cause cause) {
    org.state.groups[group].cause = cause;
    touch(org, org.group_node(group), cause);
}

/// What the group counts of a host follows what has become of it.
void recount(GroupState& group, HostRecord& host) {
    const auto set = [](bool& counted, bool is, std::uint32_t& count) {
        if (is == counted) return;
        counted = is;
        count += is ? 1U : static_cast<std::uint32_t>(-1);
    };
    const bool is_known_bad = host.suspicion == Suspicion::confirmed;
    set(host.counted.destroyed, host.integrity == Integrity::destroyed, group.destroyed);
    set(host.counted.away, host.power != Power::on || is_known_bad, group.tracked_away);
    set(host.counted.waiting_bad, waits_in_line(host) && is_known_bad, group.waiting_bad);
    set(host.counted.waiting_destroyed,
        waits_in_line(host) && host.integrity == Integrity::destroyed, group.waiting_destroyed);
}

std::uint32_t track(OrganisationContext& org, std::uint32_t group, std::uint32_t number,
                    Power power) {
    GroupState& state = org.state.groups[group];
    const bool is_clean =
        power == Power::on && position_among_untracked(org, group, number) < state.untracked_clean;
    if (is_clean) --state.untracked_clean;
    if (state.record_of.empty()) {
        state.record_of.assign(org.group(group).count, 0);
    }
    --state.untracked_in(power);
    const bool was_off = state.untracked_off_once > 0;
    if (was_off) --state.untracked_off_once;
    org.state.hosts.push_back({.group = group,
                               .number = number,
                               .power = power,
                               .in_clean_zone = is_clean,
                               .was_off = was_off});
    // Its draws of repair go on where those of the hosts without a record have come to.
    org.state.hosts.back().inspections =
        state.untracked_rounds + (number < state.untracked_next ? 1 : 0);
    recount(state, org.state.hosts.back());
    state.record_of[number] = static_cast<std::uint32_t>(org.state.hosts.size());
    return state.record_of[number] - 1;
}

/// Of the hosts without a record that are in repair those come first that somebody is at.
bool is_at_work(const OrganisationContext& org, std::uint32_t group, std::uint32_t number) {
    const GroupState& state = org.state.groups[group];
    return position_among_untracked(org, group, number) <
           state.untracked_in(Power::on) + state.untracked_in(Power::isolated) +
               state.untracked_in(Power::off) + state.untracked_in_work;
}

void group_came_or_went(OrganisationContext& org, Cause cause) {
    look_round_later(org, cause);
    if (org.plan.stages.any) group_is_back(org);
}

void recount(OrganisationContext& org, HostRecord& host, Cause cause) {
    GroupState& group = org.state.groups[host.group];
    const bool was_away = group.is_away();
    recount(group, host);
    if (group.is_away() != was_away) group_came_or_went(org, cause);
}

}  // namespace

std::uint64_t position_among_untracked(const OrganisationContext& org, std::uint32_t group,
                                       std::uint32_t number) {
    const GroupState& state = org.state.groups[group];
    const std::uint64_t untracked =
        std::accumulate(state.untracked.begin(), state.untracked.end(), std::uint64_t{0});
    const std::uint64_t hosts = org.group(group).count;
    return number * untracked / hosts;
}

const HostRecord* find_record(const OrganisationState& state, std::uint32_t group,
                              std::uint32_t number) {
    const auto& numbers = state.groups[group].record_of;
    if (numbers.empty() || numbers[number] == 0) return nullptr;
    return &state.hosts[numbers[number] - 1];
}

Power power_of(const OrganisationContext& org, std::uint32_t group, std::uint32_t number) {
    if (const HostRecord* host = find_record(org.state, group, number)) return host->power;
    const GroupState& state = org.state.groups[group];
    std::uint64_t position = position_among_untracked(org, group, number);
    for (const Power power : {Power::on, Power::isolated, Power::off}) {
        const std::uint64_t these = state.untracked_in(power);
        if (position < these) return power;
        position -= these;
    }
    return Power::in_repair;
}

bool is_in_clean_zone(const OrganisationContext& org, std::uint32_t group, std::uint32_t number) {
    if (const HostRecord* host = find_record(org.state, group, number)) {
        return host->in_clean_zone;
    }
    return position_among_untracked(org, group, number) < org.state.groups[group].untracked_clean;
}

std::optional<std::uint32_t> record_of(OrganisationContext& org, std::uint32_t group,
                                       std::uint32_t number) {
    GroupState& state = org.state.groups[group];
    if (!state.record_of.empty() && state.record_of[number] != 0) {
        return state.record_of[number] - 1;
    }
    const Power power = power_of(org, group, number);
    if (power != Power::in_repair) return track(org, group, number, power);
    if (is_at_work(org, group, number)) return std::nullopt;
    const std::uint32_t record = track(org, group, number, power);
    state.waiting.push_back(record);
    return record;
}

void track_all_on(OrganisationContext& org, std::uint32_t group) {
    GroupState& state = org.state.groups[group];
    for (std::uint32_t number = 0; state.untracked_in(Power::on) > 0; ++number) {
        if (find_record(org.state, group, number) == nullptr) {
            track(org, group, number, Power::on);
        }
    }
}

void set_state(OrganisationContext& org, std::uint32_t record, Integrity integrity, Power power,
               Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (host.integrity == integrity && host.power == power) return;
    GroupState& group = org.state.groups[host.group];
    const Availability before = availability(host.integrity, host.power);
    --counted(group, host.integrity, host.power);
    if (is_powered(host.power) && !is_powered(power)) host.stopped_since = org.now();
    host.integrity = integrity;
    host.power = power;
    recount(org, host, cause);
    host.cause = cause;
    ++counted(group, host.integrity, host.power);
    if (availability(integrity, power) != before) touch_group(org, host.group, cause);
}

void set_suspicion(OrganisationContext& org, std::uint32_t record, Suspicion suspicion,
                   Cause cause) {
    HostRecord& host = org.state.hosts[record];
    host.suspicion = suspicion;
    recount(org, host, cause);
}

void set_at_work(OrganisationContext& org, std::uint32_t record, bool is) {
    HostRecord& host = org.state.hosts[record];
    host.being_repaired = is;
    recount(org, host, host.cause);
}

void move_untracked(OrganisationContext& org, std::uint32_t group, std::uint32_t count, Power from,
                    Power to, Cause cause) {
    if (count == 0) return;
    GroupState& state = org.state.groups[group];
    const bool was_away = state.is_away();
    auto& source = state.untracked_in(from);
    ensure(source >= count, "{}: {} hosts are to change, {} are there", org.group(group).name,
           count, source);
    source -= count;
    if (from == Power::on) state.untracked_clean = std::min(state.untracked_clean, source);
    state.untracked_in(to) += count;
    counted(state, Integrity::clean, from) -= count;
    counted(state, Integrity::clean, to) += count;
    if (state.is_away() != was_away) group_came_or_went(org, cause);
    touch_group(org, group, cause);
}

}  // namespace kammerspiel::model
