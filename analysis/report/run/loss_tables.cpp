#include "analysis/report/run/loss_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/small_pictures.hpp"
#include "analysis/report/run/figures_in_words.hpp"

namespace kammerspiel::report {
namespace {

class PageLosses {
   public:
    PageLosses(const RunReport& report, const Text& text) : report_(report), text_(text) {}

    Table of(const std::vector<LossRow>& rows, std::string_view first) {
        table_.table.sums_last = true;
        table_.table.columns.push_back({text_(first), true, true});
        add_columns();
        for (const LossRow& row : rows) add(row);
        add(report_.total);
        table_.table.on_terminal = false;
        return std::move(table_);
    }

   private:
    const RunReport& report_;
    const Text& text_;
    Table table_;
    std::vector<std::string> cells_;
    std::vector<CellPart> parts_;

    bool has_aims() const { return report_.total.rto.of + report_.total.mtpd.of > 0; }

    void add_columns() {
        const auto add = [&](std::string_view key, bool is_text = false) {
            table_.table.columns.push_back({text_(key, {{"person", report_.people_one},
                                                        {"people", report_.people_many},
                                                        {"currency", report_.currency}}),
                                            true, is_text});
        };
        for (const auto key : {"report.heading.members", "report.heading.outage",
                               "report.heading.longest", "report.heading.lost"}) {
            add(key);
        }
        add("report.heading.causes", true);
        for (const auto key : {"report.heading.dependency", "report.heading.half",
                               "report.heading.most", "report.heading.all"}) {
            add(key);
        }
        if (!report_.currency.empty()) add("report.heading.money");
        if (has_aims()) {
            add("report.heading.rto");
            add("report.heading.mtpd");
        }
        add("report.heading.curve", true);
    }

    void cell(std::string words, double order, std::string picture = {}) {
        cells_.push_back(std::move(words));
        parts_.push_back({order, std::move(picture)});
    }

    void add(const LossRow& row) {
        const double sum = row.lost.sum();
        cells_ = {name_of(row)};
        parts_.assign(1, CellPart{});
        cell(text_.whole(static_cast<std::int64_t>(row.members)), static_cast<double>(row.members));
        cell(text_.number(row.outage_hours, 1), row.outage_hours);
        cell(text_.number(row.longest_hours, 1), row.longest_hours);
        cell(text_.number(sum, sum < 100.0 ? 1 : 0), sum);
        cell(main_cause(row.lost), sum > 0 ? row.lost.precaution / sum : -1.0, bar(row.lost));
        cell(part_of(row.lost.through_dependency, sum, text_),
             sum > 0 ? row.lost.through_dependency / sum : -1.0);
        for (const auto* when : {&row.half, &row.most, &row.all}) {
            cell(days(*when), days_to_sort(*when));
        }
        if (row.worth) cell(text_.rough(row.worth->sum()), row.worth->sum());
        if (has_aims()) {
            cell(overrun(row.rto), static_cast<double>(row.rto.over));
            cell(overrun(row.mtpd), static_cast<double>(row.mtpd.over));
        }
        cells_.emplace_back();
        parts_.push_back({std::nullopt, curve(row)});
        table_.table.rows.push_back(std::move(cells_));
        table_.parts.push_back(std::move(parts_));
    }

    std::string curve(const LossRow& row) const {
        return spark(row.curve, report_.shown_until,
                     text_("report.chart.title",
                           {{"half", back_in(Phrase::after, row.half, report_.end, text_)},
                            {"all", back_in(Phrase::after, row.all, report_.end, text_)}}));
    }

    std::string days(const model::Restored& when) const {
        if (when.never_below) return "–";
        if (when.at) return text_.number((*when.at - SimTime::start()).in_days(), 1);
        return ">\u00a0" + text_.number((report_.end - SimTime::start()).in_days(), 0);
    }
    double days_to_sort(const model::Restored& when) const {
        if (when.never_below) return -1.0;
        // What was not reached comes after everything that was.
        if (!when.at) return (report_.end - SimTime::start()).in_days() * 2.0;
        return (*when.at - SimTime::start()).in_days();
    }

    std::string overrun(const Overrun& overrun) const {
        if (overrun.of == 0) return "–";
        return text_("report.overrun",
                     {{"over", text_.whole(static_cast<std::int64_t>(overrun.over))},
                      {"of", text_.whole(static_cast<std::int64_t>(overrun.of))}});
    }

