#include "analysis/report/run/loss_table.hpp"

#include <algorithm>
#include <set>

#include "kammerspiel/model/figures.hpp"

namespace kammerspiel::report {
namespace {

using federation::Loss;

double hours_of(const federation::Federation& federation, federation::ServiceId id,
                const model::LossBooks& books, Loss cause) {
    return model::member_hours(federation, id, books, cause).count();
}

void add_causes(CauseShares& sum, const federation::Federation& federation,
                federation::ServiceId id, const model::ServiceFigures& figures) {
    const auto of = [&](Loss cause) { return hours_of(federation, id, figures.books, cause); };
    sum.attack += of(Loss::attack_own) + of(Loss::attack_dependency);
    sum.precaution += of(Loss::precaution_own) + of(Loss::precaution_dependency);
    sum.rebuild += of(Loss::rebuild_own) + of(Loss::rebuild_dependency);
    sum.testing += of(Loss::testing_own) + of(Loss::testing_dependency);
    sum.other += of(Loss::other);
    sum.through_dependency += of(Loss::attack_dependency) + of(Loss::precaution_dependency) +
                              of(Loss::rebuild_dependency) + of(Loss::testing_dependency);
    model::LossBooks also;
    also.weighted[0] = figures.books.also_without_attack;
    sum.also_without_attack += hours_of(federation, id, also, Loss::attack_own);
}

double requests(const federation::Federation& federation, federation::ServiceId id,
                model::Int128 count) {
    model::LossBooks books;
    books.weighted[0] = count;
    return hours_of(federation, id, books, Loss::attack_own);
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

}  // namespace

LossRow loss_of(const federation::Federation& federation, const model::Metrics& metrics,
                std::span<const federation::ServiceId> services) {
    LossRow row;
    std::set<std::uint32_t> organisations;
    double member_outages = 0;
    double members = 0;
    for (const federation::ServiceId id : services) {
        const federation::Service& service = federation.services[id.index()];
        const model::ServiceFigures& figures = metrics.services[id.index()];
        const auto weight = static_cast<double>(federation.of(service.organisation).members);
        add_causes(row.lost, federation, id, figures);
        row.requests_lost += requests(federation, id, figures.requests_lost);
        row.requests_delayed += requests(federation, id, figures.requests_delayed);
        member_outages += weight * figures.down.in_hours();
        members += weight;
        row.longest_hours = std::max(row.longest_hours, figures.longest.in_hours());
        count_overrun(row.rto, service.rto, figures.longest);
        count_overrun(row.mtpd, service.mtpd, figures.longest);
        organisations.insert(service.organisation.value);
    }
    for (const std::uint32_t o : organisations) {
        row.members += federation.organisations[o].members;
    }
    row.outage_hours = members > 0 ? member_outages / members : 0.0;
    const model::Indices indices = model::indices(federation, metrics, services);
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
    return row;
}

}  // namespace kammerspiel::report
