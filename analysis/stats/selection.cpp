#include "kammerspiel/stats/selection.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/betting.hpp"

namespace kammerspiel::stats {
namespace {

/// The boundary is lowest, as a multiple of the standard error, at so many worlds.
constexpr double sharpest_at = 400;

/// What the first loses more than the second, over the mixture, in the worlds of both.
Moments difference(const Outcomes& outcomes, std::size_t a, std::size_t b) {
    const auto of_a = outcomes.of(a);
    const auto of_b = outcomes.of(b);
    const auto ran_a = outcomes.ran(a);
    const auto ran_b = outcomes.ran(b);
    std::vector<double> values(of_a.size(), 0.0);
    Ran ran;
    if (!outcomes.is_full()) ran.resize(values.size(), 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!ran.empty()) ran[i] = static_cast<std::uint8_t>(ran_a[i] & ran_b[i]);
        if (ran.empty() || ran[i] != 0) values[i] = of_a[i] - of_b[i];
    }
    return moments_of({values, outcomes.weights(), ran});
}

/// Student's statistic as a normal one of the same tail.
double as_normal(double t, double freedom) {
    // Beyond this the normal distribution's own tail has no digits left; it is sure enough.
    constexpr double sure = 30;
    if (t <= 0) return 0;
    const double tail = theory::t_cdf(-std::min(t, sure), freedom);
    return tail > 0 ? -theory::normal_quantile(tail) : sure;
}

/// By how much strategy `a` is worse than `b`, in standard errors; 0 where it is not, and where
/// nothing varies: a sure cost may buy a rare gain that no world has shown yet.
double worse_by(const Outcomes& outcomes, std::size_t a, std::size_t b) {
    const Moments m = difference(outcomes, a, b);
    if (m.count < 2 || m.deviation == 0 || m.mean <= 0) return 0;
    return as_normal(test_statistic(m), static_cast<double>(m.count) - 1);
}

/// Worlds that both were run in, each as the mean over attackers. Precondition: no attacker was
/// left out in any of them.
struct Together {
    std::vector<double> a, b;
};
Together together(const Outcomes& outcomes, std::size_t a, std::size_t b) {
    Together both;
    for (std::size_t w = 0; w < outcomes.worlds(); ++w) {
        if (!outcomes.has(a, w, 0) || !outcomes.has(b, w, 0)) continue;
        double of_a = 0;
        double of_b = 0;
        for (std::size_t attacker = 0; attacker < outcomes.attackers(); ++attacker) {
            of_a += outcomes.weights()[attacker] * outcomes.at(a, w, attacker);
            of_b += outcomes.weights()[attacker] * outcomes.at(b, w, attacker);
        }
        both.a.push_back(of_a);
        both.b.push_back(of_b);
    }
    return both;
}

/// Of who bets that the first loses more than the second.
double log_capital_of(Together both, double most_loss) {
    for (std::size_t w = 0; w < both.a.size(); ++w) both.a[w] -= both.b[w];
    return log_capital(both.a, -most_loss);
}

/// The least share, to a thousandth, of which it is sure that `best` loses no more than that more
/// than `other`; 1 where more would have to be allowed.
double surely_within(const Outcomes& outcomes, std::size_t best, std::size_t other, double error,
                     double most_loss) {
    const Together both = together(outcomes, other, best);
    const auto is_sure = [&](double share) {
        Together scaled = both;
        for (double& loss : scaled.a) loss *= 1 + share;
        return log_capital_of(std::move(scaled), most_loss) >= std::log(1 / error);
    };
    double low = 0;
    double high = 1;
    if (!is_sure(high)) return high;
    constexpr double fine = 1e-3;
    while (high - low > fine) {
        const double middle = (low + high) / 2;
        (is_sure(middle) ? high : low) = middle;
    }
    return high;
}

/// What has to be passed for a strategy to leave, and how far it has come.
class LeavingTest {
   public:
    LeavingTest(const Outcomes& outcomes, double error, const SelectionRules& rules)
        : outcomes_(outcomes),
          most_loss_(rules.most_loss),
          boundary_(rules.most_loss
                        ? std::log(1 / error)
                        : leaving_boundary(static_cast<double>(outcomes.worlds()), error)) {}
    [[nodiscard]] double boundary() const { return boundary_; }
    [[nodiscard]] double of(std::size_t strategy, std::size_t other) const {
        if (!most_loss_) return worse_by(outcomes_, strategy, other);
        return log_capital_of(together(outcomes_, strategy, other), *most_loss_);
    }

