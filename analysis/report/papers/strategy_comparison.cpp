#include "analysis/report/papers/strategy_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/comparison/comparison_words.hpp"

namespace kammerspiel::report::papers {
namespace {

/// So many of the weakest assumptions; two pages hold no more.
constexpr std::size_t most_evidence = 3;

/// What lost hours leave out: damage that is no outage.
std::vector<const ensemble::MetricFigures*> beside(const ensemble::Comparison& comparison) {
    std::vector<const ensemble::MetricFigures*> all;
    for (const ensemble::MetricFigures& metric : comparison.metrics) {
        const bool is_damage = metric.metric == ensemble::Metric::hosts_destroyed ||
                               metric.metric == ensemble::Metric::gigabytes_exfiltrated;
        if (is_damage && metric.metric != comparison.by) all.push_back(&metric);
    }
    return all;
}

/// Without the columns that take a statistician to read.
PageTable leading(const ComparisonWords& figures, const ensemble::Comparison& comparison) {
    constexpr std::array<std::size_t, 5> shown{0, 1, 2, 4, 6};
    const ComparisonWords::Table all = figures.leading();
    PageTable made{.title = all.title, .note = all.note, .columns = {}, .rows = {}};
    for (const std::size_t c : shown) made.columns.push_back({all.columns[c], true, false});
    for (const auto* metric : beside(comparison)) {
        made.columns.push_back({figures.metric(metric->metric), true, false});
    }
    for (std::size_t r = 0; r < all.rows.size(); ++r) {
        std::vector<std::string> row;
        for (const std::size_t c : shown) row.push_back(all.rows[r][c]);
        const std::size_t strategy = comparison.decision.ranking[r];
        for (const auto* metric : beside(comparison)) {
            row.push_back(figures.typical(metric->metric, metric->strategies[strategy].all));
        }
        made.rows.push_back(std::move(row));
    }
    made.stresses_first = true;
    return made;
}

/// A paragraph of several sentences, one a line.
std::string lines(const std::vector<std::string>& sentences) {
    return fmt::format("{}", fmt::join(sentences, "\n"));
}

/// Figure, value, range, confidence: one line each.
void add_evidence(const ComparisonWords& figures, const PaperWords& words,
                  std::vector<Block>& blocks) {
    std::vector<std::string> weakest;
    for (const auto& row : figures.evidence().rows) {
        if (weakest.size() == most_evidence) break;
        weakest.push_back(words(
            "decide.assumption",
            {{"name", row[0]}, {"value", row[1]}, {"range", row[2]}, {"confidence", row[3]}}));
    }
    if (weakest.empty()) return;
    blocks.emplace_back(Paragraph{words("decide.weakest")});
    blocks.emplace_back(List{weakest});
}

}  // namespace

Paper strategy_comparison(const PaperWords& words) {
    const StudyMaterial& study = *words.material().study;
    const ComparisonWords figures(study.comparison, study.context, words.text());
    Paper paper = words.paper("decision-makers/strategy-comparison",
                              words("decide.title", {{"scenario", figures.title()}}),
                              Audience::decision_makers);
    paper.marking.provenance = figures.provenance();
    paper.is_dense = true;
    paper.sheets = 2;
    auto& blocks = paper.blocks;
    blocks.emplace_back(Heading{2, words("decide.question")});
    blocks.emplace_back(Paragraph{words(
        "decide.question_is", {{"count", fmt::format("{}", study.comparison.strategies.size())},
                               {"metric", figures.metric(study.comparison.by)},
                               {"people", words.text()(study.context.people_many)}})});
    blocks.emplace_back(Paragraph{figures.of_what(), Paragraph::Kind::note});
    if (const auto alarms = figures.alarms(); !alarms.empty()) {
        blocks.emplace_back(Paragraph{lines(alarms), Paragraph::Kind::caution});
    }
    blocks.emplace_back(Heading{2, words("compare.heading.answer")});
    bool is_first = true;
    for (const std::string& sentence : figures.answer()) {
        blocks.emplace_back(
            Paragraph{sentence, is_first ? Paragraph::Kind::answer : Paragraph::Kind::plain});
        is_first = false;
    }
    blocks.emplace_back(Table{leading(figures, study.comparison), {}});
    blocks.emplace_back(Paragraph{words("decide.not_all")});
    const auto add = [&](Picture picture) {
        picture.shows_data = false;
        blocks.emplace_back(std::move(picture));
    };
    add(charts::distributions(charts::view_of(study), words.text()));
    blocks.emplace_back(NewPage{});
    Picture restoration = charts::restoration(charts::view_of(study), words.text());
    restoration.is_tall = true;
    add(std::move(restoration));
    add(charts::differences(charts::view_of(study), words.text()));
    blocks.emplace_back(Heading{2, words("compare.heading.depends")});
    blocks.emplace_back(List{figures.advice()});
    if (study.comparison.attackers.size() > 1) {
        blocks.emplace_back(Table{page_table(figures.hypotheses())});
    }
    add_evidence(figures, words, blocks);
    return paper;
}

}  // namespace kammerspiel::report::papers
