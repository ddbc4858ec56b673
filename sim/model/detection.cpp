#include "sim/model/detection.hpp"

#include <algorithm>
#include <utility>

#include "sim/model/analysts.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/hosts.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/recovery.hpp"

namespace kammerspiel::model {
namespace {

/// Has what staff now know reported to the deciders after the reporting delay (rule 2). What comes
/// in meanwhile goes with a report of its own: one carries what was known when it was written.
void report_later(OrganisationContext& org, Cause cause) {
    knowledge_grew(org, cause);
    auto& written = org.state.reports;
    if (!written.empty() && written.back().at == org.now()) {
        written.back().known = org.state.known;
        return;
    }
    written.push_back({org.now(), org.state.known});
    org.later(org.now() + org.plan.reporting_delay, Priority::knowledge, event::SendReport{},
              cause);
}

/// Notes what staff hold of the host; true if that is news.
bool hold_suspected(OrganisationContext& org, std::uint32_t record, Cause cause) {
    const HostRecord& host = org.state.hosts[record];
    if (host.suspicion == Suspicion::suspected || host.suspicion == Suspicion::confirmed) {
        return false;
    }
    set_suspicion(org, record, Suspicion::suspected, cause);
    if (!host.ever_confirmed) ++org.state.known.suspected;
    return true;
}

bool hold_confirmed(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (host.suspicion == Suspicion::confirmed) return false;
    if (!std::exchange(host.ever_confirmed, true)) {
        if (host.suspicion != Suspicion::suspected) ++org.state.known.suspected;
        ++org.state.known.confirmed;
    } else if (!host.confirmed_now) {
        ++org.state.known.confirmed_again;
    }
    host.confirmed_now = true;
    set_suspicion(org, record, Suspicion::confirmed, cause);
    return true;
}

void suspect(OrganisationContext& org, HostRef host, Cause cause) {
    const auto record = record_of(org, org.position(host.group), host.number);
    if (!record) return;
    HostRecord& known = org.state.hosts[*record];
    ++known.alerts;
    if (known.being_repaired) return;  // who is at it will see
    if (hold_suspected(org, *record, cause)) report_later(org, cause);
}

/// Staff see an alert; whether it is true they do not see.
void raise_alert(OrganisationContext& org, HostRef host, bool is_false, Cause because) {
    const Cause cause = org.record(
        {.what = TraceKind::alert, .subject = host.group.value, .host = host.number + 1}, because);
    auto& first = org.tally().first_alert;
    if (!first) first = org.now();
    ++org.state.known.alerts;
    suspect(org, host, cause);
    report_later(org, cause);
    hand_to_analysts(org, host, is_false, cause);
}

/// Which hosts of this organisation it was seen on, of those of which nothing is known yet: those
/// that the attacker has come first, then it is drawn.
std::vector<std::uint32_t> hosts_given(OrganisationContext& org, const KnownPlan& item,
                                       std::uint32_t count) {
    std::vector<federation::HostGroupId> groups;
    for (const auto group : item.groups) {
        if (org.info.host_groups.contains(group)) groups.push_back(group);
    }
    std::vector<std::pair<double, std::uint32_t>> taken;
    std::uint32_t known = 0;
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        const auto group = org.group_id(host.group);
        if (std::find(groups.begin(), groups.end(), group) == groups.end()) continue;
        ++known;
        if (host.suspicion != Suspicion::unknown || host.integrity == Integrity::clean) continue;
        taken.emplace_back(org.uniform(org.entity(host), Draw::known_host, item.entity.value), r);
    }
    std::sort(taken.begin(), taken.end());
    std::vector<std::uint32_t> chosen;
    for (const auto& [lot, record] : taken) chosen.push_back(record);
    const Lot lot(org.plan, groups);
    for (const HostRef host :
         lot.several(org.setup.draws, item.entity, Draw::known_host, count + known)) {
        const auto record = record_of(org, org.position(host.group), host.number);
        const bool is_free = record && org.state.hosts[*record].suspicion == Suspicion::unknown &&
                             std::find(chosen.begin(), chosen.end(), *record) == chosen.end();
        if (is_free) chosen.push_back(*record);
        if (chosen.size() >= count) break;
    }
    chosen.resize(std::min<std::size_t>(chosen.size(), count));
    return chosen;
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
    raise_alert(org, event.host, false, org.cause);
}

void confirm(OrganisationContext& org, std::uint32_t record, Cause cause) {
    HostRecord& host = org.state.hosts[record];
    if (!hold_confirmed(org, record, cause)) return;
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
        if (!host.ever_confirmed) --org.state.known.suspected;
        report_later(org, cause);
    }
    set_suspicion(org, record, Suspicion::cleared, cause);
    host.confirmed_now = false;
    host.destroyed_now = false;
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
    const auto host =
        team.watched.host(org.setup.draws, team.entity, Draw::false_alarm_host, event.number);
    if (!host) return;
    const auto owner = org.group(host->group).organisation;
    org.tell(org.plan.organisation(owner), org.now(), Priority::knowledge,
             event::FalseAlertAt{*host, event.team}, {});
}

