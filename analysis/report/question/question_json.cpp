#include "analysis/report/question/question_json.hpp"

namespace kammerspiel::report {

Json json_of(const StudyContext& context) {
    Json json = provenance({.scenario = context.scenario,
                            .scenario_hash = context.hash,
                            .seed = context.seed,
                            .program_version = context.program_version});
    json["metric"] = ensemble::info(context.metric).name;
    json["strategy"] = context.strategies.front().name;
    json["than"] = context.strategies.size() > 1 ? Json(context.strategies[1].name) : Json(nullptr);
    return json;
}

}  // namespace kammerspiel::report
