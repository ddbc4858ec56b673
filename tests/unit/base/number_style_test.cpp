#include "kammerspiel/base/number_style.hpp"

#include "catch.hpp"
#include "kammerspiel/base/encoding.hpp"
#include "kammerspiel/base/text.hpp"

namespace kammerspiel {
namespace {

TEST_CASE("a figure is what its signs say, or may be either", "[number]") {
    for (const auto& [text, value] :
         std::vector<std::pair<std::string, double>>{{"60", 60},
                                                     {"60.5", 60.5},
                                                     {"60,5", 60.5},
                                                     {"1.234.567", 1234567},
                                                     {"1,234,567", 1234567},
                                                     {"1.234,5", 1234.5},
                                                     {"1,234.5", 1234.5},
                                                     {"60 000", 60000},
                                                     {"60'000", 60000},
                                                     {"60\u00A0000", 60000},
                                                     {"0.125", 0.125},
                                                     {"0,125", 0.125},
                                                     {"1234.567", 1234.567},
                                                     {"-3,5", -3.5},
                                                     {"12.50", 12.5}}) {
        INFO(text);
        CHECK_FALSE(readings_of(text).is_open());
        CHECK(readings_of(text).decimal == value);
    }
    for (const std::string text : {"60.000", "60,000", "1.250", "999,999"}) {
        INFO(text);
        CHECK(readings_of(text).is_open());
    }
    for (const std::string text :
         {"", "a", "1.2.3", "12.34.567", "1 23", ".5", "1.234,567,8", "1e5", "--1"}) {
        INFO(text);
        CHECK_FALSE(readings_of(text).decimal);
    }
}

TEST_CASE("a column decides by the figures in it that are certain", "[number]") {
    CHECK(NumberStyle::of({"60.000", "1.200.000"}).read("60.000") == 60000);
    CHECK(NumberStyle::of({"60.000", "12.5"}).read("60.000") == 60);
    CHECK(NumberStyle::of({"60.000", "1.234,5"}).read("60.000") == 60000);
    CHECK_FALSE(NumberStyle::of({"60.000", "900"}).read("60.000"));
    // What disagrees decides nothing.
    CHECK_FALSE(NumberStyle::of({"60.000", "1.5", "1,5"}).read("60.000"));
}

TEST_CASE("both readings are named in the language of the reader", "[number]") {
    CHECK(Text(Language::en)(how_to_write("60.000")) == "60000 or 60.0?");
    CHECK(Text(Language::de)(how_to_write("60.000")) == "60000 oder 60,0?");
    CHECK(Text(Language::en)(how_to_write("0,8")) == "write 0.8");
    CHECK(how_to_write("0.8").empty());
    CHECK(how_to_write("soon").empty());
}

TEST_CASE("UTF-16 is known with and without its mark", "[number]") {
    std::string wide;
    for (const char c : std::string("id;kind\n")) wide += {c, '\0'};
    CHECK(as_utf8("\xFF\xFE" + wide) == "id;kind\n");
    CHECK(as_utf8(wide) == "id;kind\n");
    CHECK_FALSE(as_utf8("id;kind\n"));
    CHECK(as_utf8("K\xF6ln") == "Köln");
}

}  // namespace
}  // namespace kammerspiel
