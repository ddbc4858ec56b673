#include "kammerspiel/stats/estimate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Of `studies` studies the share whose interval covers; and by how much it may miss its nominal
/// value by luck, four standard errors.
double slack(int studies, double nominal = 0.95) {
    return 4 * std::sqrt(nominal * (1 - nominal) / studies);
}

TEST_CASE("without skewness the interval of a mean is Student's", "[stats][estimate]") {
    // 1 … 5: mean 3, deviation √2.5, t(0.975; 4) = 2.776445.
    const std::array samples{1.0, 2.0, 3.0, 4.0, 5.0};
    const auto mean = mean_estimate(samples);
    CHECK(mean.value == 3);
    CHECK_THAT(mean.half_width(), WithinAbs(2.776445 * std::sqrt(2.5 / 5), 1e-5));
    CHECK_THAT(mean.low + mean.high, WithinAbs(6, 1e-9));
}

TEST_CASE("moments are those computed by hand", "[stats][estimate]") {
    // 0, 0, 0, 4: mean 1, squares 3·1 + 9 = 12, cubes −3 + 27 = 24; skewness 6 / 3^1.5.
    const auto m = moments(std::array{0.0, 0.0, 0.0, 4.0});
    CHECK(m.mean == 1);
    CHECK(m.deviation == 2);
    CHECK_THAT(m.skewness, WithinAbs(6 / std::pow(3, 1.5), 1e-12));
}

TEST_CASE("one world bounds nothing, equal worlds leave no doubt", "[stats][estimate]") {
    CHECK(mean_estimate(std::array{7.0}) == Estimate{7, -infinity, infinity});
    CHECK(mean_estimate(std::array{0.1, 0.1, 0.1}) == Estimate{0.1, 0.1, 0.1});
}

TEST_CASE("the interval of a mean moves and stretches with the values", "[stats][estimate]") {
    std::vector<double> samples;
    std::vector<double> moved;
    for (std::uint64_t i = 0; i < 50; ++i) {
        samples.push_back(Luck(1).lognormal(i, 1));
        moved.push_back(10 - 3 * samples.back());  // turned round: low becomes high
    }
    const auto before = mean_estimate(samples);
    const auto after = mean_estimate(moved);
    CHECK_THAT(after.value, WithinAbs(10 - 3 * before.value, 1e-9));
    CHECK_THAT(after.low, WithinAbs(10 - 3 * before.high, 1e-9));
    CHECK_THAT(after.high, WithinAbs(10 - 3 * before.low, 1e-9));
}

TEST_CASE("a mean's interval covers, and misses skewed means less than Student's",
          "[stats][estimate]") {
    const int studies = 1000;
    const std::size_t worlds = 100;
    const double truth = std::exp(0.5);
    int normal = 0;
    int skewed = 0;
    int student = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        std::vector<double> a;
        std::vector<double> b;
        for (std::size_t w = 0; w < worlds; ++w) {
            a.push_back(luck.normal(w));
            b.push_back(std::exp(a.back()));  // skewness 6.2
        }
        normal += mean_estimate(a).covers(0);
        skewed += mean_estimate(b).covers(truth);
        const auto m = moments(b);
        student += std::abs(m.mean - truth) <=
                   theory::t_quantile(0.975, worlds - 1) * m.deviation / std::sqrt(double{worlds});
    }
    CHECK_THAT(normal / double{studies}, WithinAbs(0.95, slack(studies)));
    CHECK_THAT(skewed / double{studies}, WithinAbs(0.95, slack(studies)));
    CHECK(skewed > student);
}

TEST_CASE("the test of a mean difference inverts its interval", "[stats][estimate]") {
    std::vector<double> samples;
    for (std::uint64_t i = 0; i < 40; ++i) samples.push_back(Luck(3).lognormal(i, 1));
    const double p = 0.03;
    const double low = difference_estimate(samples, 1 - p).low;
    for (double& x : samples) x -= low;  // now 0 is just at the edge
    CHECK_THAT(difference_p_value(samples), WithinAbs(p, 1e-9));
    CHECK(difference_p_value(std::array{0.0, 0.0}) == 1);
    CHECK(difference_p_value(std::array{2.0, 2.0}) == 0);
}

TEST_CASE("a median of one attacker has the exact interval of order statistics",
          "[stats][estimate]") {
    // Bin(20, 1/2): P(≤ 5) = 0.0207 ≤ 0.025 < P(≤ 6) = 0.0577, so the 6th and the 15th.
    std::vector<double> values;
    for (int i = 20; i >= 1; --i) values.push_back(i);
    const auto median = quantile_estimates({values, std::array{1.0}}, std::array{0.5}).front();
    CHECK(median == Estimate{10, 6, 15});
}

