#include <fmt/format.h>

#include <kainjow/mustache.hpp>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/comparison/comparison_charts.hpp"
#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/templates.hpp"
#include "kammerspiel/base/version.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::partial;
using Table = ComparisonWords::Table;

data of(const Table& table) {
    data one;
    one.set("title", printable(table.title));
    one.set("note", if_any(table.note));
    one.set("columns", sentences(table.columns));
    data rows{data::type::list};
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        data row;
        row.set("class", r == table.best ? "total" : "");
        row.set("head", printable(table.rows[r].front()));
        row.set("cells", sentences({table.rows[r].begin() + 1, table.rows[r].end()}));
        rows.push_back(row);
    }
    one.set("rows", rows);
    return one;
}

data of(const std::vector<Table>& tables) {
    data list{data::type::list};
    for (const Table& table : tables) {
        if (!table.rows.empty()) list.push_back(of(table));
    }
    return list;
}

/// None where there is nothing to draw.
void set_picture(data& page, const std::string& name, const std::string& picture,
                 const std::string& caption) {
    data list{data::type::list};
    if (!picture.empty()) {
        data one;
        one.set("picture", picture);
        one.set("caption", caption);
        list.push_back(one);
    }
    page.set(name, list);
}

}  // namespace

std::string comparison_as_html(const ensemble::Comparison& comparison,
                               const ComparisonContext& context, const Text& text) {
    const ComparisonWords words(comparison, context, text);
    const bool has_hypotheses = comparison.attackers.size() > 1;
    data page;
    page.set("lang", std::string(code(text.language())));
    page.set("title", printable(text("compare.title", {{"scenario", words.title()}})));
    page.set("css", template_named("report.css"));
    page.set("table", data{partial{[] { return template_named("comparison_table.mustache"); }}});
    page.set("of_what", words.of_what());
    page.set("alarms", sentences(words.alarms()));
    page.set("answer", sentences(words.answer()));
    page.set("advice", sentences(words.advice()));
    page.set("heading_answer", text("compare.heading.answer"));
    page.set("heading_restoration", text("compare.heading.restoration"));
    page.set("heading_depends", text("compare.heading.depends"));
    page.set("heading_statistics", text("compare.heading.statistics"));
    page.set("tables_first", of(std::vector<Table>{words.leading()}));
    page.set("distribution", distribution_chart(comparison, words));
    page.set("caption_distribution", text("compare.caption.distribution"));
    const std::string best = words.strategy(comparison.decision.ranking.front());
    set_picture(page, "difference", difference_chart(comparison, words),
                text("compare.caption.difference", {{"strategy", best}}));
    page.set("restoration", restoration_chart(comparison, words, context.horizon));
    page.set("caption_restoration", text("compare.caption.restoration"));
    set_picture(page, "regret", has_hypotheses ? regret_chart(comparison, words) : std::string(),
                text("compare.caption.regret"));
    set_picture(page, "priors", priors_chart(comparison, words), text("compare.caption.priors"));
    set_picture(page, "front", front_chart(comparison, words), text("compare.caption.front"));
    std::vector<Table> tables;
    if (comparison.metrics.size() > 1) tables.push_back(words.further());
    if (has_hypotheses) tables.push_back(words.hypotheses());
    tables.push_back(words.services());
    tables.push_back(words.regions());
    page.set("tables", of(tables));
    page.set("tables_evidence", of(std::vector<Table>{words.evidence()}));
    page.set("tables_pairs", of(words.pairs(false)));
    page.set("provenance",
             text("compare.provenance", {{"version", std::string(program_version)},
                                         {"scenario", context.scenario},
                                         {"hash", context.definition.scenario_hash.substr(0, 16)},
                                         {"seed", fmt::format("{}", context.definition.seed)},
                                         {"count", static_cast<std::int64_t>(comparison.worlds)}}));
    kainjow::mustache::mustache html(template_named("comparison.html.mustache"));
    ensure(html.is_valid(), "the template of the comparison is not valid: {}",
           html.error_message());
    return html.render(page);
}

}  // namespace kammerspiel::report
