#include "kammerspiel/federation/attack.hpp"

#include "catch.hpp"
#include "kammerspiel/scenario/scenario.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;

scenario::Selector in_group(const std::string& name) {
    scenario::Selector selector;
    selector.group = named(name);
    return selector;
}

/// Two customers of a provider, one joined with it twice; the second link belongs to the provider.
Builder customers() {
    Builder built;
    built.organisation("gfi");
    built.group("servers", 3);
    built.link("wan", "ulm");
    built.organisation("ulm");
    built.group("desks", 20);
    built.group("none", 0);
    built.link("wan", "gfi");
    built.organisation("kiel");
    built.group("desks", 30);
    built.link("vpn", "gfi");
    return built;
}

scenario::Route over(const std::string& link) {
    scenario::Route route;
    route.over = named(link);
    return route;
}

TEST_CASE("a route over a link leads to the other end, whichever end owns the link",
          "[federation][attack]") {
    const Federation federation = customers().compile();
    const Route route = resolve(federation, over("wan"), 4);
    CHECK(route.number == 4);
    CHECK(route.crosses);
    CHECK(route.targets[0].groups == std::vector{HostGroupId{std::size_t{1}}});
    CHECK(route.targets[0].hosts() == 20);  // groups without hosts are no targets
    CHECK(route.targets[1].groups == std::vector{HostGroupId{std::size_t{0}}});
    CHECK(route.targets[2].empty());
}

TEST_CASE("closing any link between two organisations closes the way", "[federation][attack]") {
    const Federation federation = customers().compile();
    const Route route = resolve(federation, over("wan"), 0);
    const OrganisationId gfi{std::size_t{0}}, ulm{std::size_t{1}}, kiel{std::size_t{2}};
    const auto links = route.between(ulm, gfi);
    REQUIRE(links.size() == 2);
    CHECK(federation.links[links[0].link.index()].name == "gfi/wan");
    CHECK(federation.links[links[1].link.index()].name == "ulm/wan");
    CHECK(route.between(gfi, kiel).empty());
}

TEST_CASE("a route within organisations leads to no other; one to itself nowhere else",
          "[federation][attack]") {
    const Federation federation = customers().compile();
    scenario::Route written;
    written.to = in_group("desks");
    const Route route = resolve(federation, written, 0);
    CHECK_FALSE(route.crosses);
    CHECK(route.targets[0].empty());
    CHECK(route.targets[1].hosts() == 20);
    CHECK(route.targets[2].hosts() == 30);
    written.to_itself = true;
    const Route itself = resolve(federation, written, 0);
    for (const Targets& targets : itself.targets) CHECK(targets.empty());
}

TEST_CASE("an entry is for those attackers that it names, or for all", "[federation][attack]") {
    Builder built = customers();
    for (const char* name : {"crew", "worm"}) {
        built.scenario.attackers.emplace_back().name = named(name);
    }
    built.scenario.entries.resize(2);
    built.scenario.entries[0].at = in_group("desks");
    built.scenario.entries[1].attackers = {named("worm")};
    const auto entries = entries_of(built.scenario, built.compile());
    CHECK(entries[0].attackers == std::vector<bool>{true, true});
    CHECK(entries[0].at.hosts() == 50);
    CHECK(entries[1].attackers == std::vector<bool>{false, true});
    CHECK(entries[1].at.hosts() == 53);
}

TEST_CASE("a technique stands for the routes that use it", "[federation][attack]") {
    scenario::AttackerProfile profile;
    for (const char* technique : {"T1", "T2", "T1"}) {
        profile.routes.emplace_back().technique = technique;
    }
    CHECK(routes_by(profile, "T1") == std::vector<std::uint32_t>{0, 2});
    CHECK(routes_by(profile, "T3").empty());
}

}  // namespace
}  // namespace kammerspiel::test
