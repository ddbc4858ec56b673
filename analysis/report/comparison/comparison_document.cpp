#include <fmt/format.h>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/comparison/comparison_words.hpp"

namespace kammerspiel::report {
namespace {

class ComparisonWriter {
   public:
    ComparisonWriter(const ensemble::Comparison& comparison, const StudyContext& context,
                     const Text& text)
        : words_(comparison, context, text),
          text_(text),
          comparison_(comparison),
          study_{comparison, context} {}

    [[nodiscard]] Document write(bool all) {
        Document document{.language = std::string(code(text_.language())),
                          .title = text_("compare.title", {{"scenario", words_.title()}}),
                          .subtitle = words_.of_what(),
                          .blocks = {},
                          .provenance = words_.provenance()};
        add(words_.alarms(), Paragraph::Kind::alarm);
        add_answer();
        heading("compare.heading.restoration");
        add(charts::restoration(study_, text_));
        add_depends();
        add_statistics(all);
        add_names();
        document.blocks = std::move(blocks_);
        return document;
    }

   private:
    ComparisonWords words_;
    const Text& text_;
    const ensemble::Comparison& comparison_;
    charts::StudyView study_;
    std::vector<Block> blocks_;

    void heading(std::string_view key) { blocks_.emplace_back(Heading{2, text_(key)}); }
    void add(const std::vector<std::string>& sentences, Paragraph::Kind kind) {
        for (const std::string& sentence : sentences) {
            blocks_.emplace_back(Paragraph{sentence, kind});
        }
    }
    void add(PageTable table) { blocks_.emplace_back(Table{std::move(table)}); }
    void add_for_page(PageTable table) {
        table.on_terminal = false;
        add(std::move(table));
    }
    void add(Picture picture) {
        picture.shows_data = false;
        blocks_.emplace_back(std::move(picture));
    }

    /// Who goes on with a strategy has to name it.
    void add_names() {
        Facts facts;
        for (const Titled& strategy : study_.context.strategies) {
            const std::string title = title_of(strategy, text_);
            if (title != strategy.name) facts.rows.emplace_back(title, strategy.name);
        }
        if (facts.rows.empty()) return;
        heading("compare.heading.names");
        blocks_.emplace_back(std::move(facts));
    }

    void add_answer() {
        heading("compare.heading.answer");
        add(words_.answer(), Paragraph::Kind::answer);
        PageTable leading = page_table(words_.leading());
        constexpr std::size_t p5 = 3;
        constexpr std::size_t cvar = 5;
        constexpr std::size_t better = 7;
        for (const std::size_t column : {p5, cvar, better}) {
            leading.columns[column].on_terminal = false;
        }
        add(std::move(leading));
        Picture spread = charts::distributions(study_, text_);
        spread.data = {};  // The table above holds them.
        add(std::move(spread));
        add(charts::differences(study_, text_));
        if (comparison_.metrics.size() > 1) add(page_table(words_.further()));
        add(charts::front(study_, text_));
    }

    void add_depends() {
        heading("compare.heading.depends");
        if (comparison_.attackers.size() > 1) add(page_table(words_.hypotheses()));
        add(words_.advice(), Paragraph::Kind::plain);
        add(charts::regrets(study_, text_));
        add(charts::priors(study_, text_));
        for (const ComparisonWords::Table& table :
             {words_.services(), words_.regions(), words_.evidence()}) {
            add_for_page(page_table(table));
        }
    }

    void add_statistics(bool all) {
        heading("compare.heading.statistics");
        if (comparison_.is_uneven()) add(page_table(words_.runs()));
        for (const ComparisonWords::Table& table : words_.pairs(false)) {
            add_for_page(page_table(table));
        }
        if (!all) return;
        for (const ComparisonWords::Table& table : words_.pairs(true)) {
            PageTable narrow = page_table(table);
            narrow.on_page = false;
            add(std::move(narrow));
        }
    }
};

}  // namespace

PageTable page_table(const ComparisonWords::Table& from) {
    PageTable table{.title = from.title, .note = from.note, .columns = {}, .rows = from.rows};
    for (const std::string& heading : from.columns) table.columns.push_back({.heading = heading});
    if (!table.columns.empty()) table.columns.front().is_text = true;
    table.stresses_first = from.best == 0;
    return table;
}

Document comparison_document(const ensemble::Comparison& comparison, const StudyContext& context,
                             const Text& text, bool all) {
    return ComparisonWriter(comparison, context, text).write(all);
}

}  // namespace kammerspiel::report
