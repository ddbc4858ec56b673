#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/base/units.hpp"
#include "kammerspiel/base/words.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// Attack paths: how each attacker profile gets from each of its entry points to what matters most.

namespace kammerspiel::graph {

/// What an attacker wants above all. It is won when the attacker *controls* a host group: of the
/// first three the group itself; of a service any group that it needs, also of other organisations.
/// Only services that members use count.
enum class AssetKind : std::uint8_t { identity, backup, management, service };
constexpr auto vocabulary(AssetKind) {
    using enum AssetKind;
    return std::array{Word{identity, "identity"}, Word{backup, "backup"},
                      Word{management, "management"}, Word{service, "service"}};
}

/// One step: attempts over a route until one succeeds.
struct AttackStep {
    std::uint32_t route = 0;  ///< in the profile
    federation::HostGroupId from;
    federation::HostGroupId to;                ///< the same: the host itself, or one beside it
    scenario::Integrity holds{};               ///< of `to` afterwards; clean: none of it
    std::optional<federation::RealmId> uses;   ///< credentials taken before
    std::optional<federation::RealmId> takes;  ///< credentials that it yields
    std::optional<federation::LinkId> over;    ///< the first link between the organisations
    Probability chance;                        ///< that one attempt on a host of `to` succeeds
    bool operator==(const AttackStep&) const = default;
};

struct AttackPath {
    std::vector<AttackStep> steps;  ///< empty: entered there
    Probability at_first_try;       ///< that each step's first attempt succeeds
    /// Σ over steps: mean time of an attempt / its chance, of one pair of hands: what ways are
    /// ranked by. Of an autonomous profile the time in which a first success is to be expected,
    /// with the hosts of the source group joining in.
    Duration mean;
    /// Sampled. All hands of an operated profile try the same step at once, as in a run: who is in
    /// an attempt when another one wins stays in it until it ends.
    Duration p10, p50, p90;
    Share within_1_day;    ///< of samples that arrive in 24 h
    Share within_3_days;   ///< 72 h
    Share within_horizon;  ///< of the scenario
    bool operator==(const AttackPath&) const = default;
};

/// A asset, or several alike: of the same local name, with the same ways but for the organisation.
struct AssetPaths {
    AssetKind kind = AssetKind::identity;
    std::string local_name;                                 ///< of the group or the service
    std::vector<federation::OrganisationId> organisations;  ///< whose; ascending
    federation::HostGroupId falls;                 ///< what is controlled in the end, in the first
    std::optional<federation::ServiceId> service;  ///< of the first
    /// Of `organisations` and, but for services, of those that depend on them directly; each member
    /// counts once.
    std::uint64_t members = 0;
    AttackPath fastest;    ///< least mean time
    AttackPath likeliest;  ///< greatest chance at the first try
    /// Next fastest, of the few most valuable assets.
    std::vector<AttackPath> further;
};

/// A host group or credential realm that ways run through; neither entered nor won in the end.
struct ChokePoint {
    std::optional<federation::HostGroupId> group;
    std::optional<federation::RealmId> realm;
    /// Of the fastest paths, each weighted by its asset's members.
    Share share;
    std::uint32_t assets_behind = 0;   ///< groups to which *every* path runs through it
    std::uint64_t members_behind = 0;  ///< the most that one of those stands for
};

/// Assets that no path leads to control of.
struct OutOfReach {
    AssetKind kind = AssetKind::identity;
    std::string local_name;
    std::uint32_t organisations = 0;
    /// Of those, how many fall all the same to who goes back and forth with several credentials.
    std::uint32_t reachable_otherwise = 0;
    /// Of those, on how many the attacker gets a foothold, and no more.
    std::uint32_t as_foothold = 0;
};

struct EntryPaths {
    std::uint32_t entry = 0;               ///< in the scenario
    std::vector<AssetPaths> assets;        ///< most members first, then by kind and time
    std::uint32_t assets_left_out = 0;     ///< beyond `most_lines`
    std::vector<ChokePoint> choke_points;  ///< greatest share first; at most `most_choke_points`
    /// Whether `assets_behind` is known of all of them, or (in a very large federation) only of
    /// the first five.
    bool every_way_is_known = true;
    std::vector<OutOfReach> out_of_reach;
    std::uint32_t asset_groups = 0;  ///< identity, backup and management groups that are reached
};

struct ProfilePaths {
    std::uint32_t profile = 0;  ///< in the scenario
    std::vector<EntryPaths> entries;
    std::uint32_t entries_left_out = 0;  ///< beyond `most_entries`
    bool is_complete = true;             ///< false: the graph grew too large and was cut off
};

struct PathOptions {
    std::uint32_t k = 3;              ///< ways to each of the most valuable assets, 1 to 10
    std::uint32_t most_valuable = 3;  ///< lines that get them
    std::uint32_t samples = 2000;     ///< of each path; > 0
    std::uint32_t most_lines = 200;   ///< assets and sets of assets alike
    std::uint32_t most_entries = 16;
    std::uint32_t most_choke_points = 20;
    std::uint64_t seed = 1;
};

/// For each attacker profile, from each of its entries: Dijkstra's shortest paths by mean time and
/// by −ln chance over states (host group, how much of it is held, the credential realm taken last),
/// k shortest by time (Yen 1971), dominators (Lengauer & Tarjan 1979), times by sampling. Hands
/// repeat an attempt until it succeeds. A host of an autonomous profile tries any of the hosts that
/// a route reaches, and hosts of its own group that fall meanwhile join in (see docs/structure.md).
[[nodiscard]] std::vector<ProfilePaths> attack_paths(const scenario::Scenario& scenario,
                                                     const federation::Federation& federation,
                                                     const PathOptions& options = {});
/// The same for one profile, by its number in the scenario.
[[nodiscard]] ProfilePaths attack_paths_of(const scenario::Scenario& scenario,
                                           const federation::Federation& federation,
                                           std::uint32_t profile, const PathOptions& options = {});

}  // namespace kammerspiel::graph
