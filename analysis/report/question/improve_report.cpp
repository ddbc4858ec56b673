#include "kammerspiel/report/improve_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/question/question_json.hpp"
#include "analysis/report/question/question_words.hpp"
#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::report {
namespace {

using scenario::Parameter;

/// What the fresh worlds say of the winner.
enum class Verdict { stopped, as_written, better, worse, open };

Verdict verdict_of(const ImproveReport& report) {
    const Finalist& winner = report.finalists.front();
    if (report.fresh_worlds == 0) return Verdict::stopped;
    if (winner.is_as_written) return Verdict::as_written;
    if (winner.gain.low > 0) return Verdict::better;
    return winner.gain.high < 0 ? Verdict::worse : Verdict::open;
}

/// The last `parts` of a path.
std::string end_of(const std::string& path, std::size_t parts) {
    std::size_t dot = path.size();
    for (std::size_t i = 0; i < parts && dot != std::string::npos; ++i) {
        dot = dot == 0 ? std::string::npos : path.rfind('.', dot - 1);
    }
    return dot == std::string::npos ? path : path.substr(dot + 1);
}

/// The shortest ends of the paths that tell them apart.
std::vector<std::string> short_names(const std::vector<Parameter>& figures) {
    std::vector<std::string> names;
    for (const Parameter& figure : figures) {
        std::size_t parts = 1;
        const auto is_ambiguous = [&] {
            const std::string name = end_of(figure.path, parts);
            return std::count_if(figures.begin(), figures.end(), [&](const Parameter& other) {
                       return end_of(other.path, parts) == name;
                   }) > 1;
        };
        while (is_ambiguous() && end_of(figure.path, parts) != figure.path) ++parts;
        names.push_back(end_of(figure.path, parts));
    }
    return names;
}

/// As YAML would read it: `after: {value: 30min, tune: [30min, 4h]}`.
std::string line_of(const Parameter& figure, const std::string& value) {
    std::string key = end_of(figure.path, 1);
    key = key.substr(0, key.find('#'));
    const std::string range =
        figure.tune ? fmt::format("tune: [{}, {}]", figure.tune->low, figure.tune->high)
                    : fmt::format("choices: [{}]", fmt::join(figure.choices, ", "));
    return fmt::format("{}: {{value: {}, {}}}", key, value, range);
}

class ImproveWords {
   public:
    ImproveWords(const ImproveReport& report, const Text& text)
        : report_(report),
          text_(text),
          words_(report.context, text),
          names_(short_names(report.figures)) {}

    [[nodiscard]] Document document() const {
        AnswerParts page;
        page.title =
            text_("improve.title", {{"scenario", words_.title()}, {"strategy", words_.strategy()}});
        page.of_what =
            text_("improve.of_what", {{"metric", words_.metric()},
                                      {"figures", fmt::format("{}", fmt::join(names_, ", "))},
                                      {"count", count(report_.candidates)},
                                      {"seed", fmt::format("{}", report_.context.seed)}});
        page.answer = answer();
        if (verdict_of(report_) == Verdict::better || verdict_of(report_) == Verdict::stopped) {
            page.code = {text_("improve.code"), code()};
        }
        if (report_.fresh_worlds > 0) {
            page.pictures = {chart()};
            page.tables = {finalists()};
            page.notes = {text_("improve.note.method", {{"runs", text_.whole(count(report_.runs))},
                                                        {"count", count(report_.fresh_worlds)}})};
        }
        page.provenance = words_.provenance();
        return document_of(std::move(page), text_);
    }

   private:
    const ImproveReport& report_;
    const Text& text_;
    QuestionWords words_;
    std::vector<std::string> names_;

    static std::int64_t count(std::size_t number) { return static_cast<std::int64_t>(number); }

    [[nodiscard]] const Finalist& winner() const { return report_.finalists.front(); }

    /// What is different from the strategy as written.
    [[nodiscard]] std::string changes(const Finalist& finalist, bool in_full = false) const {
        if (finalist.is_as_written) return text_("improve.as_written");
        std::vector<std::string> parts;
        for (std::size_t f = 0; f < names_.size(); ++f) {
            const std::string& value = finalist.values[f];
            if (value == report_.figures[f].value) continue;
            parts.push_back(
                fmt::format("{} {}", names_[f], in_full ? value : charts::figures_of(value)));
        }
        return fmt::format("{}", fmt::join(parts, ", "));
    }

