#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/csv_table.hpp"
#include "kammerspiel/base/number_style.hpp"
#include "sim/scenario/templates.hpp"

namespace kammerspiel::scenario {

/// Whether a column of this name says something of its own, whatever the template.
[[nodiscard]] bool is_column(std::string_view word);

/// Before the name of a service: the column with its capacity.
inline constexpr std::string_view capacity_column = "capacity.";

/// The rows of a table as organisations whose template has yet to fill them.
class OrganisationTable {
   public:
    struct Row {
        Organisation organisation;
        Unfilled unfilled;
    };
    /// `its`: the template that `template_name` names, if there is one. Both must outlive this.
    OrganisationTable(const CsvTable& table, const std::optional<Name>& template_name,
                      const Template* its, Diagnostics& out)
        : table_(table), template_name_(template_name), its_(its), out_(out) {
        find_styles();
    }

    /// Tables may have columns for people's eyes; what looks like a slip of the pen is reported.
    /// False if what no row can do without is missing.
    bool check_columns() const;
    /// Absent, and reported, if it has no id that can be read.
    [[nodiscard]] std::optional<Row> read(const std::vector<CsvTable::Cell>& row) const;

   private:
    const CsvTable& table_;
    const std::optional<Name>& template_name_;
    const Template* its_;
    Diagnostics& out_;

    std::map<std::string, NumberStyle, std::less<>> styles_;  ///< by column of figures

    void find_styles();
    std::optional<double> figure(const CsvTable::Cell& cell, std::string_view column, double low,
                                 double high) const;
    std::optional<double> number(const CsvTable::Cell* cell, std::string_view column, double low,
                                 double high) const;
};

}  // namespace kammerspiel::scenario
