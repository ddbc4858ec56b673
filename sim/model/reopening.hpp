#pragma once

#include "sim/model/decider.hpp"

// What a decider knows of hosts being back, and the links that it has opened again for that.

namespace kammerspiel::model {

void hosts_stand(DeciderContext& decider, const event::HostsStand& stand);

/// Whether some of the hosts that the condition watches were away and, as far as the decider knows,
/// none is now.
[[nodiscard]] bool is_restored(const DeciderContext& decider, const ConditionPlan& condition);

/// Remembers, of a decided play, a link that an organisation is to close until a condition holds.
void keep_in_mind(DeciderContext& decider, const event::Decide& decided, std::uint32_t action,
                  std::uint32_t organisation);
/// Orders open again whatever was closed until what now holds.
void open_what_may(DeciderContext& decider);

}  // namespace kammerspiel::model
