#include "tests/bench/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kammerspiel::bench {
namespace {

/// 12,345,678 or 3.46: never more digits than mean something.
std::string number(double value) {
    if (std::abs(value) < 100) return fmt::format("{:.2f}", value);
    std::string digits = fmt::format("{:.0f}", value);
    for (std::size_t i = digits.size(); i > 3;) digits.insert(i -= 3, ",");
    return digits;
}

std::array<std::string, 6> cells(const Row& row) {
    std::string wanted;
    std::string verdict;
    if (row.target) {
        const bool least = row.target->kind == Target::Kind::at_least;
        wanted = (least ? ">= " : "<= ") + number(row.target->bound);
        verdict = row.target->met_by(row.value) ? "met" : "MISSED";
    }
    return {row.workload, row.figure, number(row.value), row.unit, wanted, verdict};
}

}  // namespace

std::string Table::text() const {
    std::vector<std::array<std::string, 6>> lines{
        {"workload", "figure", "value", "unit", "target", ""}};
    for (const Row& row : rows_) lines.push_back(cells(row));
    std::array<std::size_t, 6> widths{};
    for (const auto& line : lines) {
        for (std::size_t c = 0; c < line.size(); ++c) {
            widths[c] = std::max(widths[c], line[c].size());
        }
    }
    std::string text;
    std::string last;
    for (auto& line : lines) {
        // A workload is named once, so that its figures read as a group.
        const std::string workload = line[0];
        if (workload == last) line[0].clear();
        last = workload;
        text += fmt::format("{:<{}}  {:<{}}  {:>{}}  {:<{}}  {:>{}}  {}\n", line[0], widths[0],
                            line[1], widths[1], line[2], widths[2], line[3], widths[3], line[4],
                            widths[4], line[5]);
    }
    return text;
}

}  // namespace kammerspiel::bench
