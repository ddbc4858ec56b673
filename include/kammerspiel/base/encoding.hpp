#pragma once

#include <string>
#include <string_view>

namespace kammerspiel {

/// UTF-8 of what Windows writes in Western Europe where it does not write UTF-8; bytes that mean
/// nothing there become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

}  // namespace kammerspiel
