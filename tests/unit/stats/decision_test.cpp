#include <cmath>
#include <limits>

#include "catch.hpp"
#include "kammerspiel/stats/information.hpp"
#include "kammerspiel/stats/regret.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

// Losses of two strategies under two attackers: 0 and 10, 6 and 2. Priors 1/2: expected 5 and 4.
constexpr double table[2][2] = {{0, 10}, {6, 2}};

Outcomes sure(std::vector<double> weights = {0.5, 0.5}, std::size_t worlds = 4) {
    return outcomes_of(2, worlds, std::move(weights),
                       [](std::size_t s, auto, std::size_t a) { return table[s][a]; });
}

/// The same with luck of the world, of the strategy, and of the attacker.
Outcomes lucky(std::uint64_t study, std::size_t worlds) {
    const Luck luck(study);
    return outcomes_of(2, worlds, {0.5, 0.5}, [&](std::size_t s, std::size_t w, std::size_t a) {
        return table[s][a] + 5 * luck.normal(w) +
               5 * luck.normal(w, static_cast<std::uint32_t>(1 + 2 * s + a));
    });
}

TEST_CASE("regret is what another strategy would have spared", "[stats][regret]") {
    const auto regret = regret_table(sure());
    CHECK(regret->of[0][0].regret.value == 0);
    CHECK(regret->of[1][0].regret.value == 6);
    CHECK(regret->of[0][1].regret.value == 8);
    CHECK(regret->of[0][1].expected_loss == 10);
    CHECK(regret->worst_regret == std::vector<Estimate>{{8, 8, 8}, {6, 6, 6}});
    CHECK(regret->minimax == 1);
    CHECK(regret->minimax_is_clear);
    CHECK(regret->best[0] == std::vector<std::size_t>{0, 1});
    CHECK(regret->best[1] == std::vector<std::size_t>{1, 0});
}

TEST_CASE("regret looks at whether an attacker has weight, not at how much", "[stats][regret]") {
    CHECK(regret_table(sure({0.99, 0.01}))->minimax == 1);
    CHECK(regret_table(sure({1, 0}))->minimax == 0);
    CHECK(regret_table(sure({1, 0}))->worst_regret == std::vector<Estimate>{{0, 0, 0}, {6, 6, 6}});
}

TEST_CASE("of strategies that do equally well against an attacker none regrets",
          "[stats][regret]") {
    // Both lose nothing under attacker 1; strategy 1 loses less under attacker 0.
    const auto outcomes = outcomes_of(2, 20, {0.5, 0.5}, [](std::size_t s, auto, std::size_t a) {
        return a == 0 ? (s == 0 ? 100.0 : 70.0) : 0.0;
    });
    const auto regret = *regret_table(outcomes);
    CHECK(regret.of[0][1].is_best());
    CHECK(regret.of[1][1].is_best());
    // Not the order of the file: the one that is better over all comes first.
    CHECK(regret.best[1] == std::vector<std::size_t>{1, 0});
    CHECK_FALSE(regret.of[0][0].is_best());
    CHECK(regret.of[0][0].is_clear);
    CHECK(regret.minimax == 1);
    CHECK(prior_tornado(outcomes)->at(0).best_at_0 == 1);
    CHECK(prior_tornado(outcomes)->at(0).switches.empty());
}

TEST_CASE("that a regret is the least may be luck, and its interval covers", "[stats][regret]") {
    // Strategies 0 and 1 regret 8 and 6 in truth; with luck of deviation about 7 in each
    // difference, four worlds cannot tell them apart and ten thousand can.
    CHECK_FALSE(regret_table(lucky(3, 4))->minimax_is_clear);
    CHECK(regret_table(lucky(3, 10000))->minimax_is_clear);
    int covered = 0;
    const int studies = 400;
    for (int study = 0; study < studies; ++study) {
        const auto regret = *regret_table(lucky(static_cast<std::uint64_t>(study), 100));
        covered += regret.worst_regret[0].covers(8);
    }
    CHECK(covered / double{studies} > 0.95 - 4 * std::sqrt(0.95 * 0.05 / studies));
}

TEST_CASE("a switching point has an interval, and may be luck", "[stats][regret][prior]") {
    int covered = 0;
    const int studies = 400;
    for (int study = 0; study < studies; ++study) {
        const auto swing = prior_tornado(lucky(static_cast<std::uint64_t>(study), 400))->at(0);
        REQUIRE(swing.switches.size() == 1);
        const SwitchPoint& point = swing.switches.front();
        CHECK(point.low <= point.weight);
        CHECK(point.weight <= point.high);
        covered += point.low <= 4.0 / 7 && 4.0 / 7 <= point.high;
    }
    CHECK(covered / double{studies} > 0.95 - 4 * std::sqrt(0.95 * 0.05 / studies));
    CHECK(prior_tornado(lucky(1, 400))->at(0).switches.front().is_clear());
    const auto sure_one = prior_tornado(sure({0.5, 0.5}, 20))->at(0).switches.front();
    CHECK_THAT(sure_one.low, WithinAbs(4.0 / 7, 1e-5));
    CHECK_THAT(sure_one.high, WithinAbs(4.0 / 7, 1e-5));
}

