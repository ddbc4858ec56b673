#pragma once

#include <map>
#include <optional>
#include <vector>

#include "analysis/graph/attack_graph.hpp"
#include "analysis/graph/attack_reach.hpp"
#include "analysis/graph/path_sampling.hpp"
#include "analysis/graph/shortest_paths.hpp"
#include "kammerspiel/graph/attack_paths.hpp"

namespace kammerspiel::graph {

/// The best ways from an entry by one weight.
struct BestWays {
    BestWays(const AttackGraph& graph, const std::vector<double>& weight, std::uint32_t entry);

    ShortestTree tree;
    std::vector<double> cost;         ///< by host group: until it is controlled
    std::vector<VertexNumber> state;  ///< by host group: in which it is
};

/// All that is said of one entry.
class PathsFromEntry {
   public:
    /// `entry`: position in the graph's rules, and its node.
    PathsFromEntry(const AttackGraph& graph, std::uint32_t entry, PathSampler& sampler,
                   const PathOptions& options);

    [[nodiscard]] EntryPaths analyse();

   private:
    using Steps = std::vector<AttackStep>;
    struct Asset {
        AssetKind kind = AssetKind::identity;
        const std::string* local_name = nullptr;
        federation::OrganisationId organisation;
        std::optional<federation::ServiceId> service;
        std::optional<federation::HostGroupId> soonest, likeliest;  ///< what falls; none: nothing
        bool falls_otherwise = false;
        bool is_foothold = false;  ///< in the end
    };
    /// Assets with the same signature are one line.
    using Signature = std::vector<std::uint32_t>;

    const AttackGraph& graph_;
    const AttackRules& rules_;
    const federation::Federation& federation_;
    std::uint32_t entry_;
    PathSampler& sampler_;
    const PathOptions& options_;
    BestWays by_time_;
    BestWays by_chance_;
    std::vector<std::uint32_t> name_number_;  ///< by host group: of its local name
    std::vector<std::uint64_t> members_behind_;
    std::vector<bool> is_entry_;  ///< by host group
    std::map<Signature, std::size_t> line_of_;
    EntryPaths result_;
    // What fastest paths run through, weighted by members (and counted, where there are none).
    struct Weight {
        double members = 0;
        double assets = 0;
    };
    Weight all_;
    std::map<federation::HostGroupId, Weight> through_group_;
    std::map<federation::RealmId, Weight> through_realm_;
    std::vector<federation::HostGroupId> asset_groups_;  ///< that are reached

    void number_names();
    [[nodiscard]] std::vector<Asset> assets() const;
    void add(const Asset& asset);
    [[nodiscard]] Steps steps_to(const BestWays& ways, federation::HostGroupId group) const;
    [[nodiscard]] Signature signature(const Asset& asset, const Steps& fastest,
                                      const Steps& likeliest) const;
    void note_passage(const Asset& asset, const Steps& steps);
    void add_out_of_reach(const Asset& asset);
    void finish_lines();
    void add_further(AssetPaths& line);
    [[nodiscard]] std::uint64_t members_of(const AssetPaths& line) const;
    void find_choke_points();
    void count_behind_by_dominators();
    void count_behind_by_trying();
};

}  // namespace kammerspiel::graph
