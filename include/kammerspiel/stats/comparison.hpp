#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/information.hpp"
#include "kammerspiel/stats/paired.hpp"
#include "kammerspiel/stats/pareto.hpp"
#include "kammerspiel/stats/regret.hpp"

// What a study says about its strategies: which is better, by how much, and how sure that is.

namespace kammerspiel::stats {

/// One metric under one strategy.
struct StrategyFigures {
    Summary all;                   ///< over worlds and hypotheses, weighted by their priors
    std::vector<Summary> against;  ///< given each hypothesis
};

/// The figure by which strategies are weighed: the mean or, of what is not always reached, the
/// median.
[[nodiscard]] const Estimate& typical(const Summary& summary);
[[nodiscard]] const Estimate& typical(const Paired& pair);
/// Whether `a` is better than `b` by more than luck, all pairs considered: the interval of the mean
/// difference or, where there is none or it has no width, of the share of worlds won.
[[nodiscard]] bool is_clearly_better(const Paired& pair);
/// The same, whichever of the two it is.
[[nodiscard]] bool is_clear(const Paired& pair);

struct MetricFigures {
    ensemble::Metric metric{};
    std::vector<StrategyFigures> strategies;
    std::vector<Paired> pairs;  ///< every a < b, row by row
    /// How `strategy` fares against `other`; negative: it loses less.
    [[nodiscard]] Paired pair(std::size_t strategy, std::size_t other) const;
};

/// Which decision, by the expected value of one metric. What needs means is absent where a value of
/// it is not reached within the horizon (rule 19).
struct Decision {
    std::vector<std::size_t> ranking;  ///< strategies, the best one first
    bool best_is_clear = false;        ///< against each other one
    std::optional<RegretTable> regrets;
    std::optional<std::vector<PriorSwing>> priors;         ///< by attacker
    std::optional<InformationValue> perfect_information;   ///< about the attacker
    std::optional<InformationValue> forensic_information;  ///< as accurate as the scenario's
    /// Of each strategy that waits to know more, over the best of the others.
    std::vector<std::pair<std::size_t, WaitingGain>> waiting;
};

/// One moment of the restoration: share of people (over all services) who have them, over worlds
/// and hypotheses.
struct CurveBand {
    double hours = 0;
    double p10 = 0, median = 0, p90 = 0;
};

/// Values of the leading metric at fixed quantiles, for pictures of the distribution.
struct Quantiles {
    std::vector<double> share;
    std::vector<double> value;
};

/// Where losses fell: means over worlds and hypotheses, by site and strategy.
struct SiteFigures {
    ensemble::Site::Kind kind{};
    std::string name;
    std::vector<Estimate> lost;    ///< member-hours
    std::vector<Estimate> outage;  ///< hours
};

struct Comparison {
    std::uint64_t worlds = 0;  ///< against each hypothesis
    std::vector<std::string> strategies;
    std::vector<std::string> attackers;
    std::vector<double> weights;
    ensemble::Metric by{};               ///< the metric that decides
    std::vector<MetricFigures> metrics;  ///< the first one is `by`
    Decision decision;
    ParetoFront front;                                  ///< over all of `metrics`
    std::vector<std::vector<CurveBand>> curves;         ///< by strategy
    std::vector<Quantiles> distributions;               ///< by strategy, of `by`
    std::vector<std::optional<Quantiles>> differences;  ///< to the best one, of `by`; by strategy
    std::vector<SiteFigures> sites;  ///< organisations, regions and service names
    /// Share of worlds and hypotheses in which not everything is restored by the horizon, by
    /// strategy.
    std::vector<double> still_down;
};

/// What is asked of a study.
struct Question {
    ensemble::Metric by = ensemble::Metric::member_hours_lost;
    std::vector<ensemble::Metric> also;    ///< further metrics to compare
    std::vector<std::size_t> waiting;      ///< strategies that wait to know more
    std::optional<Probability> forensics;  ///< that they name the right attacker
    std::uint64_t worlds = 0;              ///< the first ones; at least 2
};

/// The metrics that strategies are weighed by if nobody says otherwise.
[[nodiscard]] std::vector<ensemble::Metric> usual_metrics();

/// Throws StoreError. Precondition: the store holds `question.worlds` worlds.
[[nodiscard]] Comparison compare(const ensemble::Store& store, const Question& question);

}  // namespace kammerspiel::stats
