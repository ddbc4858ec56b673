#pragma once

#include <span>

// Tests that hold for any number of samples and whatever their distribution, as long as no value
// lies outside known bounds: by betting. Formulas and sources: docs/statistics.md, "Rounds".

namespace kammerspiel::stats {

/// The natural logarithm of the largest capital, at any time, of who begins with 1 and bets on each
/// value in turn, by what was seen before, that the mean is greater than 0. If it is not, the
/// capital ever reaches 1 / error with a probability of `error` at most (Ville 1939), however often
/// one looks. Preconditions: low < 0; every value is ≥ low.
[[nodiscard]] double log_capital(std::span<const double> values, double low);

}  // namespace kammerspiel::stats
