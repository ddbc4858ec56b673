#pragma once

#include <string_view>

// What the fuzzer feeds, and what the test of kept inputs feeds again. Whatever the bytes are, each
// must come back: with a value or with diagnostics, never with an exception, a crash or a hang.

namespace kammerspiel::fuzz {

/// A whole scenario: files one after another, each after a line `=== name`.
void load_scenario(std::string_view bytes);

/// A YAML document; what was read must lie within the limits.
void read_yaml(std::string_view bytes);

/// A table of organisations.
void read_csv(std::string_view bytes);

/// A span of time or a distribution; what was read must be read again from its own words.
void read_notation(std::string_view bytes);

}  // namespace kammerspiel::fuzz
