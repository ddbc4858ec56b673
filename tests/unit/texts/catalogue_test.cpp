#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

#include "key_families.hpp"
#include "sim/base/texts.hpp"
#include "source_literals.hpp"
#include "tests/catch.hpp"

// What the program says is named by keys; a slip in one would show only when that very thing is to
// be said. So the sources are read, and held against the catalogue in both languages.

namespace kammerspiel::test {
namespace {

using Names = std::set<std::string>;

std::string without_hint(const std::string& key) {
    constexpr std::string_view hint = ".hint";
    return key.ends_with(hint) ? key.substr(0, key.size() - hint.size()) : key;
}

Names places_in(const std::string& text) {
    static const std::regex place("\\{([a-z_]+)\\}");
    Names names;
    for (std::sregex_iterator at(text.begin(), text.end(), place), end; at != end; ++at) {
        names.insert((*at)[1]);
    }
    return names;
}

/// The places of each message, by key.
std::map<std::string, Names> catalogue(std::string_view language) {
    std::map<std::string, Names> all;
    for (const auto& file : embedded_texts()) {
        if (file.language != language) continue;
        const auto messages = nlohmann::json::parse(file.json);
        for (const auto& [key, value] : messages.items()) {
            INFO(key);
            CHECK_FALSE(all.contains(key));
            Names& names = all[key];
            if (value.is_string()) {
                names = places_in(value.get<std::string>());
                continue;
            }
            for (const char* number : {"one", "other"}) {
                names.merge(places_in(value.at(number).get<std::string>()));
            }
        }
    }
    return all;
}

const std::map<std::string, Names>& english() {
    static const auto all = catalogue("en");
    return all;
}

/// First parts of keys.
const Names& topics() {
    static const Names all = [] {
        Names names;
        for (const auto& [key, places] : english()) names.insert(key.substr(0, key.find('.')));
        return names;
    }();
    return all;
}

/// Names of files look like keys.
bool is_file(const std::string& text) {
    if (english().contains(text)) return false;
    constexpr std::array endings{".yaml", ".json",   ".html",    ".csv",     ".css",
                                 ".ics",  ".sqlite", ".graphml", ".mustache"};
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char* ending) { return text.ends_with(ending); });
}

bool has_topic(const std::string& text) {
    const std::size_t dot = text.find('.');
    return dot != std::string::npos && topics().contains(text.substr(0, dot)) && !is_file(text);
}

bool is_key(const std::string& text) {
    static const std::regex key("[a-z]+(\\.[a-z0-9_]+)+");
    return std::regex_match(text, key) && has_topic(text);
}

/// What a literal makes of something that is known only when the program runs: `report.side.{}`, or
/// the beginning `report.side.` to which it is added.
std::optional<std::string> pattern_in(const std::string& text) {
    static const std::regex pattern("[a-z]+\\.[a-z0-9_.{}]*\\{[^}]*\\}[a-z0-9_.{}]*");
    static const std::regex beginning("[a-z]+\\.([a-z0-9_]+\\.)*");
    if (!has_topic(text)) return std::nullopt;
    if (std::regex_match(text, pattern)) return text;
    if (std::regex_match(text, beginning)) return text + "{}";
    return std::nullopt;
}

/// From the bracket before a key to the one that closes it, where a message is made there: the text
/// with what is in its places, if that is written beside it.
std::string_view call_with(std::string_view source, const Literal& key) {
    const auto skip = [&](std::size_t at) { return source.find_first_not_of(" \n", at); };
    const std::size_t open = source.find_last_not_of(" \n", key.begins - 1);
    if (open == std::string_view::npos || (source[open] != '{' && source[open] != '(')) return {};
    const std::size_t after = skip(key.begins + key.text.size() + 2);
    if (after == std::string_view::npos) return {};
    const bool is_alone = source[after] == '}' || source[after] == ')';
    const bool has_list = source[after] == ',' && source[skip(after + 1)] == '{';
    if (!is_alone && !has_list) return {};
    if (source[open] == '{') {
        const std::string_view before =
            source.substr(0, source.find_last_not_of(" \n", open - 1) + 1);
        if (!before.ends_with(',') && !before.ends_with('(') && !before.ends_with('{') &&
            !before.ends_with("Message")) {
            return {};
        }
    }
    int depth = 0;
    for (std::size_t at = open; at < source.size(); ++at) {
        if (source[at] == '{' || source[at] == '(') ++depth;
        if ((source[at] == '}' || source[at] == ')') && --depth == 0) {
            return source.substr(open, at - open + 1);
        }
    }
    return {};
}

