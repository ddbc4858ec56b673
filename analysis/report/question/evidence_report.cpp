#include "kammerspiel/report/evidence_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "analysis/report/question/question_json.hpp"
#include "analysis/report/question/question_words.hpp"
#include "kammerspiel/base/csv_cell.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::report {
namespace {

using scenario::Confidence;
using scenario::Parameter;

/// Whether the swing is more than luck of these worlds.
bool is_clear(const LedgerEntry& entry) { return entry.swing && !entry.swing->effect.covers(0); }

class EvidenceWords {
   public:
    EvidenceWords(const EvidenceReport& report, const Text& text)
        : report_(report), text_(text), words_(report.context, text) {}

    [[nodiscard]] Document document() const {
        AnswerParts page;
        page.title = text_("evidence.title", {{"scenario", words_.title()}});
        page.of_what =
            text_("evidence.of_what", {{"metric", words_.metric()},
                                       {"strategy", words_.strategy()},
                                       {"now", words_.figure(report_.as_written)},
                                       {"count", static_cast<std::int64_t>(report_.worlds)},
                                       {"seed", fmt::format("{}", report_.context.seed)}});
        page.answer = answer();
        page.pictures = {chart()};
        page.tables = {ledger(), unvaried(), plain()};
        page.notes = {text_("evidence.note.widths")};
        page.provenance = words_.provenance();
        return document_of(std::move(page), text_);
    }

    [[nodiscard]] std::string confidence(const Parameter& parameter) const {
        return text_(parameter.confidence
                         ? fmt::format("evidence.confidence.{}", word_of(*parameter.confidence))
                         : std::string("evidence.confidence.none"));
    }

    [[nodiscard]] std::string counts() const {
        std::size_t unsourced = 0;
        for (const LedgerEntry& entry : report_.entries) {
            if (entry.parameter.source.empty()) ++unsourced;
        }
        const std::size_t all = report_.entries.size() + report_.plain.size();
        return text_("evidence.counts", {{"count", static_cast<std::int64_t>(all)},
                                         {"said", text_.whole(count(report_.entries.size()))},
                                         {"unsourced", text_.whole(count(unsourced))},
                                         {"plain", text_.whole(count(report_.plain.size()))}});
    }

   private:
    const EvidenceReport& report_;
    const Text& text_;
    QuestionWords words_;

    static std::int64_t count(std::size_t number) { return static_cast<std::int64_t>(number); }

    [[nodiscard]] std::vector<std::string> answer() const {
        std::vector<std::string> sentences;
        std::vector<const LedgerEntry*> clear;
        for (const LedgerEntry& entry : report_.entries) {
            if (is_clear(entry) || entry.worth_knowing() > 0) clear.push_back(&entry);
        }
        if (clear.empty()) {
            sentences.push_back(text_("evidence.answer.none"));
        } else {
            const LedgerEntry& first = *clear.front();
            sentences.push_back(
                text_("evidence.answer.first", {{"path", first.parameter.path},
                                                {"value", first.parameter.value},
                                                {"place", QuestionWords::place(first.parameter)}}));
            sentences.push_back(
                text_("evidence.answer.why", {{"low", first.ends->low},
                                              {"high", first.ends->high},
                                              {"at_low", words_.figure(first.swing->at_low)},
                                              {"at_high", words_.figure(first.swing->at_high)},
                                              {"confidence", confidence(first.parameter)}}));
            if (!report_.best.empty()) sentences.push_back(decision(first));
            std::vector<std::string> next;
            constexpr std::size_t some = 4;
            for (std::size_t i = 1; i < std::min(clear.size(), some); ++i) {
                next.push_back(clear[i]->parameter.path);
            }
            if (!next.empty()) {
                sentences.push_back(text_("evidence.answer.then",
                                          {{"paths", fmt::format("{}", fmt::join(next, ", "))}}));
            }
        }
        sentences.push_back(counts());
        return sentences;
    }

    /// Whether it matters to the choice, which is what information is worth.
    [[nodiscard]] std::string decision(const LedgerEntry& first) const {
        if (first.worth_knowing() <= 0) {
            return text_("evidence.answer.no_turn", {{"best", words_.quoted(report_.best)}});
        }
        return text_("evidence.answer.turn", {{"best", words_.quoted(report_.best)},
                                              {"better", words_.quoted(first.turn->better)},
                                              {"end", first.turn->end},
                                              {"figure", words_.figure(first.turn->costs)}});
    }

