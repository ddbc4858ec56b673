#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/scenario/parameter.hpp"
#include "kammerspiel/stats/estimate.hpp"

// What a strategy could do better, as people and programs read it.

namespace kammerspiel::report {

struct Finalist {
    std::vector<std::string> values;  ///< by figure
    bool is_as_written = false;
    // In worlds that the race has not used:
    stats::Estimate loss;  ///< mean
    stats::Estimate gain;  ///< loss as written less this one's, in the same worlds
};

struct ImproveReport {
    StudyContext context;
    std::vector<scenario::Parameter> figures;  ///< the strategy's tunable ones
    std::size_t candidates = 0;
    std::size_t runs = 0;          ///< candidate-worlds of the race
    std::size_t fresh_worlds = 0;  ///< in which the finalists met; 0: stopped before, no claim
    /// The winner of the race first, then by their place in it; the strategy as written is one.
    std::vector<Finalist> finalists;
    /// Figures, by number, that the race's winner had other than written and that went back to
    /// what is written: without them it does no worse in the same worlds. The first finalist is
    /// what is left.
    std::vector<std::size_t> without_effect;
};

[[nodiscard]] Document improve_document(const ImproveReport& report, const Text& text);
[[nodiscard]] std::string improve_as_json(const ImproveReport& report);
/// One line per finalist; the same in every language.
[[nodiscard]] std::string improve_as_csv(const ImproveReport& report);

}  // namespace kammerspiel::report