TEST_CASE("a regret has the interval of its paired difference", "[stats][regret]") {
    // The luck that is shared cancels: deviation √50 of 10000 worlds.
    const auto regret = regret_table(lucky(1, 10000))->of[1][0].regret;
    CHECK_THAT(regret.half_width(), WithinRel(1.96 * std::sqrt(50) / 100, 0.05));
    CHECK_THAT(regret.value, WithinAbs(6, 4 * std::sqrt(50) / 100));
}

TEST_CASE("the best strategy changes where the lines of expected loss cross",
          "[stats][regret][prior]") {
    // Weight t of attacker 0: 10 (1 - t) against 6 t + 2 (1 - t): t = 4/7; of attacker 1: 3/7.
    const auto swings = *prior_tornado(sure());
    REQUIRE(swings.size() == 2);
    CHECK(swings[0].best_at_0 == 1);
    REQUIRE(swings[0].switches.size() == 1);
    CHECK_THAT(swings[0].switches[0].weight, WithinAbs(4.0 / 7, 1e-12));
    CHECK((swings[0].switches[0].below == 1 && swings[0].switches[0].above == 0));
    CHECK(swings[0].loss_at_0 == 2);
    CHECK(swings[0].loss_at_1 == 0);
    CHECK_THAT(swings[1].switches[0].weight, WithinAbs(3.0 / 7, 1e-12));
    CHECK_THAT(*swings[0].distance_to_switch(), WithinAbs(4.0 / 7 - 0.5, 1e-12));
}

TEST_CASE("other attackers keep their proportion while one gains weight",
          "[stats][regret][prior]") {
    // At weight 0 of attacker 2 the others have 1/4 and 3/4: expected losses are 4 · 1/4 =
    // 1 against 3; under attacker 2 it is 5 against 0: 1 + 4 t = 3 - 3 t, t = 2/7.
    const Outcomes outcomes(2, 1, {1, 3, 4}, {4, 0, 5, 0, 4, 0});
    const auto swings = *prior_tornado(outcomes);
    CHECK_THAT(swings[2].switches.at(0).weight, WithinAbs(2.0 / 7, 1e-12));
}

TEST_CASE("the lower envelope of many strategies is that of a fine grid",
          "[stats][regret][prior]") {
    for (std::uint64_t study = 0; study < 50; ++study) {
        const Luck luck(study);
        const auto outcomes =
            outcomes_of(6, 1, {0.5, 0.5}, [&](std::size_t s, auto, std::size_t a) {
                return luck.uniform(s, static_cast<std::uint32_t>(a));
            });
        const auto swing = prior_tornado(outcomes)->at(0);
        for (int step = 0; step <= 200; ++step) {
            const double t = step / 200.0;
            std::size_t best = swing.best_at_0;
            for (const auto& point : swing.switches) {
                if (point.weight <= t) best = point.above;
            }
            const auto loss = [&](std::size_t s) {
                return t * outcomes.at(s, 0, 0) + (1 - t) * outcomes.at(s, 0, 1);
            };
            for (std::size_t s = 0; s < 6; ++s) REQUIRE(loss(best) <= loss(s) + 1e-12);
        }
    }
}

TEST_CASE("equal strategies have no switch", "[stats][regret][prior]") {
    const auto outcomes = outcomes_of(
        3, 2, {0.2, 0.8}, [](auto, auto, std::size_t a) { return static_cast<double>(a); });
    const auto swing = prior_tornado(outcomes)->at(0);
    CHECK(swing.best_at_0 == 0);
    CHECK(swing.switches.empty());
    CHECK_FALSE(swing.distance_to_switch().has_value());
}

TEST_CASE("knowing the attacker is worth what deciding by it spares",
          "[stats][information][rule-14]") {
    // 4 - (0 + 2) / 2 = 3.
    const auto value = *perfect_information(sure());
    CHECK_THAT(value.value.value, WithinAbs(3, 1e-12));
    CHECK_THAT(value.plug_in, WithinAbs(3, 1e-12));
    CHECK(value.best_without == 1);
    CHECK(value.after[0].best == 0);
    CHECK(value.after[1].best == 1);
    CHECK(value.after[0].posterior == std::vector<double>{1, 0});
}

