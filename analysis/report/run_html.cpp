#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "analysis/report/svg.hpp"
#include "analysis/report/templates.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;

std::string template_named(std::string_view name) {
    for (const EmbeddedFile& file : embedded_templates()) {
        if (file.name == name) return std::string(file.content);
    }
    broken(fmt::format("there is no template '{}'", name));
}

class Writer {
   public:
    Writer(const RunReport& report, const model::Plan& plan, const Text& text)
        : report_(report), plan_(plan), text_(text) {}

    std::string write() const {
        data page;
        page.set("lang", std::string(code(text_.language())));
        page.set("title", report_.title);
        page.set("scenario_summary", report_.summary_of_scenario);
        page.set("css", template_named("report.css"));
        for (const auto key : {"by_service", "by_region", "by_organisation", "timeline", "headline",
                               "causes", "chart.caption", "legend"}) {
            std::string name = fmt::format("t_{}", key);
            std::replace(name.begin(), name.end(), '.', '_');
            page.set(name, text_(fmt::format("report.{}", key)));
        }
        page.set("note", text_("report.table.note", {{"people", report_.people_many}}));
        page.set("summary", list(report_.summary));
        page.set("cautions", list(report_.cautions));
        page.set("figures", figures());
        page.set("chart_title", chart_title());
        page.set("chart",
                 services_up_chart(report_.total.curve, report_.end, text_, chart_title()));
        page.set("causes_legend", legend());
        page.set("timeline", timeline());
        page.set("columns", columns());
        page.set("services", rows(report_.by_service));
        page.set("regions", rows(report_.by_region));
        page.set("organisations", rows(report_.by_organisation));
        page.set("provenance", provenance());
        kainjow::mustache::mustache page_template(template_named("run.html.mustache"));
        ensure(page_template.is_valid(), "the template of the report is not valid: {}",
               page_template.error_message());
        return page_template.render(page);
    }

   private:
    const RunReport& report_;
    const model::Plan& plan_;
    const Text& text_;

    static data list(const std::vector<std::string>& sentences) {
        data all{data::type::list};
        for (const auto& sentence : sentences) {
            data one;
            one.set("text", sentence);
            all.push_back(one);
        }
        return all;
    }

    std::string days(const model::Restored& when) const {
        if (when.never_below) return "–";
        const double end = (report_.end - SimTime::start()).in_days();
        if (!when.at) return "> " + text_("report.days", {{"days", text_.number(end, 0)}});
        return text_("report.days",
                     {{"days", text_.number((*when.at - SimTime::start()).in_days(), 1)}});
    }

    data figures() const {
        data all{data::type::list};
        const auto add = [&](std::string_view key, std::string value) {
            data one;
            one.set("value", std::move(value));
            one.set("label", text_(key, {{"people", report_.people_many}}));
            all.push_back(one);
        };
        add("report.figure.lost", text_.rough(report_.total.lost.sum()));
        add("report.figure.outage", text_.number(report_.total.outage_hours, 1) + " h");
        add("report.figure.half", days(report_.total.half));
        add("report.figure.most", days(report_.total.most));
        add("report.figure.all", days(report_.total.all));
        add("report.figure.compromised",
            text_.whole(static_cast<std::int64_t>(report_.hosts.compromised)));
        return all;
    }

    std::string chart_title() const {
        if (report_.total.lost.sum() <= 0.0) return text_("report.summary.nothing_lost");
        return text_("report.chart.title",
                     {{"half", days(report_.total.half)}, {"all", days(report_.total.all)}});
    }

    static std::vector<double> parts_of(const CauseShares& lost) {
        const double sum = lost.sum();
        if (sum <= 0.0) return {};
        return {lost.attack / sum, lost.precaution / sum, lost.testing / sum, lost.rebuild / sum,
                lost.other / sum};
    }

    data legend() const {
        data all{data::type::list};
        int number = 0;
        for (const auto key : {"attack", "precaution", "testing", "rebuild", "other"}) {
            data one;
            one.set("class", fmt::format("c{}", number++));
            one.set("label", text_(fmt::format("report.cause.{}", key)));
            all.push_back(one);
        }
        return all;
    }

    data timeline() const {
        data all{data::type::list};
        for (const TimelineRow& row : report_.timeline) {
            data one;
            const std::string side = side_word(row.side);
            one.set("when", row.when);
            one.set("side_class", side);
            one.set("side", text_(fmt::format("report.side.{}", side)));
            one.set("what", row.what);
            all.push_back(one);
        }
        return all;
    }

    static std::string side_word(Side side) {
        switch (side) {
            case Side::truth: return "truth";
            case Side::knowledge: return "knowledge";
            case Side::response: return "response";
            case Side::service: return "service";
        }
        unreachable();
    }

    data columns() const {
        data all{data::type::list};
        for (const auto key : {"members", "outage", "longest", "lost", "causes", "dependency",
                               "half", "most", "all", "curve"}) {
            data one;
            one.set("label", text_(fmt::format("report.heading.{}", key),
                                   {{"people", report_.people_many}}));
            all.push_back(one);
        }
        return all;
    }

    std::string causes_in_words(const CauseShares& lost) const {
        const double sum = lost.sum();
        const auto share = [&](double part) { return text_.percent(sum > 0 ? part / sum : 0.0); };
        return text_("report.summary.causes", {{"attack", share(lost.attack)},
                                               {"precaution", share(lost.precaution)},
                                               {"testing", share(lost.testing)},
                                               {"rebuild", share(lost.rebuild)},
                                               {"other", share(lost.other)}});
    }

    data rows(const std::vector<LossRow>& rows) const {
        data all{data::type::list};
        std::vector<LossRow> with_total = rows;
        with_total.push_back(report_.total);
        for (const LossRow& row : with_total) {
            const double sum = row.lost.sum();
            data one;
            one.set("name", row.city.empty() || row.name.find(row.city) != std::string::npos
                                ? row.name
                                : row.name + " (" + row.city + ")");
            one.set("is_total", row.name == report_.total.name);
            one.set("members", text_.whole(static_cast<std::int64_t>(row.members)));
            one.set("outage", text_.number(row.outage_hours, 1));
            one.set("longest", text_.number(row.longest_hours, 1));
            one.set("lost", text_.rough(sum));
            one.set("bar", sum > 0.0 ? parts_bar(parts_of(row.lost), causes_in_words(row.lost))
                                     : std::string());
            one.set("dependency", sum > 0.0 ? text_.percent(row.lost.through_dependency / sum)
                                            : std::string("–"));
            one.set("half", days(row.half));
            one.set("most", days(row.most));
            one.set("all", days(row.all));
            one.set("spark",
                    services_up_spark(row.curve, report_.end,
                                      text_("report.chart.title",
                                            {{"half", days(row.half)}, {"all", days(row.all)}})));
            all.push_back(one);
        }
        return all;
    }

    std::string provenance() const {
        const Provenance& p = report_.provenance;
        return text_("report.provenance",
                     {{"scenario", p.scenario},
                      {"hash", p.scenario_hash.substr(0, 16)},
                      {"version", p.program_version},
                      {"seed", fmt::format("{}", p.seed)},
                      {"world", fmt::format("{}", p.world)},
                      {"strategy", p.strategy},
                      {"attacker", p.attacker},
                      {"starts", text_.moment(plan_.calendar().local(SimTime::start()))}});
    }
};

}  // namespace

std::string as_html(const RunReport& report, const model::Plan& plan, const Text& text) {
    return Writer(report, plan, text).write();
}

}  // namespace kammerspiel::report
