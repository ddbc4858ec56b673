#pragma once

#include "sim/model/context.hpp"

// The line of hosts in repair: which is next. What staff know decides, then needs, then names.

namespace kammerspiel::model {

/// The group whose hosts are next for people who can work on these kinds.
[[nodiscard]] std::optional<std::uint32_t> next_group(const OrganisationContext& org,
                                                      federation::HostKinds kinds);

/// Whether hosts of these kinds are in repair that nobody is at, whatever holds them up.
[[nodiscard]] bool any_waits(const OrganisationContext& org, federation::HostKinds kinds);

/// What hosts in line wait for beside people.
enum class WaitsFor { goods, image };
[[nodiscard]] bool is_wanted(const OrganisationContext& org, scenario::HostKind kind,
                             WaitsFor what);

/// Takes the next host of the group out of the line that somebody repairs alone: a record, or one
/// without. Precondition: the group was next, and is not next for its image.
[[nodiscard]] std::optional<std::uint32_t> take_next(OrganisationContext& org, std::uint32_t group);

/// Whether hosts of the group can be rebuilt side by side now.
[[nodiscard]] bool is_next_for_image(const OrganisationContext& org, std::uint32_t group);
/// Takes as many of them out of the line as go side by side.
void take_batch(OrganisationContext& org, std::uint32_t group, ImageBatch& batch);

}  // namespace kammerspiel::model
