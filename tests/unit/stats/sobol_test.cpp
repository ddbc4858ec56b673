#include "kammerspiel/stats/sobol.hpp"

#include <array>
#include <cmath>
#include <functional>
#include <numbers>

#include "catch.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

const kernel::Draws draws(7, 1);
using Model = std::function<double(std::span<const double> point, std::size_t base_sample)>;

std::vector<double> outcomes_at(const SaltelliDesign& design, const Model& model) {
    std::vector<double> outcomes;
    for (std::size_t row = 0; row < design.rows(); ++row) {
        outcomes.push_back(model(design.point(row), design.base_sample(row)));
    }
    return outcomes;
}

/// Intervals of 99.99 %: with fixed seeds the test passes or fails for good.
SobolIndices study(std::size_t parameters, std::size_t base_samples, const Model& model) {
    const SaltelliDesign design(parameters, base_samples, draws);
    return sobol_indices(design, outcomes_at(design, model), draws, 0.9999, 4000);
}

double ishigami(std::span<const double> u, std::size_t) {
    std::array<double, 3> x{};
    for (std::size_t i = 0; i < 3; ++i) x[i] = std::numbers::pi * (2 * u[i] - 1);
    return std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) +
           0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}

constexpr std::array g_constants{0.0, 1.0, 4.5, 9.0};

double g_function(std::span<const double> u, std::size_t) {
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i) {
        product *= (std::abs(4 * u[i] - 2) + g_constants[i]) / (1 + g_constants[i]);
    }
    return product;
}

/// Variance of one factor of Sobol's g-function.
double g_part(std::size_t i) { return 1 / (3 * std::pow(1 + g_constants[i], 2)); }

double g_variance() {
    double product = 1;
    for (std::size_t i = 0; i < g_constants.size(); ++i) product *= 1 + g_part(i);
    return product - 1;
}

double g_first(std::size_t i) { return g_part(i) / g_variance(); }

double g_total(std::size_t i) {
    return g_part(i) / (1 + g_part(i)) * (1 + g_variance()) / g_variance();
}

TEST_CASE("a design exchanges one coordinate at a time", "[stats][sobol]") {
    const SaltelliDesign design(3, 4, draws);
    CHECK(design.rows() == 20);
    for (std::size_t j = 0; j < 4; ++j) {
        const auto a = design.point(5 * j);
        const auto b = design.point(5 * j + 1);
        for (std::size_t i = 0; i < 3; ++i) {
            const auto ab = design.point(5 * j + 2 + i);
            CHECK(design.base_sample(5 * j + 2 + i) == j);
            for (std::size_t k = 0; k < 3; ++k) CHECK(ab[k] == (k == i ? b[k] : a[k]));
        }
    }
}

TEST_CASE("each coordinate of a design hits every part once", "[stats][sobol]") {
    const std::size_t n = 50;
    const SaltelliDesign design(2, n, draws);
    for (std::size_t kind = 0; kind < 2; ++kind) {
        for (std::size_t i = 0; i < 2; ++i) {
            std::vector<int> hits(n, 0);
            for (std::size_t j = 0; j < n; ++j) {
                ++hits[static_cast<std::size_t>(design.point(4 * j + kind)[i] * double(n))];
            }
            CHECK(hits == std::vector<int>(n, 1));
        }
    }
}

TEST_CASE("Ishigami's function has its analytic indices", "[stats][sobol]") {
    // a = 7, b = 0.1: V = a²/8 + b π⁴/5 + b² π⁸/18 + 1/2; V1 = (1 + b π⁴/5)² / 2; V2 = a²/8;
    // V13 = 8 b² π⁸ / 225 (Ishigami and Homma 1990).
    const double p4 = std::pow(std::numbers::pi, 4);
    const double variance = 49.0 / 8 + 0.1 * p4 / 5 + 0.01 * p4 * p4 / 18 + 0.5;
    const double v1 = std::pow(1 + 0.1 * p4 / 5, 2) / 2;
    const double v13 = 8 * 0.01 * p4 * p4 / 225;
    const auto indices = study(3, 8192, ishigami);
    const std::array first{v1 / variance, 49.0 / 8 / variance, 0.0};
    const std::array total{(v1 + v13) / variance, 49.0 / 8 / variance, v13 / variance};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(indices.parameters[i].first.covers(first[i]));
        CHECK(indices.parameters[i].total.covers(total[i]));
        CHECK(indices.parameters[i].first.half_width() < 0.08);
        CHECK(indices.parameters[i].total.half_width() < 0.08);
    }
    CHECK_THAT(indices.variance, WithinRel(variance, 0.05));
    CHECK_THAT(indices.mean, WithinAbs(3.5, 0.1));
}

TEST_CASE("Sobol's g-function has its analytic indices", "[stats][sobol]") {
    const auto indices = study(4, 4096, g_function);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(indices.parameters[i].first.covers(g_first(i)));
        CHECK(indices.parameters[i].total.covers(g_total(i)));
    }
    CHECK_THAT(indices.parameters[0].total.value, WithinAbs(g_total(0), 0.06));
    CHECK(indices.luck.covers(0));
}

