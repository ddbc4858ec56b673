#pragma once

#include <random>
#include <string>
#include <vector>

#include "analysis/graph/attack_rules.hpp"
#include "tests/support/built_federation.hpp"

// Attackers written by hand or drawn by lot.

namespace kammerspiel::test {

/// Which hosts; an empty text chooses all of that aspect.
[[nodiscard]] scenario::Selector hosts(const std::string& organisation, const std::string& group);

class AttackBuilder : public Builder {
   public:
    scenario::AttackerProfile& attacker(
        const std::string& name,
        scenario::AttackerProfile::Kind kind = scenario::AttackerProfile::Kind::operated);
    /// Of the attacker that was added last: `hours` an attempt, yields control unless it is
    /// changed.
    scenario::Route& route(const std::string& name, scenario::Selector from, scenario::Selector to,
                           std::int64_t hours, double success = 1);
    scenario::Route& route_to_itself(const std::string& name, scenario::Selector from,
                                     std::int64_t hours, double success = 1);
    /// By all attackers.
    scenario::Entry& entry(scenario::Selector at,
                           scenario::Integrity yields = scenario::Integrity::controlled);
};

/// A small federation with links, zones, realms and an attacker, all by lot. Always the same for
/// the same state of `random`.
struct Lot {
    std::size_t most_organisations = 3;
    std::size_t most_groups = 3;  ///< of an organisation
    std::size_t most_routes = 5;
    bool with_credentials = true;
    bool with_foothold = true;  ///< else every success yields control
    bool with_zones = true;
};
[[nodiscard]] AttackBuilder drawn_by_lot(std::mt19937& random, const Lot& lot);

}  // namespace kammerspiel::test
