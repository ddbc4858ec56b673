#include <algorithm>

#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel {
namespace {

constexpr unsigned minutes_per_day = 24 * 60;

WorkingHours on_days(unsigned days, unsigned from_hour, unsigned to_hour) {
    WorkingHours hours;
    for (unsigned d = 0; d < days; ++d) hours.days[d] = {{from_hour * 60, to_hour * 60}};
    return hours;
}

SimTime minute_of(const Calendar& calendar, LocalTime day, unsigned minute) {
    if (minute == minutes_per_day) return calendar.next_midnight(day);
    day.hour = minute / 60;
    day.minute = minute % 60;
    day.second = 0;
    return calendar.at(day);
}

}  // namespace

WorkingHours WorkingHours::of(Shift shift) {
    switch (shift) {
        case Shift::business_hours: return on_days(5, 8, 17);
        case Shift::extended: return on_days(6, 7, 20);
        case Shift::round_the_clock: break;
    }
    WorkingHours hours;
    hours.always = true;
    return hours;
}

WorkTimeline::WorkTimeline(const Calendar& calendar, const WorkingHours& hours,
                           std::string_view region, SimTime from, SimTime to) {
    Duration worked;
    const auto add = [&](SimTime opens, SimTime closes) {
        opens = std::max(opens, from);
        closes = std::min(closes, to);
        if (opens >= closes) return;
        opens_.push_back(opens);
        closes_.push_back(closes);
        worked_before_.push_back(worked);
        worked += closes - opens;
    };
    if (hours.always) {
        add(from, to);
    } else {
        LocalTime day = calendar.local(from);
        day.hour = day.minute = day.second = 0;
        for (SimTime midnight = calendar.at(day); midnight < to;
             midnight = calendar.next_midnight(day), day = calendar.local(midnight)) {
            if (is_public_holiday(day.year, day.month, day.day, region)) continue;
            for (const auto& interval : hours.days[day.weekday - 1]) {
                add(minute_of(calendar, day, interval.from_minute),
                    minute_of(calendar, day, interval.to_minute));
            }
        }
    }
    // Without pause after the end, so that everything that was begun has an end.
    opens_.push_back(to);
    closes_.push_back(SimTime::latest());
    worked_before_.push_back(worked);
}

Duration WorkTimeline::worked_until(SimTime at) const {
    const auto after = std::upper_bound(opens_.begin(), opens_.end(), at);
    if (after == opens_.begin()) return Duration::zero();
    const auto i = static_cast<std::size_t>(after - opens_.begin()) - 1;
    return worked_before_[i] + (std::min(at, closes_[i]) - opens_[i]);
}

SimTime WorkTimeline::next_open(SimTime at) const {
    const auto closes = std::upper_bound(closes_.begin(), closes_.end(), at);
    ensure(closes != closes_.end(), "working hours are asked for after the end of time");
    return std::max(at, opens_[static_cast<std::size_t>(closes - closes_.begin())]);
}

SimTime WorkTimeline::after_working(SimTime start, Duration effort) const {
    if (effort <= Duration::zero()) return start;
    const Duration done = worked_until(start) + effort;
    // The last interval that opens with less than that done holds the moment at which it is done.
    const auto after = std::lower_bound(worked_before_.begin(), worked_before_.end(), done);
    const auto i = static_cast<std::size_t>(after - worked_before_.begin()) - 1;
    return opens_[i] + (done - worked_before_[i]);
}

Duration WorkTimeline::worked_between(SimTime from, SimTime to) const {
    return worked_until(to) - worked_until(from);
}

}  // namespace kammerspiel
