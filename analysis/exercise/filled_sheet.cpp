#include "analysis/exercise/filled_sheet.hpp"

namespace kammerspiel::exercise {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string folded_words(std::string_view text) {
    std::string small = trimmed(text);
    for (std::size_t i = 0; i < small.size(); ++i) {
        char& c = small[i];
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool is_umlaut =
            i > 0 && small[i - 1] == '\xC3' && (c == '\x84' || c == '\x96' || c == '\x9C');
        if (is_umlaut) c = static_cast<char>(c + 0x20);
    }
    return small;
}

const std::array<Text, 2>& both() {
    static const std::array<Text, 2> texts{Text(Language::en), Text(Language::de)};
    return texts;
}

Argument in_both(std::string_view name, std::string_view key) {
    return {name, both()[0](key), both()[1](key)};
}

}  // namespace kammerspiel::exercise
