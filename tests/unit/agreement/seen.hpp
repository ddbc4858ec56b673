#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "kammerspiel/federation/attack.hpp"
#include "kammerspiel/model/run.hpp"

// What a run shows of what analysis claims.

namespace kammerspiel::test {

/// Of each service its level when the run ends, in parts per million, by ServiceId.
[[nodiscard]] std::vector<std::uint32_t> levels_at_the_end(const model::Plan& plan,
                                                           const model::RunResult& run);

/// Of each node (by NeedNodeId) whether it is a service that never stopped: full, else 0, as for
/// federation::cannot_start. A circle that needs no host keeps running when all of them are off.
[[nodiscard]] std::vector<std::int32_t> ran_on(const model::Plan& plan,
                                               const model::RunResult& run);

/// Hosts that were switched off, by organisation.
[[nodiscard]] std::map<federation::OrganisationId, std::uint64_t> switched_off(
    const model::RunResult& run);

/// By HostGroupId: that all of it came back.
[[nodiscard]] std::vector<bool> restored(const model::Plan& plan, const model::RunResult& run);

/// By HostGroupId: the most that the attacker ever had of one of its hosts.
[[nodiscard]] std::vector<federation::Integrity> held(const model::Plan& plan,
                                                      const model::RunResult& run);

/// By RealmId: that the attacker ever took credentials of it.
[[nodiscard]] std::vector<bool> realms_taken(const model::Plan& plan, const model::RunResult& run);

}  // namespace kammerspiel::test
