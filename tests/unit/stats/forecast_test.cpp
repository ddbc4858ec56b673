#include "kammerspiel/stats/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <vector>

#include "luck.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::stats {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

double normal_cdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

/// ∫ (F(x) − 1{y ≤ x})² dx by the trapezoidal rule: the definition, word for word.
double by_definition(const std::function<double(double)>& cdf, const Sighting& seen, double low,
                     double end) {
    const double stop = seen.is_censored ? std::min(seen.value, end) : end;
    constexpr int steps = 400'000;  // the sighting lies anywhere within one: 6e-5 of 23
    const double step = (stop - low) / steps;
    double sum = 0;
    for (int i = 0; i < steps; ++i) {
        const double x = low + (i + 0.5) * step;
        const double off = cdf(x) - (!seen.is_censored && seen.value <= x ? 1.0 : 0.0);
        sum += off * off * step;
    }
    return sum;
}

/// E|X − y| − E|X − X'| / 2 over all pairs (Gneiting and Raftery 2007, equation 21).
double by_pairs(const std::vector<double>& x, const std::vector<double>& w, double y) {
    double sum = 0;
    double to_y = 0;
    double apart = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sum += w[i];
        to_y += w[i] * std::abs(x[i] - y);
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = 0; j < x.size(); ++j) apart += w[i] * w[j] * std::abs(x[i] - x[j]);
    }
    return to_y / sum - apart / (2 * sum * sum);
}

TEST_CASE("the score of a sample is that of all pairs", "[stats][forecast]") {
    const std::vector<double> x{-1.0, 0.2, 0.2, 1.5, 4.0};
    const std::vector<double> w{1.0, 0.5, 2.0, 0.0, 1.5};
    for (const double y : {-3.0, -1.0, 0.1, 0.2, 2.0, 4.0, 7.0}) {
        CHECK_THAT(crps(x, w, {y, false}, 10), WithinAbs(by_pairs(x, w, y), 1e-12));
    }
}

TEST_CASE("one sure value is off by its distance", "[stats][forecast]") {
    const std::vector<double> x{2.0};
    const std::vector<double> w{3.0};
    CHECK_THAT(crps(x, w, {5.0, false}, 10), WithinAbs(3.0, 1e-12));
    CHECK_THAT(crps(x, w, {0.5, false}, 10), WithinAbs(1.5, 1e-12));
    // It said 2, and at 5 it had not come: wrong from 2 to 5. At 1 nothing was wrong yet.
    CHECK_THAT(crps(x, w, {5.0, true}, 10), WithinAbs(3.0, 1e-12));
    CHECK(crps(x, w, {1.0, true}, 10) == 0);
}

TEST_CASE("the score of a normal distribution is Gneiting's closed form", "[stats][forecast]") {
    for (const double y : {-4.0, -0.3, 1.0, 2.5, 6.0}) {
        const Normal normal{1.0, 2.0};
        const double z = (y - normal.mean) / normal.deviation;
        const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
        const double closed = normal.deviation * (z * (2 * normal_cdf(z) - 1) + 2 * density -
                                                  1 / std::sqrt(std::numbers::pi));
        // So far beyond that nothing is cut off.
        CHECK_THAT(crps(normal, {y, false}, 1 + 2 * 40), WithinAbs(closed, 1e-10));
    }
}

TEST_CASE("the score of a normal distribution up to an end is its integral", "[stats][forecast]") {
    const Normal normal{1.0, 2.0};
    const auto cdf = [](double x) { return normal_cdf((x - 1.0) / 2.0); };
    for (const bool is_censored : {false, true}) {
        for (const double y : {-2.0, 1.0, 3.5}) {
            const Sighting seen{y, is_censored};
            CHECK_THAT(crps(normal, seen, 4.0),
                       WithinAbs(by_definition(cdf, seen, -19.0, 4.0), 6e-5));
        }
    }
}

TEST_CASE("a large sample scores as its distribution does", "[stats][forecast]") {
    const Normal normal{3.0, 0.7};
    constexpr int count = 20'000;
    std::vector<double> x;
    for (int i = 0; i < count; ++i) x.push_back(normal.quantile((i + 0.5) / count));
    const std::vector<double> w(count, 1.0);
    for (const bool is_censored : {false, true}) {
        for (const double y : {1.0, 3.0, 4.5}) {
            const Sighting seen{y, is_censored};
            CHECK_THAT(crps(x, w, seen, 5.0), WithinAbs(crps(normal, seen, 5.0), 1e-4));
        }
    }
}

