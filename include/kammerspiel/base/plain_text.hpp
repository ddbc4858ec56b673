#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kammerspiel/base/diagnostic.hpp"

namespace kammerspiel {

/// Whether the bytes of a file can be text in UTF-8, with something in it; says so if not.
[[nodiscard]] bool check_plain_text(std::string_view bytes,
                                    const std::shared_ptr<const std::string>& file,
                                    Diagnostics& out);

/// `text` without a byte order mark.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

/// Reports control characters in a value that was read; gives it without them, as values end up on
/// terminals.
[[nodiscard]] std::string checked_value(std::string value, const Place& place, Diagnostics& out);

}  // namespace kammerspiel
