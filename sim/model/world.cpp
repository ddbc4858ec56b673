#include "sim/model/world.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/model/attack.hpp"
#include "sim/model/black_start.hpp"
#include "sim/model/decider.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/moves.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/operation.hpp"
#include "sim/model/overloaded.hpp"
#include "sim/model/pool.hpp"
#include "sim/model/recovery.hpp"
#include "sim/model/response.hpp"

namespace kammerspiel::model {
namespace {

/// For events that the kind of process does not get.
struct NotMine {
    template <class Payload>
    void operator()(const Payload&) const {
        broken("an event reached a process of the wrong kind");
    }
};

/// An empty vector with the memory of this one.
template <class T>
std::vector<T> emptied(std::vector<T>& vector) {
    vector.clear();
    return std::move(vector);
}

void reset_groups(OrganisationState& state, const PlanData& plan,
                  const federation::Organisation& info) {
    state.groups.resize(info.host_groups.count);
    for (std::uint32_t g = 0; g < info.host_groups.count; ++g) {
        const std::uint32_t count = plan.federation.host_groups[info.host_groups[g].index()].count;
        GroupState fresh;
        fresh.counts[static_cast<std::size_t>(Availability::works)] = count;
        fresh.alike[static_cast<std::size_t>(Power::on)] = count;
        fresh.record_of = emptied(state.groups[g].record_of);
        fresh.waiting = emptied(state.groups[g].waiting);
        state.groups[g] = std::move(fresh);
    }
}

void reset_services(OrganisationState& state, const PlanData& plan,
                    const federation::Organisation& info) {
    state.services.resize(info.services.count);
    for (std::uint32_t s = 0; s < info.services.count; ++s) {
        ServiceState fresh;
        fresh.since = plan.begins;
        fresh.flows_since = plan.begins;
        fresh.layers = emptied(state.services[s].layers);
        fresh.flows = emptied(state.services[s].flows);
        fresh.flows.resize(plan.flows[info.services[s].index()].size());
        state.services[s] = std::move(fresh);
    }
}

void reset_links(OrganisationState& state, const PlanData& plan,
                 const federation::Organisation& info, bool offers_upwards) {
    state.links.assign(info.links.count, LinkState{});
    for (std::uint32_t l = 0; l < info.links.count; ++l) {
        state.links[l].way_offered = plan.way_offered[info.links[l].index()];
        state.links[l].way_told = offers_upwards;
    }
}

}  // namespace

WorldState::WorldState(const Setup& setup) { reset(setup); }

void WorldState::reset(const Setup& setup) {
    setup_ = setup;
    const PlanData& plan = *setup.plan;
    const bool is_new = serial_ != plan.serial;
    serial_ = 0;  // of no plan, should this be cut short
    organisations_.resize(plan.federation.organisations.size());
    for (std::size_t o = 0; o < organisations_.size(); ++o) {
        if (is_new || organisations_[o].touched) reset_organisation(o);
    }
    reset_deciders();
    reset_operation();
    pools_.resize(plan.pools.size());
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        pools_[p].free = plan.pools[p].people;
        pools_[p].waiting.clear();
    }
    notes_.resize(plan.processes());
    for (Notebook& notes : notes_) {
        notes.trace.clear();
        Tally fresh;
        fresh.obligations = emptied(notes.tally.obligations);
        notes.tally = std::move(fresh);
    }
    serial_ = plan.serial;
}

