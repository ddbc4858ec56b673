#include "kammerspiel/stats/paired.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/stats/theory.hpp"

namespace kammerspiel::stats {
namespace {

/// Values of both strategies, by world, then attacker.
struct Both {
    std::span<const double> a;
    std::span<const double> b;
    std::span<const double> weights;
};

void add_shares(const Both& both, double confidence, Paired& paired) {
    std::vector<double> better(both.a.size());
    std::vector<double> tied(both.a.size());
    for (std::size_t i = 0; i < better.size(); ++i) {
        tied[i] = both.a[i] == both.b[i] ? 1 : 0;  // infinity equals infinity
        better[i] = both.a[i] < both.b[i] ? 1 : tied[i] / 2;
    }
    double squared_weights = 0;
    for (const double weight : both.weights) squared_weights += weight * weight;
    const auto rows = row_means(better, both.weights);
    paired.a_is_better =
        share_estimate(rows, static_cast<double>(rows.size()) / squared_weights, confidence);
    paired.ties = moments(row_means(tied, both.weights)).mean;
    paired.wins = paired.a_is_better.value - paired.ties / 2;
    paired.losses = 1 - paired.wins - paired.ties;
    std::vector<double> from_even(rows);
    for (double& x : from_even) x -= 0.5;
    paired.p_value = mean_p_value(from_even);
}

void add_mean(const Both& both, std::span<const double> differences, double confidence,
              Paired& paired) {
    const auto rows = row_means(differences, both.weights);
    paired.mean = mean_estimate(rows, confidence);
    paired.p_value = mean_p_value(rows);
    if (rows.size() < 2) return;
    const double together = moments(rows).deviation;
    const double of_a = moments(row_means(both.a, both.weights)).deviation;
    const double of_b = moments(row_means(both.b, both.weights)).deviation;
    const double apart = of_a * of_a + of_b * of_b;
    if (together > 0) {
        paired.worlds_saved = apart / (together * together);
    } else if (apart > 0) {
        paired.worlds_saved = std::numeric_limits<double>::infinity();
    }
}

Paired paired(const Both& both, double confidence) {
    std::vector<double> differences(both.a.size());
    bool is_censored = false;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        differences[i] = both.a[i] == both.b[i] ? 0 : both.a[i] - both.b[i];
        is_censored |= both.weights[i % both.weights.size()] > 0 &&
                       (std::isinf(both.a[i]) || std::isinf(both.b[i]));
    }
    Paired result;
    constexpr std::array half{0.5};
    result.median = quantile_estimates(differences, both.weights, half, confidence).front();
    add_shares(both, confidence, result);
    if (!is_censored) add_mean(both, differences, confidence, result);
    return result;
}

void adjust(std::vector<Paired>& all) {
    std::vector<double> p;
    for (const Paired& one : all) p.push_back(one.p_value);
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].p_value = adjusted[i];
}

}  // namespace

Paired compare(const Outcomes& outcomes, std::size_t a, std::size_t b, double confidence) {
    Paired result = paired({outcomes.of(a), outcomes.of(b), outcomes.weights()}, confidence);
    result.a = a;
    result.b = b;
    return result;
}

Paired compare_under(const Outcomes& outcomes, std::size_t a, std::size_t b, std::size_t attacker,
                     double confidence) {
    constexpr std::array certain{1.0};
    const auto of_a = outcomes.column(a, attacker);
    const auto of_b = outcomes.column(b, attacker);
    Paired result = paired({of_a, of_b, certain}, confidence);
    result.a = a;
    result.b = b;
    return result;
}

std::vector<Paired> compare_all(const Outcomes& outcomes, double confidence) {
    const std::size_t n = outcomes.strategies();
    std::vector<Paired> all;
    const double each = bonferroni(confidence, n * (n - 1) / 2);
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = a + 1; b < n; ++b) all.push_back(compare(outcomes, a, b, each));
    }
    adjust(all);
    return all;
}

std::vector<Paired> compare_with(const Outcomes& outcomes, std::size_t reference,
                                 double confidence) {
    std::vector<Paired> all;
    const double each = bonferroni(confidence, outcomes.strategies() - 1);
    for (std::size_t a = 0; a < outcomes.strategies(); ++a) {
        if (a != reference) all.push_back(compare(outcomes, a, reference, each));
    }
    adjust(all);
    return all;
}

std::vector<double> holm(std::span<const double> p_values) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t i, std::size_t j) { return p_values[i] < p_values[j]; });
    std::vector<double> adjusted(p_values.size());
    double so_far = 0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const double scaled = static_cast<double>(order.size() - rank) * p_values[order[rank]];
        so_far = std::max(so_far, std::min(1.0, scaled));
        adjusted[order[rank]] = so_far;
    }
    return adjusted;
}

double bonferroni(double confidence, std::size_t count) {
    return 1 - (1 - confidence) / static_cast<double>(std::max<std::size_t>(count, 1));
}

const Estimate& typical(const Paired& pair) { return pair.mean ? *pair.mean : pair.median; }

bool is_clearly_better(const Paired& pair) {
    // Samples without spread have an interval without width: then worlds won decide, whose interval
    // depends on how many there were.
    const bool has_spread = pair.mean && pair.mean->low < pair.mean->high;
    constexpr double even = 0.5;
    return has_spread ? pair.mean->high < 0 : pair.a_is_better.low > even;
}

bool is_clear(const Paired& pair) {
    const bool has_spread = pair.mean && pair.mean->low < pair.mean->high;
    constexpr double even = 0.5;
    return is_clearly_better(pair) ||
           (has_spread ? pair.mean->low > 0 : pair.a_is_better.high < even);
}

}  // namespace kammerspiel::stats
