#include <algorithm>

#include "kammerspiel/federation/selector.hpp"
#include "sim/model/plan_builder.hpp"

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::NodeIndex;
using federation::OrganisationId;

/// The host groups that a service of the organisation needs, itself or through others of its own.
void mark_needed(const Federation& federation, OrganisationId organisation, NodeIndex node,
                 std::vector<bool>& seen) {
    std::vector<NodeIndex> open{node};
    const auto& info = federation.of(organisation);
    while (!open.empty()) {
        const NodeIndex at = open.back();
        open.pop_back();
        if (seen[at.index()]) continue;
        seen[at.index()] = true;
        const auto what = federation.meaning(organisation, at);
        federation::NeedRange needs;
        if (what.kind == federation::NodeMeaning::Kind::host_group) {
            needs = federation.host_groups[info.host_groups.first + what.position].needs;
        } else if (what.kind == federation::NodeMeaning::Kind::service) {
            needs = federation.services[info.services.first + what.position].needs;
        }
        for (const auto& need : federation.need(needs)) {
            if (need.op == scenario::Need::Op::reference) open.push_back(need.of);
        }
    }
}

void narrow_to_service(const Federation& federation, const std::string& service,
                       std::vector<bool>& hosts) {
    std::vector<bool> needed(hosts.size(), false);
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const auto& candidate = federation.services[s];
        if (candidate.local_name != service && candidate.name != service) continue;
        const auto& info = federation.of(candidate.organisation);
        std::vector<bool> seen(info.nodes(), false);
        mark_needed(federation, candidate.organisation, info.node(federation::ServiceId{s}), seen);
        for (std::uint32_t g = 0; g < info.host_groups.count; ++g) {
            if (seen[g]) needed[info.host_groups.first + g] = true;
        }
    }
    for (std::size_t g = 0; g < hosts.size(); ++g) hosts[g] = hosts[g] && needed[g];
}

std::vector<bool> organisations_in(const Federation& federation, const scenario::Scope& scope) {
    std::vector<bool> in(federation.organisations.size(), true);
    for (std::size_t o = 0; o < in.size(); ++o) {
        const auto& organisation = federation.organisations[o];
        if (scope.kind == scenario::Scope::Kind::region) {
            in[o] = federation.regions[organisation.region.index()].code == scope.which->text;
        } else if (scope.kind == scenario::Scope::Kind::organisation) {
            in[o] = organisation.id == scope.which->text;
        }
    }
    return in;
}

template <class Named>
std::uint32_t position_of(const std::vector<Named>& all, const scenario::Name& name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    ensure(found != all.end(), "a strategy names '{}', which does not exist", name.text);
    return static_cast<std::uint32_t>(found - all.begin());
}

/// By attacker: the routes that are of this technique.
std::vector<std::vector<std::uint32_t>> routes_of(const PlanData& plan,
                                                  const std::string& technique) {
    std::vector<std::vector<std::uint32_t>> routes;
    for (const auto& attacker : plan.scenario.attackers) {
        auto& of_attacker = routes.emplace_back();
        for (std::uint32_t r = 0; r < attacker.routes.size(); ++r) {
            if (attacker.routes[r].technique == technique) of_attacker.push_back(r);
        }
    }
    return routes;
}

template <class Named>
std::vector<bool> called(const std::vector<Named>& all, const scenario::Name& name) {
    std::vector<bool> are;
    for (const Named& one : all) are.push_back(one.local_name == name.text);
    return are;
}

/// What the action does, whomever it concerns.
class Effects {
   public:
    explicit Effects(const PlanData& plan) : plan_(plan) {}

    using Effect = decltype(ActionPlan::what);
    Effect operator()(const scenario::Shutdown& a) const {
        return timed(ShutdownPlan{.isolate = a.isolate}, a);
    }
    Effect operator()(const scenario::ResetCredentials& a) const {
        return timed(ResetCredentialsPlan{}, a);
    }
    Effect operator()(const scenario::Hunt& a) const {
        return timed(HuntPlan{.thoroughness = a.thoroughness.value()}, a);
    }
    Effect operator()(const scenario::CloseLink& a) const {
        return CloseLinkPlan{.links = called(plan_.federation.links, a.link)};
    }
    Effect operator()(const scenario::BlockTechnique& a) const {
        return BlockTechniquePlan{.routes = routes_of(plan_, a.technique)};
    }
    Effect operator()(const scenario::CallIn& a) const {
        return CallInPlan{.pool = position_of(plan_.scenario.pools, a.crew), .people = a.people};
    }
    Effect operator()(const scenario::ActivateFallback& a) const {
        return ActivateFallbackPlan{.services = called(plan_.federation.services, a.service)};
    }
    Effect operator()(const scenario::Inform&) const { return InformPlan{}; }
    Effect operator()(const scenario::Restore& a) const { return plan_restore(plan_, a); }

