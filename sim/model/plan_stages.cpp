#include <algorithm>
#include <cmath>
#include <numeric>

#include "kammerspiel/federation/needed.hpp"
#include "kammerspiel/federation/scope.hpp"
#include "sim/model/plan_builder.hpp"

// What the plan holds of the stages of recovery.

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::OrganisationId;
using federation::ServiceId;
using scenario::HostKind;

std::optional<std::uint32_t> find_crew(const Federation& federation, OrganisationId id,
                                       const std::string& name) {
    const auto crews = federation.of(id).crews;
    for (std::uint32_t c = 0; c < crews.count; ++c) {
        if (federation.crews[crews[c].index()].name == federation.of(id).id + "/" + name) return c;
    }
    return std::nullopt;
}

Doers doers(const Federation& federation, OrganisationId own,
            const std::optional<scenario::Name>& by) {
    if (!by) return {own, std::nullopt};
    const std::size_t slash = by->text.find('/');
    if (slash == std::string::npos) return {own, find_crew(federation, own, by->text)};
    const auto at = federation.find_organisation(by->text.substr(0, slash));
    ensure(at.has_value(), "the crew '{}' was not checked", by->text);
    return {*at, find_crew(federation, *at, by->text.substr(slash + 1))};
}

/// At its rate, to the microsecond.
Duration loading_time(const scenario::ApplicationWork& work) {
    if (work.data.count() == 0 || work.rate_per_hour.count() == 0) return Duration::zero();
    const double in_hours =
        static_cast<double>(work.data.count()) / static_cast<double>(work.rate_per_hour.count());
    return Duration::micros(std::llround(in_hours * static_cast<double>(hours(1).count())));
}

/// Host groups of its own organisation that a service needs directly, workstations apart.
std::vector<std::uint32_t> servers_of(const PlanData& plan, ServiceId id) {
    const auto& service = plan.federation.services[id.index()];
    const auto& info = plan.federation.of(service.organisation);
    std::vector<std::uint32_t> servers;
    for (const federation::NeedNode& need : plan.federation.need(service.needs)) {
        if (need.op != scenario::Need::Op::reference) continue;
        const auto what = plan.federation.meaning(service.organisation, need.of);
        if (what.kind != federation::NodeMeaning::Kind::host_group) continue;
        const auto group = info.host_groups[what.position];
        if (plan.federation.host_groups[group.index()].kind == HostKind::workstation) continue;
        servers.push_back(what.position);
    }
    std::sort(servers.begin(), servers.end());
    servers.erase(std::unique(servers.begin(), servers.end()), servers.end());
    return servers;
}

std::optional<std::uint32_t> board_of(const PlanData& plan, ServiceId id) {
    const auto& service = plan.federation.services[id.index()];
    std::optional<std::uint32_t> of_all;
    for (std::uint32_t b = 0; b < plan.scenario.releases.size(); ++b) {
        const scenario::Release& release = plan.scenario.releases[b];
        if (release.of.empty()) of_all = b;
        const bool is_named =
            std::any_of(release.of.begin(), release.of.end(), [&](const scenario::Name& name) {
                return name.text == service.local_name || name.text == service.name;
            });
        if (is_named) return b;
    }
    return of_all;
}

ReturnPlan plan_return(const PlanData& plan, ServiceId id,
                       const scenario::ServiceRecovery& written) {
    const auto& service = plan.federation.services[id.index()];
    const OrganisationId own = service.organisation;
    ReturnPlan result{.after = written.after,
                      .work = {},
                      .accept = {},
                      .interim = {},
                      .board = {},
                      .servers = servers_of(plan, id),
                      .entity = kernel::EntityId::of("service:" + service.key)};
    if (written.work) {
        result.work = WorkPlan{.parts = written.work->parts,
                               .effort = Sampler(written.work->effort),
                               .intact = {},
                               .by = doers(plan.federation, own, written.work->by),
                               .loading = loading_time(*written.work)};
    }
    if (written.work && written.work->intact) result.work->intact = Sampler(*written.work->intact);
    if (written.accept) {
        const auto& by = written.accept->by;
        result.accept =
            AcceptancePlan{.crew = by ? find_crew(plan.federation, own, by->text) : std::nullopt,
                           .takes = Sampler(written.accept->takes),
                           .passes = written.accept->passes.value()};
    }
    if (written.interim) {
        result.interim = InterimPlan{.level = PartsPerMillion::of(written.interim->level).count(),
                                     .work = Sampler(written.interim->work),
                                     .by = doers(plan.federation, own, written.interim->by),
                                     .own_ground = written.interim->own_ground};
    }
    if (result.has_stages()) result.board = board_of(plan, id);
    return result;
}

void add_services(PlanData& plan) {
    StagesPlan& stages = plan.stages;
    for (std::size_t o = 0; o < plan.scenario.organisations.size(); ++o) {
        const auto services = plan.federation.of(OrganisationId{o}).services;
        for (std::uint32_t s = 0; s < services.count; ++s) {
            const auto& written = plan.scenario.organisations[o].services[s].recovery;
            stages.services.emplace_back();
            if (!written) continue;
            stages.services.back() = plan_return(plan, services[s], *written);
            stages.any = true;
        }
    }
    std::vector<std::uint32_t> order(plan.federation.services.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return plan.federation.services[a].key < plan.federation.services[b].key;
    });
    stages.by_name.resize(order.size());
    for (std::uint32_t place = 0; place < order.size(); ++place) {
        stages.by_name[order[place]] = place;
    }
}

