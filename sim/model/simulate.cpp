#include "kammerspiel/model/simulate.hpp"

#include <utility>
#include <vector>

#include "kammerspiel/base/suggest.hpp"
#include "kammerspiel/model/by_name.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::model {
namespace {

using Position = std::optional<std::uint32_t>;

template <class Items>
Message what_there_is(std::string_view name, const Items& items) {
    std::vector<std::string> names;
    for (const auto& item : items) names.push_back(item.name.text);
    return close_or_known(name, names);
}

/// It stands in no file, and so has no place.
Position position(const Position& found, const std::string& name, Message unknown, Message hint,
                  Diagnostics& out) {
    if (name.empty()) return 0;
    if (!found) out.error({}, std::move(unknown), std::move(hint));
    return found;
}

}  // namespace

Simulated simulate(const std::filesystem::path& scenario, const Wanted& wanted) {
    Simulated simulated;
    Diagnostics& out = simulated.diagnostics;
    scenario::Loaded loaded = scenario::load(scenario, out);
    simulated.lines = std::move(loaded.lines);
    if (!loaded.scenario) return simulated;

    Plan plan(std::move(*loaded.scenario));
    const Position strategy =
        position(find_strategy(plan, wanted.strategy), wanted.strategy,
                 {"simulate.strategy", {{"name", wanted.strategy}}},
                 what_there_is(wanted.strategy, plan.scenario().strategies), out);
    const Position attacker =
        position(find_attacker(plan, wanted.attacker), wanted.attacker,
                 {"simulate.attacker", {{"name", wanted.attacker}}},
                 what_there_is(wanted.attacker, plan.scenario().attackers), out);
    if (!strategy || !attacker) return simulated;

    const RunOptions options{.strategy = *strategy,
                             .attacker = *attacker,
                             .world = {.seed = wanted.seed, .replication = wanted.world},
                             .keep_trace = wanted.keep_trace};
    RunResult result = run(plan, options);
    simulated.world.emplace(SimulatedWorld{std::move(plan), options, std::move(result)});
    return simulated;
}

}  // namespace kammerspiel::model
