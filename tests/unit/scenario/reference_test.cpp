#include <fstream>
#include <iterator>
#include <sstream>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"
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

TEST_CASE("every example of the reference loads without a word", "[scenario]") {
    const std::string fence = "```yaml\n";
    const std::string text = scenario::reference("en");
    int examples = 0;
    for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
        at += fence.size();
        const std::string example = text.substr(at, text.find("```", at) - at);
        const Outcome outcome = load(small_with(example));
        INFO(example << outcome.english);
        CHECK(outcome.scenario);
        CHECK(outcome.english.empty());
        CHECK(scenario::reference("de").find(example) != std::string::npos);
        ++examples;
    }
    CHECK(examples == 7);
}

}  // namespace
}  // namespace kammerspiel::test
