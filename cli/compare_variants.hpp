#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"

// `compare --set …` and `--variant …`: a scenario beside itself with something changed.

namespace kammerspiel::cli {

struct VariantOptions {
    std::string scenario;
    std::string out;
    std::vector<std::string> strategies;  ///< all if empty
    std::string metric;
    std::optional<std::uint64_t> worlds;
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool json = false;
    bool csv = false;
    std::vector<std::string> set;       ///< KEY=VALUE: one variant together
    std::vector<std::string> variants;  ///< NAME: KEY=VALUE; KEY=VALUE
};
[[nodiscard]] Status compare_variants(const VariantOptions& options, const Common& common);

}  // namespace kammerspiel::cli
