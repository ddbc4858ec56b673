#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/report/improve_report.hpp"
#include "kammerspiel/stats/racing.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;
using ensemble::Variant;

constexpr std::uint64_t usual_budget = 2000;
constexpr std::uint64_t least_budget = 100;
constexpr std::uint64_t most_budget = 100'000'000;
/// Beyond the winner; more are a list, not a choice.
constexpr std::size_t runners_up = 4;
/// The first round shows each candidate at least so many worlds.
constexpr std::size_t worlds_of_first_round = 10;

struct ImproveOptions : QuestionOptions {
    std::uint64_t budget = usual_budget;
};

/// Two thirds of the runs find the winner, the last third tells what it is worth.
std::size_t race_budget(std::uint64_t budget) { return static_cast<std::size_t>(budget * 2 / 3); }

/// As many candidates as the budget lets race: rounds that halve their number share it equally.
std::size_t most_candidates(std::size_t budget) {
    std::size_t most = 2;
    const auto runs = [](std::size_t candidates) {
        const double rounds = std::ceil(std::log2(static_cast<double>(candidates)));
        return static_cast<std::size_t>(rounds) * candidates * worlds_of_first_round;
    };
    while (runs(most + 1) <= budget) ++most;
    return most;
}

class Search {
   public:
    Search(Question question, std::vector<scenario::Parameter> figures,
           const ImproveOptions& options, std::stop_token stop, const Common& common)
        : figures_(std::move(figures)),
          budget_(options.budget),
          candidates_(
              ensemble::candidates(figures_, most_candidates(race_budget(budget_)), options.seed)),
          context_(std::move(question.context)),
          runner_(std::move(question.draft), question.aim, options.threads),
          stop_(std::move(stop)),
          line_(common),
          text_(common.text) {}

    /// Nothing where not one world of all candidates was run.
    [[nodiscard]] std::optional<report::ImproveReport> run() {
        stats::Race race(candidates_.size(), {.budget = race_budget(budget_)});
        std::uint64_t fresh = 0;
        while (!race.is_over()) {
            const stats::WorldRange worlds = race.worlds_of_next_round();
            const auto losses = losses_of(race.alive(), worlds.first, worlds.count);
            if (!losses) break;
            race.tell(*losses);
            fresh = worlds.first + worlds.count;
        }
        if (done_ == 0 && !race.is_over()) return std::nullopt;
        report::ImproveReport report{.context = context_,
                                     .figures = figures_,
                                     .candidates = candidates_.size(),
                                     .runs = static_cast<std::size_t>(done_)};
        const std::vector<std::size_t> chosen = finalists(ranking(race));
        for (const std::size_t c : chosen) {
            report.finalists.push_back({.values = candidates_[c], .is_as_written = c == 0});
        }
        if (race.is_over()) value(report, chosen, fresh);
        line_.clear();
        return report;
    }

   private:
    std::vector<scenario::Parameter> figures_;
    std::uint64_t budget_;
    std::vector<std::vector<std::string>> candidates_;  ///< the first one: as written
    report::StudyContext context_;
    ensemble::VariantRunner runner_;
    std::stop_token stop_;
    ProgressLine line_;
    const Text& text_;
    std::uint64_t done_ = 0;
    std::vector<double> sums_;  ///< of the round under way, by candidate in it
    Clock::time_point began_ = Clock::now();

    /// The best, with the strategy as written among them.
    static std::vector<std::size_t> finalists(const std::vector<std::size_t>& ranking) {
        const std::size_t count = std::min(ranking.size(), 1 + runners_up);
        std::vector<std::size_t> best(ranking.begin(),
                                      ranking.begin() + static_cast<std::ptrdiff_t>(count));
        if (std::find(best.begin(), best.end(), std::size_t{0}) == best.end()) best.push_back(0);
        return best;
    }

    /// By candidate, then world; nothing after a stop.
    [[nodiscard]] std::optional<std::vector<double>> losses_of(std::span<const std::size_t> which,
                                                               std::uint64_t first,
                                                               std::uint64_t count) {
        constexpr std::uint64_t worlds_at_once = 4;
        const auto all_worlds = static_cast<std::size_t>(count);
        std::vector<double> all(which.size() * all_worlds);
        sums_.assign(which.size(), 0.0);
        for (std::uint64_t w = 0; w < count; w += worlds_at_once) {
            const std::uint64_t worlds = std::min(worlds_at_once, count - w);
            std::vector<Variant> variants;
            for (const std::size_t c : which) {
                variants.push_back(
                    {ensemble::overrides(figures_, candidates_[c]), first + w, worlds});
            }
            const auto losses = runner_.run(variants, stop_);
            if (!losses) return std::nullopt;
            for (std::size_t i = 0; i < losses->size(); ++i) {
                const std::size_t place = i / worlds;
                all[place * all_worlds + w + i % worlds] = (*losses)[i];
                sums_[place] += (*losses)[i];
            }
            done_ += losses->size();
            show();
        }
        return all;
    }

