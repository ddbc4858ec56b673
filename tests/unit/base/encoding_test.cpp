#include "kammerspiel/base/encoding.hpp"

#include <algorithm>

#include "kammerspiel/base/text.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;

TEST_CASE("what Windows writes in Western Europe becomes UTF-8", "[base][text]") {
    CHECK(from_windows_1252("").empty());
    CHECK(from_windows_1252("M\xFCller \x80 5 \x96 \x84gut\x93") == "Müller € 5 – „gut“");
}

TEST_CASE("every byte becomes one character, those without a meaning U+FFFD", "[base][text]") {
    std::string bytes;
    for (int byte = 1; byte < 256; ++byte) bytes += static_cast<char>(byte);
    const std::string text = from_windows_1252(bytes);
    CHECK_FALSE(find_invalid_utf8(text));
    CHECK(std::count_if(text.begin(), text.end(), [](char c) {
              return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
          }) == 255);
    CHECK(from_windows_1252("\x81\x8D\x8F\x90\x9D") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}
