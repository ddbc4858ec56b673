#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kammerspiel::report {

/// A bar of a picture: from one value to another, e.g. of an assumption's low end to its high one.
struct ChartRow {
    std::string name;
    double from = 0, to = 0;                    ///< finite
    std::string at_from, at_to;                 ///< what is written at its ends
    std::optional<double> mark = std::nullopt;  ///< a diamond in it
};

struct RowsChart {
    std::string alternative;                    ///< says in words what it shows
    std::string axis;                           ///< what is measured
    std::vector<ChartRow> rows;                 ///< from above to below
    std::optional<double> line;                 ///< dashed, through all rows
    std::function<std::string(double)> figure;  ///< as people write it
};

/// The numbers of a figure without the words between them: lognormal median 4h p90 12h → 4h 12h
[[nodiscard]] std::string figures_of(std::string_view value);

/// As SVG; nothing without rows.
[[nodiscard]] std::string rows_chart(const RowsChart& chart);

}  // namespace kammerspiel::report
