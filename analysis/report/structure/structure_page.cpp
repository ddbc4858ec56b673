#include <fmt/format.h>

#include <kainjow/mustache.hpp>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/page_layout.hpp"
#include "analysis/report/document/templates.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/report/structure.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::partial;

std::string place_in_words(const Place& place) {
    if (!place.file || place.line == 0) return {};
    return fmt::format("{}:{}", place.name(), place.line);
}

/// As the path of a link: what browsers would take for something else is put in percents.
std::string as_link(const std::string& path) {
    std::string link;
    for (const char c : path) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' ||
                              c == '_' || c == '~';
        if (is_plain) {
            link += c;
        } else {
            link += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return link;
}

/// A sentence as an item of a list, its place behind it.
std::string bullet(const Finding& finding) {
    constexpr std::size_t indent = 2;
    const std::string place = place_in_words(finding.place);
    const std::string sentence =
        place.empty() ? finding.sentence : fmt::format("{} [{}]", finding.sentence, place);
    std::string out;
    for (const std::string& line : wrapped(sentence, terminal_width - indent)) {
        out += (out.empty() ? "• " : "  ") + line + "\n";
    }
    return out;
}

data of(const Finding& finding, const std::string& sources) {
    data one;
    one.set("sentence", printable(finding.sentence));
    const std::string place = place_in_words(finding.place);
    if (place.empty()) return one;
    data where;
    where.set("place", printable(place));
    if (!sources.empty()) {
        where.set("link", as_link(fmt::format("{}/{}", sources, finding.place.name())));
    }
    one.set("where", where);
    return one;
}

data of(const StructureSection& section, const std::string& sources) {
    data one;
    one.set("id", section.id);
    one.set("title", printable(section.title));
    data findings{data::type::list};
    for (const Finding& finding : section.findings) findings.push_back(of(finding, sources));
    one.set("findings", findings);
    one.set("code", code_of(section.code_title, section.code));
    one.set("pictures", pictures_of(section.pictures));
    one.set("tables", tables_of(section.tables));
    one.set("notes", sentences(section.notes));
    return one;
}

}  // namespace

std::string structure_in_words(const StructureReport& report, const Text& text, bool colour,
                               std::size_t most_rows) {
    std::string out = bold(report.title, colour) + "\n" + paragraph(report.of_what);
    for (const StructureSection& section : report.sections) {
        out += "\n" + bold(section.title, colour) + "\n";
        for (const Finding& finding : section.findings) out += bullet(finding);
        if (!section.code.empty()) {
            out += fmt::format("\n{}\n{}", bold(section.code_title, colour), section.code);
        }
        for (const PageTable& table : section.tables) {
            if (table.rows.empty() || most_rows == 0) continue;
            out += "\n" + printed(table, colour, most_rows);
            if (table.rows.size() <= most_rows) continue;
            out += paragraph(
                text("structure.rows_in_page", {{"count", table.rows.size() - most_rows}}));
        }
        for (const std::string& note : section.notes) out += paragraph(note);
    }
    return with_plain_spaces(out);
}

std::string structure_as_html(const StructureReport& report, const Text& text,
                              const std::string& sources) {
    data root;
    root.set("lang", std::string(code(text.language())));
    root.set("title", printable(report.title));
    root.set("of_what", printable(report.of_what));
    root.set("contents", text("structure.contents"));
    data first{data::type::list};
    for (const StructureSection& section : report.sections) {
        if (section.findings.empty()) continue;
        data one;
        one.set("id", section.id);
        one.set("sentence", printable(section.findings.front().sentence));
        first.push_back(one);
    }
    root.set("first_title", text("structure.first"));
    root.set("first", first);
    root.set("css", template_named("report.css"));
    root.set("table", data{partial{[] { return template_named("comparison_table.mustache"); }}});
    data sections{data::type::list};
    for (const StructureSection& section : report.sections) {
        sections.push_back(of(section, sources));
    }
    root.set("sections", sections);
    root.set("provenance", printable(report.provenance));
    kainjow::mustache::mustache html(template_named("structure.html.mustache"));
    ensure(html.is_valid(), "the template of structure is not valid: {}", html.error_message());
    return html.render(root);
}

}  // namespace kammerspiel::report
