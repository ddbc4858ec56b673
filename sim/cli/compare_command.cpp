#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>

#include "kammerspiel/ensemble/study.hpp"
#include "kammerspiel/report/comparison_report.hpp"
#include "kammerspiel/stats/stopping.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/comparison_output.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/leader.hpp"
#include "sim/cli/named.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/staged_folder.hpp"
#include "sim/cli/study_scenario.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t usual_worlds = 200;
constexpr std::uint64_t most_worlds = 10'000'000;
constexpr std::uint64_t most_threads = 1024;
constexpr const char* study_name = "study.sqlite";

struct Options {
    std::string scenario;
    std::string out;
    std::vector<std::string> strategies;
    std::optional<std::uint64_t> worlds;
    std::string precision;
    std::string time;
    std::string metric = "member_hours_lost";
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool resume = false;
    bool fresh = false;
    bool statistics = false;
    bool json = false;
    bool csv = false;
    std::string command_line;
};

/// All of them where none is named; complains about a name that is none.
std::optional<std::vector<std::uint32_t>> chosen_strategies(const scenario::Scenario& scenario,
                                                            const std::vector<std::string>& names,
                                                            const Text& text) {
    std::vector<std::uint32_t> chosen;
    for (const std::string& name : names) {
        const auto found = find_named(scenario.strategies, name, "cli.unknown.strategy", text);
        if (!found) return std::nullopt;
        if (std::find(chosen.begin(), chosen.end(), *found) == chosen.end()) chosen.push_back(*found);
    }
    if (chosen.empty()) {
        for (std::uint32_t s = 0; s < scenario.strategies.size(); ++s) chosen.push_back(s);
    }
    return chosen;
}

void say(const Common& common, const std::string& sentence) {
    if (!common.quiet) complain(sentence + "\n");
}

/// Where a study that is another one goes, so that nothing is lost.
fs::path kept_aside(const fs::path& study, const ensemble::Definition& found) {
    constexpr std::size_t enough = 8;
    const std::string stem =
        fmt::format("study-{}-seed{}", found.scenario_hash.substr(0, enough), found.seed);
    fs::path aside = study.parent_path() / fmt::format("{}.sqlite", stem);
    for (int i = 2; fs::exists(aside); ++i) {
        aside = study.parent_path() / fmt::format("{}-{}.sqlite", stem, i);
    }
    return aside;
}

void move_study(const fs::path& from, const fs::path& to) {
    for (const char* part : {"", "-wal", "-shm"}) {
        const fs::path old(from.string() + part);
        std::error_code error;
        if (!fs::exists(old, error)) continue;
        fs::rename(old, fs::path(to.string() + part), error);
        if (error) throw FileError(old, "rename", error.value());
    }
}

/// The study to go on with: the one that is there if it is the same, else a new one.
std::optional<ensemble::Store> store_for(const Options& options, const fs::path& path,
                                         const ensemble::About& about, const model::Plan& plan,
                                         const Common& common) {
    const Text& text = common.text;
    std::error_code error;
    if (!fs::exists(path, error)) {
        if (options.resume) {
            complain("kammerspiel: " + text("cli.compare.nothing_to_resume",
                                            {{"file", path.string()}}) + "\n");
            return std::nullopt;
        }
        return ensemble::Store::create(path, about, ensemble::sites(plan.federation()));
    }
    std::optional<ensemble::Mismatch> difference;
    std::optional<ensemble::Definition> found;
    {
        ensemble::Store store = ensemble::Store::resume(path);
        difference = ensemble::mismatch(about.definition, store.about().definition);
        if (!difference && !options.fresh) {
            if (store.worlds() > 0) {
                say(common, text("cli.compare.goes_on",
                                 {{"count", static_cast<std::int64_t>(store.worlds())}}));
            }
            return store;
        }
        found = store.about().definition;
    }
    if (options.resume) {
        complain("kammerspiel: " +
                 text("cli.compare.other_" + difference->what,
                      {{"file", path.string()}, {"here", difference->here},
                       {"there", difference->there}}) +
                 "\n");
        return std::nullopt;
    }
    const fs::path aside = kept_aside(path, *found);
    move_study(path, aside);
    say(common, text("cli.compare.kept_aside", {{"file", aside.string()}}));
    return ensemble::Store::create(path, about, ensemble::sites(plan.federation()));
}

struct Limits {
    std::uint64_t worlds = usual_worlds;
    Clock::time_point until = Clock::time_point::max();
    std::optional<double> precision;
};

Limits limits_of(const Options& options) {
    Limits limits;
    if (!options.precision.empty()) limits.precision = share_of(options.precision);
    if (!options.time.empty()) {
        const Duration span = notation::duration(options.time).value.value_or(Duration{});
        limits.until = Clock::now() + std::chrono::microseconds(span.count());
    }
    if (options.worlds) {
        limits.worlds = *options.worlds;
    } else if (limits.precision || !options.time.empty()) {
        limits.worlds = most_worlds;
    }
    return limits;
}

/// Strategies one of whose plays waits to be certain about the attacker.
std::vector<std::size_t> waiting_ones(const scenario::Scenario& scenario,
                                      const std::vector<std::string>& names) {
    const auto waits = [](const auto& self, const scenario::Condition& condition) -> bool {
        return condition.what == scenario::Condition::What::certainty ||
               std::any_of(condition.children.begin(), condition.children.end(),
                           [&](const auto& child) { return self(self, child); });
    };
    std::vector<std::size_t> all;
    for (std::size_t s = 0; s < names.size(); ++s) {
        for (const scenario::Strategy& strategy : scenario.strategies) {
            if (strategy.name.text != names[s]) continue;
            const bool does_wait =
                std::any_of(strategy.plays.begin(), strategy.plays.end(),
                            [&](const auto& play) { return waits(waits, play.when); });
            if (does_wait) all.push_back(s);
        }
    }
    return all;
}
