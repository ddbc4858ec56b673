#include <fmt/format.h>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/run/elsewhere.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/loss_tables.hpp"
#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::report {
namespace {

class RunWriter {
   public:
    RunWriter(const RunReport& report, const Calendar& calendar, const Text& text)
        : report_(report), calendar_(calendar), text_(text) {}

    Document write() {
        Document document{
            .language = std::string(code(text_.language())),
            .title = report_.title,
            .subtitle = text_("report.summary.world",
                              {{"strategy", report_.strategy_title},
                               {"attacker", report_.attacker_title},
                               {"world", fmt::format("{}", report_.provenance.world)}}),
            .blocks = {},
            .provenance = provenance()};
        for (const std::string& alarm : report_.alarms) {
            add(Paragraph{alarm, Paragraph::Kind::alarm});
        }
        if (!report_.summary_of_scenario.empty()) add(Paragraph{report_.summary_of_scenario});
        add(Facts{{{text_("report.fact.starts"), moment(SimTime::start())},
                   {text_("report.fact.simulated_until"), moment(report_.end)}},
                  true});
        add_summary();
        add_course();
        add_accounts();
        add_timeline();
        add_losses();
        for (Block& block : elsewhere_blocks(report_, calendar_, text_)) add(std::move(block));
        add_stages();
        add_drawn();
        add_reading();
        document.blocks = std::move(blocks_);
        return document;
    }

   private:
    const RunReport& report_;
    const Calendar& calendar_;
    const Text& text_;
    std::vector<Block> blocks_;

    void add(Block block) { blocks_.push_back(std::move(block)); }
    void heading(std::string_view key) { add(Heading{2, text_(key)}); }
    std::string moment(SimTime at) const { return text_.moment(calendar_.local(at)); }

    void add_summary() {
        heading("report.headline");
        Figures figures;
        const auto figure = [&](std::string_view key, std::string value) {
            figures.all.emplace_back(
                std::move(value),
                text_(key, {{"person", report_.people_one}, {"people", report_.people_many}}));
        };
        const LossRow& total = report_.total;
        figure("report.figure.lost", text_.rough(total.lost.sum()));
        figure("report.figure.outage", text_.number(total.outage_hours, 1) + "\u00a0h");
        figure("report.figure.half", back_in(Phrase::alone, total.half, report_.end, text_));
        figure("report.figure.most", back_in(Phrase::alone, total.most, report_.end, text_));
        figure("report.figure.all", back_in(Phrase::alone, total.all, report_.end, text_));
        figure("report.figure.compromised",
               text_.whole(static_cast<std::int64_t>(report_.hosts.compromised)));
        add(std::move(figures));
        add(List{report_.summary});
        for (const std::string& caution : report_.cautions) {
            add(Paragraph{caution, Paragraph::Kind::caution});
        }
    }

    void add_course() {
        heading("report.chart.heading");
        const charts::WorldView world{report_, calendar_};
        Picture up = charts::services_up(world, text_);
        up.shows_data = false;
        if (report_.shown_until < report_.end) {
            up.note += " " + text_("report.chart.cut", {{"moment", moment(report_.end)}});
        }
        add(std::move(up));
        add(charts::service_bands(world, text_));
    }

    void add_drawn() {
        if (report_.drawn.empty()) return;
        heading("report.drawn.heading");
        PageTable table{.title = text_("report.drawn.heading"),
                        .note = text_("report.drawn.note"),
                        .columns = {{text_("report.drawn.figure"), false},
                                    {text_("report.drawn.value"), false},
                                    {text_("report.drawn.written"), false},
                                    {text_("report.drawn.key"), false, true}},
                        .rows = {}};
        for (const DrawnFigure& one : report_.drawn) {
            table.rows.push_back({one.words, one.value, one.written, one.path});
        }
        add(Table{std::move(table), {}});
    }

    void add_accounts() {
        if (report_.accounts.empty()) return;
        heading("report.accounts");
        List accounts;
        for (const Account& account : report_.accounts) accounts.items.push_back(account.sentence);
        add(std::move(accounts));
    }

