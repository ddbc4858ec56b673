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

std::vector<Block> branches(const PaperWords& words, const scenario::DecisionPoint& decision) {
    const Text& text = words.text();
    const auto& all = words.material().branches;
    const auto branch = std::find_if(all.begin(), all.end(), [&](const DecisionBranch& one) {
        return one.decision == decision.name.text;
    });
    if (branch == all.end() || std::none_of(branch->rows.begin(), branch->rows.end(),
                                            [](const auto& row) { return row.outcome; })) {
        return {};
    }
    PageTable table;
    table.title = words("handbook.branches", {{"moment", words.scenario_moment(branch->from)}});
    table.columns = {
        {words("handbook.option"), true, true},
        {words("handbook.branch.four_hours")},
        {words("handbook.branch.day")},
        {words("handbook.branch.week")},
        {words("handbook.branch.most")},
        {words("handbook.branch.lost", {{"person", words.material().report.people_one}})}};
    for (const DecisionBranch::Row& row : branch->rows) {
        const auto option =
            std::find_if(decision.options.begin(), decision.options.end(),
                         [&](const auto& one) { return one.name.text == row.option; });
        if (option == decision.options.end()) continue;
        const std::string title = words.option(*option);
        std::vector<std::string> cells{
            row.is_played ? words("handbook.branch.played", {{"option", title}}) : title};
        if (!row.outcome) {
            cells.push_back(words("handbook.not_simulated"));
            cells.resize(table.columns.size(), "–");
        } else {
            for (const double share : row.outcome->people_with_services) {
                cells.push_back(text.percent(share));
            }
            cells.push_back(row.outcome->most_back
                                ? words.scenario_moment(*row.outcome->most_back)
                                : words("handbook.branch.not_by",
                                        {{"moment", words.scenario_moment(row.outcome->end)}}));
            cells.push_back(text.compact(row.outcome->member_hours_lost));
        }
        table.rows.push_back(std::move(cells));
    }
    table.note = words("handbook.branches_note", {{"people", words.material().report.people_many}});
    return {Table{std::move(table), {0.3, 0.11, 0.11, 0.11, 0.2, 0.17}}};
}

std::vector<Argument> early_words(const exercise::EarlyPlay& early, const PaperWords& words) {
    const auto& decisions = words.exercise().decisions;
    const auto decision = std::find_if(
        decisions.begin(), decisions.end(),
        [&](const scenario::DecisionPoint& one) { return one.name.text == early.decision; });
    return {{"play", early.play},
            {"decided", words.scenario_moment(early.decided)},
            {"asked", words.scenario_moment(early.asked)},
            {"question", decision == decisions.end() ? early.decision : words(decision->question)}};
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
