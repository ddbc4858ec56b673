#pragma once

#include <string>

namespace kammerspiel {

/// A text that people read, in both languages. Where one was not written, it is that of the other.
struct Localised {
    std::string en;
    std::string de;
    bool operator==(const Localised&) const = default;
};

/// What is written once and meant for both.
[[nodiscard]] inline Localised in_both_languages(const std::string& text) { return {text, text}; }

}  // namespace kammerspiel
