#pragma once

#include "sim/model/context.hpp"

// Manual workarounds: what members still get while a service is down.

namespace kammerspiel::model {

/// Whether a workaround takes over or ends at this very instant: it is ready, or needs no time, and
/// the service is lost; or it is in use, and the service is back.
[[nodiscard]] bool changes_at_once(const OrganisationContext& org, std::uint32_t position);

/// The level that the service has by itself is below `up_from`.
[[nodiscard]] bool is_lost(const OrganisationContext& org, std::uint32_t position);

/// A workaround that was in use, as it was.
struct WorkaroundPutAway {
    std::uint32_t position = 0;  ///< of its service
    bool is_ordered = false;
    std::uint32_t generation = 0;
};
/// Returns what was put away, if something was.
std::optional<WorkaroundPutAway> change_at_once(OrganisationContext& org, std::uint32_t position);
/// The service was up only by way of what others have through its workaround (a circle): without it
/// it is lost again within the same settling, and all is as if nothing had been put away.
void take_up_again(OrganisationContext& org, const WorkaroundPutAway& as_it_was);

/// Levels are settled: what takes its time to be prepared is begun, or no longer wanted.
void watch_fallback(OrganisationContext& org, std::uint32_t position);

/// A play asks for it without waiting for a loss. It is kept ready until there is one.
void activate_fallback(OrganisationContext& org, std::uint32_t position, Cause cause);

void fallback_on(OrganisationContext& org, const event::FallbackOn& event);
void fallback_over(OrganisationContext& org, const event::FallbackOver& event);

}  // namespace kammerspiel::model
