#include "kammerspiel/report/backtest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "analysis/report/document/estimate_words.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/templates.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {
namespace {

using ensemble::Milestone;
using kainjow::mustache::data;

constexpr double hours_per_day = 24.0;

/// One milestone, every cell in words.
struct Row {
    std::string what, observed, confidence, low, median, high, position, verdict;
};

class Words {
   public:
    Words(const model::Plan& plan, const ensemble::Backtest& result,
          const BacktestProvenance& provenance, const Text& text)
        : plan_(plan), result_(result), provenance_(provenance), text_(text) {}

    std::string title() const { return text_(plan_.scenario().title); }

    std::vector<std::string> summary() const {
        const auto worlds = static_cast<std::int64_t>(result_.worlds);
        return {text_("backtest.worlds", {{"strategy", provenance_.strategy}, {"count", worlds}}),
                text_("backtest.share",
                      {{"inside80", text_.percent(result_.share_within(0.8))},
                       {"inside95", text_.percent(result_.share_within(0.95))},
                       {"count", static_cast<std::int64_t>(result_.milestones.size())}})};
    }

    std::vector<Row> rows() const {
        std::vector<Row> rows;
        for (const Milestone& m : result_.milestones) {
            rows.push_back({.what = what(m.observed),
                            .observed = after(m.observed.after.in_hours()),
                            .confidence = text_(fmt::format("backtest.confidence.{}",
                                                            word_of(m.observed.confidence))),
                            .low = after(m.p10),
                            .median = after(m.median),
                            .high = after(m.p90),
                            .position = with_interval(
                                m.position, text_, [this](double p) { return text_.percent(p); }),
                            .verdict = verdict(m)});
        }
        return rows;
    }

    std::vector<std::string> headings() const {
        std::vector<std::string> words;
        for (const auto key :
             {"backtest.column.what", "backtest.column.observed", "backtest.column.confidence",
              "backtest.column.p10", "backtest.column.median", "backtest.column.p90",
              "backtest.column.position", "backtest.column.verdict"}) {
            words.push_back(text_(key));
        }
        return words;
    }

   private:
    const model::Plan& plan_;
    const ensemble::Backtest& result_;
    const BacktestProvenance& provenance_;
    const Text& text_;

    std::string service(const std::optional<scenario::Name>& name) const {
        if (!name) return text_("backtest.all_services");
        for (const auto& service : plan_.federation().services) {
            if (service.local_name == name->text) return text_(service.title);
        }
        return name->text;
    }

    std::string what(const scenario::Observed& observed) const {
        return text_("backtest.back", {{"service", service(observed.service)},
                                       {"share", text_.percent(observed.share.value())}});
    }

    /// 30 min, 2 d 4 h: whatever its size is told in.
    std::string after(std::optional<double> hours) const {
        if (!hours) {
            return ">\u00A0" + text_.span(plan_.scenario().horizon);
        }
        constexpr double micros_per_hour = 3.6e9;
        return text_.span(Duration::micros(std::llround(*hours * micros_per_hour)));
    }

    std::string verdict(const Milestone& m) const {
        constexpr double even = 0.5;
        const char* key = m.within(0.8)             ? "backtest.verdict.within80"
                          : m.within(0.95)          ? "backtest.verdict.within95"
                          : m.position.value < even ? "backtest.verdict.earlier"
                                                    : "backtest.verdict.later";
        const bool is_open = m.is_open(0.8) || m.is_open(0.95);
        return text_(key) + (is_open ? " ?" : "");
    }
};

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::vector<std::vector<std::string>> cells_of(const Words& words) {
    std::vector<std::vector<std::string>> cells{words.headings()};
    for (const Row& row : words.rows()) {
        cells.push_back({row.what, row.observed, row.confidence, row.low, row.median, row.high,
                         row.position, row.verdict});
    }
    return cells;
}

std::string table(const std::vector<std::vector<std::string>>& cells) {
    std::vector<std::size_t> widths(cells.front().size(), 0);
    for (const auto& row : cells) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            widths[c] = std::max(widths[c], columns_of(row[c]));
        }
    }
    std::string out;
    for (const auto& row : cells) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string gap(widths[c] - columns_of(row[c]), ' ');
            const bool is_number = c == 1 || (c >= 3 && c <= 6);
            line += c == 0 ? "" : "  ";
            line += is_number ? gap + row[c] : row[c] + gap;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

