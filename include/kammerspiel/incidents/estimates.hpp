#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/incidents/library.hpp"

namespace kammerspiel::incidents {

/// A rule for a figure that a row leaves out. None of them looks at a milestone.
struct Rule {
    std::string_view column;
    std::string_view rule;  ///< as the README of the library states it, e.g. 4.5 × √staff
};
[[nodiscard]] std::span<const Rule> rules();

/// All figures of an incident: what its row says, and what the rules make of the rest.
struct Figures {
    double staff = 0;
    double people = 0;
    double servers = 0;
    double workstations = 0;
    double destroyed = 0;
    double clients_destroyed = 0;
    double applications = 0;
    double accounts = 0;
    double backups_lost = 0;  ///< probability
    bool is_identity_rebuilt = false;
    double it_staff = 0;
    double helpers = 0;
    double released_a_week = 0;  ///< applications; no column, always by rule
    /// Of one person on one application, median; no columns, always by rule. Applications grow with
    /// the root of staff and so does the work on each, so that all of it grows with staff, as those
    /// do who do it.
    double hours_of_work = 0;
    double hours_if_intact = 0;          ///< where no server of it was destroyed
    std::vector<std::string> estimated;  ///< columns whose figure is a rule's
};
[[nodiscard]] Figures figures_of(const Incident& incident);

}  // namespace kammerspiel::incidents
