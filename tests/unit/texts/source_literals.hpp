#pragma once

#include <string>
#include <vector>

// The sources as far as texts are concerned: which string literals stand where.

namespace kammerspiel::test {

struct Literal {
    std::string text;
    std::size_t begins = 0;  ///< of its first quotation mark in the source
};

struct Source {
    std::string path;  ///< from the root
    std::string text;  ///< comments are blanks
    std::vector<Literal> literals;
};

/// Comments and string literals told apart as the compiler does; escapes stay as they are written,
/// raw literals are left out.
[[nodiscard]] Source read_source(std::string path, std::string text);

/// Every source and header of the program.
[[nodiscard]] std::vector<Source> all_sources();

}  // namespace kammerspiel::test
