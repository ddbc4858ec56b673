#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "kammerspiel/ensemble/headline.hpp"

// Scenarios that differ in something, in the same worlds.

namespace kammerspiel::ensemble {

/// One of the scenarios, and one of its strategies.
struct Side {
    std::size_t plan = 0;
    std::uint32_t strategy = 0;
};

/// What sides lost, world by world, against each attacker.
class SideLosses {
   public:
    /// `values`: by side, world, attacker, metric.
    SideLosses(std::size_t sides, std::size_t worlds, std::size_t attackers, std::size_t metrics,
               std::vector<double> values);

    [[nodiscard]] std::size_t sides() const { return sides_; }
    [[nodiscard]] std::size_t worlds() const { return worlds_; }
    [[nodiscard]] std::size_t attackers() const { return attackers_; }

    [[nodiscard]] double of(std::size_t side, std::size_t world, std::size_t attacker,
                            std::size_t metric) const;
    /// By world, against one attacker.
    [[nodiscard]] std::vector<double> against(std::size_t side, std::size_t attacker,
                                              std::size_t metric) const;
    /// By world, over attackers with these weights, which need not sum to 1.
    [[nodiscard]] std::vector<double> weighted(std::size_t side, std::span<const double> weights,
                                               std::size_t metric) const;

   private:
    std::size_t sides_, worlds_, attackers_, metrics_;
    std::vector<double> values_;
};

/// Threads and the memory that runs are done in, kept from one call to the next.
class SideBySide {
   public:
    /// threads 0: as many as the machine has. Metrics are no times, which may have no mean (rule
    /// 19).
    SideBySide(std::vector<Metric> metrics, std::uint64_t seed, unsigned threads);
    ~SideBySide();
    SideBySide(SideBySide&&) noexcept;
    SideBySide& operator=(SideBySide&&) noexcept;

    /// The number of the plan. All have the same attackers.
    std::size_t add(std::shared_ptr<const model::Plan> plan);

    /// Each side in each of the worlds first_world … first_world + worlds - 1 against each
    /// attacker; the same on any number of threads. After a stop as many worlds as were run by all
    /// sides; nothing where that is none. `report` is told now and then how many are done.
    [[nodiscard]] std::optional<SideLosses> run(std::span<const Side> sides,
                                                std::uint64_t first_world, std::uint64_t worlds,
                                                const std::stop_token& stop,
                                                const std::function<void(std::uint64_t)>& report);

   private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kammerspiel::ensemble
