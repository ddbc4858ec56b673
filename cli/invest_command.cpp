#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/ensemble/side_by_side.hpp"
#include "kammerspiel/report/invest_report.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;
using Numbers = std::vector<std::size_t>;

constexpr std::uint64_t usual_invest_worlds = 150;
constexpr std::uint64_t least_invest_worlds = 6;
constexpr std::uint64_t most_invest_worlds = 1'000'000;
/// Of so many every bundle is tried.
constexpr std::size_t few = 5;

struct InvestOptions : QuestionOptions {
    std::string budget;
    std::uint64_t worlds = usual_invest_worlds;
};

/// Chooses bundles by some worlds and values them by others.
class Chooser {
   public:
    Chooser(scenario::Draft draft, const scenario::Scenario& scenario, const ensemble::Aim& aim,
            const InvestOptions& options, std::optional<double> budget, std::stop_token stop,
            const Common& common)
        : draft_(std::move(draft)),
          investments_(scenario.investments),
          strategy_(aim.strategy),
          budget_(budget),
          worlds_(options.worlds),
          has_money_(scenario.valuation.has_value() && aim.metric != ensemble::Metric::money_lost),
          runner_(has_money_ ? std::vector{aim.metric, ensemble::Metric::money_lost}
                             : std::vector{aim.metric},
                  aim.seed, options.threads),
          stop_(std::move(stop)),
          line_(common),
          common_(common) {}

    /// Absent where a bundle makes the scenario wrong, which was said, or after an early stop.
    [[nodiscard]] std::optional<report::InvestReport> choose(report::StudyContext context,
                                                             Status& fault) {
        fault = Status::command_at_fault;
        if (!add_plan({})) return std::nullopt;
        for (std::size_t i = 0; i < investments_.size(); ++i) {
            if (!add_plan({i})) return std::nullopt;
        }
        fault = Status::interrupted;
        report_.context = std::move(context);
        report_.currency = investments_.front().currency;
        report_.budget = budget_;
        for (const scenario::Investment& one : investments_) {
            report_.investments.push_back({one.name.text, one.title, one.cost});
        }
        report_.is_every_bundle = investments_.size() <= few;
        const std::uint64_t to_choose = std::max<std::uint64_t>(2, worlds_ / 3);
        const bool is_done = report_.is_every_bundle ? try_all(to_choose) : grow(to_choose);
        if (!is_done || !value(to_choose, worlds_ - to_choose)) return std::nullopt;
        line_.clear();
        report_.bundles_tried = tried_.size() - 1;
        return report_;
    }

   private:
    scenario::Draft draft_;
    std::vector<scenario::Investment> investments_;
    std::uint32_t strategy_;
    std::optional<double> budget_;
    std::uint64_t worlds_;
    bool has_money_;
    ensemble::SideBySide runner_;
    std::stop_token stop_;
    ProgressLine line_;
    const Common& common_;
    Clock::time_point began_ = Clock::now();
    report::InvestReport report_;
    std::vector<double> weights_;  ///< of the scenario as written
    std::map<Numbers, std::size_t> plans_;
    /// By bundle: what it loses in the worlds to choose by.
    std::map<Numbers, std::vector<double>> tried_;

    [[nodiscard]] double cost(const Numbers& bundle) const {
        return std::accumulate(bundle.begin(), bundle.end(), 0.0, [&](double sum, std::size_t one) {
            return sum + investments_[one].cost;
        });
    }
    [[nodiscard]] bool is_affordable(const Numbers& bundle) const {
        return !budget_ || cost(bundle) <= *budget_;
    }
    [[nodiscard]] std::string name(const Numbers& bundle) const {
        std::vector<std::string> names;
        for (const std::size_t one : bundle) names.push_back(investments_[one].name.text);
        return fmt::format("{}", fmt::join(names, " + "));
    }

    /// Of two that change the same key nothing tells which one holds.
    [[nodiscard]] bool clashes(const Numbers& bundle) const {
        std::vector<std::string> keys;
        for (const std::size_t one : bundle) {
            for (const auto& change : investments_[one].changes) keys.push_back(change.key.text);
        }
        std::sort(keys.begin(), keys.end());
        return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
    }

    bool add_plan(const Numbers& bundle) {
        if (plans_.contains(bundle)) return true;
        std::vector<scenario::Override> values;
        for (const std::size_t one : bundle) {
            for (const auto& change : investments_[one].changes) {
                values.push_back({change.key.text, change.value});
            }
        }
        Diagnostics diagnostics;
        auto scenario = draft_.bind(values, diagnostics);
        if (!scenario) {
            complain("kammerspiel: " + common_.text("invest.refused", {{"name", name(bundle)}}) +
                     "\n");
            complain_of(diagnostics, draft_.lines(), common_.text,
                        common_.uses_colour(STDERR_FILENO), false);
            return false;
        }
        if (bundle.empty()) {
            for (const auto& attacker : scenario->attackers) weights_.push_back(attacker.weight);
        }
        plans_[bundle] = runner_.add(std::make_shared<const model::Plan>(std::move(*scenario)));
        return true;
    }

