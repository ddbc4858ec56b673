#include "kammerspiel/graph/attack_cut.hpp"

#include <algorithm>

#include "analysis/graph/attack_reach.hpp"
#include "analysis/graph/critical_assets.hpp"
#include "analysis/graph/cut_network.hpp"
#include "built_attack.hpp"
#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::test {
namespace {

using federation::Federation;
using federation::HostGroupId;
using federation::LinkId;
using graph::AttackCut;
using graph::Containment;
using graph::CutTarget;
using scenario::HostKind;
using Outcome = AttackCut::Outcome;

const CutTarget all_targets[] = {CutTarget::identity, CutTarget::backup, CutTarget::management,
                                 CutTarget::outside};

TEST_CASE("the textbook's network has the cut that is known", "[graph]") {
    // Cormen et al., figure 26.1: the greatest flow from s to t is 23.
    graph::CutNetwork network;
    enum : std::uint32_t { s, v1, v2, v3, v4, t };
    for (int v = 0; v < 6; ++v) network.add_vertex();
    const std::vector<std::tuple<std::uint32_t, std::uint32_t, double>> arcs{
        {s, v1, 16},  {s, v2, 13}, {v1, v3, 12}, {v2, v1, 4}, {v3, v2, 9},
        {v2, v4, 14}, {v4, v3, 7}, {v3, t, 20},  {v4, t, 4}};
    std::vector<double> cost;
    for (const auto& [from, to, capacity] : arcs) {
        network.add_arc(from, to, static_cast<std::uint32_t>(cost.size()));
        cost.push_back(capacity);
    }
    const auto cut = network.minimum_cut(s, t, cost);
    REQUIRE(cut);
    CHECK(cut->cost_of_arcs == 23);
    CHECK(cut->parts == std::vector<std::uint32_t>{2, 6, 8});
    network.add_arc(s, t);
    CHECK_FALSE(network.minimum_cut(s, t, cost));
}

/// Every set of links and groups, for small federations.
class EverySet {
   public:
    EverySet(const graph::AttackRules& rules, const graph::CutCosts& costs, CutTarget target)
        : rules_(rules), costs_(costs), reach_(graph::reach_of(rules)), target_(target) {
        const Federation& federation = *rules.federation;
        for (std::size_t l = 0; l < federation.links.size(); ++l) links_.emplace_back(l);
        for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
            const HostGroupId group{g};
            if (is_target(group) || is_entry(group)) continue;
            if (reach_.level[g] != scenario::Integrity::clean) groups_.push_back(group);
        }
    }

    std::size_t parts() const { return links_.size() + groups_.size(); }

    bool is_target(HostGroupId group) const {
        const bool is_reached = reach_.level[group.index()] != scenario::Integrity::clean;
        if (!is_reached || is_entry(group)) return false;
        const auto& host_group = rules_.group(group);
        if (target_ == CutTarget::outside) return host_group.organisation.value != 0;
        const HostKind kind = target_ == CutTarget::identity ? HostKind::identity
                              : target_ == CutTarget::backup ? HostKind::backup
                                                             : HostKind::management;
        return host_group.kind == kind;
    }

    bool separates(const Containment& containment) const {
        const auto left = graph::reach_of(rules_, containment);
        for (std::size_t g = 0; g < rules_.federation->host_groups.size(); ++g) {
            const bool is_held = left.level[g] != scenario::Integrity::clean;
            if (is_target(HostGroupId{g}) && is_held) return false;
        }
        return true;
    }

