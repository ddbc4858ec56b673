#pragma once

#include <string>
#include <string_view>

namespace kammerspiel::live {

/// So many bits from the system's source of chance, in hexadecimal. A multiple of 8.
[[nodiscard]] std::string random_bits(unsigned bits);
/// A code that people read to each other: six signs out of 31 that are not taken for one another.
[[nodiscard]] std::string random_code();
/// SHA-256, in hexadecimal: what is kept of a secret.
[[nodiscard]] std::string hashed(std::string_view secret);
/// In a time that does not tell where they differ.
[[nodiscard]] bool is_same_secret(std::string_view a, std::string_view b);

}  // namespace kammerspiel::live
