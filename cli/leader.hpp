#pragma once

#include <span>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/store.hpp"

namespace kammerspiel::cli {

/// Which strategy leads while a study goes on, and by how much before the next one. Only for the
/// progress line: nothing is decided by it.
class Leader {
   public:
    Leader(ensemble::Metric metric, std::vector<std::string> strategies,
           std::vector<double> weights);

    /// Rows as a study orders them; only worlds in which every strategy meets every attacker count.
    void add(std::span<const ensemble::Row> rows);
    /// Empty while there is nothing to say, and for what is not always reached.
    [[nodiscard]] std::string in_words(const Text& text) const;

   private:
    ensemble::Metric metric_;
    std::vector<std::string> strategies_;
    std::vector<double> weights_;
    double worlds_ = 0;
    std::vector<double> sums_;     ///< by strategy
    std::vector<double> squares_;  ///< of differences, by pair: a · strategies + b
    std::vector<double> loss_;     ///< of the world being added
};

}  // namespace kammerspiel::cli
