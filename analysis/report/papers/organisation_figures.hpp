#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/report/run_report.hpp"

// What one world did to one organisation, service by service and duty by duty.

namespace kammerspiel::report::papers {

/// From the start on, so that its length is what the model's figures count.
struct Outage {
    SimTime from;
    std::optional<SimTime> back;  ///< absent: not by the end
    [[nodiscard]] Duration length(SimTime end) const { return back.value_or(end) - from; }
};
[[nodiscard]] std::vector<Outage> outages_of(const model::ServiceFigures& figures);

/// An obligation that can arise in an organisation.
struct Duty {
    std::size_t obligation = 0;    ///< into Scenario::obligations
    std::optional<SimTime> began;  ///< absent: it did not arise
    std::optional<SimTime> met;
    bool is_missed = false;
    bool was_ready = false;  ///< missed, as no channel worked
};
[[nodiscard]] std::vector<Duty> duties_of(const model::Plan& plan, const model::RunResult& world,
                                          federation::OrganisationId organisation);

}  // namespace kammerspiel::report::papers
