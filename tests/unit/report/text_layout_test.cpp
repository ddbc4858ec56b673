#include "analysis/report/document/text_layout.hpp"

#include "catch.hpp"

using namespace kammerspiel::report;
using Lines = std::vector<std::string>;

namespace {

Lines lines_of(const std::string& text) {
    Lines lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

}  // namespace

TEST_CASE("lines break at spaces, never at no-break spaces", "[report][text]") {
    CHECK(wrapped("back after 90\u00a0% of days", 14) == Lines{"back after", "90\u00a0% of days"});
    CHECK(wrapped("", 10) == Lines{""});
    CHECK(wrapped("one", 10) == Lines{"one"});
    CHECK(with_plain_spaces("90\u00a0% and 2\u00a0h") == "90 % and 2 h");
}

TEST_CASE("a word longer than the line is broken anywhere, between characters", "[report][text]") {
    CHECK(wrapped("a ÄÖÜäöüß b", 4) == Lines{"a", "ÄÖÜä", "öüß", "b"});
    for (const auto& line : wrapped(std::string(10'000, 'x'), 100)) CHECK(line.size() <= 100);
}

TEST_CASE("widths are counted in characters, not in bytes", "[report][text]") {
    CHECK(columns_of("Prüfung") == 7);
    CHECK(shortened("Prüfungsverwaltung", 8) == "Prüfung…");
    CHECK(shortened("Prüfung", 7) == "Prüfung");
    CHECK(padded("Prüfung", 9, false) == "Prüfung  ");
    CHECK(padded("Prüfung", 9, true) == "  Prüfung");
}

TEST_CASE("a table aligns names left and figures right under headings of several lines",
          "[report][text]") {
    TextTable table({"", "outage\nh", "lost"});
    table.add({"e-mail", "1.5", "12"});
    table.rule();
    table.add({"all", "10.0", "1,234"});
    CHECK(lines_of(table.print()) == Lines{"        outage", "             h   lost",
                                           "---------------------", "e-mail     1.5     12",
                                           "---------------------", "all       10.0  1,234"});
}

TEST_CASE("a long name goes on in further lines and the table keeps to its width",
          "[report][text]") {
    TextTable table({"", std::string(70, 'h')});
    table.add({"a name of several words that is longer than its column", "1"});
    table.add({std::string(10'000, 'n'), "2"});
    const Lines lines = lines_of(table.print());
    for (const auto& line : lines) CHECK(columns_of(line) <= terminal_width);
    CHECK(lines.size() < 12);
    CHECK_THAT(table.print(), ContainsSubstring("a name of several words that"));
}
