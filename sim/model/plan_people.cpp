#include <numeric>

#include "kammerspiel/federation/selector.hpp"
#include "sim/model/plan_builder.hpp"

// What the plan holds of people: who examines, who helps out, what they use, where those turn who
// are not served, who must be told.

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::OrganisationId;
using federation::ServiceId;

std::optional<std::uint32_t> position_of(const Federation& federation, OrganisationId id,
                                         const std::string& service) {
    const auto services = federation.of(id).services;
    for (std::uint32_t s = 0; s < services.count; ++s) {
        if (federation.services[services[s].index()].local_name == service) return s;
    }
    return std::nullopt;
}

/// By attacker: who else it could be, in an order that no file decides.
std::vector<std::vector<std::uint32_t>> others_by_key(
    const std::vector<scenario::AttackerProfile>& all) {
    std::vector<std::uint32_t> sorted(all.size());
    std::iota(sorted.begin(), sorted.end(), 0U);
    std::sort(sorted.begin(), sorted.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key_of(all[a]) < key_of(all[b]); });
    std::vector<std::vector<std::uint32_t>> others(all.size());
    for (std::uint32_t truth = 0; truth < all.size(); ++truth) {
        for (const std::uint32_t other : sorted) {
            if (other != truth) others[truth].push_back(other);
        }
    }
    return others;
}

void add_forensics(PlanData& plan, const TimelineOf& timeline) {
    const auto& written = plan.scenario.detection.forensics;
    if (!written) return;
    const auto at = plan.federation.find_organisation(written->at.text);
    ensure(at.has_value(), "forensics sit at '{}', which does not exist", written->at.text);
    plan.forensics =
        ForensicsPlan{.at = *at,
                      .people = written->people,
                      .timeline = timeline(written->shift, *at),
                      .time_per_host = Sampler(written->time_per_host),
                      .accuracy = written->accuracy.value(),
                      .slower_after_shutdown = written->slower_after_shutdown,
                      .evidence_after_shutdown = written->evidence_after_shutdown.value(),
                      .others = others_by_key(plan.scenario.attackers)};
}

void add_pools(PlanData& plan, const TimelineOf& timeline) {
    for (const scenario::Pool& written : plan.scenario.pools) {
        PoolPlan pool{.people = written.people,
                      .kinds = federation::kinds_of(written.kinds),
                      .arrives_after = Sampler(written.arrives_after),
                      .timeline = {},
                      .stays = written.stays,
                      .drawn_at = kernel::NamePrefix("pool:" + key_of(written) + "@")};
        for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
            pool.timeline.push_back(timeline(written.shift, OrganisationId{o}));
        }
        plan.pools.push_back(std::move(pool));
    }
}

/// The channels of the crisis team: all services of its seat that slow someone down.
void add_seat(PlanData& plan) {
    if (!plan.scenario.crisis_team_at) return;
    plan.seat = plan.federation.find_organisation(plan.scenario.crisis_team_at->text);
    ensure(plan.seat.has_value(), "the crisis team sits at '{}', which does not exist",
           plan.scenario.crisis_team_at->text);
    for (const auto& [name, slower] : plan.scenario.slowed_by) {
        const auto position = position_of(plan.federation, *plan.seat, name);
        if (position) plan.channels.push_back({*position, slower});
    }
}

void add_crews(PlanData& plan) {
    for (const scenario::Organisation& organisation : plan.scenario.organisations) {
        for (const scenario::Crew& crew : organisation.crews) {
            const auto owner = plan.federation.crews[plan.used_by_crew.size()].organisation;
            plan.used_by_crew.push_back(used_by(plan, owner, crew.uses));
        }
    }
}

