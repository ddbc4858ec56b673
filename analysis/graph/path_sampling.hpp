#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/graph/attack_rules.hpp"
#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/graph/attack_paths.hpp"
#include "kammerspiel/kernel/draws.hpp"

namespace kammerspiel::graph {

/// Fills in a path's figures. A step's uniform draws belong to its name, so that paths that share
/// a step share them, and adding a path changes no other.
class PathSampler {
   public:
    PathSampler(const AttackRules& rules, const PathOptions& options, Duration horizon);

    /// Precondition: the path's steps are the rules'.
    void fill_in(AttackPath& path);

   private:
    /// Attempts beyond this one take their mean time: their sum varies little by then.
    static constexpr std::uint64_t most_drawn = 32;
    /// A step that takes longer than this is as good as impossible; keeps sums in range.
    static constexpr double most_hours = 8.76e6;  // 1,000 years

    const AttackRules& rules_;
    PathOptions options_;
    Duration horizon_;
    kernel::Draws draws_;
    std::vector<Sampler> time_;                                 ///< by position in the rules
    std::map<std::string, std::vector<double>> hours_of_step_;  ///< by name

    [[nodiscard]] std::size_t position(const AttackStep& step) const;
    [[nodiscard]] std::string name_of(const AttackStep& step) const;
    [[nodiscard]] const std::vector<double>& hours_of(const AttackStep& step);
    /// One after the other, each with this chance, until an attempt succeeds.
    [[nodiscard]] double hours_of_attempts(std::size_t route, kernel::EntityId step, double chance,
                                           std::uint64_t sample) const;

    /// Beyond so many hands it gets hardly quicker.
    static constexpr std::uint64_t most_hands = 64;
    /// Attempts of all hands on one path that are followed one by one.
    static constexpr std::uint64_t most_followed = 1U << 14U;
    struct Leg {
        std::size_t route = 0;
        kernel::EntityId entity;
    };
    std::map<std::string, std::vector<double>> hours_of_way_;  ///< of several hands, by its steps

    [[nodiscard]] std::uint64_t hands() const;
    [[nodiscard]] std::vector<double> sums_of(const AttackPath& path);
    /// All hands try the same step, as in a run: who is in an attempt when another one wins stays
    /// in it until it ends, and then takes the step that is next by then.
    [[nodiscard]] double hours_of_hands(const std::vector<Leg>& legs, std::uint64_t sample) const;
};

}  // namespace kammerspiel::graph
