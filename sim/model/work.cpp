#include "sim/model/work.hpp"

#include <algorithm>
#include <utility>

#include "sim/model/crews.hpp"

namespace kammerspiel::model {
namespace {

/// When they are done, and when they find what is wrong, should nothing change their pace.
void plan_ahead(OrganisationContext& org, std::uint32_t slot) {
    const WorkState& work = org.state.work[slot];
    const WorkTimeline& shift = shift_of(org.plan, org.id, work.crew);
    const auto after = [&](Duration effort) {
        return shift.after_working(work.since, scaled(effort, work.slower));
    };
    const auto* on_host = std::get_if<HostWork>(&work.what);
    if (on_host != nullptr && on_host->will_find) {
        const Duration until = std::max(Duration::zero(), work.left - on_host->left_when_found);
        org.later(after(until), Priority::hosts_and_links, event::Found{slot, work.generation},
                  work.cause);
    }
    org.later(after(work.left), Priority::hosts_and_links, event::WorkDone{slot, work.generation},
              work.cause);
}

Duration worked(const PlanData& plan, federation::OrganisationId id, const WorkState& work,
                SimTime until) {
    return shift_of(plan, id, work.crew).worked_between(work.since, until);
}

/// Of the time that people are at something, what they give to it.
Duration given_to_it(const PlanData& plan, federation::OrganisationId id, const WorkState& work,
                     Duration span) {
    const auto& crews = plan.federation.of(id).crews;
    const auto& share = plan.stages.share;
    if (share.empty() || work.crew >= crews.count) return span * work.people;
    return scaled(span * work.people, share[crews[work.crew].index()]);
}

/// Counts what has been done since it was last asked.
void come_to_now(OrganisationContext& org, WorkState& work) {
    const Duration span = worked(org.plan, org.id, work, org.now());
    org.tally().hosts.crew_time += given_to_it(org.plan, org.id, work, span);
    work.left = std::max(Duration::zero(), work.left - scaled(span, 1.0 / work.slower));
    work.since = org.now();
}

WorkState* find(OrganisationContext& org, std::uint32_t slot, std::uint32_t generation) {
    WorkState& work = org.state.work[slot];
    return work.generation == generation ? &work : nullptr;
}

bool uses(const PlanData& plan, federation::CrewId crew, std::uint32_t service) {
    const auto& used = plan.used_by_crew[crew.index()];
    return std::any_of(used.begin(), used.end(),
                       [&](const Used& one) { return one.position == service; });
}

}  // namespace

void begin_work(OrganisationContext& org, const Workers& people, WorkState work) {
    crew_begins(org, people.number);
    work.crew = people.number;
    work.since = org.now();
    work.slower = people.slower;
    auto& free = org.state.free_work;
    std::uint32_t slot = static_cast<std::uint32_t>(org.state.work.size());
    if (free.empty()) {
        org.state.work.emplace_back();
    } else {
        slot = free.back();
        free.pop_back();
    }
    work.generation = org.state.work[slot].generation + 1;
    org.state.work[slot] = std::move(work);
    plan_ahead(org, slot);
}

std::optional<WorkState> take_done(OrganisationContext& org, const event::WorkDone& event) {
    WorkState* work = find(org, event.slot, event.generation);
    if (work == nullptr) return std::nullopt;
    come_to_now(org, *work);
    WorkState done = *work;
    work->what = std::monostate{};
    ++work->generation;
    org.state.free_work.push_back(event.slot);
    *workers(org, done.crew).free += done.people;
    return done;
}

const HostWork* take_found(OrganisationContext& org, const event::Found& event) {
    WorkState* work = find(org, event.slot, event.generation);
    if (work == nullptr) return nullptr;
    auto& on_host = std::get<HostWork>(work->what);
    on_host.will_find = false;
    return &on_host;
}

void pace_changed(OrganisationContext& org, std::uint32_t service) {
    for (std::uint32_t crew = 0; crew < org.info.crews.count; ++crew) {
        if (uses(org.plan, org.crew_id(crew), service)) pace_of_crew_changed(org, crew);
    }
}

void pace_of_crew_changed(OrganisationContext& org, std::uint32_t crew) {
    const double slower = workers(org, crew).slower;
    for (std::uint32_t slot = 0; slot < org.state.work.size(); ++slot) {
        WorkState& work = org.state.work[slot];
        const bool goes_on = !std::holds_alternative<std::monostate>(work.what);
        if (!goes_on || work.crew != crew || work.slower == slower) continue;
        come_to_now(org, work);
        work.slower = slower;
        ++work.generation;
        plan_ahead(org, slot);
    }
}

Duration work_under_way(const PlanData& plan, const OrganisationState& state,
                        federation::OrganisationId id, SimTime end) {
    Duration sum;
    for (const WorkState& work : state.work) {
        if (std::holds_alternative<std::monostate>(work.what) || work.since > end) continue;
        sum += given_to_it(plan, id, work, worked(plan, id, work, end));
    }
    return sum;
}

}  // namespace kammerspiel::model
