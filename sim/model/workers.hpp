#pragma once

#include "sim/model/context.hpp"

// People who work in an organisation: its own crews, and those of pools who have come to help.

namespace kammerspiel::model {

/// People of one own crew, or of one pool who are here.
struct Workers {
    std::uint32_t number = 0;  ///< own crews come first, then the pools
    federation::HostKinds kinds;
    std::uint32_t* free = nullptr;
    const WorkTimeline* shift = nullptr;
    double slower = 1;  ///< while what they use is down (rule 22)
};

[[nodiscard]] Workers workers(OrganisationContext& org, std::uint32_t number);
[[nodiscard]] std::uint32_t free_people(const OrganisationContext& org, std::uint32_t number);
[[nodiscard]] inline bool is_own_crew(const OrganisationContext& org, std::uint32_t number) {
    return number < org.info.crews.count;
}
[[nodiscard]] inline bool is_on_shift(const OrganisationContext& org, const Workers& people) {
    return people.shift->next_open(org.now()) == org.now();
}
/// Their shift, by number, in the organisation.
[[nodiscard]] const WorkTimeline& shift_of(const PlanData& plan, federation::OrganisationId id,
                                           std::uint32_t number);

}  // namespace kammerspiel::model
