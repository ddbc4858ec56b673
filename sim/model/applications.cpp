#include "sim/model/applications.hpp"

#include <algorithm>
#include <numeric>

#include "sim/model/backup.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/jobs.hpp"
#include "sim/model/node_levels.hpp"
#include "sim/model/waiting.hpp"

namespace kammerspiel::model {
namespace {

using Interim = ReturnState::Interim;

ReturnState& state_of(OrganisationContext& org, std::uint32_t service) {
    return org.state.services[service].back;
}
const ReturnState& state_of(const OrganisationContext& org, std::uint32_t service) {
    return org.state.services[service].back;
}

const ReturnPlan* plan_of(const OrganisationContext& org, std::uint32_t service) {
    const auto& all = org.plan.stages.services;
    if (all.empty()) return nullptr;
    const auto& plan = all[org.service_id(service).index()];
    return plan ? &*plan : nullptr;
}

std::uint64_t destroyed_so_far(const OrganisationContext& org, const ReturnPlan& plan) {
    return std::accumulate(
        plan.servers.begin(), plan.servers.end(), std::uint64_t{0},
        [&](std::uint64_t sum, std::uint32_t g) { return sum + org.state.groups[g].destructions; });
}

/// Whether it was down for so long, or so much of what it stands on was destroyed, since it came
/// back last or set about it, that it has to pass its stages.
bool has_to_pass(const OrganisationContext& org, std::uint32_t service, const ReturnPlan& plan) {
    const ReturnState& state = state_of(org, service);
    if (destroyed_so_far(org, plan) > state.destroyed_before) return true;
    const bool stopped_since = !state.began || state.stopped > *state.began;
    return stopped_since && org.now() - state.stopped >= plan.after;
}

StageJob job_of(const OrganisationContext& org, std::uint32_t service, std::uint32_t part,
                std::uint16_t attempt, StageJob::Kind kind) {
    return {.service = org.service_id(service),
            .part = part,
            .round = state_of(org, service).round,
            .attempt = attempt,
            .kind = kind,
            .is_intact = state_of(org, service).is_intact};
}

void touch_service(OrganisationContext& org, std::uint32_t service, Cause cause) {
    touch(org, org.service_node(service), cause);
}

void accept(OrganisationContext& org, std::uint32_t service, std::uint32_t part,
            std::uint16_t attempt) {
    const ReturnPlan& plan = *plan_of(org, service);
    ReturnState& state = state_of(org, service);
    touch_service(org, service, org.cause);
    if (!plan.accept) {
        ++state.ready;
        return put_forward(org);
    }
    ++state.accepting;
    const StageJob job = job_of(org, service, part, attempt, StageJob::Kind::acceptance);
    if (plan.accept->crew) return ask_for(org, {org.id, plan.accept->crew}, job);
    const Duration takes =
        org.span(plan.accept->takes, plan.entity, Draw::acceptance_time, index_of_draw(job));
    org.later(org.now() + takes, Priority::hosts_and_links, event::AcceptanceOver{job});
}

void work_on(OrganisationContext& org, std::uint32_t service, std::uint32_t part,
             std::uint16_t attempt) {
    const ReturnPlan& plan = *plan_of(org, service);
    if (!plan.work) return accept(org, service, part, attempt);
    ++state_of(org, service).working;
    ask_for(org, plan.work->by, job_of(org, service, part, attempt, StageJob::Kind::part));
}

void work_on_all(OrganisationContext& org, std::uint32_t service) {
    for (std::uint32_t part = 0; part < plan_of(org, service)->parts(); ++part) {
        work_on(org, service, part, 0);
    }
}

void ask_for_interim(OrganisationContext& org, std::uint32_t service) {
    ReturnState& state = state_of(org, service);
    state.interim = Interim::asked;
    ask_for(org, plan_of(org, service)->interim->by,
            {.service = org.service_id(service),
             .part = 0,
             .round = state.interims++,
             .attempt = 0,
             .kind = StageJob::Kind::interim});
}

void begin_stages(OrganisationContext& org, std::uint32_t service, const ReturnPlan& plan) {
    ReturnState& state = state_of(org, service);
    if (state.began) ++state.round;
    state.is_under_way = true;
    state.began = org.now();
    const std::uint64_t destroyed = destroyed_so_far(org, plan);
    state.is_intact = destroyed == state.destroyed_before;
    state.destroyed_before = destroyed;
    state.working = state.accepting = state.ready = state.told = state.released = 0;
    forget_jobs(org, org.service_id(service), state.round);
    touch_service(org, service, org.state.causes[org.service_node(service).index()]);
    if (plan.work && plan.work->loading > Duration::zero()) {
        state.working = plan.parts();
        org.state.stages.loads.push_back(service);
        return load_next(org);
    }
    work_on_all(org, service);
}

/// Reset of every realm that hosts here trust, since then.
bool credentials_were_reset(const OrganisationContext& org, SimTime since) {
    for (std::uint32_t g = 0; g < org.info.host_groups.count; ++g) {
        const auto& realm = org.group(g).realm;
        if (!realm) continue;
        const bool is_reset =
            std::any_of(org.state.realms.begin(), org.state.realms.end(), [&](const auto& known) {
                return known.first == *realm && known.second.reset && *known.second.reset >= since;
            });
        if (!is_reset) return false;
    }
    return true;
}

std::uint32_t hosts_away(const OrganisationContext& org) {
    std::uint32_t away = 0;
    for (const GroupState& group : org.state.groups) {
        away += group.tracked_away + group.untracked_in(Power::off) +
                group.untracked_in(Power::isolated) + group.untracked_in(Power::in_repair);
    }
    return away;
}

bool enough_is_back(const OrganisationContext& org, std::int32_t examined) {
    const std::uint64_t most = org.state.stages.most_away;
    const std::uint64_t away = hosts_away(org);
    if (away == 0 || most == 0) return true;
    const auto full = static_cast<std::uint64_t>(PartsPerMillion::full().count());
    return (most - std::min(most, away)) * full >= most * static_cast<std::uint64_t>(examined);
}

bool all_run_of(const OrganisationContext& org, std::uint32_t board) {
    for (std::uint32_t s = 0; s < org.info.services.count; ++s) {
        const ReturnPlan* plan = plan_of(org, s);
        if (plan == nullptr || plan->board != board) continue;
        if (!org.state.services[s].running || state_of(org, s).is_under_way) return false;
    }
    return true;
}

bool may_be_put_forward(const OrganisationContext& org, std::uint32_t service,
                        std::uint32_t number) {
    const BoardPlan& board = org.plan.stages.boards[number];
    if (!enough_is_back(org, board.examined)) return false;
    if (board.credentials_reset && !credentials_were_reset(org, state_of(org, service).stopped)) {
        return false;
    }
    return std::all_of(board.released.begin(), board.released.end(),
                       [&](std::uint32_t other) { return all_run_of(org, other); });
}

void release(OrganisationContext& org, std::uint32_t service, std::uint32_t parts) {
    ReturnState& state = state_of(org, service);
    state.ready -= parts;
    state.told -= std::min(state.told, parts);
    state.released += parts;
    const Cause cause = org.record({.what = TraceKind::released,
                                    .subject = org.service_id(service).value,
                                    .count = parts,
                                    .detail = plan_of(org, service)->parts()});
    if (state.released == plan_of(org, service)->parts()) state.is_under_way = false;
    touch_service(org, service, cause);
}

}  // namespace

bool is_returning(const OrganisationContext& org, std::uint32_t service) {
    return state_of(org, service).is_under_way;
}

federation::Levels level_of_return(const OrganisationContext& org, std::uint32_t service) {
    const ReturnState& state = state_of(org, service);
    const std::uint64_t parts = plan_of(org, service)->parts();
    const auto share = [&](std::uint64_t count) {
        const auto full = static_cast<std::uint64_t>(PartsPerMillion::full().count());
        return static_cast<std::int32_t>(full * count / parts);
    };
    return in_repair(share(state.accepting + state.ready + state.released), share(state.released));
}

std::int32_t interim_level(const OrganisationContext& org, std::uint32_t service) {
    if (state_of(org, service).interim != Interim::on) return 0;
    const InterimPlan& plan = *plan_of(org, service)->interim;
    const bool stands = plan.own_ground || org.state.services[service].running ||
                        can_start(org, org.service_node(service));
    return stands ? plan.level : 0;
}

void service_stopped(OrganisationContext& org, std::uint32_t service, Cause cause) {
    const ReturnPlan* plan = plan_of(org, service);
    if (plan == nullptr) return;
    ReturnState& state = state_of(org, service);
    state.stopped = org.now();
    ++state.stops;
    if (!plan->interim || state.interim != Interim::none) return;
    org.later(org.now() + plan->after, Priority::hosts_and_links,
              event::InterimDue{service, state.stops}, cause);
}

void service_started(OrganisationContext& org, std::uint32_t service) {
    const ReturnPlan* plan = plan_of(org, service);
    if (plan == nullptr) return;
    ReturnState& state = state_of(org, service);
    if (!state.is_under_way) state.destroyed_before = destroyed_so_far(org, *plan);
    if (state.interim == Interim::wanted) state.interim = Interim::none;
}

bool may_start(OrganisationContext& org, std::uint32_t service) {
    const ReturnPlan* plan = plan_of(org, service);
    if (plan == nullptr) return true;
    ReturnState& state = state_of(org, service);
    if (plan->has_stages() && has_to_pass(org, service, *plan)) begin_stages(org, service, *plan);
    if (!state.is_under_way) return true;
    if (state.interim == Interim::wanted) ask_for_interim(org, service);
    return state.released > 0;
}

void watch_interim(OrganisationContext& org, std::uint32_t service) {
    ReturnState& state = state_of(org, service);
    if (state.interim != Interim::on) return;
    const auto node = org.service_node(service);
    const std::int32_t own = own_level(org, node, org.state.services[service]).actual();
    if (own < plan_of(org, service)->interim->level) return;
    state.interim = Interim::none;
    org.state.services[service].figures.interim.push_back({.at = org.now(), .up = false});
    org.record({.what = TraceKind::interim_ended, .subject = org.service_id(service).value},
               org.state.causes[node.index()]);
}

void interim_due(OrganisationContext& org, const event::InterimDue& event) {
    ReturnState& state = state_of(org, event.service);
    const bool is_down = !org.state.services[event.service].running;
    if (!is_down || state.stops != event.stops || state.interim != Interim::none) return;
    state.interim = Interim::wanted;
    const InterimPlan& plan = *plan_of(org, event.service)->interim;
    if (plan.own_ground || state.is_under_way) ask_for_interim(org, event.service);
}

void interim_is_set_up(OrganisationContext& org, const StageJob& job) {
    const std::uint32_t service = job.service.value - org.info.services.first;
    ReturnState& state = state_of(org, service);
    if (state.interim != Interim::asked) return;
    const auto node = org.service_node(service);
    const InterimPlan& plan = *plan_of(org, service)->interim;
    if (own_level(org, node, org.state.services[service]).actual() >= plan.level) {
        state.interim = Interim::none;
        return;
    }
    state.interim = Interim::on;
    org.state.services[service].figures.interim.push_back({.at = org.now(), .up = true});
    touch_service(org, service,
                  org.record({.what = TraceKind::interim_begun, .subject = job.service.value}));
}

void part_worked(OrganisationContext& org, const StageJob& job) {
    const std::uint32_t service = job.service.value - org.info.services.first;
    ReturnState& state = state_of(org, service);
    if (!state.is_under_way || job.round != state.round) return;
    --state.working;
    accept(org, service, job.part, job.attempt);
}

void acceptance_over(OrganisationContext& org, const StageJob& job) {
    const std::uint32_t service = job.service.value - org.info.services.first;
    ReturnState& state = state_of(org, service);
    if (!state.is_under_way || job.round != state.round) return;
    --state.accepting;
    const ReturnPlan& plan = *plan_of(org, service);
    const double u = org.uniform(plan.entity, Draw::acceptance_passes, index_of_draw(job));
    if (u >= plan.accept->passes) {
        org.record({.what = TraceKind::not_accepted, .subject = job.service.value, .count = 1});
        touch_service(org, service, org.cause);
        return work_on(org, service, job.part, static_cast<std::uint16_t>(job.attempt + 1));
    }
    ++state.ready;
    put_forward(org);
    waiting_may_have_changed(org);
}

void load_next(OrganisationContext& org) {
    StagesState& state = org.state.stages;
    if (state.is_loading || state.loads.empty()) return;
    const bool has_backups = !org.plan.backups[org.id.index()].empty();
    if (has_backups && !any_backup_works(org)) return;
    state.is_loading = true;
    const std::uint32_t service = state.loads.front();
    org.later(org.now() + plan_of(org, service)->work->loading, Priority::hosts_and_links,
              event::LoadOver{service, state_of(org, service).round});
}

void load_over(OrganisationContext& org, const event::LoadOver& event) {
    org.state.stages.is_loading = false;
    org.state.stages.loads.erase(org.state.stages.loads.begin());
    ReturnState& state = state_of(org, event.service);
    if (state.is_under_way && state.round == event.round) {
        state.working = 0;
        work_on_all(org, event.service);
    }
    load_next(org);
}

void parts_released(OrganisationContext& org, const event::Released& event) {
    const std::uint32_t service = event.service.value - org.info.services.first;
    const ReturnState& state = state_of(org, service);
    if (!state.is_under_way || state.round != event.round) return;
    release(org, service, event.parts);
    put_forward(org);
}

void put_forward(OrganisationContext& org) {
    for (std::uint32_t s = 0; s < org.info.services.count; ++s) {
        ReturnState& state = state_of(org, s);
        if (!state.is_under_way || state.ready == state.told) continue;
        const ReturnPlan& plan = *plan_of(org, s);
        if (!plan.board) {
            release(org, s, state.ready);
            continue;
        }
        if (!may_be_put_forward(org, s, *plan.board)) continue;
        const std::uint32_t parts = state.ready - state.told;
        state.told = state.ready;
        org.tell(org.plan.crisis_team(), Priority::knowledge,
                 event::PutForward{org.service_id(s), parts, state.round});
    }
}

void note_hosts_away(OrganisationContext& org) {
    std::uint32_t& most = org.state.stages.most_away;
    const std::uint32_t away = hosts_away(org);
    most = away == 0 ? 0 : std::max(most, away);
}

}  // namespace kammerspiel::model
