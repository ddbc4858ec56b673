#pragma once

#include <cstdint>
#include <optional>
#include <string>

// Where a result comes from: with what every JSON begins that the program writes or prints.

namespace kammerspiel::report {

/// What a result does not come from is null.
struct Origin {
    std::optional<std::string> scenario;  ///< id
    std::optional<std::string> scenario_hash;
    std::optional<std::uint64_t> seed;
    /// Of the program that computed it; empty: this one.
    std::string program_version;
};

/// An object of `program`, `program_version`, `results_version`, `scenario`, `scenario_sha256` and
/// `seed`, to which the rest of the result is added.
[[nodiscard]] std::string provenance_as_json(const Origin& origin);

}  // namespace kammerspiel::report
