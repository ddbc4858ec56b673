#include "kammerspiel/stats/paired.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST_CASE("a difference is taken world by world", "[stats][paired]") {
    const Outcomes outcomes(2, 4, {1}, {1, 2, 3, 10, 2, 2, 5, 4});
    const auto difference = compare(outcomes, 0, 1);
    // −1, 0, −2, 6
    CHECK(difference.mean->value == 0.75);
    CHECK(difference.median.value == -1);
    CHECK(difference.wins.value == 0.5);
    CHECK(difference.ties.value == 0.25);
    CHECK(difference.losses.value == 0.25);
    CHECK(difference.superiority.value == 0.625);
}

TEST_CASE("turning a comparison round turns its signs", "[stats][paired]") {
    const auto outcomes = outcomes_of(2, 101, {0.3, 0.7}, [](std::size_t s, std::size_t w, auto) {
        return Luck(5).lognormal(w, 1, static_cast<std::uint32_t>(s));
    });
    const auto ab = compare(outcomes, 0, 1);
    const auto ba = compare(outcomes, 1, 0);
    CHECK_THAT(ab.mean->low, WithinAbs(-ba.mean->high, 1e-12));
    CHECK(ab.median.low == -ba.median.high);
    CHECK_THAT(ab.superiority.low, WithinAbs(1 - ba.superiority.high, 1e-12));
    CHECK(reversed(ab).wins == ab.losses);
    CHECK(reversed(ab).mean->low == -ab.mean->high);
    CHECK(standing(reversed(ab)) == standing(ba));
    CHECK_THAT(ab.p_value, WithinAbs(ba.p_value, 1e-12));
    CHECK_THAT(ab.wins.value, WithinAbs(ba.losses.value, 1e-12));
    CHECK_THAT(*ab.worlds_saved, WithinRel(*ba.worlds_saved, 1e-12));
}

TEST_CASE("common luck saves worlds as theory says", "[stats][paired]") {
    // Luck of variance 9 shared, 1 own: (10 + 10) / (1 + 1) = 10. The ratio of two variances of
    // 20000 worlds has a relative error of about √(4 / 20000) = 1.4 %.
    const auto outcomes = outcomes_of(2, 20000, {1}, [](std::size_t s, std::size_t w, auto) {
        return 3 * Luck(6).normal(w) + Luck(6).normal(w, static_cast<std::uint32_t>(1 + s));
    });
    CHECK_THAT(*compare(outcomes, 0, 1).worlds_saved, WithinAbs(10, 0.6));
    CHECK(*compare(Outcomes(2, 2, {1}, {1, 2, 2, 3}), 0, 1).worlds_saved == infinity);
    CHECK_FALSE(compare(Outcomes(2, 2, {1}, {1, 1, 1, 1}), 0, 1).worlds_saved.has_value());
}

TEST_CASE("both not reached is a tie, one not reached is worse", "[stats][paired][rule-19]") {
    const Outcomes outcomes(2, 4, {1}, {infinity, infinity, 1, 1, infinity, 5, infinity, 3});
    const auto difference = compare(outcomes, 0, 1);  // 0, +∞, −∞, −2
    CHECK_FALSE(difference.mean.has_value());
    CHECK_FALSE(difference.worlds_saved.has_value());
    CHECK(difference.median.value == -2);
    CHECK(difference.ties.value == 0.25);
    CHECK(difference.wins.value == 0.5);
    CHECK(difference.losses.value == 0.25);
}

TEST_CASE("what never differs is known to be the same, and nobody is the better one",
          "[stats][paired]") {
    const auto outcomes =
        outcomes_of(2, 100, {1}, [](auto, std::size_t w, auto) { return static_cast<double>(w); });
    const auto difference = compare(outcomes, 0, 1);
    CHECK(*difference.mean == Estimate{0, 0, 0});
    CHECK(difference.ties.value == 1);
    CHECK(difference.wins.value == 0);
    CHECK(difference.losses.value == 0);
    CHECK(difference.never_differ);
    CHECK(standing(difference) == Standing::same);
    CHECK_FALSE(is_clear(difference));
    CHECK(difference.p_value == 1);
}

TEST_CASE("a difference that is the same in every world is known", "[stats][paired][rule-40]") {
    // Under attacker 1, of weight 0.3, strategy 0 loses 10 less; under attacker 0 nothing differs:
    // over worlds, the unit, the difference is 3 without any spread.
    const auto outcomes = outcomes_of(
        2, 20, {0.7, 0.3},
        [](std::size_t s, std::size_t, std::size_t a) { return a == 1 && s == 1 ? 10.0 : 0.0; });
    const auto difference = compare(outcomes, 0, 1);
    CHECK_THAT(difference.mean->value, WithinAbs(-3, 1e-12));
    CHECK_THAT(difference.mean->low, WithinAbs(-3, 1e-12));
    CHECK(standing(difference) == Standing::better);
    CHECK(standing(compare(outcomes, 1, 0)) == Standing::worse);
    CHECK_THAT(difference.wins.value, WithinAbs(0.3, 1e-12));
    CHECK_THAT(difference.ties.value, WithinAbs(0.7, 1e-12));
    CHECK(difference.losses.value == 0);
}

