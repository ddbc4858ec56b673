#include "kammerspiel/report/invest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/question/question_json.hpp"
#include "analysis/report/question/question_words.hpp"
#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::report {
namespace {

class InvestWords {
   public:
    InvestWords(const InvestReport& report, const Text& text)
        : report_(report), text_(text), words_(report.context, text) {}

    [[nodiscard]] Document document() const {
        AnswerParts page;
        page.title = text_("invest.title", {{"scenario", words_.title()}});
        page.of_what =
            text_("invest.of_what", {{"metric", words_.metric()},
                                     {"strategy", words_.strategy()},
                                     {"count", static_cast<std::int64_t>(report_.worlds_to_value)},
                                     {"seed", fmt::format("{}", report_.context.seed)}});
        page.answer = answer();
        page.pictures = {chart()};
        page.tables = {table("invest.table.alone", report_.alone),
                       table("invest.table.bundles", report_.front), by_attacker()};
        page.notes = {text_("invest.note.incident"), method()};
        page.provenance = words_.provenance();
        return document_of(std::move(page), text_);
    }

   private:
    const InvestReport& report_;
    const Text& text_;
    QuestionWords words_;

    [[nodiscard]] std::string title(std::size_t investment) const {
        const ReportedInvestment& one = report_.investments[investment];
        return title_of({one.name, one.title}, text_);
    }
    [[nodiscard]] std::string name(const Bundle& bundle) const {
        std::vector<std::string> titles;
        for (const std::size_t one : bundle.of) titles.push_back(title(one));
        return fmt::format("{}", fmt::join(titles, " + "));
    }
    [[nodiscard]] std::string money(double sum) const {
        return text_("invest.money", {{"sum", text_.rough(sum)}, {"currency", report_.currency}});
    }
    [[nodiscard]] std::string money(const stats::Estimate& sum) const {
        return text_("invest.money", {{"sum", words_.figure(sum)}, {"currency", report_.currency}});
    }

    [[nodiscard]] std::vector<std::string> answer() const {
        std::vector<std::string> sentences;
        const std::vector<Argument> budget{
            {"budget", report_.budget ? money(*report_.budget) : std::string()}};
        if (!report_.best) {
            return {
                text_(report_.budget ? "invest.answer.nothing_affordable" : "invest.answer.nothing",
                      budget)};
        }
        const Bundle& best = report_.front[*report_.best];
        std::vector<Argument> all = budget;
        all.emplace_back("bundle", text_("question.quoted", {{"title", name(best)}}));
        all.emplace_back("cost", money(best.cost));
        all.emplace_back("saved", words_.figure(best.saves));
        all.emplace_back("metric", words_.metric());
        all.emplace_back("strategy", words_.strategy());
        sentences.push_back(
            text_(report_.budget ? "invest.answer.best_affordable" : "invest.answer.best", all));
        if (best.saves_money && best.cost > 0) {
            const bool pays = best.saves_money->low > best.cost;
            const bool never = best.saves_money->high < best.cost;
            sentences.push_back(
                text_(pays    ? "invest.answer.pays"
                      : never ? "invest.answer.pays_not"
                              : "invest.answer.pays_perhaps",
                      {{"saved", money(*best.saves_money)}, {"cost", money(best.cost)}}));
        }
        std::vector<std::string> idle;
        std::vector<std::string> harmful;
        for (const Bundle& one : report_.alone) {
            if (one.saves.low > 0) continue;
            auto& which = one.saves.high < 0 ? harmful : idle;
            which.push_back(text_("question.quoted", {{"title", name(one)}}));
        }
        const auto name_them = [&](const char* key, const std::vector<std::string>& which) {
            if (which.empty()) return;
            sentences.push_back(text_(key, {{"names", fmt::format("{}", fmt::join(which, ", "))}}));
        };
        name_them("invest.answer.no_effect", idle);
        name_them("invest.answer.harm", harmful);
        return sentences;
    }

    [[nodiscard]] PageTable table(std::string_view title,
                                  const std::vector<Bundle>& bundles) const {
        const bool has_money = !bundles.empty() && bundles.front().saves_money.has_value();
        PageTable table{.title = text_(title),
                        .note = text_("invest.note.table"),
                        .columns = {{text_("invest.column.what"), true, true},
                                    {text_("invest.column.cost")},
                                    {text_("invest.column.saves", {{"metric", words_.metric()}})}},
                        .rows = {}};
        if (has_money) table.columns.push_back({text_("invest.column.saves_money")});
        for (const Bundle& one : bundles) {
            std::vector<std::string> cells{name(one), money(one.cost), words_.figure(one.saves)};
            if (!one.is_affordable) cells[1] += " " + text_("invest.cell.beyond");
            if (has_money) cells.push_back(money(*one.saves_money));
            table.rows.push_back(std::move(cells));
        }
        return table;
    }