/// Band, median and observed points; days on a square-root axis, which shows the first days too.
class Chart {
   public:
    Chart(const model::Plan& plan, const ensemble::Backtest& result, const Text& text)
        : result_(result), text_(text), until_(plan.scenario().horizon.in_hours()) {}

    std::string draw() const {
        std::string svg =
            fmt::format("<svg viewBox=\"0 0 900 300\" role=\"img\" aria-label=\"{}\">",
                        text_("backtest.chart.caption"));
        svg += grid();
        svg += fmt::format("<path class=\"area\" d=\"{}\"/>", band());
        svg += fmt::format("<path class=\"line\" d=\"{}\"/>", line());
        for (const Milestone& m : result_.milestones) svg += point(m);
        return svg + "</svg>";
    }

   private:
    const ensemble::Backtest& result_;
    const Text& text_;
    double until_;

    double x(double hours) const {
        return 52 + 832 * std::sqrt(std::clamp(hours / until_, 0.0, 1.0));
    }
    static double y(double share) { return 12 + 240 * (1 - share); }

    std::string grid() const {
        std::string svg;
        for (const double share : {0.0, 0.5, 0.9, 1.0}) {
            svg += fmt::format(
                "<line class=\"grid\" x1=\"52\" x2=\"884\" y1=\"{0:.1f}\" y2=\"{0:.1f}\"/><text "
                "class=\"tick\" x=\"46\" y=\"{1:.1f}\" text-anchor=\"end\">{2}</text>",
                y(share), y(share) + 4, text_.percent(share));
        }
        for (const int day : {1, 3, 7, 14, 30, 60, 90, 180, 270, 365, 540, 730}) {
            if (day * hours_per_day > until_) break;
            svg += fmt::format(
                "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"12\" y2=\"252\"/><text "
                "class=\"tick\" x=\"{0:.1f}\" y=\"270\" text-anchor=\"middle\">{1}</text>",
                x(day * hours_per_day), day);
        }
        return svg + fmt::format(
                         "<text class=\"tick\" x=\"468\" y=\"292\" "
                         "text-anchor=\"middle\">{}</text>",
                         text_("backtest.chart.days"));
    }

    std::string band() const {
        std::string path;
        for (const auto& p : result_.curve) {
            path += fmt::format("{}{:.1f},{:.1f}", path.empty() ? "M" : "L", x(p.hours), y(p.p90));
        }
        for (auto p = result_.curve.rbegin(); p != result_.curve.rend(); ++p) {
            path += fmt::format("L{:.1f},{:.1f}", x(p->hours), y(p->p10));
        }
        return path + "Z";
    }

    std::string line() const {
        std::string path;
        for (const auto& p : result_.curve) {
            path +=
                fmt::format("{}{:.1f},{:.1f}", path.empty() ? "M" : "L", x(p.hours), y(p.median));
        }
        return path;
    }

    static bool is_of_all(const Milestone& m) { return !m.observed.service.has_value(); }

    std::string point(const Milestone& m) const {
        if (!is_of_all(m)) return {};
        return fmt::format("<circle class=\"c0\" r=\"5\" cx=\"{:.1f}\" cy=\"{:.1f}\"/>",
                           x(m.observed.after.in_hours()), y(m.observed.share.value()));
    }
};

}  // namespace

