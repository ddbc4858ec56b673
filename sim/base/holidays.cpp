#include <date/date.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/holidays.hpp"

namespace kammerspiel {
namespace {

using date::days;
using date::sys_days;

sys_days easter_sunday(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = b / 4;
    const int e = b % 4;
    const int f = (b + 8) / 25;
    const int g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4;
    const int k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month = (h + l - 7 * m + 114) / 31;
    const int day = (h + l - 7 * m + 114) % 31 + 1;
    return sys_days{date::year{year} / date::month{static_cast<unsigned>(month)} /
                    date::day{static_cast<unsigned>(day)}};
}

/// Bavarian towns with more Protestants than Catholics at the census that the law names.
constexpr std::array without_assumption{
    std::string_view("Nürnberg"), std::string_view("Nuremberg"), std::string_view("Fürth"),
    std::string_view("Erlangen"), std::string_view("Schwabach"), std::string_view("Ansbach"),
    std::string_view("Bayreuth"), std::string_view("Coburg"),    std::string_view("Hof")};

// Parts of a state, as holiday_region names them.
constexpr std::string_view bavaria_without_assumption = "DE-BY without Assumption";
constexpr std::string_view augsburg = "DE-BY Augsburg";

bool one_of(std::string_view region, std::initializer_list<std::string_view> regions) {
    return std::find(regions.begin(), regions.end(), region) != regions.end();
}

/// The Wednesday before 23 November.
sys_days repentance_day(int year) {
    sys_days day = sys_days{date::year{year} / 11 / 22};
    while (date::weekday{day}.iso_encoding() != 3) day -= days{1};
    return day;
}

bool moves_with_easter(int year, sys_days day, std::string_view region) {
    const auto after_easter = (day - easter_sunday(year)).count();
    switch (after_easter) {
        case -2:
        case 1:
        case 39:
        case 50: return true;  // Good Friday, Mondays, Ascension
        case 60: return one_of(region, {"DE-BW", "DE-BY", "DE-HE", "DE-NW", "DE-RP", "DE-SL"});
        default: return false;
    }
}

bool fixed_in_some_states(int year, unsigned month, unsigned day, std::string_view region) {
    constexpr int womens_day_in_mv_since = 2023;
    const auto is = [&](unsigned m, unsigned d) { return month == m && day == d; };
    if (is(1, 6)) return one_of(region, {"DE-BW", "DE-BY", "DE-ST"});
    if (is(3, 8)) {
        return region == "DE-BE" || (region == "DE-MV" && year >= womens_day_in_mv_since);
    }
    if (is(5, 8)) return region == "DE-BE" && (year == 2020 || year == 2025);
    if (is(8, 15)) return one_of(region, {"DE-SL", "DE-BY"});
    if (is(9, 20)) return region == "DE-TH";
    if (is(10, 31)) {
        return one_of(region, {"DE-BB", "DE-HB", "DE-HH", "DE-MV", "DE-NI", "DE-SH", "DE-SN",
                               "DE-ST", "DE-TH"});
    }
    if (is(11, 1)) return one_of(region, {"DE-BW", "DE-BY", "DE-NW", "DE-RP", "DE-SL"});
    return false;
}

bool fixed_everywhere(unsigned month, unsigned day) {
    return (month == 1 && day == 1) || (month == 5 && day == 1) || (month == 10 && day == 3) ||
           (month == 12 && (day == 25 || day == 26));
}

}  // namespace

bool knows_holidays(std::string_view region) {
    return one_of(region,
                  {"DE", "DE-BB", "DE-BE", "DE-BW", "DE-BY", "DE-HB", "DE-HE", "DE-HH", "DE-MV",
                   "DE-NI", "DE-NW", "DE-RP", "DE-SH", "DE-SL", "DE-SN", "DE-ST", "DE-TH"});
}

std::string holiday_region(std::string_view region, std::string_view city) {
    if (region != "DE-BY") return std::string(region);
    if (city == "Augsburg") return std::string(augsburg);
    const bool is_without = std::find(without_assumption.begin(), without_assumption.end(), city) !=
                            without_assumption.end();
    return std::string(is_without ? bavaria_without_assumption : region);
}

bool is_public_holiday(int year, unsigned month, unsigned day, std::string_view region) {
    if (region != "DE" && !region.starts_with("DE-")) return false;
    if (region == bavaria_without_assumption) {
        return !(month == 8 && day == 15) && is_public_holiday(year, month, day, "DE-BY");
    }
    if (region == augsburg) {
        return (month == 8 && day == 8) || is_public_holiday(year, month, day, "DE-BY");
    }
    const sys_days date = sys_days{date::year{year} / date::month{month} / date::day{day}};
    return fixed_everywhere(month, day) || fixed_in_some_states(year, month, day, region) ||
           moves_with_easter(year, date, region) ||
           (region == "DE-SN" && date == repentance_day(year));
}

}  // namespace kammerspiel
