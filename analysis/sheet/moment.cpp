#include <fmt/format.h>

#include <cmath>

#include "analysis/sheet/read_parts.hpp"
#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::sheet {

// ECMA-376, part 1, 18.8.30.
MomentFormat moment_format(unsigned builtin) {
    if (builtin == 46) return MomentFormat::elapsed;
    if (builtin == 22) return MomentFormat::date_and_time;
    const bool has_time = (builtin >= 18 && builtin <= 21) || builtin == 45 || builtin == 47 ||
                          (builtin >= 32 && builtin <= 35) || builtin == 55 || builtin == 56;
    if (has_time) return MomentFormat::time;
    const bool has_date = (builtin >= 14 && builtin <= 17) || (builtin >= 27 && builtin <= 36) ||
                          (builtin >= 50 && builtin <= 58);
    return has_date ? MomentFormat::date : MomentFormat::none;
}

MomentFormat moment_format(std::string_view code) {
    bool has_date = false;
    bool has_time = false;
    bool has_months = false;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;  // the next one is shown, or its width or repetition
        } else if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            if (inside.find_first_not_of("hHmMsS") == std::string_view::npos && !inside.empty()) {
                return MomentFormat::elapsed;
            }
            i = end;
        } else if (std::string_view("yYdD").find(c) != std::string_view::npos) {
            has_date = true;
        } else if (std::string_view("hHsS").find(c) != std::string_view::npos) {
            has_time = true;
        } else if (c == 'm' || c == 'M') {
            // Minutes stand beside hours or seconds, months do not.
            has_months = has_months || !has_time;
        }
    }
    has_date = has_date || (has_months && !has_time);
    if (has_time) return has_date ? MomentFormat::date_and_time : MomentFormat::time;
    return has_date ? MomentFormat::date : MomentFormat::none;
}

std::string number_of(double number) {
    constexpr double exact = 1e15;
    if (std::abs(number) < exact && std::floor(number) == number) {
        return fmt::format("{}", static_cast<std::int64_t>(number));
    }
    return fmt::format("{}", number);
}

namespace {

std::string time_of_day(std::int64_t seconds) {
    const auto text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    return seconds % 60 == 0 ? text : fmt::format("{}:{:02}", text, seconds % 60);
}

}  // namespace

std::string moment_of(double days, MomentFormat format, bool since_1904) {
    constexpr double last_day = 2'958'465;  // of the year 9999
    if (format == MomentFormat::none || !(days >= 0.0 && days <= last_day)) return number_of(days);
    constexpr std::int64_t day = 86'400;
    const auto seconds = std::llround(days * static_cast<double>(day));
    if (format == MomentFormat::elapsed) return "+" + time_of_day(seconds);
    // Of a cell that shows no day, a value below 1 is a time of day in both ways of counting.
    if (seconds < day && (!since_1904 || format == MomentFormat::time)) return time_of_day(seconds);
    static const auto calendar = Calendar::make("1899-12-30T00:00", "Etc/UTC").calendar;
    std::int64_t whole_days = seconds / day;
    constexpr std::int64_t from_1904 = 1462;
    if (since_1904) whole_days += from_1904;
    // Spreadsheets hold 1900 for a leap year.
    if (whole_days < 60) ++whole_days;
    const LocalTime date = calendar->local(SimTime::at(spans_of_24h(whole_days)));
    const auto text = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    const bool has_time =
        seconds % day != 0 || format == MomentFormat::date_and_time || format == MomentFormat::time;
    return has_time ? text + "T" + time_of_day(seconds % day) : text;
}

}  // namespace kammerspiel::sheet
