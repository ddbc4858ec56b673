#include "analysis/exercise/msel_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "analysis/exercise/msel_row.hpp"

namespace kammerspiel::exercise {
namespace {

constexpr std::size_t longest_told = 40;

/// A time of the list, read but not yet placed.
struct Candidate {
    ReadMoment moment;
    std::optional<ReadDate> beside;
    std::optional<std::size_t> move;
    const MselRow::Cell* cell = nullptr;

    [[nodiscard]] bool is_open() const {
        return moment.of_day && moment.since && !moment.date && !beside;
    }
    [[nodiscard]] bool is_span() const { return moment.since && !moment.of_day; }
};

class Reader {
   public:
    Reader(std::vector<MselRow>& rows, const scenario::Exercise& exercise, const Schedule& schedule,
           const MselCells& cells, MselTimes times, MselReading begun, std::vector<Message>& notes)
        : rows_(rows),
          exercise_(exercise),
          room_(MselClock::room(exercise, schedule)),
          scenario_(MselClock::scenario(exercise, schedule)),
          cells_(cells),
          times_(times),
          reading_(begun),
          notes_(notes) {}

    MselReading read(bool may_be_scenario) {
        read_move_numbers();
        for (const auto& [column, of] : {std::pair{MselColumn::real_time, &reading_.real},
                                         {MselColumn::scenario_time, &reading_.scenario}}) {
            of->counts_from_zero = has_day_zero(column);
        }
        vote_on_dates();
        if (may_be_scenario) try_scenario();
        decide(MselColumn::real_time, room_, reading_.real);
        decide(MselColumn::scenario_time, scenario_, reading_.scenario);
        tell_of_dates(MselColumn::real_time, room_, reading_.real);
        tell_of_dates(MselColumn::scenario_time, scenario_, reading_.scenario);
        return reading_;
    }

   private:
    std::vector<MselRow>& rows_;
    const scenario::Exercise& exercise_;
    MselClock room_;
    MselClock scenario_;
    const MselCells& cells_;
    MselTimes times_;
    MselReading reading_;
    std::vector<Message>& notes_;

    void read_move_numbers() {
        for (const MselRow& row : rows_) {
            const std::string text = row.text(MselColumn::move);
            if (text.empty() || cells_.moves().find(text)) continue;
            const auto numbered = numbered_label(without_emphasis(text));
            if (numbered && numbered->number == 0) reading_.moves_from_zero = true;
        }
    }

    std::optional<std::size_t> move_of(const MselRow& row) const {
        const std::string text = row.text(MselColumn::move);
        if (text.empty()) return std::nullopt;
        const auto name = cells_.moves().find_loosely(text, reading_.moves_from_zero);
        for (std::size_t i = 0; name && i < exercise_.moves.size(); ++i) {
            if (exercise_.moves[i].name.text == *name) return i;
        }
        return std::nullopt;
    }

    std::vector<Candidate> candidates(MselColumn column) const {
        std::vector<Candidate> all;
        for (const MselRow& row : rows_) {
            const MselRow::Cell* cell = row.find(column);
            if (cell == nullptr || cell->text.empty() || means_nothing(cell->text)) continue;
            const ReadMoment moment = read_moment(cell->text);
            if (moment.is_good()) all.push_back({moment, row.date(column), move_of(row), cell});
        }
        return all;
    }

    bool has_day_zero(MselColumn column) const {
        return std::any_of(rows_.begin(), rows_.end(), [&](const MselRow& row) {
            const auto date = row.date(column);
            return date && date->number == 0;
        });
    }

    /// Those of which only one reading is near the exercise, or possible at all, speak for the
    /// others; where they disagree, nothing does.
    void vote_on_dates() {
        std::set<bool> votes;
        for (const auto& [column, clock] :
             {std::pair{MselColumn::real_time, &room_}, {MselColumn::scenario_time, &scenario_}}) {
            for (const MselRow& row : rows_) {
                const auto date = date_of(row, column);
                if (!date) continue;
                if (date->day_first) votes.insert(*date->day_first);
                if (!date->may_swap) continue;
                std::array<bool, 2> fits{};
                for (const bool day_first : {true, false}) {
                    MselReading tried = reading_;
                    tried.day_first = day_first;
                    const MselMoment moment =
                        resolved(noon(), date, *clock, tried, {}, std::nullopt);
                    fits[day_first ? 0 : 1] =
                        moment.at && clock->away(*moment.at, std::nullopt) <= hours(36);
                }
                if (fits[0] != fits[1]) votes.insert(fits[0]);
            }
        }
        if (votes.size() == 1) reading_.day_first = *votes.begin();
    }

