#include <fmt/format.h>

#include <functional>
#include <set>
#include <type_traits>

#include "catch.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "kammerspiel/scenario/response.hpp"
#include "sections.hpp"
#include "tests/support/written.hpp"

// The table of keys is walked: whatever is added to it is tried here with values of a wrong kind.

namespace kammerspiel::test {
namespace {

using namespace scenario;

/// Puts the text of a section where the section belongs in a file.
using Wrap = std::function<std::string(const std::string&)>;

struct Visit {
    std::string file;
    const Section* section;
    Wrap wrap;
};

Wrap inside(const Wrap& outer, const Key& key) {
    const std::string name(key.name);
    const bool is_list = key.kind == Kind::list || key.kind == Kind::actions ||
                         (key.kind == Kind::condition && key.name != "when");
    const bool is_map = key.kind == Kind::map;
    return [=](const std::string& text) {
        if (is_list) return outer(fmt::format("{{{}: [{}]}}", name, text));
        if (is_map) return outer(fmt::format("{{{}: {{x: {}}}}}", name, text));
        return outer(fmt::format("{{{}: {}}}", name, text));
    };
}

/// Every section once, at the first place where it can stand.
std::vector<Visit> all_sections() {
    const Wrap whole = [](const std::string& text) { return text + "\n"; };
    std::vector<Visit> visits{{"scenario.yaml", &scenario_section(), whole},
                              {"federation.yaml", &federation_section(), whole},
                              {"crew.yaml", &profile_section(), whole},
                              {"exercise.yaml", &exercise_section(), whole}};
    std::set<const Section*> met{&scenario_section(), &federation_section(), &profile_section(),
                                 &exercise_section()};
    for (std::size_t i = 0; i < visits.size(); ++i) {
        const Visit at = visits[i];
        for (const Key& key : at.section->keys) {
            const Section* next = section_behind(key);
            // Only organisations that are there can be overridden; `also` has the same section.
            if (key.kind == Kind::overrides) continue;
            if (next == nullptr || !met.insert(next).second) continue;
            visits.push_back({at.file, next, inside(at.wrap, key)});
        }
        if (at.section == &need_section() && met.insert(&need_options_section()).second) {
            visits.push_back({at.file, &need_options_section(), [=](const std::string& text) {
                                  return at.wrap("{a: " + text + "}");
                              }});
        }
    }
    return visits;
}

/// A small scenario with an exercise, one of whose files says something else.
Written with(const std::string& file, const std::string& text) {
    Written files = small();
    if (file == "exercise.yaml") files["scenario.yaml"] += "exercise: exercise.yaml\n";
    files[file] = text;
    return files;
}

/// Values of a wrong kind, or of the right kind and out of range.
std::vector<std::string> wrong_values(const Key& key) {
    switch (key.kind) {
        case Kind::section:
        case Kind::list:
        case Kind::map:
        case Kind::overrides:
        case Kind::actions:
        case Kind::parameters:
        case Kind::factors: return {"7up"};
        case Kind::people:
        case Kind::hours: return {"7up", "{}"};
        case Kind::condition:
        case Kind::scope:
        case Kind::selector:
        case Kind::selector_or_itself: return {"[[1]]"};
        case Kind::need: return {"{}"};
        case Kind::text:
        case Kind::reference:
        case Kind::file: return {"[[1]]", "{a: 1}"};
        case Kind::name: return {"[[1]]", "'two words'"};
        case Kind::localised:
        case Kind::localised_list: return {"[[1]]"};
        case Kind::references: return {"[[1]]", "{a: 1}"};
        case Kind::whole: return {"[[1]]", "1.5", "yes", "0x10", "010", ".inf", "-1", "1e99"};
        case Kind::number:
        case Kind::coordinate: return {"[[1]]", "'1,5'", "yes", ".nan", "inf", "010"};
        case Kind::share:
        case Kind::probability: return {"[[1]]", "1.01", "-0.1", "10%", ".nan", "yes"};
        case Kind::boolean: return {"[[1]]", "maybe", "1", "yes", "on", "no", "True"};
        case Kind::duration:
        case Kind::fixed_span: return {"[[1]]", "5", "-1h", "4 hours", ".inf", "1e9w"};
        case Kind::distribution: return {"[[1]]", "5", "-1h", "normal 1h 2h", "pert 3h 2h 1h"};
        case Kind::time_from_start: return {"[[1]]", "5", "yesterday"};
        default: return {"[[1]]", "nonsense"};
    }
}

/// Where the wrong value stands: at its first character, in a list at its first element at most. A
/// need's forms belong together and are pointed at as a whole.
bool is_at(const Diagnostic& d, const std::string& text, const Visit& visit, const Key& key,
           const std::string& wrong) {
    const std::size_t map = text.find(fmt::format("{{{}: {}}}", key.name, wrong)) + 1;
    const std::size_t value = map + key.name.size() + 3;
    const std::size_t first = visit.section == &need_section() ? map : value;
    const std::size_t last = wrong == "[[1]]" ? value + 1 : value;
    return d.place.name() == visit.file && d.place.line == 1 && d.place.column >= first &&
           d.place.column <= last;
}

/// By the key, or by what stands there: a group of keys has a title. Needs have a grammar of their
/// own, whose faults are told in its words.
bool is_named(const Key& key, const std::string& words, Language language) {
    if (words.find(fmt::format("'{}'", key.name)) != std::string::npos) return true;
    if (key.kind == Kind::need || key.kind == Kind::parameters) return true;
    if (key.kind == Kind::attachments && words.find("'nonsense'") != std::string::npos) return true;
    const Section* group = section_behind(key);
    if (group == nullptr) return key.kind == Kind::whole && key.name == "at_least";
    const auto title = language == Language::en ? group->title : group->german;
    return words.find(fmt::format("({})", title)) != std::string::npos;
}

template <class... Actions>
std::set<std::string_view> words_of(std::type_identity<std::variant<Actions...>>) {
    return {Actions::word...};
}

TEST_CASE("every action has a key of its word, and every key is an action's", "[scenario][keys]") {
    std::set<std::string_view> keys;
    for (const Key& key : actions_section().keys) keys.insert(key.name);
    const auto words = words_of(std::type_identity<Action>{});
    CHECK(words.size() == std::variant_size_v<Action>);
    CHECK(keys == words);
}

TEST_CASE("every key refuses values of a wrong kind where they stand, by name, in both languages",
          "[scenario]") {
    static const Text english(Language::en);
    static const Text german(Language::de);
    const auto visits = all_sections();
    CHECK(visits.size() > 40);
    for (const Visit& visit : visits) {
        for (const Key& key : visit.section->keys) {
            for (const std::string& wrong : wrong_values(key)) {
                const Written files =
                    with(visit.file, visit.wrap(fmt::format("{{{}: {}}}", key.name, wrong)));
                const Outcome outcome = load(files);
                INFO(visit.file << ": " << files.at(visit.file) << outcome.english);
                CHECK_FALSE(outcome.scenario);
                const auto all = outcome.diagnostics.sorted();
                CHECK(std::any_of(all.begin(), all.end(), [&](const Diagnostic& d) {
                    return d.severity == Severity::error &&
                           is_at(d, files.at(visit.file), visit, key, wrong) &&
                           is_named(key, english(d.message), Language::en) &&
                           is_named(key, german(d.message), Language::de);
                }));
            }
        }
    }
}

TEST_CASE("every section refuses an unknown key and knows a misspelt one", "[scenario]") {
    for (const Visit& visit : all_sections()) {
        const Key& key = visit.section->keys.front();
        if (visit.section == &need_section()) continue;  // names stand there as well
        const std::string misspelt = std::string(key.name) + "x";
        const Written files = with(visit.file, visit.wrap(fmt::format("{{{}: 1}}", misspelt)));
        const Outcome outcome = load(files);
        INFO(files.at(visit.file) << outcome.english);
        CHECK(outcome.says(fmt::format("'{}'", misspelt)));
        if (visit.section->find(misspelt) == nullptr && key.name.size() > 2) {
            CHECK(outcome.says(fmt::format("did you mean '{}'?", key.name)));
        }
    }
}

TEST_CASE("every key says what it means, in two languages", "[scenario]") {
    for (const Visit& visit : all_sections()) {
        for (const Key& key : visit.section->keys) {
            INFO(visit.section->title << ": " << key.name);
            CHECK_FALSE(key.en.empty());
            CHECK_FALSE(key.de.empty());
        }
    }
}

}  // namespace
}  // namespace kammerspiel::test
