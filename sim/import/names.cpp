#include "sim/import/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kammerspiel/base/digit.hpp"

namespace kammerspiel::inventories {
namespace {

/// As the loader has it, see read_name().
constexpr std::size_t longest_name = 100;

struct Letter {
    std::string_view written;
    std::string_view plain;
};

/// Letters of names in Germany and its neighbours, as passports spell them (ICAO Doc 9303) or
/// without their accent.
constexpr std::array letters{
    Letter{"ä", "ae"}, Letter{"ö", "oe"}, Letter{"ü", "ue"}, Letter{"ß", "ss"}, Letter{"Ä", "Ae"},
    Letter{"Ö", "Oe"}, Letter{"Ü", "Ue"}, Letter{"é", "e"}, Letter{"è", "e"}, Letter{"ê", "e"},
    Letter{"ë", "e"}, Letter{"á", "a"}, Letter{"à", "a"}, Letter{"â", "a"}, Letter{"å", "aa"},
    Letter{"æ", "ae"}, Letter{"ç", "c"}, Letter{"í", "i"}, Letter{"î", "i"}, Letter{"ï", "i"},
    Letter{"ñ", "n"}, Letter{"ó", "o"}, Letter{"ô", "o"}, Letter{"ø", "oe"}, Letter{"œ", "oe"},
    Letter{"ú", "u"}, Letter{"û", "u"}, Letter{"ł", "l"}, Letter{"š", "s"}, Letter{"ž", "z"},
    Letter{"č", "c"}, Letter{"É", "E"}, Letter{"Š", "S"}, Letter{"Ž", "Z"}, Letter{"Ø", "Oe"},
    Letter{"Å", "Aa"}, Letter{"Æ", "Ae"},
    // Some programs write an umlaut as a letter and a combining diaeresis.
    Letter{"\xCC\x88", "e"}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool stands_in_name(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= longest_name &&
           std::all_of(text.begin(), text.end(), stands_in_name);
}

/// Takes the first letter off the front, in ASCII; nothing where it is none.
std::string_view plain_letter(std::string_view& rest) {
    const bool is_plain = is_letter(rest.front()) || is_digit(rest.front());
    if (is_plain) {
        const std::string_view letter = rest.substr(0, 1);
        rest.remove_prefix(1);
        return letter;
    }
    for (const Letter& letter : letters) {
        if (!rest.starts_with(letter.written)) continue;
        rest.remove_prefix(letter.written.size());
        return letter.plain;
    }
    return {};
}

/// Letters and digits of `text`, with one `joint` for each run of anything else between them.
std::string in_ascii(std::string_view text, char joint) {
    std::string result;
    bool is_apart = false;
    while (!text.empty()) {
        const char first = text.front();
        std::string_view letter = plain_letter(text);
        if (letter.empty()) {
            text.remove_prefix(1);
            // Two that may stand in names stay what they are.
            const bool may_stay = joint == '-' && first == '_';
            if (may_stay && !is_apart) {
                result += first;
            } else {
                is_apart = true;
            }
            continue;
        }
        if (is_apart && !result.empty()) result += joint;
        is_apart = false;
        result += letter;
    }
    return result;
}

}  // namespace

std::string folded(std::string_view text) {
    std::string result = in_ascii(text, '_');
    std::transform(result.begin(), result.end(), result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

std::string mended_name(std::string_view text) {
    if (is_name(text) && text.front() != '-') return std::string(text);
    std::string name = in_ascii(text, '-').substr(0, longest_name);
    const bool has_letter =
        std::any_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
    return has_letter ? name : std::string();
}

std::string UniqueNames::take(const std::string& wanted) {
    if (taken_.insert(wanted).second) return wanted;
    constexpr std::size_t room_for_number = 10;
    const std::string stem = wanted.substr(0, longest_name - room_for_number);
    unsigned& number = last_.try_emplace(stem, 1).first->second;
    while (true) {
        std::string name = fmt::format("{}-{}", stem, ++number);
        if (taken_.insert(name).second) return name;
    }
}

}  // namespace kammerspiel::inventories