   private:
    const PlanData& plan_;

    template <class What, class Written>
    static TimedPlan timed(What effect, const Written& written) {
        return {.effect = effect, .takes = Sampler(written.takes), .people = written.people};
    }
};

ActionPlan plan_action(const PlanData& plan, const scenario::Action& written,
                       kernel::NamePrefix drawn_at) {
    const Federation& federation = plan.federation;
    ActionPlan action{.hosts = std::vector<bool>(federation.host_groups.size(), true),
                      .organisations = std::vector<bool>(federation.organisations.size(), true),
                      .drawn_at = drawn_at,
                      .what = std::visit(Effects(plan), written)};
    if (const scenario::Scope* scope = scenario::scope_of(written)) {
        action.hosts = federation::chosen(federation, scope->hosts);
        if (scope->service) narrow_to_service(federation, scope->service->text, action.hosts);
        action.organisations = organisations_in(federation, *scope);
        action.scope = scope->kind;
    }
    return action;
}

/// `play_done` of a play that this strategy does not have never holds.
std::optional<std::uint32_t> find_play(const scenario::Strategy& strategy,
                                       const scenario::Name& name) {
    for (std::uint32_t p = 0; p < strategy.plays.size(); ++p) {
        if (strategy.plays[p].name == name) return p;
    }
    return std::nullopt;
}

// The depth of a condition is limited by the loader.
// NOLINTNEXTLINE(misc-no-recursion)
ConditionPlan plan_condition(const PlanData& plan, const scenario::Strategy& strategy,
                             const scenario::Condition& written) {
    ConditionPlan condition{.what = written.what,
                            .at_least = written.at_least,
                            .within = written.within,
                            .at = written.at,
                            .certainty = written.certainty.value(),
                            .attacker = std::nullopt,
                            .play = find_play(strategy, written.play),
                            .children = {}};
    if (written.hypothesis) {
        condition.attacker = position_of(plan.scenario.attackers, *written.hypothesis);
    }
    for (const auto& child : written.children) {
        condition.children.push_back(plan_condition(plan, strategy, child));
    }
    return condition;
}

// NOLINTNEXTLINE(misc-no-recursion)
Subject::Kind finest(const ConditionPlan& condition) {
    Subject::Kind kind = Subject::Kind::federation;
    if (condition.within == ConditionPlan::Within::region) kind = Subject::Kind::region;
    if (condition.within == ConditionPlan::Within::organisation) {
        kind = Subject::Kind::organisation;
    }
    for (const auto& child : condition.children) kind = std::max(kind, finest(child));
    return kind;
}

std::vector<std::uint32_t> channels_of(const PlanData& plan, const scenario::Play& play) {
    std::vector<std::uint32_t> channels;
    for (std::uint32_t c = 0; c < plan.channels.size(); ++c) {
        const auto& services = plan.federation.of(*plan.seat).services;
        const auto service = services[plan.channels[c].position];
        const std::string& name = plan.federation.services[service.index()].local_name;
        const bool used = std::any_of(play.uses.begin(), play.uses.end(),
                                      [&](const auto& wanted) { return wanted.text == name; });
        if (used) channels.push_back(c);
    }
    return channels;
}

/// What the organisations use that decide the play themselves.
std::vector<std::vector<Used>> own_uses(const PlanData& plan, const scenario::Play& play) {
    std::vector<std::vector<Used>> uses;
    if (play.by != scenario::Decider::organisation) return uses;
    for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
        uses.push_back(used_by(plan, OrganisationId{o}, play.uses));
    }
    return uses;
}

PlayPlan plan_play(const PlanData& plan, const scenario::Strategy& strategy,
                   const scenario::Play& written) {
    const kernel::NamePrefix name("play:" + written.name.text);
    PlayPlan play{.by = written.by,
                  .when = plan_condition(plan, strategy, written.when),
                  .entity = name.id(),
                  .lag_of = kernel::NamePrefix(written.name.text + "@"),
                  .lag = Sampler(written.after),
                  .actions = {},
                  .channels = channels_of(plan, written),
                  .uses = own_uses(plan, written)};
    play.subjects = finest(play.when);
    for (std::uint64_t a = 0; a < written.actions.size(); ++a) {
        play.actions.push_back(
            plan_action(plan, written.actions[a], name.then("/").then(a).then("@")));
    }
    return play;
}

}  // namespace

StrategyPlan plan_strategy(const PlanData& plan, const scenario::Strategy& strategy) {
    StrategyPlan result;
    for (const scenario::Play& play : strategy.plays) {
        result.plays.push_back(plan_play(plan, strategy, play));
    }
    return result;
}

}  // namespace kammerspiel::model
