#include "kammerspiel/stats/population.hpp"

#include <algorithm>
#include <array>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <numeric>

#include "analysis/stats/theory.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

/// The digits of `number` to this base, mirrored at the point: in (0, 1) for number ≥ 1.
double mirrored(std::size_t number, std::size_t base) {
    double value = 0;
    double place = 1;
    for (; number > 0; number /= base) {
        place /= static_cast<double>(base);
        value += place * static_cast<double>(number % base);
    }
    return value;
}

double square_sum(const std::vector<double>& values) {
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

class Fit {
   public:
    Fit(const Design& design, std::span<const Case* const> cases, const FitLimits& limits)
        : design_(design), cases_(cases), limits_(limits) {}

    [[nodiscard]] Population best() const {
        Population population = begin();
        double cost = cost_of(population);
        constexpr int most_rounds = 40;
        constexpr double enough = 1e-6;
        for (int round = 0; round < most_rounds; ++round) {
            const double before = cost;
            for (double& coordinate : population.centre) {
                improve(population, coordinate, -limits_.most_centre, limits_.most_centre, cost);
            }
            improve(population, population.spread, limits_.least_spread, limits_.most_spread, cost);
            if (limits_.most_error > 0) {
                improve(population, population.error, Blurred::least_deviation, limits_.most_error,
                        cost);
            }
            if (before - cost < enough) break;
        }
        return population;
    }

   private:
    const Design& design_;
    std::span<const Case* const> cases_;
    const FitLimits& limits_;

    [[nodiscard]] double cost_of(const Population& population) const {
        const double pull = limits_.pull / static_cast<double>(cases_.size());
        return score(design_, cases_, population, limits_.end) +
               pull * square_sum(population.centre);
    }

    /// Of the points within the limits the one that is best as a centre.
    [[nodiscard]] Population begin() const {
        const double spread = (limits_.least_spread + limits_.most_spread) / 2;
        const double error = limits_.most_error / 2;
        Population best{std::vector<double>(design_.dimensions(), 0.0), spread, error};
        double least = cost_of(best);
        for (const std::vector<double>& point : design_.points) {
            if (std::any_of(point.begin(), point.end(),
                            [&](double value) { return std::abs(value) > limits_.most_centre; })) {
                continue;
            }
            const Population here{point, spread, error};
            const double cost = cost_of(here);
            if (cost < least) least = cost, best = here;
        }
        return best;
    }

    /// Sets one coordinate to its best value, if that is better than what it is.
    void improve(Population& population, double& coordinate, double low, double high,
                 double& cost) const {
        const double before = coordinate;
        constexpr int bits = 12;
        const auto [at, least] = boost::math::tools::brent_find_minima(
            [&](double value) {
                coordinate = value;
                return cost_of(population);
            },
            low, high, bits);
        const bool is_better = least < cost;
        coordinate = is_better ? at : before;
        if (is_better) cost = least;
    }
};

}  // namespace

std::vector<std::vector<double>> normal_design(std::size_t points, std::size_t dimensions,
                                               double spread) {
    constexpr std::array<std::size_t, 6> bases{2, 3, 5, 7, 11, 13};
    ensure(dimensions >= 1 && dimensions <= bases.size(), "no design of {} dimensions", dimensions);
    std::vector<std::vector<double>> design;
    for (std::size_t i = 1; i <= points; ++i) {
        std::vector<double> point;
        for (std::size_t d = 0; d < dimensions; ++d) {
            point.push_back(spread * theory::normal_quantile(mirrored(i, bases[d])));
        }
        design.push_back(std::move(point));
    }
    return design;
}

std::vector<double> weights_of(const Design& design, const Population& population) {
    std::vector<double> logs;
    for (const std::vector<double>& point : design.points) {
        double log = 0;
        for (std::size_t d = 0; d < point.size(); ++d) {
            const double z = (point[d] - population.centre[d]) / population.spread;
            const double chosen = point[d] / design.spread;
            log += (chosen * chosen - z * z) / 2;
        }
        logs.push_back(log);
    }
    // The largest is taken out first, so that not all of them vanish.
    const double most = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (double& log : logs) sum += log = std::exp(log - most);
    for (double& weight : logs) weight /= sum;
    return logs;
}

double effective_points(std::span<const double> weights) {
    double sum = 0;
    double squares = 0;
    for (const double weight : weights) sum += weight, squares += weight * weight;
    return sum * sum / squares;
}

Simulated::Simulated(std::vector<Value> values) {
    std::stable_sort(values.begin(), values.end(),
                     [](const Value& a, const Value& b) { return a.value < b.value; });
    for (const Value& value : values) {
        values_.push_back(value.value);
        points_.push_back(value.point);
        own_.push_back(value.weight);
    }
}

std::vector<double> Simulated::weights(std::span<const double> of_points) const {
    std::vector<double> all(own_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = own_[i] * of_points[points_[i]];
    return all;
}

double score(const Design& design, std::span<const Case* const> cases, const Population& population,
             double end) {
    const std::vector<double> of_points = weights_of(design, population);
    double sum = 0;
    for (const Case* one : cases) {
        double of_case = 0;
        for (const Target& target : *one) {
            const std::vector<double> weights = target.simulated.weights(of_points);
            const auto values = target.simulated.values();
            of_case += population.error > 0
                           ? Blurred(values, weights, population.error, end).crps(target.seen)
                           : crps(values, weights, target.seen, end);
        }
        sum += of_case / static_cast<double>(one->size());
    }
    return sum / static_cast<double>(cases.size());
}

Population fit_population(const Design& design, std::span<const Case* const> cases,
                          const FitLimits& limits) {
    if (cases.empty()) return {std::vector<double>(design.dimensions(), 0.0), limits.least_spread};
    return Fit(design, cases, limits).best();
}

}  // namespace kammerspiel::stats