    [[nodiscard]] std::optional<ensemble::SideLosses> run(const std::vector<Numbers>& bundles,
                                                          std::uint64_t first,
                                                          std::uint64_t worlds) {
        std::vector<ensemble::Side> sides;
        for (const Numbers& bundle : bundles) {
            if (!add_plan(bundle)) return std::nullopt;
            sides.push_back({plans_.at(bundle), strategy_});
        }
        auto losses = runner_.run(sides, first, worlds, stop_, [&](std::uint64_t done) {
            if (!line_.is_due()) return;
            line_.show(in_words(Pace{.done = first + done,
                                     .of = worlds_,
                                     .here = first + done,
                                     .spent = Clock::now() - began_},
                                common_.text));
        });
        if (!losses || losses->worlds() < worlds) return std::nullopt;
        return losses;
    }

    bool try_these(const std::vector<Numbers>& bundles, std::uint64_t worlds) {
        if (bundles.empty()) return true;
        const auto losses = run(bundles, 0, worlds);
        if (!losses) return false;
        for (std::size_t b = 0; b < bundles.size(); ++b) {
            tried_[bundles[b]] = losses->weighted(b, weights_, 0);
        }
        return true;
    }

    bool try_all(std::uint64_t worlds) {
        std::vector<Numbers> all;
        for (std::size_t bits = 0; bits < std::size_t{1} << investments_.size(); ++bits) {
            Numbers bundle;
            for (std::size_t i = 0; i < investments_.size(); ++i) {
                if ((bits >> i & 1U) != 0) bundle.push_back(i);
            }
            if (!clashes(bundle)) all.push_back(std::move(bundle));
        }
        return try_these(all, worlds);
    }

    [[nodiscard]] double saved(const Numbers& bundle, const Numbers& than) const {
        return stats::moments(less(tried_.at(than), tried_.at(bundle))).mean;
    }

    /// From nothing on, always the one that saves most for its price, while there is money left.
    bool grow(std::uint64_t worlds) {
        std::vector<Numbers> first{{}};
        for (std::size_t i = 0; i < investments_.size(); ++i) first.push_back({i});
        if (!try_these(first, worlds)) return false;
        Numbers have;
        while (true) {
            std::vector<Numbers> wider;
            for (std::size_t i = 0; i < investments_.size(); ++i) {
                if (std::find(have.begin(), have.end(), i) != have.end()) continue;
                Numbers bundle = have;
                bundle.insert(std::lower_bound(bundle.begin(), bundle.end(), i), i);
                if (is_affordable(bundle) && !clashes(bundle)) wider.push_back(std::move(bundle));
            }
            std::vector<Numbers> untried;
            std::copy_if(wider.begin(), wider.end(), std::back_inserter(untried),
                         [&](const Numbers& bundle) { return !tried_.contains(bundle); });
            if (!try_these(untried, worlds)) return false;
            const auto worth = [&](const Numbers& bundle) {
                return saved(bundle, have) / std::max(cost(bundle) - cost(have), 1.0);
            };
            const auto best = std::max_element(
                wider.begin(), wider.end(),
                [&](const Numbers& a, const Numbers& b) { return worth(a) < worth(b); });
            if (best == wider.end() || saved(*best, have) <= 0) return true;
            have = *best;
        }
    }

    static std::vector<double> less(const std::vector<double>& a, const std::vector<double>& b) {
        std::vector<double> difference(a.size());
        std::transform(a.begin(), a.end(), b.begin(), difference.begin(), std::minus<>());
        return difference;
    }

    /// Those that save more than all that cost less, by the worlds to choose.
    [[nodiscard]] std::vector<Numbers> front() const {
        std::vector<Numbers> all;
        for (const auto& [bundle, losses] : tried_) {
            if (!bundle.empty()) all.push_back(bundle);
        }
        std::stable_sort(all.begin(), all.end(), [&](const Numbers& a, const Numbers& b) {
            return std::pair(cost(a), -saved(a, {})) < std::pair(cost(b), -saved(b, {}));
        });
        std::vector<Numbers> best;
        double most = 0;
        for (const Numbers& bundle : all) {
            const double here = saved(bundle, {});
            // What is no more than the rounding of sums is nothing.
            constexpr double least_share = 1e-9;
            if (here <= most + least_share * std::abs(most)) continue;
            most = here;
            best.push_back(bundle);
        }
        return best;
    }