void WorldState::reset_deciders() {
    const PlanData& plan = *setup_.plan;
    const auto& federation = plan.federation;
    const StrategyPlan& strategy = plan.strategies[setup_.strategy];
    deciders_.resize(1 + federation.regions.size() + federation.organisations.size());
    // Only those who decide something are given a memory: with many organisations it adds up.
    const std::array has_memory{true, decides(strategy, scenario::Decider::region),
                                decides(strategy, scenario::Decider::organisation)};
    for (std::size_t i = 0; i < deciders_.size(); ++i) {
        DeciderState& decider = deciders_[i];
        const std::size_t kind = i == 0 ? 0 : i <= federation.regions.size() ? 1 : 2;
        if (!has_memory[kind]) {
            decider = {};
            continue;
        }
        decider.told.assign(federation.organisations.size(), {});
        decider.told_by_region.assign(federation.regions.size(), {});
        decider.told_in_all = {};
        decider.triggered.resize(strategy.plays.size());
        for (auto& subjects : decider.triggered) subjects.clear();
        decider.decided.assign(strategy.plays.size(), false);
        decider.evaluate_due = false;
        decider.belief = plan.weights;
        decider.channels_down.assign(plan.channels.size(), false);
    }
}

void WorldState::reset_operation() {
    const PlanData& plan = *setup_.plan;
    const AttackPlan& attack = plan.attackers[setup_.attacker];
    operation_.holdings.clear();
    operation_.groups_held.assign(2 * plan.federation.host_groups.size(), false);
    operation_.realms.assign(plan.federation.realms.size(), false);
    operation_.hands.assign(attack.hands.size(), {});
    operation_.armed.assign(attack.impacts.size(), false);
    operation_.striking.assign(attack.impacts.size(), false);
    operation_.has_noticed = false;
    operation_.intent_is_known = false;
}

void WorldState::reset_organisation(std::size_t number) {
    const PlanData& plan = *setup_.plan;
    const auto& info = plan.federation.organisations[number];
    OrganisationState& state = organisations_[number];
    state.touched = true;  // until all of it is done
    reset_groups(state, plan, info);
    reset_services(state, plan, info);
    const bool has_internet = [&] {
        for (std::uint32_t l = 0; l < info.links.count; ++l) {
            if (!plan.federation.links[info.links[l].index()].to) return true;
        }
        return false;
    }();
    state.ways_from_below = plan.ways_from_below[number];
    reset_links(state, plan, info, has_internet || state.ways_from_below > 0);
    state.way_told_below = has_internet || state.ways_from_below > 0 ||
                           std::any_of(state.links.begin(), state.links.end(),
                                       [](const LinkState& l) { return l.way_offered; });
    state.levels.assign(info.nodes(), federation::Levels::full());
    state.causes.assign(info.nodes(), Cause{});
    state.grace.assign(info.grace_slots, GraceState{});
    state.hosts.clear();
    state.clocks.clear();
    state.crews.resize(info.crews.count);
    for (std::uint32_t c = 0; c < info.crews.count; ++c) {
        state.crews[c].free = plan.federation.crews[info.crews[c].index()].people;
    }
    state.teams.clear();
    for (const TeamPlan& team : plan.teams) {
        if (team.at.index() != number) continue;
        TeamState fresh;
        fresh.free = team.people;
        state.teams.push_back(std::move(fresh));
    }
    state.aid.assign(plan.pools.size(), {});
    state.waiting_actions.clear();
    state.obligations.assign(plan.obligations[number].size(), {});
    state.forensics.reset();
    if (plan.forensics && plan.forensics->at.index() == number) {
        state.forensics = ForensicsState{.queue = {}, .free = plan.forensics->people};
    }
    state.dirty.clear();
    state.realms_taken.clear();
    state.blocked.clear();
    state.restore.reset();
    state.repairs_from.reset();
    state.known = {};
    state.settle_due = false;
    state.report_due = false;
    state.touched = false;
}

void WorldState::handle(const kernel::EventKey& key, const Event& event,
                        kernel::Outbox<Event>& out) {
    const std::size_t target = key.target().index();
    Context in{.plan = *setup_.plan,
               .setup = setup_,
               .out = out,
               .key = key,
               .notes = notes_[target],
               .cause = event.cause};
    const std::size_t organisations = organisations_.size();
    const std::size_t regions = setup_.plan->federation.regions.size();
    if (target < organisations) {
        organisations_[target].touched = true;
        handle_in_organisation(in, event.payload);
    } else if (target == organisations) {
        handle_in_decider(in, 0, {}, event.payload);
    } else if (target <= organisations + regions) {
        const auto region = static_cast<std::uint32_t>(target - organisations - 1);
        handle_in_decider(in, 1 + region, {Subject::Kind::region, region}, event.payload);
    } else if (key.target() == setup_.plan->operation()) {
        handle_in_operation(in, event.payload);
    } else {
        const auto pool = static_cast<std::uint32_t>(target - setup_.plan->operation().index() - 1);
        handle_in_pool(in, pool, event.payload);
    }
}

