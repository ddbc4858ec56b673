#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/graph/containment.hpp"
#include "analysis/graph/spectral.hpp"

namespace kammerspiel::graph {

/// The next-generation matrix K = F V⁻¹ of one attacker profile over (host group, foothold or
/// controlled), in its factored form. Every route hits the hosts of an organisation with equal
/// probability, so that F = B C has the rank of its *channels*: one for each organisation and set
/// of hosts that routes lead to. B spreads a channel's hits over its hosts, C adds up attempts into
/// channels; the eigenvalues of K other than 0 are those of the far smaller C V⁻¹ B.
class NextGeneration {
   public:
    /// Keeps references to both. `realms` by RealmId: whose credentials the attacker can come to
    /// have, from where it enters; absent: all that some route can take. Precondition: horizon > 0.
    NextGeneration(const federation::Federation& federation,
                   const scenario::AttackerProfile& profile, Duration horizon,
                   std::optional<std::vector<bool>> realms = std::nullopt);

    /// C V⁻¹ B, without what countermeasures deny; where hosts are isolated after an exponential
    /// time of mean `removed_after` > 0, with that.
    [[nodiscard]] SparseMatrix matrix(const Containment& containment,
                                      std::optional<Duration> removed_after) const;
    /// Whether nothing that the attacker does ends some hosts that spread.
    [[nodiscard]] bool until_horizon() const;

    /// A route of the profile by which it spreads to other hosts, and how many it wins an hour with
    /// one attempt after the other.
    struct Pace {
        std::size_t route = 0;
        double an_hour = 0;
    };
    /// The quickest route that still leads somewhere.
    [[nodiscard]] std::optional<Pace> quickest(const Containment& containment) const;

   private:
    using OrganisationId = federation::OrganisationId;
    using HostGroupId = federation::HostGroupId;

    /// Hosts that routes lead to.
    struct TargetClass {
        scenario::Selector to;
        scenario::Integrity yields = scenario::Integrity::foothold;
        bool needs_credentials = false;
        std::vector<bool> groups;
        std::vector<int> channel;  ///< by organisation; −1: no hosts of the class there
    };
    /// Organisations that links of one name join.
    struct Ways {
        std::string link;
        std::vector<std::vector<OrganisationId>> ends;  ///< by organisation
    };
    /// A route to other hosts.
    struct Rule {
        std::size_t route = 0;
        std::size_t target = 0;           ///< its class
        std::optional<std::size_t> ways;  ///< absent: within an organisation
        std::vector<bool> from;           ///< groups
        bool from_foothold = false;       ///< a foothold suffices
        double rate = 0;                  ///< successes an hour
        std::vector<double> hosts;        ///< that it picks from, by organisation of the source
    };
    /// A route from a host to more of it.
    struct Rise {
        std::size_t route = 0;
        std::vector<bool> from;
        bool needs_credentials = false;
        double rate = 0;
    };
    /// A group that only some zones of its own organisation reach: a channel of its own.
    struct Secluded {
        std::size_t target = 0;
        HostGroupId group;
        int channel = 0;
    };
    /// How long the attacker leaves a host alone: the sum of two independent times.
    struct Life {
        double mean = 0;                   ///< hours
        std::vector<double> after, takes;  ///< quantiles, hours
        [[nodiscard]] double active(double removal) const;
    };
    /// Hours that a host of a group is expected to be in each state.
    struct Stay {
        double foothold = 0;    ///< if it became one
        double rises = 0;       ///< probability that it then becomes controlled
        double controlled = 0;  ///< if it became so
    };
    /// Pairs of organisations between which a closed link leads, ascending.
    using Pairs = std::vector<std::pair<OrganisationId, OrganisationId>>;
    /// What holds under certain countermeasures.
    struct Moment {
        const Containment& containment;
        std::vector<Stay> stays;    ///< by host group
        std::vector<Pairs> closed;  ///< by ways
    };
    struct Column;

    const federation::Federation& federation_;
    const scenario::AttackerProfile& profile_;
    double horizon_;                          ///< hours
    std::vector<OrganisationId> themselves_;  ///< every organisation
    std::vector<TargetClass> classes_;
    std::vector<Ways> ways_;
    std::vector<Rule> rules_;
    std::vector<Rise> rises_;
    std::vector<Secluded> secluded_;  ///< by organisation
    std::vector<std::size_t> first_secluded_;
    std::vector<Life> lives_;                ///< of each impact; last: the horizon
    std::vector<std::size_t> life_of_;       ///< by host group
    std::vector<bool> realms_within_reach_;  ///< whose credentials can be taken
    int channels_ = 0;

    void add_route(std::size_t route);
    std::size_t class_of(const scenario::Route& route, std::vector<bool> groups);
    std::size_t ways_over(const std::string& link);
    void find_realms();
    void find_lives();
    void number_channels();
    std::vector<double> hosts_picked_from(const Rule& rule) const;
    std::span<const OrganisationId> ends(const Rule& rule, OrganisationId from) const;
    bool yields_to(const Containment& containment, HostGroupId group, bool needs_credentials) const;
    bool is_open(const Moment& moment, const Rule& rule, OrganisationId from,
                 OrganisationId to) const;
    Stay stay(HostGroupId group, const Containment& containment, double removal) const;
    Moment moment(const Containment& containment, std::optional<Duration> removed_after) const;
    void add_column(const Moment& moment, const Column& column,
                    std::vector<Eigen::Triplet<double>>& entries) const;
    bool leads_anywhere(const Moment& moment, const Rule& rule) const;
};

}  // namespace kammerspiel::graph