    /// What they save in worlds that nothing was chosen by.
    bool value(std::uint64_t first, std::uint64_t worlds) {
        const std::vector<Numbers> on_front = front();
        std::vector<Numbers> sides{{}};
        for (std::size_t i = 0; i < investments_.size(); ++i) sides.push_back({i});
        sides.insert(sides.end(), on_front.begin(), on_front.end());
        const auto losses = run(sides, first, worlds);
        if (!losses) return false;
        report_.context.worlds = worlds_;
        report_.worlds_to_choose = static_cast<std::size_t>(first);
        report_.worlds_to_value = losses->worlds();
        report_.without = stats::mean_estimate(losses->weighted(0, weights_, 0));
        for (std::size_t s = 1; s < sides.size(); ++s) {
            auto& to = s <= investments_.size() ? report_.alone : report_.front;
            to.push_back(valued(sides[s], s, *losses));
        }
        report_.best = best(on_front);
        return true;
    }

    [[nodiscard]] report::Bundle valued(const Numbers& bundle, std::size_t side,
                                        const ensemble::SideLosses& losses) const {
        const auto saves = [&](std::size_t metric) {
            return stats::difference_estimate(less(losses.weighted(0, weights_, metric),
                                                   losses.weighted(side, weights_, metric)));
        };
        report::Bundle valued{.of = bundle,
                              .cost = cost(bundle),
                              .saves = saves(0),
                              .saves_money = {},
                              .saves_against = {},
                              .is_affordable = is_affordable(bundle)};
        if (has_money_) valued.saves_money = saves(1);
        for (std::size_t a = 0; a < losses.attackers(); ++a) {
            valued.saves_against.push_back(stats::difference_estimate(
                less(losses.against(0, a, 0), losses.against(side, a, 0))));
        }
        return valued;
    }

    /// By the worlds to choose, so that the worlds to value know nothing of the choice.
    [[nodiscard]] std::optional<std::size_t> best(const std::vector<Numbers>& on_front) const {
        std::optional<std::size_t> most;
        for (std::size_t i = 0; i < on_front.size(); ++i) {
            if (is_affordable(on_front[i])) most = i;  // ascending by what they save
        }
        if (!most) return std::nullopt;
        for (std::size_t i = 0; i < *most; ++i) {
            const auto more = stats::difference_estimate(
                less(tried_.at(on_front[i]), tried_.at(on_front[*most])));
            if (more.low <= 0) {
                most = i;
                break;
            }
        }
        return report_.front[*most].saves.low > 0 ? most : std::nullopt;
    }
};

/// 500000 EUR, or a number in the scenario's currency; complains about what is neither.
std::optional<double> budget_in(const std::string& word, const std::string& currency,
                                const Text& text) {
    const auto money = notation::money(
        word.find(' ') == std::string::npos ? fmt::format("{} {}", word, currency) : word);
    if (!money) {
        complain("kammerspiel: " + text("invest.not_money", {{"word", word}}) + "\n");
        return std::nullopt;
    }
    if (money->currency != currency) {
        complain("kammerspiel: " +
                 text("invest.other_currency", {{"here", money->currency}, {"there", currency}}) +
                 "\n");
        return std::nullopt;
    }
    return money->sum;
}

Status weigh(const InvestOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    Status fault{};
    auto question = ask(options, "invest", common, fault);
    if (!question) return fault;
    Diagnostics seen_before;
    const auto scenario = question->draft.bind({}, seen_before);
    if (!scenario || scenario->investments.empty()) {
        complain("kammerspiel: " + text("invest.none") + "\n");
        return Status::input_at_fault;
    }
    std::optional<double> budget;
    if (!options.budget.empty()) {
        budget = budget_in(options.budget, scenario->investments.front().currency, text);
        if (!budget) return Status::command_at_fault;
    }
    if (!may_write_results_to(question->folder, {"invest.html", "invest.csv", "invest.json"},
                              text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(question->folder);
    Chooser chooser(question->draft, *scenario, question->aim, options, budget, interrupt.token(),
                    common);
    const auto report = chooser.choose(question->context, fault);
    if (!report) {
        if (fault == Status::interrupted) {
            complain("kammerspiel: " + text("invest.interrupted_early") + "\n");
        }
        return fault;
    }
    const report::Document document = report::invest_document(*report, text);
    const Answer answer{.json = report::invest_as_json(*report),
                        .csv = report::invest_as_csv(*report),
                        .words = as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}),
                        .written = text("invest.written", {{"folder", question->folder}})};
    tell_of_kept(staged.write({{"invest.html", as_html(document)},
                               {"invest.csv", answer.csv},
                               {"invest.json", answer.json}}),
                 text);
    print_answer({options.json, options.csv}, answer, common);
    return Status::done;
}

}  // namespace

void add_invest(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("invest", text("cli.help.invest"));
    const auto options = std::make_shared<InvestOptions>();
    add_question(command, *options, text);
    command.add_option("--budget", options->budget, text("cli.help.invest.budget"))
        .type_name("\"500000 EUR\"");
    command.add_option("-n,--worlds", options->worlds, text("cli.help.invest.worlds"))
        .type_name(text("cli.help.number"))
        .check(whole_number(most_invest_worlds, text, least_invest_worlds))
        .show_default();
    command.callback([=, &chosen] { chosen = [=] { return weigh(*options, *common); }; });
}

}  // namespace kammerspiel::cli
