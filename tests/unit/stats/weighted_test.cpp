#include "kammerspiel/stats/weighted.hpp"

#include "catch.hpp"

namespace kammerspiel::stats {
namespace {

TEST_CASE("quantiles of equal weights are the order statistics", "[stats]") {
    const WeightedSample sample({{3.0}, {1.0}, {4.0}, {2.0}});
    CHECK(sample.quantile(0.0) == 1.0);
    CHECK(sample.quantile(0.25) == 1.0);
    CHECK(sample.quantile(0.26) == 2.0);
    CHECK(sample.quantile(0.5) == 2.0);
    CHECK(sample.quantile(1.0) == 4.0);
}

TEST_CASE("a weight counts like so many equal values", "[stats]") {
    const WeightedSample weighted({{1.0, 3.0}, {2.0, 1.0}});
    const WeightedSample repeated({{1.0}, {1.0}, {1.0}, {2.0}});
    for (const double q : {0.1, 0.5, 0.74, 0.76, 1.0}) {
        CHECK(weighted.quantile(q) == repeated.quantile(q));
    }
    CHECK(weighted.position(1.5) == 0.75);
    CHECK(weighted.position(1.0) == 0.375);
}

TEST_CASE("what is not reached within the horizon enters quantiles as larger than all",
          "[stats][rule-19]") {
    const WeightedSample sample({{1.0}, {std::nullopt}, {2.0}, {std::nullopt}});
    CHECK(sample.quantile(0.5) == 2.0);
    CHECK_FALSE(sample.quantile(0.6).has_value());
    CHECK(sample.censored() == 0.5);
    CHECK(sample.position(1e9) == 0.5);
}

TEST_CASE("values without weight do not count", "[stats]") {
    const WeightedSample sample({{1.0, 0.0}, {2.0, 1.0}});
    CHECK(sample.quantile(0.0) == 2.0);
}

}  // namespace
}  // namespace kammerspiel::stats
