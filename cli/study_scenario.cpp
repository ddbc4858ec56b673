#include "cli/study_scenario.hpp"

#include <filesystem>

#include "cli/temporary_folder.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

/// A study comes from anywhere: its names must not lead out of the folder.
bool stays_inside(const fs::path& path) {
    if (path.empty() || path.is_absolute()) return false;
    for (const fs::path& part : path) {
        if (part == "..") return false;
    }
    return true;
}

/// Whether names and titles are those of the scenario: a study is shown as it says it is.
bool is_of(const ensemble::About& about, const scenario::Scenario& scenario) {
    std::vector<std::uint32_t> strategies;
    for (const std::string& name : about.definition.strategies) {
        for (std::uint32_t s = 0; s < scenario.strategies.size(); ++s) {
            if (scenario.strategies[s].name.text == name) strategies.push_back(s);
        }
    }
    const ensemble::About right = about_of(scenario, strategies, 0, false, {});
    return right.definition.strategies == about.definition.strategies &&
           right.strategy_titles == about.strategy_titles && right.attackers == about.attackers &&
           right.attacker_titles == about.attacker_titles && right.title == about.title &&
           right.weights == about.weights && right.horizon == about.horizon;
}

}  // namespace

std::optional<scenario::Draft> draft_of(const ensemble::About& about, const Text& text) {
    const TemporaryFolder temporary;
    const auto refuse = [&]() -> std::optional<scenario::Draft> {
        complain("kammerspiel: " + text("cli.results.not_its_scenario") + "\n");
        return std::nullopt;
    };
    if (!stays_inside(about.scenario) || fs::path(about.scenario).has_parent_path()) {
        return refuse();
    }
    const fs::path folder = temporary.path() / about.scenario;
    for (const scenario::SourceFile& source : about.sources) {
        if (!stays_inside(source.path)) return refuse();
        make_folder((folder / source.path).parent_path());
        write_file(folder / source.path, source.text);
    }
    auto loaded =
        open_or_complain((folder / about.sources.front().path).string(), text, false, false);
    if (!loaded) return std::nullopt;
    if (scenario::hash(loaded->scenario) != about.definition.scenario_hash ||
        !is_of(about, loaded->scenario)) {
        return refuse();
    }
    return std::move(loaded->draft);
}

std::optional<scenario::Scenario> scenario_of(const ensemble::About& about, const Text& text) {
    const auto draft = draft_of(about, text);
    if (!draft) return std::nullopt;
    Diagnostics seen_before;
    return draft->bind({}, seen_before);
}

ensemble::About about_of(const scenario::Scenario& scenario,
                         const std::vector<std::uint32_t>& strategies, std::uint64_t seed,
                         bool uncertain, const std::string& command_line) {
    ensemble::About about;
    about.definition = {.program_version = std::string(program_version),
                        .scenario_hash = scenario::hash(scenario),
                        .seed = seed,
                        .strategies = {},
                        .uncertain = uncertain};
    about.scenario = scenario.id;
    about.title = scenario.title;
    for (const std::uint32_t s : strategies) {
        about.definition.strategies.push_back(scenario.strategies[s].name.text);
        about.strategy_titles.push_back(scenario.strategies[s].title);
    }
    double sum = 0;
    for (const auto& attacker : scenario.attackers) sum += attacker.weight;
    for (const auto& attacker : scenario.attackers) {
        about.attackers.push_back(attacker.name.text);
        about.attacker_titles.push_back(attacker.title);
        about.weights.push_back(attacker.weight / sum);
    }
    about.horizon = scenario.horizon;
    about.command_line = command_line;
    about.sources = scenario.sources;
    return about;
}

}  // namespace kammerspiel::cli
