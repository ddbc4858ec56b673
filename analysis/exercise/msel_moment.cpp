#include "analysis/exercise/msel_moment.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/exercise/msel_scanner.hpp"

// Moments as planners write them: 03.12.2026 09:05, 031005DEC2026, 9:05 Uhr, T+90, D+1 H+2.

namespace kammerspiel::exercise {
namespace {

constexpr std::string_view no_break = "\u00A0";

ReadDate as_read(const TakenDate& date) {
    ReadDate read;
    read.year = date.year;
    read.month = date.month;
    read.day = date.day;
    read.may_swap = date.may_swap;
    read.day_first = date.day_first;
    return read;
}

/// Day 2, Tag 2, D+1, J+1, D1; nothing else of it.
std::optional<ReadDate> take_day_number(MselScanner& scanner) {
    MselScanner ahead = scanner;
    ReadDate read;
    const std::string_view word = ahead.word();
    const bool is_word = word == "day" || word == "tag" || word == "jour" || word == "exday" ||
                         word == "uebungstag" || word == "szenariotag";
    const bool is_letter_alone = word == "d" || word == "j";
    if (!is_word && !is_letter_alone) return std::nullopt;
    ahead.skip(" #.");
    if (is_letter_alone && ahead.take('-') && ahead.take_word("day")) {
        read.number = 0;
        read.counts_from_zero = true;
        scanner = ahead;
        return read;
    }
    const bool is_after = ahead.take('+');
    ahead.skip();
    const auto number = ahead.number(3);
    if (!number) return std::nullopt;
    read.number = static_cast<int>(*number);
    read.counts_from_zero = is_after;
    scanner = ahead;
    return read;
}

void skip_between(MselScanner& scanner) {
    scanner.skip(" ,;|@");
    for (const std::string_view word : {"um", "at", "ab", "t", "gegen", "ca", "from", "von"}) {
        MselScanner ahead = scanner;
        if (!ahead.take_word(word)) continue;
        ahead.skip(" .");
        scanner = ahead;
        return;
    }
    // 2026-12-03 - 09:05
    MselScanner ahead = scanner;
    if (ahead.take('-') && ahead.take(' ')) scanner = ahead;
}

void set_clock(ReadMoment& moment, const ReadClock& clock) {
    moment.of_day = clock.of_day;
    moment.zone = clock.zone;
}

bool is_done(MselScanner scanner) {
    scanner.skip(" .,)");
    return scanner.at_end();
}

/// A day and a time in either order, or one of them.
std::optional<ReadMoment> date_and_clock(MselScanner scanner) {
    ReadMoment moment;
    MselScanner ahead = scanner;
    std::optional<ReadDate> date = take_day_number(ahead);
    if (!date) {
        if (const auto taken = take_date(ahead)) date = as_read(*taken);
    }
    if (!date) {
        if (const auto weekday = take_weekday(ahead)) {
            date.emplace();
            date->weekday = *weekday;
        }
    }
    if (date) {
        moment.date = date;
        if (is_done(ahead)) return moment;
        const bool is_iso = ahead.next() == 't';
        skip_between(ahead);
        const auto clock = take_clock(ahead, true, is_iso);
        if (!clock || !is_done(ahead)) return std::nullopt;
        set_clock(moment, *clock);
        return moment;
    }
    const auto clock = take_clock(ahead, false, false);
    if (!clock) return std::nullopt;
    set_clock(moment, *clock);
    if (is_done(ahead)) {
        moment.since = clock->span;
        return moment;
    }
    ahead.skip(" ,;|-");
    for (const std::string_view word : {"on", "am", "of"}) {
        if (ahead.take_word(word)) ahead.skip();
    }
    MselScanner day = ahead;
    if (auto number = take_day_number(day)) {
        moment.date = number;
    } else if (const auto taken = take_date(day = ahead)) {
        moment.date = as_read(*taken);
    }
    if (!moment.date || !is_done(day)) return std::nullopt;
    return moment;
}

/// Date-time group: 031005DEC2026, 03 1120Z DEC 26, 030905ADEC26
std::optional<ReadMoment> date_time_group(MselScanner scanner) {
    const auto first = scanner.number(6);
    if (!first) return std::nullopt;
    unsigned day = *first;
    unsigned time = 0;
    if (scanner.digits() <= 2) {
        scanner.skip(" /");
        const auto second = scanner.number(4);
        if (!second || scanner.digits() != 4) return std::nullopt;
        time = *second;
    } else if (scanner.digits() >= 5) {
        day = *first / 10'000;
        time = *first % 10'000;
    } else {
        return std::nullopt;
    }
    scanner.skip();
    ReadMoment moment;
    MselScanner ahead = scanner;
    auto month = take_month(ahead);
    if (!month) {
        ahead = scanner;
        // The letter of the zone stands before the month, with a space or without one.
        const char letter = ahead.next();
        const std::string alone(1, letter);
        MselScanner zone_text(alone);
        const auto zone = take_zone(zone_text, false);
        if (!zone || !ahead.take(letter)) return std::nullopt;
        if (!zone->is_local) moment.zone = zone->ahead;
        ahead.skip();
        month = take_month(ahead);
    }
    if (!month || time / 100 > 23 || time % 100 > 59) return std::nullopt;
    ReadDate date;
    date.month = *month;
    date.day = day;
    ahead.skip(" -/,'");
    if (const auto year = ahead.number(4)) {
        if (ahead.digits() != 2 && ahead.digits() != 4) return std::nullopt;
        date.year = static_cast<int>(ahead.digits() == 2 ? 2000 + *year : *year);
    }
    if (!is_done(ahead) || !civil_day(date.year.value_or(2024), date.month, date.day)) {
        return std::nullopt;
    }
    moment.date = date;
    moment.of_day = hours(time / 100) + minutes(time % 100);
    return moment;
}

/// Digits alone: 905 and 0905 are times of day or minutes, 46359.378 is how spreadsheets count.
std::optional<ReadMoment> number_alone(MselScanner scanner) {
    const std::string_view all = scanner.rest();
    if (all.empty() || all.find_first_not_of("0123456789.") != std::string_view::npos) {
        return std::nullopt;
    }
    ReadMoment moment;
    const std::size_t dot = all.find('.');
    const auto whole = scanner.number(5);
    if (!whole) return std::nullopt;
    if (dot != std::string_view::npos) {
        double value = 0;
        const auto [end, error] = std::from_chars(all.data(), all.data() + all.size(), value);
        // 9.05 and 10.30 have two digits behind the dot
        constexpr std::size_t least_digits = 3;
        if (error != std::errc{} || end != all.data() + all.size() ||
            all.size() - dot - 1 < least_digits) {
            return std::nullopt;
        }
        constexpr double first_day = 30'000;  // 1982
        const double fraction = value - std::floor(value);
        moment.of_day = minutes(std::llround(fraction * 24 * 60));
        if (value < 1) return moment;
        if (value < first_day) return std::nullopt;
    }
    if (*whole >= 30'000 || dot != std::string_view::npos) {
        const std::chrono::year_month_day ymd{
            std::chrono::sys_days{std::chrono::year(1899) / 12 / 30} +
            std::chrono::days(static_cast<int>(*whole))};
        ReadDate date;
        date.year = static_cast<int>(ymd.year());
        date.month = static_cast<unsigned>(ymd.month());
        date.day = static_cast<unsigned>(ymd.day());
        moment.date = date;
        return moment;
    }
    const bool is_clock =
        scanner.digits() >= 3 && scanner.digits() <= 4 && *whole / 100 < 24 && *whole % 100 < 60;
    if (is_clock) moment.of_day = hours(*whole / 100) + minutes(*whole % 100);
    // 0905 is nothing else, and nobody counts more than 9,999 minutes.
    const bool is_padded = scanner.digits() == 4 && all.front() == '0';
    if (!is_padded && scanner.digits() <= 4) {
        moment.since = minutes(*whole);
        moment.is_number = true;
    }
    return moment;
}

}  // namespace

std::string_view trimmed_cell(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    while (!text.empty() && space.find(text.front()) != std::string_view::npos) {
        text.remove_prefix(1);
    }
    while (!text.empty() && space.find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    // Spreadsheets and word processors like no-break spaces.
    if (text.starts_with(no_break)) return trimmed_cell(text.substr(no_break.size()));
    if (text.ends_with(no_break))
        return trimmed_cell(text.substr(0, text.size() - no_break.size()));
    return text;
}

std::string normalised(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> letters{
        {{"ä", "ae"},
         {"ö", "oe"},
         {"ü", "ue"},
         {"Ä", "ae"},
         {"Ö", "oe"},
         {"Ü", "ue"},
         {"ß", "ss"},
         {"–", "-"},
         {"—", "-"},
         {"−", "-"},
         {"‑", "-"},
         {"’", "'"},
         {no_break, " "},
         {"\u202F", " "},
         {"\u2009", " "},
         {"．", "."}}};
    std::string result;
    const auto add = [&](char c) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
        if (c == ' ' && (result.empty() || result.back() == ' ')) return;
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    text = trimmed_cell(text);
    while (!text.empty()) {
        bool is_found = false;
        for (const auto& [letter, plain] : letters) {
            if (!text.starts_with(letter)) continue;
            for (const char c : plain) add(c);
            text.remove_prefix(letter.size());
            is_found = true;
            break;
        }
        if (is_found) continue;
        add(text.front());
        text.remove_prefix(1);
    }
    return result;
}

std::optional<std::chrono::sys_days> civil_day(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month),
                                          std::chrono::day(day)};
    if (!ymd.ok()) return std::nullopt;
    return std::chrono::sys_days(ymd);
}

