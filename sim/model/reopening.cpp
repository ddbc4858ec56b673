#include "sim/model/reopening.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

const CloseLinkPlan* closing(const DeciderContext& decider, std::uint32_t play,
                             std::uint32_t action) {
    return std::get_if<CloseLinkPlan>(&decider.strategy().plays[play].actions[action].what);
}

void look_again(DeciderContext& decider) {
    if (decider.state.evaluate_due) return;
    decider.state.evaluate_due = true;
    decider.later(decider.now(), Priority::decisions, event::Evaluate{});
}

}  // namespace

void hosts_stand(DeciderContext& decider, const event::HostsStand& stand) {
    auto& standings = decider.state.standings;
    standings.resize(decider.strategy().watches.size());
    auto& by_organisation = standings[stand.watch];
    by_organisation.resize(decider.plan.federation.organisations.size());
    auto& standing = by_organisation[stand.organisation];
    standing.was_away = standing.was_away || stand.are_away;
    standing.is_away = stand.are_away;
    look_again(decider);
}

bool is_restored(const DeciderContext& decider, const ConditionPlan& condition) {
    const auto& standings = decider.state.standings;
    if (condition.watch >= standings.size()) return false;
    const auto& watched = standings[condition.watch];
    return std::any_of(watched.begin(), watched.end(), [](auto one) { return one.was_away; }) &&
           std::none_of(watched.begin(), watched.end(), [](auto one) { return one.is_away; });
}

void keep_in_mind(DeciderContext& decider, const event::Decide& decided, std::uint32_t action,
                  std::uint32_t organisation) {
    const CloseLinkPlan* close = closing(decider, decided.play, action);
    if (close == nullptr || !close->until) return;
    auto& closures = decider.state.closures;
    const auto is_this = [&](const DeciderState::Closure& closure) {
        return closure.play == decided.play && closure.action == action &&
               closure.subject == decided.subject;
    };
    auto at = std::find_if(closures.begin(), closures.end(), is_this);
    if (at == closures.end()) {
        closures.push_back({decided.play, action, decided.subject, {}});
        at = closures.end() - 1;
    }
    at->organisations.push_back(organisation);
    look_again(decider);  // it may hold already
}

void open_what_may(DeciderContext& decider) {
    auto& closures = decider.state.closures;
    const auto may_open = [&](const DeciderState::Closure& closure) {
        return holds(decider, *closing(decider, closure.play, closure.action)->until,
                     closure.subject);
    };
    for (const DeciderState::Closure& closure : closures) {
        if (!may_open(closure)) continue;
        for (const std::uint32_t organisation : closure.organisations) {
            decider.tell(decider.plan.organisation(federation::OrganisationId{organisation}),
                         Priority::hosts_and_links, event::OpenAgain{closure.play, closure.action});
        }
    }
    closures.erase(std::remove_if(closures.begin(), closures.end(), may_open), closures.end());
}

}  // namespace kammerspiel::model
