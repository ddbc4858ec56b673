#include "kammerspiel/stats/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/stats/resample.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

/// Of n equal parts of (0, 1) each is hit once, in an order and at places that luck decides.
std::vector<double> stratified(std::size_t n, std::size_t coordinate, const kernel::Draws& draws) {
    const auto entity = kernel::NamePrefix("latin-hypercube/").numbered(coordinate);
    std::vector<std::pair<double, double>> luck(n);  // where in the order, where in the part
    for (std::size_t j = 0; j < n; ++j) {
        const auto drawn = draws.four(entity, kernel::Purpose{0}, j);
        luck[j] = {drawn[0], drawn[1]};
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t i, std::size_t j) { return luck[i].first < luck[j].first; });
    std::vector<double> places(n);
    for (std::size_t part = 0; part < n; ++part) {
        places[order[part]] =
            (static_cast<double>(part) + luck[order[part]].second) / static_cast<double>(n);
    }
    return places;
}

/// Columns over base samples, the means of which make up all indices. Outcomes are centred, which
/// changes no index but takes away most of the error of the products.
struct Columns {
    static constexpr std::size_t sum = 0, square = 1, product = 2, first_parameter = 3;
    static std::size_t first(std::size_t i) { return first_parameter + 2 * i; }
    static std::size_t total(std::size_t i) { return first_parameter + 2 * i + 1; }
};

std::vector<std::vector<double>> columns_of(std::span<const double> outcomes, std::size_t d,
                                            double mean) {
    const std::size_t n = outcomes.size() / (d + 2);
    std::vector<std::vector<double>> columns(3 + 2 * d, std::vector<double>(n));
    for (std::size_t j = 0; j < n; ++j) {
        const auto row = outcomes.subspan(j * (d + 2), d + 2);
        const double a = row[0] - mean;
        const double b = row[1] - mean;
        columns[Columns::sum][j] = (a + b) / 2;
        columns[Columns::square][j] = (a * a + b * b) / 2;
        columns[Columns::product][j] = a * b;
        for (std::size_t i = 0; i < d; ++i) {
            const double ab = row[2 + i] - mean;
            columns[Columns::first(i)][j] = b * (ab - a);
            columns[Columns::total(i)][j] = (a - ab) * (a - ab) / 2;
        }
    }
    return columns;
}

double variance_of(std::span<const double> means) {
    return means[Columns::square] - means[Columns::sum] * means[Columns::sum];
}

/// By parameter first and total index, last that of luck.
std::vector<double> indices_of(std::span<const double> means, std::size_t d) {
    std::vector<double> indices(2 * d + 1, 0.0);
    const double variance = variance_of(means);
    if (variance <= 0) return indices;
    for (std::size_t i = 0; i < d; ++i) {
        indices[2 * i] = means[Columns::first(i)] / variance;
        indices[2 * i + 1] = means[Columns::total(i)] / variance;
    }
    indices[2 * d] =
        (means[Columns::product] - means[Columns::sum] * means[Columns::sum]) / variance;
    return indices;
}

}  // namespace

SaltelliDesign::SaltelliDesign(std::size_t parameters, std::size_t base_samples,
                               const kernel::Draws& draws)
    : parameters_(parameters), base_samples_(base_samples) {
    ensure(parameters >= 1 && base_samples >= 2, "{} parameters and {} base samples", parameters,
           base_samples);
    const std::size_t width = 2 * parameters;
    points_.resize(base_samples * width);
    for (std::size_t c = 0; c < width; ++c) {
        const auto places = stratified(base_samples, c, draws);
        for (std::size_t j = 0; j < base_samples; ++j) points_[j * width + c] = places[j];
    }
}

std::vector<double> SaltelliDesign::point(std::size_t row) const {
    ensure(row < rows(), "row {} of {}", row, rows());
    const std::size_t kind = row % (parameters_ + 2);
    const auto both = std::span<const double>(points_).subspan(base_sample(row) * 2 * parameters_);
    const auto a = both.first(parameters_);
    const auto b = both.subspan(parameters_, parameters_);
    if (kind == 1) return {b.begin(), b.end()};
    std::vector<double> point(a.begin(), a.end());
    if (kind >= 2) point[kind - 2] = b[kind - 2];
    return point;
}

SobolIndices sobol_indices(const SaltelliDesign& design, std::span<const double> outcomes,
                           const kernel::Draws& draws, double confidence, std::size_t replicates) {
    const std::size_t d = design.parameters();
    ensure(outcomes.size() >= 2 * (d + 2) && outcomes.size() % (d + 2) == 0 &&
               outcomes.size() <= design.rows() && replicates > 0,
           "{} outcomes of {} rows of {} parameters", outcomes.size(), design.rows(), d);
    SobolIndices result{.parameters = {}, .luck = {}};
    result.mean = moments(outcomes).mean;
    const Resampled resampled(columns_of(outcomes, d, result.mean));
    const auto values = indices_of(resampled.means(), d);
    result.variance = std::max(0.0, variance_of(resampled.means()));
    std::vector<std::vector<double>> drawn(values.size());
    resampled.each(replicates, draws, [&](std::span<const double> means) {
        const auto indices = indices_of(means, d);
        for (std::size_t i = 0; i < indices.size(); ++i) drawn[i].push_back(indices[i]);
    });
    const auto estimate = [&](std::size_t i) {
        return percentile_interval(values[i], std::move(drawn[i]), confidence);
    };
    for (std::size_t i = 0; i < d; ++i) {
        result.parameters.push_back({estimate(2 * i), estimate(2 * i + 1)});
    }
    result.luck = estimate(2 * d);
    return result;
}

std::vector<Swing> one_at_a_time(std::span<const std::vector<double>> low,
                                 std::span<const std::vector<double>> high, double confidence) {
    ensure(low.size() == high.size(), "{} parameters at low, {} at high", low.size(), high.size());
    std::vector<Swing> swings;
    for (std::size_t i = 0; i < low.size(); ++i) {
        ensure(low[i].size() == high[i].size(), "{} worlds at low, {} at high", low[i].size(),
               high[i].size());
        std::vector<double> differences(low[i].size());
        std::transform(high[i].begin(), high[i].end(), low[i].begin(), differences.begin(),
                       std::minus<>());
        swings.push_back({i, moments(low[i]).mean, moments(high[i]).mean,
                          difference_estimate(differences, confidence)});
    }
    std::stable_sort(swings.begin(), swings.end(), [](const Swing& a, const Swing& b) {
        return std::abs(a.effect.value) > std::abs(b.effect.value);
    });
    return swings;
}

}  // namespace kammerspiel::stats
