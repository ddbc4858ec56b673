#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kammerspiel/base/calendar.hpp"

// Days, times of day and spans as planners write them, in every notation that lists of injects
// have.

namespace kammerspiel::exercise {

/// A day, as far as it is written.
struct ReadDate {
    std::optional<int> year;  ///< absent: 3 Dec
    unsigned month = 0;       ///< 0: only a number or a day of the week
    unsigned day = 0;
    bool may_swap = false;          ///< 3/12: the month may come first as well
    std::optional<bool> day_first;  ///< 13/12: in that order it is written
    std::optional<int> number;      ///< of a day of the exercise: Day 2, D+1
    bool counts_from_zero = false;  ///< D+1 is the day after the first one
    unsigned weekday = 0;           ///< 1 = Monday to 7 = Sunday, where nothing else is written
    bool operator==(const ReadDate&) const = default;
};

/// A moment. Where `of_day` and `since` are both set, what is meant follows from the whole list.
struct ReadMoment {
    std::optional<ReadDate> date;
    std::optional<Duration> of_day;  ///< up to 24 h
    std::optional<Duration> zone;    ///< how far its clock is ahead of UTC; absent: the local one
    std::optional<Duration> since;   ///< since the exercise began: T+90
    bool is_number = false;          ///< `since` is a mere number of minutes
    [[nodiscard]] bool is_good() const { return date || of_day || since; }
    /// Where everything is written and nothing is open.
    [[nodiscard]] std::optional<LocalTime> local() const;
};
[[nodiscard]] ReadMoment read_moment(std::string_view text);
/// The day that a cell of a column of days holds: a mere number is that of a day of the exercise.
[[nodiscard]] std::optional<ReadDate> read_date(std::string_view text);
/// How far the clock that a heading names is ahead of UTC: Time (UTC), Zulu time.
[[nodiscard]] std::optional<Duration> zone_in_words(std::string_view text);

[[nodiscard]] std::string_view trimmed_cell(std::string_view text);

/// A day of the calendar; absent where there is none such.
[[nodiscard]] std::optional<std::chrono::sys_days> civil_day(int year, unsigned month,
                                                             unsigned day);

}  // namespace kammerspiel::exercise
