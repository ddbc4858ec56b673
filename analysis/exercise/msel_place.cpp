#include <algorithm>

#include "analysis/exercise/msel_row.hpp"

// In which move an inject comes and when: from the trigger, the times and the move of its row.

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;
using scenario::Move;

class Placer {
   public:
    Placer(const MselRow& row, const ScheduledInject* known, const MselContext& context,
           MselFindings& findings, MselOutcome& outcome)
        : row_(row),
          known_(known),
          context_(context),
          findings_(findings),
          outcome_(outcome),
          inject_(outcome.inject),
          room_(MselClock::room(context.exercise, context.schedule)),
          scenario_clock_(MselClock::scenario(context.exercise, context.schedule)) {}

    bool place() {
        read_move();
        const auto* trigger = changed(MselColumn::trigger);
        if (trigger != nullptr && !trigger->text.empty() && take_trigger(*trigger)) {
            return find_move_for_trigger();
        }
        read_times();
        if ((real_ || scenario_) && take_times()) return true;
        if (is_left_out_) return false;
        if (known_ != nullptr) return true;
        return take_move_alone();
    }

   private:
    const MselRow& row_;
    const ScheduledInject* known_;
    const MselContext& context_;
    MselFindings& findings_;
    MselOutcome& outcome_;
    Inject& inject_;
    MselClock room_;
    MselClock scenario_clock_;
    const Move* move_ = nullptr;
    std::optional<Duration> real_;
    std::optional<SimTime> scenario_;
    bool is_left_out_ = false;
    bool has_told_ = false;  ///< that its time is not taken

    const MselRow::Cell* changed(MselColumn column) {
        const MselRow::Cell* cell = row_.find(column);
        const bool is_same =
            cell == nullptr || (known_ != nullptr &&
                                (is_as_written(cell->text, context_.cells.cell(column, *known_)) ||
                                 is_as_taken(column, cell->text)));
        return is_same ? nullptr : cell;
    }

    bool is_as_taken(MselColumn column, const std::string& cell) const {
        const auto taken = context_.taken.find(known_->inject.name.text);
        if (taken == context_.taken.end() || cell.empty()) return false;
        switch (column) {
            case MselColumn::real_time: return cell == taken->second.real_time;
            case MselColumn::scenario_time: return cell == taken->second.scenario_time;
            case MselColumn::trigger: return cell == taken->second.trigger;
            default: return false;
        }
    }

    const Move* move_named(const std::string& name) const {
        const auto& moves = context_.exercise.moves;
        const auto found = std::find_if(moves.begin(), moves.end(),
                                        [&](const Move& m) { return m.name.text == name; });
        return found == moves.end() ? nullptr : &*found;
    }

    std::optional<std::size_t> position() const {
        if (move_ == nullptr) return std::nullopt;
        return static_cast<std::size_t>(move_ - context_.exercise.moves.data());
    }

    void read_move() {
        move_ = move_named(inject_.move.text);
        const auto* cell = changed(MselColumn::move);
        if (cell == nullptr || means_nothing(cell->text)) return;
        if (cell->is_carried && known_ != nullptr) return;
        const MselNames& known = context_.cells.moves();
        const auto name = known.find_loosely(cell->text, context_.reading.moves_from_zero);
        if (!name) {
            const auto labels = known.labels(context_.cells.text());
            findings_.cell(row_, MselColumn::move, {"msel.move.unknown", {{"known", labels}}},
                           did_you_mean(cell->text, labels));
            return;
        }
        const Move* named = move_named(*name);
        if (named != move_) set_move(*named);
    }

    void set_move(const Move& move) {
        move_ = &move;
        inject_.move.text = move.name.text;
        outcome_.is_changed = true;
    }

    void set_time(std::optional<SimTime> at, std::optional<Duration> after,
                  std::optional<scenario::Condition> when) {
        inject_.at = at;
        inject_.after = after;
        inject_.when = std::move(when);
        outcome_.is_changed = true;
    }

    bool take_trigger(const MselRow::Cell& cell) {
        if (means_nothing(cell.text)) return false;
        const ReadTrigger trigger = read_trigger(cell.text, context_.schedule.scenario);
        if (!trigger.is_good()) {
            findings_.cell(row_, MselColumn::trigger, {"msel.trigger.unknown"});
            return false;
        }
        set_time(trigger.at, trigger.after, trigger.when);
        return true;
    }

    bool find_move_for_trigger() {
        if (move_ == nullptr && inject_.at) guess(move_at(*inject_.at));
        if (move_ == nullptr) {
            read_times();
            if (real_) guess(move_at(*real_));
            if (move_ == nullptr && scenario_) guess(move_at(*scenario_));
        }
        if (!has_move()) return false;
        if (inject_.at) settle(*inject_.at, MselColumn::trigger);
        if (inject_.after && *inject_.after > move_->takes) {
            findings_.cell(row_, MselColumn::trigger,
                           {"msel.time.outside", {{"move", label(*move_)}}});
        }
        return true;
    }

