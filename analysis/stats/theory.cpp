#include "analysis/stats/theory.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <tuple>

namespace kammerspiel::stats::theory {

double normal_quantile(double p) { return boost::math::quantile(boost::math::normal(), p); }

double normal_cdf(double x) { return boost::math::cdf(boost::math::normal(), x); }

double t_quantile(double p, double freedom) {
    return boost::math::quantile(boost::math::students_t(freedom), p);
}

double t_cdf(double x, double freedom) {
    return boost::math::cdf(boost::math::students_t(freedom), x);
}

double order_statistic(double m, double q, double above) {
    const auto excess = [&](double k) { return boost::math::ibetac(k, m - k + 1, q) - above; };
    // At the ends the k-th is surely 0 or 1.
    const double hair = 1e-9;
    double low = hair;
    double high = (m + 1) * (1 - hair);
    if (excess(low) >= 0) return low;
    if (excess(high) <= 0) return high;
    std::uintmax_t steps = 100;
    std::tie(low, high) = boost::math::tools::toms748_solve(
        excess, low, high, -above, 1 - above,
        [&](double a, double b) { return std::abs(b - a) < 1e-6; }, steps);
    return (low + high) / 2;
}

}  // namespace kammerspiel::stats::theory
