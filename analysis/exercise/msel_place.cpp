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
          inject_(outcome.inject) {}

    bool place() {
        read_move();
        const auto* trigger = changed(MselColumn::trigger);
        if (trigger != nullptr && !trigger->text.empty() && take_trigger(*trigger)) {
            return find_move_for_trigger();
        }
        read_times();
        if (real_ || scenario_) return take_times();
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
    const Move* move_ = nullptr;
    std::optional<Duration> real_;
    std::optional<SimTime> scenario_;

    const MselRow::Cell* changed(MselColumn column) {
        const MselRow::Cell* cell = row_.find(column);
        const bool is_same =
            cell == nullptr ||
            (known_ != nullptr && is_as_written(cell->text, context_.cells.cell(column, *known_)));
        return is_same ? nullptr : cell;
    }

    const Move* move_named(const std::string& name) const {
        const auto& moves = context_.exercise.moves;
        const auto found = std::find_if(moves.begin(), moves.end(),
                                        [&](const Move& m) { return m.name.text == name; });
        return found == moves.end() ? nullptr : &*found;
    }

    void read_move() {
        move_ = move_named(inject_.move.text);
        const auto* cell = changed(MselColumn::move);
        if (cell == nullptr || cell->text.empty()) return;
        const MselNames& known = context_.cells.moves();
        const auto name = known.find(cell->text);
        if (!name) {
            const auto labels = known.labels(context_.cells.text());
            findings_.cell(row_, MselColumn::move, {"msel.move.unknown", {{"known", labels}}},
                           did_you_mean(cell->text, labels));
            return;
        }
        set_move(*move_named(*name));
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
        findings_.row(row_.row, {"msel.row.no_move", {{"known", labels}}});
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

    /// The time is what people look at: where it lies in another move, it goes there.
    void settle(SimTime scenario, MselColumn column) {
        if (lies_in(scenario, *move_)) return;
        const auto& moves = context_.exercise.moves;
        const auto there = std::find_if(moves.begin(), moves.end(),
                                        [&](const Move& move) { return lies_in(scenario, move); });
        if (there == moves.end()) {
            findings_.cell(row_, column, {"msel.time.outside_all", {{"move", label(*move_)}}});
            return;
        }
        findings_.cell(
            row_, column,
            {"msel.time.other_move", {{"move", label(*move_)}, {"other", label(*there)}}});
        set_move(*there);
    }

    const Move* move_at(SimTime scenario) const {
        const Move* last = nullptr;
        for (const Move& move : context_.exercise.moves) {
            if (move.scenario <= scenario) last = &move;
        }
        return last;
    }

    void read_times() {
        const auto* real = changed(MselColumn::real_time);
        if (real != nullptr && !real->text.empty()) {
            const Duration begins = move_ == nullptr ? Duration::zero() : move_->begins;
            const auto at = moment_of(*real, MselColumn::real_time, context_.schedule.room,
                                      SimTime::start(), SimTime::at(begins));
            if (at) real_ = at->since_start();
        }
        const auto* scenario = changed(MselColumn::scenario_time);
        if (scenario != nullptr && !scenario->text.empty() && !context_.exercise.moves.empty()) {
            const SimTime first = context_.exercise.moves.front().scenario;
            scenario_ = moment_of(*scenario, MselColumn::scenario_time, context_.schedule.scenario,
                                  first, move_ == nullptr ? first : move_->scenario);
        }
    }

    /// `zero`: what T+0 means; `earliest`: a time of day is the next one from there.
    std::optional<SimTime> moment_of(const MselRow::Cell& cell, MselColumn column,
                                     const Calendar& calendar, SimTime zero, SimTime earliest) {
        const ReadMoment moment = read_moment(cell.text);
        if (moment.since) return zero + *moment.since;
        if (moment.of_day) return next(*moment.of_day, calendar, earliest);
        if (moment.local && !calendar.skips(*moment.local)) return calendar.at(*moment.local);
        findings_.cell(row_, column, {moment.local ? "msel.time.skipped" : "msel.time.unknown"});
        return std::nullopt;
    }

    static SimTime next(Duration of_day, const Calendar& calendar, SimTime earliest) {
        LocalTime day = calendar.local(earliest);
        const auto whole = of_day / seconds(1);
        const auto shown = [&](LocalTime local) {
            local.hour = static_cast<unsigned>(whole / 3600);
            local.minute = static_cast<unsigned>(whole / 60 % 60);
            local.second = static_cast<unsigned>(whole % 60);
            return calendar.at(local);
        };
        const SimTime today = shown(day);
        if (today >= earliest) return today;
        return shown(calendar.local(calendar.next_midnight(day)));
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
        if (is_real) return take_real(*real_);
        if (move_ == nullptr) guess(move_at(*scenario_));
        if (!has_move()) return false;
        settle(*scenario_, MselColumn::scenario_time);
        set_time(*scenario_, std::nullopt, std::nullopt);
        return true;
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
        } else if (!fits && move_ == nullptr && scenario_) {
            guess(move_at(*scenario_));
        }
        if (!has_move()) return false;
        if (real < move_->begins || real > move_->begins + move_->takes) {
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
        findings_.row(row_.row, {"msel.row.no_time", {{"move", label(*move_)}}});
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
