#include "cluster/world_messages.hpp"

#include "kammerspiel/base/ensure.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::cluster {
namespace {

using model::Int128;

model::ServiceFigures some_service() {
    model::ServiceFigures figures;
    for (std::size_t kind = 0; kind < figures.books.weighted.size(); ++kind) {
        const auto number = static_cast<std::int64_t>(kind);
        figures.books.weighted[kind] = (Int128{1} << 100) + number;
        figures.books.plain[kind] = number;
    }
    figures.books.also_without_attack = 5;
    figures.down = hours(3);
    figures.longest = hours(2);
    figures.interruptions = 4;
    figures.interrupted = hours(1);
    figures.requests_delayed = 6;
    figures.requests_lost = 7;
    figures.requests_waiting = 8;
    figures.served_elsewhere = 9;
    figures.served_others = -10;
    figures.transitions = {{SimTime::start() - hours(1), false}, {SimTime::start(), true}};
    figures.interim = {{SimTime::start() + hours(9), true}};
    for (std::size_t stage = 0; stage < figures.waited.size(); ++stage) {
        figures.waited[stage] = minutes(static_cast<std::int64_t>(stage));
    }
    return figures;
}

model::PartFigures some_part() {
    model::PartFigures part;
    std::uint64_t number = 100;
    for (std::uint64_t* count :
         {&part.hosts.compromised, &part.hosts.destroyed, &part.hosts.destroyed_before_start,
          &part.hosts.switched_off, &part.hosts.times_switched_off, &part.hosts.rebuilt,
          &part.hosts.inspected_clean, &part.hosts.from_scratch, &part.hosts.persisted,
          &part.hosts.false_alarms, &part.hosts.missed, &part.hosts.alerts_before_start}) {
        *count = number++;
    }
    part.hosts.exfiltrated = Bytes(1'000'000'007);
    part.hosts.crew_time = hours(77);
    part.obligations = {{1, 2, 3, 4}, {}};
    part.first_alert = SimTime::start() - minutes(5);
    part.organisations.push_back({.id = federation::OrganisationId{3U},
                                  .work = {12, hours(5)},
                                  .services = {some_service(), {}},
                                  .data = {{hours(4), true}, {}}});
    part.had_elsewhere = {{federation::ServiceId{8U}, Int128{1} << 70}};
    part.is_any_down = true;
    part.below_full = {{federation::NeedNodeId{5U}, 0}, {federation::NeedNodeId{6U}, 999'999}};
    part.events = 123'456'789'012;
    part.events_of_kind = {0, 3, 5};
    return part;
}

TEST_CASE("what a part has come to comes back as it was sent", "[cluster][world]") {
    const model::PartFigures sent = some_part();
    const PartAnswer answer = part_answer(bytes_of(PartAnswer{.figures = sent, .failure = {}}));
    REQUIRE(answer.figures.has_value());
    CHECK((*answer.figures == sent));
    const PartAnswer empty =
        part_answer(bytes_of(PartAnswer{.figures = model::PartFigures{}, .failure = {}}));
    CHECK((empty.figures == model::PartFigures{}));
}

TEST_CASE("why there is no part comes back with whose fault it is", "[cluster][world]") {
    const auto back = [](const PartFailure& failure) {
        return part_answer(bytes_of(PartAnswer{.figures = {}, .failure = failure})).failure;
    };
    CHECK(back({.failure = {"node17", "out of memory"}}).failure.why == "out of memory");
    CHECK(back({.failure = {"node17", ""}}).failure.machine == "node17");
    CHECK(back({.is_anothers = true}).is_anothers);
    CHECK_FALSE(back({}).endless.has_value());
    const auto endless = back({.endless = {{SimTime::start() + hours(3), "ulm"}}}).endless;
    REQUIRE(endless.has_value());
    CHECK(endless->at == SimTime::start() + hours(3));
    CHECK(endless->organisation == "ulm");
}

TEST_CASE("an order of a world comes back as it was sent", "[cluster][world]") {
    const WorldOrder sent{.program_version = "1",
                          .scenario = "s",
                          .scenario_hash = "h",
                          .sources = {{"a.yaml", "text: 1"}},
                          .strategy = 2,
                          .attacker = 3,
                          .world = {.seed = 1ULL << 63, .replication = 5},
                          .redrawn = 6,
                          .threads = 7,
                          .keeps_trace = false,
                          .counts_events = true,
                          .rank_of = {0, 300, 1},
                          .shared = 2};
    const WorldOrder got = world_order(bytes_of(sent));
    CHECK(got.program_version == sent.program_version);
    CHECK(got.scenario == sent.scenario);
    CHECK(got.scenario_hash == sent.scenario_hash);
    REQUIRE(got.sources.size() == 1);
    CHECK(got.sources[0].path == "a.yaml");
    CHECK(got.sources[0].text == "text: 1");
    CHECK(got.strategy == sent.strategy);
    CHECK(got.attacker == sent.attacker);
    CHECK(got.world.seed == sent.world.seed);
    CHECK(got.world.replication == sent.world.replication);
    CHECK(got.redrawn == sent.redrawn);
    CHECK(got.threads == sent.threads);
    CHECK(got.keeps_trace == sent.keeps_trace);
    CHECK(got.counts_events == sent.counts_events);
    CHECK(got.rank_of == sent.rank_of);
    CHECK(got.shared == sent.shared);
}

TEST_CASE("a piece of the trace that ends within a record is refused", "[cluster][world]") {
    std::vector<model::TraceRecord> records(3);
    records[1].host = 17;
    std::string bytes = bytes_of(records);
    CHECK(records_in(bytes).size() == 3);
    CHECK(records_in(bytes)[1].host == 17);
    CHECK(records_in("").empty());
    bytes.pop_back();
    CHECK_THROWS_AS(records_in(bytes), BrokenModel);
}

}  // namespace
}  // namespace kammerspiel::cluster
