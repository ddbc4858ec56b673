#include "cli/advance.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/stats/stopping.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t first_look = 100;
/// Nobody waits longer for a first word.
constexpr auto first_word_after = std::chrono::seconds(2);

std::unique_ptr<ensemble::Runner> runner_for(const ensemble::About& about, unsigned threads,
                                             const Executable& executable) {
    if (executable.runner_for) return executable.runner_for(about, threads);
    return std::make_unique<ensemble::ThreadRunner>(threads);
}

}  // namespace

Advance::Advance(const model::Plan& plan, ensemble::Store& store, const StudyLimits& limits,
                 ensemble::Metric metric, unsigned threads, std::stop_token stop,
                 const Common& common)
    : store_(store),
      limits_(limits),
      metric_(metric),
      runner_(runner_for(store.about(), threads, common.executable)),
      study_(plan, store, *runner_),
      leader_(metric, store.about().definition.strategies, store.about().weights),
      line_(common),
      stop_(std::move(stop)),
      common_(common),
      text_(common.text),
      first_(store.worlds()) {}

Advance::Ended Advance::run() {
    if (limits_.in_rounds) return run_in_rounds();
    if (!store_.rounds().is_full()) return Ended::all_worlds;
    store_.end_rounds();
    return limits_.precision ? run_by_looks() : run_to(limits_.worlds);
}

Advance::Ended Advance::run_in_rounds() {
    const std::uint64_t most = std::max(limits_.worlds, first_);
    stats::SelectionRules rules{.precision = limits_.precision};
    rules.least = std::min(rules.least, static_cast<std::size_t>(most));
    const ensemble::RoundPlanning by{.metric = metric_, .most_loss = limits_.most_loss};
    if (store_.planned_by() != by) {
        store_.end_rounds();
        store_.begin_round(ensemble::first_round(store_, rules), by);
    }
    while (true) {
        const std::uint64_t end = store_.rounds().all().back().end;
        const Ended ended = run_to(std::min(end, most));
        if (ended != Ended::all_worlds) return ended;
        if (study_.worlds() < 2) return Ended::all_worlds;
        const stats::Selection selection = ensemble::selection_of(store_, rules);
        take_stock(selection);
        if (selection.is_enough) {
            return selection.stay.size() == 1 && !selection.leave.empty() ? Ended::settled
                                                                          : Ended::precise;
        }
        // No round follows from what is not a whole one.
        if (study_.worlds() >= most || study_.worlds() < end) return Ended::all_worlds;
        store_.begin_round(ensemble::next_round(store_, selection), by);
    }
}

void Advance::take_stock(const stats::Selection& selection) {
    precision_.reset();
    wanted_.reset();
    question_.clear();
    const auto& names = store_.about().definition.strategies;
    const auto closest =
        std::max_element(selection.rivals.begin(), selection.rivals.end(),
                         [](const auto& a, const auto& b) { return a.known_to() < b.known_to(); });
    if (closest == selection.rivals.end()) return;
    precision_ = closest->surely_within.value_or(closest->known_to());
    if (!std::isfinite(*precision_) || names.size() < 2) return;
    question_ = text_("cli.progress.question",
                      {{"strategy", names[selection.best]},
                       {"gap", text_.rough(-closest->difference.value)},
                       {"margin", text_.rough(closest->difference.half_width())},
                       {"next", names[closest->strategy]},
                       {"count", static_cast<std::int64_t>(selection.stay.size())}});
    if (!limits_.precision) return;
    // Errors shrink with the square root of the worlds.
    const double ratio = std::max(1.0, *precision_ / *limits_.precision);
    const double worlds = static_cast<double>(study_.worlds()) * ratio * ratio;
    const double most = static_cast<double>(limits_.worlds);
    wanted_ = static_cast<std::uint64_t>(
        std::min(most, std::max(worlds, static_cast<double>(stats::SelectionRules{}.least))));
}

Advance::Ended Advance::run_by_looks() {
    const auto most = static_cast<std::size_t>(std::max(limits_.worlds, first_));
    const stats::Looks looks(std::min(first_look, most), most);
    for (std::size_t look = 0; look < looks.count(); ++look) {
        const std::size_t worlds = looks.worlds(look);
        // A study that is gone on with has had these looks already.
        if (worlds < first_) continue;
        const Ended ended = run_to(worlds);
        if (ended != Ended::all_worlds) return ended;
        const auto verdict =
            stats::precise_enough(outcomes(study_.worlds()), *limits_.precision, looks, look);
        precision_ = 0;
        for (const stats::Precision& one : verdict.others) {
            if (one.scale > 0) {
                precision_ = std::max(*precision_, one.difference.half_width() / one.scale);
            }
        }
        if (verdict.is_enough) return Ended::precise;
    }
    return Ended::all_worlds;
}

void Advance::show(const ensemble::Study::Progress& progress) {
    leader_.add(progress.block);
    // Of a shard, its own worlds are told.
    const std::uint64_t before = store_.first_world();
    const auto spent = Clock::now() - began_;
    const std::string leader = leader_.in_words(text_);
    if (!has_told_ && spent >= first_word_after && !leader.empty()) {
        has_told_ = true;
        line_.clear();
        if (!common_.quiet) {
            complain(text_("cli.progress.provisional",
                           {{"count", static_cast<std::int64_t>(progress.worlds - before)},
                            {"leader", leader}}) +
                     "\n");
        }
    }
    if (!line_.is_due()) return;
    constexpr std::uint64_t without_end = 10'000'000;
    const bool is_open = limits_.worlds >= without_end || limits_.precision;
    const Pace pace{.done = progress.worlds - before,
                    .of = wanted_.value_or(is_open ? 0 : limits_.worlds - before),
                    .here = progress.worlds - first_,
                    .spent = spent};
    line_.show(in_words(pace, text_) + (!question_.empty() ? question_
                                        : leader.empty()
                                            ? std::string()
                                            : text_("cli.progress.leads", {{"leader", leader}})));
}

Advance::Ended Advance::run_to(std::uint64_t worlds) {
    study_.advance(worlds, limits_.until, stop_,
                   [&](const ensemble::Study::Progress& progress) { show(progress); });
    line_.clear();
    if (stop_.stop_requested()) return Ended::interrupted;
    return study_.worlds() < worlds ? Ended::time : Ended::all_worlds;
}

stats::Outcomes Advance::outcomes(std::uint64_t worlds) const {
    const std::vector<ensemble::Metric> metrics{metric_};
    return {store_.about().definition.strategies.size(),
            static_cast<std::size_t>(worlds),
            store_.about().weights,
            store_.columns(metrics, worlds).front(),
            ensemble::info(metric_).is_time ? stats::Weighed::by_median : stats::Weighed::by_mean,
            store_.ran(worlds)};
}

}  // namespace kammerspiel::cli
