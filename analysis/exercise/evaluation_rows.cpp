#include "analysis/exercise/evaluation_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "analysis/exercise/filled_sheet.hpp"
#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::exercise {
namespace {

using namespace scenario;

/// By name, or by title in either language.
template <class List>
const typename List::value_type* find_named(const List& list, std::string_view written) {
    const std::string sought = folded_words(written);
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) {
        return sought == folded_words(one.name.text) || sought == folded_words(one.title.en) ||
               sought == folded_words(one.title.de);
    });
    return found == list.end() || sought.empty() ? nullptr : &*found;
}

template <class List>
std::vector<std::string> names_of(const List& list) {
    std::vector<std::string> names;
    for (const auto& one : list) names.push_back(one.name.text);
    return names;
}

std::optional<Rating> rating_of(std::string_view written) {
    const std::string sought = folded_words(written);
    if (sought == "na" || sought == "n.a." || sought == "n. a.") return Rating::not_applicable;
    for (const Text& text : both()) {
        for (const Rating rating : Words<Rating>::values) {
            const std::string letter = mark(rating, text);
            const std::string word = in_words(rating, text);
            for (const std::string& known :
                 {letter, word,
                  text("evaluation.rating.box", {{"short", letter}, {"word", word}})}) {
                if (sought == folded_words(known)) return rating;
            }
        }
    }
    return std::nullopt;
}

/// 9:45, 09.45, 09:45:10
bool is_clock_time(std::string_view word) {
    std::array<int, 3> parts{};
    std::size_t count = 0;
    while (count < parts.size()) {
        const char* end = word.data() + word.size();
        const auto read = std::from_chars(word.data(), end, parts[count]);
        const auto digits = static_cast<std::size_t>(read.ptr - word.data());
        if (read.ec != std::errc{} || digits > 2 || (count > 0 && digits != 2)) return false;
        ++count;
        if (read.ptr == end) break;
        if (*read.ptr != ':' && *read.ptr != '.') return false;
        word.remove_prefix(digits + 1);
    }
    return count > 1 && parts[0] <= 24 && parts[1] < 60 && parts[2] < 60;
}

/// Among whatever else people write: 09:45 Uhr, 2026-12-03T09:45+01:00
bool has_clock_time(std::string_view written) {
    constexpr std::string_view between = " \tT+Z\u00a0,;()";
    for (std::size_t at = 0; at < written.size();) {
        const std::size_t end = std::min(written.find_first_of(between, at), written.size());
        if (is_clock_time(written.substr(at, end - at))) return true;
        at = end + 1;
    }
    return false;
}

bool is_not_rated(std::string_view written) {
    const std::string sought = folded_words(written);
    return sought.empty() || sought == "-" || sought == "–" ||
           std::any_of(both().begin(), both().end(), [&](const Text& text) {
               return sought == folded_words(text("evaluation.rating.none"));
           });
}

class Evaluations {
   public:
    Evaluations(const sheet::ReadSheet& sheet, const Exercise& exercise, Diagnostics& out)
        : rows_(sheet, evaluation_columns, "evaluation.heading.", "objective", out),
          exercise_(exercise) {}

    std::vector<Observation> read() {
        std::vector<Observation> all;
        for (std::size_t r = rows_.first(); r < rows_.end(); ++r) {
            // What was printed into the sheet is no observation.
            if (rows_.is_empty(r, {"objective", "task", "task_text", "evaluator"})) continue;
            if (auto one = observation(r)) all.push_back(std::move(*one));
        }
        return all;
    }

   private:
    Rows<evaluation_columns.size()> rows_;
    const Exercise& exercise_;

    std::optional<Observation> observation(std::size_t row) const {
        const std::string written = rows_(row, "objective");
        const Objective* objective = find_named(exercise_.objectives, written);
        if (objective == nullptr) {
            rows_.warn(
                row, "objective",
                {written.empty() ? "evaluation.read.no_objective" : "evaluation.read.objective",
                 {{"objective", written}, {"known", names_of(exercise_.objectives)}}});
            return std::nullopt;
        }
        Observation one;
        one.objective = objective->name.text;
        if (!read_task(row, *objective, one)) return std::nullopt;
        for (const auto& [column, field] : {std::pair{"evidence", &Observation::evidence},
                                            {"strength", &Observation::strength},
                                            {"improvement", &Observation::improvement},
                                            {"analysis", &Observation::analysis},
                                            {"action", &Observation::action},
                                            {"responsible", &Observation::responsible},
                                            {"contact", &Observation::contact},
                                            {"start", &Observation::start},
                                            {"completion", &Observation::completion},
                                            {"evaluator", &Observation::evaluator}}) {
            one.*field = rows_(row, column);
        }
        read_element(row, one);
        read_rating(row, one);
        return one;
    }

    /// Elements are kept by name, so that each report says them in its language.
    void read_element(std::size_t row, Observation& one) const {
        const std::string written = rows_(row, "element");
        const auto known = find_word(written, elements, "evaluation.element.");
        one.element = known ? std::string(elements[*known]) : written;
        if (known || written.empty()) return;
        rows_.warn(row, "element",
                   {"evaluation.read.element",
                    {{"element", written}, all_in_both("known", elements, "evaluation.element.")}});
    }

