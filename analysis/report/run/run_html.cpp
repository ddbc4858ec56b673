#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/chart.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/templates.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/trace_names.hpp"
#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;

class Writer {
   public:
    Writer(const RunReport& report, const model::Plan& plan, const Text& text)
        : report_(report), plan_(plan), text_(text) {}

    std::string write() const {
        data page;
        page.set("lang", std::string(code(text_.language())));
        page.set("title", printable(report_.title));
        page.set("scenario_summary", printable(report_.summary_of_scenario));
        page.set("css", template_named("report.css"));
        page.set("script", template_named("sort.js"));
        add_texts(page);
        page.set("facts", facts());
        page.set("alarms", sentences(report_.alarms));
        page.set("summary", sentences(report_.summary));
        page.set("cautions", sentences(report_.cautions));
        std::vector<std::string> accounts;
        for (const Account& account : report_.accounts) accounts.push_back(account.sentence);
        page.set("has_accounts", !accounts.empty());
        page.set("t_accounts", text_("report.accounts"));
        page.set("accounts", sentences(accounts));
        page.set("figures", figures());
        add_charts(page);
        page.set("has_timeline", !report_.timeline.empty());
        page.set("timeline", timeline());
        add_tables(report_, text_, page);
        page.set("reading", reading());
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

    void add_texts(data& page) const {
        for (const auto key : {"report.headline", "report.legend", "report.reading",
                               "report.timeline", "report.timeline.note", "report.timeline_seen",
                               "report.timeline_truth", "report.when", "report.chart.heading",
                               "report.chart.services", "report.chart.bands_caption"}) {
            // t_chart_heading of report.chart.heading
            std::string name(key);
            name.replace(0, name.find('.') + 1, "t_");
            std::replace(name.begin(), name.end(), '.', '_');
            page.set(name, text_(key));
        }
    }

    std::string moment(SimTime at) const { return text_.moment(plan_.calendar().local(at)); }

    data facts() const {
        data all{data::type::list};
        const auto add = [&](std::string_view key, std::string value) {
            data one;
            one.set("label", text_(key));
            one.set("value", printable(value));
            all.push_back(one);
        };
        add("report.fact.strategy", report_.strategy_title);
        add("report.fact.attacker", report_.attacker_title);
        add("report.fact.world", fmt::format("{}", report_.provenance.world));
        add("report.fact.starts", moment(SimTime::start()));
        add("report.fact.simulated_until", moment(report_.end));
        return all;
    }

    data figures() const {
        data all{data::type::list};
        const auto add = [&](std::string_view key, std::string value) {
            data one;
            one.set("value", std::move(value));
            one.set("label",
                    text_(key, {{"person", report_.people_one}, {"people", report_.people_many}}));
            all.push_back(one);
        };
        const LossRow& total = report_.total;
        add("report.figure.lost", text_.rough(total.lost.sum()));
        add("report.figure.outage", text_.number(total.outage_hours, 1) + "\u00a0h");
        add("report.figure.half", back_in(Phrase::alone, total.half, report_.end, text_));
        add("report.figure.most", back_in(Phrase::alone, total.most, report_.end, text_));
        add("report.figure.all", back_in(Phrase::alone, total.all, report_.end, text_));
        add("report.figure.compromised",
            text_.whole(static_cast<std::int64_t>(report_.hosts.compromised)));
        return all;
    }

    std::string chart_title() const {
        if (report_.total.lost.sum() <= 0.0) return text_("report.summary.nothing_lost");
        return text_("report.chart.title",
                     {{"half", back_in(Phrase::after, report_.total.half, report_.end, text_)},
                      {"all", back_in(Phrase::after, report_.total.all, report_.end, text_)}});
    }

    TimeAxis axis() const {
        return {report_.shown_until, [this](SimTime at) {
                    const LocalTime day = plan_.calendar().local(at);
                    return text_("report.chart.date", {{"day", fmt::format("{:02}", day.day)},
                                                       {"month", fmt::format("{:02}", day.month)}});
                }};
    }

    void add_charts(data& page) const {
        page.set("chart_title", chart_title());
        page.set("chart", services_up_chart(report_, axis(), text_, chart_title()));
        std::string caption = text_("report.chart.caption", {{"people", report_.people_many}});
        if (!report_.decisions.empty()) caption += " " + text_("report.chart.decisions");
        if (report_.shown_until < report_.end) {
            caption += " " + text_("report.chart.cut", {{"moment", moment(report_.end)}});
        }
        page.set("chart_caption", caption);
        std::vector<Band> bands;
        std::string alternative = text_("report.chart.services");
        for (const LossRow& row : report_.by_service) {
            const std::string back = back_in(Phrase::after, row.all, report_.end, text_);
            const std::string remark = row.all.never_below
                                           ? text_("report.never_lost")
                                           : text_("report.chart.all_back", {{"span", back}});
            bands.push_back({row.name, remark, &row.curve});
            alternative += fmt::format("; {}: {}", row.name, remark);
        }
        page.set("has_bands", bands.size() > 1);
        page.set("bands", bands_chart(bands, axis(), text_, alternative));
    }

    data timeline() const {
        data all{data::type::list};
        for (const TimelineRow& row : report_.timeline) {
            const std::string side(word_of(row.side));
            data one;
            one.set("when", row.when);
            one.set("side_class", side);
            one.set("side", text_(fmt::format("report.side.{}", side)));
            one.set("is_truth", row.side == Side::truth);
            one.set("what", printable(row.what));
            all.push_back(one);
        }
        return all;
    }

    data reading() const {
        data all{data::type::list};
        for (const auto& [term, meaning] :
             {std::pair{"report.reading.outage.term", "report.reading.outage"},
              {"report.reading.lost.term", "report.reading.lost"},
              {"report.reading.roots.term", "report.reading.roots"},
              {"report.reading.elsewhere.term", "report.reading.elsewhere"},
              {"report.reading.back.term", "report.reading.back"},
              {"report.reading.aims.term", "report.reading.aims"},
              {"report.reading.truth.term", "report.reading.truth"}}) {
            data one;
            one.set("term", text_(term));
            one.set("meaning", text_(meaning, {{"people", report_.people_many}}));
            all.push_back(one);
        }
        return all;
    }

    std::string provenance() const {
        const Provenance& p = report_.provenance;
        return printable(text_("report.provenance", {{"scenario", p.scenario},
                                                     {"hash", p.scenario_hash.substr(0, 16)},
                                                     {"version", p.program_version},
                                                     {"seed", fmt::format("{}", p.seed)},
                                                     {"world", fmt::format("{}", p.world)},
                                                     {"strategy", p.strategy},
                                                     {"attacker", p.attacker}}));
    }
};

}  // namespace

std::string as_html(const RunReport& report, const model::Plan& plan, const Text& text) {
    return Writer(report, plan, text).write();
}

}  // namespace kammerspiel::report