    /// Best first; where not even the first round was finished, by the worlds that were.
    [[nodiscard]] std::vector<std::size_t> ranking(const stats::Race& race) const {
        if (!race.rounds().empty() || race.is_over()) return race.ranking();
        std::vector<std::size_t> order(candidates_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return sums_[a] < sums_[b]; });
        return order;
    }

    void show() {
        if (!line_.is_due()) return;
        const Pace pace{.done = done_,
                        .of = std::max(budget_, done_),
                        .here = done_,
                        .spent = Clock::now() - began_};
        line_.show(in_words(pace, text_));
    }

    /// What the finalists are worth, in worlds that nothing was chosen by.
    void value(report::ImproveReport& report, const std::vector<std::size_t>& chosen,
               std::uint64_t fresh) {
        constexpr std::uint64_t least_worlds = 20;
        const std::uint64_t rest = budget_ - race_budget(budget_);
        const std::uint64_t worlds = std::max(least_worlds, rest / chosen.size());
        const auto losses = losses_of(chosen, fresh, worlds);
        if (!losses) return;
        const auto of = [&](std::size_t place) {
            return std::span<const double>(*losses).subspan(place * worlds, worlds);
        };
        const auto written = static_cast<std::size_t>(
            std::find(chosen.begin(), chosen.end(), std::size_t{0}) - chosen.begin());
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            report.finalists[i].loss = stats::mean_estimate(of(i));
            report.finalists[i].gain = stats::difference_estimate(less(of(written), of(i)));
        }
        report.fresh_worlds = static_cast<std::size_t>(worlds);
        const bool is_better =
            !report.finalists.front().is_as_written && report.finalists.front().gain.low > 0;
        if (is_better) keep_what_matters(report, {fresh, worlds}, of(0), of(written));
    }

    /// Losses of the values, tried as one more candidate; nothing after a stop.
    [[nodiscard]] std::optional<std::vector<double>> losses_with(
        const std::vector<std::string>& values, const stats::WorldRange& worlds) {
        candidates_.push_back(values);
        const std::vector<std::size_t> it{candidates_.size() - 1};
        return losses_of(it, worlds.first, worlds.count);
    }

    static std::vector<double> less(std::span<const double> a, std::span<const double> b) {
        std::vector<double> difference(a.size());
        std::transform(a.begin(), a.end(), b.begin(), difference.begin(), std::minus<>());
        return difference;
    }

    /// The winner of a race is told with all that is different in it, be it luck or nothing. Each
    /// difference goes back to what is written, the one that does least first, and stays so unless
    /// what is left does surely worse than the winner in the same worlds.
    void keep_what_matters(report::ImproveReport& report, const stats::WorldRange& worlds,
                           std::span<const double> winner, std::span<const double> as_written) {
        std::vector<std::string> values = report.finalists.front().values;
        std::vector<std::pair<double, std::size_t>> changed;  // what going back costs, figure
        for (std::size_t f = 0; f < values.size(); ++f) {
            if (values[f] == figures_[f].value) continue;
            auto without = values;
            without[f] = figures_[f].value;
            const auto losses = losses_with(without, worlds);
            if (!losses) return;
            changed.emplace_back(stats::moments(less(*losses, winner)).mean, f);
        }
        std::sort(changed.begin(), changed.end());
        report::Finalist& first = report.finalists.front();
        for (const auto& [cost, f] : changed) {
            auto without = values;
            without[f] = figures_[f].value;
            const auto losses = losses_with(without, worlds);
            if (!losses) return;
            const auto gain = stats::difference_estimate(less(as_written, *losses));
            const bool is_worse = stats::difference_estimate(less(*losses, winner)).low > 0;
            if (is_worse || gain.low <= 0) continue;
            values = without;
            report.without_effect.push_back(f);
            first = {.values = values,
                     .is_as_written = false,
                     .loss = stats::mean_estimate(*losses),
                     .gain = gain};
        }
        std::sort(report.without_effect.begin(), report.without_effect.end());
        // What is left may be a finalist already.
        report.finalists.erase(
            std::remove_if(report.finalists.begin() + 1, report.finalists.end(),
                           [&](const report::Finalist& one) { return one.values == values; }),
            report.finalists.end());
    }
};

Status find_better(const ImproveOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    Status fault{};
    auto question = ask(options, "improve", common, fault);
    if (!question) return fault;
    auto figures = ensemble::tunable(question->draft, question->context.strategies.front().name);
    if (figures.empty()) {
        complain("kammerspiel: " +
                 text("improve.nothing_tunable",
                      {{"strategy", question->context.strategies.front().name}}) +
                 "\n");
        return Status::input_at_fault;
    }
    if (!may_write_results_to(question->folder, {"improve.html", "improve.csv", "improve.json"},
                              text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(question->folder);
    const std::string folder = question->folder;
    std::optional<report::ImproveReport> report;
    try {
        Search search(std::move(*question), std::move(figures), options, interrupt.token(), common);
        report = search.run();
    } catch (const ensemble::ImpossibleValues& refused) {
        complain("kammerspiel: " + text("question.contradiction", {{"what", refused.what()}}) +
                 "\n");
        return Status::input_at_fault;
    }
    if (!report) {
        complain("kammerspiel: " + text("improve.interrupted_early") + "\n");
        return Status::interrupted;
    }
    const report::Document document = report::improve_document(*report, text);
    const Answer answer{.json = report::improve_as_json(*report),
                        .csv = report::improve_as_csv(*report),
                        .words = as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}),
                        .written = text("improve.written", {{"folder", folder}})};
    tell_of_kept(staged.write({{"improve.html", as_html(document)},
                               {"improve.csv", answer.csv},
                               {"improve.json", answer.json}}),
                 text);
    print_answer({options.json, options.csv}, answer, common);
    return interrupt.has_come() ? Status::interrupted : Status::done;
}

}  // namespace

void add_improve(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("improve", text("cli.help.improve"));
    const auto options = std::make_shared<ImproveOptions>();
    add_question(command, *options, text);
    command.add_option("--budget", options->budget, text("cli.help.improve.budget"))
        .type_name(text("cli.help.number"))
        .check(whole_number(most_budget, text, least_budget))
        .show_default();
    command.callback([=, &chosen] { chosen = [=] { return find_better(*options, *common); }; });
}

}  // namespace kammerspiel::cli
