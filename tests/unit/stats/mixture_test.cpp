#include <cmath>

#include "catch.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/paired.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

/// Two attackers of 0.7 and 0.3; the second one in the first `few` of every 20 worlds. `whole`: of
/// the first worlds all.
Outcomes uneven(std::size_t strategies, std::size_t worlds, std::size_t few, std::size_t whole,
                const Luck& luck, double sigma = 0.5) {
    std::vector<double> values;
    Ran ran;
    for (std::size_t s = 0; s < strategies; ++s) {
        for (std::size_t w = 0; w < worlds; ++w) {
            for (std::uint32_t a = 0; a < 2; ++a) {
                const auto purpose = static_cast<std::uint32_t>(2 * s + a);
                values.push_back((a + 1) * luck.lognormal(w, sigma, purpose));
                ran.push_back(a == 0 || w < whole || w % 20 < few ? 1 : 0);
            }
        }
    }
    return {strategies, worlds, {0.7, 0.3}, std::move(values), Weighed::by_mean, std::move(ran)};
}

Mixture mixture_of(const Outcomes& outcomes) {
    return {outcomes.of(0), outcomes.weights(), outcomes.ran(0)};
}

TEST_CASE("marks of all runs are none", "[stats][mixture]") {
    const Luck luck(1);
    CHECK(uneven(1, 40, 20, 0, luck).is_full());
    const Outcomes some = uneven(1, 40, 5, 0, luck);
    CHECK_FALSE(some.is_full());
    CHECK(some.runs(0, 0) == 40);
    CHECK(some.runs(0, 1) == 10);
    CHECK(some.column(0, 1).size() == 10);
    CHECK(some.column(0, 1)[5] == some.at(0, 20, 1));
}

TEST_CASE("the mean of uneven worlds is the weighted sum of the attackers' own means",
          "[stats][mixture]") {
    const Outcomes some = uneven(1, 100, 3, 20, Luck(2));
    const double wanted =
        0.7 * moments(some.column(0, 0)).mean + 0.3 * moments(some.column(0, 1)).mean;
    CHECK_THAT(moments_of(mixture_of(some)).mean, WithinAbs(wanted, 1e-12));
    CHECK_THAT(summarise(some, 0).mean->value, WithinAbs(wanted, 1e-12));
}

TEST_CASE("with all runs there, uneven and even are one formula", "[stats][mixture]") {
    // One world more, in which only the first attacker is run, and which changes hardly anything.
    const Luck luck(3);
    const Outcomes even = uneven(1, 2000, 20, 0, luck);
    const Outcomes uneven_by_one = uneven(1, 2001, 0, 2000, luck);
    const Moments a = moments_of(mixture_of(even));
    const Moments b = moments_of(mixture_of(uneven_by_one));
    const auto error = [](const Moments& m) {
        return m.deviation / std::sqrt(static_cast<double>(m.count));
    };
    const auto lopsided = [](const Moments& m) {
        return m.skewness / std::sqrt(static_cast<double>(m.count));
    };
    CHECK_THAT(error(b), WithinRel(error(a), 0.002));
    CHECK_THAT(lopsided(b), WithinRel(lopsided(a), 0.02));
}

TEST_CASE("intervals of uneven worlds miss no more often than they say", "[stats][mixture]") {
    // Mean of a lognormal of median m: m exp(sigma² / 2).
    constexpr int studies = 1000;
    const double truth = (0.7 + 0.3 * 2) * std::exp(0.125);
    int missed = 0;
    for (int study = 0; study < studies; ++study) {
        const Outcomes some = uneven(1, 400, 2, 100, Luck(static_cast<std::uint64_t>(study)));
        missed += !summarise(some, 0).mean->covers(truth);
    }
    INFO(100.0 * missed / studies << " % missed");
    CHECK(missed / double{studies} <= 0.05 + 4 * std::sqrt(0.05 * 0.95 / studies));
    CHECK(missed / double{studies} >= 0.05 - 4 * std::sqrt(0.05 * 0.95 / studies));
}

TEST_CASE("worlds that attackers share count as shared", "[stats][mixture]") {
    // The second attacker's loss is the first one's: the mixture's mean is that of one sample.
    std::vector<double> values;
    Ran ran;
    const Luck luck(5);
    for (std::size_t w = 0; w < 400; ++w) {
        for (std::size_t a = 0; a < 2; ++a) {
            values.push_back(luck.normal(w));
            ran.push_back(a == 0 || w < 399 ? 1 : 0);
        }
    }
    const double weights[] = {0.5, 0.5};
    const Moments m = moments_of({values, weights, ran});
    const double error = m.deviation / std::sqrt(static_cast<double>(m.count));
    // Were they independent, it would be smaller by √2.
    CHECK_THAT(error, WithinRel(1 / std::sqrt(400.0), 4 / std::sqrt(2.0 * 400)));
}

TEST_CASE("quantiles weigh each run by how many its attacker has", "[stats][mixture]") {
    // 100 values of 0 with weight 0.5, and 4 of 1 with weight 0.5.
    std::vector<double> values;
    Ran ran;
    for (std::size_t w = 0; w < 100; ++w) {
        values.insert(values.end(), {0.0, 1.0});
        ran.insert(ran.end(), {1, static_cast<std::uint8_t>(w < 4 ? 1 : 0)});
    }
    const double weights[] = {0.5, 0.5};
    const double quantiles[] = {0.4, 0.6};
    const auto found = quantile_estimates({values, weights, ran}, quantiles);
    CHECK(found[0].value == 0);
    CHECK(found[1].value == 1);
    CHECK_THAT(most_values({values, weights, ran}), WithinRel(1 / (0.25 / 100 + 0.25 / 4), 1e-12));
}

TEST_CASE("who left is compared in the worlds that both were run in", "[stats][mixture]") {
    // The second strategy has the first 50 worlds, in which the first one loses 1 more.
    std::vector<double> values;
    Ran ran;
    for (std::size_t s = 0; s < 2; ++s) {
        for (std::size_t w = 0; w < 100; ++w) {
            values.push_back(w < 50 ? 3.0 - static_cast<double>(s) : 100.0);
            ran.push_back(s == 0 || w < 50 ? 1 : 0);
        }
    }
    const Outcomes outcomes(2, 100, {1}, std::move(values), Weighed::by_mean, std::move(ran));
    CHECK(compare(outcomes, 0, 1).mean->value == 1);
    CHECK(compare_under(outcomes, 0, 1, 0).mean->value == 1);
    CHECK(summarise(outcomes, 1).mean->value == 2);
    CHECK(outcomes.whole_worlds().worlds() == 50);
    CHECK(outcomes.whole_worlds().is_full());
}

TEST_CASE("with a single run of an attacker nothing is known of the error", "[stats][mixture]") {
    const Outcomes some = uneven(1, 30, 0, 1, Luck(4));
    CHECK(std::isinf(summarise(some, 0).mean->high));
}

}  // namespace
}  // namespace kammerspiel::stats
