#include "kammerspiel/graph/analysis.hpp"

#include <algorithm>

#include "built_attack.hpp"
#include "catch.hpp"

namespace kammerspiel::test {
namespace {

using namespace federation;
using graph::CutTarget;
using graph::NeedGraph;
using scenario::HostKind;

/// From desks to either of two servers that stand in for each other, and from these to the
/// directory.
AttackBuilder two_servers() {
    AttackBuilder built;
    built.scenario.horizon = spans_of_24h(30);
    built.organisation("o", 100);
    built.group("desks", 10, HostKind::workstation);
    built.group("server-1");
    built.group("server-2");
    built.group("directory", 1, HostKind::identity);
    built.service("mail", any_of({need("server-1"), need("server-2")}), 1.0);
    built.attacker("crew");
    built.route("to-1", hosts("o", "desks"), hosts("o", "server-1"), 1);
    built.route("to-2", hosts("o", "desks"), hosts("o", "server-2"), 1);
    built.route("on-1", hosts("o", "server-1"), hosts("o", "directory"), 1);
    built.route("on-2", hosts("o", "server-2"), hosts("o", "directory"), 1);
    built.entry(hosts("o", "desks"));
    return built;
}

TEST_CASE("a cut costs what all of its parts cost together, not one by one", "[graph]") {
    const AttackBuilder built = two_servers();
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const auto analysed = graph::analyse_needs(built.scenario, needs);
    CHECK(analysed.singles.cost_of_group[1] == MemberHours{});
    const auto attacks = graph::analyse_attacks(built.scenario, needs, analysed.singles);
    const auto cut = std::find_if(attacks.cuts.begin(), attacks.cuts.end(), [](const auto& one) {
        return one.target == CutTarget::identity;
    });
    REQUIRE(cut != attacks.cuts.end());
    REQUIRE(cut->by_links.outcome == graph::AttackCut::Outcome::found);
    CHECK(cut->by_links.host_groups.size() == 2);
    CHECK(cut->by_links.per_day.count() == Approx(100 * 24));
    CHECK_FALSE(cut->by_links.is_least);
}

TEST_CASE("attackers are told in the order of the scenario, however many threads look at them",
          "[graph]") {
    AttackBuilder built = two_servers();
    built.attacker("second");
    built.route("to-1", hosts("o", "desks"), hosts("o", "server-1"), 2);
    const Federation federation = built.compile();
    const NeedGraph needs(federation);
    const auto singles = graph::analyse_needs(built.scenario, needs).singles;
    const auto attacks = graph::analyse_attacks(built.scenario, needs, singles);
    REQUIRE(attacks.paths.size() == 2);
    CHECK(attacks.paths[0].profile == 0);
    CHECK(attacks.paths[1].profile == 1);
    CHECK(std::is_sorted(attacks.cuts.begin(), attacks.cuts.end(),
                         [](const auto& a, const auto& b) { return a.profile < b.profile; }));
    const auto fall = graph::time_to_fall(federation, attacks.paths);
    REQUIRE(fall.size() == 1);
    REQUIRE(fall[0]);
    CHECK(*fall[0] == hours(2));
}

}  // namespace
}  // namespace kammerspiel::test
