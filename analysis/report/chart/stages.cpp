#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"

// What services wait for on their way back: a Gantt chart of stages, with shares of people.

namespace kammerspiel::report::charts {
namespace {

/// Stages that anybody waits in, in their order on the way back.
std::vector<std::size_t> shown_stages(const std::vector<StageCourse>& courses) {
    std::vector<std::size_t> shown;
    for (std::size_t stage = 1; stage < model::stage_count; ++stage) {
        const auto waits = [&](const StageCourse::Shares& shares) { return shares[stage] > 0; };
        if (std::any_of(courses.begin(), courses.end(), [&](const StageCourse& course) {
                return std::any_of(course.moments.begin(), course.moments.end(), waits);
            })) {
            shown.push_back(stage);
        }
    }
    return shown;
}

std::string name_of(std::size_t stage, const Text& text) {
    return text(fmt::format("report.stage.{}", word_of(static_cast<model::Stage>(stage))));
}

double rounded(double share) {
    constexpr double thousandths = 1000;
    return std::round(share * thousandths) / thousandths;
}

}  // namespace

Picture stages(const WorldView& world, const Text& text) {
    const RunReport& report = world.report;
    const std::vector<std::size_t> shown = shown_stages(report.stages);
    if (shown.empty()) return {};
    constexpr std::size_t longest_name = 28;
    Drawing drawing{.kind = "stages",
                    .data = {{"x", days_axis(report.shown_until, world.calendar, text)},
                             {"stages", Json::array()},
                             {"rows", Json::array()}},
                    .picture = {}};
    for (const std::size_t stage : shown) {
        drawing.data["stages"].push_back(
            {{"name", word_of(static_cast<model::Stage>(stage))}, {"label", name_of(stage, text)}});
    }
    Picture& picture = drawing.picture;
    picture.title = text("report.chart.stages");
    picture.alternative = picture.title;
    picture.note = text("report.chart.stages_caption", {{"people", report.people_many}});
    for (std::size_t i = 0; i < report.by_service.size(); ++i) {
        const LossRow& row = report.by_service[i];
        Json moments = Json::array();
        for (const StageCourse::Shares& shares : report.stages[i].moments) {
            Json here = Json::array();
            for (const std::size_t stage : shown) here.push_back(rounded(shares[stage]));
            moments.push_back(std::move(here));
        }
        drawing.data["rows"].push_back(
            {{"name", fitting(row.name, longest_name)}, {"moments", std::move(moments)}});
        const auto longest = std::max_element(row.waited_hours.begin() + 1, row.waited_hours.end());
        if (*longest <= 0) continue;
        picture.alternative +=
            text("report.chart.stages_alternative",
                 {{"service", row.name},
                  {"stage",
                   name_of(static_cast<std::size_t>(longest - row.waited_hours.begin()), text)}});
    }
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
