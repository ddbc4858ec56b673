#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/units.hpp"
#include "kammerspiel/base/words.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// Where to cut: the cheapest set of links, host groups and techniques whose closing keeps an
// attacker profile from what matters.

namespace kammerspiel::graph {

/// What is to be kept from the attacker: any hold, be it a foothold, on the host groups of a kind,
/// or on anything outside the organisations that it enters.
enum class CutTarget : std::uint8_t { identity, backup, management, outside };
constexpr auto vocabulary(CutTarget) {
    using enum CutTarget;
    return std::array{Word{identity, "identity"}, Word{backup, "backup"},
                      Word{management, "management"}, Word{outside, "outside"}};
}

/// What a cut costs while it lasts, in member-hours per day. A group's is that of isolating all of
/// its hosts. Missing entries (a shorter vector) cost nothing.
struct CutCosts {
    std::vector<MemberHours> links;        ///< by LinkId
    std::vector<MemberHours> host_groups;  ///< by HostGroupId
};

struct TechniqueBlock {
    std::string technique;                    ///< ATT&CK id
    federation::OrganisationId organisation;  ///< where attempts by it fail
    bool operator==(const TechniqueBlock&) const = default;
};

struct AttackCut {
    enum class Outcome : std::uint8_t {
        none_needed,  ///< nothing of the target is reached anyway, but where it comes in
        found,
        impossible,  ///< no set of such cuts separates
    };
    Outcome outcome = Outcome::none_needed;
    std::vector<federation::LinkId> links;             ///< to close; ascending
    std::vector<federation::HostGroupId> host_groups;  ///< to isolate; ascending
    std::vector<TechniqueBlock> techniques;            ///< to block
    MemberHours per_day;                               ///< what all of it costs
    /// No cheaper set exists. Otherwise it separates, and none of it can be left out, but
    /// credentials or footholds may make a cheaper one suffice.
    bool is_least = false;
    [[nodiscard]] std::size_t size() const {
        return links.size() + host_groups.size() + techniques.size();
    }
};
constexpr auto vocabulary(AttackCut::Outcome) {
    using enum AttackCut::Outcome;
    return std::array{Word{none_needed, "none_needed"}, Word{found, "found"},
                      Word{impossible, "impossible"}};
}

/// Answers for one target of one profile, from all of its entries at once.
struct ProfileCut {
    std::uint32_t profile = 0;  ///< in the scenario
    CutTarget target = CutTarget::identity;
    std::uint32_t groups = 0;  ///< of the target, that are reached without a cut
    std::vector<federation::HostGroupId> reached;  ///< those; ascending
    /// Of the target, too, but where the attacker comes in: nothing keeps it from them.
    std::uint32_t entered = 0;
    std::uint64_t members =
        0;                    ///< of their organisations and of those that depend on them directly
    AttackCut by_links;       ///< links and host groups alone: rests on stopping no technique
    AttackCut by_techniques;  ///< with techniques as well
};

/// Minimum cuts (Boykov & Kolmogorov 2004) on graphs that have at least the ways the attacker has,
/// so that every cut separates; each is checked against all that the profile can reach, and what
/// turns out needless is left out. Cuts that hang on credentials, which no flow sees, are looked
/// for by leaving out of everything as much as possible. Groups that
/// are entered or are the target themselves cannot be cut. Of equal cost the set with fewer parts
/// wins. A block of a technique costs no member-hours.
[[nodiscard]] std::vector<ProfileCut> attack_cuts(const scenario::Scenario& scenario,
                                                  const federation::Federation& federation,
                                                  const CutCosts& costs);
/// The same for one profile, by its number in the scenario.
[[nodiscard]] std::vector<ProfileCut> attack_cuts_of(const scenario::Scenario& scenario,
                                                     const federation::Federation& federation,
                                                     std::uint32_t profile, const CutCosts& costs);

}  // namespace kammerspiel::graph
