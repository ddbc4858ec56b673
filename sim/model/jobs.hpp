#pragma once

#include "sim/model/workers.hpp"

// Work that stages of recovery ask of people: lines of it, in the organisation whose people they
// are. Who comes from another organisation asks by message.

namespace kammerspiel::model {

/// Puts it in the line of those who do it.
void ask_for(OrganisationContext& org, const Doers& by, const StageJob& job);
void job_asked(OrganisationContext& org, const event::JobAsked& event);

/// The next in line for an own crew: of what is for it alone, or of what any may do.
enum class MeantFor { this_crew, anyone };
[[nodiscard]] std::optional<std::size_t> next_job(const OrganisationContext& org,
                                                  std::uint32_t crew, MeantFor meant);
/// One of the people begins with it.
void begin_job(OrganisationContext& org, const Workers& people, std::size_t in_line);

/// It is done, here: whoever asked is told.
void job_was_done(OrganisationContext& org, const StageJob& job);
/// Of a service of this organisation, or of its accounts.
void job_done(OrganisationContext& org, const StageJob& job);

/// Takes out of the line here what earlier rounds of the service's return had asked for.
void forget_jobs(OrganisationContext& org, federation::ServiceId service, std::uint16_t round);

}  // namespace kammerspiel::model
