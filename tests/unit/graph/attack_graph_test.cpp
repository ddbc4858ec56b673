#include "analysis/graph/attack_graph.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "analysis/graph/attack_reach.hpp"
#include "analysis/graph/path_steps.hpp"
#include "analysis/graph/shortest_paths.hpp"
#include "analysis/graph/spreading.hpp"
#include "built_attack.hpp"
#include "catch.hpp"

namespace kammerspiel::test {
namespace {

using federation::Federation;
using federation::HostGroupId;
using federation::RealmId;
using graph::AttackRules;
using graph::AttackStep;
using graph::RouteRule;
using scenario::Integrity;

/// The attack graph once more, without hubs, indices or order: every state, every route, every
/// group, over and over until nothing gets shorter. Credentials are carried wherever the way leads.
class ByBruteForce {
   public:
    using State = std::tuple<std::size_t, Integrity, std::optional<RealmId>>;

    explicit ByBruteForce(const AttackRules& rules) : rules_(rules) {
        for (const HostGroupId group : rules.entries[0].groups) {
            hours_[{group.index(), rules.entries[0].yields, std::nullopt}] = 0;
        }
        while (shorten()) {
        }
    }

    /// Until the group is controlled.
    double hours_to(HostGroupId group) const {
        double best = graph::ShortestTree::out_of_reach;
        for (const auto& [state, hours] : hours_) {
            if (std::get<0>(state) != group.index()) continue;
            if (std::get<1>(state) == Integrity::controlled) best = std::min(best, hours);
        }
        return best;
    }

   private:
    const AttackRules& rules_;
    std::map<State, double> hours_;

    bool shorten() {
        bool shorter = false;
        const auto before = hours_;
        for (const auto& [state, hours] : before) {
            for (const RouteRule& route : rules_.routes) {
                for (std::size_t t = 0; t < rules_.federation->host_groups.size(); ++t) {
                    if (leads(route, state, HostGroupId{t})) {
                        shorter |= go(route, state, HostGroupId{t}, hours);
                    }
                }
            }
        }
        return shorter;
    }

    bool leads(const RouteRule& route, const State& state, HostGroupId target) const {
        const auto& [from, integrity, cached] = state;
        const auto& source = rules_.federation->host_groups[from];
        const auto& wanted = rules_.group(target);
        if (!route.from[from] || integrity < route.requires_integrity) return false;
        if (route.needs_credentials && (!wanted.realm || wanted.realm != cached)) return false;
        if (route.to_itself) return target.index() == from;
        const auto& groups = route.targets[source.organisation.index()].groups;
        return std::count(groups.begin(), groups.end(), target) > 0 &&
               federation::is_reachable(*rules_.federation, target, HostGroupId{from});
    }

