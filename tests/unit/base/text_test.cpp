#include "kammerspiel/base/text.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/base/texts.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

std::set<std::string> placeholders(const std::string& pattern) {
    std::set<std::string> names;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '{') continue;
        if (pattern.compare(at, 2, "{{") == 0) {
            ++at;
            continue;
        }
        names.insert(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
    }
    return names;
}

/// By module and key: the placeholders of one language's messages.
using Shape = std::map<std::string, std::set<std::string>>;

Shape shape_of(std::string_view language) {
    Shape shape;
    for (const EmbeddedText& file : embedded_texts()) {
        if (file.language != language) continue;
        const auto messages = nlohmann::json::parse(file.json);
        for (const auto& [key, value] : messages.items()) {
            const std::string name = std::string(file.name) + ": " + key;
            if (!value.is_object()) {
                shape[name] = placeholders(value.get<std::string>());
                continue;
            }
            shape[name] = placeholders(value.at("other").get<std::string>());
            // The singular may say "one" in words, but needs nothing that the plural has not.
            for (const auto& needed : placeholders(value.at("one").get<std::string>())) {
                CHECK(shape[name].contains(needed));
            }
        }
    }
    return shape;
}

const Text german(Language::de);
const Text english(Language::en);

}  // namespace

TEST_CASE("both languages have the same messages with the same places", "[base][text]") {
    const Shape de = shape_of("de");
    const Shape en = shape_of("en");
    CHECK(de == en);
    CHECK(german.keys() == english.keys());
    CHECK(de.size() > 20);
}

TEST_CASE("a key belongs to one module alone", "[base][text]") {
    std::set<std::string> seen;
    for (const EmbeddedText& file : embedded_texts()) {
        if (file.language != "en") continue;
        const auto messages = nlohmann::json::parse(file.json);
        for (const auto& [key, value] : messages.items()) {
            INFO(key);
            CHECK(seen.insert(key).second);
        }
    }
}

TEST_CASE("numbers are written as the language has them", "[base][text]") {
    CHECK(german.whole(1'234'567) == "1.234.567");
    CHECK(english.whole(1'234'567) == "1,234,567");
    CHECK(english.whole(-1'234) == "-1,234");
    CHECK(english.whole(999) == "999");
    CHECK(german.number(1234.56, 1) == "1.234,6");
    CHECK(english.number(1234.56, 1) == "1,234.6");
    CHECK(german.percent(0.125, 1) == "12,5\u00a0%");
    CHECK(english.percent(1.0) == "100\u00a0%");
    CHECK(english.number(-0.04, 1) == "0.0");
}

TEST_CASE("compact figures have three digits and the shortest unit", "[base][text]") {
    CHECK(english.compact(15'391'234.0) == "15.4\u00a0M");
    CHECK(german.compact(15'391'234.0) == "15,4\u00a0Mio.");
    CHECK(english.compact(520'582.0) == "521\u00a0k");
    CHECK(german.compact(-520'582.0) == "-521\u00a0Tsd.");
    CHECK(english.compact(2.5e9) == "2.50\u00a0bn");
    CHECK(english.compact(397.4) == "397");
    CHECK(english.compact(15.62) == "15.6");
    CHECK(english.compact(0.254) == "0.25");
    CHECK(english.compact(0.0) == "0");
    // Rounding up goes to the next unit and does not add a digit.
    CHECK(english.compact(999.7) == "1.00\u00a0k");
    CHECK(english.compact(999'960.0) == "1.00\u00a0M");
    CHECK(english.compact(99.97) == "100");
    CHECK(english.compact(9.996) == "10.0");
}

TEST_CASE("rough figures keep the digits that count", "[base][text]") {
    CHECK(english.rough(3'412'345.0) == "3.41\u00a0million");
    CHECK(german.rough(3'412'345.0) == "3,41\u00a0Mio.");
    CHECK(english.rough(12'345.0) == "12,345");
    CHECK(english.rough(12.34) == "12.3");
    CHECK(english.rough(0.0) == "0");
}

TEST_CASE("spans are told by their two largest units", "[base][text]") {
    CHECK(german.span(hours(52)) == "2\u00a0Tage 4\u00a0Std.");
    CHECK(german.span(hours(24)) == "1\u00a0Tag");
    CHECK(english.span(hours(52)) == "2\u00a0d 4\u00a0h");
    CHECK(english.span(minutes(35)) == "35\u00a0min");
    CHECK(english.span(spans_of_24h(3) + minutes(5)) == "3\u00a0d");
    CHECK(english.span(seconds(90)) == "1\u00a0min 30\u00a0s");
    CHECK(english.span(Duration::zero()) == "0\u00a0s");
    CHECK(english.span(-hours(2)) == "−2\u00a0h");
}

TEST_CASE("moments are told as people there write them", "[base][text]") {
    const LocalTime start{.year = 2022, .month = 8, .day = 3, .weekday = 3, .hour = 15};
    CHECK(german.moment(start) == "Mi., 3. August 2022, 15:00 Uhr");
    CHECK(english.moment(start) == "Wed 3 August 2022, 15:00");
    CHECK(german.short_moment(start) == "Mi. 03.08.2022 15:00");
    CHECK(english.short_moment(start) == "Wed 2022-08-03 15:00");
}

TEST_CASE("a message in a message, a value in both languages and braces come out in words",
          "[base][text]") {
    const Message inner{"scenario.strategy.none.hint"};
    const Message outer{"scenario.value.fault", {{"key", "an", "der"}, {"fault", inner}}};
    CHECK(english(outer) == "'an': at least one, e.g. do-nothing: {plays: []}");
    CHECK(german(outer) == "'der': mindestens eine, z. B. do-nothing: {plays: []}");
    CHECK(english(Message{"scenario.word.unknown.hint",
                          {{"known", std::vector<std::string>{"a", "b"}}}}) == "known: a, b");
}

TEST_CASE("what would move a cursor or turn the writing does not come out of a message's values",
          "[base][text]") {
    CHECK(english("cli.unknown.strategy", {{"name", "a\x1b[2J\u202Eb\xff"}, {"known", "c\nd"}}) ==
          "there is no strategy 'a\uFFFD[2J\uFFFDb\uFFFD'; known are c\nd");
}

TEST_CASE("a message without its argument, and an unknown one, are faults", "[base][text]") {
    CHECK_THROWS_AS(english("base.no-such-message"), BrokenModel);
    CHECK_THROWS_AS(english("base.span.day"), BrokenModel);
    CHECK(english.has("base.span.day"));
    CHECK_FALSE(english.has("base.no-such-message"));
    CHECK(english("base.span.day", {{"count", std::int64_t{1}}}) == "1\u00a0d");
    CHECK(german("base.span.day", {{"count", std::int64_t{1'000}}}) == "1.000\u00a0Tage");
}
