#include "sim/import/values.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cmath>

#include "kammerspiel/base/digit.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/number.hpp"
#include "kammerspiel/base/number_style.hpp"
#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

/// No-break spaces, as spreadsheets put them between a figure and its unit.
std::string with_plain_spaces(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        bool is_space = false;
        for (const std::string_view space : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"}) {
            if (!text.starts_with(space)) continue;
            text.remove_prefix(space.size());
            is_space = true;
            break;
        }
        result += is_space ? ' ' : text.front();
        if (!is_space) text.remove_prefix(1);
    }
    return result;
}

/// 51,5 as 51.5, where the comma can be nothing else.
std::string with_point(std::string text) {
    const std::size_t comma = text.find(',');
    const bool is_decimal = comma != std::string::npos && text.find('.') == std::string::npos &&
                            text.find(',', comma + 1) == std::string::npos;
    if (is_decimal) text[comma] = '.';
    return text;
}

struct Unit {
    std::string_view written;
    std::string_view unit;
};

constexpr std::array units{
    Unit{"std", "h"},      Unit{"stunde", "h"},    Unit{"stunden", "h"},   Unit{"hour", "h"},
    Unit{"hours", "h"},    Unit{"hrs", "h"},       Unit{"hr", "h"},        Unit{"tag", "d"},
    Unit{"tage", "d"},     Unit{"tagen", "d"},     Unit{"day", "d"},       Unit{"days", "d"},
    Unit{"woche", "w"},    Unit{"wochen", "w"},    Unit{"week", "w"},      Unit{"weeks", "w"},
    Unit{"minute", "min"}, Unit{"minuten", "min"}, Unit{"minutes", "min"}, Unit{"mins", "min"},
    Unit{"sekunde", "s"},  Unit{"sekunden", "s"},  Unit{"sek", "s"},       Unit{"second", "s"},
    Unit{"seconds", "s"},  Unit{"sec", "s"}};

/// `4 Std.` in the project's notation.
std::string in_notation(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        std::size_t end = 0;
        while (end < text.size() && (std::isalpha(static_cast<unsigned char>(text[end])) != 0)) {
            ++end;
        }
        if (end == 0) {
            const bool is_comma = text.front() == ',' && text.size() > 1 && is_digit(text[1]);
            result += is_comma ? '.' : text.front();
            text.remove_prefix(1);
            continue;
        }
        const std::string word = folded(text.substr(0, end));
        const auto* known = std::find_if(units.begin(), units.end(),
                                         [&](const Unit& unit) { return unit.written == word; });
        result += known == units.end() ? word : std::string(known->unit);
        text.remove_prefix(end);
        if (text.starts_with('.')) text.remove_prefix(1);  // of an abbreviation
    }
    return result;
}

void refuse(const Cell& cell, std::string_view key, Column column, const NumberRange& range,
            Message hint, Diagnostics& out) {
    out.error(cell.place,
              {std::string(key),
               {{"key", word_of(column)},
                {"value", cell.text},
                {"low", fmt::format("{:.0f}", range.low)},
                {"high", fmt::format("{:.0f}", range.high)}}},
              std::move(hint));
}

}  // namespace

namespace {

/// What a figure is: of 1.234, which may be either, what the range allows.
std::optional<double> figure_of(const Cell& cell, const NumberRange& range, bool is_whole) {
    const NumberReadings readings = readings_of(cell.text);
    if (!readings.is_open()) {
        return readings.decimal ? readings.decimal : parse_number(cell.text);
    }
    const auto fits = [&](double value) {
        return value >= range.low && value <= range.high &&
               (!is_whole || std::floor(value) == value);
    };
    if (fits(*readings.grouped) == fits(*readings.decimal)) return std::nullopt;
    return fits(*readings.grouped) ? readings.grouped : readings.decimal;
}

std::optional<double> figure_in(const Record& record, Column column, const NumberRange& range,
                                bool is_whole, Diagnostics& out) {
    const Cell* cell = record.find(column);
    if (cell == nullptr) return std::nullopt;
    const auto value = figure_of(*cell, range, is_whole);
    const bool fits = value && *value >= range.low && *value <= range.high;
    if (fits && (!is_whole || std::floor(*value) == *value)) return value;
    if (!value && readings_of(cell->text).is_open()) {
        out.error(cell->place,
                  {"scenario.number.ambiguous", {{"key", word_of(column)}, {"value", cell->text}}},
                  how_to_write(cell->text));
    } else {
        refuse(*cell, is_whole ? "scenario.whole.range" : "scenario.number.range", column, range,
               {}, out);
    }
    return std::nullopt;
}

}  // namespace

std::optional<double> number_in(const Record& record, Column column, const NumberRange& range,
                                Diagnostics& out) {
    return figure_in(record, column, range, false, out);
}

std::optional<std::uint64_t> whole_in(const Record& record, Column column, const NumberRange& range,
                                      Diagnostics& out) {
    const auto value = figure_in(record, column, range, true, out);
    if (!value) return std::nullopt;
    return static_cast<std::uint64_t>(*value);
}

std::optional<Share> share_in(const Record& record, Column column, Diagnostics& out) {
    const Cell* cell = record.find(column);
    if (cell == nullptr) return std::nullopt;
    std::string text = with_plain_spaces(cell->text);
    const bool is_percent = text.ends_with('%');
    if (is_percent) text.pop_back();
    while (text.ends_with(' ')) text.pop_back();
    const auto value = parse_number(with_point(text));
    constexpr double hundred = 100;
    const double share = value.value_or(-1) / (is_percent ? hundred : 1);
    if (value && share >= 0 && share <= 1) return Share{share};
    out.error(cell->place,
              {"scenario.share.wanted", {{"key", word_of(column)}, {"value", cell->text}}},
              {"import.share.form"});
    return std::nullopt;
}

std::optional<Duration> span_in(const Record& record, Column column, Diagnostics& out) {
    const Cell* cell = record.find(column);
    if (cell == nullptr) return std::nullopt;
    const auto read = notation::duration(in_notation(with_plain_spaces(cell->text)));
    if (!read.value) {
        const auto as_written = notation::duration(cell->text);
        out.error(cell->place, {"scenario.value.fault",
                                {{"key", word_of(column)},
                                 {"fault", as_written.value ? read.fault : as_written.fault}}});
        return std::nullopt;
    }
    if (*read.value >= Duration::zero()) return read.value;
    out.error(cell->place, {"scenario.duration.negative", {{"key", word_of(column)}}});
    return std::nullopt;
}

std::optional<bool> truth_in(const Record& record, Column column, Diagnostics& out) {
    const Cell* cell = record.find(column);
    if (cell == nullptr) return std::nullopt;
    const auto value = truth_of(cell->text);
    if (value) return value;
    out.error(cell->place, {"import.truth", {{"key", word_of(column)}, {"value", cell->text}}});
    return std::nullopt;
}

}  // namespace kammerspiel::inventories
