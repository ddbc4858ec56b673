#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/model/run.hpp"

// Who turned to whom while their own organisation's service was down (rule 28), hour by hour.

namespace kammerspiel::model {

/// People of one organisation at the same service of another. In person-hours: one person who wants
/// it for an hour is one request an hour, as `capacity` counts them.
struct Flow {
    federation::ServiceId from;  ///< theirs
    federation::ServiceId to;    ///< the one they turn to
    struct Hour {
        std::uint32_t number = 0;  ///< full hours from the start to where it begins
        double wanted = 0;         ///< what those who came wanted
        double served = 0;         ///< of that, what they got
    };
    std::vector<Hour> hours;  ///< those in which anybody came, ascending
};

/// A service that others turn to.
struct Load {
    federation::ServiceId service;
    struct Hour {
        std::uint32_t number = 0;
        /// What it could serve at the level that it had, while others came.
        double capacity = 0;
        double own = 0;     ///< what its own people take, which capacity does not bound
        double wanted = 0;  ///< by others
        double served = 0;  ///< to others
        [[nodiscard]] double turned_away() const { return wanted - served; }
    };
    std::vector<Hour> hours;  ///< those in which anybody of others came, ascending
};

struct Flows {
    std::vector<Flow> flows;  ///< by `to`, then by `from`
    std::vector<Load> loads;  ///< by service
};

/// From the trace; empty without one. Up to rounding of less than a millisecond of one person, what
/// is served adds up to ServiceFigures::served_elsewhere and served_others.
[[nodiscard]] Flows flows_of(const Plan& plan, const RunResult& result);

}  // namespace kammerspiel::model
