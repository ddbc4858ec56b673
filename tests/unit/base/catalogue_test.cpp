#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "sim/base/texts.hpp"
#include "tests/catch.hpp"

// Diagnostics name their message by a key in the source; a slip there would show only when somebody
// makes just that mistake in a scenario. So the sources are read.

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

/// The keys whose use can be read off the sources: none of them is put together while running.
bool is_literal(const std::string& key) {
    if (key == "scenario.yaml") return false;  // the file
    for (const char* begin : {"scenario.", "import.", "store.", "base.diagnostic.",
                              "base.notation.", "base.calendar."}) {
        if (key.starts_with(begin)) return true;
    }
    return false;
}

std::string without_mend(const std::string& key) {
    constexpr std::string_view mend = ".mend";
    return key.ends_with(mend) ? key.substr(0, key.size() - mend.size()) : key;
}

/// By key: the places of the message, those of its mend included, as they can be filled alike.
std::map<std::string, Names> catalogue() {
    std::map<std::string, Names> all;
    const std::regex place("\\{([a-z_]+)\\}");
    for (const auto& file : kammerspiel::embedded_texts()) {
        const auto messages = nlohmann::json::parse(file.json);
        for (const auto& [key, value] : messages.items()) {
            if (!is_literal(key)) continue;
            Names& names = all[without_mend(key)];
            const std::string text = value.dump();
            for (std::sregex_iterator at(text.begin(), text.end(), place), end; at != end; ++at) {
                names.insert((*at)[1]);
            }
        }
    }
    for (const char* plural : {"one", "other"}) {
        for (auto& [key, names] : all) names.erase(plural);
    }
    return all;
}

/// From the brace before a key to the one that closes it, if it is a message that is made there.
std::string_view in_braces(std::string_view source, std::size_t key) {
    const std::size_t open = source.find_last_not_of(" \n", key - 1);
    if (open == std::string_view::npos || source[open] != '{') return {};
    const std::string_view before = source.substr(0, source.find_last_not_of(" \n", open - 1) + 1);
    const bool is_argument = before.ends_with(',') || before.ends_with('(') ||
                             before.ends_with('{') || before.ends_with("Message");
    if (!is_argument) return {};
    int depth = 0;
    for (std::size_t at = open; at < source.size(); ++at) {
        if (source[at] == '{') ++depth;
        if (source[at] == '}' && --depth == 0) return source.substr(open, at - open + 1);
    }
    return {};
}

struct Use {
    std::string key;
    std::string file;
    bool is_whole = false;  ///< with its arguments beside it
    Names arguments;
};

std::vector<Use> uses() {
    std::vector<Use> all;
    const std::regex literal("\"((?:scenario|import|base|store)\\.[a-z0-9_.]+)\"");
    const std::regex argument("\\{\\s*\"([a-z_]+)\",");
    for (const char* folder : {"sim/base", "sim/scenario", "sim/import", "sim/ensemble"}) {
        for (const auto& entry : fs::directory_iterator(fs::path(KAMMERSPIEL_ROOT) / folder)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream stream(entry.path());
            const std::string source{std::istreambuf_iterator<char>(stream), {}};
            for (std::sregex_iterator at(source.begin(), source.end(), literal), end; at != end;
                 ++at) {
                Use use{without_mend((*at)[1]), entry.path().filename().string(), false, {}};
                if (!is_literal(use.key)) continue;
                const std::string braces(
                    in_braces(source, static_cast<std::size_t>(at->position())));
                // A mend that is named by itself has its places filled with its message's.
                use.is_whole = !braces.empty() && use.key == (*at)[1];
                for (std::sregex_iterator name(braces.begin(), braces.end(), argument); name != end;
                     ++name) {
                    use.arguments.insert((*name)[1]);
                }
                // The one argument that a function makes.
                if (braces.find("title_of(") != std::string::npos) use.arguments.insert("section");
                // Of what holds of many rows of an inventory, Remarks gives the number.
                if (use.key.starts_with("import.")) use.arguments.insert("count");
                all.push_back(std::move(use));
            }
        }
    }
    return all;
}

}  // namespace

TEST_CASE("every message that the sources name is in the catalogue, and no other",
          "[base][text][catalogue]") {
    const auto known = catalogue();
    Names used;
    for (const Use& use : uses()) {
        INFO(use.file << ": " << use.key);
        CHECK(known.contains(use.key));
        used.insert(use.key);
    }
    CHECK(used.size() > 100);
    for (const auto& [key, places] : known) {
        INFO("in the catalogue: " << key);
        CHECK(used.contains(key));
    }
}

TEST_CASE("every place of a message is filled where the message is named",
          "[base][text][catalogue]") {
    const auto known = catalogue();
    std::size_t checked = 0;
    for (const Use& use : uses()) {
        const auto message = known.find(use.key);
        const bool is_bare = !use.is_whole || (use.arguments.empty() && message != known.end() &&
                                               message->second.empty());
        if (message == known.end() || is_bare) continue;
        for (const std::string& place : message->second) {
            INFO(use.file << ": " << use.key << " needs " << place);
            CHECK(use.arguments.contains(place));
        }
        ++checked;
    }
    CHECK(checked > 50);
}
