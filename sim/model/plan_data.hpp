#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/federation/attack.hpp"
#include "kammerspiel/federation/link_use.hpp"
#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/scenario/scenario.hpp"
#include "sim/model/lot.hpp"
#include "sim/model/luck_keys.hpp"
#include "sim/model/need_shape.hpp"
#include "sim/model/process.hpp"
#include "sim/model/purpose.hpp"
#include "sim/model/stage_plan.hpp"
#include "sim/model/strategy_plan.hpp"

// What a scenario means to the handlers: everything looked up, nothing that changes.

namespace kammerspiel::model {

/// Targets stand in the order of their names: a draw that picks one does not hang on a file's
/// order.
struct RoutePlan : federation::Route {
    /// By organisation of the target: those that the route leads from; of a route that crosses
    /// only.
    std::vector<std::vector<federation::OrganisationId>> sources;
    std::uint32_t rank = 0;  ///< among the profile's routes, by name
    Sampler time;
    double success = 0;
    double evidence = 0;
    kernel::EntityId entity;
};

struct ImpactPlan : federation::Impact {
    Sampler after;
    Sampler takes;
    double when_noticed = 0;
    std::optional<SimTime> at;  ///< strikes then, instead of after being armed
    std::uint64_t bytes_per_host = 0;
    kernel::EntityId entity;
    /// Of a worm: whether it strikes hosts that do not arm it themselves, so that the operation has
    /// to hear what it holds.
    bool reaches_beyond = false;
};

/// Place of a group in tables over what the attacker can hold: each group as foothold, then as
/// controlled.
[[nodiscard]] constexpr std::size_t held_index(federation::HostGroupId group,
                                               scenario::Integrity integrity) {
    return 2 * group.index() + (integrity == scenario::Integrity::controlled ? 1 : 0);
}

/// Attempts still needed from a group that is held to a goal, by `held_index`; absent where no
/// chain of routes leads there.
using StepsToGoal = std::vector<std::optional<std::uint16_t>>;

struct AttackPlan {
    scenario::AttackerProfile::Kind kind = scenario::AttackerProfile::Kind::operated;
    std::vector<RoutePlan> routes;
    std::vector<ImpactPlan> impacts;
    std::vector<federation::Goal> goals;
    std::vector<StepsToGoal> distance;  ///< by goal
    std::vector<kernel::EntityId> hands;
    double persistence = 0;
    Sampler returns_after;

    [[nodiscard]] bool is_autonomous() const {
        return kind == scenario::AttackerProfile::Kind::autonomous;
    }
};

struct EntryPlan : federation::Entry {
    Sampler when;
    kernel::NamePrefix name;  ///< its draws; that of the host is followed by a group's name
};

struct ForensicsPlan {
    federation::OrganisationId at;
    std::uint32_t people = 0;
    std::uint32_t timeline = 0;
    Sampler time_per_host;
    double accuracy = 1;
    double slower_after_shutdown = 1;
    double evidence_after_shutdown = 1;
    std::vector<std::vector<std::uint32_t>> others;  ///< by attacker: the others by their keys
};

struct PoolPlan {
    std::uint32_t people = 0;
    federation::HostKinds kinds;  ///< that its people can work on
    Sampler arrives_after;
    std::vector<std::uint32_t> timeline;  ///< by organisation: holidays differ
    std::optional<Duration> stays;        ///< then those who came leave
    kernel::NamePrefix drawn_at;          ///< its draws, to be followed by an organisation's id
};

/// Where people turn to who miss a service.
struct MovePlan {
    struct Target {
        federation::OrganisationId organisation;
        std::uint32_t position = 0;  ///< of the service there
        std::uint32_t flow = 0;      ///< among those that can come to it
        double part = 0;             ///< of those who move, in [0, 1]
    };
    Duration after;
    std::int64_t people_ppm = 0;  ///< who would move if all were lost, in millionths of a person
    std::vector<Target> targets;
};

/// An obligation as one organisation has it.
struct ObligationPlan {
    std::uint32_t obligation = 0;           ///< position in Scenario::obligations
    std::optional<std::uint32_t> position;  ///< of the service it watches
    std::int32_t below = 0;                 ///< level of that service, in parts per million
    Duration lasting;                       ///< how long it has to be below that
    std::uint32_t confirmed_hosts = 0;      ///< without a service: from so many on
    Duration takes;
    Duration within;
    bool needs_channel = false;
    std::vector<std::uint32_t> channels;  ///< positions of services, any of which is enough
};

/// What staff know when the scenario starts.
struct KnownPlan {
    std::vector<federation::HostGroupId> groups;  ///< where it was seen; never empty
    Lot lot;                                      ///< all hosts of these
    kernel::EntityId entity;
    std::uint32_t hosts = 0;
    bool confirmed = false;
    std::uint32_t written = 0;  ///< its number in the scenario
};

struct TeamPlan {
    federation::OrganisationId at;
    std::uint32_t people = 0;
    std::uint32_t timeline = 0;
    Sampler time_per_alert;
    kernel::EntityId entity;
    Lot watched;  ///< the hosts whose alerts it sees
};

struct EffortPlan {
    Sampler inspect, clean, rebuild, test, switch_on;
    std::optional<Sampler> from_scratch;
};

/// In what order hosts are repaired, and by whom, where nothing else decides. By names and needs:
/// the order of a file says nothing (rule 30).
struct RepairPlan {
    /// By HostGroupId: its place in its organisation. What a longer chain of others needs comes
    /// first, then the name.
    std::vector<std::uint32_t> place;
    /// By HostGroupId: positions of groups of its organisation that need it.
    std::vector<std::vector<std::uint32_t>> needed_by;
    /// By organisation: numbers of its crews, then of the pools, each by name.
    std::vector<std::vector<std::uint32_t>> workers;
};

struct PlanData {
    std::uint64_t serial = 0;  ///< no other plan of this process has it, at whatever address
    scenario::Scenario scenario;
    federation::Federation federation;
    std::optional<federation::NeedGraph> needs;  ///< of it; never absent
    std::vector<NeedShape> shapes;               ///< of it, by organisation
    std::vector<OuterCircle> outer_circles;      ///< by organisation
    std::unique_ptr<Calendar> calendar;
    Duration latency;
    SimTime horizon;
    SimTime begins;              ///< the earliest entry; not after the start
    bool past_is_given = false;  ///< there is one, and it is said what is known of it

