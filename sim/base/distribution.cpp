#include "kammerspiel/base/distribution.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>

#include "kammerspiel/base/elementary.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/overloaded.hpp"
#include "sim/base/pert_table.hpp"

namespace kammerspiel {
namespace {

double micros(Duration d) { return static_cast<double>(d.count()); }

/// To the nearest microsecond; a tail beyond what time can hold ends there.
Duration rounded(double count) {
    constexpr double longest = 9.2e18;
    return Duration::micros(std::llround(std::clamp(count, -longest, longest)));
}

constexpr double normal_p90 = 1.2815515655446004;

double sigma_of(const Lognormal& shape) {
    return portable_log(micros(shape.p90) / micros(shape.median)) / normal_p90;
}

boost::math::beta_distribution<double> beta_of(const Pert& shape) {
    const double width = micros(shape.high) - micros(shape.low);
    const double a = 1.0 + 4.0 * (micros(shape.mode) - micros(shape.low)) / width;
    const double b = 1.0 + 4.0 * (micros(shape.high) - micros(shape.mode)) / width;
    return boost::math::beta_distribution<double>(a, b);
}

double triangular_at(const Triangular& shape, double u) {
    const double low = micros(shape.low);
    const double mode = micros(shape.mode);
    const double high = micros(shape.high);
    const double at_mode = (mode - low) / (high - low);
    if (u < at_mode) return low + std::sqrt(u * (high - low) * (mode - low));
    return high - std::sqrt((1.0 - u) * (high - low) * (high - mode));
}

Duration empirical_at(const Empirical& shape, double u) {
    const double place = u * static_cast<double>(shape.values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, shape.values.size() - 1);
    const double part = place - static_cast<double>(below);
    return rounded(micros(shape.values[below]) * (1.0 - part) + micros(shape.values[above]) * part);
}

double polynomial(const double* coefficients, int degree, double x) {
    double value = coefficients[degree];
    for (int i = degree - 1; i >= 0; --i) value = value * x + coefficients[i];
    return value;
}

}  // namespace

double normal_quantile(double u) {
    static constexpr double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                                   1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                   4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                   3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static constexpr double b[] = {1.0,
                                   4.2313330701600911252e+1,
                                   6.8718700749205790830e+2,
                                   5.3941960214247511077e+3,
                                   2.1213794301586595867e+4,
                                   3.9307895800092710610e+4,
                                   2.8729085735721942674e+4,
                                   5.2264952788528545610e+3};
    static constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                   5.76949722146069140550e0,  3.64784832476320460504e0,
                                   1.27045825245236838258e0,  2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static constexpr double d[] = {1.0,
                                   2.05319162663775882187e0,
                                   1.67638483018380384940e0,
                                   6.89767334985100004550e-1,
                                   1.48103976427480074590e-1,
                                   1.51986665636164571966e-2,
                                   5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
    static constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                   1.78482653991729133580e0,  2.96560571828504891230e-1,
                                   2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr double f[] = {1.0,
                                   5.99832206555887937690e-1,
                                   1.36929880922735805310e-1,
                                   1.48753612908506148525e-2,
                                   7.86869131145613259100e-4,
                                   1.84631831751005468180e-5,
                                   1.42151175831644588870e-7,
                                   2.04426310338993978564e-15};
    const double q = u - 0.5;
    if (std::fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, 7, r) / polynomial(b, 7, r);
    }
    const double r = std::sqrt(-portable_log(q < 0 ? u : 1.0 - u));
    const double value = r <= 5.0 ? polynomial(c, 7, r - 1.6) / polynomial(d, 7, r - 1.6)
                                  : polynomial(e, 7, r - 5.0) / polynomial(f, 7, r - 5.0);
    return q < 0 ? -value : value;
}

Duration quantile(const Distribution& distribution, double u) {
    return std::visit(
        Overloaded{
            [](const Fixed& d) { return d.value; },
            [&](const Exponential& d) { return rounded(-micros(d.mean) * portable_log1p(-u)); },
            [&](const Lognormal& d) {
                return rounded(micros(d.median) * portable_exp(sigma_of(d) * normal_quantile(u)));
            },
            [&](const Uniformly& d) {
                return rounded(micros(d.low) + u * (micros(d.high) - micros(d.low)));
            },
            [&](const Triangular& d) { return rounded(triangular_at(d, u)); },
            [&](const Pert& d) {
                const double low = micros(d.low);
                return rounded(low + (micros(d.high) - low) * boost::math::quantile(beta_of(d), u));
            },
            [&](const Empirical& d) { return empirical_at(d, u); },
        },
        distribution);
}

Duration mean(const Distribution& distribution) {
    return std::visit(
        Overloaded{
            [](const Fixed& d) { return d.value; },
            [](const Exponential& d) { return d.mean; },
            [](const Lognormal& d) {
                const double sigma = sigma_of(d);
                return rounded(micros(d.median) * portable_exp(sigma * sigma / 2.0));
            },
            [](const Uniformly& d) { return rounded((micros(d.low) + micros(d.high)) / 2.0); },
            [](const Triangular& d) {
                return rounded((micros(d.low) + micros(d.mode) + micros(d.high)) / 3.0);
            },
            [](const Pert& d) {
                return rounded((micros(d.low) + 4.0 * micros(d.mode) + micros(d.high)) / 6.0);
            },
            [](const Empirical& d) {
                // The trapezoidal rule is exact for a line between the values.
                double sum = 0.0;
                for (std::size_t i = 0; i + 1 < d.values.size(); ++i) {
                    sum += (micros(d.values[i]) + micros(d.values[i + 1])) / 2.0;
                }
                const auto steps = static_cast<double>(d.values.size() - 1);
                return d.values.size() == 1 ? d.values.front() : rounded(sum / steps);
            },
        },
        distribution);
}

std::string in_words(const Distribution& distribution) {
    const auto w = [](Duration d) { return notation::in_words(d); };
    return std::visit(
        Overloaded{
            [&](const Fixed& d) { return w(d.value); },
            [&](const Exponential& d) { return fmt::format("exponential mean {}", w(d.mean)); },
            [&](const Lognormal& d) {
                return fmt::format("lognormal median {} p90 {}", w(d.median), w(d.p90));
            },
            [&](const Uniformly& d) {
                return fmt::format("uniform {} to {}", w(d.low), w(d.high));
            },
            [&](const Triangular& d) {
                return fmt::format("triangular {} {} {}", w(d.low), w(d.mode), w(d.high));
            },
            [&](const Pert& d) {
                return fmt::format("pert {} {} {}", w(d.low), w(d.mode), w(d.high));
            },
            [&](const Empirical& d) {
                return fmt::format("empirical ({} values)", d.values.size());
            },
        },
        distribution);
}

Sampler::Sampler() : shape_(Duration::zero()) {}

Sampler::Sampler(const Distribution& distribution) : Sampler() {
    std::visit(Overloaded{
                   [&](const Fixed& d) { shape_ = d.value; },
                   [&](const Exponential& d) { shape_ = Rate{micros(d.mean)}; },
                   [&](const Lognormal& d) {
                       shape_ = Log{portable_log(micros(d.median)), sigma_of(d)};
                   },
                   [&](const Uniformly& d) {
                       shape_ = Line{micros(d.low), micros(d.high) - micros(d.low)};
                   },
                   [&](const Triangular& d) { shape_ = d; },
                   [&](const Pert& d) {
                       const auto beta = beta_of(d);
                       shape_ = Table{std::make_shared<const PertTable>(beta.alpha(), beta.beta()),
                                      micros(d.low), micros(d.high) - micros(d.low)};
                   },
                   [&](const Empirical& d) { shape_ = d; },
               },
               distribution);
}

Duration Sampler::at(double u) const {
    return std::visit(
        Overloaded{
            [](Duration value) { return value; },
            [&](const Rate& d) { return rounded(-d.mean * portable_log1p(-u)); },
            [&](const Log& d) {
                return rounded(portable_exp(d.ln_median + d.sigma * normal_quantile(u)));
            },
            [&](const Line& d) { return rounded(d.low + u * d.width); },
            [&](const Triangular& d) { return rounded(triangular_at(d, u)); },
            [&](const Table& d) { return rounded(d.low + d.width * d.inverse->at(u)); },
            [&](const Empirical& d) { return empirical_at(d, u); },
        },
        shape_);
}

}  // namespace kammerspiel
