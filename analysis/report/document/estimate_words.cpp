#include "analysis/report/document/estimate_words.hpp"

#include <algorithm>
#include <cmath>

namespace kammerspiel::report {
namespace {

/// Whether one number tells both halves: they are alike to a tenth, and the longer one does not
/// reach 0 where the interval does not.
bool is_even(const stats::Estimate& estimate) {
    const double below = estimate.value - estimate.low;
    const double above = estimate.high - estimate.value;
    const double longer = std::max(below, above);
    constexpr double alike = 1.1;
    const bool would_reach_0 = std::abs(estimate.value) <= longer;
    return std::isfinite(longer) && longer <= alike * std::min(below, above) &&
           would_reach_0 == estimate.covers(0);
}

}  // namespace

std::string with_interval(const stats::Estimate& estimate, const Text& text,
                          const FigureWords& figure) {
    const std::string value = figure(estimate.value);
    const std::string low = figure(estimate.low);
    const std::string high = figure(estimate.high);
    // What differs in no digit that is shown is known.
    if (low == value && high == value) return value;
    return text("compare.interval", {{"value", value}, {"low", low}, {"high", high}});
}

std::string with_margin(const stats::Estimate& estimate, const Text& text,
                        const FigureWords& figure, bool in_share) {
    if (!std::isfinite(estimate.value) || !is_even(estimate)) {
        return with_interval(estimate, text, figure);
    }
    const std::string value = figure(estimate.value);
    const double half = estimate.half_width();
    const double share = half / std::abs(estimate.value);
    constexpr double known = 5e-5;
    if (half == 0 || share < known) return value;
    constexpr double most = 1.0;
    constexpr double fine = 0.01;
    return text("compare.margin",
                {{"value", value},
                 {"share", in_share && share <= most ? text.percent(share, share < fine ? 1 : 0)
                                                     : figure(half)}});
}

}  // namespace kammerspiel::report
