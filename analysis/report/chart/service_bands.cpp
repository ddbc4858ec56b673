#include <fmt/format.h>

#include "analysis/report/chart/bands.hpp"
#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/run/figures_in_words.hpp"

// Each service by itself: how much of it is up over time.

namespace kammerspiel::report::charts {

Picture bands(const std::vector<Band>& all, SimTime until, const Calendar& calendar,
              const Text& text, Picture texts) {
    constexpr std::size_t longest_name = 28;
    constexpr std::size_t longest_remark = 32;
    Drawing drawing{.kind = "bands",
                    .data = {{"x", days_axis(until, calendar, text)}, {"rows", Json::array()}},
                    .picture = std::move(texts)};
    for (const Band& band : all) {
        drawing.data["rows"].push_back({{"name", fitting(band.name, longest_name)},
                                        {"remark", fitting(band.remark, longest_remark)},
                                        {"curve", curve_points(band.curve, until)}});
    }
    return finished(std::move(drawing));
}

Picture service_bands(const WorldView& world, const Text& text) {
    const RunReport& report = world.report;
    if (report.by_service.size() < 2) return {};
    Picture texts;
    texts.title = text("report.chart.services");
    texts.alternative = texts.title;
    texts.note = text("report.chart.bands_caption");
    std::vector<Band> all;
    for (const LossRow& row : report.by_service) {
        const std::string back = back_in(Phrase::after, row.all, report.end, text);
        const std::string remark = row.all.never_below
                                       ? text("report.never_lost")
                                       : text("report.chart.all_back", {{"span", back}});
        texts.alternative += fmt::format("; {}: {}", row.name, remark);
        all.push_back({row.name, remark, row.curve});
    }
    return bands(all, report.shown_until, world.calendar, text, std::move(texts));
}

}  // namespace kammerspiel::report::charts