TEST_CASE("times are compared by medians, though each is reached", "[stats][paired][rule-19]") {
    // Strategy 0 is the quicker one in 15 of 20 worlds, but very slow in the others.
    std::vector<double> values(40, 20.0);
    for (std::size_t w = 0; w < 20; ++w) values[w] = w < 15 ? 10.0 : 1000.0;
    const Outcomes times(2, 20, {1}, values, Weighed::by_median);
    CHECK(typical(summarise(times, 0)).value == 10);
    CHECK(typical(compare(times, 0, 1)).value == -10);
    CHECK(summarise(times, 0).mean->value > 200);
    CHECK(typical(summarise(Outcomes(2, 20, {1}, values), 0)).value > 200);
}

TEST_CASE("a median at just half of the weight is reached or never", "[stats][rule-19]") {
    const Outcomes half(1, 4, {1}, {0, 0, infinity, infinity});
    CHECK(summarise(half, 0).median_or_never);
    CHECK(summarise(half, 0).median.value == 0);
    CHECK_FALSE(summarise(Outcomes(1, 4, {1}, {0, 0, 0, infinity}), 0).median_or_never);
}

TEST_CASE("each attacker has a comparison of its own", "[stats][paired]") {
    const Outcomes outcomes(2, 2, {0.5, 0.5}, {1, 10, 1, 10, 2, 5, 2, 5});
    CHECK(compare(outcomes, 0, 1).mean->value == 2);
    CHECK(compare_under(outcomes, 0, 1, 0).mean->value == -1);
    CHECK(compare_under(outcomes, 0, 1, 1).mean->value == 5);
    CHECK(compare(outcomes.with_weights({1, 0}), 0, 1).mean->value == -1);
}

TEST_CASE("the interval of a paired difference covers", "[stats][paired]") {
    // a = L², b = L with L lognormal(0, 0.4): the differences are skewed.
    const double truth = std::exp(2 * 0.16) - std::exp(0.08);
    const int studies = 2000;
    int mean = 0;
    int better = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto outcomes = outcomes_of(2, 200, {1}, [&](std::size_t s, std::size_t w, auto) {
            const double x = luck.lognormal(w, 0.4);
            return s == 0 ? x * x : x;
        });
        const auto difference = compare(outcomes, 0, 1);
        mean += difference.mean->covers(truth);
        better += difference.superiority.covers(0.5);  // L² < L exactly when L < 1
    }
    const double slack = 4 * std::sqrt(0.95 * 0.05 / studies);
    CHECK(mean / double{studies} > 0.95 - slack);
    CHECK(better / double{studies} > 0.95 - slack);
}

TEST_CASE("Holm adjusts step by step", "[stats][paired]") {
    // Sorted 0.01, 0.02, 0.03, 0.04: ×4 = 0.04, ×3 = 0.06, ×2 = 0.06, ×1 = 0.04 → 0.06.
    CHECK_THAT(holm(std::array{0.04, 0.01, 0.03, 0.02})[0], WithinAbs(0.06, 1e-12));
    CHECK_THAT(holm(std::array{0.04, 0.01, 0.03, 0.02})[1], WithinAbs(0.04, 1e-12));
    CHECK_THAT(holm(std::array{0.04, 0.01, 0.03, 0.02})[2], WithinAbs(0.06, 1e-12));
    CHECK(holm(std::array{0.9, 0.8}) == std::vector<double>{1, 1});
    CHECK_THAT(bonferroni(0.95, 10), WithinAbs(0.995, 1e-12));
}

TEST_CASE("all intervals of a study hold together", "[stats][paired]") {
    // Five strategies that do not differ at all in truth: ten differences of 0.
    const int studies = 500;
    int all_cover = 0;
    int none_found = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto outcomes = outcomes_of(5, 50, {1}, [&](std::size_t s, std::size_t w, auto) {
            return luck.normal(w, static_cast<std::uint32_t>(s));
        });
        bool cover = true;
        bool found = false;
        for (const Paired& one : compare_all(outcomes)) {
            cover &= one.mean->covers(0);
            found |= one.p_value < 0.05;
        }
        all_cover += cover;
        none_found += !found;
    }
    const double slack = 4 * std::sqrt(0.95 * 0.05 / studies);
    CHECK(all_cover / double{studies} > 0.95 - slack);
    CHECK(none_found / double{studies} > 0.95 - slack);
}

TEST_CASE("comparisons with a reference leave it out", "[stats][paired]") {
    const auto outcomes = outcomes_of(3, 10, {1}, [](std::size_t s, std::size_t w, auto) {
        return static_cast<double>(s) + Luck(8).uniform(w, static_cast<std::uint32_t>(s));
    });
    const auto all = compare_with(outcomes, 1);
    REQUIRE(all.size() == 2);
    CHECK((all[0].a == 0 && all[0].b == 1));
    CHECK((all[1].a == 2 && all[1].b == 1));
    CHECK(all[0].mean->value < 0);
    CHECK(all[1].mean->value > 0);
    CHECK(compare_all(outcomes).size() == 3);
}

}  // namespace
}  // namespace kammerspiel::stats
