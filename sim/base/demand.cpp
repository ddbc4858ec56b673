#include <algorithm>
#include <cmath>
#include <numeric>

#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel {
namespace {

constexpr std::size_t hours_per_week = 168;
constexpr std::int64_t permille_per_week = 168'000;
constexpr unsigned sunday = 7;

std::vector<double> on_weekdays(unsigned from, unsigned to, double weight) {
    std::vector<double> hourly(hours_per_week, 0.0);
    for (unsigned day = 0; day < 5; ++day) {
        for (unsigned hour = from; hour < to; ++hour) hourly[day * 24 + hour] = weight;
    }
    return hourly;
}

std::vector<double> daytime() {
    std::vector<double> hourly = on_weekdays(7, 20, 1.0);
    for (unsigned day = 5; day < 7; ++day) {
        for (unsigned hour = 9; hour < 20; ++hour) hourly[day * 24 + hour] = 0.3;
    }
    return hourly;
}

}  // namespace

DemandProfile::DemandProfile(const std::vector<double>& hourly) {
    ensure(hourly.size() == hours_per_week, "a demand profile has {} weights instead of 168",
           hourly.size());
    const double sum = std::accumulate(hourly.begin(), hourly.end(), 0.0);
    ensure(sum > 0.0, "a demand profile is zero everywhere");
    std::vector<std::pair<double, std::size_t>> remainders;
    std::int64_t given = 0;
    for (std::size_t h = 0; h < hours_per_week; ++h) {
        const double exact = hourly[h] / sum * static_cast<double>(permille_per_week);
        permille_[h] = static_cast<std::int32_t>(std::floor(exact));
        given += permille_[h];
        remainders.emplace_back(-(exact - std::floor(exact)), h);
    }
    std::sort(remainders.begin(), remainders.end());
    for (std::size_t i = 0; given < permille_per_week; ++i, ++given) {
        ++permille_[remainders[i].second];
    }
}

std::optional<DemandProfile> DemandProfile::preset(std::string_view name) {
    if (name == "always") return DemandProfile(std::vector<double>(hours_per_week, 1.0));
    if (name == "office-hours") return DemandProfile(on_weekdays(8, 17, 1.0));
    if (name == "daytime") return DemandProfile(daytime());
    return std::nullopt;
}

std::vector<std::string> DemandProfile::presets() { return {"always", "office-hours", "daytime"}; }

CumulativeDemand::CumulativeDemand(const Calendar& calendar, const DemandProfile& profile,
                                   std::string_view region, SimTime horizon) {
    LocalTime first = calendar.local(SimTime::start());
    first.minute = first.second = 0;
    origin_ = std::min(calendar.at(first), SimTime::start());
    at_hour_.push_back(0);
    LocalTime holiday_checked;
    bool is_holiday = false;
    for (SimTime hour = origin_; hour <= horizon; hour += hours(1)) {
        const LocalTime local = calendar.local(hour);
        if (local.day != holiday_checked.day || local.month != holiday_checked.month ||
            local.year != holiday_checked.year) {
            holiday_checked = local;
            is_holiday = is_public_holiday(local.year, local.month, local.day, region);
        }
        const unsigned weekday = is_holiday ? sunday : local.weekday;
        const std::int32_t weight = profile.permille((weekday - 1) * 24 + local.hour);
        at_hour_.push_back(at_hour_.back() + weight * hours(1).count());
    }
    at_start_ = 0;
    at_start_ = until(SimTime::start());
}

std::int64_t CumulativeDemand::until(SimTime at) const {
    const Duration since = at - origin_;
    const auto hour = std::clamp<std::int64_t>(since / hours(1), 0,
                                               static_cast<std::int64_t>(at_hour_.size()) - 2);
    const auto i = static_cast<std::size_t>(hour);
    const std::int64_t weight = (at_hour_[i + 1] - at_hour_[i]) / hours(1).count();
    return at_hour_[i] + weight * (since - hours(1) * hour).count() - at_start_;
}

}  // namespace kammerspiel
