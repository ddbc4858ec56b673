#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/stats/expected_losses.hpp"
#include "kammerspiel/stats/regret.hpp"

namespace kammerspiel::stats {
namespace {

/// Expected loss as a straight line over the weight.
struct Line {
    double at_0 = 0;
    double at_1 = 0;
    [[nodiscard]] double at(double t) const { return at_0 + (at_1 - at_0) * t; }
    [[nodiscard]] double slope() const { return at_1 - at_0; }
};

/// The line that is lowest just right of 0; of equal ones the first in `order`.
std::size_t lowest_at_0(const std::vector<Line>& lines, std::span<const std::size_t> order) {
    return *std::min_element(order.begin(), order.end(), [&](std::size_t s, std::size_t t) {
        return std::pair(lines[s].at_0, lines[s].slope()) <
               std::pair(lines[t].at_0, lines[t].slope());
    });
}

std::vector<SwitchPoint> envelope(const std::vector<Line>& lines, std::size_t first,
                                  std::span<const std::size_t> order) {
    std::vector<SwitchPoint> switches;
    std::size_t current = first;
    double t = 0;
    while (true) {
        // The next to undercut falls faster; of several at once the one that falls fastest.
        double next = 1;
        std::size_t by = current;
        for (const std::size_t s : order) {
            const double closing = lines[current].slope() - lines[s].slope();
            if (closing <= 0) continue;
            const double at = std::max(t, (lines[s].at_0 - lines[current].at_0) / closing);
            if (at < next || (at == next && at < 1 && lines[s].slope() < lines[by].slope())) {
                next = at;
                by = s;
            }
        }
        if (by == current) return switches;
        switches.push_back({.weight = next, .below = current, .above = by});
        current = by;
        t = next;
    }
}

/// Weights of the attackers if the one has none: in proportion, or equal where there is no other.
std::vector<double> others_alone(std::span<const double> weights, std::size_t attacker) {
    std::vector<double> others(weights.begin(), weights.end());
    others[attacker] = 0;
    double sum = std::accumulate(others.begin(), others.end(), 0.0);
    if (sum == 0) {
        std::fill(others.begin(), others.end(), 1.0);
        others[attacker] = 0;
        sum = static_cast<double>(others.size() - 1);
    }
    for (double& weight : others) weight /= sum;
    return others;
}

/// The difference of two strategies as a function of a prior t: t · d1 + (1 - t) · d0 in each
/// world. Its moments are polynomials in t.
class Crossing {
   public:
    Crossing(std::span<const double> at_0, std::span<const double> at_1)
        : count_(at_0.size()), mean_0_(moments(at_0).mean), mean_1_(moments(at_1).mean) {
        for (std::size_t w = 0; w < count_; ++w) {
            const double a = at_0[w] - mean_0_;
            const double b = at_1[w] - mean_1_;
            squares_[0] += a * a;
            squares_[1] += a * b;
            squares_[2] += b * b;
            cubes_[0] += a * a * a;
            cubes_[1] += a * a * b;
            cubes_[2] += a * b * b;
            cubes_[3] += b * b * b;
        }
    }
    [[nodiscard]] Estimate at(double t, double confidence) const {
        const double u = 1 - t;
        const auto n = static_cast<double>(count_);
        Moments m{.count = count_, .mean = u * mean_0_ + t * mean_1_};
        const double squares = u * u * squares_[0] + 2 * u * t * squares_[1] + t * t * squares_[2];
        const double cubes = u * u * u * cubes_[0] + 3 * u * u * t * cubes_[1] +
                             3 * u * t * t * cubes_[2] + t * t * t * cubes_[3];
        if (squares > 0) {
            m.deviation = std::sqrt(squares / (n - 1));
            m.skewness = cubes / n / std::pow(squares / n, 1.5);
        }
        return difference_estimate(m, confidence);
    }

   private:
    std::size_t count_;
    double mean_0_;
    double mean_1_;
    std::array<double, 3> squares_{};
    std::array<double, 4> cubes_{};
};

/// From `from` towards `end`, the last prior at which luck may still decide.
double last_open(const Crossing& crossing, double from, double end, double confidence) {
    const auto is_open = [&](double t) { return crossing.at(t, confidence).covers(0); };
    constexpr int steps = 64;
    constexpr int halvings = 24;
    double open = from;
    for (int step = 1; step <= steps; ++step) {
        const double t = from + (end - from) * step / steps;
        if (is_open(t)) {
            open = t;
            continue;
        }
        double closed = t;
        for (int i = 0; i < halvings; ++i) {
            const double middle = (open + closed) / 2;
            (is_open(middle) ? open : closed) = middle;
        }
        return open;
    }
    return end;
}

void add_interval(const Outcomes& outcomes, const PriorSwing& swing, std::span<const double> others,
                  double confidence, SwitchPoint& point) {
    const auto difference = [&](auto&& of) {
        std::vector<double> values = of(point.below);
        const std::vector<double> above = of(point.above);
        for (std::size_t w = 0; w < values.size(); ++w) values[w] -= above[w];
        return values;
    };
    const auto at_0 = difference([&](std::size_t s) { return row_means(outcomes.of(s), others); });
    const auto at_1 = difference([&](std::size_t s) { return outcomes.column(s, swing.attacker); });
    const Crossing crossing(at_0, at_1);
    point.low = last_open(crossing, point.weight, 0, confidence);
    point.high = last_open(crossing, point.weight, 1, confidence);
}

PriorSwing swing_of(const Outcomes& outcomes, const LossMatrix& losses, std::size_t attacker,
                    double confidence) {
    const auto others = others_alone(outcomes.weights(), attacker);
    std::vector<Line> lines(losses.size());
    for (std::size_t s = 0; s < losses.size(); ++s) {
        lines[s].at_1 = losses[s][attacker];
        lines[s].at_0 = row_means(losses[s], others).front();
        // The only attacker there is: its weight has nothing to move against.
        if (others.size() == 1) lines[s].at_0 = lines[s].at_1;
    }
    const auto order = by_priors(outcomes, losses);
    PriorSwing swing{.attacker = attacker, .weight = outcomes.weights()[attacker], .switches = {}};
    swing.best_at_0 = lowest_at_0(lines, order);
    swing.switches = envelope(lines, swing.best_at_0, order);
    for (SwitchPoint& point : swing.switches) {
        add_interval(outcomes, swing, others, confidence, point);
    }
    swing.loss_at_0 = lines[swing.best_at_0].at_0;
    const std::size_t last = swing.switches.empty() ? swing.best_at_0 : swing.switches.back().above;
    swing.loss_at_1 = lines[last].at_1;
    return swing;
}

}  // namespace

std::optional<double> PriorSwing::distance_to_switch() const {
    std::optional<double> nearest;
    for (const SwitchPoint& point : switches) {
        const double distance = std::abs(point.weight - weight);
        nearest = std::min(nearest.value_or(distance), distance);
    }
    return nearest;
}

std::optional<std::vector<PriorSwing>> prior_tornado(const Outcomes& outcomes, double confidence) {
    // Every attacker may get all the weight, so that none may be censored.
    const auto losses =
        expected_losses(outcomes.with_weights(std::vector<double>(outcomes.attackers(), 1.0)));
    if (!losses) return std::nullopt;
    std::vector<PriorSwing> swings;
    for (std::size_t a = 0; a < outcomes.attackers(); ++a) {
        swings.push_back(swing_of(outcomes, *losses, a, confidence));
    }
    return swings;
}

}  // namespace kammerspiel::stats
