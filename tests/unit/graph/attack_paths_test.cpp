#include "kammerspiel/graph/attack_paths.hpp"

#include <algorithm>

#include "built_attack.hpp"
#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::test {
namespace {

using federation::Federation;
using graph::AssetKind;
using graph::AssetPaths;
using scenario::HostKind;
using scenario::Integrity;

const AssetPaths* find(const graph::EntryPaths& paths, AssetKind kind, const std::string& name,
                       std::size_t organisations) {
    for (const AssetPaths& line : paths.assets) {
        if (line.kind == kind && line.local_name == name &&
            line.organisations.size() == organisations) {
            return &line;
        }
    }
    return nullptr;
}

TEST_CASE("the time of one step is geometric in its attempts", "[graph]") {
    AttackBuilder built;
    built.organisation("a", 10);
    built.group("office");
    built.group("directory", 1, HostKind::identity);
    built.attacker("x");
    built.route("move", {}, hosts("", "directory"), 1, 0.5);
    built.entry(hosts("a", "office"));
    const auto paths = graph::attack_paths(built.scenario, built.compile(), {.samples = 20'000});
    REQUIRE(paths.at(0).entries.at(0).assets.size() == 1);
    const auto& path = paths[0].entries[0].assets[0].fastest;
    REQUIRE(path.steps.size() == 1);
    CHECK(path.at_first_try.value() == 0.5);
    CHECK(path.mean == hours(2));
    CHECK(path.p90 == hours(4));
    CHECK(path.p50 <= hours(2));
    CHECK(path.within_1_day.value() > 0.999);
}

TEST_CASE("the fastest way need not be the likeliest", "[graph]") {
    AttackBuilder built;
    built.organisation("a", 10);
    built.group("office");
    built.group("servers");
    built.group("directory", 1, HostKind::identity);
    built.attacker("x");
    built.route("bold", hosts("", "office"), hosts("", "directory"), 1, 0.1);
    built.route("first", hosts("", "office"), hosts("", "servers"), 20, 0.9);
    built.route("second", hosts("", "servers"), hosts("", "directory"), 20, 0.9);
    built.entry(hosts("a", "office"));
    const auto paths = graph::attack_paths(built.scenario, built.compile());
    const AssetPaths* line = find(paths[0].entries[0], AssetKind::identity, "directory", 1);
    REQUIRE(line != nullptr);
    CHECK(line->fastest.steps.size() == 1);
    CHECK(line->likeliest.steps.size() == 2);
    CHECK(line->likeliest.at_first_try.value() == Approx(0.81));
    REQUIRE(line->further.size() == 1);
    CHECK(line->further[0].steps == line->likeliest.steps);
}

TEST_CASE("what every way runs through is told from what only the best one does", "[graph]") {
    AttackBuilder built;
    built.organisation("a", 10);
    built.group("office");
    built.group("gate");
    built.group("left");
    built.group("right");
    built.group("directory", 1, HostKind::identity);
    built.attacker("x");
    built.route("1", hosts("", "office"), hosts("", "gate"), 1);
    built.route("2", hosts("", "gate"), hosts("", "left"), 1);
    built.route("3", hosts("", "gate"), hosts("", "right"), 5);
    built.route("4", hosts("", "left"), hosts("", "directory"), 1);
    built.route("5", hosts("", "right"), hosts("", "directory"), 1);
    built.entry(hosts("a", "office"));
    const Federation federation = built.compile();
    const auto entry = graph::attack_paths(built.scenario, federation)[0].entries[0];
    REQUIRE(entry.choke_points.size() == 2);
    for (const auto& point : entry.choke_points) {
        REQUIRE(point.group);
        const bool is_gate = federation.host_groups[point.group->index()].local_name == "gate";
        CHECK(point.share.value() == 1);
        CHECK(point.assets_behind == (is_gate ? 1U : 0U));
        CHECK(point.members_behind == (is_gate ? 10U : 0U));
    }
}

TEST_CASE("an asset that only several credentials together open is said to be", "[graph]") {
    // The way to the vault needs the servers' credentials, the way on the office's again.
    AttackBuilder built;
    built.organisation("a", 10);
    built.group("office").realm = named("one");
    built.group("servers").realm = named("two");
    built.group("vault").realm = named("two");
    built.group("directory", 1, HostKind::identity).realm = named("one");
    built.group("backup", 1, HostKind::backup);
    built.attacker("x");
    built.route_to_itself("take-1", hosts("", "office"), 1).yields_credentials = true;
    built.route_to_itself("take-2", hosts("", "servers"), 1).yields_credentials = true;
    built.route("1", hosts("", "office"), hosts("", "servers"), 1);
    built.route("2", hosts("", "servers"), hosts("", "vault"), 1).needs_credentials = true;
    built.route("3", hosts("", "vault"), hosts("", "directory"), 1).needs_credentials = true;
    built.entry(hosts("a", "office"));
    const auto entry = graph::attack_paths(built.scenario, built.compile())[0].entries[0];
    CHECK(entry.assets.empty());
    REQUIRE(entry.out_of_reach.size() == 2);
    for (const auto& out : entry.out_of_reach) {
        CHECK(out.organisations == 1);
        CHECK(out.reachable_otherwise == (out.kind == AssetKind::identity ? 1U : 0U));
    }
}

TEST_CASE("ihk-2022: the provider's directory falls over the provider's own credentials",
          "[graph]") {
    Diagnostics diagnostics;
    const auto loaded =
        scenario::load(KAMMERSPIEL_ROOT "/scenarios/ihk-2022/scenario.yaml", diagnostics);
    REQUIRE(loaded.scenario);
    const Federation federation = federation::compile(*loaded.scenario);
    const auto all = graph::attack_paths(*loaded.scenario, federation, {.samples = 200});
    REQUIRE(all.size() == 3);
    const auto& spies = all[0].entries.at(0);
    const AssetPaths* provider = find(spies, AssetKind::identity, "directory", 1);
    REQUIRE(provider != nullptr);
    CHECK(federation.host_groups[provider->falls.index()].name == "gfi/directory");
    CHECK(provider->members == federation.members());
    std::vector<std::string> techniques;
    for (const auto& step : provider->fastest.steps) {
        techniques.push_back(loaded.scenario->attackers[0].routes[step.route].technique);
    }
    CHECK(techniques == std::vector<std::string>{"T1068", "T1003", "T1021.002", "T1068"});
    CHECK(provider->further.size() == 2);
    const AssetPaths* chambers = find(spies, AssetKind::identity, "directory", 79);
    REQUIRE(chambers != nullptr);
    CHECK(chambers->fastest.mean > provider->fastest.mean);
    REQUIRE_FALSE(spies.choke_points.empty());
    const auto& narrowest = spies.choke_points[0];
    REQUIRE(narrowest.realm);
    CHECK(federation.realms[narrowest.realm->index()] == "gfi/own");
    CHECK(narrowest.share.value() == 1);
    CHECK(narrowest.assets_behind == spies.asset_groups);
    // Spies of this profile have no way to the backups; the ransomware crew has.
    CHECK(std::any_of(spies.out_of_reach.begin(), spies.out_of_reach.end(),
                      [](const auto& out) { return out.kind == AssetKind::backup; }));
    CHECK(find(all[1].entries.at(0), AssetKind::backup, "backup", 79) != nullptr);
    CHECK(find(all[1].entries.at(0), AssetKind::backup, "backup-servers", 1) != nullptr);
}

}  // namespace
}  // namespace kammerspiel::test
