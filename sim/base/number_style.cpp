#include "kammerspiel/base/number_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "kammerspiel/base/digit.hpp"
#include "kammerspiel/base/number.hpp"

namespace kammerspiel {
namespace {

/// A figure taken apart: sign, digits, and what stands between these.
struct Parts {
    bool is_negative = false;
    std::string figure;  ///< digits, points and commas; blanks between groups are gone
    std::size_t points = 0;
    std::size_t commas = 0;
};

/// Groups of three behind a first one of up to three, none of it beginning with 0.
bool is_grouped(std::string_view text, char sign) {
    const std::size_t lead = std::min(text.find(sign), text.size());
    if (lead == 0 || lead > 3 || text.front() == '0') return false;
    if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(lead), is_digit)) {
        return false;
    }
    for (text.remove_prefix(lead); !text.empty(); text.remove_prefix(4)) {
        const bool fits = text.size() >= 4 && text[0] == sign && is_digit(text[1]) &&
                          is_digit(text[2]) && is_digit(text[3]);
        if (!fits) return false;
    }
    return true;
}

/// Blanks and apostrophes part groups and nothing else; absent where they do not.
std::optional<std::string> without_gaps(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        bool is_gap = false;
        for (const std::string_view gap : {"\u00A0", "\u202F", "\u2009", "\u2019", "'", " ", "_"}) {
            if (!text.starts_with(gap)) continue;
            plain += ' ';
            text.remove_prefix(gap.size());
            is_gap = true;
            break;
        }
        if (is_gap) continue;
        plain += text.front();
        text.remove_prefix(1);
    }
    const std::size_t end = std::min(plain.find_first_of(".,"), plain.size());
    const std::string whole = plain.substr(0, end);
    if (whole.find(' ') != std::string::npos && !is_grouped(whole, ' ')) return std::nullopt;
    if (plain.find(' ', end) != std::string::npos) return std::nullopt;
    plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
    return plain;
}

std::optional<Parts> parts_of(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    Parts parts;
    parts.is_negative = text.starts_with('-');
    if (parts.is_negative || text.starts_with('+')) text.remove_prefix(1);
    auto plain = without_gaps(text);
    if (!plain || plain->empty() || !is_digit(plain->front())) return std::nullopt;
    if (plain->find_first_not_of("0123456789.,") != std::string::npos) return std::nullopt;
    parts.figure = std::move(*plain);
    parts.points =
        static_cast<std::size_t>(std::count(parts.figure.begin(), parts.figure.end(), '.'));
    parts.commas =
        static_cast<std::size_t>(std::count(parts.figure.begin(), parts.figure.end(), ','));
    return parts;
}

std::optional<double> value_of(const Parts& parts, char decimal) {
    const char group = decimal == '.' ? ',' : '.';
    std::string figure = parts.figure;
    const std::size_t end = std::min(figure.find(decimal), figure.size());
    if (figure.find(group) != std::string::npos) {
        if (!is_grouped(std::string_view(figure).substr(0, end), group)) return std::nullopt;
        if (figure.find(group, end) != std::string::npos) return std::nullopt;
        figure.erase(std::remove(figure.begin(), figure.end(), group), figure.end());
    }
    std::replace(figure.begin(), figure.end(), decimal, '.');
    if (std::count(figure.begin(), figure.end(), '.') > 1) return std::nullopt;
    const auto value = parse_number(figure);
    if (!value) return std::nullopt;
    return parts.is_negative ? -*value : *value;
}

/// The sign that parts decimals in this figure alone, where that is certain.
char certain_decimal(const Parts& parts) {
    if (parts.points + parts.commas == 0) return '\0';
    if (parts.points > 0 && parts.commas > 0) {
        return parts.figure.rfind('.') > parts.figure.rfind(',') ? '.' : ',';
    }
    const char sign = parts.points > 0 ? '.' : ',';
    const char other = sign == '.' ? ',' : '.';
    if (parts.points + parts.commas > 1) return is_grouped(parts.figure, sign) ? other : '\0';
    return is_grouped(parts.figure, sign) ? '\0' : sign;
}

}  // namespace

NumberReadings readings_of(std::string_view text) {
    NumberReadings readings;
    const auto parts = parts_of(text);
    if (!parts) return readings;
    const std::size_t signs = parts->points + parts->commas;
    if (signs == 0) {
        readings.decimal = value_of(*parts, '.');
        return readings;
    }
    const char certain = certain_decimal(*parts);
    if (certain != '\0') {
        readings.decimal = value_of(*parts, certain);
        return readings;
    }
    if (signs > 1) return readings;
    const char sign = parts->points > 0 ? '.' : ',';
    readings.decimal = value_of(*parts, sign);
    readings.grouped = value_of(*parts, sign == '.' ? ',' : '.');
    return readings;
}

bool may_be_thousands(std::string_view text) {
    const auto parts = parts_of(text);
    return parts && parts->commas == 0 && parts->points == 1 && readings_of(text).is_open();
}

std::string number_text(double value) { return fmt::format("{}", value); }

Message how_to_write(std::string_view text) {
    const NumberReadings readings = readings_of(text);
    if (readings.is_open()) {
        const std::string decimal = number_text(*readings.decimal);
        std::string in_german = decimal;
        std::replace(in_german.begin(), in_german.end(), '.', ',');
        const bool is_whole = decimal.find('.') == std::string::npos;
        return {"base.number.either",
                {{"grouped", number_text(*readings.grouped)},
                 {"decimal", is_whole ? decimal + ".0" : decimal,
                  is_whole ? in_german + ",0" : in_german}}};
    }
    if (!readings.decimal || parse_number(text)) return {};
    return {"base.number.write", {{"number", number_text(*readings.decimal)}}};
}

NumberStyle NumberStyle::of(const std::vector<std::string_view>& column) {
    std::set<char> signs;
    for (const std::string_view text : column) {
        const auto parts = parts_of(text);
        if (!parts) continue;
        const char certain = certain_decimal(*parts);
        if (certain != '\0') signs.insert(certain);
    }
    NumberStyle style;
    if (signs.size() == 1) style.decimal_ = *signs.begin();
    return style;
}

std::optional<double> NumberStyle::read(std::string_view text) const {
    const NumberReadings readings = readings_of(text);
    if (!readings.is_open()) return readings.decimal;
    if (decimal_ == '\0') return std::nullopt;
    const auto parts = parts_of(text);
    return value_of(*parts, decimal_);
}

}  // namespace kammerspiel
