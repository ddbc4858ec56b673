#pragma once

#include "kammerspiel/federation/level.hpp"
#include "sim/model/context.hpp"

// How a service comes back that was down for long: work on each of its parts, acceptance, release;
// and the interim service before that.

namespace kammerspiel::model {

/// Whether it gives no more than what of it has been released.
[[nodiscard]] bool is_returning(const OrganisationContext& org, std::uint32_t service);
/// That much. Precondition: it is returning.
[[nodiscard]] federation::Levels level_of_return(const OrganisationContext& org,
                                                 std::uint32_t service);
/// What its interim service gives now, in parts per million.
[[nodiscard]] std::int32_t interim_level(const OrganisationContext& org, std::uint32_t service);

/// It has stopped.
void service_stopped(OrganisationContext& org, std::uint32_t service, Cause cause);
/// It runs again.
void service_started(OrganisationContext& org, std::uint32_t service);
/// Everything that it needs is there: whether it may start now. Where it has stages to pass first,
/// they begin.
[[nodiscard]] bool may_start(OrganisationContext& org, std::uint32_t service);
/// Its own level has changed: the interim service is put away once it is not needed.
void watch_interim(OrganisationContext& org, std::uint32_t service);

void interim_due(OrganisationContext& org, const event::InterimDue& event);
void interim_is_set_up(OrganisationContext& org, const StageJob& job);
void part_worked(OrganisationContext& org, const StageJob& job);
void acceptance_over(OrganisationContext& org, const StageJob& job);
void parts_released(OrganisationContext& org, const event::Released& event);
void load_over(OrganisationContext& org, const event::LoadOver& event);
/// Loads the data of the next service, if a backup can be read.
void load_next(OrganisationContext& org);

/// Puts before their boards what is accepted and whose conditions hold now.
void put_forward(OrganisationContext& org);
/// Keeps in mind how many hosts were away at most, of which a share is to be back.
void note_hosts_away(OrganisationContext& org);

/// Which draw of the service's a job takes.
[[nodiscard]] constexpr std::uint64_t index_of_draw(const StageJob& job) {
    return (std::uint64_t{job.round} << 48U) | (std::uint64_t{job.attempt} << 32U) | job.part;
}

}  // namespace kammerspiel::model
