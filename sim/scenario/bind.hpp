#pragma once

#include "sim/scenario/bind_parts.hpp"
#include "sim/scenario/documents.hpp"

// Placed nodes to typed values. Every function goes on after an error.

namespace kammerspiel::scenario {

struct BoundFederation {
    std::vector<Organisation> organisations;
    /// Templates with choices that no organisation makes, for checking: organisations without id.
    std::vector<Organisation> examples;
    bool is_complete = false;  ///< no organisation was left out for its faults
};

struct BoundScenario {
    Scenario scenario;
    std::vector<Organisation> examples;
    bool is_complete = false;
    std::string file_of_exercise;  ///< empty where there is none
};

/// A moment with its time zone, as 2022-08-03T13:00 Europe/Berlin; no calendar if it is none.
struct BoundStart {
    Starts starts;
    std::optional<Calendar> calendar;
};
[[nodiscard]] BoundStart read_starts(const Node& node, std::string_view key, Diagnostics& out);

/// Precondition: the main file could be read.
[[nodiscard]] BoundScenario bind(const Documents& documents, const Limits& limits,
                                 Diagnostics& out);

[[nodiscard]] BoundFederation bind_federation(const Node& tree, const Documents& documents,
                                              const Limits& limits, Diagnostics& out);
/// Moments need to know where the scenario's time begins; without a calendar they are only checked.
[[nodiscard]] AttackerProfile bind_profile(const Node& tree, const Calendar* calendar,
                                           Diagnostics& out);
[[nodiscard]] std::optional<Forensics> bind_forensics(const Fields& detection);
/// Holds, accounts, goods, boards.
void bind_stages(const Fields& scenario_fields, Scenario& scenario);
[[nodiscard]] std::optional<ServiceRecovery> bind_service_recovery(const Fields& service);
/// Pools, dates, obligations, valuation, and what people use.
void bind_people(const Fields& fields, const Calendar* calendar, Scenario& scenario);
[[nodiscard]] Exercise bind_exercise(const Node& tree, const Calendar* calendar, Diagnostics& out);
[[nodiscard]] Detection bind_detection(const Node& tree, Diagnostics& out);
[[nodiscard]] std::map<HostKind, RecoveryEffort> bind_recovery(const Node& tree, Diagnostics& out);
/// Into `repair`, which holds what is not said.
void bind_default_repair(const Node& tree, Restore& repair, Diagnostics& out);
[[nodiscard]] Strategy bind_strategy(const Name& name, const Node& tree, const Calendar* calendar,
                                     Diagnostics& out);

}  // namespace kammerspiel::scenario