    /// Infinite: there is none.
    double least_cost() const {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t set = 0; set < (std::size_t{1} << parts()); ++set) {
            Containment containment = none();
            double cost = 0;
            for (std::size_t i = 0; i < parts(); ++i) {
                if ((set >> i & 1U) == 0) continue;
                if (i < links_.size()) {
                    containment.closed[links_[i].index()] = true;
                    cost += costs_.links[links_[i].index()].count();
                } else {
                    const HostGroupId group = groups_[i - links_.size()];
                    containment.isolated[group.index()] = true;
                    cost += costs_.host_groups[group.index()].count();
                }
            }
            if (cost < least && separates(containment)) least = cost;
        }
        return least;
    }

    Containment none() const {
        Containment containment;
        containment.closed.assign(rules_.federation->links.size(), false);
        containment.isolated.assign(rules_.federation->host_groups.size(), false);
        containment.blocked.assign(rules_.profile->routes.size(),
                                   std::vector<bool>(rules_.federation->organisations.size()));
        return containment;
    }

    Containment of(const AttackCut& cut) const {
        Containment containment = none();
        for (const LinkId link : cut.links) containment.closed[link.index()] = true;
        for (const HostGroupId g : cut.host_groups) containment.isolated[g.index()] = true;
        for (const auto& block : cut.techniques) {
            for (std::size_t r = 0; r < rules_.routes.size(); ++r) {
                if (rules_.written(rules_.routes[r]).technique != block.technique) continue;
                containment.blocked[rules_.routes[r].number][block.organisation.index()] = true;
            }
        }
        return containment;
    }

   private:
    const graph::AttackRules& rules_;
    const graph::CutCosts& costs_;
    graph::Reach reach_;
    CutTarget target_;
    std::vector<LinkId> links_;
    std::vector<HostGroupId> groups_;

    bool is_entry(HostGroupId group) const {
        const auto& groups = rules_.entries[0].groups;
        return std::find(groups.begin(), groups.end(), group) != groups.end();
    }
};

graph::CutCosts costs_by_lot(std::mt19937& random, const Federation& federation) {
    graph::CutCosts costs;
    const auto one = [&] { return MemberHours{static_cast<double>(random() % 20)}; };
    for (std::size_t l = 0; l < federation.links.size(); ++l) costs.links.push_back(one());
    for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
        costs.host_groups.push_back(one());
    }
    return costs;
}

struct Tally {
    int found = 0, least = 0, cheapest = 0;
};

void check_cuts(std::mt19937& random, const Lot& lot, Tally& tally) {
    const AttackBuilder built = drawn_by_lot(random, lot);
    const Federation federation = built.compile();
    const graph::CutCosts costs = costs_by_lot(random, federation);
    const auto rules = graph::attack_rules(built.scenario, federation, 0);
    const auto cuts = graph::attack_cuts(built.scenario, federation, costs);
    REQUIRE(cuts.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        const EverySet every(rules, costs, all_targets[i]);
        if (every.parts() > 9) continue;
        const double least = every.least_cost();
        const AttackCut& cut = cuts[i].by_links;
        if (cut.outcome == Outcome::impossible) {
            CHECK(least == std::numeric_limits<double>::infinity());
        } else {
            CHECK(every.separates(every.of(cut)));
            CHECK(cut.per_day.count() >= least);
            if (cut.is_least) CHECK(cut.per_day.count() == Approx(least).margin(1e-6));
        }
        if (cut.outcome == Outcome::found && cut.size() > 0) {
            ++tally.found;
            tally.least += cut.is_least ? 1 : 0;
            tally.cheapest += cut.per_day.count() <= least + 1e-6 ? 1 : 0;
        }
        const AttackCut& blocks = cuts[i].by_techniques;
        if (blocks.outcome != Outcome::found) continue;
        CHECK(every.separates(every.of(blocks)));
        CHECK(blocks.per_day.count() <= least + 1e-6);
    }
}