    [[nodiscard]] std::vector<std::string> answer() const {
        const std::string gain = words_.figure(winner().gain);
        const auto worse = [&] {
            return words_.figure(
                stats::Estimate{-winner().gain.value, -winner().gain.high, -winner().gain.low});
        };
        const std::vector<Argument> names{{"strategy", words_.strategy()},
                                          {"changes", changes(winner(), true)},
                                          {"metric", words_.metric()},
                                          {"count", count(report_.fresh_worlds)}};
        const auto with = [&](const char* name, const std::string& value) {
            std::vector<Argument> all = names;
            all.emplace_back(name, value);
            return all;
        };
        switch (verdict_of(report_)) {
            case Verdict::stopped: return {text_("improve.answer.stopped", names)};
            case Verdict::as_written: return {text_("improve.answer.as_written", names)};
            case Verdict::worse: return {text_("improve.answer.worse", with("loss", worse()))};
            case Verdict::open: return {text_("improve.answer.open", with("gain", gain))};
            case Verdict::better: break;
        }
        std::vector<std::string> sentences{text_("improve.answer.better", with("gain", gain))};
        if (!report_.without_effect.empty()) {
            std::vector<std::string> idle;
            for (const std::size_t f : report_.without_effect) idle.push_back(names_[f]);
            sentences.push_back(text_("improve.answer.without_effect",
                                      {{"figures", fmt::format("{}", fmt::join(idle, ", "))},
                                       {"count", static_cast<std::int64_t>(idle.size())}}));
        }
        const std::string ends = at_ends();
        if (!ends.empty()) sentences.push_back(text_("improve.answer.ends", {{"figures", ends}}));
        return sentences;
    }

    /// Figures of the winner that lie at an end of their range: beyond it may be better.
    [[nodiscard]] std::string at_ends() const {
        std::vector<std::string> ends;
        for (std::size_t f = 0; f < names_.size(); ++f) {
            const Parameter& figure = report_.figures[f];
            const std::string& value = winner().values[f];
            if (!figure.tune || value == figure.value) continue;
            if (value == figure.tune->low || value == figure.tune->high) ends.push_back(names_[f]);
        }
        return fmt::format("{}", fmt::join(ends, ", "));
    }

    [[nodiscard]] std::string code() const {
        std::string lines;
        for (std::size_t f = 0; f < report_.figures.size(); ++f) {
            const Parameter& figure = report_.figures[f];
            if (winner().values[f] == figure.value) continue;
            lines += fmt::format("# {}, {}\n{}\n", QuestionWords::place(figure), figure.path,
                                 line_of(figure, winner().values[f]));
        }
        return lines;
    }

    [[nodiscard]] PageTable finalists() const {
        PageTable table{.title = text_("improve.table", {{"count", count(report_.fresh_worlds)}}),
                        .note = text_("improve.note.table"),
                        .columns = {{text_("improve.column.changes")},
                                    {words_.metric()},
                                    {text_("improve.column.gain")}},
                        .rows = {},
                        .stresses_first = verdict_of(report_) == Verdict::better};
        for (const Finalist& one : report_.finalists) {
            table.rows.push_back({changes(one), words_.figure(one.loss),
                                  one.is_as_written ? "" : words_.figure(one.gain)});
        }
        return table;
    }

    [[nodiscard]] Picture chart() const {
        charts::Ranges chart{.alternative = text_("improve.caption"),
                             .axis = words_.metric(),
                             .rows = {},
                             .line = 0,
                             .figure = [this](double value) { return words_.figure(value); }};
        for (const Finalist& one : report_.finalists) {
            if (one.is_as_written) continue;
            chart.rows.push_back(
                {changes(one), one.gain.low, one.gain.high, "", "", one.gain.value});
        }
        return captioned(charts::ranges(chart));
    }
};

}  // namespace

Document improve_document(const ImproveReport& report, const Text& text) {
    return ImproveWords(report, text).document();
}

std::string improve_as_json(const ImproveReport& report) {
    Json json = json_of(report.context);
    json["candidates"] = report.candidates;
    json["runs"] = report.runs;
    json["fresh_worlds"] = report.fresh_worlds;
    json["confidence_level"] = 0.95;
    const Verdict verdict = verdict_of(report);
    json["is_better"] = verdict == Verdict::better;
    json["without_effect"] = Json::array();
    for (const std::size_t f : report.without_effect) {
        json["without_effect"].push_back(report.figures[f].path);
    }
    json["finalists"] = Json::array();
    for (const Finalist& one : report.finalists) {
        Json values = Json::object();
        for (std::size_t f = 0; f < report.figures.size(); ++f) {
            values[report.figures[f].path] = one.values[f];
        }
        Json entry{{"chosen_values", values}, {"is_as_written", one.is_as_written}};
        if (report.fresh_worlds > 0) {
            entry["loss"] = figure(one.loss);
            entry["gain"] = figure(one.gain);
        }
        json["finalists"].push_back(entry);
    }
    return json.dump(2) + "\n";
}

std::string improve_as_csv(const ImproveReport& report) {
    std::string csv = "position,is_as_written" + csv_headings("loss") + csv_headings("gain");
    for (const Parameter& figure : report.figures) csv += fmt::format(",{}", csv_cell(figure.path));
    csv += "\n";
    for (std::size_t i = 0; i < report.finalists.size(); ++i) {
        const Finalist& one = report.finalists[i];
        csv += fmt::format("{},{}", i + 1, one.is_as_written ? 1 : 0);
        for (const stats::Estimate& estimate : {one.loss, one.gain}) {
            const bool is_known = report.fresh_worlds > 0;
            csv += "," + csv_figure(is_known ? std::optional(estimate) : std::nullopt);
        }
        for (const std::string& value : one.values) csv += fmt::format(",{}", csv_cell(value));
        csv += "\n";
    }
    return csv;
}

}  // namespace kammerspiel::report
