#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kammerspiel {

/// UTF-8 of what Windows writes in Western Europe where it does not write UTF-8; bytes that mean
/// nothing there become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

/// The text of a table that is not in UTF-8: in UTF-16, with its mark or without, or in
/// Windows-1252. Absent: it is UTF-8 already, or no text.
[[nodiscard]] std::optional<std::string> as_utf8(std::string_view bytes);

/// Whether a text is JSON and no table.
[[nodiscard]] bool looks_like_json(std::string_view text);

}  // namespace kammerspiel
