#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// Which strategy is best against which attacker, and how much the answer hangs on the priors.

namespace kammerspiel::stats {

/// One strategy under one attacker, as far from the best one there.
struct Regret {
    double expected_loss = 0;
    /// Expected loss less that of the attacker's best strategy, paired: ≥ 0, and 0 for the best and
    /// for whatever does equally well.
    Estimate regret;
    /// Behind the best one by more than luck.
    bool is_clear = false;
    /// As good as the best: the mean difference is 0.
    [[nodiscard]] bool is_best() const { return regret.value == 0; }
};

struct RegretTable {
    std::vector<std::vector<Regret>> of;  ///< [strategy][attacker]
    /// [attacker]: strategies, best first; of equal ones the one that loses less over all
    /// attackers, weighted by their priors.
    std::vector<std::vector<std::size_t>> best;
    /// By strategy, over the attackers that have weight: their priors themselves do not matter. All
    /// attackers' intervals hold together.
    std::vector<Estimate> worst_regret;
    /// The strategy whose worst regret is smallest (Savage 1951); ties as in `best`.
    std::size_t minimax = 0;
    /// No other has so small a worst regret by more than luck, those that equal it left out.
    bool minimax_is_clear = false;
};

/// Absent if any value of an attacker with weight is censored: there are no means then (rule 19).
/// Other attackers that have such values count as infinitely bad.
[[nodiscard]] std::optional<RegretTable> regret_table(const Outcomes& outcomes,
                                                      double confidence = 0.95);

/// At this prior of the attacker, two strategies lose the same; below it `below` is best, above it
/// `above`.
struct SwitchPoint {
    double weight = 0;
    std::size_t below = 0;
    std::size_t above = 0;
    /// All priors around it at which luck may decide between the two (Fieller's set): 0 or 1 where
    /// it reaches the end.
    double low = 0, high = 1;
    /// On both sides there are priors at which one of the two is better by more than luck.
    [[nodiscard]] bool is_clear() const { return low > 0 && high < 1; }
};

/// What the prior of one attacker does to the choice, from 0 to 1, the others scaled in proportion
/// (equally, where they have no weight).
struct PriorSwing {
    std::size_t attacker = 0;
    double weight = 0;                    ///< as it is
    std::size_t best_at_0 = 0;            ///< strategy
    std::vector<SwitchPoint> switches;    ///< ascending, 0 < weight < 1
    double loss_at_0 = 0, loss_at_1 = 0;  ///< expected loss of whatever is best there
    /// How far the prior can move before another strategy is best; absent: never.
    [[nodiscard]] std::optional<double> distance_to_switch() const;
};

/// One for each attacker. Exact for the estimated means, as expected losses are linear in the
/// weight: the lower envelope of straight lines. Where lines coincide the one is named that loses
/// less at the priors as they are. Absent if any value is censored, also of attackers without
/// weight. Precondition: what the strategies do does not depend on the priors.
[[nodiscard]] std::optional<std::vector<PriorSwing>> prior_tornado(const Outcomes& outcomes,
                                                                   double confidence = 0.95);

}  // namespace kammerspiel::stats
