#pragma once

#include <string_view>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

namespace kammerspiel::graph {

/// What countermeasures take from an attacker. An empty list takes nothing.
struct Taken {
    /// By route and organisation of the target.
    std::vector<std::vector<bool>> blocked;
    std::vector<bool> closed;  ///< by LinkId
    std::vector<bool> reset;   ///< by RealmId: credentials of it are worthless
    std::vector<bool> off;     ///< by HostGroupId: switched off or isolated
    bool operator==(const Taken&) const = default;
};

/// Each of them everywhere.
[[nodiscard]] Taken without_technique(const federation::Federation& federation,
                                      const scenario::AttackerProfile& profile,
                                      std::string_view technique);
[[nodiscard]] Taken without_link(const federation::Federation& federation, std::string_view name);
[[nodiscard]] Taken without_credentials(const federation::Federation& federation);

/// All plays of a strategy done. An action whose scope follows where the attack is seen
/// (`affected`) counts as done everywhere: what counts is where the attacker is.
[[nodiscard]] Taken by_strategy(const federation::Federation& federation,
                                const scenario::AttackerProfile& profile,
                                const scenario::Strategy& strategy);
[[nodiscard]] Taken by_play(const federation::Federation& federation,
                            const scenario::AttackerProfile& profile, const scenario::Play& play);

}  // namespace kammerspiel::graph
