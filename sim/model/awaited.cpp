#include "sim/model/awaited.hpp"

#include <algorithm>

#include "sim/model/decider.hpp"

namespace kammerspiel::model {
namespace {

bool is_whole(const OrganisationContext& org, const federation::Scope& scope) {
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        if (!scope.host_groups[org.group_id(g).index()]) continue;
        const auto& counts = org.state.groups[g].counts;
        if (counts[static_cast<std::size_t>(Availability::works)] < org.group(g).count) {
            return false;
        }
    }
    return true;
}

}  // namespace

void action_is_done(OrganisationContext& org, std::uint32_t play, Cause cause) {
    const PlayPlan& plan = org.strategy().plays[play];
    if (!plan.is_awaited) return;
    org.tell(decider_over(org.plan, plan.by, org.id), org.now(), Priority::knowledge,
             event::CarriedOut{play}, cause);
}

void await_restore(OrganisationContext& org, const event::Order& order, SimTime from) {
    if (!org.strategy().plays[order.play].is_awaited) return;
    org.state.awaited_restores.push_back({order.play, order.action, from});
}

void look_at_awaited(OrganisationContext& org) {
    auto& all = org.state.awaited_restores;
    for (std::size_t i = 0; i < all.size();) {
        const AwaitedRestore one = all[i];
        const ActionPlan& action = org.strategy().plays[one.play].actions[one.action];
        if (org.now() < one.from || !is_whole(org, action.scope)) {
            ++i;
            continue;
        }
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
        action_is_done(org, one.play, org.cause);
    }
}

}  // namespace kammerspiel::model
