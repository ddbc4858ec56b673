#include "kammerspiel/base/notation.hpp"

#include "kammerspiel/base/text.hpp"

#include <limits>

#include "tests/catch.hpp"

using namespace kammerspiel;
using notation::distribution;
using notation::duration;

TEST_CASE("spans are read in every unit, alone and together", "[base][notation]") {
    CHECK(duration("90s").value == seconds(90));
    CHECK(duration("15min").value == minutes(15));
    CHECK(duration("4h").value == hours(4));
    CHECK(duration("2d").value == hours(48));
    CHECK(duration("1w").value == spans_of_24h(7));
    CHECK(duration("0.5h").value == minutes(30));
    CHECK(duration("1d 12h").value == hours(36));
    CHECK(duration("1d12h").value == hours(36));
    CHECK(duration(" 4 h ").value == hours(4));
    CHECK(duration("0").value == Duration::zero());
    CHECK(duration("-30d").value == -spans_of_24h(30));
    CHECK(duration("250us").value == Duration::micros(250));
}

TEST_CASE("what is not a span is refused with a sentence that shows one", "[base][notation]") {
    const auto* text = GENERATE("", "4", "h", "4x", "four hours", "4h3", "h4", "--4h", "1e3h",
                                "nanh", "infh", "-", "4h,5", "99999999999d", "0x10h");
    INFO(text);
    const auto read = duration(text);
    CHECK_FALSE(read.value);
    CHECK_THAT(Text(Language::en)(read.fault), ContainsSubstring("90s, 4h, 2d"));
    CHECK_THAT(Text(Language::de)(read.fault), ContainsSubstring("90s, 4h, 2d"));
}

TEST_CASE("many long parts do not overflow a span", "[base][notation]") {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "300000d ";
    CHECK_FALSE(duration(text).value);
}

TEST_CASE("every shape is read from words", "[base][notation]") {
    CHECK(distribution("4h").value == Distribution{Fixed{hours(4)}});
    CHECK(distribution("1d 12h").value == Distribution{Fixed{hours(36)}});
    CHECK(distribution("exponential mean 4h").value == Distribution{Exponential{hours(4)}});
    CHECK(distribution("lognormal median 4h p90 9h").value ==
          Distribution{Lognormal{hours(4), hours(9)}});
    CHECK(distribution("uniform -30d to -1d").value ==
          Distribution{Uniformly{-spans_of_24h(30), -spans_of_24h(1)}});
    CHECK(distribution("triangular 1h 2h 6h").value ==
          Distribution{Triangular{hours(1), hours(2), hours(6)}});
    CHECK(distribution("pert 1h 2h 6h").value == Distribution{Pert{hours(1), hours(2), hours(6)}});
}

TEST_CASE("impossible parameters are refused", "[base][notation]") {
    const auto* text = GENERATE("exponential mean 0h", "exponential mean -1h", "exponential 4h",
                                "lognormal median 9h p90 4h", "lognormal median 0h p90 4h",
                                "uniform 3h to 1h", "uniform 1h 3h", "pert 1h 2h", "pert 2h 1h 6h",
                                "pert 2h 2h 2h", "triangular 6h 2h 1h", "normal mean 4h", "");
    INFO(text);
    const auto read = distribution(text);
    CHECK_FALSE(read.value);
    REQUIRE_FALSE(read.fault.empty());
    CHECK_FALSE(Text(Language::en)(read.fault).empty());
    CHECK_FALSE(Text(Language::de)(read.fault).empty());
}

TEST_CASE("what is written in words is read back as the same", "[base][notation]") {
    const auto* text =
        GENERATE("4h", "exponential mean 1d12h", "lognormal median 40min p90 12h",
                 "uniform -4w2d to -1d", "triangular 1h 2h 6h", "pert 10min 30min 3h");
    const auto read = distribution(text);
    REQUIRE(read.value);
    CHECK(in_words(*read.value) == text);
    CHECK(distribution(in_words(*read.value)).value == read.value);
}

TEST_CASE("a span in words is the shortest one", "[base][notation]") {
    CHECK(notation::in_words(Duration::zero()) == "0h");
    CHECK(notation::in_words(seconds(90)) == "1min30s");
    CHECK(notation::in_words(-hours(36)) == "-1d12h");
    CHECK(notation::in_words(Duration::micros(1'500'000)) == "1s500ms");
}