void WorldState::handle_in_pool(Context& in, std::uint32_t pool, const Payload& payload) {
    Pooling pooling{.in = in, .state = pools_[pool], .number = pool};
    std::visit(Overloaded{
                   [&](const event::AidAsked& e) { aid_asked(pooling, e); },
                   [&](const event::AidReturns& e) { aid_returns(pooling, e); },
                   NotMine{},
               },
               payload);
}

void WorldState::handle_in_organisation(Context& in, const Payload& payload) {
    const std::uint32_t number = in.self();
    Here here{.in = in,
              .state = organisations_[number],
              .id = federation::OrganisationId{number},
              .info = in.plan.federation.organisations[number]};
    const auto decide_here = [&] {
        handle_in_decider(in, 1 + in.plan.federation.regions.size() + number,
                          {Subject::Kind::organisation, number}, payload);
    };
    std::visit(Overloaded{
                   [&](const event::Settle&) { settle(here); },
                   [&](const event::LevelChanged& e) { level_changed(here, e); },
                   [&](const event::StartDone& e) { start_done(here, e); },
                   [&](const event::GraceOver& e) { grace_over(here, e); },
                   [&](const event::GraceFull& e) { grace_full(here, e); },
                   [&](const event::Enter& e) { enter(here, e); },
                   [&](const event::AttemptDue& e) { attempt_due(here, e); },
                   [&](const event::HandTry& e) { hand_try(here, e); },
                   [&](const event::HandDue& e) { hand_due(here, e); },
                   [&](const event::Arrive& e) { arrive(here, e); },
                   [&](const event::Strike& e) { strike(here, e); },
                   [&](const event::StrikeGroup& e) { strike_group(here, e); },
                   [&](const event::StrikeHost& e) { strike_host(here, e); },
                   [&](const event::WayOffered& e) { way_offered(here, e); },
                   [&](const event::Wake& e) { wake(here, e); },
                   [&](const event::AlertDue& e) { alert_due(here, e); },
                   [&](const event::AlertHere& e) { alert_here(here, e); },
                   [&](const event::AnalysisDone& e) { analysis_done(here, e); },
                   [&](const event::Verdict& e) { verdict(here, e); },
                   [&](const event::FalseAlarm& e) { false_alarm(here, e); },
                   [&](const event::FalseAlertAt& e) { false_alert_at(here, e); },
                   [&](const event::ExamineHost& e) { examine_host(here, e); },
                   [&](const event::ExaminationDone& e) { examination_done(here, e); },
                   [&](const event::UsersNotice& e) { users_notice(here, e); },
                   [&](const event::Given& e) { given(here, e); },
                   [&](const event::SendReport&) { send_report(here); },
                   [&](const event::Report&) { decide_here(); },
                   [&](const event::Indication&) { decide_here(); },
                   [&](const event::Evaluate&) { decide_here(); },
                   [&](const event::PlayOrdered&) { decide_here(); },
                   [&](const event::Decide&) { decide_here(); },
                   [&](const event::Order& e) { order(here, e); },
                   [&](const event::ActionDone& e) { action_done(here, e); },
                   [&](const event::AidArrives& e) { aid_arrives(here, e); },
                   [&](const event::FallbackOn& e) { fallback_on(here, e); },
                   [&](const event::FallbackOver& e) { fallback_over(here, e); },
                   [&](const event::MoveDue& e) { move_due(here, e); },
                   [&](const event::MovedHere& e) { moved_here(here, e); },
                   [&](const event::ObligationBegins& e) { obligation_begins(here, e); },
                   [&](const event::ObligationReady& e) { obligation_ready(here, e); },
                   [&](const event::ObligationDeadline& e) { obligation_deadline(here, e); },
                   [&](const event::RestoreBegins& e) { restore_begins(here, e); },
                   [&](const event::Found& e) { found(here, e); },
                   [&](const event::JobDone& e) { job_done(here, e); },
                   [&](const event::RepairDue& e) { repair_due(here, e); },
                   NotMine{},
               },
               payload);
}

