#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kammerspiel/model/host_state.hpp"
#include "kammerspiel/model/run.hpp"

// Why something was down: what it lacked, and the chain of events that had led there.

namespace kammerspiel::model {

/// One thing of the dependency graph as it stood at a moment.
struct Standing {
    enum class Kind : std::uint8_t { host_group, service, link } kind = Kind::service;
    std::uint32_t id = 0;  ///< a HostGroupId, ServiceId or LinkId
    PartsPerMillion level;
    bool is_running = true;          ///< of a service: false, it has to start (again)
    bool is_starting = false;        ///< of a service: its needs are met, its start takes time
    Stage stage = Stage::none;       ///< of a service, where there are stages: what it waits for
    bool is_open = true;             ///< of a link
    HostCounts hosts{};              ///< of a host group
    std::vector<TraceRecord> chain;  ///< from its last change back to the root of it
};

/// A thing that was down, with what it lacked. Of a need that is an `all_of` every lost part is a
/// necessary cause; of a need with alternatives all that failed are, together.
struct Reason {
    Standing what;
    bool alternatives = false;  ///< one of `lacks` would have been enough
    std::uint32_t enough = 0;   ///< of alternatives: how many would have been
    std::vector<Reason> lacks;  ///< each of them below full; empty where it fails by itself
    bool is_told = false;       ///< it stands in the tree already: not told again
};

struct Explanation {
    SimTime at;
    Reason reason;  ///< of the service that was asked about
    RunResult run;  ///< up to `at`, with its trace
};

/// Runs the world up to and including `at` and takes apart why `service` stood as it did.
[[nodiscard]] Explanation explain(const Plan& plan, const RunOptions& options,
                                  federation::ServiceId service, SimTime at);

}  // namespace kammerspiel::model
