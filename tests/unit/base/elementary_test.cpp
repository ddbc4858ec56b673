#include "kammerspiel/base/elementary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "catch.hpp"

using namespace kammerspiel;

namespace {

/// How many doubles lie between two, of one sign.
std::uint64_t apart(double a, double b) {
    if (a == b) return 0;
    const auto x = std::bit_cast<std::int64_t>(std::fabs(a));
    const auto y = std::bit_cast<std::int64_t>(std::fabs(b));
    return static_cast<std::uint64_t>(x > y ? x - y : y - x);
}

/// Doubles of all sizes that draws bring, made of bits alone.
template <class Use>
void for_each_argument(const Use& use) {
    std::mt19937_64 bits(20220803);
    for (int i = 0; i < 200'000; ++i) {
        const double u = static_cast<double>((bits() >> 11U) + 1) * 0x1p-53;
        use(u, std::ldexp(u, static_cast<int>(bits() % 60) - 30));
    }
}

}  // namespace

TEST_CASE("logarithm and exponential are those of the C library to two units in the last place",
          "[base][elementary]") {
    std::uint64_t log = 0, log1p = 0, exp = 0;
    for_each_argument([&](double u, double x) {
        log = std::max(log, apart(portable_log(x), std::log(x)));
        if (u < 1) log1p = std::max(log1p, apart(portable_log1p(-u), std::log1p(-u)));
        log1p = std::max(log1p, apart(portable_log1p(x), std::log1p(x)));
        const double power = u * 600 - 300;
        exp = std::max(exp, apart(portable_exp(power), std::exp(power)));
    });
    CHECK(log <= 2);
    CHECK(log1p <= 2);
    CHECK(exp <= 2);
}

TEST_CASE("logarithm and exponential are exact where they can be", "[base][elementary]") {
    CHECK(portable_log(1.0) == 0.0);
    CHECK(portable_log1p(0.0) == 0.0);
    CHECK(portable_log1p(1e-300) == 1e-300);
    CHECK(portable_exp(0.0) == 1.0);
    CHECK(portable_exp(710) == std::numeric_limits<double>::infinity());
    CHECK(portable_exp(-746) == 0.0);
    CHECK(apart(portable_exp(709.5), std::exp(709.5)) <= 1);
    CHECK(apart(portable_exp(-745), std::exp(-745.0)) <= 1);
    CHECK(apart(portable_log(5e-324), std::log(5e-324)) <= 1);
    CHECK(apart(portable_log(std::numeric_limits<double>::max()),
                std::log(std::numeric_limits<double>::max())) <= 1);
}

TEST_CASE("every bit of logarithm and exponential is the same on every machine",
          "[base][elementary]") {
    // FNV-1a over all results, written down once: another compiler, level of optimisation or
    // processor must come to the same.
    std::uint64_t hash = 14695981039346656037U;
    const auto add = [&](double value) {
        hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211U;
    };
    for_each_argument([&](double u, double x) {
        add(portable_log(x));
        if (u < 1) add(portable_log1p(-u));
        add(portable_exp(u * 600 - 300));
    });
    CHECK(hash == 14258801437333849628U);
}