    void guess(const Move* move) {
        if (move != nullptr) set_move(*move);
    }

    bool has_move() {
        if (move_ == nullptr && context_.exercise.moves.size() == 1) {
            set_move(context_.exercise.moves.front());
        }
        if (move_ != nullptr) return true;
        const auto labels = context_.cells.moves().labels(context_.cells.text());
        findings_.row(row_, {"msel.row.no_move", {{"known", labels}}});
        is_left_out_ = true;
        return false;
    }

    const Move* move_at(Duration real) const {
        for (const Move& move : context_.exercise.moves) {
            if (real >= move.begins && real <= move.begins + move.takes) return &move;
        }
        return nullptr;
    }
    /// Whether the scenario's clock shows it while the move is played.
    static bool lies_in(SimTime scenario, const Move& move) {
        return move.scenario <= scenario &&
               scenario <= scenario_time(move, move.begins + move.takes);
    }

    /// The time is what people look at: where it lies in another move, it goes there. False: it is
    /// so far outside that it is not taken.
    bool settle(SimTime scenario, MselColumn column) {
        if (lies_in(scenario, *move_)) return true;
        const auto& moves = context_.exercise.moves;
        const auto there = std::find_if(moves.begin(), moves.end(),
                                        [&](const Move& move) { return lies_in(scenario, move); });
        if (there == moves.end()) {
            const auto& span = scenario_clock_.moves()[*position()];
            if (column == MselColumn::scenario_time && span.away(scenario) > span.length()) {
                tell_too_far(column);
                return false;
            }
            findings_.cell(row_, column, {"msel.time.outside_all", {{"move", label(*move_)}}});
            return true;
        }
        findings_.cell(
            row_, column,
            {"msel.time.other_move", {{"move", label(*move_)}, {"other", label(*there)}}});
        set_move(*there);
        return true;
    }

    void tell_too_far(MselColumn column) {
        has_told_ = true;
        const bool stays = known_ != nullptr;
        findings_.cell(
            row_, column,
            {stays ? "msel.time.too_far_known" : "msel.time.too_far", {{"move", label(*move_)}}});
    }

    const Move* move_at(SimTime scenario) const {
        const Move* last = nullptr;
        for (const Move& move : context_.exercise.moves) {
            if (move.scenario <= scenario) last = &move;
        }
        return last;
    }

    void read_times() {
        const auto* real = time_cell(MselColumn::real_time);
        if (real != nullptr) {
            const auto at = moment_of(*real, MselColumn::real_time, room_, context_.reading.real);
            if (at) real_ = at->since_start();
        }
        const auto* scenario = time_cell(MselColumn::scenario_time);
        if (scenario != nullptr) {
            // What stands in the room's time says in which move it is.
            const Move* before = move_;
            if (move_ == nullptr && real_) move_ = move_at(*real_);
            scenario_ = moment_of(*scenario, MselColumn::scenario_time, scenario_clock_,
                                  context_.reading.scenario);
            move_ = before;
        }
        if (known_ == nullptr) return;
        // Written otherwise, but the same moment.
        if (real_ && known_->real && *real_ == to_seconds(*known_->real)) real_.reset();
        if (scenario_ && known_->scenario &&
            scenario_->since_start() == to_seconds(known_->scenario->since_start())) {
            scenario_.reset();
        }
    }

    static Duration to_seconds(Duration span) {
        const Duration whole = seconds(span / seconds(1));
        return whole > span ? whole - seconds(1) : whole;
    }

    const MselRow::Cell* time_cell(MselColumn column) {
        const auto* cell = changed(column);
        return cell == nullptr || means_nothing(cell->text) ? nullptr : cell;
    }

    std::optional<SimTime> moment_of(const MselRow::Cell& cell, MselColumn column,
                                     const MselClock& clock, const MselReading::OfColumn& of) {
        using Fault = MselMoment::Fault;
        if (clock.moves().empty()) return std::nullopt;
        const MselMoment moment = resolved(read_moment(cell.text), row_.date(column), clock,
                                           context_.reading, of, position());
        switch (moment.fault) {
            case Fault::none: return moment.at;
            case Fault::unknown: findings_.cell(row_, column, {"msel.time.unknown"}); break;
            case Fault::ambiguous: findings_.cell(row_, column, {"msel.time.ambiguous"}); break;
            case Fault::skipped: findings_.cell(row_, column, {"msel.time.skipped"}); break;
            case Fault::no_time: findings_.cell(row_, column, {"msel.time.day_only"}); break;
        }
        return std::nullopt;
    }

