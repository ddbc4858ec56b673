#include "kammerspiel/stats/betting.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::stats {
namespace {

/// Nothing is staked before something is known of the spread.
constexpr double first_stake_after = 20;
/// Of what can be lost at worst, so that no value ruins.
constexpr double most_staked = 0.9;

}  // namespace

double log_capital(std::span<const double> values, double low) {
    ensure(low < 0, "bets on values from {} on", low);
    double capital = 0;
    double most = 0;
    double count = 0;
    double mean = 0;
    double squares = 0;  // about the mean
    for (const double value : values) {
        const double x = value / -low;  // ≥ -1
        ensure(x >= -1 - 1e-9, "a value of {} is below the lowest one, {}", value, low);
        if (count >= first_stake_after) {
            // The stake that lets capital grow fastest, to second order, were the sample the truth.
            const double variance = squares / count;
            const double stake =
                std::clamp(mean / std::max(variance + mean * mean, 1e-12), 0.0, most_staked);
            capital += std::log1p(stake * x);
            most = std::max(most, capital);
        }
        count += 1;
        const double before = x - mean;
        mean += before / count;
        squares += before * (x - mean);
    }
    return most;
}

}  // namespace kammerspiel::stats
