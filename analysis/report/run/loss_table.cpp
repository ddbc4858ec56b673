#include "analysis/report/run/loss_table.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "kammerspiel/model/figures.hpp"

namespace kammerspiel::report {
namespace {

using federation::Loss;

/// Of those who were not served elsewhere, in member-hours.
double requests(const federation::Federation& federation, federation::ServiceId id,
                const model::ServiceFigures& figures, model::Int128 count) {
    model::LossBooks books;
    books.weighted[0] = count;
    return model::member_hours(federation, id, books).count() *
           model::still_missed(federation, id, figures);
}

void add_causes(CauseShares& sum, const federation::Federation& federation,
                federation::ServiceId id, const model::ServiceFigures& figures) {
    const auto of = [&](Loss cause) {
        return model::lost_hours(federation, id, figures, cause).count();
    };
    sum.attack += of(Loss::attack_own) + of(Loss::attack_dependency);
    sum.precaution += of(Loss::precaution_own) + of(Loss::precaution_dependency);
    sum.rebuild += of(Loss::rebuild_own) + of(Loss::rebuild_dependency);
    sum.testing += of(Loss::testing_own) + of(Loss::testing_dependency);
    sum.other += of(Loss::other);
    sum.through_dependency += of(Loss::attack_dependency) + of(Loss::precaution_dependency) +
                              of(Loss::rebuild_dependency) + of(Loss::testing_dependency);
    sum.also_without_attack += requests(federation, id, figures, figures.books.also_without_attack);
}

void count_overrun(Overrun& overrun, const std::optional<Duration>& aim, Duration longest) {
    if (!aim) return;
    ++overrun.of;
    if (longest > *aim) ++overrun.over;
}

/// What was lost and back before the start was never lost in the time that is reported.
model::Restored since_start(model::Restored restored) {
    if (restored.at && *restored.at <= SimTime::start()) return {.never_below = true, .at = {}};
    return restored;
}

/// One point at the start, then the changes after it.
std::vector<model::CurvePoint> from_start(const std::vector<model::CurvePoint>& curve) {
    std::vector<model::CurvePoint> kept;
    for (const model::CurvePoint& point : curve) {
        if (kept.empty() || point.at <= SimTime::start()) {
            kept.assign(1, {SimTime::start(), point.up});
        } else {
            kept.push_back(point);
        }
    }
    return kept;
}

/// Weighted as SAIDI is: services that nobody wants are left out.
void add_waiting(LossRow& row, const federation::Federation& federation,
                 const model::Metrics& metrics, std::span<const federation::ServiceId> services) {
    double members = 0;
    for (const federation::ServiceId id : services) {
        if (!model::is_wanted(federation, id)) continue;
        const auto owner = federation.services[id.index()].organisation;
        const auto weight = static_cast<double>(federation.of(owner).members);
        members += weight;
        const auto& waited = metrics.services[id.index()].waited;
        for (std::size_t stage = 0; stage < waited.size(); ++stage) {
            row.waited_hours[stage] += weight * waited[stage].in_hours();
        }
    }
    if (members <= 0) return;
    for (double& hours : row.waited_hours) hours /= members;
}

}  // namespace

void count_aims(LossRow& row, const federation::Service& service,
                const model::ServiceFigures& figures) {
    count_overrun(row.rto, service.rto, figures.longest);
    count_overrun(row.mtpd, service.mtpd, figures.longest);
}

LossRow loss_of(const federation::Federation& federation, const model::Metrics& metrics,
                std::span<const federation::ServiceId> services) {
    LossRow row;
    std::set<std::uint32_t> organisations;
    for (const federation::ServiceId id : services) {
        const federation::Service& service = federation.services[id.index()];
        const model::ServiceFigures& figures = metrics.services[id.index()];
        add_causes(row.lost, federation, id, figures);
        row.requests_lost += requests(federation, id, figures, figures.requests_lost);
        row.requests_delayed += requests(federation, id, figures, figures.requests_delayed);
        row.requests_waiting += requests(federation, id, figures, figures.requests_waiting);
        row.longest_hours = std::max(row.longest_hours, figures.longest.in_hours());
        organisations.insert(service.organisation.value);
    }
    for (const std::uint32_t o : organisations) {
        row.members += federation.organisations[o].members;
    }
    const model::Indices indices = model::indices(federation, metrics, services);
    row.outage_hours = indices.saidi_hours;
    row.interruptions_per_member = indices.saifi;
    row.hours_per_interruption = indices.caidi_hours;
    row.served_elsewhere_hours = model::served_elsewhere_hours(metrics, services);
    const auto back = [&](double share) {
        return since_start(model::restored_for_good(federation, metrics, services, Share{share}));
    };
    row.half = back(0.5);
    row.most = back(0.9);
    row.all = back(1.0);
    row.curve = from_start(model::services_up(federation, metrics, services));
    add_waiting(row, federation, metrics, services);
    return row;
}

double LossRow::waited_in_all() const {
    return std::accumulate(waited_hours.begin(), waited_hours.end(), 0.0);
}

}  // namespace kammerspiel::report
