#include "cli/study_scenario.hpp"

#include <fmt/format.h>

#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cli {
namespace {

/// A study comes from anywhere, and the scenario's name may become that of a folder.
bool is_name(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
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
           right.weights == about.weights && right.horizon == about.horizon &&
           right.currency == about.currency && right.member_hour == about.member_hour;
}

}  // namespace

std::optional<scenario::Draft> draft_of(const ensemble::About& about, const Text& text) {
    const auto refuse = [&]() -> std::optional<scenario::Draft> {
        complain("kammerspiel: " + text("cli.results.not_its_scenario") + "\n");
        return std::nullopt;
    };
    if (!is_name(about.scenario) || about.sources.empty()) return refuse();
    scenario::ScenarioTexts texts{
        .id = about.scenario, .main = about.sources.front().path, .files = {}};
    for (const scenario::SourceFile& source : about.sources) {
        texts.files.emplace(source.path, source.text);
    }
    auto loaded = open_or_complain(texts, text);
    if (!loaded) return std::nullopt;
    const std::string& hash = about.definition.scenario_hash;
    const bool is_same =
        hash == scenario::hash(loaded->scenario.meaning, about.definition.uncertain) ||
        hash == scenario::hash_of_texts(loaded->scenario);
    if (!is_same || !is_of(about, loaded->scenario)) return refuse();
    return std::move(loaded->draft);
}

std::optional<scenario::Scenario> scenario_of(const ensemble::About& about, const Text& text) {
    const auto draft = draft_of(about, text);
    if (!draft) return std::nullopt;
    Diagnostics seen_before;
    return draft->bind({}, seen_before);
}

std::optional<std::vector<scenario::Change>> changes_since(const ensemble::About& about,
                                                           const scenario::Scenario& now,
                                                           const Text& text) {
    const bool with_ranges = about.definition.uncertain;
    if (about.definition.scenario_hash == scenario::hash(now.meaning, with_ranges)) {
        return std::vector<scenario::Change>{};
    }
    scenario::Meaning then = scenario::meaning_in(about.meaning);
    if (about.meaning.empty()) {
        // Of an earlier version: its files say it.
        const auto scenario = scenario_of(about, text);
        if (!scenario) return std::nullopt;
        then = scenario->meaning;
    }
    return scenario::changes(then, now.meaning, with_ranges);
}

std::string in_words(const std::optional<std::vector<scenario::Change>>& changes,
                     const Text& text) {
    if (!changes) return text("cli.study.changes_unknown");
    constexpr std::size_t most = 5;
    constexpr std::size_t longest = 120;
    const auto value = [&](const std::string& said) {
        return said.empty() ? text("cli.study.not_said") : harmless(said, longest);
    };
    std::vector<std::string> all;
    for (const scenario::Change& one : *changes) {
        if (all.size() == most) break;
        all.push_back(fmt::format("{}: {} → {}", harmless(one.key, longest), value(one.before),
                                  value(one.after)));
    }
    std::string words = fmt::format("{}", fmt::join(all, "; "));
    if (changes->size() > most) {
        words += text("cli.study.more_changes",
                      {{"count", static_cast<std::int64_t>(changes->size() - most)}});
    }
    return words;
}

ensemble::About about_of(const scenario::Scenario& scenario,
                         const std::vector<std::uint32_t>& strategies, std::uint64_t seed,
                         bool uncertain, const std::string& command_line, bool places) {
    ensemble::About about;
    about.definition = {.program_version = std::string(program_version),
                        .scenario_hash = scenario::hash(scenario.meaning, uncertain),
                        .seed = seed,
                        .strategies = {},
                        .uncertain = uncertain,
                        .places = places};
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
    if (scenario.valuation) {
        about.currency = scenario.valuation->currency;
        about.member_hour = scenario.valuation->member_hour;
    }
    about.command_line = command_line;
    about.sources = scenario.sources;
    about.meaning = scenario::in_lines(scenario.meaning, uncertain);
    about.organisations = ensemble::organisations_of(scenario);
    return about;
}

}  // namespace kammerspiel::cli
