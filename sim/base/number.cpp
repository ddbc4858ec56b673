#include "kammerspiel/base/number.hpp"

#include <charconv>
#include <cmath>

#include "kammerspiel/base/digit.hpp"

namespace kammerspiel {
std::optional<double> parse_number(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    const bool is_octal = digits.size() > 1 && digits[0] == '0' && is_digit(digits[1]);
    if (is_octal) return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace kammerspiel
