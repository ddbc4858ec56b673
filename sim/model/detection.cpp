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
void report_later(OrganisationContext& org, Cause cause) {
    knowledge_grew(org, cause);
    if (org.state.report_due) return;
    org.state.report_due = true;
    org.later(org.now() + org.plan.reporting_delay, Priority::knowledge, event::SendReport{},
              cause);
}

void suspect(OrganisationContext& org, HostRef host, Cause cause) {
    const auto record = record_of(org, org.position(host.group), host.number);
    if (!record) return;
    HostRecord& known = org.state.hosts[*record];
    ++known.alerts;
    if (known.suspicion == Suspicion::suspected || known.suspicion == Suspicion::confirmed) return;
    known.suspicion = Suspicion::suspected;
    ++org.state.known.suspected;
    report_later(org, cause);
}

TeamState& team_state(OrganisationContext& org, std::uint32_t team) {
    std::uint32_t position = 0;
    for (std::uint32_t i = 0; i < team; ++i) {
        if (org.plan.teams[i].at == org.id) ++position;
    }
    return org.state.teams[position];
}

void start_analysis(OrganisationContext& org, std::uint32_t team) {
    TeamState& state = team_state(org, team);
    const TeamPlan& plan = org.plan.teams[team];
    const WorkTimeline& shift = org.plan.timelines[plan.timeline];
    while (state.free > 0 && !state.queue.empty()) {
        const TeamState::Waiting next = state.queue.front();
        state.queue.pop_front();
        --state.free;
        const Duration effort =
            org.span(plan.time_per_alert, plan.entity, Draw::analysis_time, state.analyses++);
        org.later(shift.after_working(org.now(), effort), Priority::knowledge,
                  event::AnalysisDone{next.host, team}, next.cause);
    }
}

/// Staff see an alert; whether it is true they do not see.
void raise_alert(OrganisationContext& org, HostRef host, Cause because) {
    const Cause cause = org.record(
        {.what = TraceKind::alert, .subject = host.group.value, .host = host.number + 1}, because);
    auto& first = org.tally().first_alert;
    if (!first) first = org.now();
    ++org.state.known.alerts;
    suspect(org, host, cause);
    report_later(org, cause);
    if (org.plan.teams.empty()) return;
    const std::uint32_t team = org.plan.team_of_organisation[org.id.index()];
    org.tell(org.plan.organisation(org.plan.teams[team].at), org.now(), Priority::knowledge,
             event::AlertHere{host}, cause);
}

}  // namespace

void evidence_left(OrganisationContext& org, HostRef host, kernel::EntityId entity,
                   std::uint64_t index) {
    const Duration delay = org.span(org.plan.alert_delay, entity, Draw::alert_delay, index);
    org.later(org.now() + delay, Priority::knowledge, event::AlertDue{host});
}

void alert_due(OrganisationContext& org, const event::AlertDue& event) {
    if (org.now() < SimTime::start()) {
        // The start is given, not drawn: what was noticed before it is left out, and counted.
        ++org.tally().hosts.alerts_before_start;
        return;
    }
    raise_alert(org, event.host, org.cause);
}

void alert_here(OrganisationContext& org, const event::AlertHere& event) {
    const auto owner = org.group(event.host.group).organisation;
    const std::uint32_t team = org.plan.team_of_organisation[owner.index()];
    team_state(org, team).queue.push_back({.host = event.host, .cause = org.cause});
    start_analysis(org, team);
}

void analysis_done(OrganisationContext& org, const event::AnalysisDone& event) {
    ++team_state(org, event.team).free;
    const auto owner = org.group(event.host.group).organisation;
    org.tell(org.plan.organisation(owner), Priority::knowledge, event::Verdict{event.host});
    start_analysis(org, event.team);
}

void confirm(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (host.suspicion == Suspicion::confirmed) return;
    if (host.suspicion != Suspicion::suspected) ++org.state.known.suspected;
    set_suspicion(org, record, Suspicion::confirmed, cause);
    ++org.state.known.confirmed;
    const Cause written = org.record({.what = TraceKind::confirmed,
                                      .subject = org.group_id(host.group).value,
                                      .host = host.number + 1},
                                     cause);
    report_later(org, written);
    have_examined(org, record, written);
    known_bad(org, record, written);
}

