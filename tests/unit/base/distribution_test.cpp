#include "kammerspiel/base/distribution.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>

#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

double micros(Duration d) { return static_cast<double>(d.count()); }

const std::vector<Distribution>& shapes() {
    static const std::vector<Distribution> all{Fixed{hours(4)},
                                               Exponential{hours(4)},
                                               Lognormal{hours(4), hours(9)},
                                               Uniformly{-spans_of_24h(30), -spans_of_24h(1)},
                                               Triangular{hours(1), hours(2), hours(6)},
                                               Pert{hours(1), hours(2), hours(6)},
                                               Pert{hours(1), hours(1), hours(6)},
                                               Pert{hours(1), hours(6), hours(6)},
                                               Pert{minutes(10), minutes(30), spans_of_24h(30)},
                                               Empirical{{hours(1), hours(2), hours(4), hours(8)}}};
    return all;
}

/// From 10⁻¹² to 1 − 10⁻¹²: draws of one in a million worlds are among them.
std::vector<double> probabilities() {
    std::vector<double> all;
    for (double tail = 1e-12; tail < 0.01; tail *= 3.0) {
        all.push_back(tail);
        all.push_back(1.0 - tail);
    }
    for (int i = 1; i < 1000; ++i) all.push_back(i / 1000.0);
    return all;
}

template <class Reference>
void check_against(const Distribution& distribution, const Reference& reference, Duration offset) {
    for (const double u : probabilities()) {
        const double expected = micros(offset) + boost::math::quantile(reference, u);
        INFO(in_words(distribution) << " at " << u);
        // Half a microsecond is lost to rounding.
        CHECK(std::fabs(micros(quantile(distribution, u)) - expected) <=
              0.5001 + 1e-12 * std::fabs(expected));
    }
}

}  // namespace

TEST_CASE("quantiles are those of Boost.Math", "[base][distribution]") {
    check_against(Exponential{hours(4)}, boost::math::exponential_distribution<>(1.0 / 14.4e9), {});
    const double sigma = std::log(9.0 / 4.0) / boost::math::quantile(boost::math::normal(), 0.9);
    check_against(Lognormal{hours(4), hours(9)},
                  boost::math::lognormal_distribution<>(std::log(14.4e9), sigma), {});
    check_against(Triangular{hours(1), hours(2), hours(6)},
                  boost::math::triangular_distribution<>(3.6e9, 7.2e9, 21.6e9), {});
}

TEST_CASE("the parameters mean what they say", "[base][distribution]") {
    const Distribution lag = Lognormal{hours(4), hours(9)};
    CHECK(quantile(lag, 0.5) == hours(4));
    CHECK(std::fabs(micros(quantile(lag, 0.9) - hours(9))) <= 1.0);
    CHECK(quantile(Uniformly{hours(1), hours(3)}, 0.25) == minutes(90));
    CHECK(quantile(Uniformly{-spans_of_24h(30), -spans_of_24h(1)}, 1.0 / 29.0) ==
          -spans_of_24h(29));
    CHECK(quantile(Empirical{{hours(1), hours(2), hours(4)}}, 0.75) == hours(3));
    CHECK(quantile(Empirical{{hours(1)}}, 0.75) == hours(1));
}

TEST_CASE("PERT is the beta distribution of its mean and range", "[base][distribution]") {
    // a = 1 + 4 · 1/5, b = 1 + 4 · 4/5
    const boost::math::beta_distribution<> beta(1.8, 4.2);
    for (const double u : probabilities()) {
        const double expected = 3.6e9 + 18e9 * boost::math::quantile(beta, u);
        CHECK(std::fabs(micros(quantile(Pert{hours(1), hours(2), hours(6)}, u)) - expected) < 1.0);
    }
}

TEST_CASE("a sampler draws what the quantile says", "[base][distribution]") {
    for (const Distribution& shape : shapes()) {
        const Sampler sampler(shape);
        const auto* pert = std::get_if<Pert>(&shape);
        for (const double u : probabilities()) {
            INFO(in_words(shape) << " at " << u);
            const double exact = micros(quantile(shape, u));
            const double allowed = pert != nullptr ? 1.0 + 1e-7 * micros(pert->high - pert->low)
                                                   : 1.0 + 1e-13 * std::fabs(exact);
            CHECK(std::fabs(micros(sampler.at(u)) - exact) <= allowed);
        }
    }
}

TEST_CASE("a larger uniform number never draws a shorter span", "[base][distribution]") {
    for (const Distribution& shape : shapes()) {
        const Sampler sampler(shape);
        Duration last = sampler.at(1e-15);
        bool falls = false;
        for (int i = 1; i < 200'000; ++i) {
            const Duration now = sampler.at(i / 200'000.0);
            falls = falls || now < last;
            last = now;
        }
        INFO(in_words(shape));
        CHECK_FALSE(falls);
    }
}

TEST_CASE("the mean is the integral of the quantiles", "[base][distribution]") {
    constexpr int steps = 10'000;
    for (const Distribution& shape : shapes()) {
        double sum = 0.0;
        for (int i = 0; i < steps; ++i) sum += micros(quantile(shape, (i + 0.5) / steps));
        INFO(in_words(shape));
        // The midpoint rule misses part of the last step's tail: below 3 · 10⁻⁴ for these shapes.
        CHECK_THAT(micros(mean(shape)), WithinRel(sum / steps, 3e-4));
    }
}

TEST_CASE("a sampler of nothing draws no time, and extreme tails stay within time",
          "[base][distribution]") {
    CHECK(Sampler().at(0.5) == Duration::zero());
    const Sampler wide(Lognormal{hours(1), spans_of_24h(300'000)});
    CHECK(wide.at(1.0 - 1e-16) > Duration::zero());
    CHECK(wide.at(1e-300) >= Duration::zero());
}

TEST_CASE("the normal quantile agrees with Boost.Math to 15 digits", "[base][distribution]") {
    const boost::math::normal normal;
    for (const double u : probabilities()) {
        if (u == 0.5) continue;
        CHECK_THAT(normal_quantile(u), WithinRel(boost::math::quantile(normal, u), 1e-13));
    }
    CHECK(normal_quantile(0.5) == 0.0);
}
