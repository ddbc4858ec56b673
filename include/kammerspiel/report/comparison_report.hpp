#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/comparison.hpp"
#include "kammerspiel/scenario/parameter.hpp"

// The comparison of strategies as people and programs read it.

namespace kammerspiel::report {

/// What a comparison is of, as its writers need it.
struct ComparisonContext {
    scenario::Localised title;
    std::vector<scenario::Localised> strategy_titles;
    std::vector<scenario::Localised> attacker_titles;
    std::string people_one, people_many;  ///< in the language of the text
    std::string currency;                 ///< of the metric `cost`
    Duration horizon;
    ensemble::Definition definition;
    std::string scenario;  ///< id
    /// Figures of the scenario of which it says where they come from.
    std::vector<scenario::Parameter> evidence;
};

/// For a terminal of 100 columns. `all`: with the figures of every pair (`--statistics`).
[[nodiscard]] std::string comparison_in_words(const ensemble::Comparison& comparison,
                                              const ComparisonContext& context, const Text& text,
                                              bool colour, bool all);
/// One self-contained page that prints on A4: no script, no network access.
[[nodiscard]] std::string comparison_as_html(const ensemble::Comparison& comparison,
                                             const ComparisonContext& context, const Text& text);
[[nodiscard]] std::string comparison_as_json(const ensemble::Comparison& comparison,
                                             const ComparisonContext& context);
/// One line per metric, strategy and figure; the same in every language.
[[nodiscard]] std::string comparison_as_csv(const ensemble::Comparison& comparison);

}  // namespace kammerspiel::report
