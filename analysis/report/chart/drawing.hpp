#pragma once

#include "analysis/report/chart/chart_axes.hpp"
#include "kammerspiel/report/document.hpp"

namespace kammerspiel::report::charts {

/// A picture in the making: its kind (web/src/index.js), of what it is drawn, and what stands
/// beside it. Without a kind there is nothing to draw.
struct Drawing {
    std::string kind;
    Json data;
    Picture picture;
};

/// With texts of bearable length that cannot harm.
[[nodiscard]] Picture finished(Drawing drawing);

}  // namespace kammerspiel::report::charts