std::string backtest_in_words(const model::Plan& plan, const ensemble::Backtest& result,
                              const BacktestProvenance& provenance, const Text& text) {
    const Words words(plan, result, provenance, text);
    std::string out = words.title() + "\n\n";
    for (const auto& sentence : words.summary()) out += sentence + "\n";
    return out + "\n" + table(cells_of(words)) + "\n" + text("backtest.note") + "\n";
}

std::string backtest_as_json(const model::Plan& plan, const ensemble::Backtest& result,
                             const BacktestProvenance& provenance) {
    using Json = nlohmann::ordered_json;
    const auto or_null = [](const std::optional<double>& value) {
        return value ? Json(*value) : Json(nullptr);
    };
    Json milestones = Json::array();
    for (const Milestone& m : result.milestones) {
        milestones.push_back(
            {{"service", m.observed.service ? Json(m.observed.service->text) : Json(nullptr)},
             {"share", m.observed.share.value()},
             {"observed_h", m.observed.after.in_hours()},
             {"confidence", word_of(m.observed.confidence)},
             {"source", m.observed.source},
             {"position", m.position.value},
             {"position_low", m.position.low},
             {"position_high", m.position.high},
             {"p2.5_h", or_null(m.p025)},
             {"p10_h", or_null(m.p10)},
             {"median_h", or_null(m.median)},
             {"p90_h", or_null(m.p90)},
             {"p97.5_h", or_null(m.p975)},
             {"not_reached_share", m.not_reached},
             {"within_80", m.within(0.8)},
             {"within_95", m.within(0.95)},
             {"may_be_luck", m.is_open(0.8) || m.is_open(0.95)}});
    }
    Json curve = Json::array();
    for (const auto& p : result.curve) {
        curve.push_back({{"hours", p.hours}, {"p10", p.p10}, {"median", p.median}, {"p90", p.p90}});
    }
    const Json json{{"program", "kammerspiel"},
                    {"version", program_version},
                    {"scenario", plan.scenario().id},
                    {"scenario_sha256", scenario::hash(plan.scenario())},
                    {"strategy", provenance.strategy},
                    {"seed", provenance.seed},
                    {"worlds_of_each_attacker", result.worlds},
                    {"share_within_80", result.share_within(0.8)},
                    {"share_within_95", result.share_within(0.95)},
                    {"milestones", milestones},
                    {"restored_over_time", curve}};
    return json.dump(2) + "\n";
}

std::string backtest_as_html(const model::Plan& plan, const ensemble::Backtest& result,
                             const BacktestProvenance& provenance, const Text& text) {
    const Words words(plan, result, provenance, text);
    data page;
    page.set("lang", std::string(code(text.language())));
    page.set("title", text("backtest.title", {{"scenario", words.title()}}));
    page.set("css", template_named("report.css"));
    page.set("summary", sentences(words.summary()));
    page.set("chart", Chart(plan, result, text).draw());
    page.set("caption", text("backtest.chart.caption"));
    page.set("table", text("backtest.table"));
    page.set("note", text("backtest.note"));
    page.set("columns", sentences(words.headings()));
    data rows{data::type::list};
    const auto cells = cells_of(words);
    for (std::size_t r = 1; r < cells.size(); ++r) {
        data row;
        row.set("head", cells[r].front());
        row.set("cells", sentences({cells[r].begin() + 1, cells[r].end()}));
        row.set("source", result.milestones[r - 1].observed.source);
        rows.push_back(row);
    }
    page.set("rows", rows);
    page.set("source_heading", text("backtest.column.source"));
    page.set("provenance",
             text("backtest.provenance", {{"version", std::string(program_version)},
                                          {"scenario", plan.scenario().id},
                                          {"hash", scenario::hash(plan.scenario()).substr(0, 16)},
                                          {"seed", fmt::format("{}", provenance.seed)}}));
    kainjow::mustache::mustache html(template_named("backtest.html.mustache"));
    ensure(html.is_valid(), "the template of the back-test is not valid: {}", html.error_message());
    return html.render(page);
}

}  // namespace kammerspiel::report