    static ReadMoment noon() {
        ReadMoment moment;
        moment.of_day = hours(12);
        return moment;
    }

    static std::optional<ReadDate> date_of(const MselRow& row, MselColumn column) {
        const std::string text = row.text(column);
        const ReadMoment moment = text.empty() ? ReadMoment{} : read_moment(text);
        return moment.date ? moment.date : row.date(column);
    }

    /// Where the heading says only "time", and the scenario's clock alone shows such times.
    void try_scenario() {
        const auto all = candidates(MselColumn::real_time);
        std::size_t in_room = 0;
        std::size_t in_scenario = 0;
        for (const Candidate& one : all) {
            if (one.is_span()) return;
            in_room += fits(one, room_, MselTimes::clock, reading_.real) ? 1U : 0U;
            in_scenario += fits(one, scenario_, MselTimes::clock, reading_.real) ? 1U : 0U;
        }
        constexpr std::size_t enough = 2;
        if (in_room > 0 || in_scenario < enough || 2 * in_scenario < all.size()) return;
        if (spans_fit(all)) return;
        notes_.push_back({"msel.note.scenario_clock",
                          {{"heading", harmless(all.front().cell->heading, longest_told)},
                           {"value", harmless(all.front().cell->text, longest_told)}}});
        for (MselRow& row : rows_) {
            move_cell(row.cells);
            move_cell(row.dates);
        }
        reading_.scenario = reading_.real;
    }

    bool spans_fit(const std::vector<Candidate>& all) const {
        return std::any_of(all.begin(), all.end(), [&](const Candidate& one) {
            return one.is_open() && (fits(one, room_, MselTimes::exercise, reading_.real) ||
                                     fits(one, room_, MselTimes::move, reading_.real));
        });
    }

    static void move_cell(std::map<MselColumn, MselRow::Cell>& cells) {
        auto node = cells.extract(MselColumn::real_time);
        if (node.empty()) return;
        node.key() = MselColumn::scenario_time;
        cells.insert(std::move(node));
    }

    bool fits(const Candidate& one, const MselClock& clock, MselTimes times,
              MselReading::OfColumn column) const {
        if (times == MselTimes::move && !one.move) return false;
        column.times = times;
        column.is_span = false;
        const MselMoment moment =
            resolved(one.moment, one.beside, clock, reading_, column, one.move);
        // What no clock shows is one of a clock nevertheless.
        if (moment.fault == MselMoment::Fault::skipped) return true;
        return moment.at && clock.fits(*moment.at, one.move);
    }

