#include "kammerspiel/stats/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {

Outcomes::Outcomes(std::size_t strategies, std::size_t worlds, std::vector<double> weights,
                   std::vector<double> values, Weighed weighed)
    : strategies_(strategies),
      worlds_(worlds),
      weights_(std::move(weights)),
      values_(std::move(values)),
      weighed_(weighed) {
    ensure(strategies > 0 && worlds > 0 && !weights_.empty(),
           "outcomes of {} strategies, {} worlds and {} attackers", strategies, worlds,
           weights_.size());
    ensure(values_.size() == strategies * worlds * weights_.size(),
           "{} values for {} strategies, {} worlds and {} attackers", values_.size(), strategies,
           worlds, weights_.size());
    double sum = 0;
    for (const double weight : weights_) {
        ensure(weight >= 0 && std::isfinite(weight), "an attacker's weight is {}", weight);
        sum += weight;
    }
    ensure(sum > 0, "the attackers' weights sum to {}", sum);
    for (double& weight : weights_) weight /= sum;
    for (const double value : values_) {
        ensure(value > -std::numeric_limits<double>::infinity(), "an outcome is {}", value);
    }
}

std::vector<double> Outcomes::column(std::size_t strategy, std::size_t attacker) const {
    std::vector<double> column(worlds_);
    for (std::size_t w = 0; w < worlds_; ++w) column[w] = at(strategy, w, attacker);
    return column;
}

std::vector<double> Outcomes::world_means(std::size_t strategy) const {
    return row_means(of(strategy), weights_);
}

Outcomes Outcomes::with_weights(std::vector<double> weights) const {
    ensure(weights.size() == weights_.size(), "{} weights for {} attackers", weights.size(),
           weights_.size());
    return {strategies_, worlds_, std::move(weights), values_, weighed_};
}

Outcomes Outcomes::first(std::size_t worlds) const {
    ensure(worlds >= 1 && worlds <= worlds_, "the first {} worlds of {}", worlds, worlds_);
    std::vector<double> values;
    values.reserve(strategies_ * worlds * attackers());
    for (std::size_t s = 0; s < strategies_; ++s) {
        const auto part = of(s).first(worlds * attackers());
        values.insert(values.end(), part.begin(), part.end());
    }
    return {strategies_, worlds, weights_, std::move(values), weighed_};
}

bool Outcomes::has_censored() const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (std::isinf(values_[i]) && weights_[i % weights_.size()] > 0) return true;
    }
    return false;
}

std::vector<double> row_means(std::span<const double> values, std::span<const double> weights) {
    const std::size_t rows = values.size() / weights.size();
    std::vector<double> means(rows, 0.0);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t a = 0; a < weights.size(); ++a) {
            // Not multiplied away: 0 × infinity is no number.
            if (weights[a] > 0) means[r] += weights[a] * values[r * weights.size() + a];
        }
    }
    return means;
}

}  // namespace kammerspiel::stats
