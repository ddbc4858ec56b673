#include "live/room/decision_costs.hpp"

#include <algorithm>

namespace kammerspiel::live {
namespace {

/// An option with the orders that stand for it.
struct Alternative {
    report::DecisionCost::Row row;
    std::vector<Order> orders;  ///< of its own
};

}  // namespace

std::vector<const Order*> pointers(const std::vector<Order>& orders) {
    std::vector<const Order*> all;
    for (const Order& one : orders) all.push_back(&one);
    return all;
}

std::vector<Order> due_of(const Stage& stage, const LiveWorld& world, const std::string& strategy,
                          SimTime at) {
    std::vector<Order> orders;
    for (const std::string& play : stage.plays_of(strategy)) {
        const auto due = world.plays_due.find(play);
        if (due == world.plays_due.end() || due->second > at) continue;
        orders.push_back({.part = static_cast<std::uint32_t>(orders.size()),
                          .at = at,
                          .title = play,
                          .play = play});
    }
    return orders;
}

std::vector<report::DecisionCost> decision_costs(const Stage& stage, const WorldChoice& choice,
                                                 const SessionState& state, std::uint64_t worlds,
                                                 std::stop_token stop) {
    std::vector<report::DecisionCost> costs;
    ensemble::Driver driver(0);
    const std::vector<const Order*> given = state.orders_of(state.branch);
    for (const scenario::DecisionPoint& point : stage.exercise().decisions) {
        const DecisionState* decision = state.decision(point.name.text);
        if (decision == nullptr || !decision->accepted_scenario) continue;
        const SimTime at = *decision->accepted_scenario;
        std::vector<Order> before;
        std::vector<Order> chosen;
        for (const Order* one : given) {
            if (one->decision == point.name.text) {
                chosen.push_back(*one);
            } else if (one->at <= at) {
                before.push_back(*one);
            }
        }
        const auto world = make_world(stage, choice, pointers(before));
        std::vector<Alternative> all;
        for (const auto& option : point.options) {
            Alternative one{
                .row = {.option = option.name.text, .chosen = option.name.text == decision->option},
                .orders = {}};
            if (one.row.chosen) {
                one.orders = chosen;
            } else if (option.strategy) {
                one.orders = due_of(stage, *world, option.strategy->text, at);
            }
            all.push_back(std::move(one));
        }
        // What was chosen comes first: the others are compared with it.
        std::stable_partition(all.begin(), all.end(),
                              [](const Alternative& one) { return one.row.chosen; });
        const bool is_simulated = std::any_of(
            all.begin(), all.end(), [](const Alternative& one) { return !one.orders.empty(); });
        if (all.empty() || !all.front().row.chosen || !is_simulated) continue;
        std::vector<std::vector<Order>> lists;
        std::vector<std::size_t> whose;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i > 0 && all[i].orders.empty()) continue;
            lists.push_back(before);
            lists.back().insert(lists.back().end(), all[i].orders.begin(), all[i].orders.end());
            whose.push_back(i);
        }
        std::vector<std::vector<const Order*>> choices;
        for (const auto& list : lists) choices.push_back(pointers(list));
        const ManyWorlds many = many_worlds(stage, choice, choices, worlds, driver, stop);
        if (many.worlds == 0) break;
        report::DecisionCost cost{.decision = point.name.text, .worlds = many.worlds, .rows = {}};
        for (std::size_t i = 0; i < whose.size(); ++i) {
            all[whose[i]].row.lost = many.choices[i].median;
            all[whose[i]].row.better = many.choices[i].better;
        }
        for (Alternative& one : all) cost.rows.push_back(std::move(one.row));
        costs.push_back(std::move(cost));
    }
    return costs;
}

}  // namespace kammerspiel::live
