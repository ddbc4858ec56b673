#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::graph {

/// What countermeasures deny an attacker. An empty list denies nothing.
struct Containment {
    /// By route of the profile and organisation of the target.
    std::vector<std::vector<bool>> blocked;
    std::vector<bool> closed;    ///< by LinkId
    std::vector<bool> reset;     ///< by RealmId: credentials of it are worthless
    std::vector<bool> isolated;  ///< by HostGroupId: from the network, or switched off
    bool operator==(const Containment&) const = default;

    [[nodiscard]] bool blocks(std::size_t route, federation::OrganisationId target) const {
        return !blocked.empty() && !blocked[route].empty() && blocked[route][target.index()];
    }
    [[nodiscard]] bool closes(federation::LinkId link) const {
        return !closed.empty() && closed[link.index()];
    }
    [[nodiscard]] bool resets(federation::RealmId realm) const {
        return !reset.empty() && reset[realm.index()];
    }
    [[nodiscard]] bool isolates(federation::HostGroupId group) const {
        return !isolated.empty() && isolated[group.index()];
    }
};

[[nodiscard]] inline bool any(const std::vector<bool>& of) {
    return std::find(of.begin(), of.end(), true) != of.end();
}

/// Each of them everywhere.
[[nodiscard]] Containment without_technique(const federation::Federation& federation,
                                            const scenario::AttackerProfile& profile,
                                            std::string_view technique);
[[nodiscard]] Containment without_link(const federation::Federation& federation,
                                       std::string_view name);
[[nodiscard]] Containment without_credentials(const federation::Federation& federation);

/// All plays of a strategy done. An action whose scope follows where the attack is seen
/// (`affected`) counts as done everywhere: what counts is where the attacker is.
[[nodiscard]] Containment by_strategy(const federation::Federation& federation,
                                      const scenario::AttackerProfile& profile,
                                      const scenario::Strategy& strategy);
[[nodiscard]] Containment by_play(const federation::Federation& federation,
                                  const scenario::AttackerProfile& profile,
                                  const scenario::Play& play);

}  // namespace kammerspiel::graph
