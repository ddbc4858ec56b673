#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/document/estimate_words.hpp"

// What a comparison comes to, in sentences.

namespace kammerspiel::report {
namespace {

using ensemble::Metric;
using stats::Estimate;

Estimate negative(const Estimate& estimate) {
    return {-estimate.value, -estimate.high, -estimate.low};
}

std::string joined(const std::vector<std::string>& parts, const char* separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

}  // namespace

std::string ComparisonWords::strategies(const std::vector<std::size_t>& numbers) const {
    std::vector<std::string> names;
    for (const std::size_t s : numbers) names.push_back(quoted(s));
    return joined(names, ", ");
}

std::vector<std::string> ComparisonWords::answer() const {
    const auto& decision = comparison_.decision;
    const ensemble::MetricFigures& by = comparison_.metrics.front();
    const std::size_t best = decision.ranking.front();
    const stats::Summary& figures = by.strategies[best].all;
    const bool by_mean = figures.mean && !figures.by_median;
    const std::string told = figures.median_or_never && !by_mean
                                 ? median(by.metric, figures)
                                 : with_interval(by.metric, stats::typical(figures));
    if (decision.ranking.size() > 1 && decision.best.size() == decision.ranking.size()) {
        return {text_(by_mean ? "compare.answer.same_mean" : "compare.answer.same_median",
                      {{"metric", metric(by.metric)}, {"figure", told}})};
    }
    std::vector<std::string> sentences{
        text_(by_mean ? "compare.answer.best_mean" : "compare.answer.best_median",
              {{"strategy", quoted(best)}, {"metric", metric(by.metric)}, {"figure", told}})};
    if (decision.best.size() > 1) {
        sentences.push_back(
            text_("compare.answer.as_good",
                  {{"strategies", strategies({decision.best.begin() + 1, decision.best.end()})}}));
    }
    add_next(sentences);
    add_guarantee(sentences);
    return sentences;
}

void ComparisonWords::add_guarantee(std::vector<std::string>& sentences) const {
    const auto& narrowing = comparison_.narrowing;
    if (!narrowing || comparison_.strategies.size() < 2) return;
    if (narrowing->planned_by != comparison_.by) {
        sentences.push_back(
            text_("compare.answer.other_plan", {{"metric", metric(narrowing->planned_by)}}));
    } else {
        const auto& loss = comparison_.metrics.front().strategies[narrowing->best].all.mean;
        const double most = narrowing->at_most_behind;
        if (most == 0 || !std::isfinite(most) || !loss) {
            if (most == 0) sentences.push_back(text_("compare.answer.chosen"));
        } else if (loss->value > 0) {
            sentences.push_back(
                text_("compare.answer.within", {{"figure", figure(comparison_.by, most)},
                                                {"share", text_.percent(most / loss->value, 1)}}));
        }
    }
    if (narrowing->planned_by == comparison_.by && narrowing->most_loss) {
        sentences.push_back(text_("compare.answer.strict",
                                  {{"figure", figure(comparison_.by, *narrowing->most_loss)}}));
    }
    std::vector<std::string> left;
    for (const ensemble::Narrowing::Left& one : narrowing->left) {
        left.push_back(
            text_("compare.answer.left_after", {{"strategy", quoted(one.strategy)},
                                                {"count", static_cast<std::int64_t>(one.worlds)}}));
    }
    if (left.empty()) return;
    sentences.push_back(text_("compare.answer.left", {{"strategies", joined(left, ", ")}}));
}

void ComparisonWords::add_next(std::vector<std::string>& sentences) const {
    const auto& decision = comparison_.decision;
    const auto next =
        std::find_if(decision.ranking.begin(), decision.ranking.end(), [&](std::size_t s) {
            return std::find(decision.best.begin(), decision.best.end(), s) == decision.best.end();
        });
    if (next == decision.ranking.end()) return;
    const ensemble::MetricFigures& by = comparison_.metrics.front();
    const std::size_t best = decision.ranking.front();
    const stats::Paired pair = by.pair(best, *next);
    const bool is_clear = stats::standing(pair) == stats::Standing::better;
    sentences.push_back(
        text_(is_clear ? "compare.answer.next" : "compare.answer.open",
              {{"strategy", quoted(*next)},
               {"best", quoted(best)},
               {"difference", with_interval(by.metric, negative(stats::typical(pair)))},
               {"shares", shares(pair)}}));
    if (is_clear && !decision.best_is_clear) {
        sentences.push_back(text_("compare.answer.not_all_clear"));
    }
}

std::string ComparisonWords::shares(const stats::Paired& pair) const {
    return text_(pair.ties.value > 0 ? "compare.shares_with_ties" : "compare.shares",
                 {{"better", text_.percent(pair.wins.value)},
                  {"low", text_.percent(pair.wins.low)},
                  {"high", text_.percent(pair.wins.high)},
                  {"equal", text_.percent(pair.ties.value)},
                  {"worse", text_.percent(pair.losses.value)}});
}

std::vector<std::string> ComparisonWords::advice() const {
    std::vector<std::string> sentences;
    const auto& decision = comparison_.decision;
    if (comparison_.is_uneven()) {
        sentences.push_back(
            text_("compare.advice.whole_worlds",
                  {{"count", static_cast<std::int64_t>(comparison_.whole_worlds)}}));
    }
    if (comparison_.attackers.size() > 1) add_hypotheses(sentences);
    if (comparison_.attackers.size() > 1 && !decision.by_weights.empty()) {
        sentences.push_back(
            text_("compare.advice.by_weights", {{"strategies", strategies(decision.by_weights)}}));
    }
    add_information(sentences, "compare.advice.perfect_information",
                    "compare.advice.perfect_information_open", decision.perfect_information);
    add_information(sentences, "compare.advice.forensic_information",
                    "compare.advice.forensic_information_open", decision.forensic_information);
    for (const auto& [waiting, found] : decision.waiting) {
        const Estimate& gain = found.gain;
        const char* key = gain.low > 0            ? "compare.advice.waiting_pays"
                          : gain.high < 0         ? "compare.advice.waiting_costs"
                          : gain.low == gain.high ? "compare.advice.waiting_same"
                                                  : "compare.advice.waiting_open";
        const Estimate shown = gain.high < 0 ? negative(gain) : gain;
        sentences.push_back(text_(key, {{"strategy", quoted(waiting)},
                                        {"other", quoted(found.best_immediate)},
                                        {"figure", with_interval(comparison_.by, shown)},
                                        {"costs", figure(comparison_.by, -gain.low)},
                                        {"saves", figure(comparison_.by, gain.high)}}));
    }
    return sentences;
}

void ComparisonWords::add_information(std::vector<std::string>& sentences, std::string_view clear,
                                      std::string_view open,
                                      const std::optional<stats::InformationValue>& found) const {
    if (!found || found->value.high <= 0) return;
    const Estimate& value = found->value;
    sentences.push_back(
        text_(value.low > 0 ? clear : open, {{"figure", with_interval(comparison_.by, value)},
                                             {"most", figure(comparison_.by, value.high)}}));
}

void ComparisonWords::add_hypotheses(std::vector<std::string>& sentences) const {
    const auto& decision = comparison_.decision;
    const bool nothing_differs = decision.best.size() == decision.ranking.size();
    if (!decision.regrets || nothing_differs) return;
    const std::size_t best = decision.ranking.front();
    const stats::RegretTable& regrets = *decision.regrets;
    std::vector<std::string> others;
    for (std::size_t a = 0; a < comparison_.attackers.size(); ++a) {
        const stats::Regret& own = regrets.of[best][a];
        if (own.is_best() || comparison_.weights[a] == 0) continue;
        std::vector<std::size_t> right;
        for (const std::size_t s : regrets.best[a]) {
            if (regrets.of[s][a].is_best()) right.push_back(s);
        }
        others.push_back(
            text_(own.is_clear ? "compare.advice.against" : "compare.advice.against_open",
                  {{"attacker", attacker(a)}, {"strategy", strategies(right)}}));
    }
    sentences.push_back(others.empty()
                            ? text_("compare.advice.always", {{"strategy", quoted(best)}})
                            : text_("compare.advice.but", {{"strategy", quoted(best)},
                                                           {"others", joined(others, "; ")}}));
    sentences.push_back(
        text_(regrets.minimax_is_clear ? "compare.advice.regret" : "compare.advice.regret_open",
              {{"strategy", quoted(regrets.minimax)},
               {"figure", with_interval(comparison_.by, regrets.worst_regret[regrets.minimax])}}));
    if (decision.priors) {
        for (const stats::PriorSwing& swing : *decision.priors) add_switches(swing, sentences);
    }
}

void ComparisonWords::add_switches(const stats::PriorSwing& swing,
                                   std::vector<std::string>& sentences) const {
    std::vector<std::string> changes;
    for (const stats::SwitchPoint& point : swing.switches) {
        changes.push_back(
            text_(point.is_clear() ? "compare.advice.switch_at" : "compare.advice.switch_open",
                  {{"share", with_interval_of_share(point)},
                   {"below", quoted(point.below)},
                   {"above", quoted(point.above)}}));
    }
    if (changes.empty()) return;
    sentences.push_back(text_("compare.advice.switch", {{"attacker", attacker(swing.attacker)},
                                                        {"now", text_.percent(swing.weight)},
                                                        {"changes", joined(changes, "; ")}}));
}

std::string ComparisonWords::with_interval_of_share(const stats::SwitchPoint& point) const {
    return report::with_interval({point.weight, point.low, point.high}, text_,
                                 [&](double share) { return text_.percent(share); });
}

}  // namespace kammerspiel::report
