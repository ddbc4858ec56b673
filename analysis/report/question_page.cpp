#include "analysis/report/question_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <kainjow/mustache.hpp>

#include "analysis/report/html_tables.hpp"
#include "analysis/report/svg.hpp"
#include "analysis/report/templates.hpp"
#include "analysis/report/text_layout.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/version.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::partial;

std::string paragraph(const std::string& sentence) {
    return fmt::format("{}\n", fmt::join(wrapped(sentence, terminal_width), "\n"));
}

std::string bold(const std::string& words, bool colour) {
    return colour ? fmt::format("\033[1m{}\033[0m", words) : words;
}

/// Headings in several lines, so that columns are as narrow as their figures.
std::string heading(const std::string& words) {
    constexpr std::size_t narrow = 17;
    return fmt::format("{}", fmt::join(wrapped(words, narrow), "\n"));
}

std::string printed(const QuestionTable& table, bool colour) {
    std::vector<std::string> headings;
    for (const auto& column : table.columns) {
        if (column.on_terminal) headings.push_back(heading(column.heading));
    }
    TextTable rows(headings);
    for (const auto& row : table.rows) {
        std::vector<std::string> shown;
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (table.columns[c].on_terminal) shown.push_back(row[c]);
        }
        rows.add(shown);
    }
    std::string out = bold(table.title, colour) + "\n" + rows.print();
    if (!table.note.empty()) out += paragraph(table.note);
    return out;
}

data of(const QuestionTable& table) {
    data one;
    one.set("title", printable(table.title));
    one.set("note", printable(table.note));
    std::vector<std::string> headings;
    for (const auto& column : table.columns) headings.push_back(column.heading);
    one.set("columns", sentences(headings));
    data rows{data::type::list};
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& cells = table.rows[r];
        data row;
        row.set("class", r == 0 && table.stresses_first ? "total" : "");
        row.set("head", printable(cells.front()));
        row.set("cells", sentences({cells.begin() + 1, cells.end()}));
        rows.push_back(row);
    }
    one.set("rows", rows);
    return one;
}

}  // namespace

std::string in_words(const QuestionPage& page, bool colour) {
    std::string out = bold(page.title, colour) + "\n" + paragraph(page.of_what) + "\n";
    for (const std::string& sentence : page.answer) out += paragraph(sentence);
    if (!page.code.empty()) {
        out += fmt::format("\n{}\n{}", bold(page.code_title, colour), page.code);
    }
    for (const QuestionTable& table : page.tables) {
        if (!table.rows.empty()) out += "\n" + printed(table, colour);
    }
    if (!page.notes.empty()) out += "\n";
    for (const std::string& note : page.notes) out += paragraph(note);
    return with_plain_spaces(out);
}

std::string as_html(const QuestionPage& page, const Text& text) {
    data root;
    root.set("lang", std::string(code(text.language())));
    root.set("title", printable(page.title));
    root.set("css", template_named("report.css"));
    root.set("table", data{partial{[] { return template_named("comparison_table.mustache"); }}});
    root.set("of_what", printable(page.of_what));
    root.set("answer", sentences(page.answer));
    root.set("notes", sentences(page.notes));
    data code_blocks{data::type::list};
    if (!page.code.empty()) {
        data one;
        one.set("title", page.code_title);
        one.set("text", printable(page.code));
        code_blocks.push_back(one);
    }
    root.set("code", code_blocks);
    data pictures{data::type::list};
    for (const QuestionPicture& picture : page.pictures) {
        if (picture.svg.empty()) continue;
        data one;
        one.set("picture", picture.svg);
        one.set("caption", picture.caption);
        pictures.push_back(one);
    }
    root.set("pictures", pictures);
    data tables{data::type::list};
    for (const QuestionTable& table : page.tables) {
        if (!table.rows.empty()) tables.push_back(of(table));
    }
    root.set("tables", tables);
    root.set("provenance", printable(page.provenance));
    kainjow::mustache::mustache html(template_named("question.html.mustache"));
    ensure(html.is_valid(), "the template of a question is not valid: {}", html.error_message());
    return html.render(root);
}

std::string QuestionWords::title() const {
    return text_.language() == Language::de ? context_.title.de : context_.title.en;
}

std::string QuestionWords::metric() const {
    return text_(fmt::format("compare.metric.{}", ensemble::info(context_.metric).name),
                 {{"people", context_.people_one},
                  {"many", context_.people_many},
                  {"currency", context_.currency}});
}

std::string QuestionWords::figure(double value) const {
    return std::isfinite(value) ? text_.compact(value) : text_("compare.unbounded");
}

std::string QuestionWords::figure(const stats::Estimate& estimate) const {
    if (estimate.low == estimate.high) return figure(estimate.value);
    return text_("compare.interval", {{"value", figure(estimate.value)},
                                      {"low", figure(estimate.low)},
                                      {"high", figure(estimate.high)}});
}

std::string QuestionWords::share(const stats::Estimate& estimate) const {
    const auto percent = [&](double value) { return text_.percent(std::clamp(value, 0.0, 1.0)); };
    return text_("compare.interval", {{"value", percent(estimate.value)},
                                      {"low", percent(estimate.low)},
                                      {"high", percent(estimate.high)}});
}

std::string QuestionWords::provenance() const {
    return text_("question.provenance", {{"version", std::string(program_version)},
                                         {"scenario", context_.scenario},
                                         {"hash", context_.hash.substr(0, 16)},
                                         {"seed", fmt::format("{}", context_.seed)}});
}

std::string QuestionWords::place(const scenario::Parameter& parameter) {
    return fmt::format("{}:{}", parameter.place.name(), parameter.place.line);
}

}  // namespace kammerspiel::report
