#pragma once

#include "sim/model/context.hpp"

// Work on one host: inspect, clean or rebuild, test, switch on.

namespace kammerspiel::model {

/// People of one own crew, or of one pool who are here.
struct Workers {
    std::uint32_t number = 0;  ///< own crews come first, then the pools
    federation::HostKinds kinds;
    std::uint32_t* free = nullptr;
    const WorkTimeline* shift = nullptr;
    double slower = 1;
};

/// Begins with a host of the group that is not tracked, as every one of them is as good as another.
void start_untracked_job(OrganisationContext& org, const Workers& people, std::uint32_t group);
/// Begins with the tracked host of the group that has waited longest.
void start_tracked_job(OrganisationContext& org, const Workers& people, std::uint32_t group);

}  // namespace kammerspiel::model