    static std::string name_of(const LossRow& row) {
        const bool says_where = row.city.empty() || row.name.find(row.city) != std::string::npos;
        return says_where ? row.name : row.name + " (" + row.city + ")";
    }

    std::string bar(const CauseShares& lost) const {
        if (lost.sum() <= 0.0) return {};
        std::vector<double> parts;
        for (const CausePart& part : parts_of(lost)) parts.push_back(part.hours / lost.sum());
        return parts_bar(parts, causes_in_words(lost, text_));
    }

    /// The largest part in figures; the bar and its alternative text hold the others.
    std::string main_cause(const CauseShares& lost) const {
        if (lost.sum() <= 0.0) return "–";
        const auto parts = parts_of(lost);
        const auto main = std::max_element(
            parts.begin(), parts.end(),
            [](const CausePart& a, const CausePart& b) { return a.hours < b.hours; });
        return part_of(main->hours, lost.sum(), text_) + " " +
               text_(fmt::format("report.cause_short.{}", word_of(main->cause)));
    }
};

class TerminalLosses {
   public:
    TerminalLosses(const RunReport& report, const Text& text) : report_(report), text_(text) {}

    Table of(const std::vector<LossRow>& rows) const {
        const Unit unit = unit_for_losses();
        PageTable table;
        table.sums_last = true;
        table.on_page = false;
        table.columns = {{""}, {text_("report.column.outage")}, {text_(unit.heading)}};
        for (const CauseOfLoss cause : Words<CauseOfLoss>::values) {
            if (!is_shown(cause)) continue;
            table.columns.push_back({text_(fmt::format("report.column.{}", word_of(cause)))});
        }
        for (const auto key : {"report.column.half", "report.column.most", "report.column.all"}) {
            table.columns.push_back({text_(key)});
        }
        if (!report_.currency.empty()) {
            table.columns.push_back(
                {text_("report.column.money", {{"currency", report_.currency}})});
        }
        for (const LossRow& row : rows) table.rows.push_back(cells(row, unit));
        table.rows.push_back(cells(report_.total, unit));
        return {std::move(table)};
    }

   private:
    const RunReport& report_;
    const Text& text_;

    /// In hours, or in thousands of them where that is what counts.
    struct Unit {
        double hours = 1.0;
        std::string_view heading = "report.column.lost";
    };
    Unit unit_for_losses() const {
        const bool is_large = report_.total.lost.sum() >= 1e5;
        return is_large ? Unit{1e3, "report.column.lost_thousands"} : Unit{};
    }

    /// A column of its own for other causes only where there are some.
    bool is_shown(CauseOfLoss cause) const {
        return cause != CauseOfLoss::other || report_.total.lost.other > 0.0;
    }

    std::string days(const model::Restored& when) const {
        if (when.never_below) return "–";
        if (!when.at) {
            return "> " + text_.number((report_.end - SimTime::start()).in_days(), 0);
        }
        return text_.number((*when.at - SimTime::start()).in_days(), 1);
    }

    std::vector<std::string> cells(const LossRow& row, const Unit& unit) const {
        std::vector<std::string> cells{
            row.name, text_.number(row.outage_hours, 1),
            text_.number(row.lost.sum() / unit.hours, row.lost.sum() < 100.0 * unit.hours ? 1 : 0)};
        const std::vector<CausePart> parts = parts_of(row.lost);
        std::vector<double> hours;
        for (const CausePart& part : parts) hours.push_back(part.hours);
        const std::vector<std::string> shares = parts_of_100(hours, text_);
        for (std::size_t part = 0; part < parts.size(); ++part) {
            if (is_shown(parts[part].cause)) cells.push_back(shares[part]);
        }
        for (const auto* when : {&row.half, &row.most, &row.all}) cells.push_back(days(*when));
        if (row.worth) cells.push_back(text_.compact(row.worth->sum()));
        return cells;
    }
};

}  // namespace

Table losses_for_page(const RunReport& report, const std::vector<LossRow>& rows,
                      std::string_view first, const Text& text) {
    return PageLosses(report, text).of(rows, first);
}

Table losses_for_terminal(const RunReport& report, const std::vector<LossRow>& rows,
                          const Text& text) {
    return TerminalLosses(report, text).of(rows);
}

Legend legend_of_causes(const Text& text) {
    Legend legend{text("report.legend"), {}};
    for (const CausePart& part : parts_of({})) {
        legend.parts.push_back(text(fmt::format("report.cause.{}", word_of(part.cause))));
    }
    return legend;
}

}  // namespace kammerspiel::report
