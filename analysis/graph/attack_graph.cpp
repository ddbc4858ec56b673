#include "analysis/graph/attack_graph.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "analysis/graph/cached_credentials.hpp"
#include "analysis/graph/spreading.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::graph {

using federation::HostGroupId;
using federation::OrganisationId;
using federation::RealmId;
using federation::Targets;

namespace {

struct NodeHash {
    std::size_t operator()(const AttackNode& node) const {
        const auto mix = [](std::uint64_t x) {
            x = (x ^ x >> 30U) * 0xBF58476D1CE4E5B9U;
            x = (x ^ x >> 27U) * 0x94D049BB133111EBU;
            return x ^ x >> 31U;
        };
        const std::uint64_t what = (std::uint64_t{node.subject} << 32U) |
                                   (std::uint64_t{node.route} << 16U) |
                                   (static_cast<std::uint64_t>(node.kind) << 8U) |
                                   static_cast<std::uint64_t>(node.integrity);
        return mix(mix(what) ^ ((std::uint64_t{node.cached} << 32U) | node.zone));
    }
};

constexpr std::uint32_t nothing = AttackNode::none;

/// Added to every step's weight at least.
constexpr double a_step = 1e-6;

}  // namespace

class AttackGraphBuilder {
   public:
    AttackGraphBuilder(AttackGraph& graph, const AttackRules& rules)
        : graph_(graph), rules_(rules), use_(rules) {
        note_restricted();
    }

    void build() {
        for (std::uint32_t e = 0; e < rules_.entries.size(); ++e) {
            node({.kind = AttackNode::Kind::entry, .subject = e});
        }
        for (at_ = 0; at_ < graph_.nodes_.size(); ++at_) expand(graph_.nodes_[at_]);
        ensure(graph_.nodes_.size() < nothing && edges_.size() < nothing,
               "an attack graph has {} nodes and {} edges", graph_.nodes_.size(), edges_.size());
        number_.clear();
        graph_.network_ = AttackNetwork(boost::edges_are_sorted, edges_.begin(), edges_.end(),
                                        static_cast<std::uint32_t>(graph_.nodes_.size()),
                                        static_cast<std::uint32_t>(edges_.size()));
        graph_.controlling_.resize(rules_.federation->host_groups.size());
        for (std::uint32_t n = 0; n < graph_.nodes_.size(); ++n) {
            const AttackNode& made = graph_.nodes_[n];
            if (made.kind == AttackNode::Kind::state && made.integrity == Integrity::controlled) {
                graph_.controlling_[made.subject].push_back(n);
            }
        }
    }

   private:
    AttackGraph& graph_;
    const AttackRules& rules_;
    CachedCredentials use_;
    std::size_t at_ = 0;
    std::uint32_t growth_of_ = nothing;  ///< host group whose growth was worked out last
    double growth_ = 0;
    std::unordered_map<AttackNode, std::uint32_t, NodeHash> number_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;
    std::vector<std::vector<HostGroupId>> restricted_;  ///< by organisation
    std::vector<std::optional<bool>> is_watched_;       ///< by route and organisation

