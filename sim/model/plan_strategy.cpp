#include <algorithm>
#include <limits>

#include "kammerspiel/federation/selector.hpp"
#include "sim/model/occasions.hpp"
#include "sim/model/plan_builder.hpp"

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::OrganisationId;

ConditionPlan plan_condition(const PlanData& plan, const scenario::Strategy& strategy,
                             const scenario::Condition& written, StrategyPlan& result);

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
        routes.push_back(federation::routes_by(attacker, technique));
    }
    return routes;
}

/// By ServiceId.
std::vector<bool> services_called(const Federation& federation, const scenario::Name& name) {
    std::vector<bool> are;
    for (const auto& one : federation.services) are.push_back(one.local_name == name.text);
    return are;
}

/// Whose action it is.
struct Owner {
    const scenario::Strategy& strategy;
    std::uint32_t play = 0;
    Subject::Kind subjects;   ///< over what the play's condition is counted
    kernel::NamePrefix name;  ///< of the action: its draws
    StrategyPlan& result;
};

/// Has what is counted within less than that counted over all of it.
// NOLINTNEXTLINE(misc-no-recursion)
void widen(ConditionPlan& condition, Subject::Kind to) {
    const auto widest = static_cast<ConditionPlan::Within>(to);
    condition.within = std::min(condition.within, widest);
    for (ConditionPlan& child : condition.children) widen(child, to);
}

/// What the action does, whomever it concerns.
class Effects {
   public:
    Effects(const PlanData& plan, Owner owner) : plan_(plan), owner_(owner) {}

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
        CloseLinkPlan close{.links = links(a), .until = {}};
        if (a.until) {
            close.until = plan_condition(plan_, owner_.strategy, *a.until, owner_.result);
            widen(*close.until, owner_.subjects);
        }
        return close;
    }
    Effect operator()(const scenario::OpenLink& a) const { return OpenLinkPlan{.links = links(a)}; }
    Effect operator()(const scenario::BlockTechnique& a) const {
        return BlockTechniquePlan{.routes = routes_of(plan_, a.technique)};
    }
    Effect operator()(const scenario::CallIn& a) const {
        return CallInPlan{.pool = position_of(plan_.scenario.pools, a.crew), .people = a.people};
    }
    Effect operator()(const scenario::ActivateFallback& a) const {
        return ActivateFallbackPlan{.services = services_called(plan_.federation, a.service)};
    }
    Effect operator()(const scenario::Inform&) const { return InformPlan{}; }
    Effect operator()(const scenario::Restore& a) const {
        RestorePlan restore = plan_restore(plan_, a);
        restore.play = owner_.play;
        restore.begin = owner_.name;
        auto& restores = owner_.result.restores;
        restores.push_back(std::move(restore));
        return RestoreActionPlan{static_cast<std::uint32_t>(restores.size() - 1)};
    }

   private:
    const PlanData& plan_;
    Owner owner_;

    template <class Written>
    std::vector<bool> links(const Written& written) const {
        const auto scope = federation::resolve(plan_.federation, written.scope);
        return federation::links_of(plan_.federation, scope.organisations, written.link.text);
    }

    template <class What, class Written>
    static TimedPlan timed(What effect, const Written& written) {
        return {.effect = effect, .takes = Sampler(written.takes), .people = written.people};
    }
};

