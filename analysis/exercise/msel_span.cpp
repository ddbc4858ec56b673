#include <array>
#include <cmath>

#include "analysis/exercise/msel_scanner.hpp"

// Spans as planners write them: since the exercise began, or just so long.

namespace kammerspiel::exercise {
namespace {

constexpr std::size_t most_digits = 5;

std::optional<Duration> unit_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, int>, 28> units{
        {{"s", 1},         {"sec", 1},        {"secs", 1},     {"sek", 1},      {"second", 1},
         {"seconds", 1},   {"sekunde", 1},    {"sekunden", 1}, {"m", 60},       {"min", 60},
         {"mins", 60},     {"minute", 60},    {"minutes", 60}, {"minuten", 60}, {"h", 3600},
         {"hr", 3600},     {"hrs", 3600},     {"hour", 3600},  {"hours", 3600}, {"std", 3600},
         {"stunde", 3600}, {"stunden", 3600}, {"d", 86400},    {"day", 86400},  {"days", 86400},
         {"tag", 86400},   {"tage", 86400},   {"tagen", 86400}}};
    for (const auto& [name, size] : units) {
        if (name == word) return seconds(size);
    }
    return std::nullopt;
}

/// h:mm, h:mm:ss, d hh:mm:ss
std::optional<Duration> with_colons(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const auto first = ahead.number(most_digits);
    if (!first) return std::nullopt;
    Duration days;
    std::optional<unsigned> hour = first;
    if (ahead.next() == ' ' || (ahead.next() == '.' && is_digit(ahead.after_next()))) {
        ahead.take(ahead.next());
        hour = ahead.number(2);
        days = spans_of_24h(*first);
        if (!hour) return std::nullopt;
    }
    if (!ahead.take(':')) return std::nullopt;
    const auto minute = ahead.number(2);
    if (!minute || *minute > 59) return std::nullopt;
    Duration span = days + hours(*hour) + minutes(*minute);
    if (ahead.take(':')) {
        const auto second = ahead.number(2);
        if (!second || *second > 59) return std::nullopt;
        span += seconds(*second);
    }
    scanner = ahead;
    return span;
}

/// 75 min, 1 h 30 min, 1,5 h, 1h30
std::optional<Duration> with_units(MselScanner& scanner) {
    MselScanner ahead = scanner;
    Duration span;
    std::optional<Duration> last;
    while (true) {
        MselScanner part = ahead;
        part.skip(last ? " ,+" : " ");
        if (last && part.take_word("und")) part.skip();
        if (last && part.take_word("and")) part.skip();
        const auto whole = part.number(most_digits);
        if (!whole) break;
        double amount = *whole;
        if ((part.next() == ',' || part.next() == '.') && is_digit(part.after_next())) {
            part.take(part.next());
            const auto fraction = part.number(4);
            if (!fraction) break;
            amount += *fraction / std::pow(10.0, static_cast<double>(part.digits()));
        }
        part.skip();
        std::optional<Duration> unit = unit_of(part.word());
        if (!unit) {
            // 1h30
            if (!last || *last != hours(1) || !part.at_end()) break;
            unit = minutes(1);
        }
        if (part.next() == '.') part.take('.');
        if (last && *unit >= *last) break;
        span += Duration::micros(std::llround(amount * static_cast<double>(unit->count())));
        last = unit;
        ahead = part;
    }
    if (!last) return std::nullopt;
    scanner = ahead;
    return span;
}

/// + or -; true: before
std::optional<bool> take_sign(MselScanner& scanner) {
    scanner.skip();
    if (scanner.take('+')) return false;
    if (scanner.take('-')) return true;
    return std::nullopt;
}

/// What stands for the beginning of the exercise; T alone, too.
bool take_beginning(MselScanner& scanner) {
    for (const std::string_view word :
         {"t", "x", "e", "startex", "start", "beginn", "begin", "anfang", "uebungsbeginn", "ex",
          "exercise start", "h hour", "t zero", "t0"}) {
        MselScanner ahead = scanner;
        if (!ahead.take(word) || is_letter(ahead.next()) || is_digit(ahead.next())) continue;
        scanner = ahead;
        return true;
    }
    return false;
}

/// T+90, T+1:30, T+1h30, T-15, STARTEX; +0:05
std::optional<Duration> since_beginning(MselScanner scanner) {
    const bool has_word = take_beginning(scanner);
    if (has_word) {
        scanner.skip();
        if (scanner.at_end()) {
            // T alone is the heading of a column, and e.g. STARTEX the moment itself.
            return std::nullopt;
        }
    }
    const auto is_before = take_sign(scanner);
    if (!is_before) return std::nullopt;
    scanner.skip();
    auto span = with_colons(scanner);
    if (!span) span = with_units(scanner);
    if (!span) {
        const auto number = scanner.number(most_digits);
        if (!number) return std::nullopt;
        span = minutes(*number);
    }
    scanner.skip(" .");
    if (!scanner.at_end()) {
        // T+1:30 h
        const auto unit = unit_of(scanner.word());
        scanner.skip(" .");
        if (!unit || !scanner.at_end()) return std::nullopt;
    }
    return *is_before ? -*span : *span;
}

/// D+2 H+3 M+45, any of the three in this order; J is the French D.
std::optional<Duration> days_hours_minutes(MselScanner scanner) {
    Duration span;
    bool any = false;
    for (const auto& [letters, unit] : {std::pair{"dj", spans_of_24h(1)},
                                        {"h", hours(1)},
                                        {"m", minutes(1)},
                                        {"s", seconds(1)}}) {
        scanner.skip(" ,;/");
        MselScanner ahead = scanner;
        if (std::string_view(letters).find(ahead.next()) == std::string_view::npos ||
            ahead.at_end()) {
            continue;
        }
        ahead.take(ahead.next());
        const auto is_before = take_sign(ahead);
        if (!is_before) return std::nullopt;
        ahead.skip();
        constexpr std::size_t enough = 4;
        const auto number = ahead.number(enough);
        if (!number) return std::nullopt;
        span += unit * (*is_before ? -static_cast<std::int64_t>(*number)
                                   : static_cast<std::int64_t>(*number));
        scanner = ahead;
        any = true;
    }
    scanner.skip();
    return any && scanner.at_end() ? std::optional(span) : std::nullopt;
}

bool is_the_beginning(MselScanner scanner) {
    for (const std::string_view word :
         {"startex", "start of exercise", "exercise start", "beginn", "uebungsbeginn", "start",
          "t0", "t zero", "t=0", "beginn der uebung"}) {
        MselScanner ahead = scanner;
        if (ahead.take(word) && ahead.at_end()) return true;
    }
    return false;
}

}  // namespace

std::optional<Duration> span_in(MselScanner scanner) {
    if (is_the_beginning(scanner)) return Duration::zero();
    if (auto span = since_beginning(scanner)) return span;
    if (auto span = days_hours_minutes(scanner)) return span;
    MselScanner ahead = scanner;
    auto span = with_units(ahead);
    ahead.skip(" .");
    // 10 min after the beginning
    for (const std::string_view tail :
         {"after startex", "after start", "into the exercise", "nach beginn", "nach start",
          "nach uebungsbeginn", "after the beginning"}) {
        if (ahead.take(tail)) break;
    }
    if (span && ahead.at_end()) return span;
    return std::nullopt;
}

}  // namespace kammerspiel::exercise
