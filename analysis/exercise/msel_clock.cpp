#include <array>

#include "analysis/exercise/msel_scanner.hpp"

// Times of day as planners write them, with the zones of their clocks.

namespace kammerspiel::exercise {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 27> zones{
    {{"utc", 0},    {"gmt", 0},    {"zulu", 0},   {"cet", 60},   {"mez", 60},    {"cest", 120},
     {"mesz", 120}, {"wet", 0},    {"west", 60},  {"bst", 60},   {"eet", 120},   {"eest", 180},
     {"oez", 120},  {"msk", 180},  {"est", -300}, {"edt", -240}, {"cst", -360},  {"cdt", -300},
     {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"akst", -540}, {"hst", -600},
     {"jst", 540},  {"aest", 600}, {"aedt", 660}}};

constexpr std::array<std::string_view, 8> local_words{"local", "lokal",     "ortszeit",  "lt",
                                                      "loc",   "localtime", "lokalzeit", "uhr"};

/// Alpha is an hour ahead, November one behind, Zulu is UTC; Juliett is local, and so is Lima where
/// exercises are written down.
std::optional<TakenZone> zone_of_letter(char letter) {
    if (letter == 'z') return TakenZone{false, Duration::zero()};
    if (letter == 'j' || letter == 'l') return TakenZone{true, Duration::zero()};
    if (letter >= 'a' && letter <= 'i') return TakenZone{false, hours(letter - 'a' + 1)};
    if (letter >= 'k' && letter <= 'm') return TakenZone{false, hours(letter - 'a')};
    if (letter >= 'n' && letter <= 'y') return TakenZone{false, -hours(letter - 'n' + 1)};
    return std::nullopt;
}

/// +01:00, +0100, +1
std::optional<Duration> take_offset(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const bool is_behind = ahead.take('-');
    if (!is_behind && !ahead.take('+')) return std::nullopt;
    const auto number = ahead.number(4);
    if (!number) return std::nullopt;
    Duration offset =
        ahead.digits() > 2 ? hours(*number / 100) + minutes(*number % 100) : hours(*number);
    if (ahead.digits() <= 2 && ahead.take(':')) {
        const auto rest = ahead.number(2);
        if (!rest) return std::nullopt;
        offset += minutes(*rest);
    }
    if (offset > hours(14)) return std::nullopt;
    scanner = ahead;
    return is_behind ? -offset : offset;
}

std::optional<TakenZone> zone_of_word(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const std::string_view word = ahead.word();
    for (const std::string_view local : local_words) {
        if (word != local) continue;
        ahead.skip();
        ahead.take_word("time");
        scanner = ahead;
        return TakenZone{true, Duration::zero()};
    }
    for (const auto& [name, ahead_by] : zones) {
        if (word != name) continue;
        TakenZone zone{false, minutes(ahead_by)};
        MselScanner behind = ahead;
        if (name == "utc" || name == "gmt") {
            behind.skip();
            if (const auto offset = take_offset(behind)) {
                zone.ahead = *offset;
                ahead = behind;
            }
        }
        scanner = ahead;
        return zone;
    }
    if (word.size() != 1) return std::nullopt;
    const auto zone = zone_of_letter(word.front());
    if (zone) scanner = ahead;
    return zone;
}

struct HourMinute {
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    bool has_seconds = false;
    enum class Form { compact, colon, dot, letter, hour } form = Form::hour;
};

/// :30 or :30.500 behind the minutes
bool take_seconds(MselScanner& scanner, HourMinute& into) {
    if (!scanner.take(':')) return true;
    const auto second = scanner.number(2);
    if (!second || *second > 59) return false;
    into.second = *second;
    into.has_seconds = true;
    if ((scanner.next() == '.' || scanner.next() == ',') && is_digit(scanner.after_next())) {
        scanner.take(scanner.next());
        while (is_digit(scanner.next())) scanner.take(scanner.next());
    }
    return true;
}

std::optional<HourMinute> take_digits(MselScanner& scanner) {
    MselScanner ahead = scanner;
    HourMinute time;
    const auto first = ahead.number(4);
    if (!first) return std::nullopt;
    if (ahead.digits() > 2) {
        time = {*first / 100, *first % 100, 0, false, HourMinute::Form::compact};
    } else {
        time.hour = *first;
        const char separator = ahead.next();
        const bool has_more = is_digit(ahead.after_next());
        if (has_more && (separator == ':' || separator == '.' || separator == 'h')) {
            ahead.take(separator);
            const auto minute = ahead.number(2);
            if (!minute || ahead.digits() != 2) return std::nullopt;
            time.minute = *minute;
            time.form = separator == ':'   ? HourMinute::Form::colon
                        : separator == '.' ? HourMinute::Form::dot
                                           : HourMinute::Form::letter;
            if (time.form == HourMinute::Form::colon && !take_seconds(ahead, time)) {
                return std::nullopt;
            }
            // 3.12. and 3.12.2026 are days
            if (time.form == HourMinute::Form::dot && ahead.next() == '.') return std::nullopt;
        }
    }
    const bool is_end_of_day = time.hour == 24 && time.minute == 0 && time.second == 0;
    if ((time.hour > 23 && !is_end_of_day) || time.minute > 59) return std::nullopt;
    scanner = ahead;
    return time;
}

/// am, p.m., noon behind a time.
enum class Half { none, morning, afternoon };
Half take_half(MselScanner& scanner, HourMinute::Form form) {
    MselScanner ahead = scanner;
    ahead.skip();
    const bool is_a = ahead.next() == 'a';
    if (!is_a && ahead.next() != 'p') {
        if (ahead.take_word("noon")) {
            scanner = ahead;
            return Half::afternoon;
        }
        if (ahead.take_word("midnight")) {
            scanner = ahead;
            return Half::morning;
        }
        return Half::none;
    }
    ahead.take(ahead.next());
    ahead.take('.');
    ahead.skip();
    const bool has_m = ahead.take('m');
    // 0910A is Alpha's time; 9:10a is before noon
    if ((!has_m && form == HourMinute::Form::compact) || is_letter(ahead.next())) {
        return Half::none;
    }
    ahead.take('.');
    scanner = ahead;
    return is_a ? Half::morning : Half::afternoon;
}

bool take_clock_word(MselScanner& scanner) {
    MselScanner ahead = scanner;
    ahead.skip();
    for (const std::string_view word : {"uhr", "hrs", "hr", "hours", "hour", "oclock", "h"}) {
        if (!ahead.take_word(word)) continue;
        if (ahead.next() == '.') ahead.take('.');
        scanner = ahead;
        return true;
    }
    if (ahead.take("o'clock")) {
        scanner = ahead;
        return true;
    }
    return false;
}

std::optional<ReadClock> clock_in_words(MselScanner& scanner) {
    static constexpr std::array<std::pair<std::string_view, int>, 7> words{{{"noon", 12},
                                                                            {"midday", 12},
                                                                            {"mittag", 12},
                                                                            {"mittags", 12},
                                                                            {"midnight", 0},
                                                                            {"mitternacht", 0},
                                                                            {"mitternachts", 0}}};
    for (const auto& [word, hour] : words) {
        if (scanner.take_word(word)) return ReadClock{hours(hour), {}, {}};
    }
    return std::nullopt;
}

/// Of a range of times the beginning counts.
void skip_end_of_range(MselScanner& scanner) {
    MselScanner ahead = scanner;
    ahead.skip();
    if (!ahead.take('-') && !ahead.take_word("to") && !ahead.take_word("bis") &&
        !ahead.take_word("until")) {
        return;
    }
    ahead.skip();
    const auto time = take_digits(ahead);
    if (!time) return;
    static_cast<void>(take_half(ahead, time->form));
    static_cast<void>(take_clock_word(ahead));
    scanner = ahead;
}

}  // namespace

