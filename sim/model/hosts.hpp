#pragma once

#include "sim/model/context.hpp"

// Hosts: most are alike and only counted; one gets a record when something tells it apart.

namespace kammerspiel::model {

/// The power of any host. Among those without a record, crews work through the numbers upwards, so
/// the states follow each other in the order of the numbers, each with its count.
[[nodiscard]] Power power_of(const OrganisationContext& org, std::uint32_t group,
                             std::uint32_t number);

/// Whether it was restored into the clean zone (rule 23). Of the hosts without a record that are
/// on, those come first in the order of the numbers.
[[nodiscard]] bool is_in_clean_zone(const OrganisationContext& org, std::uint32_t group,
                                    std::uint32_t number);

/// The record of a host, made when it has none yet; that changes nothing about the host.
/// A host in repair that has none is clean and out of reach, so nothing needs to tell it apart:
/// it gets none.
std::optional<std::uint32_t> record_of(OrganisationContext& org, std::uint32_t group,
                                       std::uint32_t number);

/// The record of a host, if it has one.
[[nodiscard]] const HostRecord* find_record(const OrganisationState& state, std::uint32_t group,
                                            std::uint32_t number);

/// Gives every host of a group that is on a record of its own.
void record_all_on(OrganisationContext& org, std::uint32_t group);

/// Changes what a recorded host is, and tells its group.
void set_state(OrganisationContext& org, std::uint32_t record, Integrity integrity, Power power,
               Cause cause);

/// Changes the power of `count` hosts without a record.
void move_alike(OrganisationContext& org, std::uint32_t group, std::uint32_t count, Power from,
                Power to, Cause cause);

/// Whether programs on it run; isolated they do, but reach nobody (rule 11).
[[nodiscard]] inline bool runs(const HostRecord& host) {
    return (host.power == Power::on || host.power == Power::isolated) &&
           host.integrity != Integrity::destroyed;
}

/// Whether programs on it run and reach the network.
[[nodiscard]] inline bool acts(const HostRecord& host) {
    return host.power == Power::on && host.integrity != Integrity::destroyed;
}

}  // namespace kammerspiel::model
