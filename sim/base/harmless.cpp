#include "kammerspiel/base/text.hpp"

namespace kammerspiel {
namespace {

struct Character {
    std::size_t bytes = 1;
    char32_t code = 0;
    bool is_valid = false;
};

/// The first character of `text`, which is not empty.
Character first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    const std::size_t bytes = lead < 0x80U                      ? 1
                              : (lead >= 0xC2U && lead < 0xE0U) ? 2
                              : (lead & 0xF0U) == 0xE0U         ? 3
                              : (lead >= 0xF0U && lead < 0xF5U) ? 4
                                                                : 0;
    if (bytes == 0 || bytes > text.size()) return {};
    if (bytes == 1) return {1, lead, true};
    char32_t code = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const bool is_overlong = (bytes == 3 && code < 0x800U) || (bytes == 4 && code < 0x10000U);
    const bool is_surrogate = code >= 0xD800U && code < 0xE000U;
    if (is_overlong || is_surrogate || code > 0x10FFFFU) return {};
    return {bytes, code, true};
}

/// Control characters, and marks that change the order in which a line is shown (CVE-2021-42574).
bool is_harmful(char32_t code) {
    return code < 0x20U || (code >= 0x7FU && code < 0xA0U) || code == 0x200EU || code == 0x200FU ||
           (code >= 0x2028U && code <= 0x202EU) || (code >= 0x2066U && code <= 0x2069U);
}

}  // namespace

std::string harmless(std::string_view text, std::size_t most) {
    std::string result;
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == most) return result + "…";
        const Character character = first_of(text);
        if (text.front() == '\t') {
            result += ' ';
        } else if (!character.is_valid || is_harmful(character.code)) {
            result += "\uFFFD";
        } else {
            result += text.substr(0, character.bytes);
        }
        text.remove_prefix(character.bytes);
    }
    return result;
}

bool is_harmless(std::string_view text) {
    while (!text.empty()) {
        const char c = text.front();
        const bool is_space = c == '\t' || c == '\n' || c == '\r';
        const Character character = first_of(text);
        if (!character.is_valid || (is_harmful(character.code) && !is_space)) return false;
        text.remove_prefix(character.bytes);
    }
    return true;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Character character = first_of(text.substr(at));
        if (!character.is_valid) return at;
        at += character.bytes;
    }
    return std::nullopt;
}

}  // namespace kammerspiel
