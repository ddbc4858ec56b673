#include "kammerspiel/base/overloaded.hpp"
#include "sim/model/attack.hpp"
#include "sim/model/decider.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/moves.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/operation.hpp"
#include "sim/model/pool.hpp"
#include "sim/model/recovery.hpp"
#include "sim/model/response.hpp"
#include "sim/model/world.hpp"

// Which handler an event has: one list for each kind of process, none with a catch-all.

namespace kammerspiel::model {

void WorldState::handle(const kernel::EventKey& key, const Event& event,
                        kernel::Outbox<Event>& out) {
    const PlanData& plan = *setup_.plan;
    const std::size_t target = key.target().index();
    const Context context{.plan = plan,
                          .setup = setup_,
                          .out = out,
                          .key = key,
                          .notes = notes_[target],
                          .cause = event.cause};
    const std::size_t organisations = organisations_.size();
    const std::size_t operation = plan.operation().process.index();
    if (target < organisations) {
        const federation::OrganisationId id{target};
        organisations_[target].touched = true;
        if (is_one_of<DeciderEvent>(event.payload)) {
            handle_in_decider(context, {Subject::Kind::organisation, id.value}, event.payload);
        } else {
            handle_in_organisation(context, id, event.payload);
        }
    } else if (target == organisations) {
        handle_in_decider(context, {}, event.payload);
    } else if (target < operation) {
        const auto region = static_cast<std::uint32_t>(target - organisations - 1);
        handle_in_decider(context, {Subject::Kind::region, region}, event.payload);
    } else if (target == operation) {
        handle_in_operation(context, event.payload);
    } else {
        handle_in_pool(context, static_cast<std::uint32_t>(target - operation - 1), event.payload);
    }
}

void WorldState::handle_in_organisation(const Context& context, federation::OrganisationId id,
                                        const Payload& payload) {
    ProcessContext<OrganisationEvent> in{context};
    Here here{
        .in = in, .state = organisations_[id.index()], .id = id, .info = in.plan.federation.of(id)};
    dispatch<OrganisationEvent>(
        payload, Overloaded{
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
                 });
}

void WorldState::handle_in_decider(const Context& context, Subject who, const Payload& payload) {
    DeciderState& state = decider(who);
    if (state.told.empty()) return;  // it decides nothing in this strategy
    ProcessContext<DeciderEvent> in{context};
    const bool is_own = who.kind == Subject::Kind::organisation;
    Deciding deciding{.in = in,
                      .state = state,
                      .own = is_own ? &organisations_[who.number] : nullptr,
                      .who = who};
    dispatch<DeciderEvent>(
        payload, Overloaded{
                     [&](const event::Report& e) { report_received(deciding, e); },
                     [&](const event::Indication& e) { indication_received(deciding, e); },
                     [&](const event::ChannelChanged& e) { channel_changed(deciding, e); },
                     [&](const event::Evaluate&) { evaluate(deciding); },
                     [&](const event::PlayOrdered& e) { play_ordered(deciding, e); },
                     [&](const event::Decide& e) { decide(deciding, e); },
                 });
}

void WorldState::handle_in_operation(const Context& context, const Payload& payload) {
    ProcessContext<OperationEvent> in{context};
    Operating operating{.in = in, .state = operation_};
    dispatch<OperationEvent>(
        payload, Overloaded{
                     [&](const event::AttemptResult& e) { attempt_result(operating, e); },
                     [&](const event::HandReady& e) { hand_ready(operating, e); },
                     [&](const event::StrikeDue& e) { strike_due(operating, e); },
                     [&](const event::RealmReset& e) { realm_reset(operating, e); },
                     [&](const event::Noticed& e) { noticed(operating, e); },
                 });
}

void WorldState::handle_in_pool(const Context& context, std::uint32_t pool,
                                const Payload& payload) {
    ProcessContext<PoolEvent> in{context};
    Pooling pooling{.in = in, .state = pools_[pool], .number = pool};
    dispatch<PoolEvent>(payload, Overloaded{
                                     [&](const event::AidAsked& e) { aid_asked(pooling, e); },
                                     [&](const event::AidReturns& e) { aid_returns(pooling, e); },
                                 });
}

}  // namespace kammerspiel::model
