#include <algorithm>
#include <array>

#include "analysis/exercise/msel_cells.hpp"
#include "analysis/exercise/msel_scanner.hpp"

// Labels with a number: Move 2, Phase III: the evening, 2. Der Abend.

namespace kammerspiel::exercise {
namespace {

constexpr std::array<std::string_view, 34> numbered_words{"move",
                                                          "moves",
                                                          "phase",
                                                          "module",
                                                          "modul",
                                                          "part",
                                                          "teil",
                                                          "stage",
                                                          "act",
                                                          "akt",
                                                          "round",
                                                          "runde",
                                                          "session",
                                                          "block",
                                                          "scene",
                                                          "szene",
                                                          "zug",
                                                          "spielzug",
                                                          "turn",
                                                          "vignette",
                                                          "abschnitt",
                                                          "uebungsphase",
                                                          "uebungsabschnitt",
                                                          "group",
                                                          "gruppe",
                                                          "team",
                                                          "cell",
                                                          "zelle",
                                                          "objective",
                                                          "obj",
                                                          "ziel",
                                                          "uebungsziel",
                                                          "nr",
                                                          "no"};

constexpr std::array<std::array<std::string_view, 5>, 8> number_words{
    {{"one", "first", "eins", "erste", "erster"},
     {"two", "second", "zwei", "zweite", "zweiter"},
     {"three", "third", "drei", "dritte", "dritter"},
     {"four", "fourth", "vier", "vierte", "vierter"},
     {"five", "fifth", "fuenf", "fuenfte", "fuenfter"},
     {"six", "sixth", "sechs", "sechste", "sechster"},
     {"seven", "seventh", "sieben", "siebte", "siebter"},
     {"eight", "eighth", "acht", "achte", "achter"}}};

std::optional<std::size_t> roman(std::string_view word) {
    static constexpr std::array<std::string_view, 12> numbers{
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};
    const auto found = std::find(numbers.begin(), numbers.end(), word);
    if (found == numbers.end()) return std::nullopt;
    return static_cast<std::size_t>(found - numbers.begin()) + 1;
}

std::optional<std::size_t> number_word(std::string_view word) {
    for (std::size_t i = 0; i < number_words.size(); ++i) {
        const auto& words = number_words[i];
        if (std::find(words.begin(), words.end(), word) != words.end()) return i + 1;
    }
    return std::nullopt;
}

std::optional<std::size_t> take_number(MselScanner& scanner) {
    MselScanner ahead = scanner;
    if (const auto digits = ahead.number(3)) {
        for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
            if (ahead.take_word(ending)) break;
        }
        if (is_letter(ahead.next()) || ahead.next() == '/') return std::nullopt;
        scanner = ahead;
        return *digits;
    }
    const std::string_view word = ahead.word();
    auto number = number_word(word);
    if (!number) number = roman(word);
    if (number) scanner = ahead;
    return number;
}

bool take_numbered_word(MselScanner& scanner) {
    MselScanner ahead = scanner;
    const std::string_view word = ahead.word();
    if (std::find(numbered_words.begin(), numbered_words.end(), word) == numbered_words.end()) {
        return false;
    }
    ahead.skip(" .:#-");
    for (const std::string_view number : {"nr", "no", "number", "nummer"}) {
        if (ahead.take_word(number)) ahead.skip(" .:#");
    }
    scanner = ahead;
    return true;
}

}  // namespace

std::string without_emphasis(std::string_view text) {
    std::string plain(trimmed_cell(text));
    for (const std::string_view sign : {"**", "__", "`", "*"}) {
        while (true) {
            const std::size_t from = plain.find(sign);
            if (from == std::string::npos) break;
            const std::size_t to = plain.find(sign, from + sign.size());
            // A lone one, or one that stands beside a space as in 2 * 3, is a sign like others.
            const bool is_pair = to != std::string::npos && to > from + sign.size() &&
                                 plain[from + sign.size()] != ' ' && plain[to - 1] != ' ';
            if (!is_pair) break;
            plain.erase(to, sign.size());
            plain.erase(from, sign.size());
        }
    }
    return plain;
}

std::optional<NumberedLabel> numbered_label(std::string_view label) {
    const std::string plain = normalised(label);
    MselScanner scanner{plain};
    const bool has_word = take_numbered_word(scanner);
    if (!has_word) scanner.skip("#");
    const auto number = take_number(scanner);
    if (!number) return std::nullopt;
    const std::size_t before = scanner.rest().size();
    scanner.skip(" ");
    bool has_sign = before != scanner.rest().size() && has_word;
    const std::size_t behind_space = scanner.rest().size();
    scanner.skip(":.)-|,");
    has_sign = has_sign || behind_space != scanner.rest().size();
    scanner.skip(" -");
    // 2nd phase, erste Phase
    MselScanner ahead = scanner;
    if (!has_word && take_numbered_word(ahead) && ahead.at_end()) scanner = ahead;
    if (!scanner.at_end() && !has_sign) return std::nullopt;
    return NumberedLabel{*number, std::string(scanner.rest())};
}

}  // namespace kammerspiel::exercise
