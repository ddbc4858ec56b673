#include "analysis/report/document/results_json.hpp"
#include "analysis/report/run/loss_table.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/report/run_report.hpp"

// run.json: where the result comes from, and its figures. Described in docs/results.md.

namespace kammerspiel::report {
namespace {

/// The figures of a row, as metrics.csv has them.
Json row(const LossRow& row, const std::string& currency) {
    Json json{{"name", row.id}, {"title", row.name}};
    for (const RowFigure& figure : figures_of(row, currency)) {
        if (figure.missing) {
            add_figure(json, figure.name, figure.value, *figure.missing);
        } else if (ensemble::term(figure.name).holds == ensemble::Holds::count) {
            json[std::string(figure.name)] = static_cast<std::uint64_t>(*figure.value);
        } else {
            json[std::string(figure.name)] = *figure.value;
        }
    }
    if (row.waited_in_all() > 0) {
        Json& waited = json["waited_hours"] = Json::object();
        for (std::size_t stage = 1; stage < row.waited_hours.size(); ++stage) {
            waited[std::string(word_of(static_cast<model::Stage>(stage)))] =
                row.waited_hours[stage];
        }
    }
    return json;
}

Json rows(const std::vector<LossRow>& all, const std::string& currency) {
    Json array = Json::array();
    for (const LossRow& one : all) array.push_back(row(one, currency));
    return array;
}

Json files_of(const scenario::Scenario& scenario) {
    Json files = Json::array();
    for (const auto& source : scenario.sources) files.push_back(source.path);
    return files;
}

Json accounts(const RunReport& report) {
    Json all = Json::array();
    for (const Account& account : report.accounts) {
        Json one{{"kind", account.kind}, {"sentence", account.sentence}};
        for (const auto& [name, value] : account.figures) {
            if (ensemble::term(name).holds == ensemble::Holds::count) {
                one[name] = static_cast<std::uint64_t>(value);
            } else {
                one[name] = value;
            }
        }
        all.push_back(std::move(one));
    }
    return all;
}

/// Hours are counted from the start of the scenario.
Json elsewhere(const Elsewhere& elsewhere) {
    Json all{{"ways", Json::array()}, {"receivers", Json::array()}};
    for (const Way& way : elsewhere.ways) {
        all["ways"].push_back({{"service_name", way.service},
                               {"from", way.from},
                               {"to", way.to},
                               {"wanted_person_hours", way.wanted},
                               {"served_person_hours", way.served}});
    }
    for (const Receiver& receiver : elsewhere.receivers) {
        const model::Load::Hour& fullest = receiver.hours[receiver.fullest];
        all["receivers"].push_back({{"service_name", receiver.service},
                                    {"organisation", receiver.organisation},
                                    {"wanted_person_hours", receiver.wanted},
                                    {"served_person_hours", receiver.served},
                                    {"fullest_hour",
                                     {{"hour", fullest.number},
                                      {"capacity_person_hours", fullest.capacity},
                                      {"own_person_hours", fullest.own},
                                      {"wanted_by_others_person_hours", fullest.wanted},
                                      {"served_to_others_person_hours", fullest.served}}}});
    }
    return all;
}

Json hosts(const RunReport& report) {
    const model::HostFigures& hosts = report.hosts;
    constexpr double bytes_per_gigabyte = 1e9;
    return Json{{"hosts_in_all", report.all_hosts},
                {"hosts_compromised", hosts.compromised},
                {"hosts_destroyed", hosts.destroyed},
                {"hosts_switched_off", hosts.switched_off},
                {"times_switched_off", hosts.times_switched_off},
                {"hosts_rebuilt", hosts.rebuilt},
                {"hosts_inspected_clean", hosts.inspected_clean},
                {"missed_by_inspection", hosts.missed},
                {"hosts_rebuilt_from_scratch", hosts.from_scratch},
                {"came_back_after_cleaning", hosts.persisted},
                {"false_alarms", hosts.false_alarms},
                {"crew_hours", hosts.crew_time.in_hours()},
                {"hosts_destroyed_before_start", hosts.destroyed_before_start},
                {"gigabytes_exfiltrated",
                 static_cast<double>(hosts.exfiltrated.count()) / bytes_per_gigabyte},
                {"alerts_before_start", hosts.alerts_before_start}};
}

/// Empty where the figures are those of the scenario.
Json drawn(const RunReport& report) {
    Json all = Json::array();
    for (const DrawnFigure& one : report.drawn) {
        all.push_back(
            {{"parameter", one.path}, {"drawn_value", one.value}, {"written", one.written}});
    }
    return all;
}

}  // namespace

std::string as_json(const RunReport& report, const model::Plan& plan) {
    const Provenance& p = report.provenance;
    Json json = provenance({.scenario = p.scenario,
                            .scenario_hash = p.scenario_hash,
                            .seed = p.seed,
                            .program_version = p.program_version});
    json.update(Json{
        {"complete", p.complete},
        {"title", report.title},
        {"scenario_files", files_of(plan.scenario())},
        {"world", p.world},
        {"strategy", p.strategy},
        {"strategy_title", report.strategy_title},
        {"attacker", p.attacker},
        {"attacker_title", report.attacker_title},
        {"currency", report.currency.empty() ? Json(nullptr) : Json(report.currency)},
        {"calendar",
         {{"zone", p.zone},
          {"starts", plan.calendar().iso(SimTime::start())},
          {"ends", plan.calendar().iso(report.end)},
          {"simulated_hours", (report.end - SimTime::start()).in_hours()}}},
        {"computation", {{"executive", p.executive}, {"threads", p.threads}, {"events", p.events}}},
        {"drawn", drawn(report)},
        {"cautions", report.cautions},
        {"accounts", accounts(report)},
        {"host_figures", hosts(report)},
        {"total", row(report.total, report.currency)},
        {"service_names", rows(report.by_service, report.currency)},
        {"regions", rows(report.by_region, report.currency)},
        {"organisations", rows(report.by_organisation, report.currency)}});
    if (!report.elsewhere.ways.empty()) json["elsewhere"] = elsewhere(report.elsewhere);
    // Names come from files that were checked to be UTF-8; should one not be, it is still written.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kammerspiel::report