    bool read_task(std::size_t row, const Objective& objective, Observation& one) const {
        const std::string number = rows_(row, "task");
        const std::string words = rows_(row, "task_text");
        const std::string& written = number.empty() ? words : number;
        if (number.empty() && is_whole(words)) return true;
        std::size_t n = 0;
        const char* end = written.data() + written.size();
        const auto read = std::from_chars(written.data(), end, n);
        if (read.ec == std::errc{} && n >= 1 && n <= objective.tasks.size() &&
            (read.ptr == end || std::string_view(read.ptr, end) == ".")) {
            one.task = n - 1;
            return true;
        }
        for (std::size_t t = 0; t < objective.tasks.size(); ++t) {
            const Localised& task = objective.tasks[t];
            if (folded_words(written) == folded_words(task.en) ||
                folded_words(written) == folded_words(task.de)) {
                one.task = t;
                return true;
            }
        }
        rows_.warn(row, number.empty() ? "task_text" : "task",
                   {"evaluation.read.task",
                    {{"task", written},
                     {"objective", objective.name.text},
                     {"most", fmt::format("{}", objective.tasks.size())}}});
        return false;
    }

    static bool is_whole(const std::string& words) {
        return words.empty() || std::any_of(both().begin(), both().end(), [&](const Text& text) {
                   return folded_words(words) == folded_words(text("evaluation.sheet.whole"));
               });
    }

    void read_rating(std::size_t row, Observation& one) const {
        const std::string written = rows_(row, "rating");
        if (is_not_rated(written)) return;
        one.rating = rating_of(written);
        if (!one.rating) {
            rows_.warn(row, "rating", {"evaluation.read.rating", {{"rating", written}}});
        } else if (!counted(one)) {
            one.rating.reset();
            rows_.warn(row, "rating",
                       {"evaluation.read.no_evidence",
                        {in_both("column", "evaluation.heading.evidence")}});
        }
    }
};

class Log {
   public:
    Log(const sheet::ReadSheet& sheet, const Exercise& exercise, Diagnostics& out)
        : rows_(sheet, log_columns, "evaluation.log.heading.", "text", out), exercise_(exercise) {}

    std::vector<LogEntry> read() {
        std::vector<LogEntry> all;
        for (std::size_t r = rows_.first(); r < rows_.end(); ++r) {
            if (rows_.is_empty(r, {"time", "kind"})) continue;
            all.push_back(entry(r));
        }
        return all;
    }

   private:
    Rows<log_columns.size()> rows_;
    const Exercise& exercise_;

    LogEntry entry(std::size_t row) const {
        LogEntry one;
        one.time = rows_(row, "time");
        one.subject = rows_(row, "subject");
        one.option = rows_(row, "option");
        one.by = rows_(row, "by");
        one.text = rows_(row, "text");
        if (const Inject* inject = find_named(exercise_.injects, one.subject)) {
            one.subject = inject->name.text;
        }
        if (!one.time.empty() && !has_clock_time(one.time)) {
            rows_.warn(row, "time", {"evaluation.read.time", {{"time", one.time}}});
        }
        one.kind = kind(row, one);
        if (one.kind == LogEntry::Kind::decision) {
            read_decision(row, one);
        } else {
            check_subject(row, one);
        }
        return one;
    }

    LogEntry::Kind kind(std::size_t row, const LogEntry& one) const {
        const std::string written = rows_(row, "kind");
        if (const auto known =
                find_word(written, Words<LogEntry::Kind>::list, "evaluation.log.kind.")) {
            return Words<LogEntry::Kind>::values[*known];
        }
        if (written.empty() && decision(one.subject) != nullptr) return LogEntry::Kind::decision;
        if (!written.empty()) {
            rows_.warn(
                row, "kind",
                {"evaluation.read.kind",
                 {{"kind", written},
                  all_in_both("known", Words<LogEntry::Kind>::list, "evaluation.log.kind.")}});
        }
        return LogEntry::Kind::note;
    }

    void check_subject(std::size_t row, const LogEntry& one) const {
        if (one.subject.empty() || decision(one.subject) != nullptr ||
            find_named(exercise_.injects, one.subject) != nullptr || is_drafted(one.subject)) {
            return;
        }
        rows_.warn(row, "subject", {"evaluation.read.subject", {{"subject", one.subject}}});
    }

    /// Drafts from the world are called by their origin and a number.
    bool is_drafted(std::string_view subject) const {
        return std::any_of(exercise_.derived.begin(), exercise_.derived.end(),
                           [&](const DerivedInjects& origin) {
                               return subject.starts_with(origin.name.text + "-");
                           });
    }

    const DecisionPoint* decision(std::string_view written) const {
        for (const DecisionPoint& point : exercise_.decisions) {
            const std::string sought = folded_words(written);
            if (sought == folded_words(point.name.text) ||
                sought == folded_words(point.question.en) ||
                sought == folded_words(point.question.de)) {
                return &point;
            }
        }
        return nullptr;
    }

    void read_decision(std::size_t row, LogEntry& one) const {
        const DecisionPoint* point = decision(one.subject);
        if (point == nullptr) {
            rows_.warn(row, "subject",
                       {"evaluation.read.decision",
                        {{"subject", one.subject}, {"known", names_of(exercise_.decisions)}}});
            return;
        }
        one.subject = point->name.text;
        if (one.option.empty()) return;
        if (const auto* option = find_named(point->options, one.option)) {
            one.option = option->name.text;
            return;
        }
        rows_.warn(row, "option",
                   {"evaluation.read.option",
                    {{"option", one.option},
                     {"subject", one.subject},
                     {"known", names_of(point->options)}}});
    }
};

}  // namespace

std::vector<Observation> observations_in(const sheet::ReadSheet& sheet, const Exercise& exercise,
                                         Diagnostics& out) {
    return Evaluations(sheet, exercise, out).read();
}

std::vector<LogEntry> log_in(const sheet::ReadSheet& sheet, const Exercise& exercise,
                             Diagnostics& out) {
    return Log(sheet, exercise, out).read();
}

std::optional<Rating> counted(const Observation& observation) {
    if (trimmed(observation.evidence).empty()) return std::nullopt;
    return observation.rating;
}

}  // namespace kammerspiel::exercise