TEST_CASE("what a sample does not reach counts up to the end alone", "[stats][forecast]") {
    const std::vector<double> x{1.0, never, never, never};
    const std::vector<double> w{1, 1, 1, 1};
    // F is 1/4 from 1 on: (1/4)² up to 3, (3/4)² from there to 7.
    CHECK_THAT(crps(x, w, {3.0, false}, 7), WithinAbs(2.0 / 16 + 4 * 9.0 / 16, 1e-12));
    CHECK_THAT(crps(x, w, {3.0, true}, 7), WithinAbs(2.0 / 16, 1e-12));
    // Seen beyond the end: only what was said before it can be wrong.
    CHECK_THAT(crps(x, w, {9.0, false}, 7), WithinAbs(6.0 / 16, 1e-12));
}

TEST_CASE("the truth scores best, also where a tenth is censored", "[stats][forecast]") {
    // With more it leans to early forecasts (Rindt et al. 2022): where half is censored, a mean
    // that is too low by 0.4 deviations scores as well as the truth.
    const Luck luck(7);
    constexpr std::uint64_t cases = 4000;
    const double last = GENERATE(100.0, 1.81);  // P(truth > looked) is 0, and a tenth
    const auto mean_score = [&](double mean) {
        double sum = 0;
        for (std::uint64_t i = 0; i < cases; ++i) {
            const double truth = luck.normal(i);
            const double looked = last + luck.normal(i, 1);
            const bool is_censored = truth > looked;
            sum += crps(Normal{mean, 1}, {is_censored ? looked : truth, is_censored}, 200);
        }
        return sum / static_cast<double>(cases);
    };
    const double right = mean_score(0);
    CHECK(right < mean_score(-0.3));
    CHECK(right < mean_score(0.3));
}

TEST_CASE("positions and quantiles of weighted samples", "[stats][forecast]") {
    const std::vector<double> x{1.0, 2.0, 2.0, never};
    const std::vector<double> w{1, 1, 1, 1};
    CHECK_THAT(position(x, w, 2.0), WithinAbs(0.5, 1e-12));
    CHECK(position(x, w, 0.5) == 0);
    CHECK_THAT(position(x, w, 100), WithinAbs(0.75, 1e-12));
    CHECK(quantile(x, w, 0.25) == 1.0);
    CHECK(quantile(x, w, 0.5) == 2.0);
    CHECK(std::isinf(quantile(x, w, 0.8)));
}

TEST_CASE("bands hold what they promise of data from the forecast itself", "[stats][forecast]") {
    const Luck luck(3);
    constexpr std::uint64_t cases = 20'000;
    for (const double band : {0.5, 0.8, 0.95}) {
        double of_seen = 0;
        double of_all = 0;
        for (std::uint64_t i = 0; i < cases; ++i) {
            const double truth = luck.uniform(i);  // where it falls in a forecast that is right
            const double looked = luck.uniform(i, 1);
            of_seen += held(truth, false, band);
            of_all += truth > looked ? held(looked, true, band) : held(truth, false, band);
        }
        const double error = std::sqrt(band * (1 - band) / static_cast<double>(cases));
        CHECK_THAT(of_seen / static_cast<double>(cases), WithinAbs(band, 4 * error));
        CHECK_THAT(of_all / static_cast<double>(cases), WithinAbs(band, 4 * error));
    }
    CHECK(held(0.95, true, 0.8) == 0);                                // wholly beyond the band
    CHECK_THAT(held(0.05, true, 0.8), WithinAbs(0.8 / 0.95, 1e-12));  // wholly before it
}

TEST_CASE("without censoring the likeliest normal is mean and deviation", "[stats][forecast]") {
    const std::vector<Sighting> seen{{1, false}, {2, false}, {6, false}};
    const std::vector<double> w{1, 1, 2};
    const auto fit = likeliest_normal(seen, w, 0.01);
    REQUIRE(fit);
    CHECK_THAT(fit->mean, WithinAbs(3.75, 1e-9));
    CHECK_THAT(fit->deviation, WithinAbs(std::sqrt((7.5625 + 3.0625 + 2 * 5.0625) / 4), 1e-9));
}

