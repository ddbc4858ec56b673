#include "kammerspiel/stats/information.hpp"

#include <cmath>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

using Matrix = std::vector<std::vector<double>>;  // expected losses, [strategy][attacker]

/// Means over the worlds of one half (numbers of that parity), or over all.
enum class Sample { even, odd, all };

Matrix expected_losses(const Outcomes& outcomes, Sample part) {
    const std::size_t first = part == Sample::odd ? 1 : 0;
    const std::size_t step = part == Sample::all ? 1 : 2;
    Matrix losses(outcomes.strategies(), std::vector<double>(outcomes.attackers(), 0.0));
    for (std::size_t s = 0; s < outcomes.strategies(); ++s) {
        double count = 0;
        for (std::size_t w = first; w < outcomes.worlds(); w += step) {
            for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
                if (outcomes.weights()[a] > 0) losses[s][a] += outcomes.at(s, w, a);
            }
            count += 1;
        }
        for (double& loss : losses[s]) loss /= count;
    }
    return losses;
}

double weighted(std::span<const double> losses, std::span<const double> weights) {
    return row_means(losses, weights).front();
}

/// The lowest number among the best; `left_out` is not looked at.
std::size_t best_by(const Matrix& losses, std::span<const double> weights,
                    std::optional<std::size_t> left_out = {}) {
    std::optional<std::size_t> best;
    double least = 0;
    for (std::size_t s = 0; s < losses.size(); ++s) {
        if (s == left_out) continue;
        const double loss = weighted(losses[s], weights);
        if (!best || loss < least) {
            best = s;
            least = loss;
        }
    }
    return best.value();
}

/// P(attacker and signal), by attacker.
std::vector<double> joint(const Outcomes& outcomes, const Signals& signals, std::size_t signal) {
    std::vector<double> joint(outcomes.weights().begin(), outcomes.weights().end());
    for (std::size_t a = 0; a < joint.size(); ++a) joint[a] *= signals.of(signal, a);
    return joint;
}

/// Who decides by these expected losses: without the information, and after each signal.
struct Choice {
    std::size_t without = 0;
    std::vector<std::size_t> after;
};

Choice choose(const Outcomes& outcomes, const Signals& signals, const Matrix& losses) {
    Choice choice{best_by(losses, outcomes.weights()), {}};
    for (std::size_t z = 0; z < signals.count(); ++z) {
        choice.after.push_back(best_by(losses, joint(outcomes, signals, z)));
    }
    return choice;
}

/// What the choice gains in each world; `probability[signal]` is the joint one.
double gain_in(const Outcomes& outcomes, const Matrix& probability, const Choice& choice,
               std::size_t world) {
    double gain = 0;
    for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
        if (outcomes.weights()[a] == 0) continue;
        const double without = outcomes.at(choice.without, world, a);
        for (std::size_t z = 0; z < probability.size(); ++z) {
            gain += probability[z][a] * (without - outcomes.at(choice.after[z], world, a));
        }
    }
    return gain;
}

AfterSignal after_signal(const Outcomes& outcomes, const Matrix& losses,
                         std::vector<double> probability, std::size_t best) {
    AfterSignal after{.posterior = std::move(probability), .best = best};
    for (const double p : after.posterior) after.probability += p;
    if (after.probability > 0) {
        for (double& p : after.posterior) p /= after.probability;
    } else {
        after.posterior.assign(outcomes.weights().begin(), outcomes.weights().end());
    }
    after.expected_loss = weighted(losses[best], after.posterior);
    return after;
}

bool can_be_valued(const Outcomes& outcomes) {
    return outcomes.worlds() >= 2 && !outcomes.is_by_median();
}

}  // namespace

