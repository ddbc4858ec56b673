#include "catch.hpp"
#include "kammerspiel/federation/selector.hpp"
#include "small_federation.hpp"

// Expected indices are counted by hand from the sketch in small_federation.hpp.

namespace kammerspiel::test {
namespace {

using namespace federation;
using scenario::HostKind;
using scenario::Name;
using scenario::Need;
using scenario::Selector;

constexpr OrganisationId gfi{std::size_t{0}};
constexpr OrganisationId ulm{std::size_t{1}};
constexpr OrganisationId kiel{std::size_t{2}};

std::vector<std::string> names(const Federation& federation, const Selector& selector) {
    std::vector<std::string> all;
    for (const HostGroupId id : select(federation, selector)) {
        all.push_back(federation.host_groups[id.index()].name);
    }
    return all;
}

TEST_CASE("parts of organisations lie one after the other in one table each", "[federation]") {
    const Federation compiled = compile(small_federation());
    REQUIRE(compiled.organisations.size() == 3);
    // Groups 2 + 2 + 2, services 2 + 2 + 1, links 1 + 1 + 0, crews 1 + 0 + 0.
    const auto ranges_of = [&](OrganisationId id) {
        const Organisation& o = compiled.of(id);
        return std::vector<std::uint32_t>{
            o.host_groups.first, o.host_groups.count, o.services.first, o.services.count,
            o.links.first,       o.links.count,       o.crews.first,    o.crews.count};
    };
    CHECK(ranges_of(gfi) == std::vector<std::uint32_t>{0, 2, 0, 2, 0, 1, 0, 1});
    CHECK(ranges_of(ulm) == std::vector<std::uint32_t>{2, 2, 2, 2, 1, 1, 1, 0});
    CHECK(ranges_of(kiel) == std::vector<std::uint32_t>{4, 2, 4, 1, 2, 0, 1, 0});
    CHECK(compiled.host_groups[2].name == "ulm/desks");
    CHECK(compiled.host_groups[2].local_name == "desks");
    CHECK(compiled.host_groups[2].organisation == ulm);
    CHECK(compiled.services[3].name == "ulm/register");
    CHECK(compiled.hosts() == 3 + 2 + 20 + 1 + 30);
    CHECK(compiled.members() == 3000);
    CHECK(compiled.find_organisation("kiel") == kiel);
    CHECK_FALSE(compiled.find_organisation("bonn"));
}

TEST_CASE("regions are numbered by their codes, whatever the order of organisations",
          "[federation]") {
    const Federation compiled = compile(small_federation());
    // DE-BW, DE-NW, DE-SH
    REQUIRE(compiled.regions.size() == 3);
    CHECK(compiled.regions[0].code == "DE-BW");
    CHECK(compiled.regions[2].code == "DE-SH");
    CHECK(compiled.of(gfi).region.value == 1);
    CHECK(compiled.of(ulm).region.value == 0);
    CHECK(compiled.of(kiel).region.value == 2);
}

TEST_CASE("nodes are groups, then services, then links, then views", "[federation]") {
    const Federation compiled = compile(small_federation());
    // ulm: desks 0, directory 1, post 2, register 3, wan 4; views gfi/portal 5, gfi/mail 6 in the
    // order in which gfi has them, whichever of them needs name first.
    CHECK(compiled.of(ulm).nodes() == 7);
    const std::vector<std::string> expected{"ulm/desks",    "ulm/directory", "ulm/post",
                                            "ulm/register", "ulm/wan",       "gfi/portal",
                                            "gfi/mail"};
    for (std::uint32_t i = 0; i < expected.size(); ++i) {
        CHECK(compiled.name_of(ulm, NodeIndex{i}) == expected[i]);
    }
    CHECK(compiled.meaning(ulm, NodeIndex{4U}).kind == NodeMeaning::Kind::link);
    CHECK(compiled.meaning(ulm, NodeIndex{6U}).position == 1);
    CHECK(compiled.of(gfi).views == 0);
    CHECK(compiled.views_of(kiel).size() == 1);
}

TEST_CASE("a need becomes its tree in prefix order", "[federation]") {
    const Federation compiled = compile(small_federation());
    const auto post = compiled.need(compiled.services[2].needs);
    // all_of(desks, gfi/mail)
    REQUIRE(post.size() == 3);
    CHECK(post[0].op == Need::Op::all_of);
    CHECK(post[0].children == 2);
    CHECK(post[0].size == 3);
    CHECK(post[1].of.value == 0);
    CHECK(post[1].enough == 800'000);
    CHECK(post[1].counts == NeedNode::Counts::always);
    CHECK(post[2].of.value == 6);
    REQUIRE(post[2].over);
    CHECK(post[2].over->value == 4);
    CHECK(post[2].grace == hours(2));
    CHECK(post[2].grace_slot == 0U);
    CHECK(post[2].counts == NeedNode::Counts::running);  // the service starts without it
    CHECK(compiled.of(ulm).grace_slots == 1);

    // any_of(at_least 2 (directory, gfi/portal, gfi/mail), weighted(desks 0.7, directory 0.3))
    const auto either = compiled.need(compiled.services[3].needs);
    REQUIRE(either.size() == 8);
    std::vector<std::uint32_t> sizes;
    for (const NeedNode& node : either) sizes.push_back(node.size);
    CHECK(sizes == std::vector<std::uint32_t>{8, 4, 1, 1, 1, 3, 1, 1});
    CHECK(either[1].op == Need::Op::at_least);
    CHECK(either[1].at_least == 2);
    CHECK(either[3].of.value == 5);
    CHECK(either[3].floor == 300'000);
    CHECK(either[4].of.value == 6);  // the same view as above
    CHECK(either[4].counts == NeedNode::Counts::always);
    CHECK(either[5].op == Need::Op::weighted);
    CHECK(compiled.weights.at(either[5].first_weight) == 700'000);
    CHECK(compiled.weights.at(either[5].first_weight + 1) == 300'000);

    const auto start = compiled.need(compiled.services[4].needs);
    CHECK(start[2].counts == NeedNode::Counts::to_start);
}

TEST_CASE("who depends on a node is found both at home and elsewhere", "[federation]") {
    const Federation compiled = compile(small_federation());
    const auto dependents = [&](OrganisationId id, std::uint32_t node) {
        const auto span = compiled.dependents_of(id, NodeIndex{node});
        return std::vector<std::uint32_t>(span.begin(), span.end());
    };
    CHECK(dependents(ulm, 0) == std::vector<std::uint32_t>{2, 3});  // desks: post, register
    CHECK(dependents(ulm, 1) == std::vector<std::uint32_t>{0, 3});  // directory: desks, register
    CHECK(dependents(ulm, 4) == std::vector<std::uint32_t>{2});     // wan: post
    CHECK(dependents(ulm, 5) == std::vector<std::uint32_t>{3});     // gfi/portal
    CHECK(dependents(ulm, 6) == std::vector<std::uint32_t>{2, 3});  // gfi/mail
    CHECK(dependents(gfi, 1) == std::vector<std::uint32_t>{3, 4});  // relays: mail, uplink
    CHECK(dependents(ulm, 2).empty());
    // gfi: portal is node 2, mail node 3. Ulm's views of portal and mail are its nodes 5 and 6,
    // Kiel's of portal its node 3 (desks 0, empty 1, post 2).
    const auto told = compiled.subscribers_of(gfi);
    REQUIRE(told.size() == 3);
    const auto is = [](const Subscriber& s, std::uint32_t node, OrganisationId who,
                       std::uint32_t view) {
        return s.node.value == node && s.organisation == who && s.view.value == view;
    };
    CHECK(is(told[0], 2, ulm, 5));
    CHECK(is(told[1], 2, kiel, 3));
    CHECK(is(told[2], 3, ulm, 6));
    CHECK(compiled.subscribers_of(ulm).empty());
}

TEST_CASE("a service never starts quicker than a pulse goes there and back", "[federation]") {
    auto scenario = small_federation();
    scenario.coordination_latency = minutes(1);
    const Federation compiled = compile(scenario);
    CHECK(compiled.services[2].start_time == minutes(2));  // 30 s as written
    CHECK(compiled.services[3].start_time == minutes(5));  // as it is without being written
}

TEST_CASE("a realm called own is one for each organisation, another is shared", "[federation]") {
    const Federation compiled = compile(small_federation());
    const auto realm_of = [&](std::size_t group) {
        const auto realm = compiled.host_groups[group].realm;
        return realm ? compiled.realms[realm->index()] : std::string();
    };
    CHECK(realm_of(0).empty());
    CHECK(realm_of(2) == "ulm/own");
    CHECK(realm_of(3) == "ulm/own");
    CHECK(realm_of(4) == "shared");
}

TEST_CASE("links lead to an organisation or to the internet, and may need something",
          "[federation]") {
    const Federation compiled = compile(small_federation());
    REQUIRE(compiled.links.size() == 2);
    CHECK(compiled.links[0].name == "gfi/uplink");
    CHECK_FALSE(compiled.links[0].to);
    CHECK(compiled.need(compiled.links[0].needs).size() == 1);
    CHECK(compiled.links[1].to == gfi);
    CHECK(compiled.need(compiled.links[1].needs).empty());
}

TEST_CASE("crews know what they can work on: every kind where nothing is said", "[federation]") {
    auto scenario = small_federation();
    const HostKinds kinds = compile(scenario).crews.at(0).kinds;
    CHECK(kinds.contains(HostKind::server));
    CHECK(kinds.contains(HostKind::identity));
    CHECK_FALSE(kinds.contains(HostKind::workstation));
    scenario.organisations[0].crews[0].kinds.clear();
    CHECK(compile(scenario).crews.at(0).kinds == HostKinds::all());
}

TEST_CASE("a selector chooses by organisation, region, zone, group, tag and kind",
          "[federation][selector]") {
    const Federation compiled = compile(small_federation());
    using All = std::vector<std::string>;
    // Groups without hosts are never chosen: kiel/empty.
    CHECK(names(compiled, {}) ==
          All{"gfi/servers", "gfi/relays", "ulm/desks", "ulm/directory", "kiel/desks"});
    CHECK(names(compiled, {.organisation = Name{"ulm", {}}}) == All{"ulm/desks", "ulm/directory"});
    CHECK(names(compiled, {.region = Name{"DE-SH", {}}}) == All{"kiel/desks"});
    CHECK(names(compiled, {.zone = Name{"core", {}}}) == All{"gfi/servers", "ulm/directory"});
    CHECK(names(compiled, {.group = Name{"desks", {}}}) == All{"ulm/desks", "kiel/desks"});
    CHECK(names(compiled, {.tag = Name{"crown", {}}}) == All{"ulm/desks"});
    CHECK(names(compiled, {.kinds = {HostKind::identity, HostKind::server}}) ==
          All{"gfi/servers", "gfi/relays", "ulm/directory"});
    CHECK(names(compiled, {.region = Name{"DE-BW", {}}, .kinds = {HostKind::identity}}) ==
          All{"ulm/directory"});
    CHECK(names(compiled, {.organisation = Name{"ulm", {}}, .region = Name{"DE-SH", {}}}).empty());
}

TEST_CASE("a name that leads nowhere breaks the model, as the loader would have refused it",
          "[federation]") {
    auto scenario = small_federation();
    scenario.organisations[2].services[0].needs.children[0].of.text = "deskz";
    CHECK_THROWS_AS(compile(scenario), BrokenModel);
    scenario = small_federation();
    scenario.organisations[2].services[0].needs.children[0].of.text = "bonn/desks";
    CHECK_THROWS_AS(compile(scenario), BrokenModel);
}

TEST_CASE("a need of one's own by its full name is no view", "[federation]") {
    auto scenario = small_federation();
    scenario.organisations[2].services[0].needs.children[0].of.text = "kiel/desks";
    const Federation compiled = compile(scenario);
    CHECK(compiled.need(compiled.services[4].needs)[1].of.value == 0);
    CHECK(compiled.of(kiel).views == 1);
}

}  // namespace
}  // namespace kammerspiel::test
