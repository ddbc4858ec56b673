#pragma once

#include "sim/model/context.hpp"

// The line of hosts in repair: which is next. What staff know decides, then needs, then names.

namespace kammerspiel::model {

/// The group whose hosts are next for people who can work on these kinds.
[[nodiscard]] std::optional<std::uint32_t> next_group(const OrganisationContext& org,
                                                      federation::HostKinds kinds);

/// Takes the next host of the group out of the line: a record, or one without.
[[nodiscard]] std::optional<std::uint32_t> take_next(OrganisationContext& org, std::uint32_t group);

}  // namespace kammerspiel::model
