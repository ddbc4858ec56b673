#pragma once

#include "kammerspiel/model/metrics.hpp"
#include "kammerspiel/model/plan.hpp"

namespace kammerspiel::model {

/// What a service loses if it is down from the start to the horizon and nobody goes elsewhere.
[[nodiscard]] MemberHours most_lost_hours(const Plan& plan, federation::ServiceId service);

}  // namespace kammerspiel::model
