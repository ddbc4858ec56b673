#include "analysis/report/run/loss_table.hpp"

// What files say of a row of a table: names and order, once for JSON and CSV.

namespace kammerspiel::report {
namespace {

using ensemble::Status;

class FiguresOfRow {
   public:
    void add(std::string_view name, double value) {
        all_.push_back({name, std::string(ensemble::term(name).unit), value});
    }
    void add_money(std::string_view name, double value, const std::string& currency) {
        all_.push_back({name, currency, value});
    }
    void add(std::string_view name, const std::optional<double>& value, Status if_missing) {
        all_.push_back({name, std::string(ensemble::term(name).unit), value, if_missing});
    }
    std::vector<RowFigure> take() { return std::move(all_); }

   private:
    std::vector<RowFigure> all_;
};

void add_aims(FiguresOfRow& figures, const LossRow& row) {
    figures.add("services_beyond_rto", static_cast<double>(row.rto.over));
    figures.add("services_with_rto", static_cast<double>(row.rto.of));
    figures.add("services_beyond_mtpd", static_cast<double>(row.mtpd.over));
    figures.add("services_with_mtpd", static_cast<double>(row.mtpd.of));
}

}  // namespace

std::optional<double> hours_to(const model::Restored& back) {
    if (back.never_below) return 0.0;
    if (!back.at) return std::nullopt;
    return (*back.at - SimTime::start()).in_hours();
}

std::vector<RowFigure> figures_of(const LossRow& row, const std::string& currency) {
    FiguresOfRow figures;
    figures.add("members", static_cast<double>(row.members));
    figures.add("outage_hours", row.outage_hours);
    figures.add("longest_outage_hours", row.longest_hours);
    figures.add("member_hours_lost", row.lost.sum());
    figures.add("lost_to_attack", row.lost.attack);
    figures.add("lost_to_precaution", row.lost.precaution);
    figures.add("lost_to_testing", row.lost.testing);
    figures.add("lost_to_rebuilding", row.lost.rebuild);
    figures.add("lost_to_other", row.lost.other);
    figures.add("lost_through_dependency", row.lost.through_dependency);
    figures.add("lost_to_attack_anyway", row.lost.also_without_attack);
    figures.add("requests_lost", row.requests_lost);
    figures.add("requests_delayed", row.requests_delayed);
    figures.add("requests_waiting", row.requests_waiting);
    figures.add("hours_to_half", hours_to(row.half), Status::beyond_horizon);
    figures.add("hours_to_90", hours_to(row.most), Status::beyond_horizon);
    figures.add("hours_to_all", hours_to(row.all), Status::beyond_horizon);
    figures.add("interruptions", row.interruptions_per_member);
    figures.add("hours_per_interruption", row.hours_per_interruption, Status::not_defined);
    figures.add("served_elsewhere_person_hours", row.served_elsewhere_hours);
    add_aims(figures, row);
    if (!row.worth) return figures.take();
    figures.add_money("money_lost", row.worth->sum(), currency);
    figures.add_money("money_of_lost_hours", row.worth->member_hours, currency);
    figures.add_money("money_of_hosts_destroyed", row.worth->hosts_destroyed, currency);
    figures.add_money("money_of_crew_hours", row.worth->crew_hours, currency);
    return figures.take();
}

}  // namespace kammerspiel::report
