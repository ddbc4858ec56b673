#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kammerspiel/model/metrics.hpp"
#include "kammerspiel/model/plan.hpp"

// The few figures of a run that are kept for every world, and by which strategies are compared.

namespace kammerspiel::ensemble {

/// Less is better in all of them.
enum class Metric : std::uint8_t {
    member_hours_lost,
    lost_to_attack,
    lost_to_precaution,
    lost_to_rebuilding,
    lost_to_testing,
    lost_to_other,
    requests_lost,
    hours_to_half,
    hours_to_90,
    hours_to_all,
    outage_hours,
    interruptions,
    hosts_compromised,
    hosts_destroyed,
    hosts_switched_off,
    gigabytes_exfiltrated,
    crew_hours,
    hours_to_first_alert,
    obligations_missed,
    dates_missed,
    money_lost,
};
inline constexpr std::size_t metric_count = 21;

struct MetricInfo {
    Metric metric;
    /// Its name on the command line, in the store and in exports, the same in every language.
    std::string_view name;
    std::string_view unit;  ///< member-hours, h, hosts, GB, …; for documentation
    /// A time that may lie beyond the horizon (rule 19): it enters quantiles and never a mean.
    bool is_time = false;
    bool is_whole = false;  ///< a count
    /// A time that is not reached, or money without prices.
    [[nodiscard]] bool may_be_missing() const { return is_time || metric == Metric::money_lost; }
};
/// In the order of Metric; names, units and what else is said of them are those of the table of
/// figures (vocabulary.hpp).
[[nodiscard]] std::span<const MetricInfo> metrics();
[[nodiscard]] const MetricInfo& info(Metric metric);
[[nodiscard]] std::optional<Metric> find_metric(std::string_view name);
/// By the name that it had in results of the version before, which is still understood.
[[nodiscard]] std::optional<Metric> find_metric_by_earlier_name(std::string_view name);

/// What stands for a time that was not reached within the horizon.
inline constexpr double not_reached = std::numeric_limits<double>::infinity();

/// One run's figures, by Metric. `not_reached` only where the metric is a time; NaN for
/// `money_lost` where the scenario has no valuation.
struct Headline {
    std::array<double, metric_count> values{};
    [[nodiscard]] double operator[](Metric metric) const {
        return values[static_cast<std::size_t>(metric)];
    }
    [[nodiscard]] double& operator[](Metric metric) {
        return values[static_cast<std::size_t>(metric)];
    }
};

/// `demanded`: the services that somebody uses, see `services_with_demand`.
[[nodiscard]] Headline headline(const model::Plan& plan, const model::Metrics& metrics,
                                std::span<const federation::ServiceId> demanded);

/// What `member_hours_lost` would be if nothing ran from the start to the horizon: no loss is
/// greater.
[[nodiscard]] double most_member_hours(const model::Plan& plan);

[[nodiscard]] std::vector<federation::ServiceId> services_with_demand(
    const federation::Federation& federation);

}  // namespace kammerspiel::ensemble
