#include "kammerspiel/stats/selection.hpp"

#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "kammerspiel/stats/betting.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

const std::vector<std::size_t> all_three{0, 1, 2};
const std::vector<double> one_cost{1.0};

/// Losses around 100, 101 and 150, of deviation 10.
Outcomes three(std::size_t worlds, const Luck& luck) {
    return outcomes_of(3, worlds, {1}, [&](std::size_t s, std::size_t w, auto) {
        constexpr double means[] = {100, 101, 150};
        return means[s] + 10 * luck.normal(w, static_cast<std::uint32_t>(s));
    });
}

TEST_CASE("the boundary is that of the normal mixture", "[stats][selection][rule-16]") {
    // error 0.01: 2 ln 100 = 9.21034; time at 400 worlds: 9.21034 + ln 10.21034 = 11.53374;
    // √((1 + 1/11.53374) (ln 12.53374 + 9.21034)) = √(1.086702 · 11.738764) = 3.571626.
    CHECK_THAT(leaving_boundary(400, 0.01), WithinAbs(3.571626, 2e-5));
    // Lowest near 400, and rising without end.
    CHECK(leaving_boundary(100, 0.01) > leaving_boundary(400, 0.01));
    CHECK(leaving_boundary(1e6, 0.01) > leaving_boundary(400, 0.01));
}

TEST_CASE("a walk of pure luck crosses the boundary no more often than it says",
          "[stats][selection][rule-16]") {
    constexpr double error = 0.05;
    constexpr int walks = 2000;
    int crossed = 0;
    for (int walk = 0; walk < walks; ++walk) {
        const Luck luck(static_cast<std::uint64_t>(walk));
        double sum = 0;
        for (int n = 1; n <= 2000; ++n) {
            sum += luck.normal(static_cast<std::uint64_t>(n));
            if (sum / std::sqrt(n) <= leaving_boundary(n, error)) continue;
            ++crossed;
            break;
        }
    }
    INFO(100.0 * crossed / walks << " % crossed");
    CHECK(crossed / double{walks} <= error + 4 * std::sqrt(error * (1 - error) / walks));
    CHECK(crossed > 0);
}

TEST_CASE("who is surely worse leaves, and who may be the best stays", "[stats][selection]") {
    const auto selection =
        select(three(100, Luck(1)), all_three, one_cost, {.precision = 0.01, .strategies = 3});
    CHECK(selection.stay == std::vector<std::size_t>{0, 1});
    REQUIRE(selection.leave.size() == 1);
    CHECK(selection.leave[0].strategy == 2);
    CHECK(selection.rivals.size() == 1);
    CHECK_FALSE(selection.is_enough);
    CHECK(selection.rivals[0].difference.covers(-1));
}

TEST_CASE("one that stays alone ends it, whatever the precision", "[stats][selection]") {
    const auto outcomes = outcomes_of(2, 100, {1}, [](std::size_t s, std::size_t w, auto) {
        return 100.0 + 50.0 * static_cast<double>(s) +
               10 * Luck(2).normal(w, static_cast<std::uint32_t>(s));
    });
    const std::vector<std::size_t> both{0, 1};
    const auto selection = select(outcomes, both, one_cost, {.strategies = 2});
    CHECK(selection.is_enough);
    CHECK(selection.stay == std::vector<std::size_t>{0});
    CHECK(selection.at_most_behind() == 0);
}

TEST_CASE("a precision counts from 400 worlds on", "[stats][selection][rule-16]") {
    const SelectionRules rules{.precision = 0.05, .strategies = 3};
    CHECK_FALSE(select(three(380, Luck(3)), all_three, one_cost, rules).is_enough);
    const auto later = select(three(400, Luck(3)), all_three, one_cost, rules);
    CHECK(later.is_enough);
    CHECK(later.stay.size() == 2);
    CHECK(later.rivals[0].known_to() < 0.05);
}

TEST_CASE("a sure cost does not send a strategy away: it may buy a rare gain",
          "[stats][selection]") {
    const auto outcomes = outcomes_of(2, 100, {1}, [](std::size_t s, std::size_t w, auto) {
        return 100 + 10 * Luck(4).normal(w) + static_cast<double>(s);
    });
    const std::vector<std::size_t> both{0, 1};
    CHECK(select(outcomes, both, one_cost, {.precision = 0.05, .strategies = 2}).leave.empty());
}

