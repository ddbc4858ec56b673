#include "kammerspiel/stats/population.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "luck.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::stats {
namespace {

constexpr double end = 9;

TEST_CASE("a design lies as the normal distribution does", "[stats][population]") {
    constexpr std::size_t points = 2000;
    const auto design = normal_design(points, 4, 1.5);
    REQUIRE(design.size() == points);
    for (std::size_t d = 0; d < 4; ++d) {
        double mean = 0;
        double square = 0;
        for (const auto& point : design) mean += point[d], square += point[d] * point[d];
        mean /= points;
        square /= points;
        // Far below the error of chance, which would be 1.5 / √2000 = 0.034.
        CHECK_THAT(mean, WithinAbs(0, 0.01));
        CHECK_THAT(std::sqrt(square), WithinAbs(1.5, 0.02));
    }
    // The first points of a longer design are those of a shorter one: cells that are kept stay
    // good.
    CHECK(std::equal(design.begin(), design.begin() + 100, normal_design(100, 4, 1.5).begin()));
}

TEST_CASE("weights make the design that of another population", "[stats][population]") {
    const Design design{normal_design(4000, 3, 1.0), 1.0};
    const Population population{{0.5, -0.3, 0.0}, 0.6};
    const auto weights = weights_of(design, population);
    CHECK_THAT(std::accumulate(weights.begin(), weights.end(), 0.0), WithinAbs(1, 1e-12));
    for (std::size_t d = 0; d < 3; ++d) {
        double mean = 0;
        double square = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            mean += weights[i] * design.points[i][d];
            square += weights[i] * design.points[i][d] * design.points[i][d];
        }
        // As many points as count: the error of chance would be 0.6 / √n.
        const double error = 0.6 / std::sqrt(effective_points(weights));
        CHECK_THAT(mean, WithinAbs(population.centre[d], 3 * error));
        CHECK_THAT(std::sqrt(square - mean * mean), WithinAbs(0.6, 3 * error));
    }
    const std::vector<double> alike(10, 0.1);
    CHECK_THAT(effective_points(alike), WithinAbs(10, 1e-9));
}

/// A project of three stages in a row whose length the factors stretch; its milestones lie behind
/// the first, the second and the last.
double log_days(const std::vector<double>& logs, std::size_t milestone, double size) {
    double days = 10 * std::exp(logs[0]);
    if (milestone > 0) days += size * std::exp(-logs[1]);
    if (milestone > 1) days += 30 * std::exp(logs[2]);
    return std::log(days);
}

/// Cases whose factors come from a population, each seen at three milestones; every third of the
/// last ones is censored on the day before.
std::vector<Case> cases_of(const Design& design, const Population& truth, std::size_t count,
                           std::uint64_t study) {
    const Luck luck(study);
    std::vector<Case> cases;
    for (std::size_t c = 0; c < count; ++c) {
        const double size = 20 + 10 * static_cast<double>(c % 7);
        std::vector<double> own;
        for (std::uint32_t d = 0; d < 3; ++d) {
            own.push_back(truth.centre[d] + truth.spread * luck.normal(c, d));
        }
        Case one;
        for (std::size_t m = 0; m < 3; ++m) {
            std::vector<Simulated::Value> values;
            for (std::uint32_t point = 0; point < design.points.size(); ++point) {
                values.push_back({log_days(design.points[point], m, size), point, 1});
            }
            const bool is_censored = m == 2 && c % 3 == 0;
            const double seen = log_days(own, m, size) - (is_censored ? 0.05 : 0);
            one.push_back({Simulated(std::move(values)), {seen, is_censored}});
        }
        cases.push_back(std::move(one));
    }
    return cases;
}

std::vector<const Case*> all_of(const std::vector<Case>& cases) {
    std::vector<const Case*> all;
    for (const Case& one : cases) all.push_back(&one);
    return all;
}

