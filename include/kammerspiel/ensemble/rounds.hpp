#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Which runs a study consists of.

namespace kammerspiel::ensemble {

/// Worlds [first, end) that are run alike.
struct Round {
    std::uint64_t first = 0;
    std::uint64_t end = 0;
    std::vector<std::uint32_t>
        strategies;  ///< those that are run, by place in the study, ascending
    /// By attacker: it is run in the first so many of every `stats::batch_size` worlds, counted
    /// from world 0. So an attacker with fewer worlds has worlds that those with more have, too.
    std::vector<std::uint32_t> of_batch;

    [[nodiscard]] bool runs(std::uint64_t world, std::size_t strategy, std::size_t attacker) const;
    /// Runs in worlds [from, to). Precondition: first ≤ from ≤ to ≤ end.
    [[nodiscard]] std::uint64_t runs_between(std::uint64_t from, std::uint64_t to) const;
    bool operator==(const Round&) const = default;
};

/// The table of rounds of a study. Without any, every strategy meets every attacker in every world.
class Rounds {
   public:
    Rounds(std::size_t strategies, std::size_t attackers)
        : strategies_(strategies), attackers_(attackers) {}

    /// Preconditions: begins where the last one ends (the first one at 0), and is of the study's
    /// strategies and attackers.
    void add(Round round);
    [[nodiscard]] std::span<const Round> all() const { return rounds_; }
    /// One of all strategies and attackers.
    [[nodiscard]] Round whole(std::uint64_t first, std::uint64_t end) const;
    /// No round leaves out anything.
    [[nodiscard]] bool is_full() const;
    [[nodiscard]] bool runs(std::uint64_t world, std::size_t strategy, std::size_t attacker) const;
    /// All runs in worlds below `worlds`.
    [[nodiscard]] std::uint64_t runs_below(std::uint64_t worlds) const;
    /// Strategies of the last round; all, without rounds.
    [[nodiscard]] std::vector<std::size_t> staying() const;

   private:
    std::size_t strategies_;
    std::size_t attackers_;
    std::vector<Round> rounds_;
};

}  // namespace kammerspiel::ensemble