    void add_timeline() {
        if (report_.timeline.empty()) return;
        heading("report.timeline");
        Chronicle chronicle{.when = text_("report.when"),
                            .seen = text_("report.timeline_seen"),
                            .hidden = text_("report.timeline_truth"),
                            .note = text_("report.timeline.note"),
                            .rows = {},
                            .beside = charts::house_map({report_, calendar_}, text_)};
        for (const TimelineRow& row : report_.timeline) {
            const std::string side(word_of(row.side));
            chronicle.rows.push_back({.when = row.when,
                                      .kind = side,
                                      .side = text_(fmt::format("report.side.{}", side)),
                                      .what = row.what,
                                      .is_hidden = row.side == Side::truth,
                                      .hours = (row.at - SimTime::start()).in_hours()});
        }
        add(std::move(chronicle));
    }

    void add_losses() {
        heading("report.by_service");
        add(legend_of_causes(text_));
        add(losses_for_page(report_, report_.by_service, "report.first.service", text_));
        add(losses_for_terminal(report_, report_.by_service, text_));
        if (report_.by_region.size() > 1) {
            heading("report.by_region");
            add(losses_for_page(report_, report_.by_region, "report.first.region", text_));
            add(losses_for_terminal(report_, report_.by_region, text_));
        }
        // What a page says below, with more room.
        std::get<Table>(blocks_.back()).table.note =
            text_("report.table.note", {{"people", report_.people_many}});
        heading("report.by_organisation");
        add(losses_for_page(report_, report_.by_organisation, "report.first.organisation", text_));
    }

    /// Days, for each service and stage; stages that nothing waited in are left out.
    void add_stages() {
        const LossRow& total = report_.total;
        if (total.waited_in_all() <= 0) return;
        heading("report.stages");
        add(charts::stages({report_, calendar_}, text_));
        std::vector<std::size_t> shown;
        for (std::size_t stage = 1; stage < total.waited_hours.size(); ++stage) {
            if (total.waited_hours[stage] > 0) shown.push_back(stage);
        }
        Table table;
        table.table.sums_last = true;
        table.table.columns.push_back({text_("report.first.service"), true, true});
        for (const std::size_t stage : shown) {
            table.table.columns.push_back(
                {text_(fmt::format("report.stage.{}", word_of(static_cast<model::Stage>(stage))))});
        }
        table.table.columns.push_back({text_("report.stages.all")});
        const auto add_row = [&](const LossRow& row) {
            std::vector<std::string> cells{row.name};
            const auto days = [&](double hours) { return text_.number(hours / 24.0, 1); };
            for (const std::size_t stage : shown) cells.push_back(days(row.waited_hours[stage]));
            cells.push_back(days(row.waited_in_all()));
            table.table.rows.push_back(std::move(cells));
        };
        for (const LossRow& row : report_.by_service) add_row(row);
        add_row(total);
        table.table.note = text_("report.stages.note", {{"people", report_.people_many}});
        add(std::move(table));
    }

    void add_reading() {
        heading("report.reading");
        Facts reading;
        reading.on_terminal = false;
        for (const auto& [term, meaning] :
             {std::pair{"report.reading.outage.term", "report.reading.outage"},
              {"report.reading.lost.term", "report.reading.lost"},
              {"report.reading.roots.term", "report.reading.roots"},
              {"report.reading.elsewhere.term", "report.reading.elsewhere"},
              {"report.reading.back.term", "report.reading.back"},
              {"report.reading.aims.term", "report.reading.aims"},
              {"report.reading.truth.term", "report.reading.truth"}}) {
            reading.rows.emplace_back(text_(term),
                                      text_(meaning, {{"people", report_.people_many}}));
        }
        add(std::move(reading));
    }

    std::string provenance() const {
        const Provenance& p = report_.provenance;
        return text_("report.provenance", {{"scenario", p.scenario},
                                           {"hash", p.scenario_hash.substr(0, 16)},
                                           {"version", p.program_version},
                                           {"seed", fmt::format("{}", p.seed)},
                                           {"world", fmt::format("{}", p.world)},
                                           {"strategy", p.strategy},
                                           {"attacker", p.attacker}});
    }
};

}  // namespace

Document run_document(const RunReport& report, const Calendar& calendar, const Text& text) {
    return RunWriter(report, calendar, text).write();
}

}  // namespace kammerspiel::report
