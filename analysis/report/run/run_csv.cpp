#include <fmt/format.h>

#include "analysis/report/run/loss_table.hpp"
#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::report {
namespace {

std::string hours(const model::Restored& when) {
    if (when.never_below) return "0";
    if (!when.at) return "";
    return fmt::format("{:.4f}", (*when.at - SimTime::start()).in_hours());
}

/// The figures of one row, one a line: `table,id,figure,unit,value`.
void add(std::string& csv, std::string_view table, const LossRow& row, std::string_view currency) {
    const auto line = [&](std::string_view figure, std::string_view unit,
                          const std::string& value) {
        csv += fmt::format("{},{},{},{},{}\n", table, csv_cell_without_formula(row.id), figure,
                           unit, value);
    };
    const auto number = [](double value) { return fmt::format("{:.4f}", value); };
    line("members", "people", fmt::format("{}", row.members));
    line("outage", "h", number(row.outage_hours));
    line("longest_outage", "h", number(row.longest_hours));
    line("lost", "member-hours", number(row.lost.sum()));
    line("lost_to_attack", "member-hours", number(row.lost.attack));
    line("lost_to_precaution", "member-hours", number(row.lost.precaution));
    line("lost_to_repair_testing", "member-hours", number(row.lost.testing));
    line("lost_to_repair_rebuilding", "member-hours", number(row.lost.rebuild));
    line("lost_to_other", "member-hours", number(row.lost.other));
    line("lost_through_dependency", "member-hours", number(row.lost.through_dependency));
    line("requests_lost", "member-hours", number(row.requests_lost));
    line("requests_delayed", "member-hours", number(row.requests_delayed));
    line("requests_waiting", "member-hours", number(row.requests_waiting));
    line("back_50_percent", "h", hours(row.half));
    line("back_90_percent", "h", hours(row.most));
    line("back_100_percent", "h", hours(row.all));
    line("interruptions_per_member", "1", number(row.interruptions_per_member));
    line("hours_per_interruption", "h",
         row.hours_per_interruption ? number(*row.hours_per_interruption) : "");
    line("served_elsewhere", "person-hours", number(row.served_elsewhere_hours));
    line("beyond_rto", "services", fmt::format("{}", row.rto.over));
    line("beyond_mtpd", "services", fmt::format("{}", row.mtpd.over));
    if (!row.worth) return;
    line("money", currency, number(row.worth->sum()));
    line("money_of_lost_hours", currency, number(row.worth->member_hours));
    line("money_of_hosts_destroyed", currency, number(row.worth->hosts_destroyed));
    line("money_of_crew_hours", currency, number(row.worth->crew_hours));
}

}  // namespace

std::string metrics_csv(const RunReport& report) {
    std::string csv = "table,id,figure,unit,value\n";
    add(csv, "total", report.total, report.currency);
    for (const LossRow& row : report.by_service) add(csv, "service", row, report.currency);
    for (const LossRow& row : report.by_region) add(csv, "region", row, report.currency);
    for (const LossRow& row : report.by_organisation) {
        add(csv, "organisation", row, report.currency);
    }
    return csv;
}

std::string services_csv(const model::Plan& plan, const model::RunResult& result) {
    std::string csv =
        "organisation,service,region,members,outage_h,longest_outage_h,interruptions,"
        "lost_member_h,lost_to_attack_member_h,lost_to_precaution_member_h,"
        "lost_to_repair_testing_member_h,lost_to_repair_rebuilding_member_h,"
        "lost_to_other_member_h,lost_through_dependency_member_h,back_for_good_h,mtpd_h,rto_h";
    const auto& valuation = plan.scenario().valuation;
    csv += valuation ? fmt::format(",money_of_lost_hours_{}\n", valuation->currency) : "\n";
    const federation::Federation& federation = plan.federation();
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const federation::ServiceId id{s};
        const federation::Service& service = federation.services[s];
        if (!service.demand) continue;
        const federation::Organisation& organisation = federation.of(service.organisation);
        const LossRow row = loss_of(federation, result.metrics, std::span{&id, 1});
        const auto span = [](const std::optional<Duration>& d) {
            return d ? fmt::format("{:.4f}", d->in_hours()) : std::string();
        };
        csv += fmt::format(
            "{},{},{},{},{:.4f},{:.4f},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{},{},"
            "{}{}\n",
            csv_cell_without_formula(organisation.id), csv_cell_without_formula(service.local_name),
            csv_cell_without_formula(federation.regions[organisation.region.index()].code),
            organisation.members, row.outage_hours, row.longest_hours,
            result.metrics.services[s].interruptions, row.lost.sum(), row.lost.attack,
            row.lost.precaution, row.lost.testing, row.lost.rebuild, row.lost.other,
            row.lost.through_dependency, hours(row.all), span(service.mtpd), span(service.rto),
            valuation ? fmt::format(",{:.4f}", row.lost.sum() * valuation->member_hour)
                      : std::string());
    }
    return csv;
}

}  // namespace kammerspiel::report
