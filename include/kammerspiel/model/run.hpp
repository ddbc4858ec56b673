#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/model/metrics.hpp"
#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/model/trace.hpp"

namespace kammerspiel::model {

/// Which world: all of its draws are a function of these two numbers.
struct World {
    std::uint64_t seed = 0;
    std::uint64_t replication = 0;
};

enum class Executive { automatic, sequential, parallel };
constexpr auto vocabulary(Executive) {
    using enum Executive;
    return std::array{Word{automatic, "automatic"}, Word{sequential, "sequential"},
                      Word{parallel, "parallel"}};
}

struct RunOptions {
    std::uint32_t strategy = 0;  ///< position in Scenario::strategies
    std::uint32_t attacker = 0;  ///< position in Scenario::attackers: which one is true
    World world;
    Executive executive = Executive::automatic;
    unsigned threads = 0;  ///< of the parallel executive; 0: as many as the machine has
    bool keep_trace = true;
    bool count_events = false;
    std::stop_token stop;  ///< a request leaves an incomplete, consistent result
};

struct EventCount {
    std::string kind;  ///< its name in the program, as HandDue
    std::uint64_t count = 0;
};

struct RunResult {
    Metrics metrics;
    std::vector<TraceRecord> trace;  ///< in the total order; empty unless kept
    std::uint64_t events = 0;
    /// How many of each kind there were, most first; empty unless counted. What says where the time
    /// of a run goes.
    std::vector<EventCount> events_by_kind;
    bool complete = true;  ///< false: stopped by the user before the horizon
};

[[nodiscard]] RunResult run(const Plan& plan, const RunOptions& options);

}  // namespace kammerspiel::model