    [[nodiscard]] std::string turn(const LedgerEntry& entry) const {
        if (!entry.turn) return "–";
        return text_("evidence.turn", {{"better", words_.titled(entry.turn->better)},
                                       {"end", entry.turn->end},
                                       {"figure", words_.figure(entry.turn->costs.value)}}) +
               (entry.turn->is_clear() ? "" : " ?");
    }

    [[nodiscard]] PageTable ledger() const {
        PageTable table{.title = text_("evidence.table.ledger"),
                        .note = text_("evidence.note.ledger"),
                        .columns = {{text_("evidence.column.path")},
                                    {text_("evidence.column.place"), false, true},
                                    {text_("evidence.column.value"), false},
                                    {text_("evidence.column.low"), false},
                                    {text_("evidence.column.high"), false},
                                    {text_("evidence.column.source"), false, true},
                                    {text_("evidence.column.confidence"), true, true},
                                    {text_("evidence.column.at_low")},
                                    {text_("evidence.column.at_high")},
                                    {text_("evidence.column.priority")},
                                    {text_("evidence.column.turn"), false}},
                        .rows = {},
                        .stresses_first = true};
        for (const LedgerEntry& entry : report_.entries) {
            if (!entry.swing) continue;
            table.rows.push_back({entry.parameter.path, QuestionWords::place(entry.parameter),
                                  entry.parameter.value, entry.ends->low, entry.ends->high,
                                  entry.parameter.source, confidence(entry.parameter),
                                  words_.figure(entry.swing->at_low),
                                  words_.figure(entry.swing->at_high),
                                  fmt::format("{}{}", words_.figure(entry.priority()),
                                              is_clear(entry) || entry.priority() <= 0 ? "" : " ?"),
                                  turn(entry)});
        }
        return table;
    }

    [[nodiscard]] PageTable unvaried() const {
        PageTable table = places("evidence.table.unvaried");
        for (const LedgerEntry& entry : report_.entries) {
            if (!entry.swing) add(table, entry.parameter);
        }
        return table;
    }

    [[nodiscard]] PageTable plain() const {
        PageTable table = places("evidence.table.plain");
        table.note = text_("evidence.note.plain");
        for (const Parameter& parameter : report_.plain) add(table, parameter);
        return table;
    }

    [[nodiscard]] PageTable places(std::string_view title) const {
        return {.title = text_(title),
                .note = {},
                .columns = {{text_("evidence.column.path")},
                            {text_("evidence.column.value"), true, true},
                            {text_("evidence.column.place"), true, true}},
                .rows = {},
                // Hundreds of plain figures on a terminal help nobody.
                .most_on_terminal = 12};
    }

    static void add(PageTable& table, const Parameter& parameter) {
        constexpr std::size_t widest_value = 32;
        table.rows.push_back({parameter.path, shortened(parameter.value, widest_value),
                              QuestionWords::place(parameter)});
    }

    /// The first ones; further ones would only be lines.
    [[nodiscard]] Picture chart() const {
        charts::Ranges chart{.alternative = text_("evidence.caption"),
                             .axis = words_.metric(),
                             .rows = {},
                             .line = report_.as_written,
                             .figure = [this](double value) { return words_.figure(value); }};
        constexpr std::size_t most = 20;
        for (const LedgerEntry& entry : report_.entries) {
            if (!entry.swing || chart.rows.size() == most) continue;
            chart.rows.push_back({entry.parameter.path, entry.swing->at_low, entry.swing->at_high,
                                  charts::figures_of(entry.ends->low),
                                  charts::figures_of(entry.ends->high)});
        }
        return captioned(charts::ranges(chart));
    }
};

Json line_of(const LedgerEntry& entry) {
    const Parameter& one = entry.parameter;
    Json json{{"parameter", one.path},
              {"file", one.place.name()},
              {"line", one.place.line},
              {"written", one.value},
              {"confidence", one.confidence ? Json(word_of(*one.confidence)) : Json(nullptr)},
              {"source", one.source},
              {"said", !one.is_plain}};
    if (entry.ends) {
        json["lowest"] = entry.ends->low;
        json["highest"] = entry.ends->high;
        json["range"] = one.between ? "between" : "usual";
    }
    if (entry.swing) {
        json["at_lowest"] = entry.swing->at_low;
        json["at_highest"] = entry.swing->at_high;
        json["effect"] = figure(entry.swing->effect);
        json["priority"] = entry.priority();
        json["is_clear"] = is_clear(entry);
        json["turns_decision"] = nullptr;
        if (entry.turn) {
            json["turns_decision"] = {{"end", entry.turn->end},
                                      {"better", entry.turn->better},
                                      {"costs", figure(entry.turn->costs)},
                                      {"is_clear", entry.turn->is_clear()}};
        }
    }
    return json;
}

void add_line(std::string& csv, const LedgerEntry& entry) {
    const Parameter& one = entry.parameter;
    csv += fmt::format("{},{},{},{},{},{}", csv_cell(one.path), csv_cell(one.place.name()),
                       one.place.line, csv_cell(one.value),
                       one.confidence ? word_of(*one.confidence) : std::string_view(),
                       csv_cell(one.source));
    csv += entry.ends ? fmt::format(",{},{}", csv_cell(entry.ends->low), csv_cell(entry.ends->high))
                      : std::string(",,");
    csv += entry.swing ? fmt::format(",{},{},{},{}\n", entry.swing->at_low, entry.swing->at_high,
                                     csv_figure(entry.swing->effect), entry.priority())
                       : fmt::format(",,,{},\n", csv_figure(std::nullopt));
}

}  // namespace