struct Use {
    std::string key;
    std::string file;
    std::optional<Names> arguments;  ///< where they are written beside it
};

Use use_of(const Source& source, const Literal& literal) {
    static const std::regex argument("(?:\\{\\s*|Argument\\(|in_both\\()\"([a-z_]+)\",");
    // {{"attacker", who}, what}
    static const std::regex made_elsewhere("\\}\\s*,\\s*[a-z_]+\\s*\\}");
    Use use{literal.text, source.path, std::nullopt};
    // A hint that is named by itself has its places filled with its message's.
    if (use.key != without_hint(use.key)) return use;
    const std::string call(call_with(source.text, literal));
    if (call.empty() || std::regex_search(call, made_elsewhere)) return use;
    Names names;
    for (std::sregex_iterator name(call.begin(), call.end(), argument), end; name != end; ++name) {
        names.insert((*name)[1]);
    }
    // The one argument that a function makes.
    if (call.find("title_of(") != std::string::npos) names.insert("section");
    // Of what holds of many rows of an inventory, Remarks gives the number.
    if (use.key.starts_with("import.")) names.insert("count");
    // Of a cell or row of a list of injects, MselFindings says which it is.
    if (use.key.starts_with("msel.")) names.insert({"cell", "column", "value", "row"});
    // Without any, whoever is given the key may fill its places.
    if (!names.empty()) use.arguments = std::move(names);
    return use;
}

struct Said {
    std::vector<Use> uses;
    std::map<std::string, std::string> patterns;  ///< with a file in which it stands
};

const Said& said() {
    static const Said all = [] {
        Said found;
        for (const Source& source : all_sources()) {
            for (const Literal& literal : source.literals) {
                if (is_key(literal.text)) {
                    found.uses.push_back(use_of(source, literal));
                } else if (const auto pattern = pattern_in(literal.text)) {
                    found.patterns.emplace(*pattern, source.path);
                }
            }
        }
        return found;
    }();
    return all;
}

/// The texts that a key stands for: its own, and what a diagnostic says beside the caret.
void add_used(const std::string& key, Names& used) {
    used.insert(key);
    used.insert(key + ".hint");
}

TEST_CASE("both languages have the same messages with the same places", "[texts]") {
    const auto german = catalogue("de");
    CHECK(english().size() > 1000);
    CHECK(german.size() == english().size());
    for (const auto& [key, places] : english()) {
        INFO(key);
        REQUIRE(german.contains(key));
        CHECK(german.at(key) == places);
    }
}

TEST_CASE("every message that the sources name is in the catalogue", "[texts]") {
    CHECK(said().uses.size() > 1000);
    for (const Use& use : said().uses) {
        INFO(use.file << ": " << use.key);
        CHECK(english().contains(use.key));
    }
}

TEST_CASE("every key that the program puts together is one of a known family", "[texts]") {
    Names known;
    for (const KeyFamily& family : key_families()) {
        INFO(family.pattern);
        CHECK(said().patterns.contains(family.pattern));
        known.insert(family.pattern);
    }
    for (const auto& [pattern, file] : said().patterns) {
        INFO(file << ": " << pattern);
        CHECK(known.contains(pattern));
    }
}

TEST_CASE("every key that can come of a family is in the catalogue", "[texts]") {
    for (const KeyFamily& family : key_families()) {
        INFO(family.pattern);
        CHECK((family.is_open || !family.keys.empty()));
        for (const std::string& key : family.keys) {
            INFO(key);
            CHECK(english().contains(key));
        }
    }
}

TEST_CASE("every message of the catalogue is said somewhere", "[texts]") {
    Names used;
    for (const Use& use : said().uses) add_used(use.key, used);
    Names open;
    for (const KeyFamily& family : key_families()) {
        for (const std::string& key : family.keys) add_used(key, used);
        if (family.is_open) open.insert(family.pattern.substr(0, family.pattern.find('{')));
    }
    for (const auto& [key, places] : english()) {
        const bool may_be = std::any_of(open.begin(), open.end(), [&](const std::string& begin) {
            return key.starts_with(begin);
        });
        INFO(key);
        CHECK((may_be || used.contains(key)));
    }
}

