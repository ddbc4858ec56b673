#include "analysis/stats/theory.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

namespace kammerspiel::stats::theory {

double normal_quantile(double p) { return boost::math::quantile(boost::math::normal(), p); }

double normal_cdf(double x) { return boost::math::cdf(boost::math::normal(), x); }

double t_quantile(double p, double freedom) {
    return boost::math::quantile(boost::math::students_t(freedom), p);
}

double t_cdf(double x, double freedom) {
    return boost::math::cdf(boost::math::students_t(freedom), x);
}

double order_statistic_above(double k, double m, double q) {
    return boost::math::ibetac(k, m - k + 1, q);
}

}  // namespace kammerspiel::stats::theory
