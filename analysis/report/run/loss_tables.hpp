#pragma once

#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/run_report.hpp"

// What was lost by service, region or organisation. A page shows root causes as bars and what is up
// as curves; a terminal has columns for them.

namespace kammerspiel::report {

/// For a page; the last row is the whole.
[[nodiscard]] Table losses_for_page(const RunReport& report, const std::vector<LossRow>& rows,
                                    std::string_view first, const Text& text);
/// For a terminal.
[[nodiscard]] Table losses_for_terminal(const RunReport& report, const std::vector<LossRow>& rows,
                                        const Text& text);
/// What the parts of the bars stand for.
[[nodiscard]] Legend legend_of_causes(const Text& text);

}  // namespace kammerspiel::report
