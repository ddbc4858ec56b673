#include "kammerspiel/graph/criticality.hpp"

#include <random>

#include "catch.hpp"
#include "kammerspiel/graph/failure.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;
using graph::NeedGraph;
using graph::NeedNodeId;

NeedNodeId node(const NeedGraph& needs, const std::string& name) {
    for (std::uint32_t n = 0; n < needs.size(); ++n) {
        if (needs.name(NeedNodeId{n}) == name) return NeedNodeId{n};
    }
    FAIL("nothing is called " << name);
    return {};
}

TEST_CASE("in a chain of needs the middle lies between", "[graph]") {
    Builder built;
    built.organisation("o", 10);
    built.group("server");
    built.service("names", need("server"));
    built.service("mail", need("names"), 0.5);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const auto between = graph::need_betweenness(needs);
    CHECK_FALSE(between.is_sampled);
    // One pair of (3 − 1)(3 − 2) ordered pairs of others runs through it.
    CHECK(between.of_node[node(needs, "o/names").index()] == Approx(0.5));
    CHECK(between.of_node[node(needs, "o/server").index()] == 0);
}

TEST_CASE("members in reach count those who could do without as well", "[graph]") {
    Builder built;
    built.organisation("provider");
    built.group("a");
    built.group("b");
    built.service("portal", any_of({need("a"), need("b")}));
    for (const char* id : {"ulm", "kiel"}) {
        built.organisation(id, 40);
        built.service("register", need("provider/portal"), 0.5);
        built.service("mail", need("provider/portal"), 0.5);
    }
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    CHECK(graph::members_in_reach(needs)[node(needs, "provider/a").index()] == 80);
    CHECK(graph::members_in_reach(needs)[node(needs, "kiel/mail").index()] == 40);
}

TEST_CASE("inoperability is exact where everything hangs on one way, and counts two ways twice",
          "[graph]") {
    Builder built;
    built.organisation("o", 100);
    built.group("server");
    scenario::Need softened = need("server");
    softened.floor = Share{0.25};
    built.service("names", softened);
    built.service("mail", need("names"), 0.5);
    built.service("portal", all_of({need("names"), need("server")}), 0.5);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const auto cost = graph::inoperability(needs);
    const double one_service = 100 * 0.5 * 24;
    CHECK(cost[node(needs, "o/mail").index()].count() == Approx(one_service));
    CHECK(cost[node(needs, "o/names").index()].count() == Approx(2 * one_service));
    // mail 0.75; portal 0.75 by way of names, and 1 directly
    CHECK(cost[node(needs, "o/server").index()].count() == Approx(2.5 * one_service));
}

TEST_CASE("inoperability does not see that alternatives have a common cause", "[graph]") {
    Builder built;
    built.organisation("o", 100);
    built.group("server");
    built.service("names-1", need("server"));
    built.service("names-2", need("server"));
    built.service("mail", any_of({need("names-1"), need("names-2")}), 0.5);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    graph::FailureStudy study(needs);
    const graph::Element server = HostGroupId{std::size_t{0}};
    CHECK(graph::inoperability(needs)[0].count() == 0);
    CHECK(study.effect(std::span(&server, 1)).per_day.count() == Approx(1200));
}

TEST_CASE("where needs are all or nothing, inoperability is never less than what a failure does",
          "[graph]") {
    std::mt19937 random(3);
    for (int round = 0; round < 100; ++round) {
        Builder built;
        built.organisation("o", 10);
        for (int g = 0; g < 3; ++g) built.group(fmt::format("n{}", g));
        for (int s = 3; s < 8; ++s) {
            std::vector<scenario::Need> parts;
            const std::size_t count = 1 + random() % 3;
            for (std::size_t p = 0; p < count; ++p) {
                // One in five needs goes upwards, and may close a circle.
                const unsigned limit = random() % 5 == 0 ? 8U : static_cast<unsigned>(s);
                parts.push_back(need(fmt::format("n{}", random() % limit)));
            }
            built.service(fmt::format("n{}", s), all_of(parts), 0.5);
        }
        const Federation federation = built.compile();
        const NeedGraph needs(federation);
        graph::FailureStudy study(needs);
        const auto estimate = graph::inoperability(needs);
        for (std::uint32_t g = 0; g < 3; ++g) {
            const graph::Element failed = HostGroupId{g};
            const auto exact = study.effect(std::span(&failed, 1)).per_day;
            const auto about = estimate[needs.of(HostGroupId{g}).index()];
            CHECK(about.count() >= exact.count() - 1e-6);
        }
    }
}

}  // namespace
}  // namespace kammerspiel::test
