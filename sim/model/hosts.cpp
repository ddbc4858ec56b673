#include "sim/model/hosts.hpp"

#include <numeric>

#include "sim/model/dependency.hpp"

namespace kammerspiel::model {
namespace {

std::uint32_t& counted(GroupState& group, Integrity integrity, Power power) {
    return group.counts[static_cast<std::size_t>(availability(integrity, power))];
}

void touch_group(OrganisationContext& org, std::uint32_t group, Cause cause) {
    org.state.groups[group].cause = cause;
    touch(org, org.group_node(group), cause);
}

/// Place of an untracked host among those of its group, as if they were evenly spread.
std::uint64_t position_among_untracked(const OrganisationContext& org, std::uint32_t group,
                                       std::uint32_t number) {
    const GroupState& state = org.state.groups[group];
    const std::uint64_t untracked =
        std::accumulate(state.untracked.begin(), state.untracked.end(), std::uint64_t{0});
    const std::uint64_t hosts = org.group(group).count;
    return number * untracked / hosts;
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
    org.state.hosts.push_back(
        {.group = group, .number = number, .power = power, .in_clean_zone = is_clean});
    state.record_of[number] = static_cast<std::uint32_t>(org.state.hosts.size());
    return state.record_of[number] - 1;
}

}  // namespace

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
    if (power == Power::in_repair) return std::nullopt;
    return track(org, group, number, power);
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
    if (host.power == Power::on && power != Power::on) host.off_since = org.now();
    if (is_powered(host.power) && !is_powered(power)) host.stopped_since = org.now();
    host.integrity = integrity;
    host.power = power;
    host.cause = cause;
    ++counted(group, host.integrity, host.power);
    if (availability(integrity, power) != before) touch_group(org, host.group, cause);
}

void move_untracked(OrganisationContext& org, std::uint32_t group, std::uint32_t count, Power from,
                    Power to, Cause cause) {
    if (count == 0) return;
    GroupState& state = org.state.groups[group];
    auto& source = state.untracked_in(from);
    ensure(source >= count, "{}: {} hosts are to change, {} are there", org.group(group).name,
           count, source);
    source -= count;
    if (from == Power::on) state.untracked_clean = std::min(state.untracked_clean, source);
    state.untracked_in(to) += count;
    counted(state, Integrity::clean, from) -= count;
    counted(state, Integrity::clean, to) += count;
    touch_group(org, group, cause);
}

}  // namespace kammerspiel::model
