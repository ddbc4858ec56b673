#include "kammerspiel/stats/weighted.hpp"

#include <algorithm>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {

WeightedSample::WeightedSample(std::vector<Weighted> values) : values_(std::move(values)) {
    std::erase_if(values_, [](const Weighted& w) { return w.weight == 0.0; });
    ensure(!values_.empty(), "a sample of {} values has no quantiles", values_.size());
    std::stable_sort(values_.begin(), values_.end(), [](const Weighted& a, const Weighted& b) {
        if (a.value && b.value) return *a.value < *b.value;
        return a.value.has_value() && !b.value.has_value();
    });
    for (const Weighted& w : values_) sum_ += w.weight;
}

std::optional<double> WeightedSample::quantile(double q) const {
    // A hair less, so that sums of weights which should reach q are not missed by rounding.
    const double wanted = q * sum_ * (1.0 - 1e-12);
    double below = 0.0;
    for (const Weighted& w : values_) {
        below += w.weight;
        if (below >= wanted) return w.value;
    }
    return values_.back().value;
}

double WeightedSample::position(double v) const {
    double position = 0.0;
    for (const Weighted& w : values_) {
        if (!w.value || *w.value > v) break;
        position += *w.value < v ? w.weight : w.weight / 2;
    }
    return position / sum_;
}

double WeightedSample::censored() const {
    double censored = 0.0;
    for (const Weighted& w : values_) censored += w.value ? 0.0 : w.weight;
    return censored / sum_;
}

}  // namespace kammerspiel::stats
