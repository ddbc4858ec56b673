#include <cstdint>
#include <vector>

#include "catch.hpp"
#include "kammerspiel/base/bit_set.hpp"

namespace kammerspiel {
namespace {

enum class Colour { red, green, blue };
using Colours = BitSet<Colour, std::uint8_t>;
using Numbers = BitSet<std::uint32_t, std::uint64_t>;

TEST_CASE("a bit set holds what was added and not removed", "[base][bit-set]") {
    Colours colours;
    CHECK(colours.empty());
    colours.add(Colour::blue);
    colours.add(Colour::blue);
    colours.add(Colour::red);
    CHECK(colours.contains(Colour::red));
    CHECK_FALSE(colours.contains(Colour::green));
    colours.remove(Colour::red);
    colours.remove(Colour::green);
    CHECK_FALSE(colours.contains(Colour::red));
    CHECK_FALSE(colours.empty());
    colours.remove(Colour::blue);
    CHECK(colours == Colours{});
}

TEST_CASE("a bit set of all contains every member", "[base][bit-set]") {
    for (const auto colour : {Colour::red, Colour::green, Colour::blue}) {
        CHECK(Colours::all().contains(colour));
    }
}

TEST_CASE("members of a bit set are visited in ascending order, up to the last bit",
          "[base][bit-set]") {
    Numbers numbers;
    for (const std::uint32_t number : {63U, 0U, 31U, 32U}) numbers.add(number);
    std::vector<std::uint32_t> visited;
    numbers.for_each([&](std::uint32_t number) { visited.push_back(number); });
    CHECK(visited == std::vector<std::uint32_t>{0, 31, 32, 63});
}

}  // namespace
}  // namespace kammerspiel
