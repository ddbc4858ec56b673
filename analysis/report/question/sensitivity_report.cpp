#include "kammerspiel/report/sensitivity_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/question/question_json.hpp"
#include "analysis/report/question/question_words.hpp"
#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::report {
namespace {

using stats::Swing;

class SensitivityWords {
   public:
    SensitivityWords(const SensitivityReport& report, const Text& text)
        : report_(report),
          text_(text),
          words_(report.context, text),
          verdict_(verdict(report.indices, report.base_samples)) {}

    [[nodiscard]] Document document() const {
        AnswerParts page;
        page.title = text_("sensitivity.title", {{"scenario", words_.title()}});
        page.of_what = text_(is_difference() ? "sensitivity.of_difference" : "sensitivity.of_what",
                             {{"metric", words_.metric()},
                              {"strategy", words_.strategy()},
                              {"against", words_.against()},
                              {"parameters", static_cast<std::int64_t>(report_.parameters.size())},
                              {"count", static_cast<std::int64_t>(report_.base_samples)},
                              {"seed", fmt::format("{}", report_.context.seed)}});
        page.answer = answer();
        page.pictures = {tornado(), shares()};
        page.tables = {indices(), swings()};
        page.notes = {text_("sensitivity.note.method")};
        page.provenance = words_.provenance();
        return document_of(std::move(page), text_);
    }

   private:
    const SensitivityReport& report_;
    const Text& text_;
    QuestionWords words_;
    SensitivityVerdict verdict_;

    [[nodiscard]] bool is_difference() const { return report_.context.strategies.size() > 1; }
    [[nodiscard]] const std::string& path(std::size_t parameter) const {
        return report_.parameters[parameter].path;
    }
    [[nodiscard]] std::string total(std::size_t parameter) const {
        return words_.share(report_.indices.parameters[parameter].total);
    }

    /// The first ones by name, the others by their number.
    [[nodiscard]] std::string paths(const std::vector<std::size_t>& parameters) const {
        constexpr std::size_t most = 4;
        std::vector<std::string> names;
        for (const std::size_t p : parameters) {
            if (names.size() < most) names.push_back(path(p));
        }
        const std::string words = fmt::format("{}", fmt::join(names, ", "));
        if (parameters.size() <= most) return words;
        return text_(
            "question.and_more",
            {{"names", words}, {"count", static_cast<std::int64_t>(parameters.size() - most)}});
    }

    [[nodiscard]] std::vector<std::string> answer() const {
        std::vector<std::string> sentences;
        const std::size_t first = verdict_.order.front();
        const std::string luck = words_.share(report_.indices.luck);
        switch (verdict_.decides) {
            case Decides::nothing: sentences.push_back(text_("sensitivity.answer.nothing")); break;
            case Decides::luck:
                sentences.push_back(
                    text_("sensitivity.answer.luck",
                          {{"luck", luck}, {"path", path(first)}, {"share", total(first)}}));
                break;
            case Decides::assumption:
                sentences.push_back(
                    text_("sensitivity.answer.assumption",
                          {{"luck", luck}, {"path", path(first)}, {"share", total(first)}}));
                break;
            case Decides::open:
                sentences.push_back(text_("sensitivity.answer.open",
                                          {{"paths", paths(verdict_.rivals)}, {"luck", luck}}));
                break;
            case Decides::too_few:
                sentences.push_back(
                    text_("sensitivity.answer.too_few",
                          {{"count", static_cast<std::int64_t>(report_.base_samples)}}));
                break;
        }
        if (verdict_.decides != Decides::nothing && !verdict_.negligible.empty()) {
            sentences.push_back(
                text_("sensitivity.answer.negligible", {{"paths", paths(verdict_.negligible)}}));
        }
        add_swing(sentences);
        return sentences;
    }