void WorldState::handle_in_decider(Context& in, std::size_t decider, Subject who,
                                   const Payload& payload) {
    DeciderState& state = deciders_[decider];
    if (state.told.empty()) return;  // it decides nothing in this strategy
    const bool is_own = who.kind == Subject::Kind::organisation;
    Deciding deciding{.in = in,
                      .state = state,
                      .own = is_own ? &organisations_[who.number] : nullptr,
                      .who = who};
    std::visit(Overloaded{
                   [&](const event::Report& e) { report_received(deciding, e); },
                   [&](const event::Indication& e) { indication_received(deciding, e); },
                   [&](const event::ChannelChanged& e) { channel_changed(deciding, e); },
                   [&](const event::Evaluate&) { evaluate(deciding); },
                   [&](const event::PlayOrdered& e) { play_ordered(deciding, e); },
                   [&](const event::Decide& e) { decide(deciding, e); },
                   NotMine{},
               },
               payload);
}

void WorldState::handle_in_operation(Context& in, const Payload& payload) {
    Operating operating{.in = in, .state = operation_};
    std::visit(Overloaded{
                   [&](const event::AttemptResult& e) { attempt_result(operating, e); },
                   [&](const event::HandReady& e) { hand_ready(operating, e); },
                   [&](const event::StrikeDue& e) { strike_due(operating, e); },
                   [&](const event::RealmReset& e) { realm_reset(operating, e); },
                   [&](const event::Noticed& e) { noticed(operating, e); },
                   NotMine{},
               },
               payload);
}

std::vector<WorldState::Seed> WorldState::seeds() const {
    const PlanData& plan = *setup_.plan;
    std::vector<Seed> seeds;
    const auto process_of = [&](federation::HostGroupId group) {
        return plan.process(plan.federation.host_groups[group.index()].organisation);
    };
    const auto uniform = [&](kernel::EntityId entity, Draw purpose) {
        return setup_.draws.uniform(entity, kernel::Purpose{static_cast<std::uint32_t>(purpose)},
                                    0);
    };
    for (std::uint32_t e = 0; e < plan.entries.size(); ++e) {
        const EntryPlan& entry = plan.entries[e];
        if (!entry.attackers[setup_.attacker]) continue;
        const Pick picked =
            pick(entry.at.groups, entry.at.hosts_up_to, uniform(entry.entity, Draw::entry_host));
        seeds.push_back({SimTime::at(entry.when.at(uniform(entry.entity, Draw::entry_time))),
                         Priority::hosts_and_links, process_of(picked.group),
                         event::Enter{e, {picked.group, picked.number}}});
    }
    const AttackPlan& attack = plan.attackers[setup_.attacker];
    for (std::uint32_t i = 0; i < attack.impacts.size(); ++i) {
        if (attack.kind != scenario::AttackerProfile::Kind::operated || !attack.impacts[i].at) {
            continue;
        }
        seeds.push_back({*attack.impacts[i].at, Priority::hosts_and_links, plan.operation(),
                         event::StrikeDue{i}});
    }
    for (std::uint32_t i = 0; i < plan.given_groups.size(); ++i) {
        seeds.push_back({SimTime::start(), Priority::knowledge,
                         process_of(plan.given_groups[i].front()), event::Given{i}});
    }
    for (std::uint32_t t = 0; plan.false_alarms && t < plan.teams.size(); ++t) {
        const Duration first =
            plan.false_alarms->at(uniform(plan.teams[t].entity, Draw::false_alarm_gap));
        seeds.push_back({SimTime::start() + first, Priority::knowledge,
                         plan.process(plan.teams[t].at), event::FalseAlarm{t, 0}});
    }
    for (const DecidingMoment& moment : deciding_moments(plan, setup_.strategy)) {
        seeds.push_back({moment.at, Priority::decisions, moment.who, event::Evaluate{}});
    }
    return seeds;
}

