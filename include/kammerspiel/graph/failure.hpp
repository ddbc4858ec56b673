#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "kammerspiel/base/units.hpp"
#include "kammerspiel/federation/need_graph.hpp"

// What falls with what: the fault tree of a federation, read from its needs. A failure is for good
// here: graces are over, workarounds that begin by themselves and have no limit of time stand in.

namespace kammerspiel::graph {

using federation::NeedGraph;
using federation::NeedNodeId;

/// What can fail: all hosts of a group, a link, or all that an organisation has.
using Element =
    std::variant<federation::HostGroupId, federation::LinkId, federation::OrganisationId>;

[[nodiscard]] std::string name_of(const federation::Federation& federation, const Element& element);
[[nodiscard]] const Place& place_of(const federation::Federation& federation,
                                    const Element& element);
/// The organisation that it is or belongs to.
[[nodiscard]] federation::OrganisationId owner_of(const federation::Federation& federation,
                                                  const Element& element);

/// What people notice of a failure. Only services with demand count.
struct Effect {
    std::uint32_t services = 0;       ///< whose level falls below `up_from`
    std::uint32_t organisations = 0;  ///< that have such a service
    std::uint64_t members = 0;        ///< of these organisations
    MemberHours per_day;              ///< lost in a day of 24 h, in the average of a normal week
    bool operator==(const Effect&) const = default;
};

/// Works out what failures lead to, one after the other in the same memory. The levels are the
/// greatest ones that agree with the needs once the failed nodes have none: what a running
/// federation settles to. Costs as much as a failure changes, not the size of the federation.
class FailureStudy {
   public:
    explicit FailureStudy(const NeedGraph& graph);

    [[nodiscard]] Effect effect(std::span<const Element> failed);
    /// What comes to it because all fail at once: beyond what each takes down by itself.
    [[nodiscard]] Effect effect_together(std::span<const Element> failed);
    /// Services with demand that fall below `up_from`, ascending.
    [[nodiscard]] std::vector<federation::ServiceId> services_down(std::span<const Element> failed);
    /// Levels of single nodes, in parts per million, within `among` (ascending): what lies outside
    /// does not change. For questions about one service, `among` is what it needs.
    [[nodiscard]] std::int32_t level(NeedNodeId wanted, std::span<const Element> failed,
                                     std::span<const NeedNodeId> among);
    /// Levels while nothing has failed.
    [[nodiscard]] std::int32_t intact(NeedNodeId node) const { return intact_[node.index()]; }
    /// Needs evaluated so far: what the work is measured in.
    [[nodiscard]] std::uint64_t evaluations() const { return evaluations_; }

   private:
    const NeedGraph& graph_;
    std::vector<std::int32_t> intact_;
    std::vector<std::int32_t> level_;
    std::vector<std::uint8_t> mark_;  ///< bit set: touched, queued, failed, among
    std::vector<NeedNodeId> touched_;
    std::vector<NeedNodeId> queue_;
    std::vector<std::uint32_t> seen_;  ///< by organisation: the last question it was counted in
    std::vector<std::int32_t> least_;  ///< by node: of the failures one by one, see effect_together
    std::uint32_t question_ = 0;
    std::uint64_t evaluations_ = 0;

    void settle_intact();
    void fail(std::span<const Element> failed, bool within_marked);
    void fail(NeedNodeId node, bool within_marked);
    void touch(NeedNodeId node, std::int32_t level);
    void queue_dependents(NeedNodeId node, bool within_marked);
    void spread(bool within_marked);
    void restore();
    [[nodiscard]] std::int32_t evaluate(NeedNodeId node);
    template <class Reference>
    [[nodiscard]] Effect count(Reference reference);
};

/// A limit on the work of the searches below, so that a hostile federation does not hold them up.
inline constexpr std::uint64_t most_evaluations = 50'000'000;

struct SingleFailure {
    Element element;
    Effect effect;
};

/// Every element by itself.
struct SingleFailures {
    std::vector<SingleFailure>
        worst_first;  ///< by members, member-hours, name; without effect: left out
    std::vector<MemberHours> cost_of_group;  ///< per day, by HostGroupId
    std::vector<MemberHours> cost_of_link;   ///< per day, by LinkId
    bool is_complete = true;                 ///< false: `most_evaluations` were reached
};
[[nodiscard]] SingleFailures single_failures(FailureStudy& study, const NeedGraph& graph);

struct PairFailure {
    Element first, second;
    Effect together;
    Effect beyond;  ///< what only both take down
};
struct PairFailures {
    std::vector<PairFailure> worst_first;  ///< by `beyond`: members, member-hours, names
    bool is_complete = true;
};
/// Pairs of host groups and links that matter together: services fall that neither takes down by
/// itself. Looked for where a need has alternatives or asks for some of several. (Minimal cut sets
/// of order two; Vesely et al., Fault Tree Handbook, NUREG-0492, 1981.)
[[nodiscard]] PairFailures pair_failures(FailureStudy& study, const NeedGraph& graph);

/// What one service hangs on.
struct Dependence {
    federation::ServiceId service;
    std::uint32_t alike = 1;       ///< organisations in which it is the same, this one included
    std::vector<Element> singles;  ///< each takes it below `up_from`; by name, organisations last
};
struct Dependences {
    std::vector<Dependence> services;
    bool is_complete = true;  ///< false: some need too much to be looked at
};
/// For each service with demand, once for organisations that are alike (see alike.hpp).
[[nodiscard]] Dependences dependences(FailureStudy& study, const NeedGraph& graph);

/// All that a node needs, directly or not, itself included; ascending. Beyond `most` nodes the
/// search ends, with more than so many.
[[nodiscard]] std::vector<NeedNodeId> all_needed_by(const NeedGraph& graph, NeedNodeId node,
                                                    std::size_t most = std::size_t(-1));

}  // namespace kammerspiel::graph
