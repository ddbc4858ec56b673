#include "kammerspiel/ensemble/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "kammerspiel/stats/weighted.hpp"
#include "sim/ensemble/decision.hpp"
#include "sim/ensemble/narrowing.hpp"

namespace kammerspiel::ensemble {
namespace {

/// Quantiles of which a picture of a distribution is made: every 2.5 %.
constexpr std::size_t picture_steps = 41;

/// What one run counts, by attacker: the fewer it has, the more.
std::vector<double> weights_of_runs(const stats::Outcomes& outcomes, std::size_t strategy) {
    std::vector<double> weights(outcomes.weights().begin(), outcomes.weights().end());
    for (std::size_t a = 0; a < weights.size(); ++a) {
        if (weights[a] == 0) continue;
        weights[a] *= static_cast<double>(outcomes.worlds()) /
                      static_cast<double>(outcomes.runs(strategy, a));
    }
    return weights;
}

std::vector<stats::Weighted> weighted_values(const stats::Outcomes& outcomes,
                                             std::size_t strategy) {
    std::vector<stats::Weighted> values;
    const std::span<const double> rows = outcomes.of(strategy);
    const auto weights = weights_of_runs(outcomes, strategy);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t a = i % outcomes.attackers();
        if (!outcomes.has(strategy, i / outcomes.attackers(), a)) continue;
        const double value = rows[i];
        values.push_back({std::isfinite(value) ? std::optional(value) : std::nullopt, weights[a]});
    }
    return values;
}

Quantiles picture(const stats::WeightedSample& sample) {
    Quantiles quantiles;
    for (std::size_t i = 0; i < picture_steps; ++i) {
        const double share = static_cast<double>(i) / (picture_steps - 1);
        quantiles.share.push_back(share);
        quantiles.value.push_back(sample.quantile(share).value_or(not_reached));
    }
    return quantiles;
}

/// In the same worlds; absent where a difference cannot be formed.
std::optional<Quantiles> difference_picture(const stats::Outcomes& outcomes, std::size_t strategy,
                                            std::size_t best) {
    std::vector<stats::Weighted> values;
    const std::span<const double> a = outcomes.of(strategy);
    const std::span<const double> b = outcomes.of(best);
    // Who left was in every world of its own together with the best.
    const auto weights = weights_of_runs(outcomes, strategy);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t attacker = i % outcomes.attackers();
        const std::size_t world = i / outcomes.attackers();
        if (!outcomes.has(strategy, world, attacker) || !outcomes.has(best, world, attacker)) {
            continue;
        }
        const double difference = a[i] - b[i];
        if (!std::isfinite(difference)) return std::nullopt;
        values.push_back({difference, weights[attacker]});
    }
    return picture(stats::WeightedSample(std::move(values)));
}

/// From how many worlds had how much at each moment.
std::vector<CurveBand> curve_of(const Store& store, const std::vector<CellSums>& sums,
                                std::size_t strategy, std::span<const double> weights) {
    std::vector<CurveBand> curve;
    for (std::size_t p = 0; p < CurveCounts::points; ++p) {
        std::vector<stats::Weighted> values;
        for (std::size_t b = 0; b < CurveCounts::bins; ++b) {
            double weight = 0;
            for (std::size_t a = 0; a < weights.size(); ++a) {
                const auto& cell = sums[strategy * weights.size() + a];
                if (cell.worlds == 0) continue;
                // As if each had as many worlds as the one with most.
                weight += weights[a] * static_cast<double>(cell.curve.count(p, b)) *
                          (static_cast<double>(store.worlds()) / static_cast<double>(cell.worlds));
            }
            constexpr double width = 1.0 / (CurveCounts::bins - 1);
            if (weight > 0) values.push_back({static_cast<double>(b) * width, weight});
        }
        if (values.empty()) continue;
        const stats::WeightedSample sample(std::move(values));
        curve.push_back({.hours = CurveCounts::hours(p, store.about().horizon),
                         .p10 = sample.quantile(0.1).value_or(0.0),
                         .median = sample.quantile(0.5).value_or(0.0),
                         .p90 = sample.quantile(0.9).value_or(0.0)});
    }
    return curve;
}

