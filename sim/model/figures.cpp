#include "kammerspiel/model/figures.hpp"

#include <algorithm>

#include "kammerspiel/federation/needed.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::ServiceId;

/// As far as the run went.
bool is_up_throughout(const ServiceFigures& figures, SimTime from, SimTime to) {
    bool is_up = true;
    for (const Transition& transition : figures.transitions) {
        if (transition.at <= from) {
            is_up = transition.up;
        } else if (transition.at < to && !transition.up) {
            return false;
        }
    }
    return is_up;
}

}  // namespace

Indices indices(const Federation& federation, const Metrics& metrics,
                std::span<const ServiceId> services) {
    const bool any_wanted = std::any_of(services.begin(), services.end(),
                                        [&](ServiceId id) { return is_wanted(federation, id); });
    Indices result;
    double members = 0;
    for (const ServiceId id : services) {
        if (any_wanted && !is_wanted(federation, id)) continue;
        const auto& service = federation.services[id.index()];
        const ServiceFigures& figures = metrics.services[id.index()];
        const auto weight = static_cast<double>(federation.of(service.organisation).members);
        members += weight;
        result.saidi_hours += weight * figures.interrupted.in_hours();
        result.saifi += weight * figures.interruptions;
    }
    if (members == 0) return {};
    result.saidi_hours /= members;
    result.saifi /= members;
    if (result.saifi > 0) result.caidi_hours = result.saidi_hours / result.saifi;
    return result;
}

std::vector<DateOutcome> dates(const Plan& plan, const Metrics& metrics) {
    std::vector<DateOutcome> outcomes;
    const Federation& federation = plan.federation();
    for (const scenario::ImportantDate& date : plan.scenario().dates) {
        DateOutcome outcome;
        double members = 0;
        double missed = 0;
        for (std::size_t s = 0; s < federation.services.size(); ++s) {
            const auto& service = federation.services[s];
            const auto& organisation = federation.of(service.organisation);
            const bool is_concerned =
                service.local_name == date.service.text &&
                (!date.organisation || date.organisation->text == organisation.id);
            if (!is_concerned) continue;
            ++outcome.of;
            members += static_cast<double>(organisation.members);
            const bool begins = date.from < metrics.end;
            if (!begins || is_up_throughout(metrics.services[s], date.from, date.to)) {
                if (date.to > metrics.end) outcome.not_known.push_back(service.organisation);
                continue;
            }
            outcome.missed.push_back(service.organisation);
            missed += static_cast<double>(organisation.members);
        }
        if (members > 0) {
            outcome.people_missed = static_cast<double>(date.people) * missed / members;
        }
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

DataLoss data_of(const Federation& federation, const Metrics& metrics, ServiceId service) {
    federation::Needed needed(federation);
    needed.add(service);
    DataLoss worst;
    for (const federation::HostGroupId group : needed.host_groups()) {
        const DataLoss& loss = metrics.data[group.index()];
        worst.age = std::max(worst.age, loss.age);
        worst.everything = worst.everything || loss.everything;
    }
    return worst;
}

DataOutcome data_loss(const Plan& plan, const Metrics& metrics) {
    DataOutcome outcome;
    const Federation& federation = plan.federation();
    for (const DataLoss& loss : metrics.data) outcome.oldest = std::max(outcome.oldest, loss.age);
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const federation::Service& service = federation.services[s];
        if (!service.rpo) continue;
        ++outcome.of;
        const DataLoss loss = data_of(federation, metrics, ServiceId{s});
        outcome.beyond += loss.everything || loss.age > *service.rpo ? 1U : 0U;
        outcome.nothing += loss.everything ? 1U : 0U;
    }
    return outcome;
}

double served_elsewhere_hours(const Metrics& metrics, std::span<const ServiceId> services) {
    Int128 sum = 0;
    for (const ServiceId id : services) sum += metrics.services[id.index()].served_elsewhere;
    constexpr double units_per_hour = 1e3 * 1e6 * 3.6e9;
    return static_cast<double>(sum) / units_per_hour;
}

std::optional<Worth> worth(const Plan& plan, const Metrics& metrics) {
    const auto& valuation = plan.scenario().valuation;
    if (!valuation) return std::nullopt;
    const Federation& federation = plan.federation();
    double hours = 0;
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const ServiceId id{s};
        hours += lost_hours(federation, id, metrics.services[s]).count();
    }
    return Worth{
        .member_hours = hours * valuation->member_hour,
        .hosts_destroyed = static_cast<double>(metrics.hosts.destroyed) * valuation->host_destroyed,
        .crew_hours = metrics.hosts.crew_time.in_hours() * valuation->crew_hour};
}

std::optional<Worth> worth(const Plan& plan, const Metrics& metrics,
                           std::span<const ServiceId> services,
                           std::span<const federation::OrganisationId> organisations) {
    const auto& valuation = plan.scenario().valuation;
    if (!valuation) return std::nullopt;
    Worth sum;
    for (const ServiceId id : services) {
        sum.member_hours +=
            lost_hours(plan.federation(), id, metrics.services[id.index()]).count() *
            valuation->member_hour;
    }
    for (const federation::OrganisationId id : organisations) {
        const WorkFigures& work = metrics.work[id.index()];
        sum.hosts_destroyed += static_cast<double>(work.destroyed) * valuation->host_destroyed;
        sum.crew_hours += work.crew_time.in_hours() * valuation->crew_hour;
    }
    return sum;
}

}  // namespace kammerspiel::model