std::optional<LocalTime> ReadMoment::local() const {
    if (!date || !date->year || date->may_swap || date->month == 0 || !of_day || zone ||
        *of_day >= hours(24)) {
        return std::nullopt;
    }
    const auto whole = *of_day / seconds(1);
    LocalTime local;
    local.year = *date->year;
    local.month = date->month;
    local.day = date->day;
    local.hour = static_cast<unsigned>(whole / 3600);
    local.minute = static_cast<unsigned>(whole / 60 % 60);
    local.second = static_cast<unsigned>(whole % 60);
    const std::chrono::weekday weekday{*civil_day(local.year, local.month, local.day)};
    local.weekday = weekday.iso_encoding();
    return local;
}

ReadMoment read_moment(std::string_view text) {
    const std::string plain = normalised(text);
    MselScanner scanner{plain};
    for (const std::string_view word : {"~", "approx.", "approx", "ca.", "ca", "circa", "about",
                                        "um", "at", "ab", "gegen", "etwa"}) {
        MselScanner ahead = scanner;
        if (!ahead.take(word) || is_letter(ahead.next())) continue;
        ahead.skip(" :");
        scanner = ahead;
        break;
    }
    if (scanner.at_end()) return {};
    if (auto moment = number_alone(scanner)) return *moment;
    if (auto moment = date_time_group(scanner)) return *moment;
    const auto span = span_in(scanner);
    auto moment = date_and_clock(scanner);
    if (span && moment && moment->of_day && !moment->date) {
        // 1h30, 9 h: a time of day or a span
        moment->since = span;
        return *moment;
    }
    if (span) {
        ReadMoment since;
        since.since = span;
        // D+2 alone in a column of days
        if (moment && moment->date && !moment->of_day) since.date = moment->date;
        return since;
    }
    return moment.value_or(ReadMoment{});
}

std::optional<ReadDate> read_date(std::string_view text) {
    const ReadMoment moment = read_moment(text);
    if (moment.date) return moment.date;
    const std::string plain = normalised(text);
    MselScanner scanner{plain};
    const auto number = scanner.number(3);
    if (!number || !is_done(scanner)) return std::nullopt;
    ReadDate read;
    read.number = static_cast<int>(*number);
    return read;
}

std::optional<Duration> zone_in_words(std::string_view text) {
    const std::string plain = normalised(text);
    MselScanner scanner{plain};
    while (!scanner.at_end()) {
        MselScanner ahead = scanner;
        const std::string_view word = ahead.word();
        // Other zones are words as well: Est. time
        static constexpr std::array<std::string_view, 8> clear{"utc", "gmt",  "zulu", "z",
                                                               "cet", "cest", "mez",  "mesz"};
        const bool may_be = std::find(clear.begin(), clear.end(), word) != clear.end();
        if (may_be) {
            MselScanner zone_text = scanner;
            const auto zone = take_zone(zone_text, false);
            if (zone && !zone->is_local) return zone->ahead;
        }
        scanner = ahead;
        if (word.empty()) scanner.take(scanner.next());
    }
    return std::nullopt;
}

}  // namespace kammerspiel::exercise
