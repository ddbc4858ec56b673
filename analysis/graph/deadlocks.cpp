#include "analysis/graph/deadlocks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analysis/graph/components.hpp"
#include "analysis/graph/start_levels.hpp"
#include "kammerspiel/graph/alike.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::NeedNode;
using federation::OrganisationId;

/// Nodes that a node names as needed to start, links included; ascending. Groups and links do not
/// start: what they need only to start, they do not need.
std::vector<NeedNodeId> start_needs(const NeedGraph& graph, NeedNodeId node) {
    const OrganisationId id = graph.organisation(node);
    const Federation& federation = graph.federation();
    const bool starts = graph.service(node).has_value();
    std::vector<NeedNodeId> needs;
    for (const NeedNode& need : federation.need(federation.needs_of(id, graph.local(node)))) {
        if (need.counts == (starts ? NeedNode::Counts::running : NeedNode::Counts::to_start)) {
            continue;
        }
        if (need.op == scenario::Need::Op::reference) needs.push_back(graph.global(id, need.of));
        if (need.over) needs.push_back(graph.global(id, *need.over));
    }
    std::sort(needs.begin(), needs.end());
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    return needs;
}

/// Strongly connected components of the nodes that `is_in` takes, in the order of their first
/// nodes.
class Components {
   public:
    template <class IsIn>
    Components(const NeedGraph& graph, IsIn is_in) : graph_(graph) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
        for (std::uint32_t n = 0; n < graph.size(); ++n) {
            if (!is_in(NeedNodeId{n})) continue;
            for (const NeedNodeId need : start_needs(graph, NeedNodeId{n})) {
                if (is_in(need)) edges.emplace_back(n, need.value);
            }
        }
        auto components = strong_components(graph.size(), edges);
        of_ = std::move(components.of);
        const std::size_t count = components.count;
        std::vector<std::vector<NeedNodeId>> by_component(count);
        for (std::uint32_t n = 0; n < graph.size(); ++n) {
            if (is_in(NeedNodeId{n})) by_component[of_[n]].push_back(NeedNodeId{n});
        }
        has_way_out_.assign(count, false);
        needs_itself_.assign(count, false);
        for (const auto& [from, to] : edges) {
            if (of_[from] != of_[to]) has_way_out_[of_[from]] = true;
            if (of_[from] == of_[to]) needs_itself_[of_[from]] = true;
        }
        for (auto& nodes : by_component) {
            if (!nodes.empty()) all_.push_back(std::move(nodes));
        }
        std::sort(all_.begin(), all_.end());
    }

    const std::vector<std::vector<NeedNodeId>>& all() const { return all_; }
    bool is_circle(const std::vector<NeedNodeId>& component) const {
        return needs_itself_[of_[component.front().index()]];
    }
    bool waits_for_others(const std::vector<NeedNodeId>& component) const {
        return has_way_out_[of_[component.front().index()]];
    }

   private:
    const NeedGraph& graph_;
    std::vector<std::size_t> of_;  ///< by node
    std::vector<bool> has_way_out_, needs_itself_;
    std::vector<std::vector<NeedNodeId>> all_;
};

/// Needs evaluated in the search for ways to open circles; then the search is broken off.
constexpr std::size_t most_work = 5'000'000;

class Deadlocks {
   public:
    Deadlocks(const NeedGraph& graph, const std::vector<std::int32_t>& levels,
              const std::vector<bool>& has_hands)
        : graph_(graph),
          levels_(levels),
          has_hands_(has_hands),
          alike_(alike_organisations(graph.federation())),
          seen_(graph.size(), 0),
          trial_(levels) {}

    std::vector<Deadlock> find() {
        const Components held(graph_, [&](NeedNodeId n) { return is_held(n); });
        for (const auto& component : held.all()) {
            if (held.waits_for_others(component)) continue;
            if (held.is_circle(component)) {
                add(component, false);
            } else if (!has_hands_[component.front().index()]) {
                add(component, true);
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
            for (const NeedNodeId need : start_needs(graph_, node)) {
                if (!std::binary_search(deadlock.nodes.begin(), deadlock.nodes.end(), need)) {
                    continue;
                }
                if (graph_.link(need)) continue;  // `starts_without` names groups and services
                if (work_ > most_work) {
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
    bool starts_with(const std::vector<NeedNodeId>& nodes, const Excused& excused) {
        const StartLevels needs(graph_, trial_);
        std::vector<NeedNodeId> risen;
        const auto look_at = [&](NeedNodeId node) {
            if (trial_[node.index()] > 0 || !std::binary_search(nodes.begin(), nodes.end(), node)) {
                return;
            }
            ++work_;
            trial_[node.index()] = needs.of(node, moment_of(node), excused);
            if (trial_[node.index()] > 0) risen.push_back(node);
        };
        look_at(excused.service);
        for (std::size_t next = 0; next < risen.size(); ++next) {
            for (const NeedNodeId dependent : graph_.dependents(risen[next])) look_at(dependent);
        }
        for (const NeedNodeId node : risen) trial_[node.index()] = 0;
        return risen.size() == nodes.size();
    }

    /// Groups and links do not start: they follow their needs.
    StartLevels::Moment moment_of(NeedNodeId node) const {
        return graph_.service(node) ? StartLevels::Moment::starting : StartLevels::Moment::running;
    }
};

}  // namespace

std::vector<Deadlock> find_deadlocks(const NeedGraph& graph,
                                     const std::vector<std::int32_t>& levels,
                                     const std::vector<bool>& has_hands) {
    return Deadlocks(graph, levels, has_hands).find();
}

std::vector<std::vector<NeedNodeId>> start_circles(const NeedGraph& graph) {
    const Components components(graph, [](NeedNodeId) { return true; });
    std::vector<std::vector<NeedNodeId>> circles;
    for (const auto& component : components.all()) {
        if (components.is_circle(component)) circles.push_back(component);
    }
    return circles;
}

}  // namespace kammerspiel::graph
