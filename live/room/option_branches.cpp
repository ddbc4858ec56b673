#include "live/room/option_branches.hpp"

#include <algorithm>

#include "live/room/decision_costs.hpp"

namespace kammerspiel::live {
namespace {

using scenario::DecisionPoint;
using Row = report::DecisionBranch::Row;

/// A decision with the moment at which it is laid before players.
struct Asked {
    const DecisionPoint* decision;
    SimTime at;
};

std::vector<Asked> asked_in(const scenario::Exercise& exercise) {
    std::vector<Asked> all;
    for (const scenario::Move& move : exercise.moves) {
        for (const DecisionPoint& decision : exercise.decisions) {
            if (decision.move == move.name) all.push_back({&decision, move.scenario});
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Asked& a, const Asked& b) { return a.at < b.at; });
    return all;
}

std::string played_strategy(const scenario::Scenario& scenario) {
    const auto& named = scenario.exercise->strategy;
    return named ? named->text : scenario.strategies.front().name.text;
}

Row::Outcome outcome_of(const LiveWorld& world, SimTime from) {
    const Outlook seen = outlook(world, from);
    const auto& federation = world.plan->federation();
    constexpr Share most{0.9};
    const auto wanted = ensemble::services_with_demand(federation);
    const model::Restored back =
        model::restored_for_good(federation, world.result.metrics, wanted, most);
    Row::Outcome outcome{.people_with_services = {},
                         .member_hours_lost = world.figures[ensemble::Metric::member_hours_lost],
                         .most_back = back.never_below ? std::optional(from) : back.at,
                         .end = world.result.metrics.end};
    std::copy(seen.members.begin() + 1, seen.members.end(), outcome.people_with_services.begin());
    return outcome;
}

class Branches {
   public:
    Branches(const Stage& stage, const WorldChoice& choice)
        : stage_(stage), choice_(choice), played_(played_strategy(stage.scenario())) {}

    std::vector<report::DecisionBranch> grow() {
        std::vector<report::DecisionBranch> all;
        for (const Asked& asked : asked_in(stage_.exercise())) all.push_back(of(asked));
        return all;
    }

   private:
    const Stage& stage_;
    const WorldChoice& choice_;
    std::string played_;
    std::vector<Order> before_;  ///< by what is played

    report::DecisionBranch of(const Asked& asked) {
        report::DecisionBranch branch{.decision = asked.decision->name.text, .from = asked.at};
        const auto world = make_world(stage_, choice_, pointers(before_));
        bool is_played = false;
        for (const DecisionPoint::Option& option : asked.decision->options) {
            Row row{.option = option.name.text, .is_played = false, .outcome = {}};
            if (option.strategy) {
                row.is_played = option.strategy->text == played_;
                is_played = is_played || row.is_played;
                row.outcome = grown(*world, option.strategy->text, asked.at);
            }
            branch.rows.push_back(std::move(row));
        }
        if (is_played) {
            for (Order& order : due_of(stage_, *world, played_, asked.at)) {
                before_.push_back(std::move(order));
            }
        }
        return branch;
    }

    /// What is due is done at once, the rest of the strategy when it comes true.
    [[nodiscard]] Row::Outcome grown(const LiveWorld& world, const std::string& strategy,
                                     SimTime at) const {
        std::vector<Order> orders = before_;
        std::vector<std::string> later = stage_.plays_of(strategy);
        for (Order& order : due_of(stage_, world, strategy, at)) {
            std::erase(later, order.play);
            orders.push_back(std::move(order));
        }
        const auto grown = run_world(stage_.with_plays(pointers(orders), later), choice_);
        return outcome_of(*grown, at);
    }
};

}  // namespace

std::vector<report::DecisionBranch> option_branches(const Stage& stage, const WorldChoice& choice) {
    return Branches(stage, choice).grow();
}

}  // namespace kammerspiel::live
