#pragma once

#include <cmath>
#include <vector>

#include "analysis/stats/theory.hpp"
#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// Synthetic worlds whose truth is known.

namespace kammerspiel::stats {

/// Samples of one study: a fixed seed for each.
class Luck {
   public:
    explicit Luck(std::uint64_t study) : draws_(20220803, study) {}
    [[nodiscard]] double uniform(std::uint64_t i, std::uint32_t purpose = 0) const {
        return draws_.uniform(kernel::EntityId::of("test"), kernel::Purpose{purpose}, i);
    }
    [[nodiscard]] double normal(std::uint64_t i, std::uint32_t purpose = 0) const {
        return theory::normal_quantile(uniform(i, purpose));
    }
    /// Median 1; mean exp(sigma² / 2).
    [[nodiscard]] double lognormal(std::uint64_t i, double sigma, std::uint32_t purpose = 0) const {
        return std::exp(sigma * normal(i, purpose));
    }

   private:
    kernel::Draws draws_;
};

/// value(strategy, world, attacker)
template <class Value>
Outcomes outcomes_of(std::size_t strategies, std::size_t worlds, std::vector<double> weights,
                     Value value) {
    std::vector<double> values;
    for (std::size_t s = 0; s < strategies; ++s) {
        for (std::size_t w = 0; w < worlds; ++w) {
            for (std::size_t a = 0; a < weights.size(); ++a) values.push_back(value(s, w, a));
        }
    }
    return {strategies, worlds, std::move(weights), std::move(values)};
}

}  // namespace kammerspiel::stats
