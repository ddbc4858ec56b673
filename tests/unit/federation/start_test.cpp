#include "kammerspiel/federation/start.hpp"

#include <numeric>
#include <random>

#include "catch.hpp"
#include "kammerspiel/federation/components.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;

using Names = std::vector<std::string>;
using All = std::vector<Names>;

All circles(const Federation& federation) {
    const NeedGraph graph(federation);
    All all;
    for (const StartCircle& circle :
         start_circles(graph, std::vector<std::int32_t>(graph.size(), 0))) {
        auto& names = all.emplace_back();
        for (const NeedNodeId node : circle) names.push_back(graph.name(node));
    }
    return all;
}

TEST_CASE("services that need each other to start are a circle; who waits for it is in none",
          "[federation][start]") {
    Builder built;
    built.organisation("o");
    built.group("server");
    built.service("logins", need("names"));
    built.service("names", all_of({need("server"), need("logins")}));
    built.service("mail", need("logins"));
    CHECK(circles(built.compile()) == All{Names{"o/logins", "o/names"}});
    built.scenario.organisations[0].services[1].starts_without = {named("logins")};
    CHECK(circles(built.compile()).empty());
}

TEST_CASE("alternatives of which each needs the service are a circle, too", "[federation][start]") {
    Builder built;
    built.organisation("o");
    built.service("door", any_of({need("key"), need("code")}));
    built.service("key", need("door"));
    built.service("code", need("door"));
    CHECK(circles(built.compile()) == All{Names{"o/door", "o/key"}, Names{"o/code", "o/door"}});
    built.group("guard");
    built.scenario.organisations[0].services[2].needs = need("guard");
    CHECK(circles(built.compile()).empty());
}

TEST_CASE("what waits for a circle and is in one of its own is told as well",
          "[federation][start]") {
    Builder built;
    built.organisation("o");
    built.service("a", all_of({need("b"), need("c")}));
    built.service("b", need("a"));
    built.service("c", need("d"));
    built.service("d", need("c"));
    CHECK(circles(built.compile()) == All{Names{"o/c", "o/d"}, Names{"o/a", "o/b"}});
    // Once c and d are there, a would start with d alone.
    built.scenario.organisations[0].services[0].needs = any_of({need("b"), need("c")});
    CHECK(circles(built.compile()) == All{Names{"o/c", "o/d"}});
}

TEST_CASE("a circle runs through host groups, links and other organisations",
          "[federation][start]") {
    Builder built;
    built.organisation("gfi");
    built.group("hosts").needs = need("ulm/names");
    built.service("portal", need("hosts"));
    built.organisation("ulm");
    built.link("wan", "gfi").needs = need("names");
    built.group("desks");
    auto over = need("desks");
    over.over = named("wan");
    built.service("names", all_of({need("gfi/portal"), over}));
    CHECK(circles(built.compile()) ==
          All{Names{"gfi/portal", "gfi/hosts", "ulm/names"}, Names{"ulm/wan", "ulm/names"}});
}

TEST_CASE("a floor lets a service start without what it softens", "[federation][start]") {
    Builder built;
    built.organisation("o");
    auto soft = need("b");
    soft.floor = Share{0.3};
    built.service("a", soft);
    built.service("b", need("a"));
    CHECK(circles(built.compile()).empty());
}

TEST_CASE("a service starts without what would come up with it, and without nothing else",
          "[federation][start][rule-34]") {
    Builder built;
    built.organisation("o");
    built.service("mail", need("names"));
    built.service("names", need("logins"));
    built.service("logins", need("names"));
    built.scenario.organisations[0].services[0].starts_without = {named("names")};
    const Federation federation = built.compile();
    const NeedGraph graph(federation);
    // Names and logins never come up, with mail or without it.
    CHECK(cannot_start(graph, {0, 0, 0}) == std::vector<bool>{true, true, true});
    CHECK(circles(federation) == All{Names{"o/names", "o/logins"}});
}

TEST_CASE("a host group and a link that need each other may say which does without the other",
          "[federation][start][rule-34]") {
    Builder built;
    built.organisation("o");
    built.group("routers").needs = need("wan");
    built.link("wan", "").needs = need("routers");
    CHECK(circles(built.compile()) == All{Names{"o/routers", "o/wan"}});
    built.scenario.organisations[0].host_groups[0].starts_without = {named("wan")};
    CHECK(circles(built.compile()).empty());
    built.scenario.organisations[0].host_groups[0].starts_without.clear();
    built.scenario.organisations[0].links[0].starts_without = {named("routers")};
    CHECK(circles(built.compile()).empty());
}

TEST_CASE("alternatives of which one does not count at the start hang on the other",
          "[federation][start][rule-34]") {
    Builder built;
    built.organisation("o");
    built.service("door", any_of({need("key"), need("code")}));
    built.service("key", need("door"));
    built.service("code", need("door"));
    built.scenario.organisations[0].services[0].starts_without = {named("key")};
    // Key is left out, and code needs the door.
    CHECK_FALSE(circles(built.compile()).empty());
    built.scenario.organisations[0].services[0].starts_without = {named("key"), named("code")};
    CHECK(circles(built.compile()).empty());
}

TEST_CASE("what runs now lifts what needs it", "[federation][start]") {
    Builder built;
    built.organisation("o");
    built.service("a", need("b"));
    built.service("b", need("a"));
    const Federation federation = built.compile();
    const NeedGraph graph(federation);
    CHECK(cannot_start(graph, {0, 0}) == std::vector<bool>{true, true});
    CHECK(cannot_start(graph, {0, 1}) == std::vector<bool>{false, false});
}

TEST_CASE("strong components are those of the transitive closure", "[federation]") {
    std::mt19937 random(1);
    for (int trial = 0; trial < 200; ++trial) {
        const std::size_t n = 1 + random() % 12;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
        for (std::size_t e = random() % (2 * n); e > 0; --e) {
            edges.emplace_back(random() % n, random() % n);
        }
        std::vector<std::vector<bool>> leads(n, std::vector<bool>(n, false));
        for (std::size_t v = 0; v < n; ++v) leads[v][v] = true;
        for (const auto& [from, to] : edges) leads[from][to] = true;
        for (std::size_t k = 0; k < n; ++k) {
            for (std::size_t i = 0; i < n; ++i) {
                for (std::size_t j = 0; j < n; ++j) {
                    if (leads[i][k] && leads[k][j]) leads[i][j] = true;
                }
            }
        }
        const StrongComponents found = strong_components(n, edges);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                REQUIRE((found.of[i] == found.of[j]) == (leads[i][j] && leads[j][i]));
                if (leads[i][j]) REQUIRE(found.of[i] >= found.of[j]);
            }
        }
    }
}

}  // namespace
}  // namespace kammerspiel::test
