#include "cluster/bytes.hpp"

#include <bit>
#include <cmath>
#include <limits>

#include "kammerspiel/base/ensure.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::cluster {
namespace {

using ensemble::Wide;
using model::Int128;

TEST_CASE("bytes are the same on every machine", "[cluster]") {
    ByteWriter out;
    out.whole(5);
    out.whole(300);
    out.wide(Int128{258});
    out.real(1.0);
    out.text("ä");
    using namespace std::string_literals;
    CHECK(out.take() ==
          "\x05"
          "\xAC\x02"
          "\x02\x02\x01"
          "\0\0\0\0\0\0\xF0\x3F"
          "\x02\xC3\xA4"s);
}

TEST_CASE("whole numbers come back as they were sent", "[cluster]") {
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    ByteWriter out;
    for (unsigned bit = 0; bit < 64; ++bit) {
        out.whole(std::uint64_t{1} << bit);
        out.whole((std::uint64_t{1} << bit) - 1);
    }
    out.whole(most);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    for (unsigned bit = 0; bit < 64; ++bit) {
        CHECK(in.whole() == std::uint64_t{1} << bit);
        CHECK(in.whole() == (std::uint64_t{1} << bit) - 1);
    }
    CHECK(in.whole() == most);
    CHECK(in.is_at_end());
}

TEST_CASE("sums come back as they were sent, below zero and beyond 64 bits, too", "[cluster]") {
    const Int128 large = Int128{std::numeric_limits<std::int64_t>::max()} * 1'000'003;
    for (const Int128 number : {Int128{0}, Int128{1}, Int128{-1}, large, -large}) {
        ByteWriter out;
        out.wide(number);
        out.wide(Wide::square_of(number));
        const std::string bytes = out.take();
        ByteReader in(bytes);
        CHECK((in.wide() == number));
        CHECK(in.very_wide() == Wide::square_of(number));
        CHECK(in.is_at_end());
    }
}

TEST_CASE("figures come back to the last bit, also where there is none", "[cluster]") {
    for (const double number : {0.0, -0.0, 0.1, std::numeric_limits<double>::denorm_min(),
                                std::numeric_limits<double>::infinity(), std::nan("7")}) {
        ByteWriter out;
        out.real(number);
        const std::string bytes = out.take();
        CHECK(bytes.size() == 8);
        CHECK(std::bit_cast<std::uint64_t>(ByteReader(bytes).real()) ==
              std::bit_cast<std::uint64_t>(number));
    }
}

TEST_CASE("bytes that end too early are no number and no text", "[cluster]") {
    CHECK_THROWS_AS(ByteReader("").whole(), BrokenModel);
    CHECK_THROWS_AS(ByteReader("\x80").whole(), BrokenModel);
    CHECK_THROWS_AS(ByteReader("\x03\x01").wide(), BrokenModel);
    CHECK_THROWS_AS(ByteReader("\x21").very_wide(), BrokenModel);
    CHECK_THROWS_AS(ByteReader("1234567").real(), BrokenModel);
    CHECK_THROWS_AS(ByteReader("\x04zwo").text(), BrokenModel);
    // More than 64 bits.
    CHECK_THROWS_AS(ByteReader(std::string(10, '\xFF')).whole(), BrokenModel);
}

}  // namespace
}  // namespace kammerspiel::cluster
