#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report/timeline.hpp"
#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::report {
namespace {

using Json = nlohmann::ordered_json;

Json restored(const model::Restored& when) {
    if (when.never_below) return "never lost";
    if (!when.at) return nullptr;
    return (*when.at - SimTime::start()).in_hours();
}

Json row(const LossRow& row) {
    return Json{{"name", row.name},
                {"members", row.members},
                {"outage_hours", row.outage_hours},
                {"longest_outage_hours", row.longest_hours},
                {"member_hours_lost", row.lost.sum()},
                {"by_root_cause",
                 {{"attack", row.lost.attack},
                  {"precaution", row.lost.precaution},
                  {"repair_testing", row.lost.testing},
                  {"repair_rebuilding", row.lost.rebuild},
                  {"other", row.lost.other}}},
                {"through_dependency", row.lost.through_dependency},
                {"attack_also_without_attack", row.lost.also_without_attack},
                {"requests_lost", row.requests_lost},
                {"requests_delayed", row.requests_delayed},
                {"hours_to_50_percent", restored(row.half)},
                {"hours_to_90_percent", restored(row.most)},
                {"hours_to_100_percent", restored(row.all)}};
}

Json rows(const std::vector<LossRow>& all) {
    Json array = Json::array();
    for (const LossRow& one : all) array.push_back(row(one));
    return array;
}

}  // namespace

std::string as_json(const RunReport& report, const model::Plan& plan) {
    const Provenance& p = report.provenance;
    const model::HostFigures& hosts = report.hosts;
    const scenario::Scenario& scenario = plan.scenario();
    Json files = Json::array();
    for (const auto& source : scenario.sources) files.push_back(source.path);
    const Json json{
        {"program", "kammerspiel"},
        {"version", p.program_version},
        {"scenario", {{"id", p.scenario}, {"sha256", p.scenario_hash}, {"files", files}}},
        {"seed", p.seed},
        {"world", p.world},
        {"strategy", p.strategy},
        {"attacker", p.attacker},
        {"starts", plan.calendar().iso(SimTime::start())},
        {"ends", plan.calendar().iso(report.end)},
        {"cautions", report.cautions},
        {"total", row(report.total)},
        {"hosts",
         {{"all", report.all_hosts},
          {"compromised", hosts.compromised},
          {"destroyed", hosts.destroyed},
          {"switched_off", hosts.switched_off},
          {"rebuilt", hosts.rebuilt},
          {"inspected_clean", hosts.inspected_clean},
          {"missed_by_inspection", hosts.missed},
          {"bytes_exfiltrated", hosts.exfiltrated.count()},
          {"alerts_before_start", hosts.alerts_before_start}}},
        {"services", rows(report.by_service)},
        {"regions", rows(report.by_region)},
        {"organisations", rows(report.by_organisation)}};
    return json.dump(2) + "\n";
}

std::string trace_jsonl(const model::Plan& plan, const model::RunOptions& options,
                        const model::RunResult& result) {
    std::string text;
    for (const model::TraceRecord& record : result.trace) {
        const RecordNames names = names_of(plan, options, record);
        Json line{{"at", plan.calendar().iso(record.key.at())},
                  {"micros", record.key.at().since_start().count()},
                  {"id", fmt::format("{}.{}", record.process, record.number)},
                  {"what", word_of(record.what)}};
        if (!names.subject.empty()) line["subject"] = names.subject;
        if (record.host != 0) line["host"] = record.host;
        if (record.count != 0) line["count"] = record.count;
        if (!names.detail.empty()) line["detail"] = names.detail;
        if (!record.cause.is_none()) {
            line["cause"] = fmt::format("{}.{}", record.cause.process, record.cause.number);
        }
        text += line.dump();
        text += '\n';
    }
    return text;
}

}  // namespace kammerspiel::report