TEST_CASE("few worlds cannot bound a high quantile", "[stats][estimate]") {
    // 0.95^72 = 0.0249 ≤ 0.025 < 0.95^71 = 0.0262: 72 worlds are the fewest that can.
    for (const std::size_t worlds : {71U, 72U}) {
        const auto outcomes = outcomes_of(
            1, worlds, {1}, [](auto, std::size_t w, auto) { return static_cast<double>(w); });
        CHECK(std::isinf(summarise(outcomes, 0).p95.high) == (worlds == 71));
        CHECK(std::isinf(summarise(outcomes, 0).p5.low) == (worlds == 71));
    }
}

TEST_CASE("the fewest worlds and the highest confidence have an interval too",
          "[stats][estimate]") {
    for (const std::size_t worlds : {1U, 2U, 3U, 10U}) {
        const auto outcomes = outcomes_of(1, worlds, {0.5, 0.5}, [](auto, std::size_t w, auto) {
            return static_cast<double>(w);
        });
        const auto summary = summarise(outcomes, 0, 1 - 1e-13);
        CHECK(summary.median.low == -infinity);
        CHECK(summary.median.high == infinity);
        CHECK(summary.mean->low < summary.mean->value);
    }
}

TEST_CASE("quantiles cover the truth, of one attacker and of a mixture", "[stats][estimate]") {
    const int studies = 1000;
    // Two attackers that share the world's luck: N(0, 1) and the same plus 1, weights 0.7 and 0.3.
    // Quantiles of 0.7 Φ(x) + 0.3 Φ(x - 1) by bisection.
    const auto truth = [](double q) {
        double low = -10;
        double high = 10;
        while (high - low > 1e-12) {
            const double x = (low + high) / 2;
            const double p = 0.7 * theory::normal_cdf(x) + 0.3 * theory::normal_cdf(x - 1);
            (p < q ? low : high) = x;
        }
        return low;
    };
    const std::array<double, 3> quantiles{0.05, 0.5, 0.95};
    std::array<int, 3> one{};
    std::array<int, 3> mixed{};
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto outcomes =
            outcomes_of(1, 200, {0.7, 0.3}, [&](auto, std::size_t w, std::size_t a) {
                return luck.normal(w) + static_cast<double>(a);
            });
        const auto alone = quantile_estimates({outcomes.column(0, 0), std::array{1.0}}, quantiles);
        const auto both = quantile_estimates({outcomes.of(0), outcomes.weights()}, quantiles);
        for (std::size_t q = 0; q < 3; ++q) {
            one[q] += alone[q].covers(theory::normal_quantile(quantiles[q]));
            mixed[q] += both[q].covers(truth(quantiles[q]));
        }
    }
    for (std::size_t q = 0; q < 3; ++q) {
        CHECK(one[q] / double{studies} > 0.95 - slack(studies));
        CHECK(mixed[q] / double{studies} > 0.95 - slack(studies));
        // Conservative, but not by much: at 200 worlds one order statistic is up to 2.8 % of
        // confidence.
        CHECK(one[q] / double{studies} < 0.99);
        CHECK(mixed[q] / double{studies} < 0.99);
    }
}

TEST_CASE("the worst 5 % are averaged, ties and fractions included", "[stats][estimate]") {
    // 1 … 100: the worst five are 96 … 100.
    const auto hundred = outcomes_of(
        1, 100, {1}, [](auto, std::size_t w, auto) { return static_cast<double>(w + 1); });
    CHECK_THAT(summarise(hundred, 0).cvar95->value, WithinAbs(98, 1e-9));
    // 1 … 50: two and a half worlds: (50 + 49 + 48 / 2) / 2.5.
    const auto fifty = outcomes_of(
        1, 50, {1}, [](auto, std::size_t w, auto) { return static_cast<double>(w + 1); });
    CHECK_THAT(summarise(fifty, 0).cvar95->value, WithinAbs((50 + 49 + 24) / 2.5, 1e-9));
    const auto equal = outcomes_of(1, 100, {1}, [](auto, auto, auto) { return 4.0; });
    CHECK(*summarise(equal, 0).cvar95 == Estimate{4, 4, 4});
}

TEST_CASE("few worlds bound the worst 5 % no better than P95", "[stats][estimate]") {
    for (const std::size_t worlds : {1U, 2U, 20U, 71U, 72U, 100U}) {
        INFO(worlds);
        const auto few = outcomes_of(
            1, worlds, {1}, [](auto, std::size_t w, auto) { return static_cast<double>(w + 1); });
        const Summary summary = summarise(few, 0);
        CHECK(std::isinf(summary.p95.high) == (worlds < 72));
        CHECK(std::isinf(summary.cvar95->high) == (worlds < 72));
        CHECK(summary.cvar95->low <= summary.cvar95->value);
        if (worlds < 72) CHECK(summary.cvar95->low <= summary.p95.low);
    }
}

