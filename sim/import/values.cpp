#include "sim/import/values.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cmath>

#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/number.hpp"
#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

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

/// Digits in groups of three, as in 1.234 or 1,234,567 or 1 234: with a decimal point or without?
bool looks_grouped(std::string_view text) {
    const std::size_t lead = text.find_first_not_of("0123456789");
    if (lead == std::string_view::npos || lead == 0 || lead > 3 || text.front() == '0') {
        return false;
    }
    const char separator = text[lead];
    if (separator != '.' && separator != ',' && separator != ' ' && separator != '\'') return false;
    for (text.remove_prefix(lead); !text.empty(); text.remove_prefix(4)) {
        const bool is_group = text.size() >= 4 && text[0] == separator && is_digit(text[1]) &&
                              is_digit(text[2]) && is_digit(text[3]);
        if (!is_group) return false;
    }
    return true;
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

std::optional<double> number_in(const Record& record, Column column, const NumberRange& range,
                                Diagnostics& out) {
    const Cell* cell = record.find(column);
    if (cell == nullptr) return std::nullopt;
    const std::string text = with_plain_spaces(cell->text);
    constexpr double least_grouped = 1000;
    if (range.high >= least_grouped && looks_grouped(text)) {
        refuse(*cell, "scenario.number.range", column, range, {"import.number.grouped"}, out);
        return std::nullopt;
    }
    const auto value = parse_number(with_point(text));
    if (value && *value >= range.low && *value <= range.high) return value;
    refuse(*cell, "scenario.number.range", column, range, {}, out);
    return std::nullopt;
}

std::optional<std::uint64_t> whole_in(const Record& record, Column column, const NumberRange& range,
                                      Diagnostics& out) {
    const Cell* cell = record.find(column);
    if (cell == nullptr) return std::nullopt;
    const std::string text = with_plain_spaces(cell->text);
    const bool is_grouped = looks_grouped(text);
    const auto value = is_grouped ? std::nullopt : parse_number(with_point(text));
    const bool fits = value && *value >= range.low && *value <= range.high;
    if (fits && std::floor(*value) == *value) return static_cast<std::uint64_t>(*value);
    refuse(*cell, "scenario.whole.range", column, range,
           is_grouped ? Message{"import.number.grouped"} : Message{}, out);
    return std::nullopt;
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
