#include "analysis/graph/deadlocks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "kammerspiel/federation/start.hpp"
#include "kammerspiel/graph/alike.hpp"

namespace kammerspiel::graph {
namespace {

using federation::OrganisationId;

/// Needs evaluated in the search for ways to open circles; then the search is broken off.
constexpr std::size_t most_deadlock_work = 5'000'000;

class Deadlocks {
   public:
    Deadlocks(const NeedGraph& graph, const std::vector<std::int32_t>& levels,
              const std::vector<bool>& has_hands)
        : graph_(graph),
          levels_(levels),
          has_hands_(has_hands),
          alike_(alike_organisations(graph.federation())),
          seen_(graph.size(), 0),
          trial_(levels),
          comes_up_(federation::on_their_way(graph)) {}

    std::vector<Deadlock> find() {
        std::vector<bool> held;
        for (const std::int32_t level : levels_) held.push_back(level == 0);
        for (const federation::StartGroup& group : federation::start_groups(graph_, held)) {
            if (group.waits_for_others) continue;
            if (group.is_circle) {
                add(group.nodes, false);
            } else if (!has_hands_[group.nodes.front().index()]) {
                add(group.nodes, true);
            }
        }
        std::stable_sort(found_.begin(), found_.end(), [](const Deadlock& a, const Deadlock& b) {
            return a.members > b.members;
        });
        return std::move(found_);
    }

   private:
    const NeedGraph& graph_;
    const std::vector<std::int32_t>& levels_;
    const std::vector<bool>& has_hands_;
    Alike alike_;
    std::vector<std::uint32_t> seen_;  ///< by node: the last search that met it
    std::uint32_t search_ = 0;
    std::vector<std::int32_t> trial_;  ///< levels, tried with and put back
    std::vector<bool> comes_up_;
    std::size_t work_ = 0;
    std::vector<Deadlock> found_;
    /// Deadlocks within one organisation, by its class and the numbers of the nodes there.
    std::map<std::pair<std::uint32_t, std::vector<std::uint32_t>>, std::size_t> known_;

    bool is_held(NeedNodeId node) const { return levels_[node.index()] == 0; }

    void add(const std::vector<NeedNodeId>& nodes, bool lacks_crew) {
        Deadlock deadlock{.nodes = nodes, .lacks_crew = lacks_crew, .ways = {}};
        count_held(deadlock);
        const OrganisationId id = graph_.organisation(nodes.front());
        const bool is_within_one = std::all_of(
            nodes.begin(), nodes.end(), [&](NeedNodeId n) { return graph_.organisation(n) == id; });
        if (is_within_one) {
            std::vector<std::uint32_t> numbers;
            for (const NeedNodeId node : nodes) numbers.push_back(graph_.local(node).value);
            const auto [at, is_new] =
                known_.try_emplace({alike_.class_of[id.index()], numbers}, found_.size());
            if (!is_new) {
                Deadlock& first = found_[at->second];
                ++first.alike;
                first.services_held += deadlock.services_held;
                first.members += deadlock.members;
                return;
            }
        }
        if (!lacks_crew) find_ways(deadlock);
        found_.push_back(std::move(deadlock));
    }

    /// Services that wait for the deadlock, directly or not.
    void count_held(Deadlock& deadlock) {
        ++search_;
        std::vector<NeedNodeId> waiting = deadlock.nodes;
        for (const NeedNodeId node : waiting) seen_[node.index()] = search_;
        std::set<OrganisationId> organisations;
        for (std::size_t next = 0; next < waiting.size(); ++next) {
            if (const auto id = graph_.service(waiting[next])) {
                const auto& service = graph_.federation().services[id->index()];
                if (service.demand) {
                    ++deadlock.services_held;
                    organisations.insert(service.organisation);
                }
            }
            for (const NeedNodeId dependent : graph_.dependents(waiting[next])) {
                if (!is_held(dependent) || seen_[dependent.index()] == search_) continue;
                seen_[dependent.index()] = search_;
                waiting.push_back(dependent);
            }
        }
        for (const OrganisationId id : organisations) {
            deadlock.members += graph_.federation().of(id).members;
        }
    }

    void find_ways(Deadlock& deadlock) {
        for (const NeedNodeId node : deadlock.nodes) {
            const auto service = graph_.service(node);
            if (!service) continue;
            for (const NeedNodeId need : federation::start_needs(graph_, node)) {
                if (!std::binary_search(deadlock.nodes.begin(), deadlock.nodes.end(), need)) {
                    continue;
                }
                if (graph_.link(need)) continue;  // `starts_without` names groups and services
                if (work_ > most_deadlock_work) {
                    deadlock.knows_all_ways = false;
                    return;
                }
                if (starts_with(deadlock.nodes, {node, need})) {
                    deadlock.ways.push_back({*service, need});
                }
            }
        }
    }

    /// Nothing else in the circle can rise before the excused service does.
    bool starts_with(const std::vector<NeedNodeId>& nodes, const federation::Excused& excused) {
        const federation::StartLevels needs(graph_, trial_, comes_up_);
        std::vector<NeedNodeId> risen;
        const auto look_at = [&](NeedNodeId node) {
            if (trial_[node.index()] > 0 || !std::binary_search(nodes.begin(), nodes.end(), node)) {
                return;
            }
            ++work_;
            trial_[node.index()] = needs.when_up(node, excused);
            if (trial_[node.index()] > 0) risen.push_back(node);
        };
        look_at(excused.service);
        for (std::size_t next = 0; next < risen.size(); ++next) {
            for (const NeedNodeId dependent : graph_.dependents(risen[next])) look_at(dependent);
        }
        for (const NeedNodeId node : risen) trial_[node.index()] = 0;
        return risen.size() == nodes.size();
    }
};

}  // namespace

std::vector<Deadlock> find_deadlocks(const NeedGraph& graph,
                                     const std::vector<std::int32_t>& levels,
                                     const std::vector<bool>& has_hands) {
    return Deadlocks(graph, levels, has_hands).find();
}

std::vector<std::vector<NeedNodeId>> mutual_needs(const NeedGraph& graph) {
    std::vector<std::vector<NeedNodeId>> circles;
    for (auto& group : federation::start_groups(graph, std::vector<bool>(graph.size(), true))) {
        if (group.is_circle) circles.push_back(std::move(group.nodes));
    }
    return circles;
}

}  // namespace kammerspiel::graph
