#include "kammerspiel/federation/scope.hpp"

#include "catch.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;

std::vector<std::string> groups(const Federation& federation, const std::vector<bool>& chosen) {
    std::vector<std::string> names;
    for (std::size_t g = 0; g < chosen.size(); ++g) {
        if (chosen[g]) names.push_back(federation.host_groups[g].name);
    }
    return names;
}

scenario::Scope of_service(const std::string& name) {
    scenario::Scope scope;
    scope.service = named(name);
    return scope;
}

/// Mail of ulm needs its app over the wan, which runs over a router, and the provider's relay; the
/// provider's relay needs its directory. Nobody needs the spare.
Builder ulm_and_its_provider() {
    Builder built;
    built.organisation("gfi");
    built.group("relays").needs = need("directory");
    built.group("directory");
    built.group("spare");
    built.service("relay", need("relays"));
    built.organisation("ulm");
    built.group("app");
    built.group("router");
    built.group("spare");
    built.link("wan", "gfi").needs = need("router");
    auto over_the_wan = need("gfi/relay");
    over_the_wan.over = named("wan");
    built.service("mail", all_of({need("app"), over_the_wan}));
    return built;
}

TEST_CASE("the scope of a service holds all that it needs, through links and at others",
          "[federation][scope][rule-31]") {
    const Federation federation = ulm_and_its_provider().compile();
    const Scope scope = resolve(federation, of_service("mail"));
    CHECK(groups(federation, scope.host_groups) ==
          std::vector<std::string>{"gfi/relays", "gfi/directory", "ulm/app", "ulm/router"});
    CHECK(scope.only == Scope::Only::anyone);
}

TEST_CASE("an organisation and hosts narrow the scope of a service", "[federation][scope]") {
    const Federation federation = ulm_and_its_provider().compile();
    auto at_home = of_service("mail");
    at_home.kind = scenario::Scope::Kind::organisation;
    at_home.which = named("ulm");
    CHECK(groups(federation, resolve(federation, at_home).host_groups) ==
          std::vector<std::string>{"ulm/app", "ulm/router"});
    at_home.hosts.group = named("router");
    CHECK(groups(federation, resolve(federation, at_home).host_groups) ==
          std::vector<std::string>{"ulm/router"});
    CHECK(resolve(federation, at_home).organisations == std::vector<bool>{false, true});
}

TEST_CASE("who is affected is left open, all else is resolved", "[federation][scope]") {
    const Federation federation = ulm_and_its_provider().compile();
    scenario::Scope affected;
    affected.kind = scenario::Scope::Kind::affected_organisation;
    affected.hosts.group = named("spare");
    const Scope scope = resolve(federation, affected);
    CHECK(scope.only == Scope::Only::affected_organisations);
    CHECK(groups(federation, scope.host_groups) ==
          std::vector<std::string>{"gfi/spare", "ulm/spare"});
    affected.kind = scenario::Scope::Kind::affected_region;
    CHECK(resolve(federation, affected).only == Scope::Only::affected_regions);
}

TEST_CASE("links of a scope are those whose own end lies in it", "[federation][scope]") {
    const Federation federation = ulm_and_its_provider().compile();
    CHECK(links_of(federation, {false, true}, "wan") == std::vector<bool>{true});
    CHECK(links_of(federation, {true, false}, "wan") == std::vector<bool>{false});
    CHECK(links_of(federation, {true, true}, "uplink") == std::vector<bool>{false});
}

}  // namespace
}  // namespace kammerspiel::test