void clear(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (host.suspicion == Suspicion::suspected) {
        org.record({.what = TraceKind::cleared,
                    .subject = org.group_id(host.group).value,
                    .host = host.number + 1},
                   cause);
        --org.state.known.suspected;
        report_later(org, cause);
    }
    set_suspicion(org, record, Suspicion::cleared, cause);
}

void verdict(OrganisationContext& org, const event::Verdict& event) {
    const auto record = record_of(org, org.position(event.host.group), event.host.number);
    if (!record) return;
    // An attempt that failed leaves evidence too; the analyst sees that the host is clean.
    if (org.state.hosts[*record].integrity == Integrity::clean)
        return clear(org, *record, org.cause);
    confirm(org, *record, org.cause);
}

void false_alarm(OrganisationContext& org, const event::FalseAlarm& event) {
    const TeamPlan& team = org.plan.teams[event.team];
    const Duration gap =
        org.span(*org.plan.false_alarms, team.entity, Draw::false_alarm_gap, event.number + 1);
    org.later(org.now() + std::max(gap, minutes(1)), Priority::knowledge,
              event::FalseAlarm{event.team, event.number + 1}, {});
    if (team.hosts_up_to.empty()) return;
    const Pick picked = pick(team.groups, team.hosts_up_to,
                             org.uniform(team.entity, Draw::false_alarm_host, event.number));
    const auto owner = org.group(picked.group).organisation;
    org.tell(org.plan.organisation(owner), org.now(), Priority::knowledge,
             event::FalseAlertAt{{picked.group, picked.number}, event.team}, {});
}

void false_alert_at(OrganisationContext& org, const event::FalseAlertAt& event) {
    ++org.tally().hosts.false_alarms;
    const Cause truth = org.record({.what = TraceKind::false_alarm, .subject = org.id.value});
    raise_alert(org, event.host, truth);
}

void users_will_notice(OrganisationContext& org, federation::HostGroupId group, std::uint32_t count,
                       Cause cause) {
    const auto office = org.plan.office_of_organisation[org.id.index()];
    const Duration delay =
        org.span(org.plan.users_notice, org.plan.host_entity(group, 0), Draw::users_notice,
                 org.state.groups[org.position(group)].reports++);
    org.later(org.plan.timelines[office].after_working(org.now(), delay), Priority::knowledge,
              event::UsersNotice{group, count}, cause);
}

void users_notice(OrganisationContext& org, const event::UsersNotice& event) {
    const Cause cause = org.record(
        {.what = TraceKind::users_noticed, .subject = event.group.value, .count = event.count});
    org.state.known.destroyed += event.count;
    report_later(org, cause);
    const std::uint32_t group = org.position(event.group);
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        if (host.group == group && host.integrity == Integrity::destroyed) {
            confirm(org, r, cause);
            known_bad(org, r, cause);  // confirmed before it was destroyed or not
        }
    }
}

void given(OrganisationContext& org, const event::Given& event) {
    const KnownPlan& item = org.plan.known_at_start[event.item];
    const Cause cause = org.record({.what = TraceKind::given_at_start,
                                    .subject = item.groups.front().value,
                                    .count = item.hosts,
                                    .detail = event.item},
                                   {});
    for (const auto group : item.groups) {
        if (!org.info.host_groups.contains(group)) continue;
        const std::uint32_t hosts = std::min(item.hosts, org.group(group).count);
        org.state.known.alerts += hosts;
        org.state.known.suspected += hosts;
        if (item.confirmed) org.state.known.confirmed += hosts;
        report_later(org, cause);
        break;
    }
}

void send_report(OrganisationContext& org) {
    org.state.report_due = false;
    const KnownCounts& known = org.state.known;
    const Cause cause = org.record(
        {.what = TraceKind::reported, .subject = org.id.value, .count = known.suspected});
    const event::Report report{org.id.value, known.suspected, known.confirmed, known.destroyed,
                               known.alerts};
    const auto tell = [&](scenario::Decider by, DeciderAddress who) {
        if (!decides(org.strategy(), by)) return;  // it would forget it again
        org.tell(who, org.now(), Priority::knowledge, report, cause);
    };
    tell(scenario::Decider::federation, org.plan.crisis_team());
    tell(scenario::Decider::region, org.plan.region_team(org.info.region));
    tell(scenario::Decider::organisation, org.plan.own_team(org.id));
}

}  // namespace kammerspiel::model
