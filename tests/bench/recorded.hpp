#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/model/plan.hpp"

namespace kammerspiel::bench {

/// What a run of the real model asked of its queue, in order.
struct Recorded {
    enum Step : bool { push, pop };
    std::vector<std::pair<kernel::EventKey, Step>> steps;
    std::size_t most_pending = 0;
};

/// One world of a scenario, with its first strategy.
[[nodiscard]] Recorded record(const model::Plan& plan, std::uint32_t attacker);

}  // namespace kammerspiel::bench