    void add_swing(std::vector<std::string>& sentences) const {
        if (report_.swings.empty() || verdict_.decides == Decides::nothing) return;
        const Swing& swing = report_.swings.front();
        sentences.push_back(
            text_("sensitivity.answer.swing", {{"path", path(swing.parameter)},
                                               {"low", words_.figure(swing.at_low)},
                                               {"high", words_.figure(swing.at_high)},
                                               {"now", words_.figure(report_.as_written)}}));
        if (!is_difference()) return;
        std::vector<std::size_t> turning;
        for (const Swing& one : report_.swings) {
            if (turns(one)) turning.push_back(one.parameter);
        }
        if (report_.base.covers(0)) {
            sentences.push_back(text_("sensitivity.answer.difference_open",
                                      {{"strategy", words_.strategy()},
                                       {"against", words_.against()},
                                       {"low", words_.figure(report_.base.low)},
                                       {"high", words_.figure(report_.base.high)}}));
            return;
        }
        const std::string better = report_.as_written < 0 ? words_.strategy() : words_.against();
        sentences.push_back(turning.empty()
                                ? text_("sensitivity.answer.never_turns", {{"strategy", better}})
                                : text_("sensitivity.answer.turns",
                                        {{"strategy", better}, {"paths", paths(turning)}}));
    }

    /// Whether within its range the other strategy becomes the better one.
    [[nodiscard]] bool turns(const Swing& swing) const {
        const auto other = [&](double value) {
            return (value < 0) != (report_.as_written < 0) && value != 0;
        };
        return other(swing.at_low) || other(swing.at_high);
    }

    [[nodiscard]] PageTable indices() const {
        PageTable table{.title = text_("sensitivity.table.indices"),
                        .note = text_("sensitivity.note.indices"),
                        .columns = {{text_("sensitivity.column.parameter")},
                                    {text_("sensitivity.column.value"), false},
                                    {text_("sensitivity.column.total")},
                                    {text_("sensitivity.column.first")}},
                        .rows = {},
                        .stresses_first = verdict_.decides == Decides::assumption};
        for (const std::size_t p : verdict_.order) {
            const scenario::Parameter& one = report_.parameters[p];
            table.rows.push_back(
                {one.path, one.value, total(p), words_.share(report_.indices.parameters[p].first)});
        }
        table.rows.push_back(
            {text_("sensitivity.luck"), "", "", words_.share(report_.indices.luck)});
        return table;
    }

    [[nodiscard]] PageTable swings() const {
        PageTable table{
            .title = text_("sensitivity.table.swings",
                           {{"count", static_cast<std::int64_t>(report_.worlds)},
                            {"now", words_.figure(report_.as_written)}}),
            .note = text_(is_difference() ? "sensitivity.note.swings_of_difference"
                                          : "sensitivity.note.swings",
                          {{"strategy", words_.strategy()}, {"against", words_.against()}}),
            .columns = {{text_("sensitivity.column.parameter")},
                        {text_("sensitivity.column.low"), false},
                        {text_("sensitivity.column.high"), false},
                        {text_("sensitivity.column.at_low")},
                        {text_("sensitivity.column.at_high")},
                        {text_("sensitivity.column.effect")}},
            .rows = {}};
        for (const Swing& swing : report_.swings) {
            const scenario::Parameter& one = report_.parameters[swing.parameter];
            table.rows.push_back({one.path, one.between->low, one.between->high,
                                  words_.figure(swing.at_low), words_.figure(swing.at_high),
                                  words_.figure(swing.effect)});
        }
        return table;
    }

    [[nodiscard]] Picture tornado() const {
        charts::Ranges chart{.alternative = text_("sensitivity.caption.tornado"),
                             .axis = words_.metric(),
                             .rows = {},
                             .line = report_.as_written,
                             .figure = [this](double value) { return words_.figure(value); }};
        for (const Swing& swing : report_.swings) {
            const scenario::Parameter& one = report_.parameters[swing.parameter];
            chart.rows.push_back({one.path, swing.at_low, swing.at_high,
                                  charts::figures_of(one.between->low),
                                  charts::figures_of(one.between->high)});
        }
        return captioned(charts::ranges(chart));
    }

    [[nodiscard]] Picture shares() const {
        charts::Ranges chart{.alternative = text_("sensitivity.caption.shares"),
                             .axis = text_("sensitivity.column.total"),
                             .rows = {},
                             .line = 0,
                             .figure = [this](double value) { return text_.percent(value); }};
        const auto add = [&](const std::string& name, const stats::Estimate& share) {
            const auto cut = [](double value) { return std::clamp(value, 0.0, 1.0); };
            chart.rows.push_back({name, cut(share.low), cut(share.high), "", "", cut(share.value)});
        };
        for (const std::size_t p : verdict_.order) {
            add(path(p), report_.indices.parameters[p].total);
        }
        add(text_("sensitivity.luck"), report_.indices.luck);
        return captioned(charts::ranges(chart));
    }
};

}  // namespace