TEST_CASE("the fit finds factors that are known", "[stats][population]") {
    const Design design{normal_design(600, 3, 1.0), 1.0};
    const Population truth{{0.6, -0.5, 0.4}, 0.5};
    constexpr std::size_t count = 120;
    const auto cases = cases_of(design, truth, count, 1);
    FitLimits limits;
    limits.end = end;
    limits.pull = 0;
    const Population fit = fit_population(design, all_of(cases), limits);
    // A mean of 120 cases is off by 0.5 / √120; what lies behind other stages is seen through them
    // and the score is no likelihood: three times that.
    const double error = 3 * truth.spread / std::sqrt(count);
    for (std::size_t d = 0; d < 3; ++d) {
        INFO(d);
        CHECK_THAT(fit.centre[d], WithinAbs(truth.centre[d], 2 * error));
    }
    CHECK_THAT(fit.spread, WithinAbs(truth.spread, error));
    // Better than what is not so.
    const auto all = all_of(cases);
    CHECK(score(design, all, fit, end) <= score(design, all, truth, end));
    CHECK(score(design, all, fit, end) < score(design, all, {{0, 0, 0}, 0.5}, end) - 0.05);
}

TEST_CASE("a forecast by the fit holds what it promises of new cases", "[stats][population]") {
    const Design design{normal_design(600, 3, 1.0), 1.0};
    const Population truth{{0.3, 0.2, -0.2}, 0.6};
    const auto known = cases_of(design, truth, 60, 2);
    FitLimits limits;
    limits.end = end;
    const auto weights = weights_of(design, fit_population(design, all_of(known), limits));
    double inside = 0;
    constexpr std::size_t count = 300;
    for (const Case& one : cases_of(design, truth, count, 3)) {
        const Target& first = one.front();
        const auto all = first.simulated.weights(weights);
        inside += held(position(first.simulated.values(), all, first.seen.value), false, 0.8);
    }
    const double error = std::sqrt(0.8 * 0.2 / count);
    CHECK_THAT(inside / count, WithinAbs(0.8, 4 * error));
}

TEST_CASE("what no factors explain is found as an error, and bands hold with it",
          "[stats][population]") {
    const Design design{normal_design(600, 3, 1.0), 1.0};
    const Population truth{{0.3, 0.2, -0.2}, 0.4};
    constexpr double error = 0.7;
    const auto with_error = [&](std::size_t count, std::uint64_t study) {
        auto cases = cases_of(design, truth, count, study);
        const Luck luck(study + 100);
        for (std::size_t c = 0; c < cases.size(); ++c) {
            for (std::uint32_t m = 0; m < 3; ++m) {
                cases[c][m].seen.is_censored = false;
                cases[c][m].seen.value += error * luck.normal(c, m);
            }
        }
        return cases;
    };
    const auto known = with_error(120, 6);
    FitLimits limits;
    limits.end = end;
    limits.most_error = 1.5;
    const Population fit = fit_population(design, all_of(known), limits);
    CHECK_THAT(fit.error, WithinAbs(error, 0.2));
    const auto weights = weights_of(design, fit);
    double inside = 0;
    constexpr std::size_t count = 300;
    for (const Case& one : with_error(count, 7)) {
        const Target& last = one.back();
        const Blurred forecast(last.simulated.values(), last.simulated.weights(weights), fit.error,
                               end);
        inside += held(forecast.position(last.seen.value), false, 0.8);
    }
    CHECK_THAT(inside / count, WithinAbs(0.8, 4 * std::sqrt(0.8 * 0.2 / count)));
}

TEST_CASE("what cases say nothing of stays as it is written", "[stats][population]") {
    const Design design{normal_design(300, 3, 1.0), 1.0};
    auto cases = cases_of(design, {{0.8, 0.9, -0.7}, 0.4}, 30, 4);
    for (Case& one : cases) one.erase(one.begin() + 1, one.end());  // behind the first stage
    FitLimits limits;
    limits.end = end;
    const Population fit = fit_population(design, all_of(cases), limits);
    CHECK_THAT(fit.centre[0], WithinAbs(0.8, 0.3));
    CHECK_THAT(fit.centre[1], WithinAbs(0, 0.3));
    CHECK_THAT(fit.centre[2], WithinAbs(0, 0.3));
}

TEST_CASE("the same cases give the same fit", "[stats][population]") {
    const Design design{normal_design(100, 3, 1.0), 1.0};
    const auto cases = cases_of(design, {{0.2, 0.1, 0.0}, 0.5}, 12, 5);
    FitLimits limits;
    limits.end = end;
    CHECK(fit_population(design, all_of(cases), limits) ==
          fit_population(design, all_of(cases), limits));
}

}  // namespace
}  // namespace kammerspiel::stats
