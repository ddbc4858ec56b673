#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/scenario/parameter.hpp"
#include "kammerspiel/stats/sobol.hpp"

// Which assumption decides the answer, as people and programs read it.

namespace kammerspiel::report {

struct SensitivityReport {
    StudyContext context;
    std::vector<scenario::Parameter> parameters;  ///< those that were varied: all have `between`
    std::size_t base_samples = 0;
    stats::SobolIndices indices;       ///< by parameter, in the order of `parameters`
    std::size_t worlds = 0;            ///< of the swings; 0: they were not run
    std::vector<stats::Swing> swings;  ///< largest first; `parameter` is the position
    stats::Estimate base;              ///< the same with its interval
    double as_written = 0;             ///< mean outcome of these worlds with every figure's value
};

/// What the indices say of the order of the assumptions.
enum class Decides {
    nothing,     ///< the outcome does not vary
    luck,        ///< the luck of the world alone more than any assumption
    assumption,  ///< the first one, more than any other
    open,        ///< the first ones' intervals overlap
    too_few,     ///< fewer base samples than the intervals can be trusted with
};
struct SensitivityVerdict {
    Decides decides = Decides::open;
    std::vector<std::size_t> order;   ///< parameters by total index, largest first
    std::vector<std::size_t> rivals;  ///< where open: those that may be the first, in this order
    std::vector<std::size_t> negligible;  ///< whose total index is surely below 1 %
};
[[nodiscard]] SensitivityVerdict verdict(const stats::SobolIndices& indices,
                                         std::size_t base_samples);

[[nodiscard]] Document sensitivity_document(const SensitivityReport& report, const Text& text);
[[nodiscard]] std::string sensitivity_as_json(const SensitivityReport& report);
/// One line per parameter and figure; the same in every language.
[[nodiscard]] std::string sensitivity_as_csv(const SensitivityReport& report);

}  // namespace kammerspiel::report