    /// On which hypothesis the saving depends.
    [[nodiscard]] PageTable by_attacker() const {
        PageTable table{.title = text_("invest.table.attackers"),
                        .note = text_("invest.note.attackers"),
                        .columns = {{text_("invest.column.what"), true, true}},
                        .rows = {}};
        if (report_.context.attackers.size() < 2) return {};
        for (const Titled& attacker : report_.context.attackers) {
            table.columns.push_back({title_of(attacker, text_)});
        }
        const auto add = [&](const Bundle& one) {
            std::vector<std::string> cells{name(one)};
            for (const stats::Estimate& saved : one.saves_against) {
                cells.push_back(words_.figure(saved));
            }
            table.rows.push_back(std::move(cells));
        };
        for (const Bundle& one : report_.alone) add(one);
        if (report_.best && report_.front[*report_.best].of.size() > 1) {
            add(report_.front[*report_.best]);
        }
        return table;
    }

    [[nodiscard]] Picture chart() const {
        charts::Crosses chart{.alternative = text_("invest.caption"),
                              .x_axis = text_("invest.axis.cost", {{"currency", report_.currency}}),
                              .y_axis = text_("invest.axis.saves", {{"metric", words_.metric()}}),
                              .x_figure = [this](double value) { return text_.compact(value); },
                              .y_figure = [this](double value) { return text_.compact(value); },
                              .points = {}};
        const auto add = [&](const Bundle& one, bool is_filled) {
            chart.points.push_back({.name = name(one),
                                    .x = one.cost,
                                    .low = one.saves.low,
                                    .y = one.saves.value,
                                    .high = one.saves.high,
                                    .is_filled = is_filled});
        };
        for (const Bundle& one : report_.front) add(one, true);
        for (const Bundle& one : report_.alone) {
            const bool is_there =
                std::any_of(report_.front.begin(), report_.front.end(),
                            [&](const Bundle& other) { return other.of == one.of; });
            if (!is_there) add(one, false);
        }
        return captioned(charts::crosses(chart));
    }

    [[nodiscard]] std::string method() const {
        return text_(report_.is_every_bundle ? "invest.note.every" : "invest.note.grown",
                     {{"bundles", text_.whole(static_cast<std::int64_t>(report_.bundles_tried))},
                      {"choose", text_.whole(static_cast<std::int64_t>(report_.worlds_to_choose))},
                      {"value", text_.whole(static_cast<std::int64_t>(report_.worlds_to_value))}});
    }
};

Json bundle_as_json(const Bundle& bundle, const InvestReport& report) {
    Json names = Json::array();
    for (const std::size_t one : bundle.of) names.push_back(report.investments[one].name);
    Json json{{"investments", std::move(names)},
              {"price", bundle.cost},
              {"is_affordable", bundle.is_affordable},
              {"saves", figure(bundle.saves)}};
    if (bundle.saves_money) json["saves_money"] = figure(*bundle.saves_money);
    json["saves_against"] = Json::object();
    for (std::size_t a = 0; a < bundle.saves_against.size(); ++a) {
        json["saves_against"][report.context.attackers[a].name] = figure(bundle.saves_against[a]);
    }
    return json;
}

}  // namespace

Document invest_document(const InvestReport& report, const Text& text) {
    return InvestWords(report, text).document();
}

std::string invest_as_json(const InvestReport& report) {
    Json json = json_of(report.context);
    json["confidence_level"] = 0.95;
    json["currency"] = report.currency;
    json["budget"] = report.budget ? Json(*report.budget) : Json();
    json["bundles_tried"] = report.bundles_tried;
    json["every_bundle_tried"] = report.is_every_bundle;
    json["worlds_to_choose"] = report.worlds_to_choose;
    json["worlds_to_value"] = report.worlds_to_value;
    json["loss_without"] = figure(report.without);
    json["alone"] = Json::array();
    for (const Bundle& one : report.alone) json["alone"].push_back(bundle_as_json(one, report));
    json["front"] = Json::array();
    for (const Bundle& one : report.front) json["front"].push_back(bundle_as_json(one, report));
    json["best"] = report.best ? json["front"][*report.best]["investments"] : Json();
    return json.dump(2) + "\n";
}

std::string invest_as_csv(const InvestReport& report) {
    std::string csv = "bundle,is_on_front,is_best,price" + csv_headings("saves") +
                      csv_headings("saves_money") + "\n";
    const auto add = [&](const Bundle& one, bool is_on_front, bool is_best) {
        std::vector<std::string> names;
        for (const std::size_t i : one.of) names.push_back(report.investments[i].name);
        csv += fmt::format("{},{},{},{}", csv_cell(fmt::format("{}", fmt::join(names, "+"))),
                           is_on_front ? 1 : 0, is_best ? 1 : 0, csv_number(one.cost));
        for (const auto& estimate : {std::optional(one.saves), one.saves_money}) {
            csv += "," + csv_figure(estimate);
        }
        csv += "\n";
    };
    for (const Bundle& one : report.alone) add(one, false, false);
    for (std::size_t i = 0; i < report.front.size(); ++i) {
        add(report.front[i], true, report.best == i);
    }
    return csv;
}

}  // namespace kammerspiel::report