TEST_CASE("with censoring the likelihood has its top there", "[stats][forecast]") {
    const std::vector<Sighting> seen{{1, false}, {2, false}, {3, true}, {6, false}, {5, true}};
    const std::vector<double> w{1, 0.5, 1, 1, 0.25};
    const auto fit = likeliest_normal(seen, w, 0.01);
    REQUIRE(fit);
    const auto log_likelihood = [&](double mean, double deviation) {
        double sum = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const double z = (seen[i].value - mean) / deviation;
            sum += w[i] * (seen[i].is_censored ? std::log(normal_cdf(-z))
                                               : -std::log(deviation) - z * z / 2);
        }
        return sum;
    };
    const double top = log_likelihood(fit->mean, fit->deviation);
    constexpr double step = 1e-3;
    CHECK(top > log_likelihood(fit->mean + step, fit->deviation));
    CHECK(top > log_likelihood(fit->mean - step, fit->deviation));
    CHECK(top > log_likelihood(fit->mean, fit->deviation + step));
    CHECK(top > log_likelihood(fit->mean, fit->deviation - step));
}

TEST_CASE("a censored sample of a known law gives that law back", "[stats][forecast]") {
    const Luck luck(11);
    constexpr std::uint64_t count = 5000;
    std::vector<Sighting> seen;
    for (std::uint64_t i = 0; i < count; ++i) {
        const double truth = 4 + 1.5 * luck.normal(i);
        const double looked = 5 + luck.normal(i, 1);
        seen.push_back({std::min(truth, looked), truth > looked});
    }
    const std::vector<double> w(count, 1.0);
    const auto fit = likeliest_normal(seen, w, 0.1);
    REQUIRE(fit);
    // Censoring costs less than half of the information.
    const double error = 1.5 / std::sqrt(static_cast<double>(count) / 2);
    CHECK_THAT(fit->mean, WithinAbs(4.0, 4 * error));
    CHECK_THAT(fit->deviation, WithinAbs(1.5, 4 * error));
    CHECK_FALSE(likeliest_normal(std::vector<Sighting>{{1, true}}, std::vector<double>{1}, 0.1));
    CHECK(likeliest_normal(std::vector<Sighting>{{1, false}}, std::vector<double>{1}, 0.1) ==
          Normal{1, 0.1});
}

TEST_CASE("one value with an error is a normal distribution", "[stats][forecast]") {
    const std::vector<double> value{2.03};
    const std::vector<double> weight{3.0};
    for (const double deviation : {0.1, 0.4, 1.2}) {
        const Blurred blurred(value, weight, deviation, 7);
        const Normal normal{2.03, deviation};
        INFO(deviation);
        // A grid of 0.05, linear between, and values shared by two points.
        const double near = 0.004 / deviation;
        for (const double y : {-1.0, 1.0, 1.9, 2.0, 2.4, 4.0}) {
            for (const bool is_censored : {false, true}) {
                const Sighting seen{y, is_censored};
                CHECK_THAT(blurred.crps(seen), WithinAbs(crps(normal, seen, 7), near));
            }
            CHECK_THAT(blurred.position(y), WithinAbs(normal.position(y), near));
        }
        for (const double q : {0.025, 0.1, 0.5, 0.9}) {
            CHECK_THAT(blurred.quantile(q), WithinAbs(normal.quantile(q), 0.02));
        }
    }
}

TEST_CASE("a sample with an error is a mixture, and what lies beyond the end stays there",
          "[stats][forecast]") {
    const std::vector<double> values{1.0, 3.0, std::numeric_limits<double>::infinity()};
    const std::vector<double> weights{1.0, 2.0, 1.0};
    constexpr double deviation = 0.3;
    const Blurred blurred(values, weights, deviation, 6);
    const Normal first{1.0, deviation};
    const Normal second{3.0, deviation};
    for (const double x : {0.5, 1.2, 2.0, 2.9, 3.5, 5.9}) {
        CHECK_THAT(blurred.position(x),
                   WithinAbs(first.position(x) / 4 + second.position(x) / 2, 0.01));
    }
    CHECK(std::isinf(blurred.quantile(0.9)));
    CHECK_THAT(blurred.position(6), WithinAbs(0.75, 1e-3));
    // By brute force.
    const Sighting seen{2.2, false};
    double score = 0;
    constexpr double step = 1e-4;
    for (double x = -3; x < 6; x += step) {
        const double p = first.position(x) / 4 + second.position(x) / 2;
        score += step * (x < seen.value ? p * p : (1 - p) * (1 - p));
    }
    CHECK_THAT(blurred.crps(seen), WithinAbs(score, 0.01));
}

}  // namespace
}  // namespace kammerspiel::stats
