#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/message.hpp"
#include "kammerspiel/base/time.hpp"
#include "kammerspiel/base/words.hpp"

namespace date {
class time_zone;
}

// Wall clocks: what simulated instants are called where people live, when they work, when they want
// something. Daylight saving and public holidays included.

namespace kammerspiel {

/// A moment as the clock on the wall shows it.
struct LocalTime {
    int year = 1970;
    unsigned month = 1;    ///< 1 to 12
    unsigned day = 1;      ///< 1 to 31
    unsigned weekday = 1;  ///< 1 = Monday to 7 = Sunday
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    bool operator==(const LocalTime&) const = default;
};

/// Ties simulated time to the wall clock of one time zone.
class Calendar {
   public:
    /// `local` as 2022-08-03T13:00 or with seconds; `zone` an IANA name such as Europe/Berlin.
    /// On failure `calendar` is empty and `fault` says what is wrong with which of the two.
    struct Made;
    [[nodiscard]] static Made make(std::string_view local, std::string_view zone);

    [[nodiscard]] LocalTime local(SimTime at) const;
    /// The instant that the wall clock shows as this; of two (in autumn) the first, of none (in
    /// spring) the end of the gap. `weekday` is not looked at.
    [[nodiscard]] SimTime at(const LocalTime& local) const;
    /// Whether no clock ever shows this, because it is put forward over it.
    [[nodiscard]] bool skips(const LocalTime& local) const;
    /// When the day after the one of `day` begins, 23 to 25 hours after this one did.
    [[nodiscard]] SimTime next_midnight(const LocalTime& day) const;
    /// 2022-08-03T13:00:00+02:00
    [[nodiscard]] std::string iso(SimTime at) const;
    /// Reads 2022-08-03T13:00[:00]; absent if it is not a moment.
    [[nodiscard]] static std::optional<LocalTime> parse(std::string_view text);

   private:
    const date::time_zone* zone_ = nullptr;
    std::int64_t start_micros_ = 0;  ///< of simulated time 0, since 1970 UTC
};

struct Calendar::Made {
    std::optional<Calendar> calendar;
    Message fault;
    bool zone_is_at_fault = false;
};

/// Whether a date is a public holiday in `region`: ISO 3166-2 code such as DE-BY, or what
/// `holiday_region` makes of it (holidays.hpp). Those of German states are known, elsewhere there
/// are none. Laws since 2019, with holidays of one year alone (8 May 2020 and 2025 in Berlin) and
/// Assumption in Bavaria; Corpus Christi in parts of Saxony and Thuringia is left out. Easter by
/// the algorithm of Meeus/Jones/Butcher.
[[nodiscard]] bool is_public_holiday(int year, unsigned month, unsigned day,
                                     std::string_view region);

/// When people work.
enum class Shift {
    business_hours,  ///< Mon–Fri 8–17
    extended,        ///< Mon–Sat 7–20
    round_the_clock,
};
constexpr auto vocabulary(Shift) {
    using enum Shift;
    return std::array{Word{business_hours, "business-hours"}, Word{extended, "extended"},
                      Word{round_the_clock, "round-the-clock"}};
}

/// A weekly pattern of work; none on public holidays unless it is round the clock.
struct WorkingHours {
    struct Interval {
        unsigned from_minute = 0;  ///< since midnight
        unsigned to_minute = 0;
    };
    std::array<std::vector<Interval>, 7> days;  ///< Monday first
    bool always = false;

    [[nodiscard]] static WorkingHours of(Shift shift);
};

/// Working hours laid out over a span of simulated time; after its end, work goes on without pause.
class WorkTimeline {
   public:
    WorkTimeline(const Calendar& calendar, const WorkingHours& hours, std::string_view region,
                 SimTime from, SimTime to);

    /// The first working moment at or after `at`.
    [[nodiscard]] SimTime next_open(SimTime at) const;
    /// When work of length `effort` that begins (or waits to begin) at `start` is done.
    [[nodiscard]] SimTime after_working(SimTime start, Duration effort) const;
    /// Working time in [from, to).
    [[nodiscard]] Duration worked_between(SimTime from, SimTime to) const;

   private:
    std::vector<SimTime> opens_;
    std::vector<SimTime> closes_;
    std::vector<Duration> worked_before_;  ///< working time before opens_[i]
    [[nodiscard]] Duration worked_until(SimTime at) const;
};

/// How demand moves over the week: 168 hourly weights, Monday 00:00 first, in permille, with a mean
/// of exactly 1000. Public holidays are like Sundays.
class DemandProfile {
   public:
    /// From any weights ≥ 0 of which at least one is > 0; scaled, and rounded so that the sum is
    /// exact (largest remainders first).
    explicit DemandProfile(const std::vector<double>& hourly);
    /// `always`, `office-hours` (Mon–Fri 8–17), `daytime` (Mon–Fri 7–20, weekend 9–20 at 30 %).
    [[nodiscard]] static std::optional<DemandProfile> preset(std::string_view name);
    [[nodiscard]] static std::vector<std::string> presets();
    [[nodiscard]] std::int32_t permille(unsigned hour_of_week) const {
        return permille_[hour_of_week];
    }

   private:
    std::array<std::int32_t, 168> permille_{};
};

/// Demand accumulated since the start of the scenario, so that the loss of an outage is the
/// difference of two values and nothing is sampled (rule 18). In permille · µs; exact.
class CumulativeDemand {
   public:
    CumulativeDemand(const Calendar& calendar, const DemandProfile& profile,
                     std::string_view region, SimTime horizon);
    /// Precondition: from the start of the scenario to the horizon.
    [[nodiscard]] std::int64_t until(SimTime at) const;
    /// A moment after `at` up to which demand stays what it is at `at`.
    [[nodiscard]] SimTime even_until(SimTime at) const;

   private:
    /// Pieces of the same length one after the other, each with a demand that does not change: full
    /// hours of the wall clock; quarters on a day on which the clock is changed.
    struct Stretch {
        SimTime from;
        Duration piece;
        std::size_t first = 0;  ///< into pieces_
    };
    struct Piece {
        std::int64_t before = 0;  ///< demand up to where it begins
        std::int64_t permille = 0;
    };
    std::vector<Stretch> stretches_;  ///< ascending; the first begins not after the start
    std::vector<Piece> pieces_;
    std::int64_t at_start_ = 0;

    [[nodiscard]] std::size_t stretch_of(SimTime at) const;
};

}  // namespace kammerspiel
