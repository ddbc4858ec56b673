#include "cli/qr_code.hpp"

#include "tests/catch.hpp"

namespace kammerspiel::cli {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

TEST_CASE("a QR code is dark on light, with its quiet zone, and the same each time", "[cli][qr]") {
    const std::string code = qr_code("https://192.0.2.7:8443/?code=ABC234");
    CHECK(code == qr_code("https://192.0.2.7:8443/?code=ABC234"));
    CHECK(code != qr_code("https://192.0.2.7:8443/?code=ABC235"));
    const std::size_t lines = count(code, "\n");
    // 29 modules (version 3) and four on each side are 37 rows, two a line.
    CHECK(lines == 19);
    CHECK(count(code, "\033[30;107m") == lines);
    CHECK(count(code, "\033[0m") == lines);
    // The first two lines are the quiet zone.
    const std::string first = code.substr(0, code.find('\n'));
    CHECK(count(first, " ") == 37);
}

TEST_CASE("what is too long for a QR code has none", "[cli][qr]") {
    CHECK(qr_code(std::string(5000, 'x')).empty());
}

}  // namespace
}  // namespace kammerspiel::cli
