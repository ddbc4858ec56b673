#include "sim/base/pert_table.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "kammerspiel/base/elementary.hpp"

namespace kammerspiel {
namespace {

// In extended precision, whose functions the C library has once for all processors of a kind: knots
// are the same on every one of them. It costs four times as long, once for each table.
using Extended = long double;
using Beta = boost::math::beta_distribution<Extended>;

constexpr double median = 0.5;

}  // namespace

PertTable::Half PertTable::tabulate(double a, double b) {
    const Extended first = a;
    const Extended second = b;
    const Beta beta(first, second);
    const Extended exponent = 1 / first;
    const Extended step = std::pow(Extended{median}, exponent) / static_cast<Extended>(steps);
    Half half;
    half.exponent = static_cast<double>(exponent);
    half.steps_per_unit = static_cast<double>(1 / step);
    // F(x) → x^a / (a B(a, b)) as x → 0.
    half.knots[0] = {0.0, static_cast<double>(
                              step * std::pow(first * boost::math::beta(first, second), exponent))};
    for (std::size_t i = 1; i <= steps; ++i) {
        const Extended t = step * static_cast<Extended>(i);
        const Extended x = quantile(beta, std::min(std::pow(t, first), Extended{median}));
        // dx/dt = dx/du · du/dt, with u = t^a.
        half.knots[i] = {static_cast<double>(x),
                         static_cast<double>(step * first * std::pow(t, first - 1) / pdf(beta, x))};
    }
    return half;
}

PertTable::PertTable(double a, double b) : lower_(tabulate(a, b)), upper_(tabulate(b, a)) {
    // Both halves meet at the median; the last bit of each decides nothing.
    upper_.knots[steps].value = 1.0 - lower_.knots[steps].value;
}

double PertTable::Half::at(double tail) const {
    const double place =
        tail > 0 ? portable_exp(exponent * portable_log(tail)) * steps_per_unit : 0;
    const auto below = std::min(static_cast<std::size_t>(place), steps - 1);
    const double s = place - static_cast<double>(below);
    const Knot& p = knots[below];
    const Knot& q = knots[below + 1];
    // Cubic Hermite interpolation (Fritsch and Carlson 1980); the slopes are exact and change so
    // little from knot to knot that the cubic is monotone.
    const double rise = q.value - p.value;
    const double bend = p.slope + q.slope - 2.0 * rise;
    return p.value + s * (p.slope + s * ((rise - p.slope - bend) + s * bend));
}

double PertTable::at(double u) const {
    return u <= median ? lower_.at(u) : 1.0 - upper_.at(1.0 - u);
}

}  // namespace kammerspiel
