#include "sim/model/black_start.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/work.hpp"
#include "sim/model/world.hpp"

// The end of a run: books closed, figures of all processes added up.

namespace kammerspiel::model {
namespace {

void add(HostFigures& sum, const HostFigures& part) {
    sum.compromised += part.compromised;
    sum.destroyed += part.destroyed;
    sum.destroyed_before_start += part.destroyed_before_start;
    sum.switched_off += part.switched_off;
    sum.times_switched_off += part.times_switched_off;
    sum.rebuilt += part.rebuilt;
    sum.inspected_clean += part.inspected_clean;
    sum.from_scratch += part.from_scratch;
    sum.persisted += part.persisted;
    sum.false_alarms += part.false_alarms;
    sum.missed += part.missed;
    sum.exfiltrated = sum.exfiltrated + part.exfiltrated;
    sum.crew_time += part.crew_time;
    sum.alerts_before_start += part.alerts_before_start;
}

void add(Metrics& sum, const Tally& part) {
    add(sum.hosts, part.hosts);
    for (std::size_t i = 0; i < part.obligations.size(); ++i) {
        sum.obligations[i].met += part.obligations[i].met;
        sum.obligations[i].missed += part.obligations[i].missed;
        sum.obligations[i].not_sent += part.obligations[i].not_sent;
        sum.obligations[i].running += part.obligations[i].running;
    }
    const auto& first = part.first_alert;
    if (first && (!sum.first_alert || *first < *sum.first_alert)) sum.first_alert = first;
}

/// Books who was served elsewhere with those they belong to.
void add_flows(Metrics& metrics, const PlanData& plan,
               const std::vector<OrganisationState>& organisations) {
    for (std::size_t o = 0; o < organisations.size(); ++o) {
        const auto services = plan.federation.organisations[o].services;
        for (std::uint32_t s = 0; s < services.count; ++s) {
            const auto& flows = organisations[o].services[s].flows;
            for (std::size_t f = 0; f < flows.size(); ++f) {
                const auto source = plan.flows[services[s].index()][f];
                metrics.services[source.index()].served_elsewhere += flows[f].served;
                metrics.services[services[s].index()].served_others += flows[f].served;
            }
        }
    }
}

}  // namespace

Metrics WorldState::close(SimTime end) {
    const PlanData& plan = *setup_.plan;
    Metrics metrics;
    metrics.end = end;
    metrics.redrawn = setup_.redrawn;
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
        metrics.hosts.crew_time +=
            work_under_way(plan, organisations_[o], federation::OrganisationId{o}, end);
        for (ServiceState& service : organisations_[o].services) {
            metrics.services.push_back(std::move(service.figures));
        }
        for (const GroupState& group : organisations_[o].groups) metrics.data.push_back(group.data);
    }
    add_flows(metrics, plan, organisations_);
    metrics.cannot_start = start_circles(plan, organisations_);
    metrics.obligations.resize(plan.scenario.obligations.size());
    for (const ProcessLog& log : logs_) add(metrics, log.tally);
    for (std::size_t o = 0; o < organisations_.size(); ++o) {
        const auto address = plan.organisation(federation::OrganisationId{o});
        const HostFigures& hosts = logs_[address.process.index()].tally.hosts;
        metrics.work.push_back({hosts.destroyed, hosts.crew_time});
        const auto& states = organisations_[o].obligations;
        for (std::size_t i = 0; i < states.size(); ++i) {
            if (!is_open(states[i])) continue;
            ++metrics.obligations[plan.obligations[o][i].obligation].running;
        }
    }
    return metrics;
}

}  // namespace kammerspiel::model
