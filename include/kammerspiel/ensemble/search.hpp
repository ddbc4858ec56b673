#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
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

/// A figure and two of its values.
struct Ends {
    std::string path;
    std::string low;
    std::string high;
};

/// Outcomes by world of each figure at its low and at its high end, the others as written, and of
/// all as written, all in the same worlds.
struct AtEnds {
    std::vector<std::vector<double>> low, high;
    std::vector<double> as_written;
};

/// Worlds 0 … worlds - 1, or the first ones of them if a stop is asked for; `report` is told now
/// and then how many are done.
[[nodiscard]] AtEnds at_ends(VariantRunner& runner, std::span<const Ends> figures,
                             std::uint64_t worlds, const std::stop_token& stop,
                             const std::function<void(std::uint64_t)>& report);

/// The tunable figures of this strategy, in the order of the files.
[[nodiscard]] std::vector<scenario::Parameter> tunable(const scenario::Draft& draft,
                                                       std::string_view strategy);

/// Combinations of values of tunable figures, at most `most`: the first one as written, then
/// others, none twice. The full grid of choices and of evenly spaced values of ranges, ends
/// included, where three values of each range or more fit in; else a Latin hypercube of as many
/// levels as points (McKay et al. 1979), its ends included, too. A function of the arguments alone.
/// Preconditions: figures are tunable, at least one; most ≥ 2.
[[nodiscard]] std::vector<std::vector<std::string>> candidates(
    std::span<const scenario::Parameter> figures, std::size_t most, std::uint64_t seed);

/// These values of these figures, those that are as written left out.
[[nodiscard]] std::vector<scenario::Override> overrides(
    std::span<const scenario::Parameter> figures, std::span<const std::string> values);

}  // namespace kammerspiel::ensemble
