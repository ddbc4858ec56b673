#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/html_blocks.hpp"
#include "analysis/report/document/mustache_data.hpp"
#include "analysis/report/document/paper.hpp"
#include "analysis/report/document/templates.hpp"
#include "kammerspiel/base/ensure.hpp"

// One template for all pages; a style sheet for papers and one for results on a screen.

namespace kammerspiel::report {
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

bool can_move(const Block& block) {
    if (const auto* picture = std::get_if<Picture>(&block)) return !picture->moves.empty();
    const auto* chronicle = std::get_if<Chronicle>(&block);
    return chronicle != nullptr && !chronicle->beside.moves.empty();
}

bool can_be_sorted(const Block& block) {
    const auto* table = std::get_if<Table>(&block);
    return table != nullptr && !table->parts.empty() && !table->table.rows.empty();
}

/// What the template needs of any document.
data page_of(const Document& document, const Marking& marking, bool are_slides,
             ChartEngine& engine) {
    const Text text(document.language == "de" ? Language::de : Language::en);
    data page;
    page.set("lang", document.language);
    page.set("table", data{partial{[] { return template_named("document_table.mustache"); }}});
    page.set("page_title", printable(document.title));
    page.set("subtitle", if_any(printable(document.subtitle)));
    page.set("provenance", printable(document.provenance));
    page.set("picture_partial",
             data{partial{[] { return template_named("document_picture.mustache"); }}});
    page.set("blocks", blocks_for_html(document.blocks, marking, are_slides, text, engine));
    page.set("is_slides", are_slides);
    const auto any = [&](auto is_so) {
        return std::any_of(document.blocks.begin(), document.blocks.end(), is_so);
    };
    std::string script;
    if (any(can_be_sorted)) script += template_named("sort.js");
    if (any(can_move)) script += template_named("map.js");
    page.set("script", if_any(script));
    return page;
}

data marking_of(const papers::Paper& paper) {
    data marking;
    marking.set("exercise", printable(paper.marking.exercise));
    marking.set("audience", printable(paper.marking.audience));
    marking.set("tlp", printable(paper.marking.tlp));
    marking.set("is_landscape", paper.is_landscape);
    marking.set("page_margin", paper.is_dense ? "16mm 13mm 14mm" : "19mm 16mm 17mm");
    marking.set("page_exercise", in_css_string(paper.marking.exercise));
    marking.set("page_audience", in_css_string(paper.marking.audience));
    marking.set("page_tlp", in_css_string(paper.marking.tlp));
    marking.set("page_provenance", in_css_string(paper.marking.provenance));
    return marking;
}

std::string rendered(const data& page) {
    kainjow::mustache::mustache html(template_named("document.html.mustache"));
    ensure(html.is_valid(), "the template of documents is not valid: {}", html.error_message());
    return html.render(page);
}

}  // namespace

std::string as_html(const Document& document) {
    ChartEngine engine;
    return as_html(document, engine);
}

std::string as_html(const Document& document, ChartEngine& engine) {
    data page = page_of(document, {}, false, engine);
    page.set("css", template_named("screen.css"));
    page.set("body_class", "screen");
    page.set("sheets", data{false});
    page.set("marking", data{false});
    return rendered(page);
}

std::string papers::as_html(const Paper& paper, ChartEngine& engine) {
    data page = page_of(paper, paper.marking, paper.is_slides, engine);
    page.set("css", template_named("paper.css"));
    page.set("body_class", paper.is_slides      ? "slides"
                           : paper.is_landscape ? "landscape"
                           : paper.is_dense     ? "dense"
                                                : "paper");
    page.set("sheets", if_any(paper.sheets > 0 ? fmt::format("{}", paper.sheets) : ""));
    page.set("marking", marking_of(paper));
    page.set("provenance", printable(paper.marking.provenance));
    return rendered(page);
}

}  // namespace kammerspiel::report