/// Every moment of the horizon at which those who decide meet.
std::vector<SimTime> meetings_of(const PlanData& plan, const scenario::Release& release) {
    std::vector<SimTime> meetings;
    LocalTime day = plan.calendar->local(SimTime::start());
    day.hour = day.minute = day.second = 0;
    SimTime midnight = plan.calendar->at(day);
    while (midnight <= plan.horizon) {
        LocalTime local = plan.calendar->local(midnight);
        for (const scenario::WeeklyMoment& moment : release.every) {
            if (moment.weekday != local.weekday) continue;
            local.hour = moment.hour;
            local.minute = moment.minute;
            local.second = 0;
            const SimTime at = plan.calendar->at(local);
            if (at >= SimTime::start() && at <= plan.horizon) meetings.push_back(at);
        }
        midnight = plan.calendar->next_midnight(plan.calendar->local(midnight));
    }
    return meetings;
}

void add_boards(PlanData& plan) {
    const auto& releases = plan.scenario.releases;
    for (const scenario::Release& written : releases) {
        BoardPlan board{.meetings = meetings_of(plan, written),
                        .at_most = written.at_most,
                        .examined = PartsPerMillion::of(written.examined).count(),
                        .credentials_reset = written.credentials_reset,
                        .released = {},
                        .watch = written.watch};
        for (const scenario::Name& name : written.released) {
            const auto other = std::find_if(releases.begin(), releases.end(),
                                            [&](const auto& one) { return one.name == name; });
            ensure(other != releases.end(), "the board '{}' was not checked", name.text);
            board.released.push_back(static_cast<std::uint32_t>(other - releases.begin()));
        }
        plan.stages.boards.push_back(std::move(board));
    }
}

void add_holds(PlanData& plan) {
    for (const scenario::Hold& written : plan.scenario.holds) {
        plan.stages.holds.push_back(
            {.groups = federation::resolve(plan.federation, written.scope).host_groups,
             .lasts = Sampler(written.lasts),
             .by_forensics = written.by == scenario::Hold::By::forensics,
             .entity = kernel::EntityId::of("hold:" + key_of(written))});
        plan.stages.any = true;
    }
}

void add_goods(PlanData& plan) {
    for (const scenario::Supply& written : plan.scenario.supplies) {
        plan.stages.supplies[static_cast<std::size_t>(written.kind)] =
            SupplyPlan{.stock = written.stock,
                       .lead = Sampler(written.lead),
                       .batch = written.batch,
                       .name = kernel::NamePrefix("supply:" + written.name.text + "@")};
        plan.stages.any = true;
    }
    for (const scenario::Reimage& written : plan.scenario.reimages) {
        plan.stages.images[static_cast<std::size_t>(written.kind)] =
            ImagePlan{.prepare = Sampler(written.prepare),
                      .side_by_side = written.side_by_side,
                      .each = Sampler(written.each),
                      .needed = written.needs,
                      .name = kernel::NamePrefix("image:" + written.name.text + "@")};
        plan.stages.any = true;
    }
}

/// What a shift works on a day on which it does.
Duration working_day(Shift shift) {
    switch (shift) {
        case Shift::business_hours: return hours(9);
        case Shift::extended: return hours(13);
        case Shift::round_the_clock: return hours(24);
    }
    unreachable();
}

void add_accounts(PlanData& plan) {
    const auto& written = plan.scenario.accounts;
    if (!written) return;
    plan.stages.any = true;
    for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
        const OrganisationId id{o};
        const auto& info = plan.federation.of(id);
        AccountsPlan accounts{
            .accounts = static_cast<std::uint64_t>(info.staff * written->per_staff + 0.5),
            .a_day = written->a_day,
            .working_day = hours(24),
            .crew = written->by ? find_crew(plan.federation, id, written->by->text) : std::nullopt};
        if (accounts.crew) {
            const auto crew = info.crews[*accounts.crew];
            accounts.working_day = working_day(plan.federation.crews[crew.index()].shift);
        }
        plan.stages.accounts.emplace_back(accounts);
    }
}

/// Who takes what is for nobody in particular: who repairs hosts; where nobody does, everybody.
void add_those_who_do_any(PlanData& plan) {
    plan.stages.does_any.assign(plan.federation.crews.size(), false);
    for (const auto& info : plan.federation.organisations) {
        bool any = false;
        for (std::uint32_t c = 0; c < info.crews.count; ++c) {
            const auto id = info.crews[c].index();
            const auto& crew = plan.federation.crews[id];
            plan.stages.does_any[id] = crew.people > 0 && !crew.kinds.empty();
            any = any || plan.stages.does_any[id];
        }
        for (std::uint32_t c = 0; c < info.crews.count && !any; ++c) {
            plan.stages.does_any[info.crews[c].index()] = true;
        }
    }
}

void add_stage_crews(PlanData& plan) {
    for (const scenario::Organisation& organisation : plan.scenario.organisations) {
        for (const scenario::Crew& crew : organisation.crews) {
            plan.stages.any = plan.stages.any || crew.share || crew.tires;
            plan.stages.share.push_back(crew.share ? crew.share->value() : 1.0);
            plan.stages.tires.emplace_back();
            if (!crew.tires) continue;
            plan.stages.tires.back() =
                TiringPlan{.after = crew.tires->after, .slower = 1.0 / crew.tires->to.value()};
        }
    }
}

}  // namespace

void plan_stages(PlanData& plan) {
    add_stage_crews(plan);
    add_services(plan);
    add_holds(plan);
    add_goods(plan);
    add_accounts(plan);
    add_boards(plan);
    add_those_who_do_any(plan);
    if (!plan.stages.any) plan.stages = {};
}

}  // namespace kammerspiel::model
