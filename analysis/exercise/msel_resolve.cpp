#include <algorithm>
#include <array>

#include "analysis/exercise/msel_row.hpp"

// What a moment in a list is on the clock of the room or of the scenario.

namespace kammerspiel::exercise {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

LocalTime local_of(sys_days day, Duration of_day) {
    const std::chrono::year_month_day ymd{day};
    const auto whole = of_day / seconds(1);
    LocalTime local;
    local.year = static_cast<int>(ymd.year());
    local.month = static_cast<unsigned>(ymd.month());
    local.day = static_cast<unsigned>(ymd.day());
    local.hour = static_cast<unsigned>(whole / 3600);
    local.minute = static_cast<unsigned>(whole / 60 % 60);
    local.second = static_cast<unsigned>(whole % 60);
    return local;
}

/// When the calendar's time 0 is, on a clock in UTC.
std::chrono::sys_seconds start_of(const Calendar& calendar) {
    const LocalTime local = calendar.local(SimTime::start());
    // 2022-08-03T13:00:00+02:00
    const std::string iso = calendar.iso(SimTime::start());
    const auto digits = [&](std::size_t from_end) {
        return 10 * (iso[iso.size() - from_end] - '0') + (iso[iso.size() - from_end + 1] - '0');
    };
    const auto ahead = std::chrono::hours(digits(5)) + std::chrono::minutes(digits(2));
    const auto shown = *civil_day(local.year, local.month, local.day) +
                       std::chrono::hours(local.hour) + std::chrono::minutes(local.minute) +
                       std::chrono::seconds(local.second);
    return iso[iso.size() - 6] == '-' ? shown + ahead : shown - ahead;
}

/// A day and a time of day on a clock.
struct Shown {
    SimTime at;
    bool is_skipped = false;
};
Shown shown(sys_days day, Duration of_day, std::optional<Duration> zone, const Calendar& calendar) {
    if (of_day >= hours(24)) {
        day += days(1);
        of_day = of_day - hours(24);
    }
    const LocalTime local = local_of(day, of_day);
    if (zone) {
        const auto since = day - start_of(calendar);
        return {SimTime::at(seconds(since.count()) + of_day - *zone), false};
    }
    return {calendar.at(local), calendar.skips(local)};
}

/// The days that a written one may be, each once: as it stands, and the other way round.
std::vector<sys_days> days_of(const ReadDate& date, const MselClock& clock,
                              const MselReading::OfColumn& column) {
    const sys_days first = clock.first_day();
    if (date.number) {
        const int from = date.counts_from_zero || column.counts_from_zero ? 0 : 1;
        return {first + days(*date.number - from)};
    }
    if (date.weekday > 0) {
        sys_days day = first;
        while (std::chrono::weekday(day).iso_encoding() != date.weekday) day += days(1);
        return {day};
    }
    std::vector<sys_days> all;
    const auto add = [&](unsigned month, unsigned day) {
        if (date.year) {
            if (const auto found = civil_day(*date.year, month, day)) all.push_back(*found);
            return;
        }
        // Without a year it is the one that is nearest to the exercise.
        const int year = static_cast<int>(std::chrono::year_month_day(first).year());
        std::optional<sys_days> nearest;
        for (const int candidate : {year, year - 1, year + 1}) {
            const auto found = civil_day(candidate, month, day);
            if (found && (!nearest ||
                          std::chrono::abs(*found - first) < std::chrono::abs(*nearest - first))) {
                nearest = found;
            }
        }
        if (nearest) all.push_back(*nearest);
    };
    add(date.month, date.day);
    if (date.may_swap) add(date.day, date.month);
    return all;
}

bool is_near(sys_days day, const MselClock& clock) {
    return std::any_of(clock.moves().begin(), clock.moves().end(), [&](const auto& move) {
        return day >= clock.day_of(move.from) - days(1) && day <= clock.day_of(move.to) + days(1);
    });
}

struct Day {
    std::optional<sys_days> day;
    bool is_chosen = false;  ///< another reading was possible
};
Day day_of(const ReadDate& date, const MselClock& clock, const MselReading& reading,
           const MselReading::OfColumn& column) {
    const auto all = days_of(date, clock, column);
    if (all.empty()) return {};
    if (all.size() == 1) return {all.front(), false};
    const bool is_first = is_near(all[0], clock);
    const bool is_second = is_near(all[1], clock);
    if (is_first != is_second) return {all[is_first ? 0 : 1], true};
    if (!reading.day_first) return {};
    return {all[*reading.day_first ? 0 : 1], true};
}

/// A time of day without a day: the first one within the move, or in any; else the one that is
/// nearest to that.
Shown nearest_of(Duration of_day, std::optional<Duration> zone, const MselClock& clock,
                 std::optional<std::size_t> move) {
    std::vector<sys_days> candidates;
    for (std::size_t i = 0; i < clock.moves().size(); ++i) {
        if (move && i != *move) continue;
        constexpr int most_days = 60;  // of one move
        const auto& span = clock.moves()[i];
        const sys_days from = clock.day_of(span.from) - days(1);
        const sys_days to = std::min(clock.day_of(span.to) + days(1), from + days(most_days));
        for (sys_days day = from; day <= to; day += days(1)) candidates.push_back(day);
    }
    std::sort(candidates.begin(), candidates.end());
    std::optional<Shown> nearest;
    Duration least = Duration::longest();
    for (const sys_days day : candidates) {
        const Shown one = shown(day, of_day, zone, clock.calendar());
        const Duration away = clock.away(one.at, move);
        if (nearest && away >= least) continue;
        nearest = one;
        least = away;
    }
    return *nearest;
}

MselMoment since_beginning(Duration since, const MselClock& clock, MselTimes times,
                           std::optional<std::size_t> move) {
    const bool is_of_move = times == MselTimes::move && move;
    return {(is_of_move ? clock.moves()[*move].from : clock.zero()) + since};
}

}  // namespace