    std::vector<WorkTimeline> timelines;
    std::vector<std::uint32_t> timeline_of_crew;
    std::vector<std::uint32_t> office_of_organisation;  ///< when its users are at work
    std::vector<CumulativeDemand> curves;
    std::vector<std::uint32_t> curve_of_service;  ///< meaningless for internal services

    LuckKeys keys;
    std::vector<kernel::NamePrefix> host_prefix;  ///< by HostGroupId: "org/group#", of keys
    /// While every link is open: whether an organisation that links here can be reached from
    /// outside without passing through here, by organisation; and the other end of a link, by
    /// LinkId.
    std::vector<bool> way_from_below;
    std::vector<bool> way_offered;
    std::vector<std::vector<federation::OrganisationId>> realm_used_in;  ///< by RealmId
    std::vector<KnownPlan> known_at_start;
    /// By attacker and goal: organisations that have hosts of the goal.
    std::vector<std::vector<std::vector<federation::OrganisationId>>> goal_organisations;

    std::vector<AttackPlan> attackers;
    std::vector<EntryPlan> entries;
    std::array<double, host_kinds> sensors{};
    Sampler alert_delay;
    Sampler users_notice;
    std::optional<Sampler> false_alarms;
    std::vector<TeamPlan> teams;
    std::vector<std::uint32_t> team_of_organisation;  ///< who looks at its alerts
    Duration reporting_delay;
    std::array<EffortPlan, host_kinds> effort;
    RepairPlan repair;
    /// By LinkId, of those that some play closes: who uses them; where nobody does, the link itself
    /// with everything at its ends.
    std::vector<std::vector<federation::LinkUse>> link_uses;
    std::vector<StrategyPlan> strategies;
    std::optional<ForensicsPlan> forensics;
    std::vector<PoolPlan> pools;
    std::vector<double> weights;                            ///< prior, by attacker; they sum to 1
    std::optional<federation::OrganisationId> seat;         ///< of the crisis team
    std::vector<Used> channels;                             ///< what the crisis team uses there
    std::vector<std::vector<Used>> used_by_crew;            ///< by CrewId
    std::vector<std::optional<MovePlan>> moves;             ///< by ServiceId
    std::vector<std::vector<federation::ServiceId>> flows;  ///< by ServiceId: who can come
    std::vector<std::vector<ObligationPlan>> obligations;   ///< by organisation
    std::vector<std::vector<federation::HostGroupId>> backups;  ///< by organisation
    StagesPlan stages;

    // Processes: organisations first, then the crisis team, the teams of the regions, the
    // operation, the pools. An organisation that decides for itself does so in its own process.
    [[nodiscard]] OrganisationAddress organisation(federation::OrganisationId id) const {
        return {kernel::ProcessId{id.value}};
    }
    [[nodiscard]] DeciderAddress own_team(federation::OrganisationId id) const {
        return {kernel::ProcessId{id.value}};
    }
    [[nodiscard]] DeciderAddress crisis_team() const {
        return {kernel::ProcessId{federation.organisations.size()}};
    }
    [[nodiscard]] DeciderAddress region_team(federation::RegionId id) const {
        return {kernel::ProcessId{federation.organisations.size() + 1 + id.index()}};
    }
    [[nodiscard]] OperationAddress operation() const {
        return {kernel::ProcessId{federation.organisations.size() + 1 + federation.regions.size()}};
    }
    [[nodiscard]] PoolAddress pool(std::size_t number) const {
        return {kernel::ProcessId{operation().process.index() + 1 + number}};
    }
    [[nodiscard]] std::size_t processes() const {
        return operation().process.index() + 1 + pools.size();
    }
    [[nodiscard]] kernel::EntityId host_entity(federation::HostGroupId group,
                                               std::uint32_t number) const {
        return host_prefix[group.index()].numbered(number);
    }
};

}  // namespace kammerspiel::model