TEST_CASE("cuts through random federations separate, and none is cheaper where that is said",
          "[graph]") {
    std::mt19937 random(3);
    Tally plain;
    const Lot without_credentials{
        .most_groups = 4, .most_routes = 6, .with_credentials = false, .with_foothold = false};
    for (int round = 0; round < 300; ++round) check_cuts(random, without_credentials, plain);
    CHECK(plain.found > 50);
    CHECK(plain.cheapest >= plain.found * 98 / 100);
    CHECK(plain.least >= plain.found / 5);
    Tally full;
    for (int round = 0; round < 300; ++round) {
        check_cuts(random, {.most_groups = 4, .most_routes = 7}, full);
    }
    CHECK(full.found > 30);
    CHECK(full.cheapest > full.found * 9 / 10);
}

TEST_CASE("a cheap link is closed rather than a dear group isolated", "[graph]") {
    AttackBuilder built;
    built.organisation("ulm", 10);
    built.group("office");
    built.organisation("kiel", 30);
    built.group("servers");
    built.group("directory", 1, HostKind::identity);
    built.link("wan", "ulm");
    built.attacker("x");
    built.route("over", {}, hosts("", "servers"), 1).over = named("wan");
    built.route("within", hosts("", "servers"), hosts("", "directory"), 1);
    built.entry(hosts("ulm", "office"));
    const Federation federation = built.compile();
    graph::CutCosts costs{{MemberHours{5}}, {MemberHours{1}, MemberHours{9}, MemberHours{1}}};
    const auto cuts = graph::attack_cuts(built.scenario, federation, costs);
    CHECK(cuts[0].groups == 1);
    CHECK(cuts[0].members == 30);
    CHECK(cuts[0].by_links.links == std::vector<LinkId>{LinkId{std::size_t{0}}});
    CHECK(cuts[0].by_links.host_groups.empty());
    CHECK(cuts[0].by_links.per_day.count() == 5);
    CHECK(cuts[0].by_links.is_least);
    // One technique at one organisation costs nothing.
    CHECK(cuts[0].by_techniques.techniques.size() == 1);
    CHECK(cuts[0].by_techniques.per_day.count() == 0);
    CHECK(cuts[1].by_links.outcome == Outcome::none_needed);
    costs.links[0] = MemberHours{10};
    const auto others = graph::attack_cuts(built.scenario, federation, costs);
    CHECK(others[0].by_links.host_groups.size() == 1);
}

TEST_CASE("what is entered next door cannot be cut off but by blocking", "[graph]") {
    AttackBuilder built;
    built.organisation("ulm", 10);
    built.group("office");
    built.group("directory", 1, HostKind::identity);
    built.attacker("x");
    built.route("within", {}, {}, 1);
    built.entry(hosts("ulm", "office"));
    const auto cuts = graph::attack_cuts(built.scenario, built.compile(), {});
    CHECK(cuts[0].by_links.outcome == Outcome::impossible);
    REQUIRE(cuts[0].by_techniques.outcome == Outcome::found);
    CHECK(cuts[0].by_techniques.techniques.at(0).technique == "Twithin");
}

TEST_CASE("ihk-2022: one technique blocked at the provider keeps spies off every directory",
          "[graph]") {
    Diagnostics diagnostics;
    const auto loaded =
        scenario::load(KAMMERSPIEL_ROOT "/scenarios/ihk-2022/scenario.yaml", diagnostics);
    REQUIRE(loaded.scenario);
    const Federation federation = federation::compile(*loaded.scenario);
    const auto cuts = graph::attack_cuts(*loaded.scenario, federation, {});
    REQUIRE(cuts.size() == 12);
    const auto& spies = cuts[0];
    CHECK(spies.groups == 80);
    CHECK(spies.by_links.outcome == Outcome::impossible);
    REQUIRE(spies.by_techniques.techniques.size() == 1);
    CHECK(federation.of(spies.by_techniques.techniques[0].organisation).id == "gfi");
    // Whoever is at the provider reaches the chambers over their links alone.
    const auto& outside = cuts[3];
    CHECK(outside.target == CutTarget::outside);
    CHECK(outside.by_links.outcome == Outcome::found);
    CHECK(outside.members == federation.members());
}

}  // namespace
}  // namespace kammerspiel::test
