#include "sim/model/holds.hpp"

#include <algorithm>
#include <utility>

#include "sim/model/applications.hpp"
#include "sim/model/crews.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/waiting.hpp"

namespace kammerspiel::model {
namespace {

using HoldPhase = HoldState::Phase;

bool covers(const OrganisationContext& org, std::uint32_t hold, std::uint32_t group) {
    return org.plan.stages.holds[hold].groups[org.group_id(group).index()];
}

void count_held(OrganisationContext& org, std::uint32_t hold, bool is) {
    auto& held = org.state.stages.held;
    for (std::uint32_t g = 0; g < held.size(); ++g) {
        if (covers(org, hold, g)) held[g] += is ? 1U : static_cast<std::uint32_t>(-1);
    }
}

void begin(OrganisationContext& org, std::uint32_t hold, Cause because) {
    const HoldPlan& plan = org.plan.stages.holds[hold];
    HoldState& state = org.state.stages.holds[hold];
    state.phase = HoldPhase::holds;
    ++state.generation;
    count_held(org, hold, true);
    const Cause cause = org.record(
        {.what = TraceKind::hold_begun, .subject = org.id.value, .detail = hold}, because);
    const std::uint32_t round = state.round++;
    if (plan.by_forensics) {
        org.tell(org.plan.organisation(org.plan.forensics->at), org.now(), Priority::knowledge,
                 event::HoldAsked{hold, org.id.value}, cause);
    } else {
        const Duration lasts = org.span(plan.lasts, plan.entity, Draw::hold_lasts, round);
        org.later(org.now() + lasts, Priority::hosts_and_links,
                  event::HoldOver{hold, state.generation}, cause);
    }
    waiting_may_have_changed(org);
}

bool any_holds(const OrganisationContext& org) {
    const auto& holds = org.state.stages.holds;
    return std::any_of(holds.begin(), holds.end(),
                       [](const HoldState& hold) { return hold.phase == HoldPhase::holds; });
}

/// Those who decide on releases count this organisation again.
void tell_that_holds_ended(OrganisationContext& org) {
    if (!std::exchange(org.state.stages.was_sent_back, false)) return;
    org.tell(org.plan.crisis_team(), Priority::knowledge, event::HoldEnded{org.id.value});
}

void lift(OrganisationContext& org, std::uint32_t hold) {
    org.state.stages.holds[hold].phase = HoldPhase::over;
    count_held(org, hold, false);
    org.record({.what = TraceKind::hold_over, .subject = org.id.value, .detail = hold});
    if (!any_holds(org)) tell_that_holds_ended(org);
    group_is_back(org);
    waiting_may_have_changed(org);
    assign_crews(org);
}

}  // namespace

void hosts_in_trouble(OrganisationContext& org, std::uint32_t g, Cause cause) {
    if (!org.plan.stages.any || !org.state.groups[g].is_away()) return;
    note_hosts_away(org);
    for (std::uint32_t h = 0; h < org.state.stages.holds.size(); ++h) {
        if (org.state.stages.holds[h].phase == HoldPhase::idle && covers(org, h, g)) {
            begin(org, h, cause);
        }
    }
}

void group_is_back(OrganisationContext& org) {
    for (std::uint32_t h = 0; h < org.state.stages.holds.size(); ++h) {
        HoldState& hold = org.state.stages.holds[h];
        if (hold.phase != HoldPhase::over) continue;
        bool any_away = false;
        for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
            any_away = any_away || (covers(org, h, g) && org.state.groups[g].is_away());
        }
        if (!any_away) hold.phase = HoldPhase::idle;
    }
}

bool is_held(const OrganisationContext& org, std::uint32_t group) {
    const auto& held = org.state.stages.held;
    return !held.empty() && held[group] > 0;
}

void hold_over(OrganisationContext& org, const event::HoldOver& event) {
    const HoldState& hold = org.state.stages.holds[event.hold];
    if (hold.phase != HoldPhase::holds || hold.generation != event.generation) return;
    lift(org, event.hold);
}

void hold_lifted(OrganisationContext& org, const event::HoldLifted& event) {
    if (org.state.stages.holds[event.hold].phase == HoldPhase::holds) lift(org, event.hold);
}

void back_to_hold(OrganisationContext& org) {
    org.state.stages.was_sent_back = true;
    const Cause cause = org.record({.what = TraceKind::sent_back, .subject = org.id.value});
    for (std::uint32_t h = 0; h < org.state.stages.holds.size(); ++h) {
        bool is_concerned = false;
        for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
            is_concerned = is_concerned || covers(org, h, g);
        }
        const bool holds = org.state.stages.holds[h].phase == HoldPhase::holds;
        if (is_concerned && !holds) begin(org, h, cause);
    }
    if (!any_holds(org)) tell_that_holds_ended(org);
}

void hold_asked(OrganisationContext& org, const event::HoldAsked& event) {
    auto& imaging = org.state.stages.imaging;
    auto same = std::find_if(imaging.begin(), imaging.end(),
                             [&](const ImagingState& one) { return one.hold == event.hold; });
    if (same == imaging.end()) {
        imaging.push_back({.hold = event.hold,
                           .came = org.now(),
                           .organisations = {},
                           .is_under_way = false,
                           .cause = org.cause});
        same = imaging.end() - 1;
    }
    same->organisations.push_back(event.organisation);
    examiners_wanted(org);
}

bool begin_imaging(OrganisationContext& org, SimTime before) {
    auto& imaging = org.state.stages.imaging;
    const auto next = std::find_if(imaging.begin(), imaging.end(), [&](const ImagingState& one) {
        return !one.is_under_way && one.came <= before;
    });
    if (next == imaging.end()) return false;
    next->is_under_way = true;
    const HoldPlan& plan = org.plan.stages.holds[next->hold];
    const std::uint32_t round = org.state.stages.images_taken[next->hold]++;
    const Duration lasts = org.span(plan.lasts, plan.entity, Draw::hold_lasts, round);
    org.later(org.now() + lasts, Priority::knowledge, event::ImagingOver{next->hold}, next->cause);
    return true;
}

void imaging_over(OrganisationContext& org, const event::ImagingOver& event) {
    auto& imaging = org.state.stages.imaging;
    const auto done = std::find_if(imaging.begin(), imaging.end(), [&](const ImagingState& one) {
        return one.hold == event.hold && one.is_under_way;
    });
    const std::vector<std::uint32_t> organisations = std::move(done->organisations);
    imaging.erase(done);
    examiner_is_free(org);
    for (const std::uint32_t organisation : organisations) {
        org.tell(org.plan.organisation(federation::OrganisationId{organisation}),
                 Priority::hosts_and_links, event::HoldLifted{event.hold});
    }
}

}  // namespace kammerspiel::model
