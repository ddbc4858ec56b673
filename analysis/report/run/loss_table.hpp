#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/ensemble/vocabulary.hpp"
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

/// One figure of a row, under its name in all results.
struct RowFigure {
    std::string_view name;
    std::string unit;
    std::optional<double> value;
    /// Why it is missing where it is; absent of figures that never are.
    std::optional<ensemble::Status> missing = {};
};
/// Of what files for programs say of a row, in their order. Money only with a valuation.
[[nodiscard]] std::vector<RowFigure> figures_of(const LossRow& row, const std::string& currency);

/// Hours from the start until it is back for good; absent: not by the end.
[[nodiscard]] std::optional<double> hours_to(const model::Restored& back);

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
