#include <fmt/format.h>

#include <map>

#include "analysis/report/run/loss_table.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::report {
namespace {

using ensemble::Status;

/// What a figure that is there, or is not, says in a CSV file.
std::string cell_of(const RowFigure& figure) {
    if (!figure.value) return {};
    const bool is_whole = ensemble::term(figure.name).holds == ensemble::Holds::count;
    return is_whole ? fmt::format("{:.0f}", *figure.value) : fmt::format("{:.4f}", *figure.value);
}

Status status_of(const RowFigure& figure) {
    return figure.value ? Status::known : figure.missing.value_or(Status::not_defined);
}

/// The figures of one row, one a line: `kind,name,figure,unit,value,status`.
void add(std::string& csv, std::string_view kind, const LossRow& row, const std::string& currency) {
    for (const RowFigure& figure : figures_of(row, currency)) {
        csv += fmt::format("{},{},{},{},{},{}\n", kind, csv_cell_without_formula(row.id),
                           figure.name, figure.unit, cell_of(figure), word_of(status_of(figure)));
    }
}

/// What every table has, with the kind that each row is of.
template <class Visit>
void for_each_row(const RunReport& report, Visit visit) {
    visit("total", report.total);
    for (const LossRow& row : report.by_service) visit("service_name", row);
    for (const LossRow& row : report.by_region) visit("region", row);
    for (const LossRow& row : report.by_organisation) visit("organisation", row);
}

/// `,VALUE,STATUS` of hours that may be missing.
std::string hours_and_status(const std::optional<double>& hours, Status if_missing) {
    return hours ? fmt::format(",{:.4f},{}", *hours, word_of(Status::known))
                 : fmt::format(",,{}", word_of(if_missing));
}

std::optional<double> in_hours(const std::optional<Duration>& span) {
    return span ? std::optional(span->in_hours()) : std::nullopt;
}

/// Figures of a table with a line for each place, after what names the place.
std::string wide_headings(const LossRow& row, const std::string& currency) {
    std::string headings;
    for (const RowFigure& figure : figures_of(row, currency)) {
        headings += fmt::format(",{}", figure.name);
        if (figure.missing) headings += fmt::format(",{}_status", figure.name);
    }
    return headings;
}

std::string wide_cells(const LossRow& row, const std::string& currency) {
    std::string cells;
    for (const RowFigure& figure : figures_of(row, currency)) {
        cells += fmt::format(",{}", cell_of(figure));
        if (figure.missing) cells += fmt::format(",{}", word_of(status_of(figure)));
    }
    return cells;
}

}  // namespace

std::string metrics_csv(const RunReport& report) {
    std::string csv = "kind,name,figure,unit,value,status\n";
    for_each_row(report, [&](std::string_view kind, const LossRow& row) {
        add(csv, kind, row, report.currency);
    });
    return csv;
}

std::string curve_csv(const RunReport& report, const Calendar& calendar) {
    std::string csv = "kind,name,hours,at,share_up\n";
    for_each_row(report, [&](std::string_view kind, const LossRow& row) {
        const std::string name = csv_cell_without_formula(row.id);
        for (const model::CurvePoint& point : row.curve) {
            csv += fmt::format("{},{},{:.4f},{},{:.6f}\n", kind, name,
                               (point.at - SimTime::start()).in_hours(), calendar.iso(point.at),
                               point.up.count() / 1e6);
        }
    });
    return csv;
}

std::string organisations_csv(const model::Plan& plan, const RunReport& report) {
    std::string csv = "organisation,title,region,city,latitude,longitude";
    csv += wide_headings(report.total, report.currency) + "\n";
    const auto degrees = [](const std::optional<double>& value) {
        return value ? fmt::format("{}", *value) : std::string();
    };
    const federation::Federation& federation = plan.federation();
    std::map<std::string_view, const federation::Organisation*> by_id;
    for (const auto& organisation : federation.organisations) {
        by_id.emplace(organisation.id, &organisation);
    }
    for (const LossRow& row : report.by_organisation) {
        const federation::Organisation& organisation = *by_id.at(row.id);
        const std::string& region = federation.regions[organisation.region.index()].code;
        csv += fmt::format(
            "{},{},{},{},{},{}{}\n", csv_cell_without_formula(organisation.id),
            csv_cell_without_formula(organisation.name), csv_cell_without_formula(region),
            csv_cell_without_formula(organisation.city), degrees(organisation.latitude),
            degrees(organisation.longitude), wide_cells(row, report.currency));
    }
    return csv;
}

std::string services_csv(const model::Plan& plan, const model::RunResult& result) {
    const auto& valuation = plan.scenario().valuation;
    std::string csv =
        "organisation,service,region,members,outage_hours,longest_outage_hours,interruptions,"
        "member_hours_lost,lost_to_attack,lost_to_precaution,lost_to_testing,lost_to_rebuilding,"
        "lost_to_other,lost_through_dependency,hours_to_all,hours_to_all_status,mtpd_hours,"
        "mtpd_hours_status,rto_hours,rto_hours_status";
    csv += valuation ? ",money_of_lost_hours,currency\n" : "\n";
    const federation::Federation& federation = plan.federation();
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const federation::ServiceId id{s};
        const federation::Service& service = federation.services[s];
        if (!service.demand) continue;
        const federation::Organisation& organisation = federation.of(service.organisation);
        const LossRow row = loss_of(federation, result.metrics, std::span{&id, 1});
        csv += fmt::format(
            "{},{},{},{},{:.4f},{:.4f},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f}",
            csv_cell_without_formula(organisation.id), csv_cell_without_formula(service.local_name),
            csv_cell_without_formula(federation.regions[organisation.region.index()].code),
            organisation.members, row.outage_hours, row.longest_hours,
            result.metrics.services[s].interruptions, row.lost.sum(), row.lost.attack,
            row.lost.precaution, row.lost.testing, row.lost.rebuild, row.lost.other,
            row.lost.through_dependency);
        csv += hours_and_status(hours_to(row.all), Status::beyond_horizon);
        csv += hours_and_status(in_hours(service.mtpd), Status::not_defined);
        csv += hours_and_status(in_hours(service.rto), Status::not_defined);
        if (valuation) {
            csv += fmt::format(",{:.4f},{}", row.lost.sum() * valuation->member_hour,
                               csv_cell_without_formula(valuation->currency));
        }
        csv += "\n";
    }
    return csv;
}

}  // namespace kammerspiel::report
