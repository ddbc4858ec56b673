#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/bit_set.hpp"
#include "kammerspiel/base/id.hpp"
#include "kammerspiel/base/units.hpp"
#include "kammerspiel/federation/level.hpp"
#include "kammerspiel/scenario/federation_description.hpp"

// The compiled federation: what a scenario's names mean, as index-based tables. Immutable once
// compiled; every run over every strategy reads the same one.

namespace kammerspiel::federation {

using OrganisationId = Id<struct OrganisationTag>;
using RegionId = Id<struct RegionTag>;
using HostGroupId = Id<struct HostGroupTag>;
using ServiceId = Id<struct ServiceTag>;
using LinkId = Id<struct LinkTag>;
using CrewId = Id<struct CrewTag>;
using ZoneId = Id<struct ZoneTag>;
using RealmId = Id<struct RealmTag>;

/// A node of one organisation's dependency graph: its host groups, then its services, then its
/// links, then its views of other organisations' nodes.
using NodeIndex = Id<struct NodeTag>;

/// A half-open run of consecutive ids.
template <class TheId>
struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    [[nodiscard]] TheId operator[](std::uint32_t i) const { return TheId{first + i}; }
    [[nodiscard]] bool contains(TheId id) const {
        return id.value >= first && id.value < first + count;
    }
};

/// One node of a compiled need, in prefix order: its `children` follow it directly.
struct NeedNode {
    /// When it counts: always, only for starting (`to_start`), or only once it runs
    /// (`starts_without`).
    enum class Counts : std::uint8_t { always, to_start, running };
    scenario::Need::Op op = scenario::Need::Op::all_of;
    Counts counts = Counts::always;
    std::uint32_t children = 0;
    std::uint32_t at_least = 0;               ///< k of `at_least`
    std::uint32_t size = 1;                   ///< nodes of this subtree, itself included
    std::uint32_t first_weight = 0;           ///< into Federation::weights, of `weighted`
    NodeIndex of;                             ///< of a reference
    std::optional<NodeIndex> over;            ///< a link's node
    std::optional<std::uint32_t> grace_slot;  ///< numbered within the organisation
    Duration grace;
    std::int32_t enough = PartsPerMillion::full().count();
    std::int32_t floor = 0;
};

/// First node and number of nodes of a need in Federation::needs; empty when nothing is needed.
using NeedRange = Range<Id<struct NeedNodeTag>>;

struct HostGroup {
    std::string name;        ///< organisation/group
    std::string local_name;  ///< group
    std::string key;         ///< as the name, of their keys: decides luck and among equals
    OrganisationId organisation;
    scenario::HostKind kind = scenario::HostKind::server;
    std::uint32_t count = 0;
    ZoneId zone;
    std::optional<RealmId> realm;
    std::vector<std::string> tags;
    NeedRange needs;
    std::optional<Duration> backup_interval;  ///< of a group that keeps backups
    bool offline = false;                     ///< what it keeps cannot be destroyed
    std::vector<ZoneId> reachable_from;       ///< zones that reach it; empty: all
    Place place;
};

struct Service {
    std::string name;        ///< organisation/service
    std::string local_name;  ///< service
    std::string key;         ///< as the name, of their keys
    scenario::Localised title;
    OrganisationId organisation;
    NeedRange needs;
    std::optional<scenario::Demand> demand;
    std::uint32_t profile = 0;  ///< into Federation::profiles, of `demand`
    Duration start_time;
    PartsPerMillion up_from;
    std::optional<Duration> mtpd;
    std::optional<Duration> rto;
    std::optional<Duration> rpo;
    std::optional<scenario::Fallback> fallback;
    std::optional<double> capacity;  ///< people served at a time
    Place place;
};

struct Link {
    std::string name;  ///< organisation/link
    std::string local_name;
    std::string key;                   ///< as the name, of their keys
    OrganisationId organisation;       ///< whose end can open and close it
    std::optional<OrganisationId> to;  ///< absent: the internet
    NeedRange needs;
    Place place;
};

/// A node of another organisation that something here depends on.
struct View {
    OrganisationId organisation;  ///< the provider
    NodeIndex node;               ///< in the provider's numbering
};

/// Who must hear of it when a node's level changes: an organisation and its view of the node.
struct Subscriber {
    NodeIndex node;               ///< the provider's
    OrganisationId organisation;  ///< the dependent
    NodeIndex view;               ///< in the dependent's numbering
};

using HostKinds = BitSet<scenario::HostKind, std::uint32_t>;
/// What is written as a list of kinds; every kind, where none is written.
[[nodiscard]] HostKinds kinds_of(const std::vector<scenario::HostKind>& written);

struct Crew {
    std::string name;  ///< organisation/crew
    std::string key;   ///< as the name, of their keys
    OrganisationId organisation;
    std::uint32_t people = 0;
    Shift shift = Shift::business_hours;
    HostKinds kinds;  ///< that it can work on
};

