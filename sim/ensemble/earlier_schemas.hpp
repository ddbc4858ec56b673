#pragma once

#include <string>

// Formats of study before this one. What is here goes when they are no longer read.

namespace kammerspiel::ensemble {

struct EarlierSchema {
    std::string tables;          ///< as SQL, without views
    std::string cells;           ///< a query whose columns are those of `cell_sum` now
    std::string parent_of_site;  ///< an expression over a row of `site`
    bool has_rounds = false;
    bool has_drawn = false;
};

/// `has_cells`: of format 2, which began without the table `cell_sum`.
[[nodiscard]] EarlierSchema earlier_schema(int format, bool has_cells);

/// Columns of `run`, under their earlier names, in the order of Metric.
[[nodiscard]] std::string earlier_metrics();

}  // namespace kammerspiel::ensemble
