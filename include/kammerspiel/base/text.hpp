#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/localised.hpp"
#include "kammerspiel/base/message.hpp"
#include "kammerspiel/base/time.hpp"
#include "kammerspiel/base/units.hpp"

// Texts that people read, in their language; numbers, dates and plurals as that language has them.

namespace kammerspiel {

enum class Language { de, en };

[[nodiscard]] constexpr std::string_view code(Language language) {
    return language == Language::de ? "de" : "en";
}

/// The message catalogue in one language, and how that language writes figures. Immutable; passed
/// to whoever writes for people.
class Text {
   public:
    explicit Text(Language language);

    [[nodiscard]] Language language() const { return language_; }

    /// The message `key` with its places filled; `{{` and `}}` in it are braces. A key that the
    /// catalogue lacks, or a place without an argument, is a fault of the program: BrokenModel.
    [[nodiscard]] std::string operator()(std::string_view key,
                                         const std::vector<Argument>& arguments = {}) const;
    [[nodiscard]] std::string operator()(const Message& message) const {
        return (*this)(message.key, message.arguments);
    }
    /// What was written in this language.
    [[nodiscard]] const std::string& operator()(const Localised& text) const {
        return language_ == Language::de ? text.de : text.en;
    }
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> keys() const;

    /// 1.234.567 or 1,234,567
    [[nodiscard]] std::string whole(std::int64_t number) const;
    /// 1.234,5 or 1,234.5
    [[nodiscard]] std::string number(double number, int decimals) const;
    // A number and its unit are held together by a no-break space (U+00A0).

    /// A figure with at most four digits that count: 3,4 Mio., 12.300, 0,25
    [[nodiscard]] std::string rough(double number) const;
    /// For tables: three digits that count and the shortest unit: 15,4 Mio., 521 Tsd., 0,25
    [[nodiscard]] std::string compact(double number) const;
    /// 12,5 % or 12.5 %
    [[nodiscard]] std::string percent(double share, int decimals = 0) const;
    /// The two largest units that matter: 2 d 4 h, 35 min, 12 s; German: 2 Tage 4 Std.
    [[nodiscard]] std::string span(Duration span) const;
    /// Mi., 3. August 2022, 15:00 Uhr or Wed 3 Aug 2022, 15:00
    [[nodiscard]] std::string moment(const LocalTime& local) const;
    /// Mi. 03.08.2022 15:00 or Wed 2022-08-03 15:00: for columns
    [[nodiscard]] std::string short_moment(const LocalTime& local) const;

   private:
    struct Message {
        std::string one, other;
    };
    [[nodiscard]] std::string filled(const Argument& argument) const;
    Language language_;
    std::shared_ptr<const std::map<std::string, Message, std::less<>>> messages_;
};

/// Text of unknown origin as it may go to a terminal, a line of it: what would move the cursor,
/// change colours or turn the direction of writing, and bytes that are no UTF-8, become `�`; tabs
/// become spaces. Each character stays one. Longer texts end in `…` after `most` characters.
[[nodiscard]] std::string harmless(std::string_view text, std::size_t most);

/// Whether a terminal would show all of it as it is; line ends and tabs are no harm.
[[nodiscard]] bool is_harmless(std::string_view text);

/// Position of the first byte that is not UTF-8.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

}  // namespace kammerspiel
