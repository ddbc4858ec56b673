#include "analysis/report/question/question_json.hpp"
#include "analysis/report/document/json_value.hpp"

#include <fmt/format.h>

#include <cmath>

namespace kammerspiel::report {
namespace {}  // namespace

Json json_of(const StudyContext& context) {
    return {{"program", "kammerspiel"},
            {"version", context.program_version},
            {"scenario", context.scenario},
            {"scenario_sha256", context.hash},
            {"seed", context.seed},
            {"metric", ensemble::info(context.metric).name},
            {"strategy", context.strategies.front().name},
            {"against",
             context.strategies.size() > 1 ? Json(context.strategies[1].name) : Json(nullptr)}};
}

Json json_of(const stats::Estimate& estimate) {
    return {{"value", finite(estimate.value)},
            {"low", finite(estimate.low)},
            {"high", finite(estimate.high)}};
}

std::string csv_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

}  // namespace kammerspiel::report
