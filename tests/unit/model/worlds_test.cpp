#include <algorithm>

#include "kammerspiel/scenario/load.hpp"
#include "sim/model/world.hpp"
#include "tests/support/small_world.hpp"

// What must hold in every world of the real federation.

namespace kammerspiel {
namespace {

using federation::Loss;
using model::Int128;
using model::RunOptions;
using model::TraceKind;
using model::TraceRecord;

const model::Plan& chambers() {
    static const model::Plan plan = [] {
        Diagnostics diagnostics;
        auto loaded = scenario::load(KAMMERSPIEL_ROOT "/scenarios/ihk-2022", diagnostics);
        REQUIRE(loaded.scenario.has_value());
        return model::Plan(std::move(*loaded.scenario));
    }();
    return plan;
}

bool same(const TraceRecord& a, const TraceRecord& b) {
    return a.key == b.key && a.process == b.process && a.number == b.number && a.cause == b.cause &&
           a.what == b.what && a.subject == b.subject && a.host == b.host && a.count == b.count &&
           a.detail == b.detail;
}

TEST_CASE("the same world is the same story, another world another one", "[model][rule-12]") {
    for (std::uint32_t attacker = 0; attacker < 3; ++attacker) {
        const RunOptions options{.attacker = attacker, .world = {.seed = 1, .replication = 5}};
        const auto one = model::run(chambers(), options);
        const auto two = model::run(chambers(), options);
        CHECK(one.metrics == two.metrics);
        CHECK(std::equal(one.trace.begin(), one.trace.end(), two.trace.begin(), two.trace.end(),
                         same));
        RunOptions other = options;
        other.world.replication = 6;
        CHECK_FALSE(model::run(chambers(), other).metrics == one.metrics);
    }
}

TEST_CASE("a story does not depend on whether it is written down", "[model]") {
    RunOptions options{.world = {.seed = 1, .replication = 5}};
    const auto told = model::run(chambers(), options);
    options.keep_trace = false;
    const auto untold = model::run(chambers(), options);
    CHECK(told.metrics == untold.metrics);
    CHECK(told.events == untold.events);
    CHECK(untold.trace.empty());
}

TEST_CASE("the booked causes of every service add up to what it lost", "[model][books][rule-17]") {
    const auto& services = chambers().federation().services;
    for (std::uint32_t attacker = 0; attacker < 3; ++attacker) {
        const auto result =
            model::run(chambers(), {.attacker = attacker, .world = {.seed = 1, .replication = 2}});
        // The trace tells every level of every service: the loss by a second account.
        std::vector<Int128> lost(services.size(), 0);
        std::vector<SimTime> since(services.size(), SimTime::start());
        std::vector<std::int64_t> missing(services.size(), 0);
        const auto until = [&](std::size_t s, SimTime now) {
            if (now > since[s]) lost[s] += Int128{missing[s]} * (now - since[s]).count();
            since[s] = std::max(since[s], now);
        };
        for (const TraceRecord& record : result.trace) {
            if (record.what != TraceKind::service_down && record.what != TraceKind::service_up &&
                record.what != TraceKind::service_level) {
                continue;
            }
            until(record.subject, record.key.at());
            missing[record.subject] = 1'000'000 - static_cast<std::int64_t>(record.count);
        }
        bool any = false;
        for (std::size_t s = 0; s < services.size(); ++s) {
            until(s, result.metrics.end);
            if (!services[s].demand) continue;
            Int128 booked = 0;
            for (const Int128 part : result.metrics.services[s].books.plain) {
                CHECK(part >= 0);
                booked += part;
            }
            CHECK(booked == lost[s]);
            any = any || booked > 0;
        }
        CHECK(any);
    }
}

TEST_CASE("every host is in exactly one state, whatever happens", "[model][conservation]") {
    const auto& federation = chambers().federation();
    for (std::uint32_t attacker = 0; attacker < 3; ++attacker) {
        for (std::uint64_t world = 0; world < 3; ++world) {
            const model::Setup setup{.plan = &chambers().data(),
                                     .strategy = 0,
                                     .attacker = attacker,
                                     .draws = {1, world}};
            const std::vector<Duration> moments{hours(1), hours(8), spans_of_24h(10),
                                                spans_of_24h(60)};
            for (const auto& state : test::states_at(setup, moments)) {
                for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
                    const federation::OrganisationId id{o};
                    const auto& info = federation.of(id);
                    const auto& organisation = state.organisation(id);
                    for (std::uint32_t g = 0; g < info.host_groups.count; ++g) {
                        const auto& group = organisation.groups[g];
                        const std::uint32_t hosts =
                            federation.host_groups[info.host_groups[g].index()].count;
                        std::uint32_t counted = 0;
                        for (const std::uint32_t n : group.counts) counted += n;
                        CHECK(counted == hosts);
                        std::uint32_t tracked = 0;
                        for (const auto& host : organisation.hosts) tracked += host.group == g;
                        std::uint32_t untracked = 0;
                        for (const std::uint32_t n : group.untracked) untracked += n;
                        CHECK(tracked + untracked == hosts);
                    }
                }
            }
        }
    }
}

TEST_CASE("every cause in the trace points at a record that came before", "[model][causes]") {
    for (std::uint32_t attacker = 0; attacker < 3; ++attacker) {
        const auto result =
            model::run(chambers(), {.attacker = attacker, .world = {.seed = 1, .replication = 1}});
        std::map<model::Cause, std::size_t> seen;
        std::size_t rooted = 0;
        for (std::size_t i = 0; i < result.trace.size(); ++i) {
            const TraceRecord& record = result.trace[i];
            if (!record.cause.is_none()) {
                const auto at = seen.find(record.cause);
                REQUIRE(at != seen.end());
                CHECK(result.trace[at->second].key.at() <= record.key.at());
            } else {
                ++rooted;
            }
            seen.emplace(model::Cause{record.process, record.number}, i);
        }
        CHECK(rooted > 0);
        // Nothing goes down without a cause.
        for (const TraceRecord& record : result.trace) {
            if (record.what == TraceKind::service_down) CHECK_FALSE(record.cause.is_none());
        }
    }
}

TEST_CASE("strategies share their world: a play that never fires changes nothing",
          "[model][rule-12]") {
    const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 200, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)";
    const std::string worm = R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 6h, success: 0.5, yields: controlled}
)";
    const auto plan = test::plan_of({R"(
entry: [{at: desks, when: exponential mean 5h, yields: controlled}]
strategies:
  a:
    plays:
      - {name: off, when: {clock: 2022-01-05T10:00}, after: exponential mean 4h, do: [{shutdown: {}}]}
  b:
    plays:
      - {name: never, when: {destroyed_hosts: 1}, after: exponential mean 9h, do: [{shutdown: {}}]}
      - {name: off, when: {clock: 2022-01-05T10:00}, after: exponential mean 4h, do: [{shutdown: {}}]}
)",
                                     federation, worm});
    for (std::uint64_t world = 0; world < 20; ++world) {
        const auto a =
            model::run(plan, {.strategy = 0, .world = {.seed = 1, .replication = world}});
        const auto b =
            model::run(plan, {.strategy = 1, .world = {.seed = 1, .replication = world}});
        CHECK(a.metrics == b.metrics);
        REQUIRE(a.trace.size() == b.trace.size());
        for (std::size_t i = 0; i < a.trace.size(); ++i) {
            CHECK(a.trace[i].key.at() == b.trace[i].key.at());
            CHECK(a.trace[i].what == b.trace[i].what);
        }
    }
}

TEST_CASE("an organisation that is added changes no draw of the others", "[model][rule-12]") {
    const auto federation = [](const std::string& more) {
        return "organisations:\n  also:\n" + more + R"(
    house: {template: house, region: DE-NW, members: 100}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 50, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)";
    };
    const std::string worm = R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 6h, success: 0.5, yields: controlled}
)";
    const std::string entry =
        "entry: [{at: house/desks, when: exponential mean 5h, yields: controlled}]\n";
    const auto alone = test::plan_of({entry, federation(""), worm});
    const auto with = test::plan_of(
        {entry, federation("    another: {template: house, region: DE-BY, members: 5}\n"), worm});
    for (std::uint64_t world = 0; world < 10; ++world) {
        const RunOptions options{.world = {.seed = 1, .replication = world}};
        CHECK(test::Story(alone, options).times(TraceKind::compromised, "house/desks") ==
              test::Story(with, options).times(TraceKind::compromised, "house/desks"));
    }
}

}  // namespace
}  // namespace kammerspiel