/// What a node index of one organisation stands for.
struct NodeMeaning {
    enum class Kind { host_group, service, link, view } kind = Kind::host_group;
    std::uint32_t position = 0;  ///< within its kind, within the organisation
};

struct Organisation {
    std::string id;
    std::string key;  ///< see scenario::key_of
    std::string name;
    std::string city;
    RegionId region;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::uint64_t members = 0;
    double staff = 0;
    Range<HostGroupId> host_groups;
    Range<ServiceId> services;
    Range<LinkId> links;
    Range<CrewId> crews;
    std::uint32_t first_view = 0;  ///< into Federation::views
    std::uint32_t views = 0;
    std::uint32_t first_subscriber = 0;  ///< into Federation::subscribers, sorted by node
    std::uint32_t subscribers = 0;
    std::uint32_t grace_slots = 0;
    Place place;

    [[nodiscard]] std::uint32_t nodes() const {
        return host_groups.count + services.count + links.count + views;
    }
    [[nodiscard]] NodeIndex node(HostGroupId which) const {
        return NodeIndex{which.value - host_groups.first};
    }
    [[nodiscard]] NodeIndex node(ServiceId which) const {
        return NodeIndex{host_groups.count + which.value - services.first};
    }
    [[nodiscard]] NodeIndex node(LinkId which) const {
        return NodeIndex{host_groups.count + services.count + which.value - links.first};
    }
    [[nodiscard]] NodeIndex view_node(std::uint32_t view) const {
        return NodeIndex{host_groups.count + services.count + links.count + view};
    }
    [[nodiscard]] NodeMeaning meaning(NodeIndex node) const {
        std::uint32_t position = node.value;
        if (position < host_groups.count) return {NodeMeaning::Kind::host_group, position};
        position -= host_groups.count;
        if (position < services.count) return {NodeMeaning::Kind::service, position};
        position -= services.count;
        if (position < links.count) return {NodeMeaning::Kind::link, position};
        return {NodeMeaning::Kind::view, position - links.count};
    }
};

struct Region {
    std::string code;
};

struct Federation {
    std::vector<Organisation> organisations;
    std::vector<Region> regions;  ///< sorted by code
    std::vector<HostGroup> host_groups;
    std::vector<Service> services;
    std::vector<Link> links;
    std::vector<Crew> crews;
    std::vector<View> views;
    std::vector<Subscriber> subscribers;
    std::vector<NeedNode> needs;
    std::vector<std::int32_t> weights;      ///< parts per million, of `weighted` needs
    std::vector<std::uint32_t> dependents;  ///< local node indices; see dependents_of
    std::vector<Range<Id<struct DependentTag>>> dependents_by_node;  ///< by organisation and node
    std::vector<NeedRange> needs_by_node;                            ///< likewise
    std::vector<std::uint32_t> first_node;                           ///< into both, by organisation
    std::vector<std::string> zones;
    std::vector<std::string> realms;
    std::vector<std::string> profiles;  ///< names of demand profiles that services use

    [[nodiscard]] const Organisation& of(OrganisationId id) const {
        return organisations[id.index()];
    }
    [[nodiscard]] std::span<const NeedNode> need(NeedRange range) const {
        return std::span{needs}.subspan(range.first, range.count);
    }
    [[nodiscard]] std::span<const View> views_of(OrganisationId id) const {
        return std::span{views}.subspan(of(id).first_view, of(id).views);
    }
    [[nodiscard]] std::span<const Subscriber> subscribers_of(OrganisationId id) const {
        return std::span{subscribers}.subspan(of(id).first_subscriber, of(id).subscribers);
    }
    /// Nodes of `id` whose level follows from `node`, ascending.
    [[nodiscard]] std::span<const std::uint32_t> dependents_of(OrganisationId id,
                                                               NodeIndex node) const {
        const auto range = dependents_by_node[first_node[id.index()] + node.index()];
        return std::span{dependents}.subspan(range.first, range.count);
    }
    /// Precondition: the organisation has such a node.
    [[nodiscard]] NodeMeaning meaning(OrganisationId id, NodeIndex node) const {
        return of(id).meaning(node);
    }
    /// What a node needs; a view needs nothing here.
    [[nodiscard]] NeedRange needs_of(OrganisationId id, NodeIndex node) const {
        return needs_by_node[first_node[id.index()] + node.index()];
    }
    /// The name of a node, e.g. `ihk-ulm/email`; of a view, the provider's.
    [[nodiscard]] std::string name_of(OrganisationId id, NodeIndex node) const;
    [[nodiscard]] std::optional<OrganisationId> find_organisation(std::string_view id) const;
    [[nodiscard]] std::uint64_t hosts() const;
    [[nodiscard]] std::uint64_t members() const;
};

}  // namespace kammerspiel::federation