std::optional<TakenZone> take_zone(MselScanner& scanner, bool is_iso) {
    MselScanner ahead = scanner;
    const bool has_gap = ahead.next() == ' ';
    ahead.skip(" (");
    auto zone = zone_of_word(ahead);
    const bool may_be_offset = !has_gap && (ahead.next() == '+' || (is_iso && ahead.next() == '-'));
    if (!zone && may_be_offset) {
        if (const auto offset = take_offset(ahead)) zone = TakenZone{false, *offset};
    }
    if (!zone) return std::nullopt;
    ahead.skip(" )");
    scanner = ahead;
    return zone;
}

std::optional<ReadClock> take_clock(MselScanner& scanner, bool has_date, bool is_iso) {
    MselScanner ahead = scanner;
    if (auto words = clock_in_words(ahead)) {
        scanner = ahead;
        return words;
    }
    auto time = take_digits(ahead);
    if (!time) return std::nullopt;
    const auto form = time->form;
    const Half half = take_half(ahead, form);
    if (half != Half::none) {
        if (time->hour == 0 || time->hour > 12) {
            if (time->hour > 23 || half == Half::morning) return std::nullopt;
        } else {
            time->hour = time->hour % 12 + (half == Half::afternoon ? 12 : 0);
        }
    }
    const bool is_h = ahead.next() == 'h' || (ahead.next() == ' ' && ahead.after_next() == 'h');
    const bool has_word = take_clock_word(ahead);
    ReadClock read;
    read.of_day = hours(time->hour) + minutes(time->minute) + seconds(time->second);
    bool has_zone = false;
    if (const auto zone = take_zone(ahead, is_iso || time->has_seconds)) {
        has_zone = true;
        if (!zone->is_local) read.zone = zone->ahead;
    }
    if (!has_zone) skip_end_of_range(ahead);
    using Form = HourMinute::Form;
    // A mere number may be anything.
    if (form == Form::hour && half == Half::none && !has_word) return std::nullopt;
    const bool is_plain = half == Half::none && !has_zone && (!has_word || is_h) && !has_date;
    if (is_plain && (form == Form::colon || form == Form::letter || form == Form::hour)) {
        read.span = read.of_day;
    }
    scanner = ahead;
    return read;
}

}  // namespace kammerspiel::exercise