SensitivityVerdict verdict(const stats::SobolIndices& indices, std::size_t base_samples) {
    SensitivityVerdict verdict;
    const auto total = [&](std::size_t p) -> const stats::Estimate& {
        return indices.parameters[p].total;
    };
    verdict.order.resize(indices.parameters.size());
    std::iota(verdict.order.begin(), verdict.order.end(), std::size_t{0});
    std::stable_sort(verdict.order.begin(), verdict.order.end(),
                     [&](std::size_t a, std::size_t b) { return total(a).value > total(b).value; });
    if (indices.variance <= 0) {
        verdict.decides = Decides::nothing;
        return verdict;
    }
    // Bootstrap intervals of fewer samples are too short.
    constexpr std::size_t enough = 30;
    if (base_samples < enough) {
        verdict.decides = Decides::too_few;
        return verdict;
    }
    const stats::Estimate& first = total(verdict.order.front());
    double most = 0;
    for (const std::size_t p : verdict.order) {
        most = std::max(most, total(p).high);
        if (total(p).high >= first.low) verdict.rivals.push_back(p);
        constexpr double nothing_much = 0.01;
        if (total(p).high < nothing_much) verdict.negligible.push_back(p);
    }
    if (indices.luck.low > most) {
        verdict.decides = Decides::luck;
    } else if (verdict.rivals.size() == 1) {
        verdict.decides = Decides::assumption;
    }
    return verdict;
}

Document sensitivity_document(const SensitivityReport& report, const Text& text) {
    return SensitivityWords(report, text).document();
}

std::string sensitivity_as_json(const SensitivityReport& report) {
    Json json = json_of(report.context);
    json["base_samples"] = report.base_samples;
    json["confidence_level"] = 0.95;
    json["mean"] = report.indices.mean;
    json["variance"] = report.indices.variance;
    json["luck"] = figure(report.indices.luck);
    json["parameters"] = Json::array();
    for (std::size_t p = 0; p < report.parameters.size(); ++p) {
        const scenario::Parameter& one = report.parameters[p];
        json["parameters"].push_back({{"parameter", one.path},
                                      {"written", one.value},
                                      {"lowest", one.between->low},
                                      {"highest", one.between->high},
                                      {"total", figure(report.indices.parameters[p].total)},
                                      {"first_order", figure(report.indices.parameters[p].first)}});
    }
    Json swings = Json::array();
    for (const Swing& swing : report.swings) {
        swings.push_back({{"parameter", report.parameters[swing.parameter].path},
                          {"at_lowest", swing.at_low},
                          {"at_highest", swing.at_high},
                          {"effect", figure(swing.effect)}});
    }
    json["one_at_a_time"] = {
        {"worlds", report.worlds}, {"loss_as_written", report.as_written}, {"swings", swings}};
    return json.dump(2) + "\n";
}

std::string sensitivity_as_csv(const SensitivityReport& report) {
    std::string csv = "parameter,figure,value,low,high,status\n";
    const auto add = [&](const std::string& path, std::string_view name,
                         const stats::Estimate& estimate) {
        csv += fmt::format("{},{},{}\n", csv_cell(path), name, csv_figure(estimate));
    };
    for (std::size_t p = 0; p < report.parameters.size(); ++p) {
        add(report.parameters[p].path, "total", report.indices.parameters[p].total);
        add(report.parameters[p].path, "first_order", report.indices.parameters[p].first);
    }
    add("", "luck", report.indices.luck);
    for (const Swing& swing : report.swings) {
        const std::string& path = report.parameters[swing.parameter].path;
        add(path, "at_lowest", {swing.at_low, swing.at_low, swing.at_low});
        add(path, "at_highest", {swing.at_high, swing.at_high, swing.at_high});
        add(path, "effect", swing.effect);
    }
    return csv;
}

}  // namespace kammerspiel::report
