#include "kammerspiel/stats/racing.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "catch.hpp"
#include "tests/unit/stats/luck.hpp"

namespace kammerspiel::stats {
namespace {

using Numbers = std::vector<std::size_t>;
using Loss = std::function<double(std::size_t candidate, std::size_t world)>;

Race raced(std::size_t candidates, const RaceRules& rules, const Loss& loss) {
    Race race(candidates, rules);
    while (!race.is_over()) {
        const WorldRange worlds = race.worlds_of_next_round();
        std::vector<double> losses;
        for (const std::size_t candidate : race.alive()) {
            for (std::size_t w = 0; w < worlds.count; ++w) {
                losses.push_back(loss(candidate, worlds.first + w));
            }
        }
        race.tell(losses);
    }
    return race;
}

TEST_CASE("a race halves its candidates and shares its budget", "[stats][racing]") {
    // 8 candidates differ by less than luck: 8 → 4 → 2 → 1, 240 runs each.
    const auto race = raced(8, {.budget = 720}, [](std::size_t c, std::size_t w) {
        return Luck(1).normal(w, static_cast<std::uint32_t>(c));
    });
    REQUIRE(race.rounds().size() == 3);
    CHECK(race.rounds()[0].worlds == WorldRange{0, 30});
    CHECK(race.rounds()[1].worlds == WorldRange{30, 60});
    CHECK(race.rounds()[2].worlds == WorldRange{90, 120});
    CHECK(race.rounds()[0].fallen.size() == 4);
    CHECK(race.rounds()[1].started.size() == 4);
    CHECK(race.alive().size() == 1);
    CHECK(race.spent() == 720);
}

TEST_CASE("a ranking has every candidate once, the winner first", "[stats][racing]") {
    const auto race = raced(7, {.budget = 2000}, [](std::size_t c, std::size_t w) {
        return std::abs(double(c) - 4.25) + 0.1 * Luck(2).normal(w, static_cast<std::uint32_t>(c));
    });
    CHECK(race.ranking() == Numbers{4, 5, 3, 6, 2, 1, 0});
}

TEST_CASE("who is clearly worse falls before the quota would have it", "[stats][racing]") {
    // Shared luck of deviation 100, own luck of 0.1: paired tests see a difference of 1.
    const auto race = raced(4, {.budget = 400, .halving = 1.2}, [](std::size_t c, std::size_t w) {
        return 100 * Luck(3).normal(w) + (c == 2 ? 0 : 1) +
               0.1 * Luck(3).normal(w, static_cast<std::uint32_t>(c + 1));
    });
    CHECK(race.rounds().size() == 1);
    CHECK(race.alive()[0] == 2);
    for (const Fallen& one : race.rounds()[0].fallen) {
        CHECK(one.why == Fall::significantly_worse);
        CHECK(one.behind_leader.covers(1));
    }
}

TEST_CASE("the best is found with high probability", "[stats][racing]") {
    // 16 candidates 0.5 apart or more from the best, own luck of deviation 1 in each world. Four
    // rounds of 16 · 25 runs. In the first, of 25 worlds, the best is lost only if 8 others are
    // ahead of it; in the last, of 25 + 50 + 100 + 200 worlds, if the second is: 0.5 against a
    // standard error of √(2 / 375) = 0.073. The second round has 75 worlds: 4 of 7 ahead.
    const int studies = 200;
    int found = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto race = raced(16, {.budget = 1600}, [&](std::size_t c, std::size_t w) {
            return 0.5 * double(c * 7 % 16) + luck.normal(w, static_cast<std::uint32_t>(c));
        });
        found += race.ranking().front() == 0;
    }
    CHECK(found >= studies - 4);
}

TEST_CASE("the leader's equals do not fall by a test more often than agreed", "[stats][racing]") {
    const int studies = 400;
    int wrong = 0;
    for (int study = 0; study < studies; ++study) {
        const Luck luck(static_cast<std::uint64_t>(study));
        const auto race = raced(6, {.budget = 600}, [&](std::size_t c, std::size_t w) {
            return luck.lognormal(w, 0.5, static_cast<std::uint32_t>(c));
        });
        bool by_test = false;
        for (const RaceRound& round : race.rounds()) {
            for (const Fallen& one : round.fallen) {
                by_test |= one.why == Fall::significantly_worse;
            }
        }
        wrong += by_test;
    }
    CHECK(wrong / double{studies} < 0.05 + 4 * std::sqrt(0.95 * 0.05 / studies));
}

TEST_CASE("candidates that are the same stay together", "[stats][racing]") {
    const auto race =
        raced(4, {.budget = 400}, [](std::size_t, std::size_t w) { return Luck(5).normal(w); });
    CHECK(race.ranking() == Numbers{0, 1, 2, 3});
    CHECK(race.alive().size() == 4);
    CHECK(race.rounds().size() == 2);  // 4 → 2 → 1 was planned
}

TEST_CASE("a sure cost with a rare gain does not fall by a test", "[stats][racing]") {
    Race race(4, {.budget = 400});
    std::vector<double> losses;
    const std::size_t worlds = race.worlds_of_next_round().count;
    for (std::size_t c = 0; c < 4; ++c) losses.insert(losses.end(), worlds, double(c));
    race.tell(losses);
    REQUIRE(race.rounds()[0].fallen.size() == 2);
    for (const Fallen& one : race.rounds()[0].fallen) CHECK(one.why == Fall::beyond_quota);
}

TEST_CASE("a candidate that may never get there is behind all that do", "[stats][racing]") {
    const auto race = raced(3, {.budget = 300}, [](std::size_t c, std::size_t w) {
        if (c == 0 && w == 3) return std::numeric_limits<double>::infinity();
        return double(c);
    });
    CHECK(race.ranking() == Numbers{1, 2, 0});
}

TEST_CASE("one candidate needs no race", "[stats][racing]") {
    CHECK(Race(1).is_over());
    CHECK(Race(1).ranking() == Numbers{0});
    Race race(2);
    CHECK_THROWS(race.tell(std::vector<double>{1.0, 2.0}));
}

TEST_CASE("the same outcomes give the same race", "[stats][racing]") {
    const auto loss = [](std::size_t c, std::size_t w) {
        return Luck(6).normal(w, static_cast<std::uint32_t>(c));
    };
    CHECK(raced(20, {}, loss).ranking() == raced(20, {}, loss).ranking());
}

}  // namespace
}  // namespace kammerspiel::stats
