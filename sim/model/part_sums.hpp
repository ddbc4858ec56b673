#pragma once

#include <algorithm>
#include <optional>

#include "kammerspiel/model/metrics.hpp"

// Figures of processes, and of parts of a world, added up: whole numbers, so in any order.

namespace kammerspiel::model {

inline void add(HostFigures& sum, const HostFigures& part) {
    sum.compromised += part.compromised;
    sum.destroyed += part.destroyed;
    sum.destroyed_before_start += part.destroyed_before_start;
    sum.switched_off += part.switched_off;
    sum.times_switched_off += part.times_switched_off;
    sum.rebuilt += part.rebuilt;
    sum.inspected_clean += part.inspected_clean;
    sum.from_scratch += part.from_scratch;
    sum.persisted += part.persisted;
    sum.false_alarms += part.false_alarms;
    sum.missed += part.missed;
    sum.exfiltrated = sum.exfiltrated + part.exfiltrated;
    sum.crew_time += part.crew_time;
    sum.alerts_before_start += part.alerts_before_start;
}

inline void add(ObligationFigures& sum, const ObligationFigures& part) {
    sum.met += part.met;
    sum.missed += part.missed;
    sum.not_sent += part.not_sent;
    sum.running += part.running;
}

[[nodiscard]] inline std::optional<SimTime> earlier(std::optional<SimTime> one,
                                                    std::optional<SimTime> other) {
    if (!one || !other) return one ? one : other;
    return std::min(*one, *other);
}

}  // namespace kammerspiel::model
