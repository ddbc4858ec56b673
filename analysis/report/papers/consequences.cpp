#include "analysis/report/papers/consequences.hpp"

#include <algorithm>

#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/document/estimate_words.hpp"

namespace kammerspiel::report::papers {
namespace {

constexpr std::size_t most_metrics = 4;

/// Position of the strategy in the study; its end where the study does not have it.
std::size_t position_in(const ensemble::Comparison& comparison, const scenario::Name& strategy) {
    const auto& all = comparison.strategies;
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), strategy.text) - all.begin());
}

}  // namespace

std::vector<Block> consequences(const PaperWords& words, const scenario::DecisionPoint& decision) {
    const bool has_strategy =
        std::any_of(decision.options.begin(), decision.options.end(),
                    [](const auto& option) { return option.strategy.has_value(); });
    if (!has_strategy) {
        return {Paragraph{words("handbook.no_strategies"), Paragraph::Kind::note}};
    }
    if (!words.material().study) {
        return {Paragraph{
            words("handbook.no_study", {{"scenario", words.material().report.provenance.scenario}}),
            Paragraph::Kind::note}};
    }
    const StudyMaterial& study = *words.material().study;
    const ComparisonWords figures(study.comparison, study.context, words.text());
    PageTable table;
    table.columns = {{words("handbook.option"), true, true},
                     {words("handbook.strategy"), true, true}};
    const std::size_t metrics = std::min(most_metrics, study.comparison.metrics.size());
    for (std::size_t m = 0; m < metrics; ++m) {
        table.columns.push_back({figures.metric(study.comparison.metrics[m].metric), true, false});
    }
    for (const auto& option : decision.options) {
        std::vector<std::string> row{words.option(option), option.strategy
                                                               ? words.strategy(*option.strategy)
                                                               : words("handbook.not_simulated")};
        const std::size_t s = option.strategy ? position_in(study.comparison, *option.strategy)
                                              : study.comparison.strategies.size();
        for (std::size_t m = 0; m < metrics; ++m) {
            const auto& metric = study.comparison.metrics[m];
            row.push_back(s < metric.strategies.size()
                              ? figures.typical(metric.metric, metric.strategies[s].all)
                          : option.strategy ? words("handbook.not_in_study")
                                            : "–");
        }
        table.rows.push_back(std::move(row));
    }
    table.note =
        words(study.comparison.is_uneven() ? "handbook.consequences_note_uneven"
                                           : "handbook.consequences_note",
              {{"count", static_cast<std::int64_t>(study.comparison.worlds)},
               {"seed", words.text().whole(static_cast<std::int64_t>(study.context.seed))}});
    return {Table{table, {}}};
}

std::vector<Block> consequences(const PaperWords& words, const scenario::DecisionPoint& decision,
                                const DecisionCost& cost) {
    const Text& text = words.text();
    PageTable table;
    table.columns = {
        {words("handbook.option"), true, true},
        {words("aar.cost.lost", {{"people", words.material().report.people_one}}), true, false},
        {words("aar.cost.better"), true, false}};
    for (const DecisionCost::Row& one : cost.rows) {
        const auto option = std::find_if(decision.options.begin(), decision.options.end(),
                                         [&](const auto& o) { return o.name.text == one.option; });
        const std::string title =
            option == decision.options.end() ? one.option : words.option(*option);
        table.rows.push_back(
            {one.chosen ? words("aar.cost.chosen", {{"option", title}}) : title,
             one.lost ? with_margin(
                            *one.lost, text, [&](double v) { return text.compact(v); }, true)
                      : words("handbook.not_simulated"),
             one.better && !one.chosen
                 ? with_interval(*one.better, text, [&](double v) { return text.percent(v); })
                 : "–"});
    }
    table.note = words("aar.cost.note", {{"count", static_cast<std::int64_t>(cost.worlds)}});
    return {Table{table, {}}};
}

}  // namespace kammerspiel::report::papers