TEST_CASE("every place of a message is filled where the message is named", "[texts]") {
    std::size_t checked = 0;
    for (const Use& use : said().uses) {
        if (!use.arguments || !english().contains(use.key)) continue;
        Names places = english().at(use.key);
        if (const auto hint = english().find(use.key + ".hint"); hint != english().end()) {
            places.insert(hint->second.begin(), hint->second.end());
        }
        for (const std::string& place : places) {
            INFO(use.file << ": " << use.key << " needs " << place);
            CHECK(use.arguments->contains(place));
        }
        ++checked;
    }
    CHECK(checked > 500);
}

TEST_CASE("keys are found wherever they stand in a source, but not in what is no code", "[texts]") {
    const Source source = read_source("x.cpp", R"code(
// text("report.first");
/* text("report.second") */
const int n = 10'000; const char c = '"';
say(text("report.third", {{"count", n}}), "a \" b", text(fmt::format("report.side.{}", c)));
)code");
    std::vector<std::string> found;
    for (const Literal& literal : source.literals) found.push_back(literal.text);
    CHECK(found == std::vector<std::string>{"report.third", "count", "a \\\" b", "report.side.{}"});
    CHECK(use_of(source, source.literals.front()).arguments == Names{"count"});
    CHECK(pattern_in("report.side.{}") == "report.side.{}");
    CHECK(pattern_in("report.region.") == "report.region.{}");
    CHECK_FALSE(pattern_in("report.html"));
}

// docs/glossary.csv decides what things are called.

struct Term {
    std::string english;
    std::vector<std::string> german;  ///< beginnings of its words
    std::vector<std::string> not_english, not_german;
};

std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts;
    std::stringstream in(text);
    for (std::string part; std::getline(in, part, '|');) parts.push_back(part);
    return parts;
}

std::vector<Term> glossary() {
    std::ifstream file(std::string(KAMMERSPIEL_ROOT) + "/docs/glossary.csv");
    std::vector<Term> terms;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        std::stringstream in(line + ",");
        for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
        REQUIRE(cells.size() == 4);
        terms.push_back({cells[0], parts_of(cells[1]), parts_of(cells[2]), parts_of(cells[3])});
    }
    return terms;
}

/// What is said in one language, by key; of texts with a number both, one after the other. The page
/// of live play has its own.
std::map<std::string, std::string> words_in(std::string_view language) {
    std::map<std::string, std::string> all;
    const auto add = [&](const nlohmann::json& messages, const std::string& before) {
        for (const auto& [key, value] : messages.items()) {
            all[before + key] = value.is_string() ? value.get<std::string>()
                                                  : value.at("one").get<std::string>() + " " +
                                                        value.at("other").get<std::string>();
        }
    };
    for (const auto& file : embedded_texts()) {
        if (file.language == language) add(nlohmann::json::parse(file.json), "");
    }
    std::ifstream page(fmt::format("{}/web/live/src/texts.{}.json", KAMMERSPIEL_ROOT, language));
    add(nlohmann::json::parse(page), "page: ");
    return all;
}

bool has_any(const std::string& text, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return text.find(word) != std::string::npos;
    });
}

TEST_CASE("what the glossary rules out is said nowhere", "[texts][glossary]") {
    const auto terms = glossary();
    CHECK(terms.size() > 15);
    for (const auto& [key, text] : words_in("de")) {
        for (const Term& term : terms) {
            INFO(key << ": " << text << " (" << term.english << ")");
            CHECK_FALSE(has_any(text, term.not_german));
        }
    }
    for (const auto& [key, text] : words_in("en")) {
        for (const Term& term : terms) {
            INFO(key << ": " << text << " (" << term.english << ")");
            CHECK_FALSE(has_any(text, term.not_english));
        }
    }
}

TEST_CASE("where English uses a term of the glossary German uses its word", "[texts][glossary]") {
    const auto german = words_in("de");
    const auto terms = glossary();
    std::size_t met = 0;
    for (const auto& [key, text] : words_in("en")) {
        for (const Term& term : terms) {
            const std::regex word("(^|[^a-z-])" + term.english + "s?([^a-z]|$)");
            if (!std::regex_search(text, word)) continue;
            ++met;
            INFO(key << ": " << german.at(key) << " (" << term.english << ")");
            // A word of the format is the same in both.
            CHECK((has_any(german.at(key), term.german) ||
                   german.at(key).find(term.english) != std::string::npos));
        }
    }
    CHECK(met > 100);
}

}  // namespace
}  // namespace kammerspiel::test
