#include "kammerspiel/federation/link_use.hpp"

#include "catch.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;

/// Mail of ulm needs its app and, over the wan, the provider's relay; print needs the desks alone.
/// The wan needs a router; nobody needs the spare line or the spare hosts.
Federation ulm_and_its_provider() {
    Builder built;
    built.organisation("gfi");
    built.group("relays");
    built.group("spare");
    built.service("relay", need("relays"));
    built.organisation("ulm");
    built.group("app");
    built.group("desks");
    built.group("router");
    built.link("wan", "gfi").needs = need("router");
    built.link("line", "gfi");
    auto over_the_wan = need("gfi/relay");
    over_the_wan.over = named("wan");
    built.service("mail", all_of({need("app"), over_the_wan}));
    built.service("print", need("desks"));
    return built.compile();
}

LinkId link(const Federation& federation, const std::string& name) {
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        if (federation.links[l].name == name) return LinkId{l};
    }
    FAIL("no link " << name);
    return {};
}

std::vector<std::string> names(const Federation& federation, const std::vector<HostGroupId>& all) {
    std::vector<std::string> names;
    for (const HostGroupId id : all) names.push_back(federation.host_groups[id.index()].name);
    return names;
}

std::vector<std::string> links(const Federation& federation, const scenario::Scope& scope) {
    const NeedGraph graph(federation);
    const std::vector<bool> chosen = links_in(graph, scope);
    std::vector<std::string> names;
    for (std::size_t l = 0; l < chosen.size(); ++l) {
        if (chosen[l]) names.push_back(federation.links[l].name);
    }
    return names;
}

TEST_CASE("at the ends of a link lies what is needed by those that use it",
          "[federation][links][rule-32]") {
    const Federation federation = ulm_and_its_provider();
    const NeedGraph graph(federation);
    const auto uses = uses_of(graph, link(federation, "ulm/wan"));
    REQUIRE(uses.size() == 1);
    CHECK(graph.name(uses[0].by) == "ulm/mail");
    CHECK(names(federation, uses[0].groups) ==
          std::vector<std::string>{"gfi/relays", "ulm/app", "ulm/router"});
    CHECK(uses_of(graph, link(federation, "ulm/line")).empty());
    CHECK(groups_joined_by(federation, link(federation, "ulm/line")).size() == 5);
}

TEST_CASE("a scope holds the links of its organisations that have to do with what it names",
          "[federation][links][rule-32]") {
    const Federation federation = ulm_and_its_provider();
    scenario::Scope all;
    CHECK(links(federation, all) == std::vector<std::string>{"ulm/wan", "ulm/line"});
    scenario::Scope provider;
    provider.kind = scenario::Scope::Kind::organisation;
    provider.which = named("gfi");
    CHECK(links(federation, provider).empty());
    scenario::Scope service;
    service.service = named("mail");
    CHECK(links(federation, service) == std::vector<std::string>{"ulm/wan"});
    service.service = named("print");
    CHECK(links(federation, service).empty());
    scenario::Scope hosts;
    hosts.hosts.group = named("app");
    CHECK(links(federation, hosts) == std::vector<std::string>{"ulm/wan"});
    hosts.hosts.group = named("relays");
    CHECK(links(federation, hosts) == std::vector<std::string>{"ulm/wan"});
    hosts.hosts.group = named("desks");
    CHECK(links(federation, hosts).empty());
}

}  // namespace
}  // namespace kammerspiel::test
