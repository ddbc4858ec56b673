#pragma once

#include <span>
#include <vector>

#include "kammerspiel/base/units.hpp"
#include "kammerspiel/graph/bootstrap.hpp"

namespace kammerspiel::graph {

/// When each host group of an organisation has been worked through, by its number there; absent
/// where no crew can work on it.
struct HandsPlan {
    std::vector<std::optional<Duration>> done;
    Duration least;  ///< all the work shared out among all the hands, none ever idle
};

/// Work on the groups of one organisation by its own crews, in `order` (numbers of its groups). As
/// many people work on a group at once as it has hosts; who is left over takes the next.
[[nodiscard]] HandsPlan plan_hands(const scenario::Scenario& scenario,
                                   const federation::Federation& federation,
                                   federation::OrganisationId id,
                                   std::span<const std::uint32_t> order, Effort effort);

}  // namespace kammerspiel::graph
