#include "kammerspiel/exercise/watched.hpp"

#include <algorithm>

namespace kammerspiel::exercise {
namespace {

/// No play of a file can be called so: names there have no colon.
std::string watch_of(const scenario::Inject& inject) { return "inject:" + inject.name.text; }

}  // namespace

scenario::Scenario with_watches(scenario::Scenario scenario, std::uint32_t strategy) {
    for (const scenario::Inject& inject : scenario.exercise->injects) {
        if (!inject.when) continue;
        scenario::Play watch;
        watch.name = {watch_of(inject), inject.name.place};
        watch.when = *inject.when;
        watch.after = Fixed{};
        scenario.strategies[strategy].plays.push_back(std::move(watch));
    }
    return scenario;
}

std::vector<std::optional<SimTime>> came_true(const model::Plan& plan,
                                              const model::RunOptions& options,
                                              const model::RunResult& result) {
    const auto& injects = plan.scenario().exercise->injects;
    const auto& plays = plan.scenario().strategies[options.strategy].plays;
    std::vector<std::optional<SimTime>> moments(injects.size());
    for (const model::TraceRecord& record : result.trace) {
        if (record.what != model::TraceKind::play_triggered) continue;
        const std::string& play = plays[record.detail].name.text;
        const auto inject = std::find_if(injects.begin(), injects.end(), [&](const auto& one) {
            return one.when && watch_of(one) == play;
        });
        if (inject == injects.end()) continue;
        auto& moment = moments[static_cast<std::size_t>(inject - injects.begin())];
        if (!moment) moment = record.key.at();
    }
    return moments;
}

}  // namespace kammerspiel::exercise
