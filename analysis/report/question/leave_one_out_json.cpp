
#include "analysis/report/document/results_json.hpp"
#include "analysis/report/question/question_json.hpp"
#include "kammerspiel/report/leave_one_out_report.hpp"

namespace kammerspiel::report {
namespace {

using namespace incidents;

std::string word(Method method) { return as_key(word_of(method)); }

Json json_of(const stats::Population& population) {
    Json json;
    for (std::size_t f = 0; f < factors; ++f) {
        json[std::string(Words<Factor>::list[f])] = std::exp(population.centre[f]);
    }
    json["spread"] = population.spread;
    json["error"] = population.error;
    return json;
}

Json json_of(const Judged& judged) {
    static constexpr std::array<const char*, ends.size()> names{
        "days_p2_5", "days_p10", "days_p25", "days_median", "days_p75", "days_p90", "days_p97_5"};
    Json json;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        add_figure(json, names[i], judged.days[i], ensemble::Status::beyond_horizon);
    }
    json["position"] = judged.position;
    json["crps"] = judged.crps;
    return json;
}

Json json_of(const Forecast& forecast) {
    const Milestone& milestone = forecast.milestone;
    const bool is_first = milestone.what == What::first_return;
    Json json{{"what", word_of(milestone.what)},
              {"state", word_of(milestone.state)},
              {"share", is_first ? Json(nullptr) : Json(milestone.share)},
              {"day", milestone.day},
              {"milestone_status", word_of(milestone.status)},
              {"confidence", word_of(milestone.confidence)},
              {"source", milestone.source},
              {"pooled_with", word_of(phase_of(milestone))},
              {"is_scored", forecast.is_scored()}};
    for (const Method method : Words<Method>::values) {
        json[word(method)] = json_of(forecast.by[static_cast<std::size_t>(method)]);
    }
    return json;
}

Json json_of(const std::array<stats::Estimate, bands.size()>& held) {
    static constexpr std::array<const char*, bands.size()> names{"band_50", "band_80", "band_95"};
    Json json;
    for (std::size_t i = 0; i < bands.size(); ++i) {
        json[names[i]] = figure(held[i]);
    }
    return json;
}

}  // namespace

std::string leave_one_out_as_json(const LeaveOneOut& result) {
    Json all = Json::array();
    for (const IncidentForecast& incident : result.incidents) {
        Json milestones = Json::array();
        for (const Forecast& forecast : incident.forecasts) {
            milestones.push_back(json_of(forecast));
        }
        all.push_back({{"name", incident.id},
                       {"title", incident.name},
                       {"factors_of_the_others", json_of(incident.population)},
                       {"effective_points", incident.effective_points},
                       {"milestones", std::move(milestones)}});
    }
    Json records;
    for (const Method method : Words<Method>::values) {
        const auto at = static_cast<std::size_t>(method);
        const Record& record = result.records[at];
        records[word(method)] = {{"crps", figure(record.crps)},
                                 {"fitted_less_this", figure(result.against[at])},
                                 {"held_of_observed", json_of(record.observed)},
                                 {"held_of_all", json_of(record.all)}};
    }
    Json json = provenance({.scenario = std::nullopt,
                            .scenario_hash = std::nullopt,
                            .seed = result.seed,
                            .program_version = {}});
    json.update(Json{{"library", result.library},
                     {"points", result.points},
                     {"worlds_at_each_point", result.worlds},
                     {"incidents_scored", result.scored},
                     {"milestones_observed", result.observed},
                     {"milestones_censored", result.censored},
                     {"milestones_announced", result.announced},
                     {"factors", json_of(result.population)},
                     {"records", std::move(records)},
                     {"incidents", std::move(all)}});
    return json.dump(2) + "\n";
}

}  // namespace kammerspiel::report