/// Mean over hypotheses of sums over worlds. Only sums are kept of places, so the interval cannot
/// tell how hypotheses go together in a world; it takes the worst case.
stats::Estimate site_mean(const std::vector<CellSums>& sums, std::size_t strategy,
                          std::span<const double> weights,
                          const std::function<std::pair<double, double>(const SiteSum&)>& of,
                          std::size_t site) {
    double mean = 0;
    double deviation = 0;
    double fewest = std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < weights.size(); ++a) {
        const CellSums& cell = sums[strategy * weights.size() + a];
        if (weights[a] == 0 || cell.worlds == 0) continue;
        const auto worlds = static_cast<double>(cell.worlds);
        const auto [sum, squares] = of(cell.sites[site]);
        fewest = std::min(fewest, worlds);
        const double part = sum / worlds;
        mean += weights[a] * part;
        const double variance =
            worlds > 1 ? std::max(0.0, (squares - worlds * part * part) / (worlds - 1)) : 0.0;
        // The errors of all hypotheses point the same way at worst: they share the worlds' luck.
        deviation += weights[a] * std::sqrt(variance / worlds);
    }
    stats::Estimate estimate = stats::around(mean, deviation, fewest);
    estimate.low = std::max(estimate.low, 0.0);  // a loss is never less than nothing
    return estimate;
}

std::vector<SiteFigures> site_figures(const Store& store, const std::vector<CellSums>& sums,
                                      std::span<const double> weights) {
    std::vector<SiteFigures> all;
    const std::vector<Site> sites = store.sites();
    const auto lost = [](const SiteSum& sum) {
        return std::pair(static_cast<double>(sum.lost) / 1e3, sum.lost_squared.as_double() / 1e6);
    };
    constexpr double seconds = 3600;
    const auto outage = [](const SiteSum& sum) {
        return std::pair(static_cast<double>(sum.outage) / seconds,
                         static_cast<double>(sum.outage_squared) / (seconds * seconds));
    };
    for (std::size_t i = 0; i < sites.size(); ++i) {
        if (sites[i].kind == Site::Kind::service) continue;
        SiteFigures figures{sites[i].kind, sites[i].name, {}, {}, {}};
        for (std::size_t s = 0; s < store.about().definition.strategies.size(); ++s) {
            figures.lost.push_back(site_mean(sums, s, weights, lost, i));
            figures.outage.push_back(site_mean(sums, s, weights, outage, i));
            if (const auto& price = store.about().member_hour) {
                const stats::Estimate& hours = figures.lost.back();
                figures.money.push_back(
                    {hours.value * *price, hours.low * *price, hours.high * *price});
            }
        }
        all.push_back(std::move(figures));
    }
    return all;
}

MetricFigures figures_of(Metric metric, const stats::Outcomes& outcomes) {
    MetricFigures figures{.metric = metric, .strategies = {}, .pairs = {}};
    for (std::size_t s = 0; s < outcomes.strategies(); ++s) {
        StrategyFigures one{.all = stats::summarise(outcomes, s), .against = {}};
        for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
            one.against.push_back(stats::summarise_under(outcomes, s, a));
        }
        figures.strategies.push_back(std::move(one));
    }
    if (outcomes.strategies() > 1) figures.pairs = stats::compare_all(outcomes);
    return figures;
}

double censored_share(const stats::Outcomes& outcomes, std::size_t strategy) {
    return stats::WeightedSample(weighted_values(outcomes, strategy)).censored();
}

/// Worlds by strategy, then attacker.
std::vector<std::vector<std::uint64_t>> runs_of(const stats::Outcomes& outcomes) {
    std::vector<std::vector<std::uint64_t>> runs(outcomes.strategies());
    for (std::size_t s = 0; s < runs.size(); ++s) {
        for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
            runs[s].push_back(outcomes.runs(s, a));
        }
    }
    return runs;
}

