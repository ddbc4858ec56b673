#pragma once

#include "sim/model/context.hpp"

// What is down and would come up: only that may `starts_without` leave out (rule 34).

namespace kammerspiel::model {

/// What is taken to be so of others' nodes with which ours are in a circle.
enum class OthersInCircles { as_told, up };

/// By node of the organisation: that it is up, or would come up if what waits for it ran. What
/// starts without something counts only where that comes up, too. Of others' nodes: what they say;
/// what they are told in turn takes those in a circle with ours as up, as each side would wait for
/// the other's word otherwise.
[[nodiscard]] std::vector<bool> prospects(const OrganisationContext& org, OthersInCircles others);

/// Whether a node that is down would come up; worked out once until `forget_prospects`.
[[nodiscard]] bool comes_up(const OrganisationContext& org, federation::NodeIndex node);
void forget_prospects(OrganisationContext& org);

}  // namespace kammerspiel::model
