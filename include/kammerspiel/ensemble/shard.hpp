#pragma once

#include <algorithm>
#include <cstdint>

// A study's worlds, shared out among machines.

namespace kammerspiel::ensemble {

/// One of the parts that a study's worlds are cut into: a row of worlds by their numbers. Parts
/// have as many worlds as each other, or one more.
struct Shard {
    static constexpr std::uint64_t most = 10'000;              ///< of one study
    static constexpr std::uint64_t most_worlds = 1ULL << 40U;  ///< more than can be run

    std::uint64_t number = 1;  ///< from 1
    std::uint64_t of = 1;
    std::uint64_t worlds = 1;  ///< of the whole study

    /// Whether there is such a part, with a world in it.
    [[nodiscard]] constexpr bool is_possible() const {
        return number >= 1 && number <= of && of <= most && of <= worlds && worlds <= most_worlds;
    }
    /// Its worlds are those from `first` on, below `end`. Precondition: it is possible.
    [[nodiscard]] constexpr std::uint64_t first() const { return end_of(number - 1); }
    [[nodiscard]] constexpr std::uint64_t end() const { return end_of(number); }
    bool operator==(const Shard&) const = default;

   private:
    [[nodiscard]] constexpr std::uint64_t end_of(std::uint64_t parts) const {
        return worlds / of * parts + std::min(parts, worlds % of);
    }
};

}  // namespace kammerspiel::ensemble