TEST_CASE("a sum has no interactions, and an idle parameter no index", "[stats][sobol]") {
    // 1·x + 2·y + 0·z: 1/5, 4/5, 0.
    const auto indices = study(3, 4096, [](auto u, std::size_t) { return 100 + u[0] + 2 * u[1]; });
    CHECK(indices.parameters[0].first.covers(0.2));
    CHECK(indices.parameters[0].total.covers(0.2));
    CHECK(indices.parameters[1].first.covers(0.8));
    CHECK(indices.parameters[1].total.covers(0.8));
    CHECK(indices.parameters[2].first == Estimate{0, 0, 0});
    CHECK(indices.parameters[2].total == Estimate{0, 0, 0});
}

TEST_CASE("indices do not change with the unit", "[stats][sobol]") {
    const auto a = study(3, 500, ishigami);
    const auto b = study(3, 500, [](auto u, std::size_t j) { return 5000 - 60 * ishigami(u, j); });
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK_THAT(a.parameters[i].first.value, WithinAbs(b.parameters[i].first.value, 1e-9));
        CHECK_THAT(a.parameters[i].total.high, WithinAbs(b.parameters[i].total.high, 1e-9));
    }
}

TEST_CASE("luck that the rows of a base sample share is told from the parameters",
          "[stats][sobol]") {
    // x + 2 z with luck z uniform too: the parameter has 1/5, luck 4/5. Of x (1 + z) the parameter
    // alone has V(x) E(1 + z)² = 27/144, with luck V(x) E(1 + z)² + V(x) V(z) = 28/144; luck alone
    // V(z) E(x)² = 3/144.
    const auto luck = [](std::size_t j) { return Luck(77).uniform(j); };
    const auto sum = study(2, 4096, [&](auto u, std::size_t j) { return u[0] + 2 * luck(j); });
    CHECK(sum.parameters[0].first.covers(0.2));
    CHECK(sum.parameters[0].total.covers(0.2));
    CHECK(sum.parameters[1].total.value == 0);
    CHECK(sum.luck.covers(0.8));
    const auto product =
        study(1, 4096, [&](auto u, std::size_t j) { return u[0] * (1 + luck(j)); });
    CHECK(product.parameters[0].first.covers(28.0 / 31));
    CHECK(product.parameters[0].total.covers(28.0 / 31));
    CHECK(product.luck.covers(3.0 / 31));
}

TEST_CASE("where nothing varies, nothing decides", "[stats][sobol]") {
    const auto indices = study(2, 10, [](auto, std::size_t) { return 3.0; });
    CHECK(indices.variance == 0);
    CHECK(indices.parameters[0].total == Estimate{0, 0, 0});
}

TEST_CASE("the intervals of the indices cover", "[stats][sobol]") {
    const int studies = 200;
    int first = 0;
    int total = 0;
    for (int s = 0; s < studies; ++s) {
        const kernel::Draws own(7, static_cast<std::uint64_t>(100 + s));
        const SaltelliDesign design(4, 400, own);
        const auto indices = sobol_indices(design, outcomes_at(design, g_function), own, 0.95, 300);
        first += indices.parameters[0].first.covers(g_first(0));
        total += indices.parameters[1].total.covers(g_total(1));
    }
    const double slack = 4 * std::sqrt(0.95 * 0.05 / studies);
    CHECK(first / double{studies} > 0.95 - slack);
    CHECK(total / double{studies} > 0.95 - slack);
}

TEST_CASE("a study that was stopped has the indices of its whole base samples", "[stats][sobol]") {
    const SaltelliDesign design(3, 100, draws);
    const auto outcomes = outcomes_at(design, ishigami);
    const auto half = sobol_indices(design, std::span(outcomes).first(50 * 5), draws);
    CHECK(half.variance > 0);
    CHECK_THROWS(sobol_indices(design, std::span(outcomes).first(51), draws));
}

TEST_CASE("one at a time, the parameter that moves most comes first", "[stats][sobol]") {
    const std::vector<std::vector<double>> low{{1, 2, 3}, {1, 2, 3}, {1, 2, 3}};
    const std::vector<std::vector<double>> high{{2, 3, 4}, {1, 2, 3}, {-4, -2, 0}};
    const auto swings = one_at_a_time(low, high);
    CHECK(swings[0].parameter == 2);
    CHECK(swings[0].effect.value == -4);
    CHECK(swings[0].at_low == 2);
    CHECK(swings[0].at_high == -2);
    CHECK(swings[1].parameter == 0);
    CHECK(swings[1].effect == Estimate{1, 1, 1});
    CHECK(swings[2].effect == Estimate{0, 0, 0});
}

}  // namespace
}  // namespace kammerspiel::stats
