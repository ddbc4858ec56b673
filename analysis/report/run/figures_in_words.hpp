#pragma once

#include <string>
#include <vector>

#include "kammerspiel/report/run_report.hpp"

// Figures of a report as words; the same in text and HTML.

namespace kammerspiel::report {

/// 12 %, but "< 1 %" for a little and "> 99 %" for nearly all, so that 0 and 100 mean it.
[[nodiscard]] std::string part_of(double part, double whole, const Text& text);

/// Likewise each of several parts of one whole; rounded so that they sum to 100 %.
[[nodiscard]] std::vector<std::string> parts_of_100(const std::vector<double>& parts,
                                                    const Text& text);

/// 20.1 days, 3.5 hours, "> 300 days" where it was not reached by the end, – where it was never
/// lost. Standing alone, or after "after", for which German has another case.
enum class Phrase { alone, after };
[[nodiscard]] std::string back_in(Phrase phrase, const model::Restored& when, SimTime end,
                                  const Text& text);

/// 70 % precaution, 29 % testing …; only what has a part, the largest first.
[[nodiscard]] std::string causes_in_words(const CauseShares& lost, const Text& text);

/// How much of what was lost goes back to which root, in the order of the legend.
enum class CauseOfLoss { attack, precaution, testing, rebuild, other };
constexpr auto vocabulary(CauseOfLoss) {
    using enum CauseOfLoss;
    return std::array{Word{attack, "attack"}, Word{precaution, "precaution"},
                      Word{testing, "testing"}, Word{rebuild, "rebuild"}, Word{other, "other"}};
}
struct CausePart {
    CauseOfLoss cause = CauseOfLoss::attack;
    double hours = 0;
};
[[nodiscard]] std::vector<CausePart> parts_of(const CauseShares& lost);

/// German states have names in the catalogue; other regions are called by their code.
[[nodiscard]] std::string region_name(const std::string& code, const Text& text);

/// The headline sentences.
[[nodiscard]] std::vector<std::string> summary_of(const RunReport& report, const Text& text);

}  // namespace kammerspiel::report