    void decide(MselColumn column, const MselClock& clock, MselReading::OfColumn& of) {
        const auto all = candidates(column);
        std::size_t clocks = 0;
        std::array<std::size_t, 2> spans{};      // of those that can be both
        std::array<std::size_t, 2> all_spans{};  // with those that can be nothing else
        std::size_t open = 0;
        std::size_t either = 0;
        std::size_t certain = 0;  // that can be nothing but times of day
        const Candidate* first = nullptr;
        for (const Candidate& one : all) {
            const bool is_open = one.is_open() || (of.is_span && one.moment.of_day);
            if (!is_open && !one.is_span()) {
                certain += fits(one, clock, MselTimes::clock, of) ? 1U : 0U;
                continue;
            }
            // Days are counted from the beginning of the exercise, whatever the move.
            if (one.moment.date) continue;
            ++either;
            if (is_open) ++open;
            if (is_open && first == nullptr) first = &one;
            const bool at_exercise = fits(one, clock, MselTimes::exercise, of);
            const bool at_move = fits(one, clock, MselTimes::move, of);
            all_spans[0] += at_exercise ? 1U : 0U;
            all_spans[1] += at_move ? 1U : 0U;
            if (!is_open) continue;
            clocks += fits(one, clock, MselTimes::clock, of) ? 1U : 0U;
            spans[0] += at_exercise ? 1U : 0U;
            spans[1] += at_move ? 1U : 0U;
        }
        if (times_ != MselTimes::automatic) {
            of.times = times_;
            return;
        }
        if (all.empty()) return;
        const std::size_t most_spans = std::max(spans[0], spans[1]);
        const std::size_t alone = std::max(all_spans[0], all_spans[1]) - most_spans;
        const bool is_span =
            of.is_span || (open > 0 && std::pair(most_spans, alone) > std::pair(clocks, certain));
        constexpr std::size_t least = 2;
        const bool is_of_move =
            all_spans[1] > all_spans[0] && all_spans[1] == either && either >= least;
        if (!is_span && !(open == 0 && is_of_move)) {
            tell_of_likely_spans(all, open);
            tell_of_minutes(all);
            return;
        }
        of.times = is_of_move ? MselTimes::move : MselTimes::exercise;
        if (of.is_span && !is_of_move) return;
        if (first == nullptr) first = &all.front();
        notes_.push_back({is_of_move ? "msel.note.since_move" : "msel.note.since_exercise",
                          {{"heading", harmless(first->cell->heading, longest_told)},
                           {"value", harmless(first->cell->text, longest_told)}}});
    }

    void tell_of_minutes(const std::vector<Candidate>& all) {
        const auto number = std::find_if(all.begin(), all.end(), [](const Candidate& one) {
            return one.moment.is_number && one.is_span();
        });
        if (number == all.end()) return;
        notes_.push_back({"msel.note.minutes",
                          {{"heading", harmless(number->cell->heading, longest_told)},
                           {"value", harmless(number->cell->text, longest_told)}}});
    }

    /// They begin near 0:00 and rise.
    void tell_of_likely_spans(const std::vector<Candidate>& all, std::size_t open) {
        constexpr std::size_t enough = 3;
        if (open < enough || open < all.size()) return;
        const bool rises =
            std::is_sorted(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
                return *a.moment.since < *b.moment.since;
            });
        if (!rises || *all.front().moment.since >= hours(1)) return;
        notes_.push_back({"msel.note.likely_spans",
                          {{"heading", harmless(all.front().cell->heading, longest_told)},
                           {"value", harmless(all.front().cell->text, longest_told)}}});
    }

    /// For each order that was chosen, one example.
    void tell_of_dates(MselColumn column, const MselClock& clock, const MselReading::OfColumn& of) {
        std::set<bool> told;
        for (const MselRow& row : rows_) {
            const auto date = date_of(row, column);
            if (!date || !date->may_swap) continue;
            const MselMoment moment = resolved(noon(), date, clock, reading_, of, std::nullopt);
            if (!moment.chosen_day) continue;
            const std::chrono::year_month_day ymd{*moment.chosen_day};
            const bool day_first = static_cast<unsigned>(ymd.month()) == date->month;
            if (!told.insert(day_first).second) continue;
            const auto beside = row.dates.find(column);
            const std::string written =
                beside == row.dates.end() ? row.text(column) : beside->second.text;
            notes_.push_back({"msel.note.date",
                              {{"value", harmless(written, longest_told)},
                               {"day",
                                fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                                            static_cast<unsigned>(ymd.month()),
                                            static_cast<unsigned>(ymd.day())),
                                fmt::format("{:02}.{:02}.{:04}", static_cast<unsigned>(ymd.day()),
                                            static_cast<unsigned>(ymd.month()),
                                            static_cast<int>(ymd.year()))}}});
        }
    }
};

}  // namespace

MselReading reading_of(std::vector<MselRow>& rows, const scenario::Exercise& exercise,
                       const Schedule& schedule, const MselCells& cells, MselTimes times,
                       bool may_be_scenario, MselReading begun, std::vector<Message>& notes) {
    return Reader(rows, exercise, schedule, cells, times, begun, notes).read(may_be_scenario);
}

}  // namespace kammerspiel::exercise
