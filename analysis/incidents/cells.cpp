#include "analysis/incidents/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <string_view>

#include "kammerspiel/base/atomic_file.hpp"

namespace kammerspiel::incidents {
namespace {

constexpr std::string_view never = "-";

std::string first_line(const std::string& key) { return "kammerspiel-cells 1 " + key; }

/// Takes what stands before the next comma.
std::string_view next(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word;
}

template <class Number>
std::optional<Number> number(std::string_view word) {
    Number value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return value;
}

std::optional<double> days(std::string_view word) {
    if (word == never) return std::numeric_limits<double>::infinity();
    const auto micros = number<std::int64_t>(word);
    if (!micros) return std::nullopt;
    return static_cast<double>(*micros) / micros_per_day;
}

}  // namespace

CellFile::CellFile(std::filesystem::path file, std::string key)
    : file_(std::move(file)), key_(std::move(key)) {}

void CellFile::read(std::size_t size, std::size_t size_of_zero) {
    if (file_.empty()) return;
    std::ifstream in(file_, std::ios::binary);
    std::string line;
    if (!std::getline(in, line) || line != first_line(key_)) return;
    while (std::getline(in, line)) {
        std::string_view rest = line;
        const auto point = number<std::uint32_t>(next(rest));
        Cell cell;
        bool is_whole = point.has_value();
        while (is_whole && !rest.empty()) {
            const auto value = days(next(rest));
            is_whole = value.has_value();
            if (is_whole) cell.push_back(*value);
        }
        if (is_whole && cell.size() == (*point == 0 ? size_of_zero : size)) {
            cells_[*point] = std::move(cell);
        }
    }
}

const Cell* CellFile::find(std::uint32_t point) const {
    const auto at = cells_.find(point);
    return at == cells_.end() ? nullptr : &at->second;
}

void CellFile::put(std::uint32_t point, Cell cell) {
    cells_[point] = std::move(cell);
    is_saved_ = false;
}

void CellFile::save() {
    if (file_.empty() || is_saved_) return;
    std::string text = first_line(key_) + "\n";
    for (const auto& [point, cell] : cells_) {
        text += fmt::format("{}", point);
        for (const double value : cell) {
            text += ',';
            text += std::isfinite(value) ? fmt::format("{}", std::llround(value * micros_per_day))
                                         : std::string(never);
        }
        text += '\n';
    }
    write_file(file_, text);
    is_saved_ = true;
}

}  // namespace kammerspiel::incidents
