#include <nlohmann/json.hpp>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/report/run_report.hpp"

// run.json: where the result comes from, and its figures. Described in docs/results.md.

namespace kammerspiel::report {
namespace {

using Json = nlohmann::ordered_json;

/// Raised when a reader of run.json must change.
constexpr int version_of_results = 1;

Json hours_until(const model::Restored& when) {
    if (when.never_below) return 0.0;
    if (!when.at) return nullptr;
    return (*when.at - SimTime::start()).in_hours();
}

Json overrun(const Overrun& overrun) {
    return Json{{"services_over", overrun.over}, {"services_with_aim", overrun.of}};
}

Json row(const LossRow& row, const std::string& currency) {
    Json json{{"id", row.id},
              {"name", row.name},
              {"members", row.members},
              {"outage_hours", row.outage_hours},
              {"longest_outage_hours", row.longest_hours},
              {"lost_member_hours", row.lost.sum()},
              {"lost_member_hours_by_root",
               {{"attack", row.lost.attack},
                {"precaution", row.lost.precaution},
                {"repair_testing", row.lost.testing},
                {"repair_rebuilding", row.lost.rebuild},
                {"other", row.lost.other}}},
              {"lost_member_hours_through_dependency", row.lost.through_dependency},
              {"attack_member_hours_lost_anyway", row.lost.also_without_attack},
              {"requests_lost_member_hours", row.requests_lost},
              {"requests_delayed_member_hours", row.requests_delayed},
              {"requests_waiting_member_hours", row.requests_waiting},
              {"hours_until_50_percent_back", hours_until(row.half)},
              {"hours_until_90_percent_back", hours_until(row.most)},
              {"hours_until_100_percent_back", hours_until(row.all)},
              {"interruptions_per_member", row.interruptions_per_member},
              {"hours_per_interruption",
               row.hours_per_interruption ? Json(*row.hours_per_interruption) : Json()},
              {"served_elsewhere_person_hours", row.served_elsewhere_hours},
              {"beyond_rto", overrun(row.rto)},
              {"beyond_mtpd", overrun(row.mtpd)}};
    if (row.waited_in_all() > 0) {
        Json& waited = json["waited_hours"] = Json::object();
        for (std::size_t stage = 1; stage < row.waited_hours.size(); ++stage) {
            waited[std::string(word_of(static_cast<model::Stage>(stage)))] =
                row.waited_hours[stage];
        }
    }
    if (row.worth) {
        json["money"] = {{"currency", currency},
                         {"sum", row.worth->sum()},
                         {"lost_hours", row.worth->member_hours},
                         {"hosts_destroyed", row.worth->hosts_destroyed},
                         {"crew_hours", row.worth->crew_hours}};
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
        for (const auto& [name, value] : account.figures) one[name] = value;
        all.push_back(std::move(one));
    }
    return all;
}

/// Hours are counted from the start of the scenario.
Json elsewhere(const Elsewhere& elsewhere) {
    Json all{{"ways", Json::array()}, {"receivers", Json::array()}};
    for (const Way& way : elsewhere.ways) {
        all["ways"].push_back({{"service", way.service},
                               {"from", way.from},
                               {"to", way.to},
                               {"wanted_person_hours", way.wanted},
                               {"served_person_hours", way.served}});
    }
    for (const Receiver& receiver : elsewhere.receivers) {
        const model::Load::Hour& fullest = receiver.hours[receiver.fullest];
        all["receivers"].push_back({{"service", receiver.service},
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
    return Json{{"all", report.all_hosts},
                {"compromised", hosts.compromised},
                {"destroyed", hosts.destroyed},
                {"switched_off", hosts.switched_off},
                {"times_switched_off", hosts.times_switched_off},
                {"rebuilt", hosts.rebuilt},
                {"inspected_clean", hosts.inspected_clean},
                {"missed_by_inspection", hosts.missed},
                {"rebuilt_from_scratch", hosts.from_scratch},
                {"came_back_after_cleaning", hosts.persisted},
                {"false_alarms", hosts.false_alarms},
                {"crew_hours", hosts.crew_time.in_hours()},
                {"destroyed_before_start", hosts.destroyed_before_start},
                {"exfiltrated_bytes", hosts.exfiltrated.count()},
                {"alerts_before_start", hosts.alerts_before_start}};
}

/// Empty where the figures are those of the scenario.
Json drawn(const RunReport& report) {
    Json all = Json::array();
    for (const DrawnFigure& one : report.drawn) {
        all.push_back({{"parameter", one.path}, {"value", one.value}, {"written", one.written}});
    }
    return all;
}

}  // namespace

std::string as_json(const RunReport& report, const model::Plan& plan) {
    const Provenance& p = report.provenance;
    Json json{
        {"program", "kammerspiel"},
        {"program_version", p.program_version},
        {"results_version", version_of_results},
        {"complete", p.complete},
        {"scenario",
         {{"id", p.scenario},
          {"title", report.title},
          {"sha256", p.scenario_hash},
          {"files", files_of(plan.scenario())}}},
        {"seed", p.seed},
        {"world", p.world},
        {"strategy", {{"name", p.strategy}, {"title", report.strategy_title}}},
        {"attacker", {{"name", p.attacker}, {"title", report.attacker_title}}},
        {"calendar",
         {{"zone", p.zone},
          {"starts", plan.calendar().iso(SimTime::start())},
          {"ends", plan.calendar().iso(report.end)},
          {"simulated_hours", (report.end - SimTime::start()).in_hours()}}},
        {"computation", {{"executive", p.executive}, {"threads", p.threads}, {"events", p.events}}},
        {"drawn", drawn(report)},
        {"cautions", report.cautions},
        {"accounts", accounts(report)},
        {"hosts", hosts(report)},
        {"total", row(report.total, report.currency)},
        {"services", rows(report.by_service, report.currency)},
        {"regions", rows(report.by_region, report.currency)},
        {"organisations", rows(report.by_organisation, report.currency)}};
    if (!report.elsewhere.ways.empty()) json["elsewhere"] = elsewhere(report.elsewhere);
    // Names come from files that were checked to be UTF-8; should one not be, it is still written.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kammerspiel::report