double LedgerEntry::worth_knowing() const {
    if (!turn || !turn->is_clear()) return 0;
    return turn->costs.value * ensemble::weakness(parameter.confidence);
}

double LedgerEntry::priority() const {
    return swing ? std::abs(swing->effect.value) * ensemble::weakness(parameter.confidence) : 0;
}

std::string ledger_in_words(const EvidenceReport& report, const Text& text, bool colour) {
    const EvidenceWords words(report, text);
    std::string out;
    const auto add = [&](const std::string& line, std::size_t indent) {
        for (const std::string& part : wrapped(line, terminal_width - indent)) {
            out += fmt::format("{}{}\n", std::string(indent, ' '), part);
        }
    };
    add(words.counts(), 0);
    constexpr std::size_t indent = 4;
    for (const LedgerEntry& entry : report.entries) {
        const Parameter& one = entry.parameter;
        out += "\n";
        add(colour ? fmt::format("\033[1m{}\033[0m", one.path) : one.path, 0);
        add(fmt::format("{} · {} · {}", one.value, words.confidence(one),
                        QuestionWords::place(one)),
            indent);
        if (one.between) {
            add(text("evidence.list.between",
                     {{"low", one.between->low}, {"high", one.between->high}}),
                indent);
        }
        add(one.source.empty() ? text("evidence.list.no_source") : one.source, indent);
    }
    if (!report.plain.empty()) out += fmt::format("\n{}\n", text("evidence.table.plain"));
    for (const Parameter& one : report.plain) {
        add(fmt::format("{}: {} ({})", one.path, one.value, QuestionWords::place(one)), indent);
    }
    return with_plain_spaces(out);
}

Document evidence_document(const EvidenceReport& report, const Text& text) {
    return EvidenceWords(report, text).document();
}

std::string evidence_as_json(const EvidenceReport& report) {
    Json json = json_of(report.context);
    json["worlds"] = report.worlds;
    json["best_as_written"] = report.best;
    add_figure(json, "loss_as_written",
               report.worlds > 0 ? std::optional(report.as_written) : std::nullopt,
               ensemble::Status::not_defined);
    json["figures"] = Json::array();
    for (const LedgerEntry& entry : report.entries) json["figures"].push_back(line_of(entry));
    json["plain"] = Json::array();
    for (const Parameter& one : report.plain) {
        json["plain"].push_back(
            line_of(LedgerEntry{one, std::nullopt, std::nullopt, std::nullopt}));
    }
    return json.dump(2) + "\n";
}

std::string evidence_as_csv(const EvidenceReport& report) {
    std::string csv =
        "parameter,file,line,written,confidence,source,lowest,highest,at_lowest,at_highest,effect,"
        "effect_low,effect_high,effect_status,priority\n";
    for (const LedgerEntry& entry : report.entries) add_line(csv, entry);
    for (const Parameter& one : report.plain) {
        add_line(csv, LedgerEntry{one, std::nullopt, std::nullopt, std::nullopt});
    }
    return csv;
}

}  // namespace kammerspiel::report
