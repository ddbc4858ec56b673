#pragma once

#include <array>
#include <optional>
#include <vector>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// Two strategies in the same worlds.

namespace kammerspiel::stats {

/// Strategy a against strategy b, world by world: negative where a loses less.
///
/// Censored values (rule 19): a alone not reached counts as +infinity, b alone as -infinity, both
/// as a tie. With any of them there is no mean, but a median and the shares.
struct Paired {
    std::size_t a = 0, b = 0;
    std::optional<Estimate> mean;  ///< of a - b
    Estimate median;               ///< of a - b; not the difference of the medians
    /// Shares of worlds (weighted by the priors) in which a loses less, both the same, and b less:
    /// they sum to 1.
    Estimate wins, ties, losses;
    /// P(a loses less) + P(tie) / 2: only to tell who is better where there is no mean.
    Estimate superiority;
    bool by_median = false;  ///< strategies are compared by medians
    /// Both do the same in every world, against every attacker with weight.
    bool never_differ = false;
    /// Two-sided p of "no difference": of the mean, or of superiority = 1/2 where compared by
    /// medians.
    double p_value = 1;
    /// How many times more worlds would be needed if a and b were run in worlds of their own:
    /// (Var a + Var b) / Var(a - b). Absent without a mean; infinite if the difference is constant.
    std::optional<double> worlds_saved;
};

/// Over the mixture of attackers, in the worlds that both were run in.
[[nodiscard]] Paired compare(const Outcomes& outcomes, std::size_t a, std::size_t b,
                             double confidence = 0.95);
/// Given that it is this attacker.
[[nodiscard]] Paired compare_under(const Outcomes& outcomes, std::size_t a, std::size_t b,
                                   std::size_t attacker, double confidence = 0.95);

/// Several comparisons at once. All intervals of the means hold together with `confidence`
/// (Bonferroni), likewise those of the medians, and of the shares; p values are Holm's.
/// Every pair a < b:
[[nodiscard]] std::vector<Paired> compare_all(const Outcomes& outcomes, double confidence = 0.95);
/// Every other strategy as a against the reference as b:
[[nodiscard]] std::vector<Paired> compare_with(const Outcomes& outcomes, std::size_t reference,
                                               double confidence = 0.95);

/// Holm's step-down adjusted p values (1979), in the order given.
[[nodiscard]] std::vector<double> holm(std::span<const double> p_values);
/// The confidence of each of `count` intervals that hold together with `confidence`.
[[nodiscard]] double bonferroni(double confidence, std::size_t count);

/// The mean difference or, of times and of what is not always reached, the median.
[[nodiscard]] const Estimate& typical(const Paired& pair);
/// How a fares against b.
enum class Standing {
    better,  ///< by more than luck
    worse,   ///< by more than luck
    same,    ///< the difference is 0 in every world, so that it is known
    open,    ///< what differs may be luck
};
constexpr auto vocabulary(Standing) {
    using enum Standing;
    return std::array{Word{better, "better"}, Word{worse, "worse"}, Word{same, "same"},
                      Word{open, "open"}};
}
/// The one answer to this question, all pairs considered: by the interval of the mean difference
/// over worlds or, where medians are compared, by that of the share of worlds won. A mean
/// difference without spread is known, be it 0 or not (rule 40).
[[nodiscard]] Standing standing(const Paired& pair);
/// Whether one of the two is better by more than luck.
[[nodiscard]] bool is_clear(const Paired& pair);
/// The same comparison seen from b.
[[nodiscard]] Paired reversed(Paired pair);

}  // namespace kammerspiel::stats
