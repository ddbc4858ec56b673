#pragma once

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "kammerspiel/base/digit.hpp"
#include "kammerspiel/base/time.hpp"

namespace kammerspiel::exercise {

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Takes parts off the front of a text in small letters. Copies are cheap: who does not know
/// whether something follows tries it on one.
class MselScanner {
   public:
    explicit MselScanner(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] char next() const { return rest_.empty() ? '\0' : rest_.front(); }
    [[nodiscard]] char after_next() const { return rest_.size() < 2 ? '\0' : rest_[1]; }
    [[nodiscard]] std::string_view rest() const { return rest_; }

    void skip(std::string_view characters = " ") {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
    }
    bool take(char c) {
        if (next() != c || c == '\0') return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take(std::string_view beginning) {
        if (!rest_.starts_with(beginning)) return false;
        rest_.remove_prefix(beginning.size());
        return true;
    }
    /// All letters up to something else.
    std::string_view word() {
        std::size_t size = 0;
        while (size < rest_.size() && is_letter(rest_[size])) ++size;
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    /// True if exactly this word is next.
    bool take_word(std::string_view wanted) {
        MselScanner ahead = *this;
        if (ahead.word() != wanted) return false;
        *this = ahead;
        return true;
    }
    std::optional<unsigned> number(std::size_t most_digits) {
        std::size_t digits = 0;
        while (digits < rest_.size() && is_digit(rest_[digits])) ++digits;
        if (digits == 0 || digits > most_digits) return std::nullopt;
        unsigned value = 0;
        std::from_chars(rest_.data(), rest_.data() + digits, value);
        rest_.remove_prefix(digits);
        digits_ = digits;
        return value;
    }
    /// Of the last number.
    [[nodiscard]] std::size_t digits() const { return digits_; }

   private:
    std::string_view rest_;
    std::size_t digits_ = 0;
};

/// Small letters without umlauts, hyphens of every length alike, one space at most.
[[nodiscard]] std::string normalised(std::string_view text);

// The notations, each taken off the front; absent: something else is there, and nothing is taken.

struct ReadClock {
    Duration of_day;
    std::optional<Duration> zone;
    std::optional<Duration> span;  ///< 0:25, 1h30: or so long after the beginning
};
/// 9:05, 0905, 9.05 Uhr, 9am, noon, 0910L, 9:05+01:00. Behind a date it is no span; where `is_iso`,
/// a hyphen behind it begins an offset, not the end of a range.
[[nodiscard]] std::optional<ReadClock> take_clock(MselScanner& scanner, bool has_date, bool is_iso);
/// 2026-12-03, 3.12.26, 12/3/2026, 3 Dec, December 3rd, 2026
struct TakenDate {
    std::optional<int> year;
    unsigned month = 0;
    unsigned day = 0;
    bool may_swap = false;
    std::optional<bool> day_first;  ///< with slashes, where it cannot be swapped
};
[[nodiscard]] std::optional<TakenDate> take_date(MselScanner& scanner);
/// 1 = Monday to 7; the day of a week, short or in full.
[[nodiscard]] std::optional<unsigned> take_weekday(MselScanner& scanner);
[[nodiscard]] std::optional<unsigned> take_month(MselScanner& scanner);
/// +01:00, z, utc, mez, a: how far ahead of UTC, or that it is the local clock.
struct TakenZone {
    bool is_local = false;
    Duration ahead;
};
[[nodiscard]] std::optional<TakenZone> take_zone(MselScanner& scanner, bool is_iso);
/// T+90, STARTEX + 1:30, M-5, D+2 H+3, +0:05, 75 min, 1 h 30 min: up to the end.
[[nodiscard]] std::optional<Duration> span_in(MselScanner scanner);

}  // namespace kammerspiel::exercise
