#include "kammerspiel/base/units.hpp"

#include <limits>

#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

static_assert(!std::is_convertible_v<double, Probability>);
static_assert(!std::is_convertible_v<Probability, double>);
static_assert(!std::is_convertible_v<Share, Probability>);
static_assert(!std::is_constructible_v<Probability, Share>);
static_assert(!std::is_convertible_v<std::int32_t, PartsPerMillion>);
static_assert(!std::is_convertible_v<double, MemberHours>);
static_assert(!std::is_convertible_v<std::uint64_t, Bytes>);
static_assert(Probability{0.2} < Probability{0.3});
static_assert(PartsPerMillion::none() < PartsPerMillion::full());
static_assert(PartsPerMillion::of(Share{1.0}) == PartsPerMillion::full());

}  // namespace

TEST_CASE("a probability outside [0, 1] cannot be made", "[base]") {
    CHECK_THROWS_AS(Probability{-0.001}, BrokenModel);
    CHECK_THROWS_AS(Probability{1.001}, BrokenModel);
    CHECK_THROWS_AS(Share{std::numeric_limits<double>::quiet_NaN()}, BrokenModel);
    CHECK(Share{0.0}.value() == 0.0);
    CHECK(Share{1.0}.value() == 1.0);
}

TEST_CASE("a level is rounded to the nearest millionth and stays between none and full", "[base]") {
    CHECK(PartsPerMillion::of(Share{0.1234567}).count() == 123'457);
    CHECK(PartsPerMillion::at(250'000).share() == 0.25);
    CHECK_THROWS_AS(PartsPerMillion::at(-1), BrokenModel);
    CHECK_THROWS_AS(PartsPerMillion::at(1'000'001), BrokenModel);
}