    bool go(const RouteRule& route, const State& state, HostGroupId target, double hours) {
        const auto& [from, integrity, cached] = state;
        // Credentials alone leave the attacker where it stands.
        const bool moves = route.yields || route.to_itself;
        const std::size_t at = moves ? target.index() : from;
        if (!moves && route.crosses && cached) return false;
        const Integrity holds = !moves ? integrity
                                : route.to_itself
                                    ? std::max(integrity, route.yields.value_or(integrity))
                                    : *route.yields;
        const double then = hours + graph::hours_of_step(rules_, route, HostGroupId{from}, target);
        bool shorter = false;
        const auto reach = [&](std::optional<RealmId> carried) {
            const auto [known, is_new] = hours_.try_emplace({at, holds, carried}, then);
            if (!is_new && known->second <= then + 1e-9) return;
            known->second = then;
            shorter = true;
        };
        reach(cached);
        const auto& realm = rules_.group(target).realm;
        if (route.yields_credentials && realm) reach(realm);
        return shorter;
    }
};

TEST_CASE("shortest ways through random federations are those of brute force", "[graph]") {
    std::mt19937 random(5);
    std::size_t reached = 0;
    for (int round = 0; round < 400; ++round) {
        const AttackBuilder built = drawn_by_lot(random, {.most_groups = 5, .most_routes = 9});
        const Federation federation = built.compile();
        const AttackRules rules = graph::attack_rules(built.scenario, federation, 0);
        REQUIRE(rules.entries.size() == 1);
        const graph::AttackGraph attack(rules);
        const auto tree = graph::shortest_tree(attack.network(), attack.hours(), 0);
        const ByBruteForce expected(rules);
        for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
            double found = graph::ShortestTree::out_of_reach;
            for (const auto state : attack.controlling(HostGroupId{g})) {
                found = std::min(found, tree.distance[state]);
            }
            const double wanted = expected.hours_to(HostGroupId{g});
            if (wanted == graph::ShortestTree::out_of_reach) {
                CHECK(found == wanted);
                continue;
            }
            ++reached;
            // Each step weighs a little more than its time.
            CHECK(found == Approx(wanted).epsilon(1e-5).margin(0.001));
        }
    }
    CHECK(reached > 700);
}

/// Goes the steps one by one by the rules of runs.
void check_feasible(const AttackRules& rules, const std::vector<AttackStep>& steps) {
    std::map<std::size_t, Integrity> held;
    std::vector<bool> taken(rules.federation->realms.size(), false);
    for (const HostGroupId group : rules.entries[0].groups) {
        held[group.index()] = rules.entries[0].yields;
    }
    for (const AttackStep& step : steps) {
        const auto& route = rules.profile->routes[step.route];
        REQUIRE(held.contains(step.from.index()));
        CHECK(held[step.from.index()] >= route.requires_integrity);
        const auto& realm = rules.group(step.to).realm;
        if (route.needs_credentials) {
            REQUIRE(realm.has_value());
            CHECK(taken[realm->index()]);
            CHECK(step.uses == realm);
        }
        if (route.over) CHECK(step.over.has_value());
        if (step.holds != Integrity::clean) {
            held[step.to.index()] = std::max(held[step.to.index()], step.holds);
        }
        if (step.takes) {
            CHECK(route.yields_credentials);
            CHECK(step.takes == realm);
            taken[step.takes->index()] = true;
        }
    }
}

TEST_CASE("every path can be gone step by step, and leads to what is reached in the end",
          "[graph]") {
    std::mt19937 random(6);
    std::size_t only_in_the_end = 0;
    for (int round = 0; round < 300; ++round) {
        const AttackBuilder built = drawn_by_lot(random, {.most_groups = 5, .most_routes = 9});
        const Federation federation = built.compile();
        const AttackRules rules = graph::attack_rules(built.scenario, federation, 0);
        const graph::AttackGraph attack(rules);
        const auto tree = graph::shortest_tree(attack.network(), attack.toll(), 0);
        const graph::Reach reach = graph::reach_of(rules);
        for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
            const HostGroupId group{g};
            const auto& states = attack.controlling(group);
            if (states.empty() && reach.controls(group)) ++only_in_the_end;
            for (const auto state : states) {
                CHECK(reach.controls(group));
                check_feasible(rules, graph::steps_of(attack, tree.walk_to(state)));
            }
        }
    }
    // Who keeps all credentials gets a little further; it must stay the exception.
    CHECK(only_in_the_end < 20);
}

TEST_CASE("a provider's customers are not paired with each other", "[graph]") {
    AttackBuilder built;
    built.organisation("provider");
    built.group("servers").realm = named("provider");
    constexpr std::size_t customers = 300;
    for (std::size_t c = 0; c < customers; ++c) {
        built.organisation(fmt::format("c{}", c));
        built.group("servers").realm = named(fmt::format("realm-{}", c));
        built.link("wan", "provider");
    }
    built.attacker("x");
    built.route_to_itself("take", {}, 1).yields_credentials = true;
    built.route("within", {}, {}, 1).needs_credentials = true;
    built.route("over", {}, {}, 1).over = named("wan");
    auto& with = built.route("over-with", {}, {}, 1);
    with.over = named("wan");
    with.needs_credentials = true;
    built.entry(hosts("provider", ""));
    const Federation federation = built.compile();
    const AttackRules rules = graph::attack_rules(built.scenario, federation, 0);
    const graph::AttackGraph attack(rules);
    CHECK(attack.is_complete());
    CHECK(attack.nodes().size() < 20 * customers);
    CHECK(boost::num_edges(attack.network()) < 40 * customers);
    CHECK(graph::reach_of(rules).controls(HostGroupId{customers}));
}

TEST_CASE("the more hosts of a group a worm has, the faster it gets on", "[graph]") {
    // One host infects 2 an hour of its own, up to 100; each hits the target 0.01 times an hour.
    const graph::Spreading many{0.01, 2, 100};
    const graph::Spreading alone{0.01, 0, 100};
    CHECK(alone.hours_until(1) == Approx(100));
    CHECK(many.hours_until(1) < 5);
    for (const double hazard : {0.01, 0.3, 0.49, 0.5, 2.0}) {
        // Sum the hazard up in small steps, up to where the formula says it is reached.
        const double end = many.hours_until(hazard);
        const int steps = 200'000;
        double sum = 0;
        for (int i = 0; i < steps; ++i) {
            const double t = end * (i + 0.5) / steps;
            sum += 0.01 * std::min(100.0, std::exp(2 * t)) * end / steps;
        }
        CHECK(sum == Approx(hazard).epsilon(1e-4));
    }
}

}  // namespace
}  // namespace kammerspiel::test
