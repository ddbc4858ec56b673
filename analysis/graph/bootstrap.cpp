#include "kammerspiel/graph/bootstrap.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>

#include "analysis/graph/deadlocks.hpp"
#include "analysis/graph/hands.hpp"
#include "kammerspiel/federation/start.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::Moment;
using federation::OrganisationId;

/// Numbers of an organisation's groups in the order in which its crews take them.
std::vector<std::uint32_t> working_order(const NeedGraph& graph, OrganisationId id,
                                         std::span<const MemberHours> cost_of_group) {
    const auto groups = graph.federation().of(id).host_groups;
    std::vector<std::uint32_t> order(groups.count);
    std::iota(order.begin(), order.end(), 0U);
    const auto cost = [&](std::uint32_t g) {
        return cost_of_group.empty() ? MemberHours{} : cost_of_group[groups[g].index()];
    };
    const auto needs = [&](std::uint32_t g) { return graph.needs(graph.of(groups[g])).size(); };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(cost(b), needs(a)) < std::tuple(cost(a), needs(b));
    });
    return order;
}

class Start {
   public:
    Start(const scenario::Scenario& scenario, const NeedGraph& graph, Effort effort,
          std::span<const MemberHours> cost_of_group)
        : graph_(graph),
          levels_(graph.size(), 0),
          comes_up_(federation::on_their_way(graph)),
          needs_(graph, levels_, comes_up_),
          last_rise_(graph.size()),
          start_cause_(graph.size()),
          has_hands_(graph.size(), true),
          is_ready_(graph.size(), false),
          is_starting_(graph.size(), false) {
        for (std::size_t o = 0; o < graph.federation().organisations.size(); ++o) {
            plan_organisation(scenario, OrganisationId{o}, effort, cost_of_group);
        }
        for (std::uint32_t n = 0; n < graph.size(); ++n) {
            if (graph.link(NeedNodeId{n})) due_.push({Duration::zero(), NeedNodeId{n}});
            if (graph.service(NeedNodeId{n})) look_at_start(NeedNodeId{n}, {}, Duration::zero());
        }
    }

    Bootstrap run() {
        while (!due_.empty()) {
            const Due due = due_.top();
            due_.pop();
            is_ready_[due.node.index()] = true;
            rise(due.node, start_cause_[due.node.index()], due.at);
            spread(due.at);
        }
        collect();
        result_.deadlocks = find_deadlocks(graph_, levels_, has_hands_);
        return std::move(result_);
    }

   private:
    struct Due {
        Duration at;
        NeedNodeId node;
        bool operator>(const Due& o) const { return std::tie(at, node) > std::tie(o.at, o.node); }
    };

    const NeedGraph& graph_;
    Bootstrap result_;
    std::vector<std::int32_t> levels_;
    std::vector<bool> comes_up_;
    federation::StartLevels needs_;
    /// One rise of a level and the rise that let it, always an earlier one: two nodes may lift each
    /// other in turn.
    struct Rise {
        Comeback back;
        std::optional<std::size_t> because;  ///< into rises_
    };
    std::vector<Rise> rises_;
    std::vector<std::optional<std::size_t>> last_rise_;    ///< by node
    std::vector<std::optional<std::size_t>> start_cause_;  ///< by service
    std::vector<bool> has_hands_;
    std::vector<bool> is_ready_;  ///< hosts worked through, links switched, services started
    std::vector<bool> is_starting_;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
    std::vector<NeedNodeId> risen_;

    void plan_organisation(const scenario::Scenario& scenario, OrganisationId id, Effort effort,
                           std::span<const MemberHours> cost_of_group) {
        const auto order = working_order(graph_, id, cost_of_group);
        const HandsPlan hands = plan_hands(scenario, graph_.federation(), id, order, effort);
        if (hands.least > result_.least_by_hands) {
            result_.least_by_hands = hands.least;
            result_.busiest = id;
        }
        for (std::uint32_t g = 0; g < hands.done.size(); ++g) {
            const NeedNodeId node = graph_.of(graph_.federation().of(id).host_groups[g]);
            has_hands_[node.index()] = hands.done[g].has_value();
            if (hands.done[g]) due_.push({*hands.done[g], node});
        }
    }

    void look_at_start(NeedNodeId node, std::optional<std::size_t> because, Duration now) {
        if (is_starting_[node.index()]) return;
        const auto& service = graph_.federation().services[graph_.service(node)->index()];
        // A grace that stands in for something has to last until it runs.
        needs_.down_for(now + service.start_time);
        if (needs_.when_up(node) == 0) return;
        is_starting_[node.index()] = true;
        start_cause_[node.index()] = because;
        due_.push({now + service.start_time, node});
    }

    std::int32_t level(NeedNodeId node, Duration now) {
        needs_.down_for(now);
        const std::int32_t running = needs_.of(node, Moment::running);
        return running > 0 ? running : needs_.of(node, Moment::coming_up);
    }

    void rise(NeedNodeId node, std::optional<std::size_t> because, Duration now) {
        if (!is_ready_[node.index()]) return;
        const std::int32_t reached = level(node, now);
        if (reached <= levels_[node.index()]) return;
        levels_[node.index()] = reached;
        last_rise_[node.index()] = rises_.size();
        const auto waited_for = because ? std::optional(rises_[*because].back.node) : std::nullopt;
        rises_.push_back({{node, now, waited_for}, because});
        risen_.push_back(node);
    }

    void spread(Duration now) {
        for (std::size_t next = 0; next < risen_.size(); ++next) {
            const NeedNodeId node = risen_[next];
            for (const NeedNodeId dependent : graph_.dependents(node)) {
                if (graph_.service(dependent) && !is_ready_[dependent.index()]) {
                    look_at_start(dependent, last_rise_[node.index()], now);
                } else {
                    rise(dependent, last_rise_[node.index()], now);
                }
            }
        }
        risen_.clear();
    }

    bool has_demand(NeedNodeId node) const {
        const auto id = graph_.service(node);
        return id && graph_.federation().services[id->index()].demand;
    }

    NeedNodeId last() const {
        const auto service =
            std::find_if(result_.order.rbegin(), result_.order.rend(),
                         [&](const Comeback& back) { return has_demand(back.node); });
        return service == result_.order.rend() ? result_.order.back().node : service->node;
    }

    void collect() {
        for (std::uint32_t n = 0; n < graph_.size(); ++n) {
            if (levels_[n] > 0) result_.order.push_back(rises_[*last_rise_[n]].back);
        }
        std::stable_sort(result_.order.begin(), result_.order.end(),
                         [](const Comeback& a, const Comeback& b) { return a.after < b.after; });
        if (result_.order.empty()) return;
        std::optional<std::size_t> at = last_rise_[last().index()];
        while (at) {
            result_.critical_path.push_back(rises_[*at].back);
            at = rises_[*at].because;
        }
        std::reverse(result_.critical_path.begin(), result_.critical_path.end());
    }
};

}  // namespace

Bootstrap bootstrap(const scenario::Scenario& scenario, const NeedGraph& graph, Effort effort,
                    std::span<const MemberHours> cost_of_group) {
    return Start(scenario, graph, effort, cost_of_group).run();
}

}  // namespace kammerspiel::graph
