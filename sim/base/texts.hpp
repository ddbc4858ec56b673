#pragma once

#include <span>
#include <string_view>

namespace kammerspiel {

/// One file of the message catalogue, embedded when the program is built.
struct EmbeddedText {
    std::string_view name;      ///< e.g. report
    std::string_view language;  ///< de or en
    std::string_view json;
};

[[nodiscard]] std::span<const EmbeddedText> embedded_texts();

}  // namespace kammerspiel