void false_alert_at(OrganisationContext& org, const event::FalseAlertAt& event) {
    // What is off, cut off or destroyed tells nobody anything.
    const std::uint32_t group = org.position(event.host.group);
    if (power_of(org, group, event.host.number) != Power::on) return;
    const HostRecord* host = find_record(org.state, group, event.host.number);
    if (host != nullptr && host->integrity == Integrity::destroyed) return;
    ++org.tally().hosts.false_alarms;
    const Cause truth = org.record({.what = TraceKind::false_alarm, .subject = org.id.value});
    raise_alert(org, event.host, true, truth);
}

void users_will_notice(OrganisationContext& org, federation::HostGroupId group, Cause cause) {
    const auto office = org.plan.office_of_organisation[org.id.index()];
    const Duration delay =
        org.span(org.plan.users_notice, org.plan.host_entity(group, 0), Draw::users_notice,
                 org.state.groups[org.position(group)].reports++);
    org.later(org.plan.timelines[office].after_working(org.now(), delay), Priority::knowledge,
              event::UsersNotice{group, HalvedInteger(org.now().since_start().count())}, cause);
}

void users_notice(OrganisationContext& org, const event::UsersNotice& event) {
    const std::uint32_t group = org.position(event.group);
    const SimTime destroyed_at = SimTime::at(Duration::micros(event.destroyed_at.value()));
    std::vector<std::uint32_t> still;
    for (std::uint32_t r = 0; r < org.state.hosts.size(); ++r) {
        const HostRecord& host = org.state.hosts[r];
        if (host.group == group && host.integrity == Integrity::destroyed &&
            host.destroyed_at == destroyed_at) {
            still.push_back(r);
        }
    }
    if (still.empty()) return;  // repaired before anyone missed it
    const Cause cause = org.record({.what = TraceKind::users_noticed,
                                    .subject = event.group.value,
                                    .count = static_cast<std::uint32_t>(still.size())});
    for (const std::uint32_t record : still) {
        HostRecord& host = org.state.hosts[record];
        const bool is_new = !std::exchange(host.ever_seen_destroyed, true);
        const bool is_again = !std::exchange(host.destroyed_now, true) && !is_new;
        org.state.known.destroyed += is_new ? 1U : 0U;
        org.state.known.destroyed_again += is_again ? 1U : 0U;
    }
    report_later(org, cause);
    for (const std::uint32_t record : still) {
        confirm(org, record, cause);
        known_bad(org, record, cause);  // confirmed before it was destroyed or not
    }
}

void given(OrganisationContext& org, const event::Given& event) {
    const KnownPlan& item = org.plan.known_at_start[event.item];
    const auto hosts = hosts_given(org, item, event.hosts);
    if (hosts.empty()) return;
    const auto group = org.group_id(org.state.hosts[hosts.front()].group);
    const Cause cause = org.record({.what = TraceKind::given_at_start,
                                    .subject = group.value,
                                    .count = static_cast<std::uint32_t>(hosts.size()),
                                    .detail = item.written},
                                   {});
    // Each of them has shown itself somehow: an alert.
    org.state.known.alerts += static_cast<std::uint32_t>(hosts.size());
    for (const std::uint32_t record : hosts) {
        if (!item.confirmed) {
            hold_suspected(org, record, cause);
        } else if (hold_confirmed(org, record, cause)) {
            if (org.state.hosts[record].integrity != Integrity::clean) {
                have_examined(org, record, cause);
            }
            known_bad(org, record, cause);
        }
    }
    report_later(org, cause);
}

void send_report(OrganisationContext& org) {
    const KnownCounts known = org.state.reports.front().known;
    org.state.reports.erase(org.state.reports.begin());
    const Cause cause = org.record(
        {.what = TraceKind::reported, .subject = org.id.value, .count = known.suspected});
    const event::Report report{org.id.value,         known.suspected, known.confirmed,
                               known.destroyed,      known.alerts,    known.confirmed_again,
                               known.destroyed_again};
    // Those who release services want to hear of what is found, and of nothing else.
    const std::uint32_t finds =
        known.confirmed + known.destroyed + known.confirmed_again + known.destroyed_again;
    const bool is_for_boards =
        !org.plan.stages.boards.empty() && finds > std::exchange(org.state.finds_reported, finds);
    const auto tell = [&](scenario::Decider by, DeciderAddress who) {
        const bool releases = by == scenario::Decider::federation && is_for_boards;
        if (!decides(org.strategy(), by) && !releases) return;  // it would forget it again
        org.tell(who, org.now(), Priority::knowledge, report, cause);
    };
    tell(scenario::Decider::federation, org.plan.crisis_team());
    tell(scenario::Decider::region, org.plan.region_team(org.info.region));
    tell(scenario::Decider::organisation, org.plan.own_team(org.id));
}

}  // namespace kammerspiel::model
