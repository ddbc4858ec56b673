#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

// Words of enumerations, as files have them and as the program prints them. Each enumeration that
// is written has one list of them, beside its definition:
//
//     enum class Decider { federation, region, organisation };
//     constexpr auto vocabulary(Decider) {
//         using enum Decider;
//         return std::array{Word{federation, "federation"}, Word{region, "region"},
//                           Word{organisation, "organisation"}};
//     }
//
// Whatever reads, prints or documents the enumeration takes its words from there.

namespace kammerspiel {

template <class Enum>
struct Word {
    Enum value;
    std::string_view word;
};
// clang 14 does not deduce aggregates without it.
template <class Enum>
Word(Enum, const char*) -> Word<Enum>;

namespace detail {

/// Whether the enumeration names this value. Compilers print what it does not name as a cast of a
/// number, `(Decider)3`.
template <auto value>
constexpr bool is_enumerator() {
    std::string_view name = __PRETTY_FUNCTION__;
    name = name.substr(0, name.find_last_not_of("0123456789]") + 1);
    return !name.ends_with(')');
}

}  // namespace detail

template <class Enum>
concept HasWords = std::is_enum_v<Enum> && requires {
    vocabulary(Enum{});
};

/// The words of an enumeration, checked: each value has one, in their order, no two the same.
template <HasWords Enum>
struct Words {
    static constexpr auto table = vocabulary(Enum{});
    static constexpr std::size_t count = table.size();
    static constexpr auto values = [] {
        std::array<Enum, count> all{};
        for (std::size_t i = 0; i < count; ++i) all[i] = table[i].value;
        return all;
    }();
    static constexpr auto list = [] {
        std::array<std::string_view, count> words{};
        for (std::size_t i = 0; i < count; ++i) words[i] = table[i].word;
        return words;
    }();

   private:
    static constexpr bool is_in_order = [] {
        for (std::size_t i = 0; i < count; ++i) {
            if (static_cast<std::size_t>(table[i].value) != i) return false;
        }
        return true;
    }();
    static constexpr bool is_unambiguous = [] {
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (list[i] == list[j]) return false;
            }
        }
        return true;
    }();
    static_assert(is_in_order, "values are found by their number");
    static_assert(is_unambiguous, "two values have one word");
    static_assert(!detail::is_enumerator<static_cast<Enum>(count)>(), "a value has no word");
};

template <HasWords Enum>
[[nodiscard]] constexpr std::string_view word_of(Enum value) {
    return Words<Enum>::list.at(static_cast<std::size_t>(value));
}

template <HasWords Enum>
[[nodiscard]] constexpr std::optional<Enum> value_of(std::string_view word) {
    for (const Word<Enum>& one : Words<Enum>::table) {
        if (one.word == word) return one.value;
    }
    return std::nullopt;
}

/// The words of the values from `first` to `last`, where a key takes only these.
template <HasWords auto first, HasWords auto last>
inline constexpr auto words_between = [] {
    constexpr auto begin = static_cast<std::size_t>(first);
    std::array<std::string_view, static_cast<std::size_t>(last) - begin + 1> words{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i] = Words<decltype(first)>::list[begin + i];
    }
    return words;
}();

/// A word as the last part of a key of the message catalogue: command_post of `command-post`.
[[nodiscard]] inline std::string as_key(std::string_view word) {
    std::string key(word);
    for (char& c : key) {
        if (c == '-') c = '_';
    }
    return key;
}

}  // namespace kammerspiel