   private:
    const Outcomes& outcomes_;
    std::optional<double> most_loss_;
    double boundary_;
};

void find_leaving(std::span<const std::size_t> in, const LeavingTest& test, Selection& selection) {
    for (const std::size_t s : in) {
        std::optional<Leaving> leaving;
        double most = test.boundary();
        for (const std::size_t other : in) {
            if (s == selection.best || other == s) continue;
            const double by = test.of(s, other);
            if (by <= most) continue;
            most = by;
            leaving = Leaving{s, other};
        }
        if (leaving) {
            selection.leave.push_back(*leaving);
        } else {
            selection.stay.push_back(s);
        }
    }
}

bool is_known(const Rival& rival, double loss, double precision) {
    const Estimate& d = rival.difference;
    if (rival.surely_within) return *rival.surely_within <= precision;
    if (d.low == d.high) return true;
    return d.half_width() <= precision * rival.scale &&
           std::max(0.0, d.high) <= precision * std::max(std::abs(loss), rival.scale);
}

/// Of one attacker, the largest deviation between the best and one that stays.
double spread_under(const Outcomes& outcomes, const Selection& selection, std::size_t attacker) {
    double most = 0;
    for (const std::size_t s : selection.stay) {
        if (s == selection.best) continue;
        std::vector<double> differences;
        for (std::size_t w = 0; w < outcomes.worlds(); ++w) {
            if (!outcomes.has(s, w, attacker)) continue;
            differences.push_back(outcomes.at(s, w, attacker) -
                                  outcomes.at(selection.best, w, attacker));
        }
        if (!differences.empty()) most = std::max(most, moments(differences).deviation);
    }
    return most;
}

/// For a given error of the difference, work is least where the runs of an attacker are in
/// proportion to weight × deviation / √cost (Neyman 1934, with costs).
std::vector<double> wanted_shares(const Outcomes& outcomes, std::span<const double> costs,
                                  const Selection& selection) {
    std::vector<double> shares;
    for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
        const double weight = outcomes.weights()[a];
        const double spread = weight > 0 ? spread_under(outcomes, selection, a) : 0.0;
        shares.push_back(weight * spread / std::sqrt(std::max(costs[a], 1.0)));
    }
    const double most = *std::max_element(shares.begin(), shares.end());
    for (double& share : shares) share = most > 0 ? share / most : 1.0;
    return shares;
}

void plan_next(const Outcomes& outcomes, std::span<const double> costs, const SelectionRules& rules,
               Selection& selection) {
    const auto now = static_cast<double>(outcomes.worlds());
    constexpr auto batch = static_cast<double>(batch_size);
    const double end = std::max(std::ceil(now * rules.growth / batch) * batch, now + 1);
    selection.next = static_cast<std::size_t>(end);
    const auto shares = wanted_shares(outcomes, costs, selection);
    for (std::size_t a = 0; a < shares.size(); ++a) {
        if (rules.most_loss) {
            selection.of_batch.push_back(static_cast<std::uint32_t>(batch_size));
            continue;
        }
        if (outcomes.weights()[a] == 0) {
            selection.of_batch.push_back(0);
            continue;
        }
        const auto runs = static_cast<double>(outcomes.runs(selection.best, a));
        const double missing = (shares[a] * end - runs) / (end - now) * batch;
        // Every attacker goes on being looked at.
        selection.of_batch.push_back(
            static_cast<std::uint32_t>(std::clamp(std::ceil(missing), 1.0, batch)));
    }
}

}  // namespace

double leaving_boundary(double worlds, double error) {
    const double tail = 2 * std::log(1 / error);
    const double time = (tail + std::log1p(tail)) * worlds / sharpest_at;
    return std::sqrt((1 + 1 / time) * (std::log1p(time) + tail));
}

double Selection::at_most_behind() const {
    double most = 0;
    for (const Rival& rival : rivals) {
        most = std::max(most,
                        rival.surely_within ? *rival.surely_within * loss : rival.difference.high);
    }
    return most;
}

Selection select(const Outcomes& outcomes, std::span<const std::size_t> in,
                 std::span<const double> costs, const SelectionRules& rules) {
    ensure(!in.empty() && costs.size() == outcomes.attackers() && outcomes.worlds() >= 2,
           "a selection among {} strategies after {} worlds", in.size(), outcomes.worlds());
    const std::size_t pairs = std::max<std::size_t>(rules.strategies, 2) - 1;
    const double error = (1 - rules.confidence) / 2 / static_cast<double>(pairs);
    Selection selection{.best = in.front()};
    std::vector<double> means(outcomes.strategies(), 0.0);
    for (const std::size_t s : in) {
        means[s] = moments_of({outcomes.of(s), outcomes.weights(), outcomes.ran(s)}).mean;
        if (means[s] < means[selection.best]) selection.best = s;
    }
    selection.loss = means[selection.best];
    find_leaving(in, LeavingTest(outcomes, error, rules), selection);
    bool is_known_well = rules.precision.has_value() && outcomes.worlds() >= rules.least;
    for (const std::size_t s : selection.stay) {
        if (s == selection.best) continue;
        // Upper ends hold with 1 - error each: so many pairs have the truly best one in them.
        selection.rivals.push_back(
            {.strategy = s,
             .difference =
                 difference_estimate(difference(outcomes, selection.best, s), 1 - 2 * error),
             .scale = std::max(std::abs(selection.loss), std::abs(means[s]))});
        if (rules.most_loss) {
            selection.rivals.back().surely_within =
                surely_within(outcomes, selection.best, s, error, *rules.most_loss);
        }
        is_known_well =
            is_known_well && is_known(selection.rivals.back(), selection.loss, *rules.precision);
    }
    if (rules.strategies == 1) {
        const Estimate own = mean_estimate(
            Mixture{outcomes.of(selection.best), outcomes.weights(), outcomes.ran(selection.best)},
            rules.confidence);
        selection.rivals.push_back(
            {.strategy = selection.best, .difference = own, .scale = std::abs(own.value)});
        is_known_well = is_known_well && selection.rivals.back().known_to() <= *rules.precision;
    }
    selection.is_enough = is_known_well || (rules.strategies > 1 && selection.stay.size() == 1);
    plan_next(outcomes, costs, rules, selection);
    return selection;
}

}  // namespace kammerspiel::stats
