#include "kammerspiel/graph/separation.hpp"

#include <random>
#include <set>

#include "catch.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;
using graph::Separation;

std::string name_of(const Federation& federation, const Separation& separation) {
    return separation.organisation ? federation.of(*separation.organisation).id
                                   : federation.links[separation.link->index()].name;
}

/// Organisations that can reach the internet, without one organisation and one link.
std::set<std::size_t> in_reach(const Federation& federation, const Separation& without) {
    const std::size_t internet = federation.organisations.size();
    std::set<std::size_t> reached{internet};
    for (bool grows = true; grows;) {
        grows = false;
        for (std::size_t l = 0; l < federation.links.size(); ++l) {
            const Link& link = federation.links[l];
            const std::size_t a = link.organisation.index();
            const std::size_t b = link.to ? link.to->index() : internet;
            if (without.link && without.link->index() == l) continue;
            const auto is_gone = [&](std::size_t v) {
                return without.organisation && without.organisation->index() == v;
            };
            if (is_gone(a) || is_gone(b) || reached.contains(a) == reached.contains(b)) continue;
            reached.insert(a);
            reached.insert(b);
            grows = true;
        }
    }
    reached.erase(internet);
    return reached;
}

TEST_CASE("who has no way out but the provider is cut off with it", "[graph]") {
    Builder built;
    built.organisation("provider", 5);
    built.link("uplink", "");
    built.organisation("ulm", 100);
    built.link("wan", "provider");
    built.organisation("kiel", 30);
    built.link("wan", "provider");
    built.link("own-uplink", "");
    const Federation federation = built.compile();
    const auto found = graph::separations(federation);
    REQUIRE(found.size() == 2);
    CHECK(name_of(federation, found[0]) == "provider");
    CHECK(found[0].organisations_cut_off == 1);
    CHECK(found[0].members_cut_off == 100);
    CHECK(found[0].from_internet);
    CHECK(name_of(federation, found[1]) == "ulm/wan");
    CHECK(found[1].members_cut_off == 100);
}

TEST_CASE("two links between the same two places do not separate them", "[graph]") {
    Builder built;
    built.organisation("provider");
    built.link("uplink", "");
    built.link("second-uplink", "");
    built.organisation("ulm", 100);
    built.link("wan", "provider");
    built.link("second-wan", "provider");
    const auto found = graph::separations(built.compile());
    REQUIRE(found.size() == 1);
    CHECK(found[0].organisation == OrganisationId{std::size_t{0}});
}

TEST_CASE("without an internet the largest part that is left is kept", "[graph]") {
    Builder built;
    built.organisation("middle", 1);
    for (const char* id : {"a", "b", "c"}) {
        built.organisation(id, 10);
        built.link("wan", "middle");
    }
    built.organisation("behind-c", 7);
    built.link("wan", "c");
    const Federation federation = built.compile();
    const auto found = graph::separations(federation);
    REQUIRE_FALSE(found.empty());
    CHECK(name_of(federation, found[0]) == "middle");
    CHECK(found[0].organisations_cut_off == 2);
    CHECK(found[0].members_cut_off == 20);
    CHECK_FALSE(found[0].from_internet);
}

TEST_CASE("separations of random networks are those that trying each one finds", "[graph]") {
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        Builder built;
        const std::size_t organisations = 2 + random() % 9;
        for (std::size_t o = 0; o < organisations; ++o) {
            built.organisation(fmt::format("o{}", o), random() % 50);
            const std::size_t links = o == 0 ? 0 : random() % 3;
            for (std::size_t l = 0; l < links; ++l) {
                built.link(fmt::format("l{}", l), fmt::format("o{}", random() % o));
            }
            if (random() % 3 == 0) built.link("uplink", "");
        }
        const Federation federation = built.compile();
        const auto before = in_reach(federation, {}).size();
        std::map<std::string, std::size_t> expected;
        const auto note = [&](const Separation& tried) {
            std::size_t gone = before - in_reach(federation, tried).size();
            if (tried.organisation &&
                in_reach(federation, {}).contains(tried.organisation->index()))
                --gone;
            if (gone > 0) expected[name_of(federation, tried)] = gone;
        };
        for (std::size_t o = 0; o < organisations; ++o)
            note({.organisation = OrganisationId{o}, .link = {}});
        for (std::size_t l = 0; l < federation.links.size(); ++l)
            note({.organisation = {}, .link = LinkId{l}});
        std::map<std::string, std::size_t> found;
        for (const Separation& s : graph::separations(federation)) {
            if (s.from_internet) found[name_of(federation, s)] = s.organisations_cut_off;
        }
        CHECK(found == expected);
    }
}

}  // namespace
}  // namespace kammerspiel::test
