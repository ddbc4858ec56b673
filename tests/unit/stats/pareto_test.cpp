#include "kammerspiel/stats/pareto.hpp"

#include <array>
#include <limits>

#include "catch.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

using Dominators = std::vector<std::size_t>;
const kernel::Draws draws(1, 2);

TEST_CASE("what is worse in one metric and better in none is dominated", "[stats][pareto]") {
    // Hours (1, 2, 2, 3), money (5, 3, 4, 3): 2 by 1, 3 by 1.
    const std::vector<Outcomes> metrics{Outcomes(4, 1, {1}, {1, 2, 2, 3}),
                                        Outcomes(4, 1, {1}, {5, 3, 4, 3})};
    const auto front = pareto(metrics, draws, 10);
    CHECK(front.strategies[0].is_on_front());
    CHECK(front.strategies[1].is_on_front());
    CHECK(front.strategies[2].dominated_by == Dominators{1});
    CHECK(front.strategies[3].dominated_by == Dominators{1});
    CHECK(front.strategies[1].share_on_front == 1);
    CHECK(front.strategies[2].share_on_front == 0);
    CHECK(front.strategies[2].values == std::vector<double>{2, 4});
}

TEST_CASE("equal strategies do not dominate each other", "[stats][pareto]") {
    const std::vector<Outcomes> metrics{Outcomes(2, 2, {1}, {1, 2, 1, 2})};
    const auto front = pareto(metrics, draws, 50);
    CHECK(front.strategies[0].share_on_front == 1);
    CHECK(front.strategies[1].share_on_front == 1);
}

TEST_CASE("the share on the front is the chance that luck leaves", "[stats][pareto]") {
    // One metric: strategy 1 is on the front when its mean is the smaller one. Differences are made
    // to have mean exactly one standard error: P = Φ(-1) = 0.159; 1000 resamples: ± 4 · 0.0116,
    // and the groups' own error of the variance, 1 / √(2 · 400) = 3.5 %, × φ(1) = 0.0086 each.
    const std::size_t worlds = 400;
    std::vector<double> d(worlds);
    for (std::size_t w = 0; w < worlds; ++w) d[w] = Luck(11).normal(w);
    const Moments m = moments(d);
    const auto outcomes = outcomes_of(2, worlds, {1}, [&](std::size_t s, std::size_t w, auto) {
        return s == 0 ? 0.0 : (d[w] - m.mean) / m.deviation + 1 / std::sqrt(double(worlds));
    });
    const auto front = pareto(std::array{outcomes}, draws, 1000);
    CHECK_THAT(front.strategies[1].share_on_front, WithinAbs(0.159, 4 * 0.0116));
    CHECK_THAT(front.strategies[0].share_on_front + front.strategies[1].share_on_front,
               WithinAbs(1, 1e-12));
}

TEST_CASE("a metric with censored values is compared by medians", "[stats][pareto][rule-19]") {
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<Outcomes> metrics{
        Outcomes(3, 3, {1}, {1, 2, infinity, 4, 5, 6, infinity, infinity, 0})};
    const auto front = pareto(metrics, draws, 100);
    CHECK(front.is_by_median == std::vector<bool>{true});
    CHECK(front.strategies[0].values == std::vector<double>{2});
    CHECK(front.strategies[1].dominated_by == Dominators{0});
    CHECK(front.strategies[2].dominated_by == Dominators{0, 1});
    CHECK(front.strategies[2].share_on_front == 0);
}

TEST_CASE("medians of a sample are resampled with the error they have", "[stats][pareto]") {
    // Against a constant at the true median, either wins half the time over many studies.
    const double infinity = std::numeric_limits<double>::infinity();
    double sum = 0;
    const int studies = 60;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto outcomes = outcomes_of(2, 200, {1}, [&](std::size_t s, std::size_t w, auto) {
            if (w == 0) return infinity;
            return s == 0 ? luck.normal(w) : 0.0;
        });
        sum += pareto(std::array{outcomes}, draws, 200).strategies[0].share_on_front;
    }
    // The shares are about uniform on [0, 1]: deviation 0.289; infinity shifts the median by 0.4 %.
    CHECK_THAT(sum / studies, WithinAbs(0.5, 4 * 0.289 / std::sqrt(double{studies})));
}

TEST_CASE("a front depends on its seed alone", "[stats][pareto]") {
    const auto outcomes = outcomes_of(3, 700, {0.5, 0.5}, [](std::size_t s, std::size_t w, auto) {
        return Luck(12).normal(w, static_cast<std::uint32_t>(s));
    });
    const auto a = pareto(std::array{outcomes}, draws);
    const auto b = pareto(std::array{outcomes}, draws);
    for (std::size_t s = 0; s < 3; ++s) {
        CHECK(a.strategies[s].share_on_front == b.strategies[s].share_on_front);
    }
}

}  // namespace
}  // namespace kammerspiel::stats
