#include "sim/model/awaited.hpp"

#include <algorithm>

#include "sim/model/decider.hpp"

namespace kammerspiel::model {
namespace {

bool is_whole(const OrganisationContext& org, const std::vector<bool>& groups) {
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        if (!groups[org.group_id(g).index()]) continue;
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

void await_restore(OrganisationContext& org, std::uint32_t restore) {
    const auto& strategy = org.strategy();
    if (!strategy.plays[strategy.restores[restore].play].is_awaited) return;
    org.state.restores.awaited.push_back(restore);
}

void look_at_awaited(OrganisationContext& org) {
    auto& [ordered, begun, awaited] = org.state.restores;
    for (std::size_t i = 0; i < awaited.size();) {
        const std::uint32_t restore = awaited[i];
        const RestorePlan& plan = org.strategy().restores[restore];
        const bool has_begun = std::find(begun.begin(), begun.end(), restore) != begun.end();
        if (!has_begun || !is_whole(org, plan.groups)) {
            ++i;
            continue;
        }
        awaited.erase(awaited.begin() + static_cast<std::ptrdiff_t>(i));
        action_is_done(org, plan.play, org.cause);
    }
}

}  // namespace kammerspiel::model
