#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/stats/estimate.hpp"

// What changes if a scenario says something else, as people and programs read it.

namespace kammerspiel::report {

/// A key that says something else.
struct ChangedKey {
    std::string path;
    std::string before;  ///< empty where nothing stood there
    std::string after;
};

/// What a strategy loses with the change, and in the same worlds more (above 0) or less than as
/// written.
struct ChangedLoss {
    stats::Estimate loss;        ///< mean
    stats::Estimate difference;  ///< mean
    stats::Estimate less_often;  ///< share of worlds in which it loses less
};

struct ReportedVariant {
    std::string name;
    std::vector<ChangedKey> changes;
    /// By strategy of the context; absent where the change does not touch it, so that it was not
    /// run again.
    std::vector<std::optional<ChangedLoss>> losses;
};

struct VariantsReport {
    StudyContext context;                     ///< its strategies are those that were run
    std::vector<stats::Estimate> as_written;  ///< mean loss, by strategy
    std::vector<ReportedVariant> variants;
};

/// The strategy with the lowest mean loss: as written, or with a variant.
[[nodiscard]] std::size_t best_as_written(const VariantsReport& report);
[[nodiscard]] std::size_t best_with(const VariantsReport& report, std::size_t variant);

[[nodiscard]] Document variants_document(const VariantsReport& report, const Text& text);
[[nodiscard]] std::string variants_as_json(const VariantsReport& report);
/// One line for each variant and strategy; the same in every language.
[[nodiscard]] std::string variants_as_csv(const VariantsReport& report);

}  // namespace kammerspiel::report
