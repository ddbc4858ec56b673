#pragma once

#include <optional>

#include "kammerspiel/ensemble/search.hpp"
#include "kammerspiel/scenario/parameter.hpp"

// How far the figures of a scenario may be off.

namespace kammerspiel::ensemble {

/// By what a figure of this confidence may be too high or too low where the scenario does not say:
/// measured 1.05, derived 1.1, estimate 1.5, assumption 2. From ÷ to ×, so that it may be as far
/// off to one side as to the other. Conventions of this program, without a source.
[[nodiscard]] double usual_factor(scenario::Confidence confidence);

/// How much a figure of this confidence lacks, in (0, 1]: measured 0.25, derived 0.5, estimate
/// 0.75, assumption 1, and 1 where nothing is said. A convention, too: what is measured is known
/// well within its range, and to ask again brings little.
[[nodiscard]] double weakness(std::optional<scenario::Confidence> confidence);

/// The ends of `between`, or else the value times and divided by the usual factor, each number of a
/// distribution alike; counts are rounded, shares end at 1. An end that the
/// scenario refuses is replaced by the value. Nothing for words and where both ends are the same.
[[nodiscard]] std::optional<Ends> ends_of(const scenario::Draft& draft,
                                          const scenario::Parameter& parameter,
                                          scenario::Confidence confidence);

}  // namespace kammerspiel::ensemble
