#include "kammerspiel/graph/failure.hpp"

#include <array>
#include <random>

#include "catch.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;
using graph::Effect;
using graph::Element;
using graph::FailureStudy;
using graph::NeedGraph;
using graph::NeedNodeId;
using scenario::Need;

Element element(const Federation& federation, const std::string& name) {
    for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
        if (federation.host_groups[g].name == name) return HostGroupId{g};
    }
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        if (federation.links[l].name == name) return LinkId{l};
    }
    return federation.find_organisation(name).value();
}

std::vector<std::string> names(const Federation& federation, const std::vector<Element>& all) {
    std::vector<std::string> result;
    for (const Element& one : all) result.push_back(graph::name_of(federation, one));
    return result;
}

/// A provider with one server for two chambers; mail there can also come from a second server.
Builder two_chambers() {
    Builder built;
    built.organisation("provider");
    built.group("server");
    built.group("relay-1");
    built.group("relay-2");
    built.service("portal", need("server"));
    built.service("gateway", any_of({need("relay-1"), need("relay-2")}));
    for (const auto& [id, members] : {std::pair{"ulm", 1000}, std::pair{"kiel", 500}}) {
        built.organisation(id, static_cast<std::uint64_t>(members));
        built.group("desks", 10);
        built.link("wan", "provider");
        Need portal = need("provider/portal");
        portal.over = named("wan");
        built.service("register", all_of({need("desks"), portal}), 0.1);
        built.service("mail", need("provider/gateway"), 0.5);
    }
    return built;
}

TEST_CASE("what a provider's server takes down is counted in members of all customers", "[graph]") {
    const Federation federation = two_chambers().compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    const auto effect = [&](const char* name) {
        const Element failed = element(federation, name);
        return study.effect(std::span(&failed, 1));
    };
    // 24 h · 0.1 · 1,500 members
    CHECK(effect("provider/server") == Effect{2, 2, 1500, MemberHours(3600)});
    CHECK(effect("ulm/wan") == Effect{1, 1, 1000, MemberHours(2400)});
    CHECK(effect("kiel/desks") == Effect{1, 1, 500, MemberHours(1200)});
    CHECK(effect("provider/relay-1") == Effect{});
    CHECK(effect("provider") == Effect{4, 2, 1500, MemberHours(3600 + 18000)});
}

TEST_CASE("alternatives fail in pairs", "[graph]") {
    const Federation federation = two_chambers().compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    const auto pairs = graph::pair_failures(study, needs);
    REQUIRE(pairs.worst_first.size() == 1);
    const auto& pair = pairs.worst_first.front();
    CHECK(graph::name_of(federation, pair.first) == "provider/relay-1");
    CHECK(graph::name_of(federation, pair.second) == "provider/relay-2");
    CHECK(pair.beyond == Effect{2, 2, 1500, MemberHours(18000)});
    CHECK(pairs.is_complete);
}

TEST_CASE("each service is told what it hangs on, alike organisations once", "[graph]") {
    const Federation federation = two_chambers().compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    const auto all = graph::dependences(study, needs);
    REQUIRE(all.services.size() == 2);
    CHECK(all.services[0].alike == 2);
    CHECK(names(federation, all.services[0].singles) ==
          std::vector<std::string>{"provider/server", "ulm/desks", "ulm/wan", "provider"});
    CHECK(names(federation, all.services[1].singles) == std::vector<std::string>{"provider"});
}

TEST_CASE("a running circle stays up, and falls as a whole", "[graph]") {
    Builder built;
    built.organisation("ulm", 10);
    built.group("server");
    built.service("names", all_of({need("server"), need("logins")}), 0.1);
    built.service("logins", need("names"), 0.1);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    CHECK(study.effect({}) == Effect{});
    const Element server = element(federation, "ulm/server");
    CHECK(study.effect(std::span(&server, 1)).services == 2);
}

TEST_CASE("a floor, a share that is enough and a lasting workaround soften a failure", "[graph]") {
    Builder built;
    built.organisation("ulm", 100);
    built.group("server");
    Need softened = need("server");
    softened.floor = Share{0.4};
    built.service("portal", softened, 1.0);
    built.service("paper", need("server"), 1.0).fallback =
        scenario::Fallback{.name = {}, .capacity = Share{0.75}, .after = hours(24), .at_most = {}};
    built.service("short-paper", need("server"), 1.0).fallback = scenario::Fallback{
        .name = {}, .capacity = Share{0.75}, .after = hours(24), .at_most = hours(48)};
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    const Element server = element(federation, "ulm/server");
    // 100 members · 24 h · (0.6 + 0.25 + 1)
    const Effect effect = study.effect(std::span(&server, 1));
    CHECK(effect.per_day.count() == Approx(4440));
    CHECK(effect.services == 2);
}

/// Random needs over few nodes; some go in circles.
Federation random_federation(std::mt19937& random) {
    Builder built;
    const std::size_t organisations = 1 + random() % 3;
    const auto some_node = [&](std::size_t o) {
        const std::size_t of = random() % (o + 1);
        const char* kind = random() % 2 == 0 ? "g" : "s";
        return fmt::format("o{}/{}{}", of, kind, random() % 3);
    };
    for (std::size_t o = 0; o < organisations; ++o) {
        built.organisation(fmt::format("o{}", o), 1 + random() % 100);
        for (int g = 0; g < 3; ++g) built.group(fmt::format("g{}", g));
        for (int s = 0; s < 3; ++s) {
            std::vector<Need> parts;
            const std::size_t count = 1 + random() % 3;
            for (std::size_t p = 0; p < count; ++p) parts.push_back(need(some_node(o)));
            Need all = random() % 2 == 0 ? all_of(parts) : any_of(parts);
            if (random() % 3 == 0) all = all_of({all, need(some_node(o))});
            built.service(fmt::format("s{}", s), all, 0.5);
        }
    }
    return built.compile();
}