/// Books who was served elsewhere with those they belong to.
void WorldState::add_flows(Metrics& metrics) const {
    const PlanData& plan = *setup_.plan;
    for (std::size_t o = 0; o < organisations_.size(); ++o) {
        const auto services = plan.federation.organisations[o].services;
        for (std::uint32_t s = 0; s < services.count; ++s) {
            const auto& flows = organisations_[o].services[s].flows;
            for (std::size_t f = 0; f < flows.size(); ++f) {
                const auto source = plan.flows[services[s].index()][f];
                metrics.services[source.index()].served_elsewhere += flows[f].served;
                metrics.services[services[s].index()].served_others += flows[f].served;
            }
        }
    }
}

Metrics WorldState::close(SimTime end) {
    const PlanData& plan = *setup_.plan;
    Metrics metrics;
    metrics.end = end;
    metrics.services.reserve(plan.federation.services.size());
    metrics.data.reserve(plan.federation.host_groups.size());
    for (std::size_t o = 0; o < organisations_.size(); ++o) {
        const auto& info = plan.federation.organisations[o];
        if (!organisations_[o].touched) {  // nothing of it was ever missing
            metrics.services.resize(metrics.services.size() + info.services.count);
            metrics.data.resize(metrics.data.size() + info.host_groups.count);
            continue;
        }
        close_books(plan, organisations_[o], info, end);
        for (ServiceState& service : organisations_[o].services) {
            metrics.services.push_back(std::move(service.figures));
        }
        for (const GroupState& group : organisations_[o].groups) metrics.data.push_back(group.data);
    }
    add_flows(metrics);
    metrics.cannot_start = start_circles(plan, organisations_);
    metrics.obligations.resize(plan.scenario.obligations.size());
    for (const Notebook& notes : notes_) {
        const HostFigures& one = notes.tally.hosts;
        HostFigures& all = metrics.hosts;
        all.compromised += one.compromised;
        all.destroyed += one.destroyed;
        all.destroyed_before_start += one.destroyed_before_start;
        all.switched_off += one.switched_off;
        all.rebuilt += one.rebuilt;
        all.inspected_clean += one.inspected_clean;
        all.missed += one.missed;
        all.from_scratch += one.from_scratch;
        all.persisted += one.persisted;
        all.false_alarms += one.false_alarms;
        all.crew_time += one.crew_time;
        for (std::size_t i = 0; i < notes.tally.obligations.size(); ++i) {
            metrics.obligations[i].met += notes.tally.obligations[i].met;
            metrics.obligations[i].missed += notes.tally.obligations[i].missed;
            metrics.obligations[i].not_sent += notes.tally.obligations[i].not_sent;
        }
        all.exfiltrated = all.exfiltrated + one.exfiltrated;
        all.alerts_before_start += one.alerts_before_start;
        const auto& first = notes.tally.first_alert;
        if (first && (!metrics.first_alert || *first < *metrics.first_alert)) {
            metrics.first_alert = first;
        }
    }
    return metrics;
}

std::vector<TraceRecord> WorldState::take_trace() {
    std::vector<TraceRecord> all;
    for (Notebook& notes : notes_) {
        all.insert(all.end(), notes.trace.begin(), notes.trace.end());
        notes.trace.clear();
    }
    // Records of one event share its key and stand together, in the order they were written.
    std::stable_sort(all.begin(), all.end(),
                     [](const TraceRecord& a, const TraceRecord& b) { return a.key < b.key; });
    return all;
}

}  // namespace kammerspiel::model
