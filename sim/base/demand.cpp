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

/// Which of the 168 hours of the week full hours of the wall clock are; asked in ascending order.
/// The calendar is asked again only where its clock changes or a day begins, since a scenario needs
/// this for every hour, region and profile.
class HoursOfWeek {
   public:
    HoursOfWeek(const Calendar& calendar, std::string_view region, SimTime first)
        : calendar_(calendar), region_(region) {
        begin_day(first);
    }

    unsigned at(SimTime hour) {
        if (hour >= day_ends_) begin_day(hour);
        // Clocks change by whole hours in all zones but Lord Howe's; a day on which they do is
        // asked hour by hour.
        const unsigned of_day = clock_changes_
                                    ? calendar_.local(hour).hour
                                    : static_cast<unsigned>((hour - day_begins_) / hours(1));
        return (weekday_ - 1) * 24 + of_day;
    }

   private:
    const Calendar& calendar_;
    std::string_view region_;
    SimTime day_begins_;
    SimTime day_ends_;
    unsigned weekday_ = 1;
    bool clock_changes_ = false;

    void begin_day(SimTime hour) {
        LocalTime day = calendar_.local(hour);
        const bool is_holiday = is_public_holiday(day.year, day.month, day.day, region_);
        weekday_ = is_holiday ? sunday : day.weekday;
        day.hour = day.minute = day.second = 0;
        day_begins_ = calendar_.at(day);
        day_ends_ = calendar_.next_midnight(day);
        clock_changes_ = day_ends_ - day_begins_ != hours(24);
    }
};

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
    HoursOfWeek hour_of_week(calendar, region, origin_);
    at_hour_.reserve(static_cast<std::size_t>((horizon - origin_) / hours(1)) + 2);
    for (SimTime hour = origin_; hour <= horizon; hour += hours(1)) {
        const std::int32_t weight = profile.permille(hour_of_week.at(hour));
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