ActionPlan plan_action(const PlanData& plan, const scenario::Action& written, Owner owner) {
    const Federation& federation = plan.federation;
    const scenario::Scope* scope = scenario::scope_of(written);
    return {.scope = scope == nullptr ? federation::Scope::everything(federation)
                                      : federation::resolve(federation, *scope),
            .drawn_at = owner.name.then("@"),
            .what = std::visit(Effects(plan, owner), written)};
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
                             const scenario::Condition& written, StrategyPlan& result) {
    ConditionPlan condition{.what = written.what,
                            .at_least = written.at_least,
                            .within = written.within,
                            .at = written.at,
                            .certainty = written.certainty.value(),
                            .attacker = std::nullopt,
                            .play = find_play(strategy, written.play),
                            .watch = static_cast<std::uint32_t>(result.watches.size()),
                            .children = {}};
    if (written.what == ConditionPlan::What::restored) {
        result.watches.push_back(federation::chosen(plan.federation, written.hosts));
    }
    if (written.hypothesis) {
        condition.attacker = position_of(plan.scenario.attackers, *written.hypothesis);
    }
    for (const auto& child : written.children) {
        condition.children.push_back(plan_condition(plan, strategy, child, result));
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

PlayPlan plan_play(const PlanData& plan, const scenario::Strategy& strategy, std::uint32_t number,
                   StrategyPlan& result) {
    const scenario::Play& written = strategy.plays[number];
    const kernel::NamePrefix name("play:" + key_of(written));
    PlayPlan play{.by = written.by,
                  .when = plan_condition(plan, strategy, written.when, result),
                  .entity = name.id(),
                  .lag_of = kernel::NamePrefix(key_of(written) + "@"),
                  .lag = Sampler(written.after),
                  .actions = {},
                  .channels = channels_of(plan, written),
                  .uses = own_uses(plan, written)};
    play.subjects = finest(play.when);
    play.again = written.again;
    for (const NamedAction& action : actions_in_order(written, plan.keys)) {
        play.actions.push_back(plan_action(plan, written.actions[action.number],
                                           {strategy, number, play.subjects, action.name, result}));
    }
    return play;
}

// NOLINTNEXTLINE(misc-no-recursion)
void note_awaited(const ConditionPlan& condition, std::vector<PlayPlan>& plays) {
    if (condition.play) plays[*condition.play].is_awaited = true;
    for (const ConditionPlan& child : condition.children) note_awaited(child, plays);
}

void note_places(const PlanData& plan, const std::vector<scenario::Name>& order,
                 std::vector<std::uint16_t>& places) {
    for (std::size_t s = 0; s < places.size(); ++s) {
        const std::string& name = plan.federation.services[s].local_name;
        const auto named = std::find_if(order.begin(), order.end(),
                                        [&](const auto& one) { return one.text == name; });
        if (named == order.end()) continue;
        places[s] = std::min(places[s], static_cast<std::uint16_t>(named - order.begin()));
    }
}

/// What no order names comes after all that one names.
std::vector<std::uint16_t> places_of_services(const PlanData& plan,
                                              const scenario::Strategy& strategy) {
    std::vector<std::uint16_t> places(plan.federation.services.size(),
                                      std::numeric_limits<std::uint16_t>::max());
    for (const scenario::Play& play : strategy.plays) {
        for (const scenario::Action& action : play.actions) {
            const auto* restore = std::get_if<scenario::Restore>(&action);
            if (restore != nullptr) note_places(plan, restore->order, places);
        }
    }
    note_places(plan, plan.scenario.default_repair.order, places);
    return places;
}

}  // namespace

StrategyPlan plan_strategy(const PlanData& plan, const scenario::Strategy& strategy) {
    StrategyPlan result;
    result.place_of_service = places_of_services(plan, strategy);
    for (std::uint32_t p = 0; p < strategy.plays.size(); ++p) {
        result.plays.push_back(plan_play(plan, strategy, p, result));
        result.by_key.push_back(p);
    }
    std::stable_sort(result.by_key.begin(), result.by_key.end(),
                     [&](std::uint32_t a, std::uint32_t b) {
                         return key_of(strategy.plays[a]) < key_of(strategy.plays[b]);
                     });
    if (strategy.repair == scenario::Strategy::Repair::by_default) {
        result.default_repair = static_cast<std::uint32_t>(result.restores.size());
        result.restores.push_back(plan_restore(plan, plan.scenario.default_repair));
        result.restores.back().begin = kernel::NamePrefix("default-repair@");
    }
    for (std::size_t p = 0; p < result.plays.size(); ++p) {
        std::vector<ConditionPlan> conditions{result.plays[p].when};
        for (const ActionPlan& action : result.plays[p].actions) {
            const auto* close = std::get_if<CloseLinkPlan>(&action.what);
            if (close != nullptr && close->until) conditions.push_back(*close->until);
        }
        for (const ConditionPlan& condition : conditions) note_awaited(condition, result.plays);
    }
    return result;
}

}  // namespace kammerspiel::model