/// The past is the same for all strategies: whichever has most worlds tells of it.
double redrawn_share(const std::vector<CellSums>& sums, std::size_t attackers, std::size_t a) {
    const CellSums* most = &sums[a];
    for (std::size_t cell = a; cell < sums.size(); cell += attackers) {
        if (sums[cell].worlds > most->worlds) most = &sums[cell];
    }
    return static_cast<double>(most->worlds_redrawn) /
           static_cast<double>(std::max<std::uint64_t>(most->worlds, 1));
}

}  // namespace

stats::Paired MetricFigures::pair(std::size_t strategy, std::size_t other) const {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const stats::Paired& one) {
        return one.a == std::min(strategy, other) && one.b == std::max(strategy, other);
    });
    ensure(found != pairs.end(), "strategy {} was not compared", strategy);
    return found->a == strategy ? *found : stats::reversed(*found);
}

std::vector<Metric> usual_metrics() {
    return {Metric::member_hours_lost, Metric::hosts_destroyed, Metric::gigabytes_exfiltrated,
            Metric::hours_to_90};
}

Comparison compare(const Store& store, const Question& question) {
    const About& about = store.about();
    const std::size_t worlds = static_cast<std::size_t>(question.worlds);
    std::vector<Metric> metrics{question.by};
    for (const Metric metric : question.also) {
        if (metric != question.by) metrics.push_back(metric);
    }
    Comparison comparison{.worlds = question.worlds,
                          .strategies = about.definition.strategies,
                          .attackers = about.attackers,
                          .weights = about.weights,
                          .by = question.by};
    std::vector<stats::Outcomes> outcomes;
    const stats::Ran ran = store.ran(question.worlds);
    for (std::vector<double>& column : store.columns(metrics, question.worlds)) {
        outcomes.emplace_back(about.definition.strategies.size(), worlds, about.weights,
                              std::move(column),
                              info(metrics[outcomes.size()]).is_time ? stats::Weighed::by_median
                                                                     : stats::Weighed::by_mean,
                              ran);
    }
    comparison.runs = runs_of(outcomes.front());
    comparison.whole_worlds =
        ran.empty() ? question.worlds : outcomes.front().whole_worlds().worlds();
    comparison.narrowing = narrowing_of(store, question);
    for (std::size_t m = 0; m < metrics.size(); ++m) {
        comparison.metrics.push_back(figures_of(metrics[m], outcomes[m]));
    }
    for (const Metric metric : question.further) {
        const stats::Outcomes values(
            about.definition.strategies.size(), worlds, about.weights,
            store.columns(std::array{metric}, question.worlds).front(),
            info(metric).is_time ? stats::Weighed::by_median : stats::Weighed::by_mean, ran);
        comparison.further.push_back(figures_of(metric, values));
    }
    decide(outcomes, question, comparison);
    const std::size_t best = comparison.decision.ranking.front();
    const std::vector<CellSums> sums = store.sums();
    for (std::size_t s = 0; s < comparison.strategies.size(); ++s) {
        comparison.curves.push_back(curve_of(store, sums, s, about.weights));
        comparison.distributions.push_back(
            picture(stats::WeightedSample(weighted_values(outcomes.front(), s))));
        comparison.differences.push_back(s == best ? std::nullopt
                                                   : difference_picture(outcomes.front(), s, best));
    }
    comparison.sites = site_figures(store, sums, about.weights);
    for (std::size_t a = 0; a < about.attackers.size(); ++a) {
        comparison.redrawn.push_back(redrawn_share(sums, about.attackers.size(), a));
    }
    const std::vector<Metric> all_back{Metric::hours_to_all};
    const stats::Outcomes back(about.definition.strategies.size(), worlds, about.weights,
                               store.columns(all_back, question.worlds).front(),
                               stats::Weighed::by_median, ran);
    for (std::size_t s = 0; s < comparison.strategies.size(); ++s) {
        comparison.still_down.push_back(censored_share(back, s));
    }
    return comparison;
}

}  // namespace kammerspiel::ensemble
