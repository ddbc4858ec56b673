#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/scenario/draft.hpp"

// Variants of a scenario side by side: what sensitivity analysis, the ledger of evidence and the
// search for better strategies run.

namespace kammerspiel::ensemble {

/// What is asked of every variant.
struct Aim {
    Metric metric = Metric::member_hours_lost;  ///< not a time, which may have no mean (rule 19)
    std::uint32_t strategy = 0;
    std::optional<std::uint32_t>
        against;  ///< if so, the difference: the loss of `strategy` less its
    std::uint64_t seed = 1;
};

/// A scenario with other values, in the worlds first_world … first_world + worlds - 1.
struct Variant {
    std::vector<scenario::Override> values;
    std::uint64_t first_world = 0;
    std::uint64_t worlds = 1;
};

/// Threads and the memory that runs are done in, kept from one call to the next.
class VariantRunner {
   public:
    /// threads 0: as many as the machine has.
    VariantRunner(scenario::Draft draft, Aim aim, unsigned threads);
    ~VariantRunner();
    VariantRunner(VariantRunner&&) noexcept;
    VariantRunner& operator=(VariantRunner&&) noexcept;

    [[nodiscard]] unsigned threads() const;

    /// By variant, then world: the metric's mean over the attackers, weighted by the priors that
    /// the variant gives them. Nothing if a stop was asked for before the last variant was begun.
    /// The outcomes do not depend on the number of threads. One variant is the work of one thread:
    /// give many, of few worlds. Throws what `plan_with` does.
    [[nodiscard]] std::optional<std::vector<double>> run(std::span<const Variant> variants,
                                                         const std::stop_token& stop);

   private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The tunable figures of this strategy, in the order of the files.
[[nodiscard]] std::vector<scenario::Parameter> tunable(const scenario::Draft& draft,
                                                       std::string_view strategy);

}  // namespace kammerspiel::ensemble
