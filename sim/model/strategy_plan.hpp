#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/federation/scope.hpp"
#include "kammerspiel/kernel/entity.hpp"
#include "kammerspiel/scenario/response.hpp"
#include "sim/model/subject.hpp"

// What a strategy means to the handlers: names are looked up, nothing points back at what was
// written.

namespace kammerspiel::model {

/// A service that someone uses, and how much slower they are without it.
struct Used {
    std::uint32_t position = 0;  ///< among the services of its organisation
    double slower = 1;
};

/// A condition on what a decider knows.
struct ConditionPlan {
    using What = scenario::Condition::What;
    using Within = scenario::Condition::Within;
    What what = What::always;
    std::uint32_t at_least = 1;
    Within within = Within::federation;
    SimTime at;                             ///< of `clock`
    double certainty = 1.0;                 ///< of `certainty`: the least posterior probability
    std::optional<std::uint32_t> attacker;  ///< likewise: the hypothesis; absent: the likeliest
    std::optional<std::uint32_t> play;      ///< of `play_done`; absent: the strategy has none such
    std::uint32_t watch = 0;                ///< of `restored`: in StrategyPlan::watches
    std::vector<ConditionPlan> children;
};

// What an action does. A new kind needs a handler (response.cpp) and a compiler (plan_strategy.cpp)
// to compile.

struct ShutdownPlan {
    bool isolate = false;
};
struct ResetCredentialsPlan {};
struct HuntPlan {
    double thoroughness = 0;
};
/// Takes time, or hands, or both; has its effect at the end.
struct TimedPlan {
    std::variant<ShutdownPlan, ResetCredentialsPlan, HuntPlan> effect;
    Sampler takes;
    std::uint32_t people = 0;  ///< of the organisation's crews, busy meanwhile
};
struct CloseLinkPlan {
    std::vector<bool> links;             ///< by LinkId
    std::optional<ConditionPlan> until;  ///< nothing but an order to open opens them before
};
struct OpenLinkPlan {
    std::vector<bool> links;  ///< by LinkId
};
struct BlockTechniquePlan {
    std::vector<std::vector<std::uint32_t>> routes;  ///< by attacker: those of the technique
};
struct CallInPlan {
    std::uint32_t pool = 0;
    std::uint32_t people = 0;  ///< asked for by each organisation
};
struct ActivateFallbackPlan {
    std::vector<bool> services;  ///< by ServiceId
};
struct InformPlan {};
/// Orders a restore of the strategy, by its number in StrategyPlan::restores.
struct RestoreActionPlan {
    std::uint32_t restore = 0;
};

struct ActionPlan {
    federation::Scope scope;
    kernel::NamePrefix drawn_at;  ///< its draws, to be followed by an organisation's id
    std::variant<TimedPlan, CloseLinkPlan, OpenLinkPlan, BlockTechniquePlan, CallInPlan,
                 ActivateFallbackPlan, InformPlan, RestoreActionPlan>
        what;
};

struct PlayPlan {
    scenario::Decider by = scenario::Decider::federation;
    ConditionPlan when;
    kernel::EntityId entity;
    /// The draw of its lag, to be followed by whom it concerns and who decides.
    kernel::NamePrefix lag_of;
    Sampler lag;
    std::vector<ActionPlan> actions;
    std::vector<std::uint32_t> channels;  ///< of the crisis team, that it uses
    std::vector<std::vector<Used>> uses;  ///< by organisation, where these decide it themselves
    Subject::Kind subjects = Subject::Kind::federation;  ///< over what its condition is counted
    std::optional<scenario::Again> again;
    bool is_awaited = false;  ///< the condition of a play names it as `play_done`
};

/// How hosts and links come back.
struct RestorePlan {
    std::uint32_t play = 0;    ///< that orders it; meaningless for the default repair
    std::vector<bool> groups;  ///< by HostGroupId: that it covers
    std::vector<bool> links;   ///< by LinkId: likewise
    /// How closely its scope says where: of two that cover as many groups of an organisation, the
    /// one that names it is narrower than one that names its region or nothing.
    std::uint8_t closeness = 0;
    Sampler begins_after;
    kernel::NamePrefix begin;  ///< the draw of that
    double thoroughness = 1;
    scenario::Restore::Gate gate = scenario::Restore::Gate::tested;
    scenario::Restore::Rebuild rebuild = scenario::Restore::Rebuild::controlled;
    bool into_clean_zone = false;
    std::vector<std::uint16_t> rank;  ///< by NeedNodeId: place in the order
};

struct StrategyPlan {
    std::vector<PlayPlan> plays;
    std::vector<std::uint32_t> by_key;  ///< of their plays: what is decided first at one instant
    std::vector<RestorePlan> restores;  ///< of all plays, and the default repair at the end
    std::optional<std::uint32_t> default_repair;  ///< its number; absent: nothing is repaired by it
    /// By ServiceId: the earliest place that an order of a restore gives it.
    std::vector<std::uint16_t> place_of_service;
    std::vector<std::vector<bool>> watches;  ///< of conditions `restored`: by HostGroupId
};

}  // namespace kammerspiel::model
