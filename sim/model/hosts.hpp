#pragma once

#include "sim/model/context.hpp"

// Hosts: most are only counted; one is tracked, with a record of its own, from when something
// happens to it alone.

namespace kammerspiel::model {

/// The power of any host. Crews work through the numbers of untracked ones upwards, so their states
/// follow each other in the order of the numbers, each with its count.
[[nodiscard]] Power power_of(const OrganisationContext& org, std::uint32_t group,
                             std::uint32_t number);

/// Whether it was restored into the clean zone (rule 23). Of the untracked hosts that are on, those
/// come first in the order of the numbers.
[[nodiscard]] bool is_in_clean_zone(const OrganisationContext& org, std::uint32_t group,
                                    std::uint32_t number);

/// The record of a host, made when it has none yet; that changes nothing about the host. An
/// untracked host that a crew is at is clean, out of reach and about to be cleared, so nothing can
/// happen to it alone: it gets none.
std::optional<std::uint32_t> record_of(OrganisationContext& org, std::uint32_t group,
                                       std::uint32_t number);

/// The record of a host, if it has one.
[[nodiscard]] const HostRecord* find_record(const OrganisationState& state, std::uint32_t group,
                                            std::uint32_t number);

/// Tracks every host of a group that is on.
void track_all_on(OrganisationContext& org, std::uint32_t group);

/// Changes what a recorded host is, and tells its group.
void set_state(OrganisationContext& org, std::uint32_t record, Integrity integrity, Power power,
               Cause cause);

/// Changes what staff think of a recorded host.
void set_suspicion(OrganisationContext& org, std::uint32_t record, Suspicion suspicion,
                   Cause cause);

/// Whether a crew is at a recorded host.
void set_at_work(OrganisationContext& org, std::uint32_t record, bool is);

/// Changes the power of `count` untracked hosts.
void move_untracked(OrganisationContext& org, std::uint32_t group, std::uint32_t count, Power from,
                    Power to, Cause cause);

/// Place of an untracked host among those of its group, as if they were evenly spread.
[[nodiscard]] std::uint64_t position_among_untracked(const OrganisationContext& org,
                                                     std::uint32_t group, std::uint32_t number);

/// Whether it is in repair and nobody is at it.
[[nodiscard]] inline bool waits_in_line(const HostRecord& host) {
    return host.power == Power::in_repair && !host.being_repaired;
}

[[nodiscard]] constexpr bool is_powered(Power power) {
    return power == Power::on || power == Power::isolated;
}

/// Whether programs on it run; isolated they do, but reach nobody (rules 11, 37).
[[nodiscard]] inline bool runs(const HostRecord& host) {
    return is_powered(host.power) && host.integrity != Integrity::destroyed;
}

/// Whether programs on it run and reach the network.
[[nodiscard]] inline bool acts(const HostRecord& host) {
    return host.power == Power::on && host.integrity != Integrity::destroyed;
}

}  // namespace kammerspiel::model
