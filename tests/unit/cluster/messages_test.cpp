#include "cluster/messages.hpp"

#include "kammerspiel/base/ensure.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::cluster {
namespace {

using ensemble::Block;
using ensemble::Row;
using ensemble::SiteSum;

Block some_block() {
    Block block{.first = 40, .worlds = 3, .rows = {}, .sums = {}};
    for (std::uint64_t world = 40; world < 43; ++world) {
        Row row{.world = world, .strategy = 2, .attacker = 1, .figures = {}};
        row.figures[ensemble::Metric::money_lost] = 0.1 * static_cast<double>(world);
        row.figures[ensemble::Metric::hours_to_all] = ensemble::not_reached;
        row.places = {{.lost = 12'345, .outage = 60, .longest = 90, .back = 3'600},
                      {.lost = 0, .outage = 0, .longest = 0, .back = std::nullopt}};
        block.rows.push_back(row);
    }
    block.sums.resize(4);
    block.sums[1].worlds = 3;
    block.sums[1].worlds_redrawn = 1;
    block.sums[1].events = 12'345;
    block.sums[1].sites.push_back(
        SiteSum{.lost = 1'000'000'007,
                .lost_squared = ensemble::Wide::square_of(model::Int128{1'000'000'007}),
                .outage = 9,
                .outage_squared = 81,
                .longest = 3'600,
                .worlds_hit = 2,
                .worlds_down = 1});
    block.sums[1].curve.set(0, 50, 3);
    block.sums[1].curve.set(60, 0, 2);
    return block;
}

TEST_CASE("a block comes back as it was sent", "[cluster]") {
    const Block sent = some_block();
    const BlockAnswer answer = block_answer(bytes_of(BlockAnswer{.number = 7, .outcome = sent}));
    CHECK(answer.number == 7);
    const Block& got = std::get<Block>(answer.outcome);
    CHECK(got.first == sent.first);
    CHECK(got.worlds == sent.worlds);
    CHECK(got.sums == sent.sums);
    REQUIRE(got.rows.size() == sent.rows.size());
    for (std::size_t i = 0; i < got.rows.size(); ++i) {
        CHECK(got.rows[i].world == sent.rows[i].world);
        CHECK(got.rows[i].strategy == sent.rows[i].strategy);
        CHECK(got.rows[i].attacker == sent.rows[i].attacker);
        CHECK(got.rows[i].figures.values == sent.rows[i].figures.values);
        CHECK(got.rows[i].places == sent.rows[i].places);
    }
}

TEST_CASE("a failure comes back in its words", "[cluster]") {
    const BlockAnswer answer = block_answer(
        bytes_of(BlockAnswer{.number = 1, .outcome = Failure{"node17", "out of memory"}}));
    CHECK(std::get<Failure>(answer.outcome).machine == "node17");
    CHECK(std::get<Failure>(answer.outcome).why == "out of memory");
}

TEST_CASE("orders come to a rank as they were given", "[cluster]") {
    const BlockOrder block{
        .number = 3,
        .round = {.first = 100, .end = 117, .strategies = {0, 2}, .of_batch = {20, 3}},
        .patience = std::chrono::milliseconds(1500)};
    const BlockOrder got = block_order(bytes_of(block));
    CHECK(got.number == 3);
    CHECK(got.round == block.round);
    CHECK(got.patience == block.patience);

    const StudyOrder study{.program_version = "1",
                           .definition = {.program_version = "1",
                                          .scenario_hash = "ab",
                                          .seed = 2022,
                                          .strategies = {"none", "all"},
                                          .uncertain = true,
                                          .places = true},
                           .scenario = "house",
                           .sources = {{"scenario.yaml", "a: b\n"}, {"x/y.csv", ""}},
                           .threads = 8};
    const StudyOrder order = study_order(bytes_of(study));
    CHECK(order.definition == study.definition);
    CHECK(order.program_version == study.program_version);
    CHECK(order.scenario == study.scenario);
    CHECK(order.sources == study.sources);
    CHECK(order.threads == study.threads);
}

TEST_CASE("a message that is cut or too long is never taken for another one", "[cluster]") {
    const std::string bytes = bytes_of(BlockAnswer{.number = 7, .outcome = some_block()});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_THROWS_AS(block_answer(bytes.substr(0, size)), BrokenModel);
    }
    CHECK_THROWS_AS(block_answer(bytes + "x"), BrokenModel);
}

}  // namespace
}  // namespace kammerspiel::cluster