TEST_CASE("a signal that errs is worth less, one that tells nothing is worth nothing",
          "[stats][information]") {
    // Accuracy 0.8. Signal 0: 0.4·0 + 0.1·10 = 1 by strategy 0; signal 1: 0.1·6 + 0.4·2 = 1.4 by
    // strategy 1; 4 - 2.4 = 1.6.
    const auto value = *information_value(sure(), Signals::of_accuracy(2, 0.8), 0.5);
    CHECK_THAT(value.value.value, WithinAbs(1.6 - 0.5, 1e-12));
    CHECK_THAT(value.after[0].probability, WithinAbs(0.5, 1e-12));
    CHECK_THAT(value.after[0].posterior[0], WithinAbs(0.8, 1e-12));
    CHECK_THAT(value.after[0].expected_loss, WithinAbs(2, 1e-12));
    CHECK_THAT(information_value(sure(), Signals::of_accuracy(2, 0.5))->value.value,
               WithinAbs(0, 1e-12));
    // Always wrong is as good as always right.
    CHECK_THAT(information_value(sure(), Signals::of_accuracy(2, 0))->value.value,
               WithinAbs(3, 1e-12));
    double last = 0;
    for (int accuracy = 50; accuracy <= 100; accuracy += 5) {
        const double worth =
            information_value(sure(), Signals::of_accuracy(2, accuracy / 100.0))->value.value;
        CHECK(worth >= last - 1e-12);
        last = worth;
    }
}

TEST_CASE("information about an attacker that is certain is worth nothing",
          "[stats][information]") {
    CHECK(perfect_information(sure({1, 0}))->value.value == 0);
}

TEST_CASE("luck does not pass for the value of information", "[stats][information][rule-14]") {
    // Strategies that are all the same: the truth is 0. Five strategies, three attackers.
    const int studies = 400;
    double cross_fitted = 0;
    double plug_in = 0;
    int covered = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto outcomes =
            outcomes_of(5, 60, {0.5, 0.3, 0.2}, [&](std::size_t s, std::size_t w, std::size_t a) {
                return luck.normal(w, static_cast<std::uint32_t>(3 * s + a));
            });
        const auto value = *perfect_information(outcomes);
        cross_fitted += value.value.value;
        plug_in += value.plug_in;
        covered += value.value.covers(0);
    }
    // A study's value has deviation of about √(2 Σ p²) / √60 = 0.11.
    CHECK_THAT(cross_fitted / studies, WithinAbs(0, 4 * 0.12 / std::sqrt(double{studies})));
    CHECK(plug_in / studies > 0.05);
    CHECK(covered / double{studies} > 0.95 - 4 * std::sqrt(0.95 * 0.05 / studies));
}

TEST_CASE("the interval of the value of information covers it", "[stats][information]") {
    const int studies = 400;
    int perfect = 0;
    int imperfect = 0;
    for (int study = 0; study < studies; ++study) {
        const auto outcomes = lucky(static_cast<std::uint64_t>(study), 400);
        perfect += perfect_information(outcomes)->value.covers(3);
        imperfect += information_value(outcomes, Signals::of_accuracy(2, 0.8))->value.covers(1.6);
    }
    const double slack = 4 * std::sqrt(0.95 * 0.05 / studies);
    CHECK(perfect / double{studies} > 0.95 - slack);
    CHECK(imperfect / double{studies} > 0.95 - slack);
}

TEST_CASE("waiting is compared with the best that does not wait", "[stats][information]") {
    // Strategy 2 waits and loses 1 + 1: 2 under attacker 0, 3 under 1: 2.5 against 4.
    const auto outcomes = outcomes_of(3, 6, {0.5, 0.5}, [](std::size_t s, auto, std::size_t a) {
        return s == 2 ? 2.0 + static_cast<double>(a) : table[s][a];
    });
    const auto waiting = *gain_of_waiting(outcomes, 2);
    CHECK_THAT(waiting.gain.value, WithinAbs(1.5, 1e-12));
    CHECK(waiting.best_immediate == 1);
    CHECK_THAT(gain_of_waiting(outcomes, 0)->gain.value, WithinAbs(2.5 - 5, 1e-12));
    CHECK_FALSE(gain_of_waiting(Outcomes(1, 2, {1}, {1, 2}), 0).has_value());
}

TEST_CASE("without means there is no decision by means", "[stats][information][rule-19]") {
    const double infinity = std::numeric_limits<double>::infinity();
    const Outcomes outcomes(2, 2, {1, 0}, {1, infinity, 2, 3, infinity, 1, 2, 3});
    CHECK_FALSE(perfect_information(outcomes).has_value());
    CHECK_FALSE(regret_table(outcomes).has_value());
    CHECK_FALSE(prior_tornado(outcomes).has_value());
    // The attacker that has no weight does not stand in the way of the others.
    const Outcomes fine(2, 2, {1, 0}, {1, infinity, 2, 3, 3, 1, 2, 3});
    CHECK(perfect_information(fine)->value.value == 0);
    CHECK(regret_table(fine)->minimax == 0);
    CHECK(regret_table(fine)->best[1] == std::vector<std::size_t>{1, 0});
}

TEST_CASE("signals that are no probabilities are refused", "[stats][information]") {
    using Rows = std::vector<std::vector<double>>;
    CHECK_THROWS(Signals(Rows{{0.5, 0.5}, {0.4, 0.5}}));
    CHECK_THROWS(Signals(Rows{{1.5}, {-0.5}}));
    CHECK_THROWS(Signals(Rows{{1, 0}, {0}}));
    CHECK_THROWS(information_value(sure(), Signals::perfect(3)));
}

}  // namespace
}  // namespace kammerspiel::stats
