#pragma once

#include <span>

#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {

/// Adds up what the given services lost. `members` is who is behind the row.
[[nodiscard]] LossRow loss_of(const federation::Federation& federation,
                              const model::Metrics& metrics,
                              std::span<const federation::ServiceId> services);

/// Whether the service was longer down than its operators had set as their aim. Services without
/// demand have aims, too.
void count_aims(LossRow& row, const federation::Service& service,
                const model::ServiceFigures& figures);

/// Services that have demand, of everything or of what `wanted` chooses.
template <class Wanted>
[[nodiscard]] std::vector<federation::ServiceId> services_where(
    const federation::Federation& federation, Wanted wanted) {
    std::vector<federation::ServiceId> chosen;
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const federation::Service& service = federation.services[s];
        if (service.demand && wanted(service)) chosen.push_back(federation::ServiceId{s});
    }
    return chosen;
}

}  // namespace kammerspiel::report
