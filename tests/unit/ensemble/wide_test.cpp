#include "kammerspiel/ensemble/wide.hpp"

#include <cmath>

#include "tests/catch.hpp"

namespace kammerspiel::ensemble {
namespace {

using model::Int128;

TEST_CASE("squares of large numbers are exact", "[ensemble][wide]") {
    CHECK(Wide::square_of(0).in_digits() == "0");
    CHECK(Wide::square_of(-12).in_digits() == "144");
    // (10^19 + 1)² = 10^38 + 2 · 10^19 + 1, beyond 64 bit; and beyond 128 bit, 10^25 squared.
    Int128 large = 10'000'000'000;
    large = large * 1'000'000'000 + 1;
    CHECK(Wide::square_of(large).in_digits() == "100000000000000000020000000000000000001");
    Int128 larger = 10'000'000'000'000;
    larger *= 1'000'000'000'000;
    CHECK(Wide::square_of(larger).in_digits() == "1" + std::string(50, '0'));
    CHECK(Wide::square_of(larger).as_double() == 1e50);
}

TEST_CASE("a sum of squares is read back as it was written", "[ensemble][wide]") {
    Wide sum;
    Int128 number = 5'256'000'000'000'000'000;  // the loss of a region in thousandths of an hour
    for (int world = 0; world < 1000; ++world) sum += Wide::square_of(number);
    CHECK(sum.in_digits() == "27625536000000000000000000000000000000000");
    CHECK(Wide::parsed(sum.in_digits()) == sum);
    CHECK_FALSE(Wide::parsed(""));
    CHECK_FALSE(Wide::parsed("12a"));
    CHECK_FALSE(Wide::parsed("-1"));
    CHECK_FALSE(Wide::parsed(std::string(78, '9')));
}

}  // namespace
}  // namespace kammerspiel::ensemble
