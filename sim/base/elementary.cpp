#include "kammerspiel/base/elementary.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace kammerspiel {
namespace {

// A double: sign, exponent, fraction.
constexpr int fraction_bits = 52;
constexpr int exponent_of_one = 1023;
constexpr std::uint64_t one = std::uint64_t{exponent_of_one} << fraction_bits;
constexpr std::uint64_t fraction_mask = (std::uint64_t{1} << fraction_bits) - 1;

/// ln 2 in two parts: multiples of the first by exponents are exact.
constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;

/// ln(1 + f) for f within (sqrt(1/2) - 1, sqrt(2) - 1), in two parts that are yet to be added:
/// f - f²/2 + s (f²/2 + R(s²)), s = f / (2 + f).
struct NearOne {
    double first = 0;
    double rest = 0;
};
NearOne log_near_one(double f) {
    const double half_square = 0.5 * f * f;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double w = z * z;
    const double even = w * (3.999999999940941908e-01 +
                             w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double odd = z * (6.666666666666735130e-01 +
                            w * (2.857142874366239149e-01 +
                                 w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    return {f, s * (half_square + (odd + even)) - half_square};
}

}  // namespace

double portable_log(double x) {
    int exponent = 0;
    if (x < std::numeric_limits<double>::min()) {
        x *= 0x1p54;
        exponent = -54;
    }
    const auto bits = std::bit_cast<std::uint64_t>(x);
    exponent += static_cast<int>(bits >> fraction_bits) - exponent_of_one;
    double fraction = std::bit_cast<double>((bits & fraction_mask) | one);
    if (fraction > std::numbers::sqrt2) {
        fraction *= 0.5;
        ++exponent;
    }
    const NearOne near = log_near_one(fraction - 1.0);
    return (near.rest + exponent * ln2_low) + near.first + exponent * ln2_high;
}

double portable_log1p(double x) {
    // What is lost where 1 and x are added is put back to first order.
    const double sum = 1.0 + x;
    const double lost = x - (sum - 1.0);
    return portable_log(sum) + lost / sum;
}

double portable_exp(double x) {
    if (x > 709.782712893383973096) return std::numeric_limits<double>::infinity();
    if (x < -745.133219101941108420) return 0;
    constexpr double per_ln2 = 1.44269504088896338700e+00;
    const auto whole = static_cast<int>(x * per_ln2 + (x < 0 ? -0.5 : 0.5));
    const double exponent = whole;
    const double high = x - exponent * ln2_high;
    const double low = exponent * ln2_low;
    const double r = high - low;
    const double t = r * r;
    const double c =
        r - t * (1.66666666666666019037e-01 +
                 t * (-2.77777777770155933842e-03 +
                      t * (6.61375632143793436117e-05 +
                           t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    const double power = 1.0 + (r * c / (2.0 - c) - low + high);
    if (whole < -1021 || whole > 1022) return std::ldexp(power, whole);
    const auto scale = static_cast<std::uint64_t>(whole + exponent_of_one) << fraction_bits;
    return power * std::bit_cast<double>(scale);
}

}  // namespace kammerspiel