/// Levels by looking at everything again and again.
std::vector<bool> brute_force(const NeedGraph& needs, const std::vector<NeedNodeId>& failed) {
    const Federation& federation = needs.federation();
    std::vector<bool> up(needs.size(), true);
    for (const NeedNodeId node : failed) up[node.index()] = false;
    struct Reader {
        const NeedGraph& needs;
        OrganisationId id;
        const std::vector<bool>& up;
        std::span<const NeedNode> nodes;
        std::size_t at = 0;
        bool next() {
            const NeedNode& node = nodes[at++];
            if (node.op == Need::Op::reference) return up[needs.global(id, node.of).index()];
            bool all = true;
            bool any = false;
            for (std::uint32_t c = 0; c < node.children; ++c) {
                const bool child = next();
                all = all && child;
                any = any || child;
            }
            return node.op == Need::Op::all_of ? all : any;
        }
    };
    for (bool changes = true; changes;) {
        changes = false;
        for (std::uint32_t n = 0; n < needs.size(); ++n) {
            const OrganisationId id = needs.organisation(NeedNodeId{n});
            const auto nodes = federation.need(federation.needs_of(id, needs.local(NeedNodeId{n})));
            if (!up[n] || nodes.empty()) continue;
            if (Reader{needs, id, up, nodes}.next()) continue;
            up[n] = false;
            changes = true;
        }
    }
    return up;
}

TEST_CASE("single failures and pairs of random federations are those that trying all finds",
          "[graph]") {
    std::mt19937 random(11);
    for (int round = 0; round < 150; ++round) {
        const Federation federation = random_federation(random);
        const NeedGraph needs(federation);
        FailureStudy study(needs);
        const auto down = [&](const std::vector<NeedNodeId>& failed) {
            const auto up = brute_force(needs, failed);
            std::vector<ServiceId> result;
            for (std::uint32_t s = 0; s < federation.services.size(); ++s) {
                if (!up[needs.of(ServiceId{s}).index()]) result.push_back(ServiceId{s});
            }
            return result;
        };
        std::size_t pairs = 0;
        for (std::uint32_t a = 0; a < federation.host_groups.size(); ++a) {
            const Element one = HostGroupId{a};
            const auto alone = down({needs.of(HostGroupId{a})});
            CHECK(study.services_down(std::span(&one, 1)) == alone);
            for (std::uint32_t b = a + 1; b < federation.host_groups.size(); ++b) {
                const std::array<Element, 2> both{one, HostGroupId{b}};
                const auto together = down({needs.of(HostGroupId{a}), needs.of(HostGroupId{b})});
                CHECK(study.services_down(both) == together);
                auto apart = alone;
                const auto other = down({needs.of(HostGroupId{b})});
                apart.insert(apart.end(), other.begin(), other.end());
                std::sort(apart.begin(), apart.end());
                apart.erase(std::unique(apart.begin(), apart.end()), apart.end());
                if (together.size() > apart.size()) ++pairs;
            }
        }
        CHECK(graph::pair_failures(study, needs).worst_first.size() == pairs);
    }
}

TEST_CASE("a pair is found where the service lies behind the part that has alternatives",
          "[graph]") {
    Builder built;
    built.organisation("o", 100);
    built.group("a1");
    built.group("a2");
    built.service("both", Need{.op = Need::Op::weighted,
                               .of = {},
                               .children = {need("a1"), need("a2")},
                               .weights = {Share{0.5}, Share{0.5}}});
    Need half = need("both");
    half.enough = Share{0.5};
    built.service("mail", half, 0.5);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    const auto pairs = graph::pair_failures(study, needs);
    REQUIRE(pairs.worst_first.size() == 1);
    CHECK(pairs.worst_first[0].beyond.services == 1);
}

TEST_CASE("a workaround begins only where the level falls below what counts as up", "[graph]") {
    Builder built;
    built.organisation("o", 100);
    built.group("server");
    Need softened = need("server");
    softened.floor = Share{0.6};
    auto& service = built.service("portal", softened, 1.0);
    service.up_from = Share{0.3};
    service.fallback =
        scenario::Fallback{.name = {}, .capacity = Share{0.8}, .after = hours(1), .at_most = {}};
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    const Element server = element(federation, "o/server");
    CHECK(study.effect(std::span(&server, 1)).per_day.count() == Approx(100 * 24 * 0.4));
}

TEST_CASE("weights of thirds make up the whole", "[graph]") {
    Builder built;
    built.organisation("o", 100);
    for (const char* name : {"a", "b", "c"}) built.group(name);
    built.service("portal",
                  Need{.op = Need::Op::weighted,
                       .of = {},
                       .children = {need("a"), need("b"), need("c")},
                       .weights = {Share{1.0 / 3}, Share{1.0 / 3}, Share{1.0 / 3}}},
                  1.0);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    FailureStudy study(needs);
    CHECK(study.intact(needs.of(ServiceId{std::size_t{0}})) == 1'000'000);
}

}  // namespace
}  // namespace kammerspiel::test
