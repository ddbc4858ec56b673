#include "analysis/report/question/question_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/document/estimate_words.hpp"

namespace kammerspiel::report {

Picture captioned(Picture picture) {
    picture.note = picture.alternative;
    return picture;
}

Document document_of(AnswerParts parts, const Text& text) {
    Document document{.language = std::string(code(text.language())),
                      .title = std::move(parts.title),
                      .subtitle = std::move(parts.of_what),
                      .blocks = {},
                      .provenance = std::move(parts.provenance)};
    auto& blocks = document.blocks;
    for (std::string& sentence : parts.answer) {
        blocks.emplace_back(Paragraph{std::move(sentence), Paragraph::Kind::answer});
    }
    blocks.emplace_back(std::move(parts.code));
    for (Picture& picture : parts.pictures) blocks.emplace_back(std::move(picture));
    for (PageTable& table : parts.tables) blocks.emplace_back(Table{std::move(table)});
    for (std::string& note : parts.notes) {
        blocks.emplace_back(Paragraph{std::move(note), Paragraph::Kind::note});
    }
    return document;
}

std::string QuestionWords::title() const { return text_(context_.title); }

std::string QuestionWords::metric() const {
    return text_(fmt::format("compare.metric.{}", ensemble::info(context_.metric).name),
                 {{"people", text_(context_.people_one)},
                  {"many", text_(context_.people_many)},
                  {"currency", context_.currency}});
}

std::string QuestionWords::asked(std::size_t number) const {
    if (number >= context_.strategies.size()) return {};
    return quoted(context_.strategies[number].name);
}

std::string QuestionWords::titled(const std::string& strategy) const {
    const auto& all = context_.every_strategy;
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&](const Titled& one) { return one.name == strategy; });
    return known == all.end() ? strategy : title_of(*known, text_);
}

std::string QuestionWords::quoted(const std::string& strategy) const {
    return text_("question.quoted", {{"title", titled(strategy)}});
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
    return text_("question.provenance", {{"version", context_.program_version},
                                         {"scenario", context_.scenario},
                                         {"hash", context_.hash.substr(0, 16)},
                                         {"seed", fmt::format("{}", context_.seed)}});
}

std::string QuestionWords::place(const scenario::Parameter& parameter) {
    return fmt::format("{}:{}", parameter.place.name(), parameter.place.line);
}

}  // namespace kammerspiel::report
