#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/kernel/entity.hpp"

// What the stages of recovery mean to the handlers.

namespace kammerspiel::model {

struct HoldPlan {
    std::vector<bool> groups;  ///< by HostGroupId: that nobody repairs meanwhile
    Sampler lasts;
    bool by_forensics = false;
    kernel::EntityId entity;  ///< its draws, by round: one project for all
};

/// Who does work on a service: people of one crew, or whoever of the organisation repairs hosts.
struct Doers {
    federation::OrganisationId at;
    std::optional<std::uint32_t> crew;  ///< its position there; absent: any that is for everything
};

struct WorkPlan {
    std::uint32_t parts = 1;
    Sampler effort;
    std::optional<Sampler> intact;  ///< instead, where no server of it was destroyed
    Doers by;
    Duration loading;  ///< of its data
};

struct AcceptancePlan {
    std::optional<std::uint32_t> crew;  ///< position of the own crew that is bound by it
    Sampler takes;
    double passes = 1;
};

struct InterimPlan {
    std::int32_t level = 0;  ///< parts per million
    Sampler work;
    Doers by;
    bool own_ground = false;
};

/// How one service of one organisation comes back after a long outage.
struct ReturnPlan {
    Duration after;
    std::optional<WorkPlan> work;
    std::optional<AcceptancePlan> accept;
    std::optional<InterimPlan> interim;
    std::optional<std::uint32_t> board;  ///< that releases it
    std::vector<std::uint32_t> servers;  ///< positions of own groups it stands on
    kernel::EntityId entity;
    [[nodiscard]] bool has_stages() const { return work || accept; }
    [[nodiscard]] std::uint32_t parts() const { return work ? work->parts : 1; }
};

struct BoardPlan {
    std::vector<SimTime> meetings;  ///< ascending, over the horizon
    std::uint32_t at_most = 1;      ///< parts at one
    std::int32_t examined = 0;      ///< parts per million of an organisation's hosts
    bool credentials_reset = false;
    std::vector<std::uint32_t> released;  ///< boards whose services run again there
    Duration watch;
};

struct SupplyPlan {
    std::uint32_t stock = 0;
    Sampler lead;
    std::uint32_t batch = 1;
    kernel::NamePrefix name;  ///< its draws, followed by an organisation's id
};

struct ImagePlan {
    Sampler prepare;
    std::uint32_t side_by_side = 1;
    Sampler each;
    std::vector<scenario::HostKind> needed;  ///< of each of these some host must work
    kernel::NamePrefix name;                 ///< likewise
};

struct AccountsPlan {
    std::uint64_t accounts = 0;
    std::uint32_t a_day = 1;
    Duration working_day;               ///< of who issues them
    std::optional<std::uint32_t> crew;  ///< position of the own crew; absent: nobody's hands
};

struct TiringPlan {
    Duration after;
    double slower = 1;
};

inline constexpr std::size_t host_kinds = 8;

struct StagesPlan {
    bool any = false;  ///< without any, none of it is looked at
    std::vector<HoldPlan> holds;
    std::vector<std::optional<ReturnPlan>> services;  ///< by ServiceId
    std::vector<std::uint32_t> by_name;  ///< by ServiceId: its place among all, by name
    std::vector<BoardPlan> boards;
    std::array<std::optional<SupplyPlan>, host_kinds> supplies;
    std::array<std::optional<ImagePlan>, host_kinds> images;
    std::vector<std::optional<AccountsPlan>> accounts;  ///< by OrganisationId
    std::vector<double> share;                          ///< by CrewId: of their time
    std::vector<std::optional<TiringPlan>> tires;       ///< by CrewId
    std::vector<bool> does_any;  ///< by CrewId: takes work on services that names nobody
};

}  // namespace kammerspiel::model