MselClock MselClock::room(const scenario::Exercise& exercise, const Schedule& schedule) {
    MselClock clock;
    clock.calendar_ = &schedule.room;
    for (const scenario::Move& move : exercise.moves) {
        clock.moves_.push_back({SimTime::at(move.begins), SimTime::at(move.begins + move.takes)});
    }
    return clock;
}

MselClock MselClock::scenario(const scenario::Exercise& exercise, const Schedule& schedule) {
    MselClock clock;
    clock.calendar_ = &schedule.scenario;
    for (const scenario::Move& move : exercise.moves) {
        clock.moves_.push_back({move.scenario, scenario_time(move, move.begins + move.takes)});
    }
    if (!clock.moves_.empty()) clock.zero_ = clock.moves_.front().from;
    return clock;
}

bool MselClock::fits(SimTime at, std::optional<std::size_t> move) const {
    if (move) return moves_[*move].has(at);
    return std::any_of(moves_.begin(), moves_.end(), [&](const Span& one) { return one.has(at); });
}

Duration MselClock::away(SimTime at, std::optional<std::size_t> move) const {
    if (move) return moves_[*move].away(at);
    Duration least = Duration::longest();
    for (const Span& one : moves_) least = std::min(least, one.away(at));
    return least;
}

sys_days MselClock::day_of(SimTime at) const {
    const LocalTime local = calendar_->local(at);
    return *civil_day(local.year, local.month, local.day);
}

sys_days MselClock::first_day() const { return day_of(zero_); }

MselMoment resolved(ReadMoment moment, const std::optional<ReadDate>& beside,
                    const MselClock& clock, const MselReading& reading,
                    const MselReading::OfColumn& column, std::optional<std::size_t> move) {
    using Fault = MselMoment::Fault;
    if (!moment.is_good() || clock.moves().empty()) return {std::nullopt, Fault::unknown};
    // D+1 alone is a span, and so is what stands in a column of them.
    const bool is_span = column.is_span || column.times != MselTimes::clock;
    if (column.is_span && moment.of_day && !moment.since && !moment.date) {
        moment.since = moment.of_day;
    }
    if (moment.since && (!moment.of_day || (is_span && !moment.date && !beside))) {
        const MselTimes times =
            column.times == MselTimes::clock ? MselTimes::exercise : column.times;
        return since_beginning(*moment.since, clock, times, move);
    }
    const auto& date = moment.date ? moment.date : beside;
    if (!moment.of_day) return {std::nullopt, Fault::no_time};
    const auto zone = moment.zone ? moment.zone : column.zone;
    Shown found;
    std::optional<sys_days> chosen;
    if (date) {
        const Day day = day_of(*date, clock, reading, column);
        if (!day.day) {
            return {std::nullopt, date->may_swap ? Fault::ambiguous : Fault::unknown};
        }
        if (day.is_chosen) chosen = day.day;
        found = shown(*day.day, *moment.of_day, zone, clock.calendar());
    } else {
        found = nearest_of(*moment.of_day, zone, clock, move);
    }
    if (found.is_skipped) return {std::nullopt, Fault::skipped, chosen};
    return {found.at, Fault::none, chosen};
}

}  // namespace kammerspiel::exercise
