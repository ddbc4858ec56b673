#include "kammerspiel/stats/stopping.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

TEST_CASE("looks double the worlds up to the most", "[stats][stopping][rule-16]") {
    const Looks looks(100, 1000);
    REQUIRE(looks.count() == 5);
    CHECK(looks.worlds(0) == 100);
    CHECK(looks.worlds(3) == 800);
    CHECK(looks.worlds(4) == 1000);
    CHECK(looks.next(0) == 0U);
    CHECK(looks.next(100) == 1U);
    CHECK(looks.next(150) == 1U);
    CHECK(looks.next(999) == 4U);
    CHECK_FALSE(looks.next(1000).has_value());
    CHECK(Looks(100, 100).count() == 1);
}

TEST_CASE("all looks together spend the error, and no more", "[stats][stopping][rule-16]") {
    for (const auto spending : {Spending::pocock, Spending::obrien_fleming}) {
        const Looks looks(100, 102'400, 0.95, spending);
        double sum = 0;
        for (std::size_t look = 0; look < looks.count(); ++look) sum += 1 - looks.confidence(look);
        CHECK_THAT(sum, WithinAbs(0.05, 1e-10));
    }
    CHECK_THAT(Looks(100, 100).confidence(0), WithinAbs(0.95, 1e-12));
    // Pocock's first of 11: 0.05 ln(1 + 1.71828 / 11) = 0.0072573. O'Brien and Fleming's first of
    // two: 2 Φ(-1.959964 / √0.5) = 2 Φ(-2.771808) = 0.005575.
    CHECK_THAT(1 - Looks(100, 102'400).confidence(0), WithinAbs(0.0072573, 1e-6));
    CHECK_THAT(1 - Looks(100, 200, 0.95, Spending::obrien_fleming).confidence(0),
               WithinAbs(0.005575, 1e-6));
}

TEST_CASE("a difference is known well enough by the scale of the larger value",
          "[stats][stopping]") {
    // Differences of deviation 10 between means 100 and 80: with z = 1.96 at 100 worlds the half
    // width is about 2, against 0.05 · 100 = 5 and 0.01 · 100 = 1.
    const auto outcomes = outcomes_of(2, 100, {1}, [](std::size_t s, std::size_t w, auto) {
        return s == 0 ? 100.0 : 80 + 10 * Luck(1).normal(w);
    });
    const auto verdict = precise_enough(outcomes, 0.05, Looks(100, 100), 0);
    CHECK(verdict.is_enough);
    CHECK(verdict.best == 1);
    REQUIRE(verdict.others.size() == 1);
    CHECK(verdict.others[0].other == 0);
    CHECK_THAT(verdict.others[0].scale, WithinAbs(100, 1e-9));
    CHECK_THAT(verdict.others[0].difference.half_width(), WithinAbs(2, 4 * 2 / std::sqrt(200.0)));
    CHECK_FALSE(precise_enough(outcomes, 0.01, Looks(100, 100), 0).is_enough);
}

TEST_CASE("losses of zero do not keep a study from ending", "[stats][stopping]") {
    const auto nothing = outcomes_of(2, 100, {1}, [](auto, auto, auto) { return 0.0; });
    CHECK(precise_enough(nothing, 0.05, Looks(100, 100), 0).is_enough);
    // The best loses nothing: the other one gives the scale.
    const auto one = outcomes_of(2, 100, {1}, [](std::size_t s, std::size_t w, auto) {
        return s == 0 ? 0.0 : 100 + Luck(2).normal(w);
    });
    CHECK(precise_enough(one, 0.05, Looks(100, 100), 0).is_enough);
}

TEST_CASE("a strategy alone is judged by its own value", "[stats][stopping]") {
    const auto outcomes = outcomes_of(
        1, 100, {1}, [](auto, std::size_t w, auto) { return 100 + 10 * Luck(3).normal(w); });
    CHECK(precise_enough(outcomes, 0.05, Looks(100, 100), 0).is_enough);
    CHECK_FALSE(precise_enough(outcomes, 0.005, Looks(100, 100), 0).is_enough);
}

TEST_CASE("with censored values medians are judged", "[stats][stopping][rule-19]") {
    const double infinity = std::numeric_limits<double>::infinity();
    const auto outcomes = outcomes_of(2, 200, {1}, [&](std::size_t s, std::size_t w, auto) {
        return w % 10 == 0 ? infinity : 100 + 20.0 * static_cast<double>(s) + Luck(4).normal(w);
    });
    const auto verdict = precise_enough(outcomes, 0.05, Looks(200, 200), 0);
    CHECK(verdict.is_enough);
    CHECK_THAT(verdict.others[0].difference.value, WithinAbs(-20, 1e-9));
    const auto never = outcomes_of(2, 200, {1}, [&](auto, auto, auto) { return infinity; });
    CHECK(precise_enough(never, 0.05, Looks(200, 200), 0).is_enough);
    const auto one_never = outcomes_of(2, 200, {1}, [&](std::size_t s, std::size_t w, auto) {
        return s == 0 ? infinity : Luck(5).normal(w);
    });
    CHECK(precise_enough(one_never, 0.05, Looks(200, 200), 0).others[0].difference.value ==
          -infinity);
}

/// Runs studies until precise enough and counts how often every final interval holds.
/// value(luck, strategy, world), truth(strategy).
template <class Value, class Truth>
double coverage(int studies, double precision, Spending spending, Value value, Truth truth) {
    const Looks looks(100, 1600, 0.95, spending);
    int covered = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(1000 + study));
        const auto all = outcomes_of(
            3, 1600, {1}, [&](std::size_t s, std::size_t w, auto) { return value(luck, s, w); });
        Verdict verdict;
        for (auto look = looks.next(0); look; look = looks.next(looks.worlds(*look))) {
            verdict = precise_enough(all.first(looks.worlds(*look)), precision, looks, *look);
            if (verdict.is_enough) break;
        }
        bool all_hold = true;
        for (const Precision& one : verdict.others) {
            all_hold &= one.difference.covers(truth(verdict.best) - truth(one.other));
        }
        covered += all_hold;
    }
    return covered / double(studies);
}

TEST_CASE("the intervals at the end cover although one stopped by looking",
          "[stats][stopping][rule-16]") {
    const int studies = 250;
    const double least = 0.95 - 4 * std::sqrt(0.95 * 0.05 / studies);
    for (const auto spending : {Spending::pocock, Spending::obrien_fleming}) {
        // Half widths reach the precision at 400 to 800 worlds, so that looks do decide.
        CHECK(coverage(
                  studies, 0.05, spending,
                  [](const Luck& luck, std::size_t s, std::size_t w) {
                      return 10 + static_cast<double>(s) * 0.2 + 3 * luck.normal(w) +
                             3 * luck.normal(w, static_cast<std::uint32_t>(s + 1));
                  },
                  [](std::size_t s) { return 10 + static_cast<double>(s) * 0.2; }) >= least);
        // Lognormal losses of skewness 3.3 with independent luck of each strategy.
        CHECK(coverage(
                  studies, 0.15, spending,
                  [](const Luck& luck, std::size_t s, std::size_t w) {
                      return (1 + static_cast<double>(s)) *
                             luck.lognormal(w, 0.75, static_cast<std::uint32_t>(s));
                  },
                  [](std::size_t s) {
                      return (1 + static_cast<double>(s)) * std::exp(0.75 * 0.75 / 2);
                  }) >= least);
    }
}

}  // namespace
}  // namespace kammerspiel::stats
