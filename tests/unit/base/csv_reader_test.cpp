#include "kammerspiel/base/csv_reader.hpp"

#include <vector>

#include "tests/catch.hpp"

namespace kammerspiel {
namespace {

using OpenQuote = CsvReader::OpenQuote;

std::vector<std::vector<CsvReader::Cell>> records(std::string_view text, OpenQuote open_quote) {
    std::vector<std::vector<CsvReader::Cell>> all;
    CsvReader reader(text, ';', open_quote);
    while (!reader.at_end()) {
        auto& record = all.emplace_back();
        reader.record([&](CsvReader::Cell cell) { record.push_back(std::move(cell)); });
    }
    return all;
}

TEST_CASE("a quoted cell holds separators, line ends and its own quotation marks", "[base][csv]") {
    const auto open_quote = GENERATE(OpenQuote::takes_the_rest, OpenQuote::is_a_character);
    const auto all = records("a;\"b;\r\n\"\"c\"\"\"\r\n;d\n", open_quote);
    REQUIRE(all.size() == 2);
    REQUIRE(all[0].size() == 2);
    CHECK(all[0][0].text == "a");
    CHECK_FALSE(all[0][0].is_quoted);
    CHECK(all[0][1].text == "b;\r\n\"c\"");
    CHECK(all[0][1].is_quoted);
    REQUIRE(all[1].size() == 2);
    CHECK(all[1][0].text.empty());
    CHECK(all[1][1].text == "d");
}

TEST_CASE("a cell knows where it begins and ends, counted in lines and characters", "[base][csv]") {
    const auto all = records("ä;\"ö\n\";x\nü;y", OpenQuote::takes_the_rest);
    REQUIRE(all.size() == 2);
    CHECK(all[0][1].begins.line == 1);
    CHECK(all[0][1].begins.column == 3);
    CHECK(all[0][1].ends.line == 2);
    CHECK(all[0][1].ends.column == 2);
    CHECK(all[1][1].begins.line == 3);
    CHECK(all[1][1].begins.column == 3);
}

TEST_CASE("a quotation mark that nothing closes takes all or is a character", "[base][csv]") {
    constexpr std::string_view text = "a;\"b;c\nd;e";
    const auto strict = records(text, OpenQuote::takes_the_rest);
    REQUIRE(strict.size() == 1);
    CHECK(strict[0][1].text == "b;c\nd;e");
    CHECK(strict[0][1].has_open_quote);
    const auto lenient = records(text, OpenQuote::is_a_character);
    REQUIRE(lenient.size() == 2);
    CHECK(lenient[0][1].text == "\"b");
    CHECK(lenient[0][1].has_open_quote);
    CHECK(lenient[1][1].text == "e");
}

TEST_CASE("what stands behind a closing quotation mark is told apart", "[base][csv]") {
    const auto all = records("\"a\" b;c", OpenQuote::takes_the_rest);
    CHECK(all.at(0).at(0).text == "a");
    CHECK(all[0][0].after == " b");
    CHECK(all[0][0].after_begins.column == 4);
    CHECK(all[0].at(1).text == "c");
}

}  // namespace
}  // namespace kammerspiel
