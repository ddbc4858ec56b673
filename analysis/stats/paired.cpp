#include "kammerspiel/stats/paired.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

/// Values of both strategies, by world, then attacker, and which of them both have.
struct Both {
    std::span<const double> a;
    std::span<const double> b;
    std::span<const double> weights;
    bool by_median = false;
    std::span<const std::uint8_t> ran = {};
    [[nodiscard]] Mixture of(std::span<const double> values) const {
        return {values, weights, ran};
    }
};

/// Runs that both strategies have: empty where those are all.
Ran common(const Outcomes& outcomes, std::size_t a, std::size_t b) {
    if (outcomes.is_full()) return {};
    const auto of_a = outcomes.ran(a);
    const auto of_b = outcomes.ran(b);
    Ran both(of_a.size());
    for (std::size_t i = 0; i < both.size(); ++i)
        both[i] = static_cast<std::uint8_t>(of_a[i] & of_b[i]);
    return both;
}

void add_shares(const Both& both, double confidence, Paired& paired) {
    std::vector<double> wins(both.a.size());
    std::vector<double> ties(both.a.size());
    std::vector<double> losses(both.a.size());
    std::vector<double> superior(both.a.size());
    paired.never_differ = true;
    for (std::size_t i = 0; i < wins.size(); ++i) {
        ties[i] = both.a[i] == both.b[i] ? 1 : 0;  // infinity equals infinity
        wins[i] = both.a[i] < both.b[i] ? 1 : 0;
        losses[i] = both.b[i] < both.a[i] ? 1 : 0;
        superior[i] = wins[i] + ties[i] / 2;
        const bool counts = both.of(ties).has(i) && both.weights[i % both.weights.size()] > 0;
        if (ties[i] == 0 && counts) paired.never_differ = false;
    }
    const auto share = [&](std::span<const double> values) {
        return share_estimate(both.of(values), confidence);
    };
    paired.wins = share(wins);
    paired.ties = share(ties);
    paired.losses = share(losses);
    paired.superiority = share(superior);
    Moments from_even = moments_of(both.of(superior));
    from_even.mean -= 0.5;
    paired.p_value = paired.never_differ ? 1 : difference_p_value(from_even);
}

void add_mean(const Both& both, std::span<const double> differences, double confidence,
              Paired& paired) {
    const Moments difference = moments_of(both.of(differences));
    paired.mean = difference_estimate(difference, confidence);
    if (!both.by_median) paired.p_value = difference_p_value(difference);
    if (difference.count < 2) return;
    const auto error = [&](std::span<const double> values) {
        const Moments m = moments_of(both.of(values));
        return m.deviation * m.deviation / static_cast<double>(m.count);
    };
    const double together = error(differences);
    const double apart = error(both.a) + error(both.b);
    if (together > 0) {
        paired.worlds_saved = apart / together;
    } else if (apart > 0) {
        paired.worlds_saved = std::numeric_limits<double>::infinity();
    }
}

Paired paired(const Both& both, double confidence) {
    std::vector<double> differences(both.a.size(), 0.0);
    bool is_censored = false;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        if (!both.ran.empty() && both.ran[i] == 0) continue;
        differences[i] = both.a[i] == both.b[i] ? 0 : both.a[i] - both.b[i];
        is_censored |= both.weights[i % both.weights.size()] > 0 &&
                       (std::isinf(both.a[i]) || std::isinf(both.b[i]));
    }
    Paired result;
    result.by_median = both.by_median || is_censored;
    constexpr std::array half{0.5};
    result.median = quantile_estimates(both.of(differences), half, confidence).front();
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
    const Ran ran = common(outcomes, a, b);
    Paired result =
        paired({outcomes.of(a), outcomes.of(b), outcomes.weights(), outcomes.is_by_median(), ran},
               confidence);
    result.a = a;
    result.b = b;
    return result;
}

Paired compare_under(const Outcomes& outcomes, std::size_t a, std::size_t b, std::size_t attacker,
                     double confidence) {
    constexpr std::array certain{1.0};
    std::vector<double> of_a;
    std::vector<double> of_b;
    for (std::size_t w = 0; w < outcomes.worlds(); ++w) {
        if (!outcomes.has(a, w, attacker) || !outcomes.has(b, w, attacker)) continue;
        of_a.push_back(outcomes.at(a, w, attacker));
        of_b.push_back(outcomes.at(b, w, attacker));
    }
    Paired result = paired({of_a, of_b, certain, outcomes.is_by_median()}, confidence);
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

const Estimate& typical(const Paired& pair) {
    return pair.mean && !pair.by_median ? *pair.mean : pair.median;
}

Standing standing(const Paired& pair) {
    if (pair.never_differ) return Standing::same;
    if (pair.mean && !pair.by_median) {
        if (pair.mean->high < 0) return Standing::better;
        if (pair.mean->low > 0) return Standing::worse;
        return pair.mean->low == pair.mean->high ? Standing::same : Standing::open;
    }
    constexpr double even = 0.5;
    if (pair.superiority.low > even) return Standing::better;
    return pair.superiority.high < even ? Standing::worse : Standing::open;
}

bool is_clear(const Paired& pair) {
    switch (standing(pair)) {
        case Standing::better:
        case Standing::worse: return true;
        case Standing::same:
        case Standing::open: return false;
    }
    unreachable();
}

Paired reversed(Paired pair) {
    const auto turned = [](const Estimate& one, double origin) {
        return Estimate{origin - one.value, origin - one.high, origin - one.low};
    };
    std::swap(pair.a, pair.b);
    std::swap(pair.wins, pair.losses);
    if (pair.mean) pair.mean = turned(*pair.mean, 0);
    pair.median = turned(pair.median, 0);
    pair.superiority = turned(pair.superiority, 1);
    return pair;
}

}  // namespace kammerspiel::stats
