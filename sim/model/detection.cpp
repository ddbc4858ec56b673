#include "sim/model/detection.hpp"

#include <algorithm>

#include "sim/model/attack.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/recovery.hpp"

namespace kammerspiel::model {
namespace {

/// Has what staff now know reported to the deciders after the reporting delay (rule 2); what comes
/// in meanwhile goes with it.
void report_later(Here& here, Cause cause) {
    knowledge_grew(here, cause);
    if (here.state.report_due) return;
    here.state.report_due = true;
    here.in.later(here.in.now() + here.in.plan.reporting_delay, Priority::knowledge,
                  event::SendReport{}, cause);
}

void suspect(Here& here, HostRef host, Cause cause) {
    const auto record = record_of(here, here.local(host.group), host.number);
    if (!record) return;
    HostRecord& known = here.state.hosts[*record];
    ++known.alerts;
    if (known.suspicion == Suspicion::suspected || known.suspicion == Suspicion::confirmed) return;
    known.suspicion = Suspicion::suspected;
    ++here.state.known.suspected;
    report_later(here, cause);
}

TeamState& team_state(Here& here, std::uint32_t team) {
    std::uint32_t position = 0;
    for (std::uint32_t i = 0; i < team; ++i) {
        if (here.in.plan.teams[i].at == here.id) ++position;
    }
    return here.state.teams[position];
}

void start_analysis(Here& here, std::uint32_t team) {
    TeamState& state = team_state(here, team);
    const TeamPlan& plan = here.in.plan.teams[team];
    const WorkTimeline& shift = here.in.plan.timelines[plan.timeline];
    while (state.free > 0 && !state.queue.empty()) {
        const TeamState::Waiting next = state.queue.front();
        state.queue.pop_front();
        --state.free;
        const Duration effort =
            here.in.span(plan.time_per_alert, plan.entity, Draw::analysis_time, state.analyses++);
        here.in.later(shift.after_working(here.in.now(), effort), Priority::knowledge,
                      event::AnalysisDone{next.host, team}, next.cause);
    }
}

/// Staff see an alert; whether it is true they do not see.
void raise_alert(Here& here, HostRef host, Cause because) {
    const Cause cause = here.in.record(
        {.what = Happening::alert, .subject = host.group.value, .host = host.number + 1}, because);
    auto& first = here.in.notes.tally.first_alert;
    if (!first) first = here.in.now();
    ++here.state.known.alerts;
    suspect(here, host, cause);
    report_later(here, cause);
    if (here.in.plan.teams.empty()) return;
    const std::uint32_t team = here.in.plan.team_of_organisation[here.id.index()];
    here.in.tell(here.in.plan.organisation(here.in.plan.teams[team].at), here.in.now(),
                 Priority::knowledge, event::AlertHere{host}, cause);
}

}  // namespace

void evidence_left(Here& here, HostRef host, kernel::EntityId entity, std::uint64_t index) {
    const Duration delay = here.in.span(here.in.plan.alert_delay, entity, Draw::alert_delay, index);
    here.in.later(here.in.now() + delay, Priority::knowledge, event::AlertDue{host});
}

void alert_due(Here& here, const event::AlertDue& event) {
    if (here.in.now() < SimTime::start()) {
        // The start is given, not drawn: what was noticed before it is left out, and counted.
        ++here.in.notes.tally.hosts.alerts_before_start;
        return;
    }
    raise_alert(here, event.host, here.in.cause);
}

void alert_here(Here& here, const event::AlertHere& event) {
    const auto owner = here.in.plan.federation.host_groups[event.host.group.index()].organisation;
    const std::uint32_t team = here.in.plan.team_of_organisation[owner.index()];
    team_state(here, team).queue.push_back({.host = event.host, .cause = here.in.cause});
    start_analysis(here, team);
}

void analysis_done(Here& here, const event::AnalysisDone& event) {
    ++team_state(here, event.team).free;
    const auto owner = here.in.plan.federation.host_groups[event.host.group.index()].organisation;
    here.in.tell(here.in.plan.organisation(owner), Priority::knowledge, event::Verdict{event.host});
    start_analysis(here, event.team);
}

void confirm(Here& here, std::uint32_t record, Cause cause) {
    HostRecord& host = here.state.hosts[record];
    if (host.suspicion == Suspicion::confirmed) return;
    if (host.suspicion != Suspicion::suspected) ++here.state.known.suspected;
    host.suspicion = Suspicion::confirmed;
    ++here.state.known.confirmed;
    const Cause written = here.in.record({.what = Happening::confirmed,
                                          .subject = here.global(host.group).value,
                                          .host = host.number + 1},
                                         cause);
    report_later(here, written);
    have_examined(here, record, written);
    known_bad(here, record, written);
}

void clear(Here& here, std::uint32_t record, Cause cause) {
    HostRecord& host = here.state.hosts[record];
    if (host.suspicion == Suspicion::suspected) {
        here.in.record({.what = Happening::cleared,
                        .subject = here.global(host.group).value,
                        .host = host.number + 1},
                       cause);
        --here.state.known.suspected;
        report_later(here, cause);
    }
    host.suspicion = Suspicion::cleared;
}

void verdict(Here& here, const event::Verdict& event) {
    const auto record = record_of(here, here.local(event.host.group), event.host.number);
    if (!record) return;
    // An attempt that failed leaves evidence too; the analyst sees that the host is clean.
    if (here.state.hosts[*record].integrity == Integrity::clean)
        return clear(here, *record, here.in.cause);
    confirm(here, *record, here.in.cause);
}

void false_alarm(Here& here, const event::FalseAlarm& event) {
    const TeamPlan& team = here.in.plan.teams[event.team];
    const Duration gap = here.in.span(*here.in.plan.false_alarms, team.entity,
                                      Draw::false_alarm_gap, event.number + 1);
    here.in.later(here.in.now() + std::max(gap, minutes(1)), Priority::knowledge,
                  event::FalseAlarm{event.team, event.number + 1}, {});
    if (team.hosts_up_to.empty()) return;
    const Pick picked = pick(team.groups, team.hosts_up_to,
                             here.in.luck(team.entity, Draw::false_alarm_host, event.number));
    const auto owner = here.in.plan.federation.host_groups[picked.group.index()].organisation;
    here.in.tell(here.in.plan.organisation(owner), here.in.now(), Priority::knowledge,
                 event::FalseAlertAt{{picked.group, picked.number}, event.team}, {});
}

void false_alert_at(Here& here, const event::FalseAlertAt& event) {
    ++here.in.notes.tally.hosts.false_alarms;
    const Cause truth = here.in.record({.what = Happening::false_alarm, .subject = here.id.value});
    raise_alert(here, event.host, truth);
}

void users_will_notice(Here& here, federation::HostGroupId group, std::uint32_t count,
                       Cause cause) {
    const auto office = here.in.plan.office_of_organisation[here.id.index()];
    const Duration delay =
        here.in.span(here.in.plan.users_notice, here.in.plan.host_entity(group, 0),
                     Draw::users_notice, here.state.groups[here.local(group)].reports++);
    here.in.later(here.in.plan.timelines[office].after_working(here.in.now(), delay),
                  Priority::knowledge, event::UsersNotice{group, count}, cause);
}

void users_notice(Here& here, const event::UsersNotice& event) {
    const Cause cause = here.in.record(
        {.what = Happening::users_noticed, .subject = event.group.value, .count = event.count});
    here.state.known.destroyed += event.count;
    report_later(here, cause);
    const std::uint32_t group = here.local(event.group);
    for (std::uint32_t r = 0; r < here.state.hosts.size(); ++r) {
        const HostRecord& host = here.state.hosts[r];
        if (host.group == group && host.integrity == Integrity::destroyed) {
            confirm(here, r, cause);
        }
    }
}

void given(Here& here, const event::Given& event) {
    const KnownPlan& item = here.in.plan.known_at_start[event.item];
    const Cause cause = here.in.record({.what = Happening::given_at_start,
                                        .subject = item.groups.front().value,
                                        .count = item.hosts,
                                        .detail = event.item},
                                       {});
    for (const auto group : item.groups) {
        if (!here.info.host_groups.contains(group)) continue;
        const std::uint32_t hosts =
            std::min(item.hosts, here.in.plan.federation.host_groups[group.index()].count);
        here.state.known.alerts += hosts;
        here.state.known.suspected += hosts;
        if (item.confirmed) here.state.known.confirmed += hosts;
        report_later(here, cause);
        break;
    }
}

void send_report(Here& here) {
    here.state.report_due = false;
    const KnownCounts& known = here.state.known;
    const Cause cause = here.in.record(
        {.what = Happening::reported, .subject = here.id.value, .count = known.suspected});
    const event::Report report{here.id.value, known.suspected, known.confirmed, known.destroyed,
                               known.alerts};
    const auto tell = [&](scenario::Decider by, DeciderAddress who) {
        if (!decides(here.in.strategy(), by)) return;  // it would forget it again
        here.in.tell(who, here.in.now(), Priority::knowledge, report, cause);
    };
    tell(scenario::Decider::federation, here.in.plan.crisis_team());
    tell(scenario::Decider::region, here.in.plan.region_team(here.info.region));
    tell(scenario::Decider::organisation, here.in.plan.own_team(here.id));
}

}  // namespace kammerspiel::model
