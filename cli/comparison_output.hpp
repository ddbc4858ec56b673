#pragma once

#include <string>

#include "cli/commands.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/report/comparison_report.hpp"

// What `compare` and `results` make of a study.

namespace kammerspiel::cli {

struct StudyReport {
    ensemble::Comparison comparison;
    report::StudyContext context;
};

/// The metric of this name; complains with what there is, also where the scenario gives it no
/// meaning (`money_lost` without a valuation).
[[nodiscard]] std::optional<ensemble::Metric> metric_called(const std::string& name,
                                                            const scenario::Scenario& scenario,
                                                            const Text& text);

/// Precondition: the store holds two worlds or more. `every_metric`: files have the figures of all.
[[nodiscard]] StudyReport report_of(const ensemble::Store& store,
                                    const scenario::Scenario& scenario, ensemble::Metric by,
                                    bool every_metric);

/// Prints provenance, then the comparison as a table.
[[nodiscard]] Status show_study(const ensemble::Store& store, const std::string& file,
                                const std::string& metric, bool with_statistics,
                                const Common& common);

}  // namespace kammerspiel::cli
