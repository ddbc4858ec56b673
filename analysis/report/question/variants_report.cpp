#include "kammerspiel/report/variants_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/question/question_json.hpp"
#include "analysis/report/question/question_words.hpp"
#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::report {
namespace {

double loss_with(const VariantsReport& report, std::size_t variant, std::size_t strategy) {
    const auto& changed = report.variants[variant].losses[strategy];
    return changed ? changed->loss.value : report.as_written[strategy].value;
}

/// Whether it surely loses less, more, or neither.
enum class Verdict { less, more, open };

Verdict verdict_of(const stats::Estimate& difference) {
    if (difference.high < 0) return Verdict::less;
    return difference.low > 0 ? Verdict::more : Verdict::open;
}

stats::Estimate negative(const stats::Estimate& of) { return {-of.value, -of.high, -of.low}; }

class VariantsWords {
   public:
    VariantsWords(const VariantsReport& report, const Text& text)
        : report_(report), text_(text), words_(report.context, text) {}

    [[nodiscard]] Document document() const {
        AnswerParts page;
        page.title = text_("variants.title", {{"scenario", words_.title()}});
        page.of_what =
            text_("variants.of_what", {{"metric", words_.metric()},
                                       {"count", static_cast<std::int64_t>(report_.context.worlds)},
                                       {"seed", fmt::format("{}", report_.context.seed)}});
        for (std::size_t v = 0; v < report_.variants.size(); ++v) add_answers(page.answer, v);
        page.pictures = {chart()};
        page.tables = {losses(), changes()};
        page.notes = {text_("variants.note.method")};
        page.provenance = words_.provenance();
        return document_of(std::move(page), text_);
    }

   private:
    const VariantsReport& report_;
    const Text& text_;
    QuestionWords words_;

    [[nodiscard]] std::string strategy(std::size_t number) const {
        return words_.quoted(report_.context.strategies[number].name);
    }
    [[nodiscard]] std::string variant(std::size_t number) const {
        return text_("question.quoted", {{"title", report_.variants[number].name}});
    }

    void add_answers(std::vector<std::string>& answer, std::size_t v) const {
        std::vector<std::string> untouched;
        for (std::size_t s = 0; s < report_.as_written.size(); ++s) {
            const auto& changed = report_.variants[v].losses[s];
            if (!changed) {
                untouched.push_back(strategy(s));
                continue;
            }
            const auto say = [&](const char* key, const stats::Estimate& by) {
                answer.push_back(text_(key, {{"variant", variant(v)},
                                             {"strategy", strategy(s)},
                                             {"metric", words_.metric()},
                                             {"difference", words_.figure(by)}}));
            };
            switch (verdict_of(changed->difference)) {
                case Verdict::less: say("variants.less", negative(changed->difference)); break;
                case Verdict::more: say("variants.more", changed->difference); break;
                case Verdict::open: say("variants.open", changed->difference); break;
            }
        }
        if (!untouched.empty()) {
            answer.push_back(
                text_("variants.untouched",
                      {{"variant", variant(v)},
                       {"count", static_cast<std::int64_t>(untouched.size())},
                       {"strategies", fmt::format("{}", fmt::join(untouched, ", "))}}));
        }
        if (report_.as_written.size() < 2) return;
        const std::size_t before = best_as_written(report_);
        const std::size_t now = best_with(report_, v);
        answer.push_back(
            text_(before == now ? "variants.same_best" : "variants.other_best",
                  {{"variant", variant(v)}, {"before", strategy(before)}, {"now", strategy(now)}}));
    }

    [[nodiscard]] PageTable losses() const {
        const bool is_one = report_.variants.size() == 1;
        PageTable table{.title = text_("variants.table.losses", {{"metric", words_.metric()}}),
                        .note = text_("variants.note.table"),
                        .columns = {},
                        .rows = {}};
        if (!is_one) table.columns.push_back({text_("variants.column.variant"), true, true});
        table.columns.push_back({text_("variants.column.strategy"), true, true});
        for (const char* heading :
             {"variants.as_written", "variants.column.changed", "variants.column.difference"}) {
            table.columns.push_back({text_(heading)});
        }
        table.columns.push_back({text_("variants.column.less_often"), false});
        for (const ReportedVariant& one : report_.variants) {
            for (std::size_t s = 0; s < one.losses.size(); ++s) {
                std::vector<std::string> row;
                if (!is_one) row.push_back(one.name);
                row.push_back(words_.titled(report_.context.strategies[s].name));
                row.push_back(words_.figure(report_.as_written[s]));
                if (one.losses[s]) {
                    row.push_back(words_.figure(one.losses[s]->loss));
                    row.push_back(words_.figure(one.losses[s]->difference));
                    row.push_back(words_.share(one.losses[s]->less_often));
                } else {
                    row.push_back(text_("variants.cell.untouched"));
                    row.insert(row.end(), {"", ""});
                }
                table.rows.push_back(std::move(row));
            }
        }
        return table;
    }

