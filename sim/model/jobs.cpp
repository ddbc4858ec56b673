#include "sim/model/jobs.hpp"

#include <algorithm>
#include <tuple>

#include "sim/model/accounts.hpp"
#include "sim/model/applications.hpp"
#include "sim/model/crews.hpp"
#include "sim/model/work.hpp"

namespace kammerspiel::model {
namespace {

/// What is earlier in the order of the strategy's restores goes first, then what was asked for
/// earlier; what is asked for at one instant by name, then by part.
auto turn_of(const OrganisationContext& org, const WaitingJob& waiting) {
    const StageJob& job = waiting.job;
    const std::uint32_t name =
        job.kind == StageJob::Kind::accounts ? 0 : org.plan.stages.by_name[job.service.index()];
    return std::tuple(waiting.place, waiting.asked, name, job.kind, job.part, job.attempt);
}

void put_in_line(OrganisationContext& org, const StageJob& job, std::optional<std::uint32_t> crew) {
    const bool is_of_service = job.kind != StageJob::Kind::accounts;
    const WaitingJob waiting{.job = job,
                             .crew = crew,
                             .place = is_of_service
                                          ? org.strategy().place_of_service[job.service.index()]
                                          : std::uint16_t{0},
                             .asked = org.now(),
                             .cause = org.cause};
    auto& line = org.state.stages.jobs;
    const auto at = std::upper_bound(line.begin(), line.end(), waiting,
                                     [&](const WaitingJob& a, const WaitingJob& b) {
                                         return turn_of(org, a) < turn_of(org, b);
                                     });
    line.insert(at, waiting);
    assign_crews(org);
}

Duration effort_of(const OrganisationContext& org, const StageJob& job) {
    if (job.kind == StageJob::Kind::accounts) return accounts_effort(org, job.part);
    const ReturnPlan& plan = *org.plan.stages.services[job.service.index()];
    const std::uint64_t index = index_of_draw(job);
    switch (job.kind) {
        case StageJob::Kind::part:
            return org.span(
                job.is_intact && plan.work->intact ? *plan.work->intact : plan.work->effort,
                plan.entity, Draw::application_effort, index);
        case StageJob::Kind::acceptance:
            return org.span(plan.accept->takes, plan.entity, Draw::acceptance_time, index);
        case StageJob::Kind::interim:
            return org.span(plan.interim->work, plan.entity, Draw::interim_effort, index);
        case StageJob::Kind::accounts: break;
    }
    unreachable();
}

}  // namespace

void ask_for(OrganisationContext& org, const Doers& by, const StageJob& job) {
    if (by.at == org.id) return put_in_line(org, job, by.crew);
    event::JobAsked asked{job, {}};
    if (by.crew) asked.crew = static_cast<std::uint16_t>(*by.crew);
    org.tell(org.plan.organisation(by.at), Priority::hosts_and_links, asked);
}

void job_asked(OrganisationContext& org, const event::JobAsked& event) {
    // What is asked for anew makes what was asked for before pointless.
    forget_jobs(org, event.job.service, event.job.round);
    put_in_line(org, event.job,
                event.crew ? std::optional<std::uint32_t>(*event.crew) : std::nullopt);
}

void forget_jobs(OrganisationContext& org, federation::ServiceId service, std::uint16_t round) {
    std::erase_if(org.state.stages.jobs, [&](const WaitingJob& waiting) {
        const StageJob& job = waiting.job;
        const bool is_of_return =
            job.kind == StageJob::Kind::part || job.kind == StageJob::Kind::acceptance;
        return is_of_return && job.service == service && job.round < round;
    });
}

std::optional<std::size_t> next_job(const OrganisationContext& org, std::uint32_t crew,
                                    MeantFor meant) {
    const auto& line = org.state.stages.jobs;
    if (line.empty()) return std::nullopt;
    const bool does_any = org.plan.stages.does_any[org.crew_id(crew).index()];
    if (meant == MeantFor::anyone && !does_any) return std::nullopt;
    const auto found = std::find_if(line.begin(), line.end(), [&](const WaitingJob& waiting) {
        return meant == MeantFor::anyone ? !waiting.crew.has_value() : waiting.crew == crew;
    });
    if (found == line.end()) return std::nullopt;
    return static_cast<std::size_t>(found - line.begin());
}

void begin_job(OrganisationContext& org, const Workers& people, std::size_t in_line) {
    auto& line = org.state.stages.jobs;
    const WaitingJob waiting = line[in_line];
    line.erase(line.begin() + static_cast<std::ptrdiff_t>(in_line));
    begin_work(org, people,
               {.what = JobWork{waiting.job},
                .people = 1,
                .left = effort_of(org, waiting.job),
                .cause = waiting.cause});
}

void job_was_done(OrganisationContext& org, const StageJob& job) {
    if (job.kind == StageJob::Kind::accounts) return job_done(org, job);
    const auto owner = org.Context::service(job.service).organisation;
    if (owner == org.id) return job_done(org, job);
    org.tell(org.plan.organisation(owner), Priority::hosts_and_links, event::JobDone{job});
}

void job_done(OrganisationContext& org, const StageJob& job) {
    switch (job.kind) {
        case StageJob::Kind::part: return part_worked(org, job);
        case StageJob::Kind::acceptance: return acceptance_over(org, job);
        case StageJob::Kind::interim: return interim_is_set_up(org, job);
        case StageJob::Kind::accounts:
            return accounts_issued(org, {.step = job.part, .round = job.round});
    }
    unreachable();
}

}  // namespace kammerspiel::model
