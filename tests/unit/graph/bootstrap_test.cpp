#include "kammerspiel/graph/bootstrap.hpp"

#include <random>

#include "catch.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;
using graph::Bootstrap;
using graph::Effort;
using graph::NeedGraph;
using graph::NeedNodeId;
using scenario::HostKind;
using scenario::Need;

/// An hour of one person to inspect, one to test, none to switch on; ten to rebuild.
void add_efforts(Builder& built) {
    for (const HostKind kind : {HostKind::server, HostKind::identity, HostKind::workstation}) {
        built.scenario.recovery[kind] = {.inspect = Fixed{hours(1)},
                                         .clean = Fixed{hours(1)},
                                         .rebuild = Fixed{hours(10)},
                                         .from_scratch = {},
                                         .test = Fixed{hours(1)},
                                         .switch_on = Fixed{Duration::zero()}};
    }
}

void add_crew(Builder& built, std::uint32_t people, std::vector<HostKind> kinds = {}) {
    scenario::Crew crew;
    crew.name = named("it");
    crew.people = people;
    crew.shift = Shift::round_the_clock;
    crew.kinds = std::move(kinds);
    built.scenario.organisations.back().crews.push_back(crew);
}

Duration back(const NeedGraph& needs, const Bootstrap& start, const std::string& name) {
    for (const auto& comeback : start.order) {
        if (needs.name(comeback.node) == name) return comeback.after;
    }
    FAIL(name << " does not come back");
    return {};
}

std::vector<std::string> names(const NeedGraph& needs, const std::vector<NeedNodeId>& nodes) {
    std::vector<std::string> all;
    for (const NeedNodeId node : nodes) all.push_back(needs.name(node));
    return all;
}

TEST_CASE("hands work on what the others need first, then services start one after the other",
          "[graph]") {
    Builder built;
    add_efforts(built);
    built.organisation("ulm", 10);
    built.group("desks", 4, HostKind::workstation).needs = need("directory");
    built.group("directory", 1, HostKind::identity);
    built.service("logins", need("directory")).start_time = hours(1);
    built.service("mail", all_of({need("desks"), need("logins")}), 0.5).start_time = hours(2);
    add_crew(built, 2);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const Bootstrap start = graph::bootstrap(built.scenario, needs, Effort::tested);
    // One on the directory for 2 h, the other meanwhile on the first desk; then both on desks.
    CHECK(back(needs, start, "ulm/directory") == hours(2));
    CHECK(back(needs, start, "ulm/desks") == hours(5));
    CHECK(back(needs, start, "ulm/logins") == hours(3));
    CHECK(back(needs, start, "ulm/mail") == hours(7));
    CHECK(start.least_by_hands == hours(5));
    CHECK(start.deadlocks.empty());
    std::vector<NeedNodeId> path;
    for (const auto& comeback : start.critical_path) path.push_back(comeback.node);
    CHECK(names(needs, path) == std::vector<std::string>{"ulm/desks", "ulm/mail"});
    CHECK(graph::bootstrap(built.scenario, needs, Effort::rebuilt).least_by_hands == hours(30));
}

TEST_CASE("as many people as there are hosts can work on a group", "[graph]") {
    Builder built;
    add_efforts(built);
    built.organisation("ulm");
    built.group("server", 1);
    add_crew(built, 10);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const Bootstrap start = graph::bootstrap(built.scenario, needs, Effort::tested);
    CHECK(back(needs, start, "ulm/server") == hours(2));
    CHECK(start.least_by_hands == minutes(12));
}

TEST_CASE("a circle of start needs stays down, and it is said what would open it", "[graph]") {
    Builder built;
    built.organisation("ulm", 100);
    built.group("server");
    built.service("names", all_of({need("server"), need("logins")}));
    built.service("logins", need("names"));
    built.service("mail", need("logins"), 0.5);
    add_crew(built, 1);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const Bootstrap start = graph::bootstrap(built.scenario, needs, Effort::tested);
    REQUIRE(start.deadlocks.size() == 1);
    const auto& deadlock = start.deadlocks.front();
    CHECK(names(needs, deadlock.nodes) == std::vector<std::string>{"ulm/names", "ulm/logins"});
    CHECK(deadlock.services_held == 1);
    CHECK(deadlock.members == 100);
    REQUIRE(deadlock.ways.size() == 2);
    CHECK(federation.services[deadlock.ways[0].service.index()].name == "ulm/names");
    CHECK(needs.name(deadlock.ways[0].need) == "ulm/logins");
    CHECK(start.order.size() == 1);

    built.scenario.organisations[0].services[0].starts_without = {named("logins")};
    const Federation opened = built.compile();
    const NeedGraph opened_needs(opened);
    const Bootstrap again = graph::bootstrap(built.scenario, opened_needs, Effort::tested);
    CHECK(again.deadlocks.empty());
    CHECK(again.order.size() == 4);
    CHECK(graph::mutual_needs(opened_needs).empty());
}

TEST_CASE("a circle with an alternative starts, and is still shown as a circle", "[graph]") {
    Builder built;
    built.organisation("ulm", 100);
    built.group("server");
    built.service("a", any_of({need("b"), need("server")}));
    built.service("b", need("a"));
    add_crew(built, 1);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    CHECK(graph::bootstrap(built.scenario, needs, Effort::tested).deadlocks.empty());
    REQUIRE(graph::mutual_needs(needs).size() == 1);
    CHECK(names(needs, graph::mutual_needs(needs).front()) ==
          std::vector<std::string>{"ulm/a", "ulm/b"});
}

