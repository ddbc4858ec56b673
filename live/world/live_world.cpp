#include "live/world/live_world.hpp"

#include <algorithm>

#include "kammerspiel/model/metrics.hpp"

namespace kammerspiel::live {
namespace {

using model::TraceKind;

/// Whether the service counts as up at this moment.
bool is_up(const model::ServiceFigures& service, SimTime at) {
    bool up = true;
    for (const model::Transition& one : service.transitions) {
        if (one.at > at) break;
        up = one.up;
    }
    return up;
}

void note_watches(LiveWorld& world) {
    const auto& plays = world.plan->scenario().strategies.front().plays;
    const auto note = [](std::map<std::string, SimTime>& into, std::string_view name,
                         std::string_view watch, SimTime at) {
        if (name.starts_with(watch)) into.try_emplace(std::string(name.substr(watch.size())), at);
    };
    for (const model::TraceRecord& record : world.result.trace) {
        if (record.what != TraceKind::play_triggered) continue;
        const std::string& name = plays[record.detail].name.text;
        note(world.injects_due, name, Stage::inject_watch, record.key.at());
        note(world.plays_due, name, Stage::play_watch, record.key.at());
    }
}

std::shared_ptr<LiveWorld> carried_out(scenario::Scenario scenario, const WorldChoice& choice) {
    auto made = std::make_shared<LiveWorld>();
    made->plan = std::make_shared<const model::Plan>(std::move(scenario));
    made->options = {.strategy = 0,
                     .attacker = choice.attacker,
                     .world = choice.world,
                     .executive = model::Executive::sequential,
                     .keep_trace = true,
                     .stop = {}};
    made->result = model::run(*made->plan, made->options);
    made->figures = ensemble::headline(*made->plan, made->result.metrics,
                                       ensemble::services_with_demand(made->plan->federation()));
    return made;
}

}  // namespace

std::shared_ptr<const LiveWorld> make_world(const Stage& stage, const WorldChoice& choice,
                                            const std::vector<const Order*>& orders) {
    const auto made = carried_out(stage.with(orders), choice);
    note_watches(*made);
    return made;
}

std::shared_ptr<const LiveWorld> run_world(scenario::Scenario scenario, const WorldChoice& choice) {
    return carried_out(std::move(scenario), choice);
}

Outlook outlook(const LiveWorld& world, SimTime now) {
    Outlook seen;
    seen.figures = world.figures;
    const auto& federation = world.plan->federation();
    const auto wanted = ensemble::services_with_demand(federation);
    seen.services = wanted.size();
    double all = 0;
    for (const federation::ServiceId service : wanted) {
        all += static_cast<double>(
            federation.of(federation.services[service.index()].organisation).members);
    }
    for (std::size_t i = 0; i < outlook_after.size(); ++i) {
        double members = 0;
        for (const federation::ServiceId service : wanted) {
            if (!is_up(world.result.metrics.services[service.index()], now + outlook_after[i])) {
                continue;
            }
            ++seen.up[i];
            members += static_cast<double>(
                federation.of(federation.services[service.index()].organisation).members);
        }
        seen.members[i] = all > 0 ? members / all : 1;
    }
    return seen;
}

ManyWorlds many_worlds(const Stage& stage, const WorldChoice& choice,
                       const std::vector<std::vector<const Order*>>& choices, std::uint64_t worlds,
                       ensemble::Driver& driver, std::stop_token stop) {
    const model::Plan plan(stage.with_each(choices));
    const auto wanted = ensemble::services_with_demand(plan.federation());
    ensemble::Ensemble ensemble;
    for (std::uint32_t c = 0; c < choices.size(); ++c) ensemble.strategies.push_back(c);
    ensemble.attackers = {choice.attacker};
    ensemble.worlds = worlds;
    ensemble.seed = choice.world.seed;
    ensemble.stop = std::move(stop);
    std::vector<double> lost(ensemble.tasks());
    const std::uint64_t done =
        driver.run(plan, ensemble,
                   [&](std::size_t number, const ensemble::Task&, const model::Plan& of,
                       model::RunResult&& result) {
                       lost[number] = ensemble::headline(
                           of, result.metrics, wanted)[ensemble::Metric::member_hours_lost];
                   });
    ManyWorlds found{.worlds = done, .choices = {}};
    if (done == 0) return found;
    for (std::size_t c = 0; c < choices.size(); ++c) {
        std::vector<double> losses;
        std::vector<double> is_better;  // 1 where it is
        double ties = 0;
        for (std::uint64_t w = 0; w < done; ++w) {
            const double first = lost[w * choices.size()];
            const double mine = lost[w * choices.size() + c];
            losses.push_back(mine);
            is_better.push_back(mine < first ? 1.0 : 0.0);
            if (mine == first) ++ties;
        }
        constexpr std::array<double, 1> alone{1.0};
        constexpr std::array<double, 1> half{0.5};
        const auto count = static_cast<double>(done);
        found.choices.push_back({.median = stats::quantile_estimates({losses, alone}, half).front(),
                                 .better = stats::share_estimate(is_better, count),
                                 .tied = ties / count});
    }
    return found;
}

}  // namespace kammerspiel::live
