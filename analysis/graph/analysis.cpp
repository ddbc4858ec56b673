#include "kammerspiel/graph/analysis.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

namespace kammerspiel::graph {

NeedAnalysis analyse_needs(const scenario::Scenario& scenario, const NeedGraph& graph) {
    NeedAnalysis result(graph);
    result.alike = alike_organisations(graph.federation());
    FailureStudy study(graph);
    result.singles = single_failures(study, graph);
    result.pairs = pair_failures(study, graph);
    result.dependences = dependences(study, graph);
    result.separations = separations(graph.federation());
    result.tested = bootstrap(scenario, graph, Effort::tested, result.singles.cost_of_group);
    result.rebuilt = bootstrap(scenario, graph, Effort::rebuilt, result.singles.cost_of_group);
    result.circles = mutual_needs(graph);
    result.betweenness = need_betweenness(graph);
    result.members_in_reach = members_in_reach(graph);
    result.inoperability = inoperability(graph);
    return result;
}

namespace {

/// Tasks taken one after the other by as many threads as there are cores.
template <class Task>
void share_out(std::size_t tasks, const Task& carry_out) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t task = next++; task < tasks; task = next++) carry_out(task);
    };
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < std::min(cores, tasks); ++i) {
        others.push_back(std::async(std::launch::async, work));
    }
    work();
    for (auto& other : others) other.get();
}

/// What all parts of a cut cost together: alternatives that are cut both cost more than each.
void price(AttackCut& cut, FailureStudy& study) {
    if (cut.outcome != AttackCut::Outcome::found) return;
    std::vector<Element> parts(cut.links.begin(), cut.links.end());
    parts.insert(parts.end(), cut.host_groups.begin(), cut.host_groups.end());
    cut.per_day = study.effect(parts).per_day;
    cut.is_least = cut.per_day <= MemberHours{};
}

}  // namespace

AttackAnalysis analyse_attacks(const scenario::Scenario& scenario, const NeedGraph& graph,
                               const SingleFailures& singles, const PathOptions& options) {
    const federation::Federation& federation = graph.federation();
    const CutCosts costs{.links = singles.cost_of_link, .host_groups = singles.cost_of_group};
    const std::size_t profiles = scenario.attackers.size();
    std::vector<std::vector<ProfileCut>> cuts(profiles);
    AttackAnalysis result{
        .paths = std::vector<ProfilePaths>(profiles), .cuts = {}, .contagion = {}};
    // Cuts first, as they take longest; each task has a place of its own for what it finds.
    share_out(2 * profiles + 1, [&](std::size_t task) {
        const auto profile = static_cast<std::uint32_t>(task % profiles);
        if (task == 2 * profiles) {
            result.contagion = contagion(federation, scenario);
        } else if (task < profiles) {
            cuts[profile] = attack_cuts_of(scenario, federation, profile, costs);
        } else {
            result.paths[profile] = attack_paths_of(scenario, federation, profile, options);
        }
    });
    for (const auto& of_profile : cuts) {
        result.cuts.insert(result.cuts.end(), of_profile.begin(), of_profile.end());
    }
    FailureStudy study(graph);
    for (ProfileCut& cut : result.cuts) {
        price(cut.by_links, study);
        price(cut.by_techniques, study);
    }
    return result;
}

std::vector<std::optional<Duration>> time_to_fall(const federation::Federation& federation,
                                                  const std::vector<ProfilePaths>& paths) {
    std::vector<std::optional<Duration>> directory(federation.organisations.size());
    std::vector<std::optional<Duration>> anything = directory;
    const auto note = [](std::optional<Duration>& known, Duration time) {
        if (!known || time < *known) known = time;
    };
    for (const ProfilePaths& profile : paths) {
        for (const EntryPaths& entry : profile.entries) {
            for (const AssetPaths& asset : entry.assets) {
                if (asset.kind == AssetKind::service) continue;
                for (const federation::OrganisationId id : asset.organisations) {
                    if (asset.kind == AssetKind::identity) {
                        note(directory[id.index()], asset.fastest.p50);
                    }
                    note(anything[id.index()], asset.fastest.p50);
                }
            }
        }
    }
    for (std::size_t o = 0; o < directory.size(); ++o) {
        if (!directory[o]) directory[o] = anything[o];
    }
    return directory;
}

}  // namespace kammerspiel::graph
