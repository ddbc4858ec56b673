#include "analysis/report/document/html_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/chart.hpp"
#include "analysis/report/run/figures_in_words.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;

class Tables {
   public:
    Tables(const RunReport& report, const Text& text) : report_(report), text_(text) {}

    void add_to(data& page) const {
        page.set("causes_legend", legend());
        page.set("columns", columns());
        data all{data::type::list};
        all.push_back(
            table("services", "report.by_service", "report.first.service", report_.by_service));
        if (report_.by_region.size() > 1) {
            all.push_back(
                table("regions", "report.by_region", "report.first.region", report_.by_region));
        }
        all.push_back(table("organisations", "report.by_organisation", "report.first.organisation",
                            report_.by_organisation));
        page.set("tables", all);
    }

   private:
    const RunReport& report_;
    const Text& text_;

    bool has_aims() const { return report_.total.rto.of + report_.total.mtpd.of > 0; }

    data legend() const {
        data all{data::type::list};
        int number = 0;
        for (const CausePart& part : parts_of(report_.total.lost)) {
            data one;
            one.set("class", fmt::format("c{}", number++));
            one.set("label", text_(fmt::format("report.cause.{}", word_of(part.cause))));
            all.push_back(one);
        }
        return all;
    }

    data columns() const {
        data all{data::type::list};
        const auto add = [&](std::string_view key) {
            data one;
            one.set("label", text_(key, {{"person", report_.people_one},
                                         {"people", report_.people_many},
                                         {"currency", report_.currency}}));
            all.push_back(one);
        };
        for (const auto key :
             {"report.heading.members", "report.heading.outage", "report.heading.longest",
              "report.heading.lost", "report.heading.causes", "report.heading.dependency",
              "report.heading.half", "report.heading.most", "report.heading.all"}) {
            add(key);
        }
        if (!report_.currency.empty()) add("report.heading.money");
        if (has_aims()) {
            add("report.heading.rto");
            add("report.heading.mtpd");
        }
        add("report.heading.curve");
        return all;
    }

    data table(const std::string& id, std::string_view heading, std::string_view first,
               const std::vector<LossRow>& rows) const {
        data table;
        table.set("id", id);
        table.set("heading", text_(heading));
        table.set("first", text_(first));
        table.set("sortable", true);
        data all{data::type::list};
        for (const LossRow& one : rows) all.push_back(row(one, false));
        all.push_back(row(report_.total, true));
        table.set("rows", all);
        return table;
    }

    /// `sort`: what a script may sort by; the same in every language.
    static void add_cell(data& cells, std::string value, double sort) {
        data cell;
        cell.set("value", std::move(value));
        cell.set("sort", fmt::format("{:.6g}", sort));
        cells.push_back(cell);
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
        return printable(says_where ? row.name : row.name + " (" + row.city + ")");
    }

    data row(const LossRow& row, bool is_total) const {
        const double sum = row.lost.sum();
        data one;
        one.set("name", name_of(row));
        one.set("is_total", is_total);
        data cells{data::type::list};
        add_cell(cells, text_.whole(static_cast<std::int64_t>(row.members)),
                 static_cast<double>(row.members));
        add_cell(cells, text_.number(row.outage_hours, 1), row.outage_hours);
        add_cell(cells, text_.number(row.longest_hours, 1), row.longest_hours);
        add_cell(cells, text_.number(sum, sum < 100.0 ? 1 : 0), sum);
        one.set("cells", cells);
        one.set("causes_sort", fmt::format("{:.6g}", sum > 0 ? row.lost.precaution / sum : -1.0));
        one.set("bar", bar(row.lost));
        one.set("causes", main_cause(row.lost));
        data more{data::type::list};
        add_cell(more, part_of(row.lost.through_dependency, sum, text_),
                 sum > 0 ? row.lost.through_dependency / sum : -1.0);
        for (const auto* when : {&row.half, &row.most, &row.all}) {
            add_cell(more, days(*when), days_to_sort(*when));
        }
        if (row.worth) add_cell(more, text_.rough(row.worth->sum()), row.worth->sum());
        if (has_aims()) {
            add_cell(more, overrun(row.rto), static_cast<double>(row.rto.over));
            add_cell(more, overrun(row.mtpd), static_cast<double>(row.mtpd.over));
        }
        one.set("more_cells", more);
        one.set("spark",
                spark(row.curve, report_.shown_until,
                      text_("report.chart.title",
                            {{"half", back_in(Phrase::after, row.half, report_.end, text_)},
                             {"all", back_in(Phrase::after, row.all, report_.end, text_)}})));
        return one;
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

}  // namespace

data sentences(const std::vector<std::string>& all) {
    data list{data::type::list};
    for (const auto& sentence : all) {
        data one;
        one.set("text", printable(sentence));
        list.push_back(one);
    }
    return list;
}

data if_any(const std::string& words) { return words.empty() ? data{false} : data{words}; }

void add_tables(const RunReport& report, const Text& text, data& page) {
    Tables(report, text).add_to(page);
}

}  // namespace kammerspiel::report