TEST_CASE("what no crew can work on is a deadlock of its own; alike organisations are counted",
          "[graph]") {
    Builder built;
    add_efforts(built);
    for (const char* id : {"ulm", "kiel", "bonn"}) {
        built.organisation(id, 10);
        built.group("server");
        built.group("desks", 3, HostKind::workstation);
        built.service("mail", all_of({need("server"), need("desks")}), 0.5);
        add_crew(built, 1, {HostKind::workstation});
    }
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const Bootstrap start = graph::bootstrap(built.scenario, needs, Effort::tested);
    REQUIRE(start.deadlocks.size() == 1);
    CHECK(start.deadlocks[0].lacks_crew);
    CHECK(start.deadlocks[0].alike == 3);
    CHECK(start.deadlocks[0].services_held == 3);
    CHECK(start.deadlocks[0].members == 30);
}

TEST_CASE("what comes back in random federations is what trying again and again brings back",
          "[graph]") {
    std::mt19937 random(23);
    for (int round = 0; round < 200; ++round) {
        Builder built;
        built.organisation("o", 1);
        for (int g = 0; g < 2; ++g) built.group(fmt::format("n{}", g));
        const int services = 2 + static_cast<int>(random() % 5);
        for (int s = 2; s < 2 + services; ++s) {
            std::vector<Need> parts;
            const std::size_t count = 1 + random() % 3;
            for (std::size_t p = 0; p < count; ++p) {
                parts.push_back(
                    need(fmt::format("n{}", random() % static_cast<unsigned>(2 + services))));
            }
            built.service(fmt::format("n{}", s), random() % 2 == 0 ? all_of(parts) : any_of(parts));
        }
        add_crew(built, 1);
        const Federation federation = built.compile();
        const NeedGraph needs(federation);
        std::vector<bool> up(needs.size(), false);
        up[0] = up[1] = true;
        for (bool changes = true; changes;) {
            changes = false;
            for (std::uint32_t n = 2; n < needs.size(); ++n) {
                const auto nodes = federation.need(
                    federation.needs_of(OrganisationId{std::size_t{0}}, NodeIndex{n}));
                std::size_t met = 0;
                for (std::size_t i = 1; i < nodes.size(); ++i)
                    met += up[nodes[i].of.index()] ? 1U : 0U;
                const bool all = nodes.front().op == Need::Op::all_of;
                if (up[n] || (all ? met < nodes.size() - 1 : met == 0)) continue;
                up[n] = true;
                changes = true;
            }
        }
        const Bootstrap start = graph::bootstrap(built.scenario, needs, Effort::tested);
        std::vector<bool> back_up(needs.size(), false);
        for (const auto& comeback : start.order) back_up[comeback.node.index()] = true;
        CHECK(back_up == up);
        const bool all_up = std::find(up.begin(), up.end(), false) == up.end();
        CHECK(start.deadlocks.empty() == all_up);
    }
}

TEST_CASE("two services that lift each other by and by come back, by a path that ends", "[graph]") {
    Builder built;
    built.organisation("o", 10);
    built.group("server");
    const auto mostly = [](const char* of, const char* other) {
        return Need{.op = Need::Op::weighted,
                    .of = {},
                    .children = {need(of), need(other)},
                    .weights = {Share{0.7}, Share{0.3}}};
    };
    built.service("a", mostly("server", "b"), 0.5);
    built.service("b", mostly("server", "a"), 0.5);
    add_crew(built, 1);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const Bootstrap start = graph::bootstrap(built.scenario, needs, Effort::tested);
    CHECK(start.order.size() == 3);
    CHECK(start.deadlocks.empty());
    REQUIRE_FALSE(start.critical_path.empty());
    CHECK(needs.name(start.critical_path.front().node) == "o/server");
    CHECK(std::is_sorted(start.critical_path.begin(), start.critical_path.end(),
                         [](const auto& a, const auto& b) { return a.after < b.after; }));
}

TEST_CASE("of a circle of a thousand services it is found what opens it", "[graph]") {
    Builder built;
    built.organisation("o", 10);
    constexpr int services = 1000;
    for (int s = 0; s < services; ++s) {
        built.service(fmt::format("s{}", s), need(fmt::format("s{}", (s + 1) % services)));
    }
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const Bootstrap start = graph::bootstrap(built.scenario, needs, Effort::tested);
    REQUIRE(start.deadlocks.size() == 1);
    CHECK(start.deadlocks[0].nodes.size() == services);
    CHECK(start.deadlocks[0].ways.size() == services);
    CHECK(start.deadlocks[0].knows_all_ways);
}

TEST_CASE("host groups do not start: what they need only to start blocks nothing", "[graph]") {
    Builder built;
    built.organisation("o", 10);
    Need only_to_start = need("directory");
    only_to_start.to_start = true;
    built.group("storage").needs = only_to_start;
    built.group("directory").needs = need("storage");
    built.service("mail", need("directory"), 0.5);
    add_crew(built, 1);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    CHECK(graph::bootstrap(built.scenario, needs, Effort::tested).deadlocks.empty());
    CHECK(graph::mutual_needs(needs).empty());
}

}  // namespace
}  // namespace kammerspiel::test
