#include "kammerspiel/ensemble/comparison.hpp"

#include <algorithm>
#include <numeric>

#include "kammerspiel/ensemble/study.hpp"
#include "tests/support/some_plan.hpp"

namespace kammerspiel::ensemble {
namespace {

using namespace stats;

constexpr std::uint64_t worlds = 40;

/// A study of the plan of the ensemble's tests: strategies `off` and `nothing`, attackers of weight
/// 0.25 and 0.75.
struct Studied {
    Studied()
        : store(ensemble::Store::create(folder / "study.sqlite", test::about_of(test::some_plan()),
                                        sites(test::some_plan().federation()))) {
        ensemble::ThreadRunner runner(2);
        ensemble::Study study(test::some_plan(), store, runner);
        study.advance(worlds, std::chrono::steady_clock::time_point::max(), {}, {});
    }
    [[nodiscard]] Comparison compared(Metric by) const {
        return compare(store, {.by = by,
                               .also = usual_metrics(),
                               .waiting = {},
                               .by_weights = {},
                               .forensics = Probability{0.7},
                               .worlds = worlds});
    }
    test::Folder folder;
    ensemble::Store store;
};

const Studied& studied() {
    static const Studied one;
    return one;
}

double weighted_mean(Metric metric, std::size_t strategy) {
    const std::vector<Metric> metrics{metric};
    const auto column = studied().store.columns(metrics, worlds).front();
    double sum = 0;
    for (std::size_t world = 0; world < worlds; ++world) {
        const std::size_t at = (strategy * worlds + world) * 2;
        sum += 0.25 * column[at] + 0.75 * column[at + 1];
    }
    return sum / static_cast<double>(worlds);
}

TEST_CASE("a comparison's means are those of the store's rows, weighted by the priors",
          "[comparison][rule-13]") {
    const Comparison comparison = studied().compared(Metric::hosts_destroyed);
    REQUIRE(comparison.metrics.front().metric == Metric::hosts_destroyed);
    CHECK(comparison.strategies == std::vector<std::string>{"off", "nothing"});
    for (std::size_t s = 0; s < 2; ++s) {
        const Summary& summary = comparison.metrics.front().strategies[s].all;
        REQUIRE(summary.mean);
        CHECK(summary.mean->value == Approx(weighted_mean(Metric::hosts_destroyed, s)));
        CHECK(summary.mean->low <= summary.mean->value);
        CHECK(summary.mean->value <= summary.mean->high);
    }
    // Switching everything off destroys fewer hosts, and that is no luck.
    CHECK(comparison.decision.ranking == std::vector<std::size_t>{0, 1});
    CHECK(comparison.decision.best_is_clear);
    CHECK(comparison.decision.best == std::vector<std::size_t>{0});
}

TEST_CASE("a comparison tells how many worlds were drawn anew for what is given at the start",
          "[comparison][rule-38]") {
    const auto plan = test::plan_of(
        {"starts: 2022-06-01T14:00 UTC\nhorizon: 1d\ndetection: {users_notice: 10min}\n"
         "entry: [{at: a, when: -5h, yields: controlled}]\n"
         "known_at_start: [{at: a, hosts: 1, what: confirmed}]\n",
         R"(
organisations: {also: {o: {template: t, region: DE-NW, members: 10}}}
templates:
  t:
    host_groups:
      a: {kind: workstation, count: 1, zone: z}
      b: {kind: server, count: 1, zone: z}
    services: {m: {needs: [b], demand: {share: 0.1, profile: always}}}
)",
         R"(
kind: autonomous
routes: [{name: go, from: {group: a}, to: {group: b}, time: 1h, success: 0.1, yields: controlled}]
impact: [{name: wipe, do: wipe, on: {group: b}, when: {holding: {group: b}}, after: 0h}]
)"});
    const test::Folder folder;
    auto store = ensemble::Store::create(folder / "study.sqlite", test::about_of(plan),
                                         sites(plan.federation()));
    ensemble::ThreadRunner runner(2);
    ensemble::Study study(plan, store, runner);
    study.advance(worlds, std::chrono::steady_clock::time_point::max(), {}, {});
    double redrawn = 0;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const auto alone = model::run(plan, {.world = {.seed = 3, .replication = world}});
        redrawn += alone.metrics.redrawn > 0 ? 1 : 0;
    }
    REQUIRE(redrawn > 3);
    const Comparison comparison = compare(store, {.by = Metric::member_hours_lost,
                                                  .also = {},
                                                  .waiting = {},
                                                  .by_weights = {},
                                                  .forensics = Probability{0.7},
                                                  .worlds = worlds});
    CHECK(comparison.redrawn == std::vector<double>{redrawn / worlds});
}

TEST_CASE("results are not weighted anew where the weights enter the runs", "[comparison]") {
    // Whoever waits for certainty begins with the weights: other weights would be other runs.
    const Question asked{.by = Metric::member_hours_lost,
                         .also = {},
                         .waiting = {0},
                         .by_weights = {0},
                         .forensics = Probability{0.7},
                         .worlds = worlds};
    const Comparison comparison = compare(studied().store, asked);
    CHECK(comparison.decision.by_weights == std::vector<std::size_t>{0});
    CHECK_FALSE(comparison.decision.priors);
    CHECK_FALSE(comparison.decision.perfect_information);
    CHECK_FALSE(comparison.decision.forensic_information);
    CHECK(comparison.decision.regrets);
    Question free = asked;
    free.by_weights.clear();
    CHECK(compare(studied().store, free).decision.priors);
}

TEST_CASE("a pair turned round is the same with its signs turned", "[comparison]") {
    const Comparison comparison = studied().compared(Metric::hosts_destroyed);
    const MetricFigures& by = comparison.metrics.front();
    const Paired forth = by.pair(0, 1);
    const Paired back = by.pair(1, 0);
    CHECK(forth.mean->value == Approx(weighted_mean(Metric::hosts_destroyed, 0) -
                                      weighted_mean(Metric::hosts_destroyed, 1)));
    CHECK(back.mean->value == -forth.mean->value);
    CHECK(back.mean->low == -forth.mean->high);
    CHECK(back.superiority.value == Approx(1 - forth.superiority.value));
    CHECK(back.wins == forth.losses);
    CHECK(back.ties == forth.ties);
    CHECK(is_clear(back) == is_clear(forth));
}

TEST_CASE("what is the same in every world is clear", "[comparison][rule-40]") {
    // a loses 1 less in every world: a difference without spread is known.
    const auto pair_in = [](std::size_t count) {
        std::vector<double> values(2 * count, 1.0);
        std::fill(values.begin() + static_cast<std::ptrdiff_t>(count), values.end(), 2.0);
        return compare(Outcomes(2, count, {1}, values), 0, 1);
    };
    CHECK(standing(pair_in(2)) == Standing::better);
    CHECK(standing(pair_in(50)) == Standing::better);
}

TEST_CASE("each metric is compared once, the deciding one first", "[comparison]") {
    const Comparison comparison = studied().compared(Metric::hours_to_90);
    std::vector<Metric> metrics;
    for (const auto& by : comparison.metrics) metrics.push_back(by.metric);
    CHECK(metrics == std::vector<Metric>{Metric::hours_to_90, Metric::member_hours_lost,
                                         Metric::hosts_destroyed, Metric::gigabytes_exfiltrated});
    CHECK(comparison.front.strategies.size() == 2);
}

TEST_CASE("what is not restored by the horizon is told, and has no mean", "[comparison][rule-19]") {
    const Comparison comparison = studied().compared(Metric::hours_to_all);
    // Nothing is ever restored in this plan.
    CHECK(comparison.still_down[1] > 0.5);
    CHECK_FALSE(comparison.metrics.front().strategies[1].all.mean);
    CHECK_FALSE(comparison.decision.regrets);
    CHECK_FALSE(comparison.differences[1]);
}

TEST_CASE("the sum over places is the loss of the whole", "[comparison]") {
    const Comparison comparison = studied().compared(Metric::member_hours_lost);
    for (std::size_t s = 0; s < 2; ++s) {
        for (const SiteFigures& site : comparison.sites) {
            CHECK(site.lost[s].value ==
                  Approx(weighted_mean(Metric::member_hours_lost, s)).epsilon(1e-5));
        }
        CHECK(comparison.curves[s].size() == ensemble::CurveCounts::points);
        for (const CurveBand& band : comparison.curves[s]) {
            CHECK(band.p10 <= band.median);
            CHECK(band.median <= band.p90);
        }
    }
}

}  // namespace
}  // namespace kammerspiel::ensemble
