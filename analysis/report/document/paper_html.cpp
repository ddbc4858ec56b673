#include <fmt/format.h>

#include <kainjow/mustache.hpp>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/paper.hpp"
#include "analysis/report/document/templates.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/text.hpp"

namespace kammerspiel::report::papers {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::partial;

/// Inside a string of a style sheet that itself stands in HTML.
std::string in_css_string(const std::string& text) {
    std::string safe;
    for (const char c : printable(text)) {
        const bool is_special = c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' ||
                                c == '\n' || c == '{' || c == '}';
        safe += is_special ? fmt::format("\\{:06x}", static_cast<unsigned>(c)) : std::string(1, c);
    }
    return safe;
}

data cells(const std::vector<std::string>& words, const PageTable& table) {
    data list{data::type::list};
    for (std::size_t c = 0; c < words.size(); ++c) {
        data one;
        one.set("text", printable(words[c]));
        if (c == 0 || table.columns[c].is_text) one.set("align", "words");
        list.push_back(one);
    }
    return list;
}

data of(const PageTable& table, const std::vector<double>& widths) {
    data one;
    one.set("title", if_any(printable(table.title)));
    one.set("note", if_any(printable(table.note)));
    one.set("is_fixed", !widths.empty());
    one.set("has_widths", !widths.empty());
    data columns{data::type::list};
    constexpr double hundred = 100;
    for (const double width : widths) {
        data column;
        column.set("percent", fmt::format("{:.1f}", hundred * width));
        columns.push_back(column);
    }
    one.set("widths", columns);
    std::vector<std::string> headings;
    for (const auto& column : table.columns) headings.push_back(column.heading);
    one.set("columns", cells(headings, table));
    data rows{data::type::list};
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        data row;
        row.set("class", if_any(r == 0 && table.stresses_first ? "total" : ""));
        row.set("cells", cells(table.rows[r], table));
        rows.push_back(row);
    }
    one.set("rows", rows);
    return one;
}

std::string class_of(Paragraph::Kind kind) {
    switch (kind) {
        case Paragraph::Kind::plain:
        case Paragraph::Kind::message: return "";
        case Paragraph::Kind::note: return "note";
        case Paragraph::Kind::caution: return "caution";
        case Paragraph::Kind::answer: return "answer";
        case Paragraph::Kind::truth: return "truth";
    }
    unreachable();
}

/// One entry of the template's list: what kind of block it is decides which part of it is used.
class BlockData {
   public:
    BlockData(const Paper& paper, const Text& text) : paper_(paper), text_(text) {}

    data operator()(const Heading& heading) const {
        return named(fmt::format("h{}", heading.level), text_only(heading.text));
    }
    data operator()(const Paragraph& paragraph) const {
        data one = text_only(paragraph.text);
        one.set("class", if_any(class_of(paragraph.kind)));
        return named(paragraph.kind == Paragraph::Kind::message ? "message" : "paragraph", one);
    }
    data operator()(const List& list) const {
        if (list.items.empty()) return data{};
        data one;
        one.set("items", sentences(list.items));
        const bool is_numbered = list.kind == List::Kind::numbers;
        const bool has_boxes = list.kind == List::Kind::boxes;
        return named(is_numbered ? "numbers" : has_boxes ? "boxes" : "bullets", one);
    }
    data operator()(const Facts& facts) const {
        if (facts.rows.empty()) return data{};
        data rows{data::type::list};
        for (const auto& [term, value] : facts.rows) {
            data row;
            row.set("term", printable(term));
            row.set("value", printable(value));
            rows.push_back(row);
        }
        data one;
        one.set("rows", rows);
        return named("facts", one);
    }
    data operator()(const Table& table) const {
        if (table.table.rows.empty()) return data{};
        return named("grid", of(table.table, table.widths));
    }
    data operator()(const Picture& picture) const {
        if (picture.svg.empty()) return data{};
        data one;
        one.set("title", printable(picture.title));
        one.set("alternative", printable(picture.alternative));
        one.set("svg", picture.svg);
        one.set("kind", picture.is_tall ? "drawing tall" : "drawing");
        one.set("note", if_any(printable(picture.note)));
        if (!picture.data.rows.empty()) {
            data table = of(picture.data, {});
            table.set("is_open", picture.shows_data);
            table.set("summary", text_("papers.data_behind"));
            one.set("data", table);
        }
        return named("picture", one);
    }
    data operator()(const WritingLines& lines) const {
        data one;
        one.set("label", if_any(printable(lines.label)));
        data rules{data::type::list};
        for (unsigned i = 0; i < lines.count; ++i) rules.push_back(data{data::type::bool_true});
        one.set("rules", rules);
        return named("lines", one);
    }
    data operator()(const Links& links) const {
        data list{data::type::list};
        for (const Links::Link& link : links.links) {
            data one;
            one.set("file", link.file);
            one.set("text", printable(link.text));
            one.set("what", if_any(printable(link.what)));
            list.push_back(one);
        }
        data all;
        all.set("entries", list);
        return named("links", all);
    }
    data operator()(const NewPage& /*unused*/) const {
        data one;
        one.set("exercise", paper_.marking.exercise);
        one.set("audience", paper_.marking.audience);
        one.set("tlp", paper_.marking.tlp);
        return named("page", one);
    }

   private:
    const Paper& paper_;
    const Text& text_;

    static data named(const std::string& name, const data& value) {
        data block;
        block.set(name, value);
        return block;
    }
    static data text_only(const std::string& words) {
        data one;
        one.set("text", printable(words));
        return one;
    }
};

}  // namespace

std::string as_html(const Paper& paper) {
    const Text text(paper.language == "de" ? Language::de : Language::en);
    data page;
    page.set("lang", paper.language);
    page.set("css", template_named("paper.css"));
    page.set("table", data{partial{[] { return template_named("paper_table.mustache"); }}});
    page.set("title", printable(paper.title));
    page.set("subtitle", if_any(printable(paper.subtitle)));
    page.set("is_landscape", paper.is_landscape);
    page.set("page_margin", paper.is_dense ? "16mm 13mm 14mm" : "19mm 16mm 17mm");
    if (paper.sheets > 0) page.set("sheets", fmt::format("{}", paper.sheets));
    page.set("body_class", paper.is_landscape ? "landscape" : paper.is_dense ? "dense" : "paper");
    page.set("exercise", printable(paper.marking.exercise));
    page.set("audience", printable(paper.marking.audience));
    page.set("tlp", printable(paper.marking.tlp));
    page.set("provenance", printable(paper.marking.provenance));
    page.set("page_exercise", in_css_string(paper.marking.exercise));
    page.set("page_audience", in_css_string(paper.marking.audience));
    page.set("page_tlp", in_css_string(paper.marking.tlp));
    page.set("page_provenance", in_css_string(paper.marking.provenance));
    const BlockData of_block(paper, text);
    data blocks{data::type::list};
    for (const Block& block : paper.blocks) blocks.push_back(std::visit(of_block, block));
    page.set("blocks", blocks);
    kainjow::mustache::mustache html(template_named("paper.html.mustache"));
    ensure(html.is_valid(), "the template of papers is not valid: {}", html.error_message());
    return html.render(page);
}

}  // namespace kammerspiel::report::papers