Signals::Signals(std::vector<std::vector<double>> likelihood) : likelihood_(std::move(likelihood)) {
    ensure(!likelihood_.empty() && !likelihood_.front().empty(), "{} signals tell nothing",
           likelihood_.size());
    for (const auto& row : likelihood_) {
        ensure(row.size() == likelihood_.front().size(), "signals of {} and {} attackers",
               row.size(), likelihood_.front().size());
    }
    for (std::size_t a = 0; a < attackers(); ++a) {
        double sum = 0;
        for (const auto& row : likelihood_) {
            ensure(row[a] >= 0, "a signal's probability is {}", row[a]);
            sum += row[a];
        }
        ensure(std::abs(sum - 1) < 1e-6, "the signals of attacker {} sum to {}", a, sum);
        for (auto& row : likelihood_) row[a] /= sum;
    }
}

Signals Signals::perfect(std::size_t attackers) {
    std::vector<std::vector<double>> identity(attackers, std::vector<double>(attackers, 0.0));
    for (std::size_t a = 0; a < attackers; ++a) identity[a][a] = 1;
    return Signals(std::move(identity));
}

Signals Signals::of_accuracy(std::size_t attackers, double accuracy) {
    ensure(attackers >= 2 && accuracy >= 0 && accuracy <= 1, "{} attackers told with accuracy {}",
           attackers, accuracy);
    const double wrong = (1 - accuracy) / static_cast<double>(attackers - 1);
    std::vector<std::vector<double>> rows(attackers, std::vector<double>(attackers, wrong));
    for (std::size_t a = 0; a < attackers; ++a) rows[a][a] = accuracy;
    return Signals(std::move(rows));
}

std::optional<InformationValue> information_value(const Outcomes& outcomes, const Signals& signals,
                                                  double cost, double confidence) {
    ensure(signals.attackers() == outcomes.attackers(), "signals of {} attackers, outcomes of {}",
           signals.attackers(), outcomes.attackers());
    if (!can_be_valued(outcomes)) return std::nullopt;
    Matrix probability;
    for (std::size_t z = 0; z < signals.count(); ++z) {
        probability.push_back(joint(outcomes, signals, z));
    }
    const Choice by_even = choose(outcomes, signals, expected_losses(outcomes, Sample::even));
    const Choice by_odd = choose(outcomes, signals, expected_losses(outcomes, Sample::odd));
    std::vector<double> gains(outcomes.worlds());
    for (std::size_t w = 0; w < gains.size(); ++w) {
        gains[w] = gain_in(outcomes, probability, w % 2 == 0 ? by_odd : by_even, w) - cost;
    }
    InformationValue result{.value = difference_estimate(gains, confidence), .after = {}};
    const Matrix losses = expected_losses(outcomes, Sample::all);
    const Choice by_all = choose(outcomes, signals, losses);
    result.best_without = by_all.without;
    result.plug_in = weighted(losses[by_all.without], outcomes.weights()) - cost;
    for (std::size_t z = 0; z < signals.count(); ++z) {
        result.after.push_back(
            after_signal(outcomes, losses, std::move(probability[z]), by_all.after[z]));
        result.plug_in -= result.after.back().probability * result.after.back().expected_loss;
    }
    return result;
}

std::optional<InformationValue> perfect_information(const Outcomes& outcomes, double confidence) {
    return information_value(outcomes, Signals::perfect(outcomes.attackers()), 0, confidence);
}

std::optional<WaitingGain> gain_of_waiting(const Outcomes& outcomes, std::size_t waiting,
                                           double confidence) {
    if (!can_be_valued(outcomes) || outcomes.strategies() < 2) return std::nullopt;
    const auto best = [&](Sample part) {
        return best_by(expected_losses(outcomes, part), outcomes.weights(), waiting);
    };
    const auto by_even = outcomes.world_means(best(Sample::even));
    const auto by_odd = outcomes.world_means(best(Sample::odd));
    auto gains = outcomes.world_means(waiting);
    for (std::size_t w = 0; w < gains.size(); ++w) {
        gains[w] = (w % 2 == 0 ? by_odd[w] : by_even[w]) - gains[w];
    }
    return WaitingGain{difference_estimate(gains, confidence), best(Sample::all)};
}

}  // namespace kammerspiel::stats
