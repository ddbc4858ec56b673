#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/ensemble/curve.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/information.hpp"
#include "kammerspiel/stats/paired.hpp"
#include "kammerspiel/stats/pareto.hpp"
#include "kammerspiel/stats/regret.hpp"

// What a study says about its strategies: which is better, by how much, and how sure that is.

namespace kammerspiel::ensemble {

/// One metric under one strategy.
struct StrategyFigures {
    stats::Summary all;                   ///< over worlds and hypotheses, weighted by their priors
    std::vector<stats::Summary> against;  ///< given each hypothesis
};

struct MetricFigures {
    Metric metric{};
    std::vector<StrategyFigures> strategies;
    std::vector<stats::Paired> pairs;  ///< every a < b, row by row
    /// How `strategy` fares against `other`; negative: it loses less.
    [[nodiscard]] stats::Paired pair(std::size_t strategy, std::size_t other) const;
};

/// Which decision, by the expected value of one metric. What needs means is absent where a value of
/// it is not reached within the horizon (rule 19).
struct Decision {
    std::vector<std::size_t> ranking;  ///< strategies, the best one first; equal ones by name
    /// The best one and those that do the same in every world, in the order of `ranking`.
    std::vector<std::size_t> best;
    bool best_is_clear = false;  ///< those of `best`, against each other one
    /// Strategies that wait for certainty about the attacker: deciders begin with the weights, so
    /// that these worlds tell nothing of other weights. Then there is neither `priors` nor any
    /// value of information.
    std::vector<std::size_t> by_weights;
    std::optional<stats::RegretTable> regrets;
    std::optional<std::vector<stats::PriorSwing>> priors;         ///< by attacker
    std::optional<stats::InformationValue> perfect_information;   ///< about the attacker
    std::optional<stats::InformationValue> forensic_information;  ///< as accurate as the scenario's
    /// Of each strategy that waits to know more, over the best of the others.
    std::vector<std::pair<std::size_t, stats::WaitingGain>> waiting;
};

/// Values of the leading metric at fixed quantiles, for pictures of the distribution.
struct Quantiles {
    std::vector<double> share;
    std::vector<double> value;
};

/// Where losses fell: means over worlds and hypotheses, by site and strategy.
struct SiteFigures {
    Site::Kind kind{};
    std::string name;
    std::vector<stats::Estimate> lost;    ///< member-hours
    std::vector<stats::Estimate> outage;  ///< hours
    std::vector<stats::Estimate> money;   ///< of lost hours; empty without a valuation
};

/// A study in rounds: what its choice is worth, and who left when.
struct Narrowing {
    Metric planned_by{};  ///< the metric that decided
    /// What is said holds for finite samples, as nobody can lose more than this.
    std::optional<double> most_loss = {};
    struct Left {
        std::size_t strategy = 0;
        std::size_t behind = 0;    ///< than which it was surely worse
        std::uint64_t worlds = 0;  ///< of the study, when it left
    };
    std::vector<Left> left;  ///< in the order in which they left
    std::size_t best = 0;    ///< of those that stayed
    std::size_t stayed = 1;
    /// With 95 % confidence the best loses no more than so much more than any other strategy of the
    /// study; 0: none is better.
    double at_most_behind = 0;
};

struct Comparison {
    std::uint64_t worlds = 0;  ///< against each hypothesis; in a study in rounds, of the largest
    std::vector<std::string> strategies;
    std::vector<std::string> attackers;
    std::vector<double> weights;
    std::vector<std::vector<std::uint64_t>> runs;  ///< worlds by strategy, then attacker
    /// Worlds in which every strategy met every attacker: on them rest regrets, priors, values of
    /// information and the front.
    std::uint64_t whole_worlds = 0;
    std::optional<Narrowing> narrowing;  ///< of a study in rounds
    Metric by{};                         ///< the metric that decides
    std::vector<MetricFigures> metrics;  ///< the first one is `by`
    std::vector<MetricFigures> further;  ///< asked for beside; nothing is decided by them
    Decision decision;
    /// Some strategies or attackers have fewer worlds than others.
    [[nodiscard]] bool is_uneven() const { return whole_worlds < worlds; }
    stats::ParetoFront front;                           ///< over all of `metrics`
    std::vector<std::vector<CurveBand>> curves;         ///< by strategy
    std::vector<Quantiles> distributions;               ///< by strategy, of `by`
    std::vector<std::optional<Quantiles>> differences;  ///< to the best one, of `by`; by strategy
    std::vector<SiteFigures> sites;  ///< organisations, regions and service names
    /// Share of worlds and hypotheses in which not everything is restored by the horizon, by
    /// strategy.
    std::vector<double> still_down;
    /// By attacker: share of worlds that were drawn anew, as users had noticed destroyed hosts
    /// before the start of which nothing is given (rule 38).
    std::vector<double> redrawn;
};

/// What is asked of a study.
struct Question {
    Metric by = Metric::member_hours_lost;
    std::vector<Metric> also;              ///< further metrics to compare
    std::vector<Metric> further = {};      ///< for files: figures, and nothing that rests on them
    std::vector<std::size_t> waiting;      ///< strategies that wait to know more
    std::vector<std::size_t> by_weights;   ///< strategies whose decisions depend on the weights
    std::optional<Probability> forensics;  ///< that they name the right attacker
    std::uint64_t worlds = 0;              ///< the first ones; at least 2
};

/// The metrics that strategies are weighed by if nobody says otherwise.
[[nodiscard]] std::vector<Metric> usual_metrics();

/// Throws StoreError. Precondition: the store holds `question.worlds` worlds.
[[nodiscard]] Comparison compare(const Store& store, const Question& question);

}  // namespace kammerspiel::ensemble
