#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/incidents/library.hpp"
#include "kammerspiel/scenario/scenario_texts.hpp"

namespace kammerspiel::incidents {

/// Which service of the houses tells of a milestone, and for how many of them it must be up.
struct Aim {
    std::string service;
    std::string needs;  ///< the service of the template that it watches
    double level = 0;   ///< of that service
    double share = 1;   ///< of the houses
};

/// One for each milestone of an incident. Where there is one house, the level of a service is the
/// share that is back; where there are several, the share of houses that have it back at all. What
/// is restored for all of them at once, applications and with them everything, is counted by its
/// level, in half of the houses.
[[nodiscard]] std::vector<Aim> aims_of(const Incident& incident,
                                       const std::vector<Milestone>& milestones);

/// The files of an incident's scenario: the library's template with the figures of the incident in
/// its places. A place that nothing fills is an error at its line of the template.
[[nodiscard]] std::optional<scenario::ScenarioTexts> scenario_of(const Library& library,
                                                                 const Incident& incident,
                                                                 Diagnostics& out);

}  // namespace kammerspiel::incidents
