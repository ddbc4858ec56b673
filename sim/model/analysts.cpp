#include "sim/model/analysts.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

using Case = TeamState::Case;

/// For so long after an alert of a host a further one of its kind is a part of the same case,
/// whether the analysts are at it, have been, or are still to begin.
constexpr Duration one_case = hours(1);

TeamState& team_state(OrganisationContext& org, std::uint32_t team) {
    std::uint32_t position = 0;
    for (std::uint32_t i = 0; i < team; ++i) {
        if (org.plan.teams[i].at == org.id) ++position;
    }
    return org.state.teams[position];
}

std::uint32_t team_of(const OrganisationContext& org, HostRef host) {
    return org.plan.team_of_organisation[org.group(host.group).organisation.index()];
}

void begin_soon(OrganisationContext& org, std::uint32_t team, TeamState& state) {
    if (state.begin_due || state.free == 0 || state.queue.empty()) return;
    state.begin_due = true;
    org.later(org.now(), Priority::decisions, event::AnalysisBegins{team});
}

}  // namespace

void hand_to_analysts(OrganisationContext& org, HostRef host, bool is_false, Cause cause) {
    if (org.plan.teams.empty()) return;
    const TeamPlan& team = org.plan.teams[team_of(org, host)];
    org.tell(org.plan.organisation(team.at), org.now(), Priority::knowledge,
             event::AlertHere{host, is_false}, cause);
}

void alert_here(OrganisationContext& org, const event::AlertHere& event) {
    const std::uint32_t team = team_of(org, event.host);
    TeamState& state = team_state(org, team);
    auto& recent = state.recent;
    while (!recent.empty() && org.now() - recent.front().came >= one_case) recent.pop_front();
    const bool is_one_of_these = std::any_of(recent.begin(), recent.end(), [&](const Case& one) {
        return one.host == event.host && one.is_false == event.is_false;
    });
    if (is_one_of_these) return;
    const Case its{event.host, event.is_false, org.now(), org.cause};
    recent.push_back(its);
    queue_by_name(org, state.queue, its, [](const Case& one) { return one.host; });
    begin_soon(org, team, state);
}

void analysis_begins(OrganisationContext& org, const event::AnalysisBegins& event) {
    TeamState& state = team_state(org, event.team);
    state.begin_due = false;
    const TeamPlan& plan = org.plan.teams[event.team];
    const WorkTimeline& shift = org.plan.timelines[plan.timeline];
    while (state.free > 0 && !state.queue.empty()) {
        const Case next = state.queue.front();
        state.queue.pop_front();
        state.under_way.push_back(next);
        --state.free;
        const Duration effort =
            org.span(plan.time_per_alert, plan.entity, Draw::analysis_time, state.analyses++);
        org.later(shift.after_working(org.now(), effort), Priority::knowledge,
                  event::AnalysisDone{next.host, event.team, next.is_false}, next.cause);
    }
}

void analysis_done(OrganisationContext& org, const event::AnalysisDone& event) {
    TeamState& state = team_state(org, event.team);
    ++state.free;
    const auto done = std::find_if(
        state.under_way.begin(), state.under_way.end(),
        [&](const Case& one) { return one.host == event.host && one.is_false == event.is_false; });
    ensure(done != state.under_way.end(), "an analysis ended that never began");
    state.under_way.erase(done);
    const auto owner = org.group(event.host.group).organisation;
    org.tell(org.plan.organisation(owner), Priority::knowledge, event::Verdict{event.host});
    begin_soon(org, event.team, state);
}

}  // namespace kammerspiel::model