    [[nodiscard]] PageTable changes() const {
        PageTable table{.title = text_("variants.table.changes"),
                        .note = {},
                        .columns = {{text_("variants.column.variant"), true, true},
                                    {text_("variants.column.key"), true, true},
                                    {text_("variants.column.before"), true, true},
                                    {text_("variants.column.after"), true, true}},
                        .rows = {}};
        for (const ReportedVariant& one : report_.variants) {
            for (const ChangedKey& key : one.changes) {
                table.rows.push_back(
                    {one.name, key.path,
                     key.before.empty() ? text_("variants.cell.nothing") : key.before, key.after});
            }
        }
        return table;
    }

    [[nodiscard]] Picture chart() const {
        charts::Ranges chart{.alternative = text_("variants.caption"),
                             .axis = words_.metric(),
                             .rows = {},
                             .line = 0,
                             .figure = [this](double value) { return words_.figure(value); }};
        for (const ReportedVariant& one : report_.variants) {
            for (std::size_t s = 0; s < one.losses.size(); ++s) {
                if (!one.losses[s]) continue;
                const stats::Estimate& by = one.losses[s]->difference;
                const std::string title = words_.titled(report_.context.strategies[s].name);
                chart.rows.push_back(
                    {report_.variants.size() == 1 ? title : fmt::format("{}: {}", one.name, title),
                     by.low, by.high, "", "", by.value});
            }
        }
        return captioned(charts::ranges(chart));
    }
};

}  // namespace

std::size_t best_as_written(const VariantsReport& report) {
    const auto best =
        std::min_element(report.as_written.begin(), report.as_written.end(),
                         [](const auto& a, const auto& b) { return a.value < b.value; });
    return static_cast<std::size_t>(best - report.as_written.begin());
}

std::size_t best_with(const VariantsReport& report, std::size_t variant) {
    std::size_t best = 0;
    for (std::size_t s = 1; s < report.as_written.size(); ++s) {
        if (loss_with(report, variant, s) < loss_with(report, variant, best)) best = s;
    }
    return best;
}

Document variants_document(const VariantsReport& report, const Text& text) {
    return VariantsWords(report, text).document();
}

std::string variants_as_json(const VariantsReport& report) {
    Json json = json_of(report.context);
    json["confidence_level"] = 0.95;
    json["as_written"] = Json::array();
    const auto& strategies = report.context.strategies;
    for (std::size_t s = 0; s < strategies.size(); ++s) {
        json["as_written"].push_back(
            {{"strategy", strategies[s].name}, {"loss", figure(report.as_written[s])}});
    }
    json["best_as_written"] = strategies[best_as_written(report)].name;
    json["variants"] = Json::array();
    for (std::size_t v = 0; v < report.variants.size(); ++v) {
        const ReportedVariant& one = report.variants[v];
        Json variant{{"name", one.name}, {"changes", Json::array()}};
        for (const ChangedKey& key : one.changes) {
            variant["changes"].push_back(
                {{"parameter", key.path}, {"before", key.before}, {"after", key.after}});
        }
        variant["best"] = strategies[best_with(report, v)].name;
        variant["strategies"] = Json::array();
        for (std::size_t s = 0; s < strategies.size(); ++s) {
            Json entry{{"strategy", strategies[s].name}, {"is_touched", one.losses[s].has_value()}};
            if (one.losses[s]) {
                entry["loss"] = figure(one.losses[s]->loss);
                entry["difference"] = figure(one.losses[s]->difference);
                entry["share_of_worlds_with_less"] = figure(one.losses[s]->less_often);
            }
            variant["strategies"].push_back(std::move(entry));
        }
        json["variants"].push_back(std::move(variant));
    }
    return json.dump(2) + "\n";
}

std::string variants_as_csv(const VariantsReport& report) {
    std::string csv = "variant,strategy,is_touched" + csv_headings("loss") +
                      csv_headings("difference") + csv_headings("share_of_worlds_with_less") + "\n";
    const std::string none = csv_figure(std::nullopt);
    constexpr stats::Estimate zero{0, 0, 0};
    for (std::size_t s = 0; s < report.as_written.size(); ++s) {
        csv += fmt::format(",{},0,{},{},{}\n", csv_cell(report.context.strategies[s].name),
                           csv_figure(report.as_written[s]), none, none);
    }
    for (const ReportedVariant& one : report.variants) {
        for (std::size_t s = 0; s < one.losses.size(); ++s) {
            csv += fmt::format("{},{},", csv_cell(one.name),
                               csv_cell(report.context.strategies[s].name));
            csv += one.losses[s] ? fmt::format("1,{},{},{}\n", csv_figure(one.losses[s]->loss),
                                               csv_figure(one.losses[s]->difference),
                                               csv_figure(one.losses[s]->less_often))
                                 : fmt::format("0,{},{},{}\n", csv_figure(report.as_written[s]),
                                               csv_figure(zero), csv_figure(zero));
        }
    }
    return csv;
}

}  // namespace kammerspiel::report
