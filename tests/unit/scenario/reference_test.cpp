#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "sections.hpp"
#include "sim/scenario/examples.hpp"
#include "tests/support/written.hpp"

namespace kammerspiel::test {
namespace {

std::string content(const std::string& file) {
    std::ifstream stream(std::string(KAMMERSPIEL_ROOT) + "/" + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_CASE("the committed reference of the format is the one that the table gives", "[scenario]") {
    {
        INFO("make it again: kammerspiel --lang en schema --reference > docs/scenario-format.md");
        CHECK((content("docs/scenario-format.md") == scenario::reference("en")));
    }
    INFO("make it again: kammerspiel --lang de schema --reference > docs/szenario-format.md");
    CHECK((content("docs/szenario-format.md") == scenario::reference("de")));
}

/// The lines of a YAML text by the key at their left edge, in order; comments go with what follows.
std::vector<std::pair<std::string, std::string>> parts_of(const std::string& yaml) {
    std::vector<std::pair<std::string, std::string>> parts;
    std::istringstream stream(yaml);
    for (std::string line; std::getline(stream, line);) {
        if (!line.starts_with(' ')) parts.emplace_back(line.substr(0, line.find(':')), "");
        if (!parts.empty()) parts.back().second += line + "\n";
    }
    return parts;
}

/// The small scenario with the keys of an example instead of its own.
Written small_with(const std::string& example) {
    const std::size_t end = example.find('\n');
    Written files = small();
    std::string& file = files.at(example.substr(2, end - 2));  // "# scenario.yaml"
    auto parts = parts_of(file);
    for (const auto& [key, lines] : parts_of(example.substr(end + 1))) {
        const auto same = [&key = key](const auto& part) { return part.first == key; };
        const auto found = std::find_if(parts.begin(), parts.end(), same);
        if (found == parts.end()) {
            parts.emplace_back(key, lines);
        } else {
            found->second = lines;
        }
    }
    file.clear();
    for (const auto& [key, lines] : parts) file += lines;
    return files;
}

/// The examples between two places of the reference, by the file that each is of.
std::vector<std::pair<std::string, std::string>> examples_in(const std::string& text) {
    const std::string fence = "```yaml\n";
    std::vector<std::pair<std::string, std::string>> all;
    for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
        at += fence.size();
        const std::string example = text.substr(at, text.find("```", at) - at);
        all.emplace_back(example.substr(2, example.find('\n') - 2), example);  // "# scenario.yaml"
    }
    return all;
}

/// The first chapter, and what comes behind it.
std::pair<std::string, std::string> first_chapter(const std::string& text) {
    const std::size_t second = text.find("\n## ", text.find("\n## ") + 1);
    return {text.substr(0, second), text.substr(second)};
}

TEST_CASE("the reference begins with a page that is enough to start", "[scenario]") {
    for (const char* language : {"en", "de"}) {
        const std::string page = first_chapter(scenario::reference(language)).first;
        Written files;
        for (const auto& [file, example] : examples_in(page)) files[file] = example;
        CHECK(files.size() == 3);
        const Outcome outcome = load(files);
        INFO(outcome.english);
        CHECK(outcome.scenario);
        CHECK(outcome.english.empty());
    }
}

TEST_CASE("every example of the reference loads without a word", "[scenario]") {
    const auto examples = examples_in(first_chapter(scenario::reference("en")).second);
    for (const auto& [file, example] : examples) {
        const Outcome outcome = load(small_with(example));
        INFO(example << outcome.english);
        CHECK(outcome.scenario);
        CHECK(outcome.english.empty());
        CHECK(scenario::reference("de").find(example) != std::string::npos);
    }
    CHECK(examples.size() == 7);
}

TEST_CASE("the scenario that the reference shows parts of loads without a word", "[scenario]") {
    Written files;
    for (const auto& file : scenario::embedded_examples()) {
        files[std::string(file.name)] = std::string(file.content);
    }
    files["screen.png"] = "\x89PNG\r\n\x1a\n";  // that its exercise hands out
    const Outcome outcome = load(files);
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    CHECK(outcome.english.empty());
    CHECK(outcome.scenario->exercise);
}

/// Whether a key is written in the example as one: `key:`, with nothing of a word before it.
bool has_key(const std::string& example, std::string_view key) {
    const std::string wanted = std::string(key) + ":";
    for (std::size_t at = example.find(wanted); at != std::string::npos;
         at = example.find(wanted, at + 1)) {
        if (at == 0 || std::string_view(" {\n").find(example[at - 1]) != std::string::npos) {
            return true;
        }
    }
    return false;
}

void check_examples(const scenario::Section& section, std::set<const scenario::Section*>& seen) {
    if (!seen.insert(&section).second) return;
    std::string example = scenario::example_of(section.title, "en");
    for (const auto& [root, file] : {std::pair{&scenario::scenario_section(), "scenario.yaml"},
                                     {&scenario::federation_section(), "federation.yaml"},
                                     {&scenario::profile_section(), "crew.yaml"},
                                     {&scenario::exercise_section(), "exercise.yaml"}}) {
        if (root == &section) example = scenario::outline_of(file, "en");
    }
    for (const scenario::Key& key : section.keys) {
        INFO(section.title << ": " << key.name
                           << " has no example; add one to sim/scenario/examples");
        CHECK(has_key(example, key.name));
        if (const scenario::Section* behind = section_behind(key)) check_examples(*behind, seen);
    }
}

TEST_CASE("every key has an example in its section of the reference", "[scenario]") {
    std::set<const scenario::Section*> seen;
    check_examples(scenario::scenario_section(), seen);
    check_examples(scenario::need_options_section(), seen);
    check_examples(scenario::figure_section(), seen);
    CHECK(seen.size() > 50);
}

TEST_CASE("the German reference is German", "[scenario]") {
    const std::string text = scenario::reference("de");
    for (const char* english :
         {"list of sections", "name: section", "| text |", "| name |", "| path ", "| section",
          "selector,", "list of actions", "name: value", "required", "the first one", "members /",
          "# how", "| need"}) {
        INFO(english);
        CHECK(text.find(english) == std::string::npos);
    }
    // Comments in examples are in one language.
    CHECK(text.find("was man bestimmen kann") != std::string::npos);
    CHECK(text.find("what one may decide") == std::string::npos);
    CHECK(scenario::reference("en").find("was man bestimmen kann") == std::string::npos);
}

}  // namespace
}  // namespace kammerspiel::test