TEST_CASE("the interval of the CVaR covers", "[stats][estimate]") {
    // Standard normal: φ(z95) / 0.05.
    const double z = theory::normal_quantile(0.95);
    const double truth = std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979) / 0.05;
    const int studies = 400;
    int covered = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto outcomes =
            outcomes_of(1, 1000, {1}, [&](auto, std::size_t w, auto) { return luck.normal(w); });
        covered += summarise(outcomes, 0).cvar95->covers(truth);
    }
    CHECK(covered / double{studies} > 0.95 - slack(studies));
}

TEST_CASE("a weighted mixture is averaged world by world", "[stats][estimate]") {
    // Two worlds, weights 1 : 3: (1·1 + 3·5) / 4 = 4 and (2 + 3·10) / 4 = 8.
    const Outcomes outcomes(1, 2, {1, 3}, {1, 5, 2, 10});
    CHECK(outcomes.world_means(0) == std::vector<double>{4, 8});
    CHECK(summarise(outcomes, 0).mean->value == 6);
    CHECK(summarise_under(outcomes, 0, 1).mean->value == 7.5);
    // Half of the mixture's weight is reached within 5: 1, 2 (1/8 each), 5 (3/8).
    CHECK(summarise(outcomes, 0).median.value == 5);
}

TEST_CASE("what is censored enters quantiles and never a mean", "[stats][estimate][rule-19]") {
    const auto outcomes = outcomes_of(1, 100, {1}, [](auto, std::size_t w, auto) {
        return w < 90 ? static_cast<double>(w) : infinity;
    });
    const auto summary = summarise(outcomes, 0);
    CHECK_FALSE(summary.mean.has_value());
    CHECK_FALSE(summary.cvar95.has_value());
    CHECK_THAT(summary.censored, WithinAbs(0.1, 1e-12));
    CHECK(summary.median.value == 49);
    CHECK(summary.p95.value == infinity);
    CHECK(summary.p95.low < infinity);
}

TEST_CASE("an attacker without weight changes nothing, were it never so bad", "[stats][estimate]") {
    const auto value = [](auto, std::size_t w, std::size_t a) {
        return a == 1 ? infinity : Luck(9).lognormal(w, 1, static_cast<std::uint32_t>(a));
    };
    const auto with = outcomes_of(1, 300, {0.4, 0, 0.6}, value);
    const auto without = outcomes_of(1, 300, {0.4, 0.6}, [&](auto s, std::size_t w, std::size_t a) {
        return value(s, w, 2 * a);
    });
    const auto a = summarise(with, 0);
    const auto b = summarise(without, 0);
    CHECK(a.mean == b.mean);
    CHECK(a.median == b.median);
    CHECK(a.p95 == b.p95);
    CHECK(a.cvar95 == b.cvar95);
    CHECK(a.censored == 0);
    CHECK(summarise_under(with, 0, 1).censored == 1);
}

TEST_CASE("the order of worlds does not matter", "[stats][estimate]") {
    const auto forward = outcomes_of(1, 101, {0.5, 0.5}, [](auto, std::size_t w, std::size_t a) {
        return std::round(10 * Luck(4).lognormal(w, 1, static_cast<std::uint32_t>(a)));
    });
    const auto backward = outcomes_of(1, 101, {0.5, 0.5}, [&](auto, std::size_t w, std::size_t a) {
        return forward.at(0, 100 - w, a);
    });
    const auto a = summarise(forward, 0);
    const auto b = summarise(backward, 0);
    CHECK(a.median == b.median);
    CHECK(a.p5 == b.p5);
    CHECK(a.p95 == b.p95);
    CHECK_THAT(a.mean->low, WithinRel(b.mean->low, 1e-12));
    CHECK_THAT(a.cvar95->high, WithinRel(b.cvar95->high, 1e-12));
}

TEST_CASE("a share has Wilson's interval", "[stats][estimate]") {
    // 8 of 10: (0.8 + z²/20 ± z √(0.016 + z²/400)) / (1 + z²/10) = 0.4902 … 0.9433.
    std::vector<double> samples(10, 1.0);
    samples[3] = samples[7] = 0;
    const auto share = share_estimate(samples, 10);
    CHECK(share.value == 0.8);
    CHECK_THAT(share.low, WithinAbs(0.4902, 5e-5));
    CHECK_THAT(share.high, WithinAbs(0.9433, 5e-5));
    // None of 10: z² / (10 + z²) = 0.2775.
    CHECK_THAT(share_estimate(std::vector<double>(10, 0.0), 10).high, WithinAbs(0.2775, 5e-5));
}

TEST_CASE("tables that make no sense are refused", "[stats][estimate]") {
    using Values = std::vector<double>;
    CHECK_THROWS(Outcomes(1, 2, {1}, Values{1}));
    CHECK_THROWS(Outcomes(1, 1, {0}, Values{1}));
    CHECK_THROWS(Outcomes(1, 1, {-1}, Values{1}));
    CHECK_THROWS(Outcomes(1, 1, {1}, Values{std::nan("")}));
    CHECK_THROWS(Outcomes(1, 1, {1}, Values{-infinity}));
}

}  // namespace
}  // namespace kammerspiel::stats
