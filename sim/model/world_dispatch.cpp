#include "kammerspiel/base/overloaded.hpp"
#include "sim/model/accounts.hpp"
#include "sim/model/analysts.hpp"
#include "sim/model/applications.hpp"
#include "sim/model/attack.hpp"
#include "sim/model/boards.hpp"
#include "sim/model/compromise.hpp"
#include "sim/model/crews.hpp"
#include "sim/model/decider.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/detection.hpp"
#include "sim/model/ends.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/goods.hpp"
#include "sim/model/hands.hpp"
#include "sim/model/holds.hpp"
#include "sim/model/jobs.hpp"
#include "sim/model/moves.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/operation.hpp"
#include "sim/model/outer_circle.hpp"
#include "sim/model/pool.hpp"
#include "sim/model/realms.hpp"
#include "sim/model/recovery.hpp"
#include "sim/model/reopening.hpp"
#include "sim/model/repair_job.hpp"
#include "sim/model/response.hpp"
#include "sim/model/returning_roots.hpp"
#include "sim/model/strike.hpp"
#include "sim/model/ways.hpp"
#include "sim/model/world.hpp"

// Which handler an event has: one list for each kind of process, none with a catch-all.

namespace kammerspiel::model {

namespace {

void count(ProcessLog& log, const Payload& payload) {
    log.events.resize(std::variant_size_v<Payload>);
    ++log.events[payload.index()];
}

}  // namespace

void WorldState::handle(const kernel::EventKey& key, const Event& event,
                        kernel::Outbox<Event>& out) {
    const PlanData& plan = *setup_.plan;
    const std::size_t target = key.target().index();
    ProcessLog& log = logs_[place(target)];
    const Context context{
        .plan = plan, .setup = setup_, .out = out, .key = key, .log = log, .cause = event.cause};
    if (setup_.count_events) count(log, event.payload);
    const std::size_t organisations = plan.federation.organisations.size();
    const std::size_t operation = plan.operation().process.index();
    if (target < organisations) {
        const federation::OrganisationId id{target};
        organisations_[place(target)].touched = true;
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
    OrganisationContext org{
        {context}, organisations_[place(id.index())], id, context.plan.federation.of(id)};
    dispatch<OrganisationEvent>(
        payload, Overloaded{
                     [&](const event::Settle&) { settle(org); },
                     [&](const event::LevelChanged& e) { level_changed(org, e); },
                     [&](const event::HopeBegins& e) { hope_begins(org, e); },
                     [&](const event::HopedLevel& e) { hoped_level(org, e); },
                     [&](const event::HopeEnds& e) { hope_ends(org, e); },
                     [&](const event::MendedLevel& e) { mended_level(org, e); },
                     [&](const event::RootsReturn& e) { roots_return(org, e); },
                     [&](const event::StartDone& e) { start_done(org, e); },
                     [&](const event::GraceOver& e) { grace_over(org, e); },
                     [&](const event::GraceFull& e) { grace_full(org, e); },
                     [&](const event::Enter& e) { enter(org, e); },
                     [&](const event::AttemptDue& e) { attempt_due(org, e); },
                     [&](const event::HandTry& e) { hand_try(org, e); },
                     [&](const event::HandDue& e) { hand_due(org, e); },
                     [&](const event::Arrive& e) { arrive(org, e); },
                     [&](const event::Strike& e) { strike(org, e); },
                     [&](const event::StrikeGroup& e) { strike_group(org, e); },
                     [&](const event::StrikeHost& e) { strike_host(org, e); },
                     [&](const event::WayOffered& e) { way_offered(org, e); },
                     [&](const event::RealmNews& e) { realm_news(org, e); },
                     [&](const event::Wake& e) { wake(org, e); },
                     [&](const event::AlertDue& e) { alert_due(org, e); },
                     [&](const event::AlertHere& e) { alert_here(org, e); },
                     [&](const event::AnalysisBegins& e) { analysis_begins(org, e); },
                     [&](const event::AnalysisDone& e) { analysis_done(org, e); },
                     [&](const event::Verdict& e) { verdict(org, e); },
                     [&](const event::FalseAlarm& e) { false_alarm(org, e); },
                     [&](const event::FalseAlertAt& e) { false_alert_at(org, e); },
                     [&](const event::ExamineHost& e) { examine_host(org, e); },
                     [&](const event::MemoryLost& e) { memory_lost(org, e); },
                     [&](const event::ExaminationsBegin&) { examinations_begin(org); },
                     [&](const event::ExaminationDone& e) { examination_done(org, e); },
                     [&](const event::UsersNotice& e) { users_notice(org, e); },
                     [&](const event::Given& e) { given(org, e); },
                     [&](const event::SendReport&) { send_report(org); },
                     [&](const event::Order& e) { order(org, e); },
                     [&](const event::ActionDone& e) { action_done(org, e); },
                     [&](const event::AidArrives& e) { aid_arrives(org, e); },
                     [&](const event::FallbackOn& e) { fallback_on(org, e); },
                     [&](const event::FallbackOver& e) { fallback_over(org, e); },
                     [&](const event::MoveDue& e) { move_due(org, e); },
                     [&](const event::MovedHere& e) { moved_here(org, e); },
                     [&](const event::ObligationBegins& e) { obligation_begins(org, e); },
                     [&](const event::ObligationReady& e) { obligation_ready(org, e); },
                     [&](const event::ObligationDeadline& e) { obligation_deadline(org, e); },
                     [&](const event::RestoreBegins& e) { restore_begins(org, e); },
                     [&](const event::Found& e) { found(org, e); },
                     [&](const event::WorkDone& e) { work_done(org, e); },
                     [&](const event::OpenAgain& e) { open_again(org, e); },
                     [&](const event::GiveWork&) { give_work(org); },
                     [&](const event::LookRound&) { look_round(org); },
                     [&](const event::EndAsked& e) { end_asked(org, e); },
                     [&](const event::EndStands& e) { end_stands(org, e); },
                     [&](const event::RepairDue& e) { repair_due(org, e); },
                     [&](const event::AidMustLeave& e) { aid_must_leave(org, e); },
                     [&](const event::HoldOver& e) { hold_over(org, e); },
                     [&](const event::HoldAsked& e) { hold_asked(org, e); },
                     [&](const event::ImagingOver& e) { imaging_over(org, e); },
                     [&](const event::HoldLifted& e) { hold_lifted(org, e); },
                     [&](const event::BackToHold&) { back_to_hold(org); },
                     [&](const event::JobAsked& e) { job_asked(org, e); },
                     [&](const event::JobDone& e) { job_done(org, e.job); },
                     [&](const event::LoadOver& e) { load_over(org, e); },
                     [&](const event::AcceptanceOver& e) { acceptance_over(org, e.job); },
                     [&](const event::InterimDue& e) { interim_due(org, e); },
                     [&](const event::Released& e) { parts_released(org, e); },
                     [&](const event::GoodsArrive& e) { goods_arrive(org, e); },
                     [&](const event::ImageReady& e) { image_ready(org, e); },
                     [&](const event::AccountsIssued& e) { accounts_issued(org, e); },
                     [&](const event::CrewTires& e) { crew_tires(org, e); },
                 });
}

void WorldState::handle_in_decider(const Context& context, Subject who, const Payload& payload) {
    DeciderState& state = state_of(who);
    if (state.reported.empty()) return;  // it decides nothing in this strategy
    const bool is_own = who.kind == Subject::Kind::organisation;
    DeciderContext decider{
        {context}, state, is_own ? &organisations_[place(who.number)] : nullptr, who};
    dispatch<DeciderEvent>(payload,
                           Overloaded{
                               [&](const event::Report& e) { report_received(decider, e); },
                               [&](const event::Indication& e) { indication_received(decider, e); },
                               [&](const event::ChannelChanged& e) { channel_changed(decider, e); },
                               [&](const event::HostsStand& e) { hosts_stand(decider, e); },
                               [&](const event::Evaluate&) { evaluate(decider); },
                               [&](const event::PlayOrdered& e) { play_ordered(decider, e); },
                               [&](const event::Decide& e) { decide(decider, e); },
                               [&](const event::CarriedOut& e) { carried_out(decider, e); },
                               [&](const event::PlayDone& e) { play_done(decider, e); },
                               [&](const event::PutForward& e) { put_before_board(decider, e); },
                               [&](const event::BoardMeets& e) { board_meets(decider, e); },
                               [&](const event::HoldEnded& e) { hold_ended(decider, e); },
                           });
}

void WorldState::handle_in_operation(const Context& context, const Payload& payload) {
    OperationContext operation{{context}, operation_};
    dispatch<OperationEvent>(
        payload, Overloaded{
                     [&](const event::AttemptResult& e) { attempt_result(operation, e); },
                     [&](const event::TryAgain&) { try_again(operation); },
                     [&](const event::StrikeDue& e) { strike_due(operation, e); },
                     [&](const event::StrikeThrough& e) { strike_through(operation, e); },
                     [&](const event::RealmReset& e) { realm_reset(operation, e); },
                     [&](const event::Noticed& e) { noticed(operation, e); },
                     [&](const event::LinkChanged& e) { link_changed(operation, e); },
                     [&](const event::LookForWays&) { look_for_ways(operation); },
                 });
}

void WorldState::handle_in_pool(const Context& context, std::uint32_t pool,
                                const Payload& payload) {
    PoolContext shared{{context}, pools_[pool], pool};
    dispatch<PoolEvent>(payload, Overloaded{
                                     [&](const event::AidAsked& e) { aid_asked(shared, e); },
                                     [&](const event::AidReturns& e) { aid_returns(shared, e); },
                                     [&](const event::AidSent&) { aid_sent(shared); },
                                 });
}

}  // namespace kammerspiel::model
