#pragma once

#include <string>

namespace kammerspiel::cli {

/// A text as a QR code of half blocks, dark on light whatever the terminal's own colours are; with
/// the quiet zone of four modules that the standard asks for. Empty where it is too long for one.
/// Source: ISO/IEC 18004, by libqrencode.
[[nodiscard]] std::string qr_code(const std::string& text);

}  // namespace kammerspiel::cli
