#pragma once

#include <span>

#include "analysis/exercise/msel_moment.hpp"
#include "kammerspiel/exercise/msel.hpp"
#include "kammerspiel/exercise/msel_columns.hpp"

// What the times of a list mean. Where they can be read in two ways, the whole list decides.

namespace kammerspiel::exercise {

/// One of the exercise's two clocks, with the moves as it shows them.
class MselClock {
   public:
    struct Span {
        SimTime from;
        SimTime to;
        [[nodiscard]] bool has(SimTime at) const { return from <= at && at <= to; }
        /// How far outside it lies; zero within.
        [[nodiscard]] Duration away(SimTime at) const {
            return at < from ? from - at : at > to ? at - to : Duration::zero();
        }
        [[nodiscard]] Duration length() const { return to - from; }
    };
    [[nodiscard]] static MselClock room(const scenario::Exercise& exercise,
                                        const Schedule& schedule);
    [[nodiscard]] static MselClock scenario(const scenario::Exercise& exercise,
                                            const Schedule& schedule);

    [[nodiscard]] const Calendar& calendar() const { return *calendar_; }
    /// What T+0 means.
    [[nodiscard]] SimTime zero() const { return zero_; }
    [[nodiscard]] const std::vector<Span>& moves() const { return moves_; }
    /// In this move, or in any.
    [[nodiscard]] bool fits(SimTime at, std::optional<std::size_t> move) const;
    /// How far outside this move, or the nearest one.
    [[nodiscard]] Duration away(SimTime at, std::optional<std::size_t> move) const;
    /// The day on which the exercise begins.
    [[nodiscard]] std::chrono::sys_days first_day() const;
    [[nodiscard]] std::chrono::sys_days day_of(SimTime at) const;

   private:
    const Calendar* calendar_ = nullptr;
    SimTime zero_;
    std::vector<Span> moves_;
};

struct MselRow;
class MselCells;

struct MselReading {
    /// Of the times of one column.
    struct OfColumn {
        MselTimes times = MselTimes::clock;
        bool counts_from_zero = false;  ///< there is a day 0
        std::optional<Duration> zone;   ///< that the heading names
        bool is_span = false;           ///< the heading says that they are spans
    };
    OfColumn real;
    OfColumn scenario;
    std::optional<bool> day_first;  ///< of dates such as 3/12
    bool moves_from_zero = false;   ///< there is a move 0
};

/// What a moment turned out to be.
struct MselMoment {
    enum class Fault { none, unknown, ambiguous, skipped, no_time };
    std::optional<SimTime> at;
    Fault fault = Fault::none;
    /// The reading of a date that could have been another.
    std::optional<std::chrono::sys_days> chosen_day;
};
/// `beside`: the day in a column of its own.
[[nodiscard]] MselMoment resolved(ReadMoment moment, const std::optional<ReadDate>& beside,
                                  const MselClock& clock, const MselReading& reading,
                                  const MselReading::OfColumn& column,
                                  std::optional<std::size_t> move);

/// Decides for all rows; adds to `notes` how they are read. May make times of the room such of the
/// scenario, where only that fits and the heading does not say.
[[nodiscard]] MselReading reading_of(std::vector<MselRow>& rows, const scenario::Exercise& exercise,
                                     const Schedule& schedule, const MselCells& cells,
                                     MselTimes times, bool may_be_scenario, MselReading begun,
                                     std::vector<Message>& notes);

}  // namespace kammerspiel::exercise
