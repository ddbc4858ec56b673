#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "kammerspiel/incidents/library.hpp"

namespace kammerspiel::cli {

struct LeaveOneOutCommand {
    std::string library;
    std::string out;  ///< empty: out/LIBRARY-leave-one-out
    std::optional<std::uint64_t> worlds;
    std::uint64_t points = 0;
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool json = false;
    bool resume = false;
};

/// Forecasts each incident of a library by the others, and writes how that fared.
[[nodiscard]] Status forecast_each_by_others(const LeaveOneOutCommand& options,
                                             const Common& common);

/// Reads a library and prints all that is wrong with it to standard error.
[[nodiscard]] std::optional<incidents::Library> library_or_complain(const std::string& folder,
                                                                    const Common& common);

}  // namespace kammerspiel::cli
