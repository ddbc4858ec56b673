#include "kammerspiel/ensemble/deadline.hpp"

#include "tests/support/some_plan.hpp"

namespace kammerspiel {
namespace {

using test::some_plan;

ensemble::DeadlineLosses losses(unsigned threads, std::stop_token stop = {}) {
    return ensemble::deadline(
        some_plan(),
        {.strategy = 0,
         .play = 0,
         .moments = {SimTime::start(), SimTime::start() + hours(24), SimTime::start() + hours(700)},
         .metric = ensemble::Metric::hosts_destroyed,
         .worlds = 6,
         .seed = 3,
         .threads = threads},
        stop, {});
}

TEST_CASE("losses by moment of the decision do not depend on threads", "[deadline][rule-25]") {
    const auto alone = losses(1);
    CHECK(alone.worlds == 6);
    CHECK(alone.values.size() == 4 * 6 * 2);
    for (const unsigned threads : {2U, 5U}) CHECK(losses(threads).values == alone.values);
}

TEST_CASE("never deciding is the strategy without the play", "[deadline]") {
    const auto all = losses(2);
    const auto demanded = ensemble::services_with_demand(some_plan().federation());
    for (std::size_t world = 0; world < 6; ++world) {
        for (std::uint32_t attacker = 0; attacker < 2; ++attacker) {
            // Strategy 1 of the plan has no plays.
            const auto without =
                model::run(some_plan(), {.strategy = 1,
                                         .attacker = attacker,
                                         .world = {.seed = 3, .replication = world},
                                         .keep_trace = false});
            CHECK(all.values[(3 * 6 + world) * 2 + attacker] ==
                  ensemble::headline(some_plan(), without.metrics,
                                     demanded)[ensemble::Metric::hosts_destroyed]);
        }
    }
}

TEST_CASE("a shutdown of everything saves more hosts the earlier it is decided", "[deadline]") {
    const auto all = losses(2);
    for (std::size_t i = 0; i < 12; ++i) {
        CHECK(all.values[i] <= all.values[12 + i]);
        CHECK(all.values[12 + i] <= all.values[24 + i]);
        // After 700 of 720 hours nothing is left to save.
        CHECK(all.values[24 + i] == all.values[36 + i]);
    }
}

TEST_CASE("a stop leaves whole worlds", "[deadline]") {
    std::stop_source source;
    source.request_stop();
    const auto none = losses(2, source.get_token());
    CHECK(none.worlds == 0);
    CHECK(none.values.empty());
}

}  // namespace
}  // namespace kammerspiel
