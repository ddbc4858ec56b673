#include "kammerspiel/stats/deadline.hpp"

#include "tests/catch.hpp"

namespace kammerspiel::stats {
namespace {

const std::vector<SimTime> moments{SimTime::start(), SimTime::start() + hours(4),
                                   SimTime::start() + hours(12)};

/// Losses by moment and never, against two attackers of equal weight, alike in all of 8 worlds but
/// for a constant that belongs to the world.
Outcomes losses(const std::vector<std::vector<double>>& by_choice) {
    std::vector<double> values;
    for (const auto& choice : by_choice) {
        for (int world = 0; world < 8; ++world) {
            for (const double loss : choice) values.push_back(loss + world);
        }
    }
    return {by_choice.size(), 8, {1, 1}, values};
}

TEST_CASE("the last hour at which a decision pays is that before the first at which it does not",
          "[deadline]") {
    // Against the first attacker it pays until 4 h, against the second always; over both the means
    // are 15, 35, 65 against 50 for never: it pays until 4 h.
    const auto result = deadline(losses({{10, 20}, {30, 40}, {90, 40}, {50, 50}}), moments).value();
    CHECK(result.all.never.value == Approx(50 + 3.5));
    CHECK(result.all.moments[0].loss.value == Approx(15 + 3.5));
    CHECK(result.all.moments[0].gain.value == Approx(35));
    CHECK(result.all.moments[2].gain.value == Approx(-15));
    CHECK(result.all.last_paying == moments[1]);
    CHECK(result.all.last_surely_paying == moments[1]);
    CHECK(result.all.best == moments[0]);
    CHECK(result.against[0].last_paying == moments[1]);
    CHECK(result.against[1].last_paying == moments[2]);
    CHECK(result.against[1].moments[2].pays.value == Approx(1));
}

TEST_CASE("a decision that pays again later has not paid until then", "[deadline]") {
    const auto result = deadline(losses({{10, 10}, {90, 90}, {10, 10}, {50, 50}}), moments).value();
    CHECK(result.all.last_paying == moments[0]);
}

TEST_CASE("a decision that never pays has no last hour", "[deadline]") {
    const auto result = deadline(losses({{60, 60}, {60, 60}, {60, 60}, {50, 50}}), moments).value();
    CHECK_FALSE(result.all.last_paying);
    CHECK_FALSE(result.all.last_surely_paying);
    CHECK_FALSE(result.all.best);
}

TEST_CASE("a gain that may be luck is not sure", "[deadline]") {
    std::vector<double> values;
    for (int choice = 0; choice < 4; ++choice) {
        for (int world = 0; world < 8; ++world) {
            // At the first moment it saves 9 in one world and costs 1 in the others: 0.25 on
            // average, and nobody would swear to it.
            values.push_back(choice == 0 ? (world == 0 ? 41 : 51) : 50);
        }
    }
    const auto result = deadline(Outcomes(4, 8, {1}, values), moments).value();
    CHECK(result.all.moments[0].gain.value == Approx(0.25));
    CHECK(result.all.last_paying == moments[0]);
    CHECK_FALSE(result.all.last_surely_paying);
}

TEST_CASE("where a time is not reached there is no mean and no answer", "[deadline][rule-19]") {
    CHECK_FALSE(deadline(
        losses({{10, std::numeric_limits<double>::infinity()}, {30, 40}, {90, 40}, {50, 50}}),
        moments));
}

}  // namespace
}  // namespace kammerspiel::stats
