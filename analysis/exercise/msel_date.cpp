#include <array>
#include <chrono>

#include "analysis/exercise/msel_scanner.hpp"

// Days as planners write them.

namespace kammerspiel::exercise {
namespace {

constexpr std::array<std::pair<std::string_view, unsigned>, 26> months{
    {{"january", 1},  {"januar", 1},    {"jaenner", 1},   {"february", 2},  {"februar", 2},
     {"feber", 2},    {"march", 3},     {"maerz", 3},     {"mrz", 3},       {"april", 4},
     {"may", 5},      {"mai", 5},       {"june", 6},      {"juni", 6},      {"july", 7},
     {"juli", 7},     {"august", 8},    {"september", 9}, {"sept", 9},      {"october", 10},
     {"oktober", 10}, {"november", 11}, {"december", 12}, {"dezember", 12}, {"juno", 6},
     {"julei", 7}}};

constexpr std::array<std::pair<std::string_view, unsigned>, 15> weekdays{{{"monday", 1},
                                                                          {"montag", 1},
                                                                          {"tuesday", 2},
                                                                          {"dienstag", 2},
                                                                          {"wednesday", 3},
                                                                          {"mittwoch", 3},
                                                                          {"thursday", 4},
                                                                          {"donnerstag", 4},
                                                                          {"friday", 5},
                                                                          {"freitag", 5},
                                                                          {"saturday", 6},
                                                                          {"samstag", 6},
                                                                          {"sonnabend", 6},
                                                                          {"sunday", 7},
                                                                          {"sonntag", 7}}};

/// The value of the name of which `word` is the beginning, of at least so many letters.
template <std::size_t Count>
std::optional<unsigned> named(std::string_view word,
                              const std::array<std::pair<std::string_view, unsigned>, Count>& names,
                              std::size_t least) {
    if (word.size() < least) return std::nullopt;
    for (const auto& [name, value] : names) {
        if (name.starts_with(word)) return value;
    }
    return std::nullopt;
}

std::optional<int> full_year(unsigned year, std::size_t digits) {
    if (digits == 4 && year >= 1900 && year <= 2200) return static_cast<int>(year);
    if (digits == 2) return static_cast<int>(2000 + year);
    return std::nullopt;
}

/// Behind a day and a month in words: four digits, or two that are no time of day.
std::optional<int> take_year(MselScanner& scanner) {
    MselScanner ahead = scanner;
    ahead.skip(" ,./-'");
    const auto number = ahead.number(4);
    if (!number) return std::nullopt;
    const bool is_time =
        ahead.digits() < 4 && (ahead.next() == ':' || ahead.next() == 'h' ||
                               (ahead.next() == '.' && is_digit(ahead.after_next())));
    const auto year = is_time ? std::nullopt : full_year(*number, ahead.digits());
    if (year) scanner = ahead;
    return year;
}

/// 2026-12-03, also with slashes or dots; a year comes first.
std::optional<TakenDate> year_first(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const auto year = ahead.number(4);
    if (!year || ahead.digits() != 4 || !full_year(*year, 4)) return std::nullopt;
    const char separator = ahead.next();
    if (std::string_view("-/.").find(separator) == std::string_view::npos) return std::nullopt;
    ahead.take(separator);
    const auto month = ahead.number(2);
    if (!month || !ahead.take(separator)) return std::nullopt;
    const auto day = ahead.number(2);
    if (!day) return std::nullopt;
    scanner = ahead;
    return TakenDate{static_cast<int>(*year), *month, *day, false, {}};
}

/// 3.12.2026, 3.12., 3/12/26, 3-12-2026: of two numbers with dots the first one is the day; else
/// either may be.
std::optional<TakenDate> in_digits(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const auto first = ahead.number(2);
    if (!first) return std::nullopt;
    ahead.skip();
    const char separator = ahead.next();
    if (std::string_view("./-").find(separator) == std::string_view::npos) return std::nullopt;
    ahead.take(separator);
    ahead.skip();
    const auto second = ahead.number(2);
    if (!second) return std::nullopt;
    TakenDate date{std::nullopt, *second, *first, false, {}};
    MselScanner behind = ahead;
    behind.skip();
    if (behind.take(separator)) {
        MselScanner last = behind;
        last.skip();
        const auto number = last.number(4);
        const bool is_time = number && (last.next() == ':' || last.next() == 'h');
        if (number && !is_time) date.year = full_year(*number, last.digits());
        if (date.year) {
            behind = last;
        } else if (separator != '.') {
            return std::nullopt;
        }
        ahead = behind;
    } else if (separator != '/') {
        return std::nullopt;  // 9.05 and 9-10 are no days
    }
    if (separator != '.') {
        constexpr unsigned most_months = 12;
        date.may_swap = *first <= most_months && *second <= most_months && *first != *second;
        if (*second > most_months) std::swap(date.month, date.day);
        if (*first != *second && !date.may_swap) date.day_first = *first > most_months;
    }
    scanner = ahead;
    return date;
}

/// 3 Dec 2026, 3. Dezember, 3-Dec-26, 03dec2026
std::optional<TakenDate> day_and_month(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const auto day = ahead.number(2);
    if (!day) return std::nullopt;
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (ahead.take_word(ending)) break;
    }
    ahead.skip(" .-/");
    if (ahead.take_word("of")) ahead.skip();
    const auto month = take_month(ahead);
    if (!month) return std::nullopt;
    TakenDate date{take_year(ahead), *month, *day, false, {}};
    scanner = ahead;
    return date;
}

/// December 3, 2026; Dec 3rd
std::optional<TakenDate> month_and_day(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const auto month = take_month(ahead);
    if (!month) return std::nullopt;
    ahead.skip(" .-");
    const auto day = ahead.number(2);
    if (!day || ahead.next() == ':') return std::nullopt;
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (ahead.take_word(ending)) break;
    }
    TakenDate date{take_year(ahead), *month, *day, false, {}};
    scanner = ahead;
    return date;
}

}  // namespace

std::optional<unsigned> take_month(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const auto month = named(ahead.word(), months, 3);
    if (!month) return std::nullopt;
    if (ahead.next() == '.') ahead.take('.');
    scanner = ahead;
    return month;
}

std::optional<unsigned> take_weekday(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const auto day = named(ahead.word(), weekdays, 2);
    if (!day) return std::nullopt;
    ahead.skip(" .,");
    scanner = ahead;
    return day;
}

std::optional<TakenDate> take_date(MselScanner& scanner) {
    MselScanner ahead = scanner;
    static_cast<void>(take_weekday(ahead));
    for (const auto form : {year_first, day_and_month, month_and_day, in_digits}) {
        if (auto date = form(ahead)) {
            constexpr unsigned most_days = 31;
            if (date->month == 0 || date->month > 12 || date->day == 0 || date->day > most_days) {
                return std::nullopt;
            }
            if (date->year && !date->may_swap) {
                const std::chrono::year_month_day ymd{std::chrono::year(*date->year),
                                                      std::chrono::month(date->month),
                                                      std::chrono::day(date->day)};
                if (!ymd.ok()) return std::nullopt;
            }
            scanner = ahead;
            return date;
        }
    }
    return std::nullopt;
}

}  // namespace kammerspiel::exercise
