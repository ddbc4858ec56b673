#include "kammerspiel/stats/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {

Outcomes::Outcomes(std::size_t strategies, std::size_t worlds, std::vector<double> weights,
                   std::vector<double> values, Weighed weighed, Ran ran)
    : strategies_(strategies),
      worlds_(worlds),
      weights_(std::move(weights)),
      values_(std::move(values)),
      weighed_(weighed),
      ran_(std::move(ran)) {
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
    ensure(ran_.empty() || ran_.size() == values_.size(), "{} marks of {} runs", ran_.size(),
           values_.size());
    if (std::all_of(ran_.begin(), ran_.end(), [](std::uint8_t there) { return there != 0; })) {
        ran_.clear();
    }
    for (std::size_t s = 0; s < strategies && !ran_.empty(); ++s) {
        for (std::size_t a = 0; a < weights_.size(); ++a) {
            ensure(weights_[a] == 0 || runs(s, a) > 0, "strategy {} never met attacker {}", s, a);
        }
    }
}

std::size_t Outcomes::runs(std::size_t strategy, std::size_t attacker) const {
    if (is_full()) return worlds_;
    std::size_t count = 0;
    for (std::size_t w = 0; w < worlds_; ++w) count += has(strategy, w, attacker) ? 1U : 0U;
    return count;
}

Outcomes Outcomes::whole_worlds() const {
    if (is_full()) return *this;
    std::vector<std::size_t> whole;
    for (std::size_t w = 0; w < worlds_; ++w) {
        bool is_whole = true;
        for (std::size_t s = 0; s < strategies_; ++s) {
            for (std::size_t a = 0; a < weights_.size(); ++a) is_whole &= has(s, w, a);
        }
        if (is_whole) whole.push_back(w);
    }
    ensure(!whole.empty(), "of {} worlds none is whole", worlds_);
    std::vector<double> values;
    values.reserve(strategies_ * whole.size() * weights_.size());
    for (std::size_t s = 0; s < strategies_; ++s) {
        for (const std::size_t w : whole) {
            for (std::size_t a = 0; a < weights_.size(); ++a) values.push_back(at(s, w, a));
        }
    }
    return {strategies_, whole.size(), weights_, std::move(values), weighed_};
}

std::vector<double> Outcomes::column(std::size_t strategy, std::size_t attacker) const {
    std::vector<double> column;
    column.reserve(worlds_);
    for (std::size_t w = 0; w < worlds_; ++w) {
        if (has(strategy, w, attacker)) column.push_back(at(strategy, w, attacker));
    }
    return column;
}

std::vector<double> Outcomes::world_means(std::size_t strategy) const {
    ensure(is_full(), "means of {} worlds that are not whole", worlds_);
    return row_means(of(strategy), weights_);
}

Outcomes Outcomes::with_weights(std::vector<double> weights) const {
    ensure(weights.size() == weights_.size(), "{} weights for {} attackers", weights.size(),
           weights_.size());
    return {strategies_, worlds_, std::move(weights), values_, weighed_, ran_};
}

Outcomes Outcomes::first(std::size_t worlds) const {
    ensure(worlds >= 1 && worlds <= worlds_, "the first {} worlds of {}", worlds, worlds_);
    std::vector<double> values;
    values.reserve(strategies_ * worlds * attackers());
    Ran there;
    for (std::size_t s = 0; s < strategies_; ++s) {
        const auto part = of(s).first(worlds * attackers());
        values.insert(values.end(), part.begin(), part.end());
        if (is_full()) continue;
        const auto marks = ran(s).first(worlds * attackers());
        there.insert(there.end(), marks.begin(), marks.end());
    }
    return {strategies_, worlds, weights_, std::move(values), weighed_, std::move(there)};
}

bool Outcomes::has_censored() const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (!ran_.empty() && ran_[i] == 0) continue;
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

std::vector<double> runs_of(std::span<const double> values, std::span<const double> weights,
                            std::span<const std::uint8_t> ran) {
    std::vector<double> runs(weights.size(), 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (ran.empty() || ran[i] != 0) runs[i % weights.size()] += 1;
    }
    return runs;
}

}  // namespace kammerspiel::stats