TEST_CASE("a strategy alone, in rounds, is judged by its own value", "[stats][selection]") {
    const auto outcomes = outcomes_of(
        1, 400, {1}, [](auto, std::size_t w, auto) { return 100 + 10 * Luck(5).normal(w); });
    const std::vector<std::size_t> alone{0};
    const auto enough = [&](double precision) {
        return select(outcomes, alone, one_cost, {.precision = precision, .strategies = 1})
            .is_enough;
    };
    CHECK(enough(0.02));
    CHECK_FALSE(enough(0.005));
}

TEST_CASE("worlds go to attackers by weight, spread and cost", "[stats][selection]") {
    // Deviations 10 and 10, weights 0.8 and 0.2, costs 1 and 4: 0.8 · 10 to 0.2 · 10 / 2, 8 to 1.
    const auto outcomes =
        outcomes_of(2, 400, {0.8, 0.2}, [](std::size_t s, std::size_t w, std::size_t a) {
            return 100 + 10 * Luck(6).normal(w, static_cast<std::uint32_t>(2 * s + a));
        });
    const std::vector<std::size_t> both{0, 1};
    const std::vector<double> costs{1, 4};
    const auto plan = select(outcomes, both, costs, {.strategies = 2});
    CHECK(plan.next == 500);
    // The second one has 400 worlds already, far more than 500 / 8: it goes on being looked at.
    CHECK(plan.of_batch == std::vector<std::uint32_t>{20, 1});
}

TEST_CASE("rounds end at whole batches, a quarter later each time", "[stats][selection]") {
    std::size_t worlds = 100;
    std::vector<std::size_t> ends;
    for (int round = 0; round < 5; ++round) {
        worlds = select(three(worlds, Luck(7)), all_three, one_cost, {.strategies = 3}).next;
        ends.push_back(worlds);
    }
    CHECK(ends == std::vector<std::size_t>{140, 180, 240, 300, 380});
}

/// In [0, 100]: 2 in most worlds, 100 in one of fifty; mean 3.96.
double rare(const Luck& luck, std::size_t world, std::uint32_t purpose) {
    return luck.uniform(world, purpose) < 0.02 ? 100.0 : 2.0;
}

TEST_CASE("who bets on a difference that is none hardly ever gets rich",
          "[stats][selection][rule-16]") {
    constexpr double error = 0.05;
    constexpr int studies = 2000;
    int rich = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        std::vector<double> values;
        for (std::size_t w = 0; w < 1000; ++w)
            values.push_back(rare(luck, w, 0) - rare(luck, w, 1));
        rich += log_capital(values, -100) >= std::log(1 / error);
    }
    CHECK(rich / double{studies} <= error + 4 * std::sqrt(error * (1 - error) / studies));
}

TEST_CASE("where something is to be gained, capital grows", "[stats][selection]") {
    std::vector<double> values;
    for (std::size_t w = 0; w < 1000; ++w) values.push_back(1 + Luck(8).normal(w));
    // A stake of 0.9 of 100 gains 0.9 % a world: 980 · ln 1.009 = 8.8, less the spread.
    CHECK(log_capital(values, -100) > 8);
    for (double& value : values) value = -value;
    CHECK(log_capital(values, -100) == 0);
}

TEST_CASE("strictly, a strategy leaves and a choice is made by bounds alone",
          "[stats][selection][rule-16]") {
    const auto outcomes = outcomes_of(3, 1500, {1}, [](std::size_t s, std::size_t w, auto) {
        const double loss = s == 2 ? 30 : 10;
        return std::clamp(loss + Luck(9).normal(w, static_cast<std::uint32_t>(s)), 0.0, 100.0);
    });
    const SelectionRules rules{.precision = 0.3, .strategies = 3, .most_loss = 100};
    const auto selection = select(outcomes, all_three, one_cost, rules);
    CHECK(selection.stay == std::vector<std::size_t>{0, 1});
    REQUIRE(selection.rivals.size() == 1);
    REQUIRE(selection.rivals[0].surely_within);
    // 1,500 worlds at 0.9 of a gain of share · 10 in 100 each: ln 80 / (1,480 · 0.9 · 0.1) = 0.033.
    CHECK(*selection.rivals[0].surely_within < 0.1);
    CHECK(selection.is_enough);
    CHECK(selection.of_batch == std::vector<std::uint32_t>{20});
    const SelectionRules fewer{.precision = 0.02, .strategies = 3, .most_loss = 100};
    CHECK_FALSE(select(outcomes, all_three, one_cost, fewer).is_enough);
}

}  // namespace
}  // namespace kammerspiel::stats
