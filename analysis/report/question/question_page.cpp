#include "analysis/report/question/question_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <kainjow/mustache.hpp>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/estimate_words.hpp"
#include "analysis/report/document/html_tables.hpp"
#include "analysis/report/document/page_layout.hpp"
#include "analysis/report/document/templates.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/version.hpp"

namespace kammerspiel::report {

using kainjow::mustache::data;
using kainjow::mustache::partial;

std::string in_words(const QuestionPage& page, bool colour) {
    std::string out = bold(page.title, colour) + "\n" + paragraph(page.of_what) + "\n";
    for (const std::string& sentence : page.answer) out += paragraph(sentence);
    if (!page.code.empty()) {
        out += fmt::format("\n{}\n{}", bold(page.code_title, colour), page.code);
    }
    for (const PageTable& table : page.tables) {
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
    root.set("code", code_of(page.code_title, page.code));
    root.set("pictures", pictures_of(page.pictures));
    root.set("tables", tables_of(page.tables));
    root.set("provenance", printable(page.provenance));
    kainjow::mustache::mustache html(template_named("question.html.mustache"));
    ensure(html.is_valid(), "the template of a question is not valid: {}", html.error_message());
    return html.render(root);
}

std::string QuestionWords::title() const { return text_(context_.title); }

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
    return with_interval(estimate, text_, [this](double value) { return figure(value); });
}

std::string QuestionWords::share(const stats::Estimate& estimate) const {
    return with_interval(estimate, text_, [this](double value) {
        return text_.percent(std::clamp(value, 0.0, 1.0));
    });
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
