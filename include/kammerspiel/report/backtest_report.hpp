#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/backtest.hpp"

namespace kammerspiel::report {

/// What is needed to repeat a back-test.
struct BacktestProvenance {
    std::string strategy;
    std::uint64_t seed = 1;
};

/// A table of the milestones with the simulated bands, and what share lies inside.
[[nodiscard]] std::string backtest_in_words(const model::Plan& plan,
                                            const ensemble::Backtest& result,
                                            const BacktestProvenance& provenance, const Text& text);
[[nodiscard]] std::string backtest_as_json(const model::Plan& plan,
                                           const ensemble::Backtest& result,
                                           const BacktestProvenance& provenance);
/// A self-contained page: the band of services restored over time with the observed points, and
/// the table.
[[nodiscard]] std::string backtest_as_html(const model::Plan& plan,
                                           const ensemble::Backtest& result,
                                           const BacktestProvenance& provenance, const Text& text);

}  // namespace kammerspiel::report
