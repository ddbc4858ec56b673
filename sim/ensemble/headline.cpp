#include "kammerspiel/ensemble/headline.hpp"

#include <algorithm>

#include "kammerspiel/ensemble/vocabulary.hpp"
#include "kammerspiel/model/figures.hpp"
#include "kammerspiel/model/most_lost.hpp"

namespace kammerspiel::ensemble {
namespace {

using federation::Loss;
using federation::ServiceId;

/// In the order of Metric. What is said of them is in the table of figures.
constexpr std::array<std::string_view, metric_count> names{
    "member_hours_lost", "lost_to_attack",       "lost_to_precaution", "lost_to_rebuilding",
    "lost_to_testing",   "lost_to_other",        "requests_lost",      "hours_to_half",
    "hours_to_90",       "hours_to_all",         "outage_hours",       "interruptions",
    "hosts_compromised", "hosts_destroyed",      "hosts_switched_off", "gigabytes_exfiltrated",
    "crew_hours",        "hours_to_first_alert", "obligations_missed", "dates_missed",
    "money_lost"};
static_assert(static_cast<std::size_t>(Metric::money_lost) + 1 == metric_count);

const std::array<MetricInfo, metric_count>& table() {
    static const auto all = [] {
        std::array<MetricInfo, metric_count> infos{};
        for (std::size_t m = 0; m < metric_count; ++m) {
            const Term& said = term(names[m]);
            infos[m] = {.metric = static_cast<Metric>(m),
                        .name = said.name,
                        .unit = said.unit,
                        .is_time = said.missing == Missing::beyond_horizon,
                        .is_whole = said.holds == Holds::count};
        }
        return infos;
    }();
    return all;
}

void add_losses(Headline& sum, const federation::Federation& federation, ServiceId id,
                const model::ServiceFigures& figures) {
    const auto of = [&](Loss own, Loss dependency) {
        return model::lost_hours(federation, id, figures, own).count() +
               model::lost_hours(federation, id, figures, dependency).count();
    };
    sum[Metric::member_hours_lost] += model::lost_hours(federation, id, figures).count();
    sum[Metric::lost_to_attack] += of(Loss::attack_own, Loss::attack_dependency);
    sum[Metric::lost_to_precaution] += of(Loss::precaution_own, Loss::precaution_dependency);
    sum[Metric::lost_to_rebuilding] += of(Loss::rebuild_own, Loss::rebuild_dependency);
    sum[Metric::lost_to_testing] += of(Loss::testing_own, Loss::testing_dependency);
    sum[Metric::lost_to_other] += model::lost_hours(federation, id, figures, Loss::other).count();
}

/// Of those who were not served elsewhere.
double requests_lost(const federation::Federation& federation, ServiceId id,
                     const model::ServiceFigures& figures) {
    model::LossBooks books;
    books.weighted[0] = figures.requests_lost;
    return model::member_hours(federation, id, books).count() *
           model::still_missed(federation, id, figures);
}

/// What was lost and back before the start was never lost in the time that counts.
double hours_until(const model::Restored& restored) {
    if (restored.never_below) return 0.0;
    if (!restored.at) return not_reached;
    return std::max(0.0, (*restored.at - SimTime::start()).in_hours());
}

void add_hosts(Headline& line, const model::HostFigures& hosts) {
    constexpr double bytes_per_gigabyte = 1e9;
    line[Metric::hosts_compromised] = static_cast<double>(hosts.compromised);
    line[Metric::hosts_destroyed] = static_cast<double>(hosts.destroyed);
    line[Metric::hosts_switched_off] = static_cast<double>(hosts.switched_off);
    line[Metric::gigabytes_exfiltrated] =
        static_cast<double>(hosts.exfiltrated.count()) / bytes_per_gigabyte;
    line[Metric::crew_hours] = hosts.crew_time.in_hours();
}

}  // namespace

std::span<const MetricInfo> metrics() { return table(); }

const MetricInfo& info(Metric metric) { return table()[static_cast<std::size_t>(metric)]; }

std::optional<Metric> find_metric(std::string_view name) {
    for (const MetricInfo& one : table()) {
        if (one.name == name) return one.metric;
    }
    return std::nullopt;
}

std::optional<Metric> find_metric_by_earlier_name(std::string_view name) {
    for (const MetricInfo& one : table()) {
        if (was_called(term(one.name), name)) return one.metric;
    }
    return std::nullopt;
}

Headline headline(const model::Plan& plan, const model::Metrics& metrics,
                  std::span<const ServiceId> demanded) {
    const federation::Federation& federation = plan.federation();
    Headline line;
    for (const ServiceId id : demanded) {
        const model::ServiceFigures& figures = metrics.services[id.index()];
        add_losses(line, federation, id, figures);
        line[Metric::requests_lost] += requests_lost(federation, id, figures);
    }
    const auto back = [&](double share) {
        return hours_until(model::restored_for_good(federation, metrics, demanded, Share{share}));
    };
    line[Metric::hours_to_half] = back(0.5);
    line[Metric::hours_to_90] = back(0.9);
    line[Metric::hours_to_all] = back(1.0);
    const model::Indices indices = model::indices(federation, metrics, demanded);
    line[Metric::outage_hours] = indices.saidi_hours;
    line[Metric::interruptions] = indices.saifi;
    add_hosts(line, metrics.hosts);
    line[Metric::hours_to_first_alert] =
        metrics.first_alert ? (*metrics.first_alert - SimTime::start()).in_hours() : not_reached;
    for (const model::ObligationFigures& obligation : metrics.obligations) {
        line[Metric::obligations_missed] += obligation.missed + obligation.not_sent;
    }
    for (const model::DateOutcome& date : model::dates(plan, metrics)) {
        line[Metric::dates_missed] += date.people_missed;
    }
    const auto worth = model::worth(plan, metrics);
    line[Metric::money_lost] = worth ? worth->sum() : std::numeric_limits<double>::quiet_NaN();
    return line;
}

double most_member_hours(const model::Plan& plan) {
    double sum = 0;
    for (const ServiceId id : services_with_demand(plan.federation())) {
        sum += model::most_lost_hours(plan, id).count();
    }
    return sum;
}

std::vector<ServiceId> services_with_demand(const federation::Federation& federation) {
    std::vector<ServiceId> ids;
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        if (model::is_wanted(federation, ServiceId{s})) ids.push_back(ServiceId{s});
    }
    return ids;
}

}  // namespace kammerspiel::ensemble
