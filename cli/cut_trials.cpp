#include "cli/cut_trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "kammerspiel/model/run.hpp"

namespace kammerspiel::cli {
namespace {

using federation::Federation;
using federation::OrganisationId;
using report::CutTrial;

/// Those of `run` and `compare` with their default seed.
constexpr std::uint32_t worlds = 20;

scenario::Scope within(const Federation& federation, OrganisationId id) {
    scenario::Scope scope;
    scope.kind = scenario::Scope::Kind::organisation;
    scope.which = scenario::Name{federation.of(id).id, {}};
    return scope;
}

std::vector<scenario::Action> actions_of(const Federation& federation,
                                         const graph::AttackCut& cut) {
    std::vector<scenario::Action> actions;
    for (const auto id : cut.links) {
        const auto& link = federation.links[id.index()];
        scenario::CloseLink close;
        close.scope = within(federation, link.organisation);
        close.link = {link.local_name, {}};
        actions.emplace_back(std::move(close));
    }
    for (const auto id : cut.host_groups) {
        const auto& group = federation.host_groups[id.index()];
        scenario::Shutdown isolate;
        isolate.scope = within(federation, group.organisation);
        isolate.scope.hosts.group = scenario::Name{group.local_name, {}};
        isolate.isolate = true;
        actions.emplace_back(std::move(isolate));
    }
    for (const auto& block : cut.techniques) {
        scenario::BlockTechnique technique;
        technique.technique = block.technique;
        technique.scope = within(federation, block.organisation);
        actions.emplace_back(std::move(technique));
    }
    return actions;
}

scenario::Strategy strategy_of(const std::string& name, std::vector<scenario::Action> actions) {
    scenario::Play play;
    play.name = {name, {}};
    play.actions = std::move(actions);
    scenario::Strategy strategy;
    strategy.name = play.name;
    if (!play.actions.empty()) strategy.plays.push_back(std::move(play));
    return strategy;
}

/// What is tried: a strategy of the plan against a profile, for the hosts that it is to keep.
struct Trial {
    CutTrial result;
    const std::vector<federation::HostGroupId>* kept = nullptr;
};

/// Whether the attacker comes to hold any host of the groups.
bool gets_there(const model::Plan& plan, std::uint32_t strategy, std::uint32_t attacker,
                std::uint32_t world, const std::vector<federation::HostGroupId>& groups) {
    const auto run = model::run(plan, {.strategy = strategy,
                                       .attacker = attacker,
                                       .world = {.seed = 1, .replication = world},
                                       .executive = model::Executive::sequential,
                                       .keep_trace = true});
    return std::any_of(run.trace.begin(), run.trace.end(), [&](const model::TraceRecord& record) {
        return (record.what == model::TraceKind::compromised ||
                record.what == model::TraceKind::entered) &&
               std::binary_search(groups.begin(), groups.end(),
                                  federation::HostGroupId{record.subject});
    });
}

void carry_out(const model::Plan& plan, std::vector<Trial>& trials) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t t = next++; t < trials.size(); t = next++) {
            CutTrial& result = trials[t].result;
            for (std::uint32_t world = 0; world < worlds; ++world) {
                const auto comes = [&](std::size_t strategy) {
                    return gets_there(plan, static_cast<std::uint32_t>(strategy), result.profile,
                                      world, *trials[t].kept);
                };
                ++result.worlds;
                result.kept += comes(t + 1) ? 0U : 1U;
                result.kept_anyway += comes(0) ? 0U : 1U;
            }
        }
    };
    const std::size_t threads =
        std::min<std::size_t>(trials.size(), std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < threads; ++i) {
        others.push_back(std::async(std::launch::async, work));
    }
    work();
    for (auto& other : others) other.get();
}

}  // namespace

std::vector<CutTrial> try_cuts(const scenario::Scenario& scenario, const Federation& federation,
                               const std::vector<graph::ProfileCut>& cuts) {
    scenario::Scenario tried = scenario;
    tried.strategies = {strategy_of("nothing", {})};
    std::vector<Trial> trials;
    for (const graph::ProfileCut& cut : cuts) {
        for (const bool blocks : {false, true}) {
            const graph::AttackCut& answer = blocks ? cut.by_techniques : cut.by_links;
            if (answer.outcome != graph::AttackCut::Outcome::found || answer.size() == 0) continue;
            if (blocks && answer.techniques.empty()) continue;  // the same answer
            tried.strategies.push_back(
                strategy_of(fmt::format("cut-{}", trials.size()), actions_of(federation, answer)));
            trials.push_back(
                {{.profile = cut.profile, .target = cut.target, .blocks_techniques = blocks},
                 &cut.reached});
        }
    }
    if (trials.empty()) return {};
    const model::Plan plan(std::move(tried));
    carry_out(plan, trials);
    std::vector<CutTrial> results;
    for (const Trial& trial : trials) results.push_back(trial.result);
    return results;
}

}  // namespace kammerspiel::cli
