#include <fmt/format.h>

#include <array>
#include <charconv>

#include "analysis/exercise/msel_cells.hpp"

// Moments as planners write them: 03.12.2026 09:05, 2026-12-03 09:05, 9:05 Uhr, T+90, D+1 H+2.

namespace kammerspiel::exercise {
namespace {

/// Takes parts off the front of a text.
class Scanner {
   public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    void skip(std::string_view characters = " \t") {
        while (!rest_.empty() && characters.find(rest_.front()) != std::string_view::npos) {
            rest_.remove_prefix(1);
        }
    }
    bool take(char c) {
        if (rest_.empty() || lower(rest_.front()) != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take(std::string_view word) {
        if (rest_.size() < word.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i) {
            if (lower(rest_[i]) != word[i]) return false;
        }
        rest_.remove_prefix(word.size());
        return true;
    }
    std::optional<unsigned> number(std::size_t most_digits) {
        unsigned value = 0;
        std::size_t digits = 0;
        while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') ++digits;
        if (digits == 0 || digits > most_digits) return std::nullopt;
        std::from_chars(rest_.data(), rest_.data() + digits, value);
        rest_.remove_prefix(digits);
        digits_ = digits;
        return value;
    }
    /// Of the last number.
    [[nodiscard]] std::size_t digits() const { return digits_; }

    /// A day of the week before a date: Thu, Do., Donnerstag,
    void skip_weekday() {
        std::size_t letters = 0;
        while (letters < rest_.size() && is_letter(rest_[letters])) ++letters;
        constexpr std::size_t shortest = 2;
        if (letters < shortest) return;
        static constexpr std::array<std::string_view, 11> beginnings{
            "mo", "di", "mi", "do", "fr", "sa", "so", "tu", "we", "th", "su"};
        const std::string start{lower(rest_[0]), lower(rest_[1])};
        for (const std::string_view beginning : beginnings) {
            if (beginning != start) continue;
            rest_.remove_prefix(letters);
            skip(" .,");
            return;
        }
    }

   private:
    std::string_view rest_;
    std::size_t digits_ = 0;
    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    static bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
};

/// 9:05, 09:05:30, 9.05 Uhr, 9 Uhr; up to the end of the text.
std::optional<Duration> time_of_day(Scanner scanner) {
    const auto hour = scanner.number(2);
    if (!hour || *hour > 23) return std::nullopt;
    unsigned minute = 0;
    unsigned second = 0;
    bool has_minute = false;
    if (scanner.take(':') || scanner.take('.') || scanner.take('h')) {
        const auto read = scanner.number(2);
        if (!read || *read > 59 || scanner.digits() != 2) return std::nullopt;
        minute = *read;
        has_minute = true;
        if (scanner.take(':')) {
            const auto seconds_read = scanner.number(2);
            if (!seconds_read || *seconds_read > 59) return std::nullopt;
            second = *seconds_read;
        }
    }
    scanner.skip();
    const bool says_clock = scanner.take("uhr") || scanner.take('h');
    scanner.skip(" .");
    if (!scanner.at_end() || (!has_minute && !says_clock)) return std::nullopt;
    return hours(*hour) + minutes(minute) + seconds(second);
}

struct Date {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
};

/// 2026-12-03 or 3.12.2026 or 03.12.26
std::optional<Date> date(Scanner& scanner) {
    const auto first = scanner.number(4);
    if (!first) return std::nullopt;
    const bool is_iso = scanner.digits() == 4;
    const char separator = is_iso ? '-' : '.';
    if (!scanner.take(separator)) return std::nullopt;
    scanner.skip();
    const auto month = scanner.number(2);
    if (!month || !scanner.take(separator)) return std::nullopt;
    scanner.skip();
    const auto last = scanner.number(is_iso ? 2 : 4);
    if (!last || (!is_iso && scanner.digits() == 3)) return std::nullopt;
    if (is_iso) return Date{*first, *month, *last};
    return Date{scanner.digits() == 2 ? 2000 + *last : *last, *month, *first};
}

std::optional<LocalTime> date_and_time(Scanner scanner) {
    scanner.skip_weekday();
    const auto day = date(scanner);
    if (!day) return std::nullopt;
    if (!scanner.take('t')) scanner.skip(" ,\t");
    if (scanner.take("um")) scanner.skip();
    const auto time = time_of_day(scanner);
    if (!time) return std::nullopt;
    const auto whole = *time / seconds(1);
    return Calendar::parse(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", day->year, day->month,
                                       day->day, whole / 3600, whole / 60 % 60, whole % 60));
}

/// T+90, T+1:30, T+1h30, T-15: minutes, or hours and minutes.
std::optional<Duration> since_begin(Scanner scanner) {
    if (!scanner.take('t')) return std::nullopt;
    scanner.skip();
    const bool is_before = scanner.take('-');
    if (!is_before && !scanner.take('+')) return std::nullopt;
    scanner.skip();
    constexpr std::size_t most_digits = 5;
    const auto first = scanner.number(most_digits);
    if (!first) return std::nullopt;
    Duration span = minutes(*first);
    scanner.skip();
    if (scanner.take(':') || scanner.take('h')) {
        scanner.skip();
        const auto rest = scanner.number(2);
        span = hours(*first) + minutes(rest.value_or(0));
    }
    scanner.skip();
    if (!scanner.take("min")) scanner.take('m');
    scanner.skip(" .");
    if (!scanner.at_end()) return std::nullopt;
    return is_before ? -span : span;
}

/// D+2 H+3 M+45, any of the three in this order.
std::optional<Duration> days_hours_minutes(Scanner scanner) {
    Duration span;
    bool any = false;
    for (const auto& [letter, unit] :
         {std::pair{'d', spans_of_24h(1)}, {'h', hours(1)}, {'m', minutes(1)}}) {
        scanner.skip(" ,");
        if (!scanner.take(letter)) continue;
        constexpr std::size_t most_digits = 4;
        scanner.skip();
        if (!scanner.take('+')) return std::nullopt;
        scanner.skip();
        const auto number = scanner.number(most_digits);
        if (!number) return std::nullopt;
        span += unit * *number;
        any = true;
    }
    scanner.skip();
    return any && scanner.at_end() ? std::optional(span) : std::nullopt;
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
    constexpr std::string_view no_break = "\u00A0";
    if (text.starts_with(no_break)) return trimmed_cell(text.substr(no_break.size()));
    if (text.ends_with(no_break))
        return trimmed_cell(text.substr(0, text.size() - no_break.size()));
    return text;
}

ReadMoment read_moment(std::string_view text) {
    const Scanner scanner(trimmed_cell(text));
    ReadMoment moment;
    moment.since = since_begin(scanner);
    if (!moment.since) moment.since = days_hours_minutes(scanner);
    if (moment.since) return moment;
    moment.of_day = time_of_day(scanner);
    if (!moment.of_day) moment.local = date_and_time(scanner);
    return moment;
}

}  // namespace kammerspiel::exercise
