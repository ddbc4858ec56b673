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

/// Which of the 168 hours of the week moments of the wall clock are; asked in ascending order. The
/// calendar is asked again only where its clock changes or a day begins, since a scenario needs
/// this for every hour, region and profile.
class HoursOfWeek {
   public:
    HoursOfWeek(const Calendar& calendar, std::string_view region, SimTime first)
        : calendar_(calendar), region_(region) {
        begin_day(first);
    }

    unsigned at(SimTime moment) const {
        const unsigned of_day = clock_changes_
                                    ? calendar_.local(moment).hour
                                    : static_cast<unsigned>((moment - day_begins_) / hours(1));
        return (weekday_ - 1) * 24 + of_day;
    }
    void go_to(SimTime moment) {
        if (moment >= day_ends_) begin_day(moment);
    }
    SimTime day_ends() const { return day_ends_; }
    /// How long demand cannot change: clocks are put by quarters of an hour, at full quarters.
    Duration piece() const { return clock_changes_ ? minutes(15) : hours(1); }

   private:
    const Calendar& calendar_;
    std::string_view region_;
    SimTime day_begins_;
    SimTime day_ends_;
    unsigned weekday_ = 1;
    bool clock_changes_ = false;

    void begin_day(SimTime moment) {
        LocalTime day = calendar_.local(moment);
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
    SimTime at = std::min(calendar.at(first), SimTime::start());
    HoursOfWeek hours_of_week(calendar, region, at);
    pieces_.reserve(static_cast<std::size_t>((horizon - at) / hours(1)) + 2);
    std::int64_t before = 0;
    while (at <= horizon) {
        hours_of_week.go_to(at);
        const Duration piece = hours_of_week.piece();
        if (stretches_.empty() || stretches_.back().piece != piece) {
            stretches_.push_back({at, piece, pieces_.size()});
        }
        while (at < hours_of_week.day_ends() && at <= horizon) {
            const std::int64_t weight = profile.permille(hours_of_week.at(at));
            pieces_.push_back({before, weight});
            const SimTime next = std::min(at + piece, hours_of_week.day_ends());
            before += weight * (next - at).count();
            at = next;
        }
    }
    at_start_ = until(SimTime::start());
}

std::size_t CumulativeDemand::stretch_of(SimTime at) const {
    const auto after =
        std::upper_bound(stretches_.begin() + 1, stretches_.end(), at,
                         [](SimTime moment, const Stretch& one) { return moment < one.from; });
    return static_cast<std::size_t>(after - stretches_.begin()) - 1;
}

std::int64_t CumulativeDemand::until(SimTime at) const {
    const Stretch& stretch = stretches_[stretch_of(at)];
    const Duration since = at - stretch.from;
    const auto number = std::min(stretch.first + static_cast<std::size_t>(since / stretch.piece),
                                 pieces_.size() - 1);
    const Piece& piece = pieces_[number];
    const Duration into = since - stretch.piece * static_cast<std::int64_t>(number - stretch.first);
    return piece.before + piece.permille * into.count() - at_start_;
}

SimTime CumulativeDemand::even_until(SimTime at) const {
    const std::size_t number = stretch_of(at);
    const Stretch& stretch = stretches_[number];
    const SimTime end = stretch.from + stretch.piece * ((at - stretch.from) / stretch.piece + 1);
    return number + 1 < stretches_.size() ? std::min(end, stretches_[number + 1].from) : end;
}

}  // namespace kammerspiel