    void note_restricted() {
        restricted_.resize(rules_.federation->organisations.size());
        is_watched_.resize(rules_.routes.size() * restricted_.size());
        const auto& groups = rules_.federation->host_groups;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            if (groups[g].reachable_from.empty()) continue;
            restricted_[groups[g].organisation.index()].push_back(HostGroupId{g});
        }
    }

    std::optional<std::uint32_t> node(const AttackNode& wanted) {
        const auto found = number_.find(wanted);
        if (found != number_.end()) return found->second;
        if (graph_.nodes_.size() >= AttackGraph::most_nodes) {
            graph_.is_complete_ = false;
            return std::nullopt;
        }
        const auto number = static_cast<std::uint32_t>(graph_.nodes_.size());
        number_.emplace(wanted, number);
        graph_.nodes_.push_back(wanted);
        return number;
    }

    /// From the node that is being expanded; free where there is no route.
    void edge(const AttackNode& to, std::uint16_t route = AttackGraph::no_route, double hours = 0) {
        const auto number = node(to);
        if (!number || *number == at_) return;
        edges_.emplace_back(static_cast<std::uint32_t>(at_), *number);
        graph_.route_.push_back(route);
        const bool is_free = route == AttackGraph::no_route;
        const double extra = is_free ? 0 : preference(HostGroupId{to.subject});
        const double toll = is_free ? 0 : -std::log(rules_.routes[route].success);
        graph_.hours_.push_back(hours + extra);
        graph_.toll_.push_back(toll + extra);
    }

    /// Of ways that are equal the one with fewer steps wins, then the one over groups that stand
    /// first in their organisation; so that organisations that are alike have the same ways.
    double preference(HostGroupId group) const {
        const auto groups = rules_.federation->of(rules_.group(group).organisation).host_groups;
        return a_step * (1 + static_cast<double>(group.value - groups.first) / groups.count);
    }

    // By value: nodes move as they are made.
    void expand(AttackNode from) {
        switch (from.kind) {
            case AttackNode::Kind::entry: return expand_entry(rules_.entries[from.subject]);
            case AttackNode::Kind::state: return expand_state(from);
            case AttackNode::Kind::hub: return expand_hub(from);
        }
    }

    void expand_entry(const EntryRule& entry) {
        for (const HostGroupId group : entry.groups) {
            edge({.integrity = entry.yields, .subject = group.value});
        }
    }

    OrganisationId organisation_of(std::uint32_t group) const {
        return rules_.federation->host_groups[group].organisation;
    }

    void expand_state(const AttackNode& from) {
        for (std::uint16_t r = 0; r < rules_.routes.size(); ++r) {
            const RouteRule& route = rules_.routes[r];
            if (!route.from[from.subject]) continue;
            if (from.integrity < route.requires_integrity) continue;
            if (route.to_itself) {
                try_itself(r, from);
            } else {
                try_others(r, from);
            }
        }
    }

    bool has_credentials(const RouteRule& route, HostGroupId target, std::uint32_t cached) const {
        if (!route.needs_credentials) return true;
        const auto& realm = rules_.group(target).realm;
        return realm && realm->value == cached;
    }

    std::uint32_t carried(std::uint32_t cached, OrganisationId to) const {
        return cached != nothing && use_.is_of_use(to, RealmId{cached}) ? cached : nothing;
    }

    /// An attempt from a group on itself.
    void try_itself(std::uint16_t route, const AttackNode& from) {
        const RouteRule& rule = rules_.routes[route];
        const HostGroupId group{from.subject};
        if (!has_credentials(rule, group, from.cached)) return;
        AttackNode to = from;
        to.integrity = std::max(from.integrity, rule.yields.value_or(from.integrity));
        won(route, to, rules_.group(group), hours_of_step(rules_, rule, group, group), from);
    }

    /// What success brings: the position, and the choice between the credentials taken and those
    /// carried.
    void won(std::uint16_t route, const AttackNode& to, const federation::HostGroup& target,
             double hours, const AttackNode& from) {
        if (to != from) edge(to, route, hours);
        if (!rules_.routes[route].yields_credentials || !target.realm) return;
        AttackNode with = to;
        with.cached = carried(target.realm->value, organisation_of(to.subject));
        if (with.cached != nothing && with.cached != to.cached) edge(with, route, hours);
    }

    void try_others(std::uint16_t route, const AttackNode& from) {
        const RouteRule& rule = rules_.routes[route];
        const OrganisationId here = organisation_of(from.subject);
        const Targets& targets = rule.targets[here.index()];
        if (targets.empty()) return;
        if (!rule.yields) return steal(route, from, targets);
        if (rule.needs_credentials && from.cached == nothing) return;
        AttackNode hub{.kind = AttackNode::Kind::hub,
                       .route = route,
                       .subject = rules_.is_autonomous() ? from.subject : here.value,
                       .cached = from.cached};
        edge(hub);
        if (is_watched(route, here)) {
            hub.zone = rules_.group(HostGroupId{from.subject}).zone.value;
            edge(hub);
            try_own_group(route, from, targets);
        }
        // Credentials are dropped where they are of no use; that way is the same for all of them.
        if (rule.crosses && from.cached != nothing && !rule.needs_credentials) {
            hub.zone = nothing;
            hub.cached = nothing;
            edge(hub);
        }
    }

    /// Whether the route leads to groups here that only some zones reach. Asked for every state, so
    /// it is worked out once.
    bool is_watched(std::uint16_t route, OrganisationId here) {
        auto& known = is_watched_[route * rules_.federation->organisations.size() + here.index()];
        if (!known) {
            const auto& groups = rules_.routes[route].targets[here.index()].groups;
            const auto& restricted = restricted_[here.index()];
            known = std::any_of(restricted.begin(), restricted.end(), [&](HostGroupId group) {
                return std::binary_search(groups.begin(), groups.end(), group);
            });
        }
        return *known;
    }

    /// A group reaches itself even where its zone does not.
    void try_own_group(std::uint16_t route, const AttackNode& from, const Targets& targets) {
        const HostGroupId group{from.subject};
        const auto& itself = rules_.group(group);
        if (itself.reachable_from.empty()) return;
        if (!std::binary_search(targets.groups.begin(), targets.groups.end(), group)) return;
        try_itself(route, from);
    }

    /// Credentials alone, from where the attacker stands. Over a link only without any cached:
    /// the customers of a provider would else be paired with each other.
    void steal(std::uint16_t route, const AttackNode& from, const Targets& targets) {
        const RouteRule& rule = rules_.routes[route];
        if (!rule.yields_credentials || (rule.crosses && from.cached != nothing)) return;
        const HostGroupId here{from.subject};
        std::set<RealmId> realms;
        for (const HostGroupId target : targets.groups) {
            const auto& realm = rules_.group(target).realm;
            if (!realm || !has_credentials(rule, target, from.cached)) continue;
            if (!federation::is_reachable(*rules_.federation, target, here)) continue;
            realms.insert(*realm);
        }
        for (const RealmId realm : realms) {
            const HostGroupId victim = victim_of(rules_, rule, here, realm);
            won(route, from, rules_.group(victim), hours_of_step(rules_, rule, here, victim), from);
        }
    }

    OrganisationId organisation_of_hub(const AttackNode& hub) const {
        return rules_.is_autonomous() ? organisation_of(hub.subject) : OrganisationId{hub.subject};
    }

    /// Hours to a target from the hub's group; of hands they are the same from every group.
    double hours_from_hub(const AttackNode& hub, HostGroupId target) {
        const RouteRule& rule = rules_.routes[hub.route];
        if (!rules_.is_autonomous()) return rule.hours_per_attempt / rule.success;
        const HostGroupId from{hub.subject};
        if (growth_of_ != hub.subject) {
            growth_of_ = hub.subject;
            growth_ = growth_per_hour(rules_, from);
        }
        return Spreading{hits_per_hour(rules_, rule, from, target), growth_,
                         static_cast<double>(rules_.group(from).count)}
            .hours_until(1);
    }

    void expand_hub(const AttackNode& hub) {
        const RouteRule& rule = rules_.routes[hub.route];
        const OrganisationId here = organisation_of_hub(hub);
        const auto& groups = rule.targets[here.index()].groups;
        if (hub.zone != nothing) {
            for (const HostGroupId group : restricted_[here.index()]) {
                if (std::binary_search(groups.begin(), groups.end(), group)) arrive(hub, group);
            }
        } else if (rule.needs_credentials) {
            for (const HostGroupId group : use_.groups_of(RealmId{hub.cached})) {
                if (std::binary_search(groups.begin(), groups.end(), group)) arrive(hub, group);
            }
        } else if (rule.crosses && hub.cached != nothing) {
            for (const OrganisationId to : use_.where_of_use(RealmId{hub.cached})) {
                if (!rule.between(here, to).empty()) arrive_in(hub, to, groups);
            }
        } else {
            for (const HostGroupId group : groups) arrive(hub, group);
        }
    }

    void arrive_in(const AttackNode& hub, OrganisationId organisation,
                   const std::vector<HostGroupId>& groups) {
        const auto range = rules_.federation->of(organisation).host_groups;
        auto at = std::lower_bound(groups.begin(), groups.end(), HostGroupId{range.first});
        for (; at != groups.end() && range.contains(*at); ++at) arrive(hub, *at);
    }

    void arrive(const AttackNode& hub, HostGroupId target) {
        const RouteRule& rule = rules_.routes[hub.route];
        const auto& group = rules_.group(target);
        const auto& zones = group.reachable_from;
        if (zones.empty() != (hub.zone == nothing)) return;
        if (!zones.empty() &&
            (group.organisation != organisation_of_hub(hub) ||
             std::find(zones.begin(), zones.end(), federation::ZoneId{hub.zone}) == zones.end())) {
            return;
        }
        if (!has_credentials(rule, target, hub.cached)) return;
        const AttackNode to{.integrity = *rule.yields,
                            .subject = target.value,
                            .cached = carried(hub.cached, group.organisation)};
        won(hub.route, to, group, hours_from_hub(hub, target), hub);
    }
};

AttackGraph::AttackGraph(const AttackRules& rules) : rules_(&rules) {
    AttackGraphBuilder(*this, rules).build();
}

HostGroupId victim_of(const AttackRules& rules, const RouteRule& route, HostGroupId from,
                      RealmId realm) {
    std::optional<HostGroupId> best;
    const auto& here = rules.group(from);
    for (const HostGroupId target : route.targets[here.organisation.index()].groups) {
        const auto& group = rules.group(target);
        if (group.realm != realm) continue;
        if (!federation::is_reachable(*rules.federation, target, from)) continue;
        // A chance grows with the hosts there are to meet.
        if (!best || (rules.is_autonomous() && group.count > rules.group(*best).count)) {
            best = target;
        }
    }
    ensure(best.has_value(), "nothing that '{}' reaches from '{}' yields the credentials wanted",
           rules.written(route).name.text, here.name);
    return *best;
}

double hours_of_step(const AttackRules& rules, const RouteRule& route, HostGroupId from,
                     HostGroupId to) {
    if (!rules.is_autonomous() || route.to_itself) {
        return route.hours_per_attempt / route.success;
    }
    return spreading(rules, route, from, to).hours_until(1);
}

}  // namespace kammerspiel::graph