    bool take_times() {
        const bool was_at = known_ != nullptr && known_->inject.at.has_value();
        const bool is_real = real_ && !(scenario_ && was_at);
        if (known_ != nullptr && known_->inject.when) {
            findings_.cell(
                row_, is_real ? MselColumn::real_time : MselColumn::scenario_time,
                {"msel.time.condition",
                 {{"trigger", trigger_in_words(known_->inject, context_.schedule.scenario)}}});
        }
        if (is_real) {
            const bool is_taken = take_real(*real_);
            if (is_taken) tell_contradiction(MselColumn::real_time);
            if (is_taken || is_left_out_ || !scenario_) return is_taken;
        }
        if (!take_scenario(*scenario_)) return false;
        if (real_ && !is_real) tell_contradiction(MselColumn::scenario_time);
        return true;
    }

    bool take_scenario(SimTime scenario) {
        if (move_ == nullptr) guess(move_at(scenario));
        // Before the first one begins.
        if (move_ == nullptr && !context_.exercise.moves.empty()) {
            set_move(context_.exercise.moves.front());
        }
        if (!has_move()) return false;
        if (!settle(scenario, MselColumn::scenario_time)) return false;
        set_time(scenario, std::nullopt, std::nullopt);
        return true;
    }

    /// Both clocks are given and show different moments: which one counts is said.
    void tell_contradiction(MselColumn taken) {
        if (!real_ || !scenario_ || move_ == nullptr) return;
        const SimTime shown = scenario_time(*move_, *real_);
        const Duration apart = shown > *scenario_ ? shown - *scenario_ : *scenario_ - shown;
        // Both are written to the minute.
        const Duration minute_there = Duration::micros(static_cast<std::int64_t>(
            static_cast<double>(minutes(1).count()) * std::max(1.0, move_->pace)));
        if (apart <= minute_there) return;
        const MselColumn other =
            taken == MselColumn::real_time ? MselColumn::scenario_time : MselColumn::real_time;
        const MselRow::Cell* other_cell = row_.find(other);
        constexpr std::size_t longest = 40;
        findings_.cell(
            row_, taken,
            {taken == MselColumn::real_time ? "msel.time.contradiction_room"
                                            : "msel.time.contradiction_scenario",
             {{"other", harmless(other_cell->text, longest)},
              {"other_column", harmless(other_cell->heading, longest)},
              {"shown", context_.cells.moment(context_.schedule.scenario.local(shown))}}},
            {}, "contradiction");
    }

    /// The move to which a time of the room outside all moves is nearest.
    const Move* nearest_move(Duration real) const {
        const Move* nearest = nullptr;
        Duration least = Duration::longest();
        for (std::size_t i = 0; i < room_.moves().size(); ++i) {
            const Duration away = room_.moves()[i].away(SimTime::at(real));
            if (nearest != nullptr && away >= least) continue;
            nearest = &context_.exercise.moves[i];
            least = away;
        }
        return nearest;
    }

    bool take_real(Duration real) {
        const Move* there = move_at(real);
        const bool fits =
            move_ != nullptr && real >= move_->begins && real <= move_->begins + move_->takes;
        if (!fits && there != nullptr) {
            if (move_ != nullptr) {
                findings_.cell(
                    row_, MselColumn::real_time,
                    {"msel.time.other_move", {{"move", label(*move_)}, {"other", label(*there)}}});
            }
            set_move(*there);
        } else if (!fits && move_ == nullptr) {
            if (scenario_) guess(move_at(*scenario_));
            const Move* nearest = nearest_move(real);
            const bool is_near =
                nearest != nullptr &&
                room_.moves()[static_cast<std::size_t>(nearest - context_.exercise.moves.data())]
                        .away(SimTime::at(real)) <= nearest->takes;
            if (move_ == nullptr && is_near) set_move(*nearest);
        }
        if (!fits && there == nullptr && move_ == nullptr && context_.exercise.moves.size() > 1) {
            findings_.cell(row_, MselColumn::real_time, {"msel.time.outside_exercise"});
        }
        if (!has_move()) return false;
        const auto& span = room_.moves()[*position()];
        if (span.away(SimTime::at(real)) > span.length()) {
            tell_too_far(MselColumn::real_time);
            return false;
        }
        if (real < move_->begins) {
            findings_.cell(row_, MselColumn::real_time,
                           {"msel.time.before", {{"move", label(*move_)}}});
        } else if (real > move_->begins + move_->takes) {
            findings_.cell(row_, MselColumn::real_time,
                           {"msel.time.outside", {{"move", label(*move_)}}});
        }
        set_time(std::nullopt, std::max(real - move_->begins, Duration::zero()), std::nullopt);
        return true;
    }

    std::string label(const Move& move) const {
        return context_.cells.moves().label(move.name.text, context_.cells.text());
    }

    bool take_move_alone() {
        if (!has_move()) return false;
        if (!has_told_) findings_.row(row_, {"msel.row.no_time", {{"move", label(*move_)}}});
        set_time(std::nullopt, Duration::zero(), std::nullopt);
        return true;
    }
};

}  // namespace

bool place_inject(const MselRow& row, const ScheduledInject* known, const MselContext& context,
                  MselFindings& findings, MselOutcome& outcome) {
    return Placer(row, known, context, findings, outcome).place();
}

}  // namespace kammerspiel::exercise
