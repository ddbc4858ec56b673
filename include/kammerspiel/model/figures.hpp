#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/model/metrics.hpp"
#include "kammerspiel/model/plan.hpp"

// What a run's metrics mean against aims, duties, days that count, and money.

namespace kammerspiel::model {

/// Indices in the manner of the electricity grid's, per member and service. Source: IEEE 1366, with
/// members for customers; all three are of interruptions of more than 3 minutes. Services that
/// nobody wants are left out, unless there are no others.
struct Indices {
    double saidi_hours = 0;             ///< Σ members · hours of interruptions / Σ members
    double saifi = 0;                   ///< Σ members · interruptions / Σ members
    std::optional<double> caidi_hours;  ///< SAIDI / SAIFI; absent where nothing was interrupted
};
[[nodiscard]] Indices indices(const federation::Federation& federation, const Metrics& metrics,
                              std::span<const federation::ServiceId> services);

/// An important date, over the organisations that it concerns.
struct DateOutcome {
    std::uint32_t of = 0;  ///< organisations that have the service
    std::vector<federation::OrganisationId> missed;
    /// Where it was not missed so far, and the run ends before it does.
    std::vector<federation::OrganisationId> not_known;
    double people_missed = 0;  ///< of those concerned, in proportion to members
};
/// As in Scenario::dates. Met where the service is up from `from` until `to` without a break.
[[nodiscard]] std::vector<DateOutcome> dates(const Plan& plan, const Metrics& metrics);

/// Services with a recovery point objective, and what became of their data.
struct DataOutcome {
    std::uint32_t of = 0;       ///< services with an RPO, each of one organisation
    std::uint32_t beyond = 0;   ///< came back with data older than that, or with none
    std::uint32_t nothing = 0;  ///< with none: no backup was left
    Duration oldest;            ///< the oldest data that anything came back with
};
/// What became of a service's data: the worst of the host groups that it needs, through whatever
/// other services, host groups and links, of its own organisation or another.
[[nodiscard]] DataLoss data_of(const federation::Federation& federation, const Metrics& metrics,
                               federation::ServiceId service);
[[nodiscard]] DataOutcome data_loss(const Plan& plan, const Metrics& metrics);

/// Person-hours in which people of these services' organisations were served by others.
[[nodiscard]] double served_elsewhere_hours(const Metrics& metrics,
                                            std::span<const federation::ServiceId> services);

/// In the currency of Scenario::valuation; absent without one.
struct Worth {
    double member_hours = 0, hosts_destroyed = 0, crew_hours = 0;
    [[nodiscard]] double sum() const { return member_hours + hosts_destroyed + crew_hours; }
};
[[nodiscard]] std::optional<Worth> worth(const Plan& plan, const Metrics& metrics);
/// Of a part of it: hours that these services lost, hosts and work of these organisations.
[[nodiscard]] std::optional<Worth> worth(const Plan& plan, const Metrics& metrics,
                                         std::span<const federation::ServiceId> services,
                                         std::span<const federation::OrganisationId> organisations);

}  // namespace kammerspiel::model
