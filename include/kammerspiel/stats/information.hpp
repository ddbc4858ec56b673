#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// What it would be worth to know more about the attacker before deciding (rule 14).

namespace kammerspiel::stats {

/// What a source of information says, and how reliably: likelihood[signal][attacker] = P(signal |
/// attacker). Each attacker's column sums to 1.
class Signals {
   public:
    /// Preconditions: rows of equal length, none empty; no entry negative; columns sum to 1 within
    /// 1e-6 (they are then scaled to 1).
    explicit Signals(std::vector<std::vector<double>> likelihood);
    /// Names the attacker without error.
    [[nodiscard]] static Signals perfect(std::size_t attackers);
    /// Names the right one with probability `accuracy`, each wrong one with an equal share of the
    /// rest. Preconditions: 0 ≤ accuracy ≤ 1; attackers ≥ 2.
    [[nodiscard]] static Signals of_accuracy(std::size_t attackers, double accuracy);
    [[nodiscard]] std::size_t count() const { return likelihood_.size(); }
    [[nodiscard]] std::size_t attackers() const { return likelihood_.front().size(); }
    [[nodiscard]] double of(std::size_t signal, std::size_t attacker) const {
        return likelihood_[signal][attacker];
    }

   private:
    std::vector<std::vector<double>> likelihood_;
};

/// What to do after one signal, by all worlds.
struct AfterSignal {
    double probability = 0;
    std::vector<double> posterior;  ///< by attacker, sum 1; the prior where the signal cannot occur
    std::size_t best = 0;           ///< strategy
    double expected_loss = 0;
};

struct InformationValue {
    /// Expected loss without the information less that with it, less its cost. Cross-fitted: chosen
    /// on one half of the worlds (even numbers) and valued on the other, both ways, averaged. What
    /// the information is worth to who decides by so many worlds: it may be a little below 0 where
    /// the truth is 0, and never gains by the choice of a lucky maximum.
    Estimate value;
    /// Choice and value on the same worlds: too high on average. With `value` it brackets the
    /// truth.
    double plug_in = 0;
    std::size_t best_without = 0;  ///< strategy, by all worlds
    std::vector<AfterSignal> after;
};

/// Value of imperfect information: `cost` is in the metric's unit.
/// Absent if any value is censored (rule 19) or there is only one world.
[[nodiscard]] std::optional<InformationValue> information_value(const Outcomes& outcomes,
                                                                const Signals& signals,
                                                                double cost = 0,
                                                                double confidence = 0.95);
/// Value of perfect information.
[[nodiscard]] std::optional<InformationValue> perfect_information(const Outcomes& outcomes,
                                                                  double confidence = 0.95);

/// Gain of a strategy that waits over the best of the others: expected loss of the best immediate
/// one less that of waiting. Positive: waiting pays. Cross-fitted like InformationValue, so that it
/// is compared with what one would have chosen, not with a lucky minimum.
struct WaitingGain {
    Estimate gain;
    std::size_t best_immediate = 0;  ///< by all worlds
};
/// Absent like information_value, or without another strategy.
[[nodiscard]] std::optional<WaitingGain> gain_of_waiting(const Outcomes& outcomes,
                                                         std::size_t waiting,
                                                         double confidence = 0.95);

}  // namespace kammerspiel::stats