/// Capacity decides how those who move spread: people know who has room.
std::optional<MovePlan> plan_move(PlanData& plan, OrganisationId from,
                                  const scenario::Service& service, ServiceId id) {
    if (!service.elsewhere || !service.demand) return std::nullopt;
    const Federation& federation = plan.federation;
    MovePlan move{.after = service.elsewhere->after, .people_ppm = 0, .targets = {}};
    const auto members = static_cast<double>(federation.of(from).members);
    move.people_ppm = static_cast<std::int64_t>(members * service.demand->share.value() *
                                                service.elsewhere->share.value() * 1e6);
    double capacity = 0;
    for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
        const OrganisationId other{o};
        if (other == from || !concerns(federation, service.elsewhere->to, other)) continue;
        const auto position = position_of(federation, other, service.name.text);
        if (!position) continue;
        const ServiceId theirs = federation.of(other).services[*position];
        const double room = federation.services[theirs.index()].capacity.value_or(0.0);
        if (room <= 0.0) continue;
        auto& flows = plan.flows[theirs.index()];
        move.targets.push_back({other, *position, static_cast<std::uint32_t>(flows.size()), room});
        flows.push_back(id);
        capacity += room;
    }
    for (MovePlan::Target& target : move.targets) target.part /= capacity;
    if (move.targets.empty()) return std::nullopt;
    return move;
}

void add_moves(PlanData& plan) {
    plan.flows.resize(plan.federation.services.size());
    for (std::size_t o = 0; o < plan.scenario.organisations.size(); ++o) {
        const OrganisationId id{o};
        const auto services = plan.federation.of(id).services;
        for (std::uint32_t s = 0; s < services.count; ++s) {
            plan.moves.push_back(
                plan_move(plan, id, plan.scenario.organisations[o].services[s], services[s]));
        }
    }
}

void add_obligations(PlanData& plan) {
    const auto& written = plan.scenario.obligations;
    plan.obligations.resize(plan.federation.organisations.size());
    for (std::size_t o = 0; o < plan.obligations.size(); ++o) {
        const OrganisationId id{o};
        for (std::uint32_t i = 0; i < written.size(); ++i) {
            const scenario::Obligation& obligation = written[i];
            if (obligation.organisation &&
                obligation.organisation->text != plan.federation.of(id).id) {
                continue;
            }
            ObligationPlan planned{.obligation = i,
                                   .position = {},
                                   .below = PartsPerMillion::of(obligation.below).count(),
                                   .lasting = obligation.lasting,
                                   .confirmed_hosts = obligation.confirmed_hosts,
                                   .takes = obligation.takes,
                                   .within = obligation.within,
                                   .needs_channel = !obligation.uses.empty(),
                                   .channels = {}};
            if (obligation.service) {
                planned.position = position_of(plan.federation, id, obligation.service->text);
                if (!planned.position) continue;
            }
            for (const scenario::Name& name : obligation.uses) {
                const auto channel = position_of(plan.federation, id, name.text);
                if (channel) planned.channels.push_back(*channel);
            }
            plan.obligations[o].push_back(std::move(planned));
        }
    }
}

void add_backups(PlanData& plan) {
    plan.backups.resize(plan.federation.organisations.size());
    for (std::size_t g = 0; g < plan.federation.host_groups.size(); ++g) {
        const auto& group = plan.federation.host_groups[g];
        if (group.backup_interval && group.count > 0) {
            plan.backups[group.organisation.index()].push_back(federation::HostGroupId{g});
        }
    }
}

void add_weights(PlanData& plan) {
    for (const auto& attacker : plan.scenario.attackers) plan.weights.push_back(attacker.weight);
    const double sum = std::accumulate(plan.weights.begin(), plan.weights.end(), 0.0);
    for (double& weight : plan.weights) weight = sum > 0 ? weight / sum : 0.0;
}

}  // namespace

std::vector<Used> used_by(const PlanData& plan, OrganisationId id,
                          const std::vector<scenario::Name>& names) {
    std::vector<Used> all;
    for (const scenario::Name& name : names) {
        const auto position = position_of(plan.federation, id, name.text);
        const auto slower = plan.scenario.slowed_by.find(name.text);
        if (position && slower != plan.scenario.slowed_by.end()) {
            all.push_back({*position, slower->second});
        }
    }
    return all;
}

bool concerns(const Federation& federation, const scenario::Selector& selector, OrganisationId id) {
    const auto& organisation = federation.of(id);
    if (selector.organisation && selector.organisation->text != organisation.id) return false;
    if (selector.region &&
        selector.region->text != federation.regions[organisation.region.index()].code) {
        return false;
    }
    return true;
}

void plan_people(PlanData& plan, const TimelineOf& timeline) {
    add_weights(plan);
    add_forensics(plan, timeline);
    add_pools(plan, timeline);
    add_seat(plan);
    add_crews(plan);
    add_moves(plan);
    add_obligations(plan);
    add_backups(plan);
}

}  // namespace kammerspiel::model
