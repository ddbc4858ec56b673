#include "analysis/report/document/results_json.hpp"

#include <fmt/format.h>

#include <cmath>

#include "kammerspiel/base/version.hpp"

namespace kammerspiel::report {

using ensemble::Status;

Json provenance(const Origin& origin) {
    const auto or_null = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
    return {{"program", "kammerspiel"},
            {"program_version", origin.program_version.empty() ? std::string(program_version)
                                                               : origin.program_version},
            {"results_version", ensemble::results_version},
            {"scenario", or_null(origin.scenario)},
            {"scenario_sha256", or_null(origin.scenario_hash)},
            {"seed", or_null(origin.seed)}};
}

std::string provenance_as_json(const Origin& origin) {
    return provenance(origin).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json figure(const stats::Estimate& estimate) {
    return {{"value", finite(estimate.value)},
            {"low", finite(estimate.low)},
            {"high", finite(estimate.high)},
            {"status", word_of(ensemble::status_of(estimate.value, estimate.low, estimate.high))}};
}

Json figure(const std::optional<stats::Estimate>& estimate) {
    if (estimate) return figure(*estimate);
    return {{"value", nullptr},
            {"low", nullptr},
            {"high", nullptr},
            {"status", word_of(Status::not_defined)}};
}

void add_figure(Json& json, std::string_view name, const std::optional<double>& value,
                Status if_missing) {
    const bool is_known = value && std::isfinite(*value);
    json[std::string(name)] = is_known ? Json(*value) : Json(nullptr);
    json[fmt::format("{}_status", name)] = word_of(is_known ? Status::known : if_missing);
}

std::string csv_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

std::string csv_figure(const stats::Estimate& estimate) {
    return fmt::format("{},{},{},{}", csv_number(estimate.value), csv_number(estimate.low),
                       csv_number(estimate.high),
                       word_of(ensemble::status_of(estimate.value, estimate.low, estimate.high)));
}

std::string csv_figure(const std::optional<stats::Estimate>& estimate) {
    return estimate ? csv_figure(*estimate) : fmt::format(",,,{}", word_of(Status::not_defined));
}

std::string csv_headings(std::string_view name) {
    return fmt::format(",{0},{0}_low,{0}_high,{0}_status", name);
}

}  // namespace kammerspiel::report
