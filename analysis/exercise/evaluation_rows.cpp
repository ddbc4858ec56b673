#include "analysis/exercise/evaluation_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::exercise {
namespace {

using namespace scenario;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

/// Small letters, those with umlauts too, as people type them differently each time.
std::string folded(std::string_view text) {
    std::string small = trimmed(text);
    for (std::size_t i = 0; i < small.size(); ++i) {
        char& c = small[i];
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool is_umlaut =
            i > 0 && small[i - 1] == '\xC3' && (c == '\x84' || c == '\x96' || c == '\x9C');
        if (is_umlaut) c = static_cast<char>(c + 0x20);
    }
    return small;
}

/// The catalogue in both languages: a sheet is not always filled in the one it is read in.
const std::array<Text, 2>& both() {
    static const std::array<Text, 2> texts{Text(Language::en), Text(Language::de)};
    return texts;
}

/// The word of `words` that `written` is, by name or as either language calls it.
template <std::size_t count>
std::optional<std::size_t> find_word(std::string_view written,
                                     const std::array<std::string_view, count>& words,
                                     std::string_view prefix) {
    const std::string sought = folded(written);
    for (std::size_t w = 0; w < words.size(); ++w) {
        if (sought == words[w]) return w;
        for (const Text& text : both()) {
            if (sought == folded(text(fmt::format("{}{}", prefix, words[w])))) return w;
        }
    }
    return std::nullopt;
}

Argument in_both(std::string_view name, std::string_view key) {
    return {name, both()[0](key), both()[1](key)};
}

/// A list of words of the format, in both languages.
template <std::size_t count>
Argument all_in_both(std::string_view name, const std::array<std::string_view, count>& words,
                     std::string_view prefix) {
    std::array<std::string, 2> lists;
    for (std::size_t l = 0; l < lists.size(); ++l) {
        for (const std::string_view word : words) {
            if (!lists[l].empty()) lists[l] += ", ";
            lists[l] += both()[l](fmt::format("{}{}", prefix, word));
        }
    }
    return {name, lists[0], lists[1]};
}

/// A sheet whose columns are found by their headings.
template <std::size_t columns>
class Rows {
   public:
    Rows(const sheet::ReadSheet& sheet, const std::array<std::string_view, columns>& names,
         std::string_view prefix, std::string_view needed, Diagnostics& out)
        : sheet_(sheet),
          names_(names),
          prefix_(prefix),
          file_(std::make_shared<const std::string>(sheet.file)),
          out_(out) {
        if (!sheet_.rows.empty()) find_headings(needed);
    }

    /// Rows below the headings; none where there are no headings.
    std::size_t first() const { return first_; }
    std::size_t end() const { return sheet_.rows.size(); }

    std::string operator()(std::size_t row, std::string_view column) const {
        const auto found = at_.find(column);
        if (found == at_.end() || found->second >= sheet_.rows[row].size()) return {};
        return trimmed(sheet_.rows[row][found->second]);
    }
    bool is_empty(std::size_t row, std::initializer_list<std::string_view> but) const {
        return std::all_of(names_.begin(), names_.end(), [&](std::string_view name) {
            return std::find(but.begin(), but.end(), name) != but.end() ||
                   (*this)(row, name).empty();
        });
    }
    void warn(std::size_t row, std::string_view column, Message what) const {
        const auto found = at_.find(column);
        const std::size_t c = found == at_.end() ? 0 : found->second + 1;
        out_.warning(place(row, c), std::move(what));
    }

   private:
    const sheet::ReadSheet& sheet_;
    const std::array<std::string_view, columns>& names_;
    std::string_view prefix_;
    std::shared_ptr<const std::string> file_;
    Diagnostics& out_;
    std::map<std::string_view, std::size_t> at_;  ///< column of the sheet, by name
    std::size_t first_ = 0;

    Place place(std::size_t row, std::size_t column) const {
        return {.file = file_,
                .line = static_cast<std::uint32_t>(row + 1),
                .column = static_cast<std::uint32_t>(column)};
    }

    bool has_heading(const std::vector<std::string>& row, std::string_view needed) const {
        std::size_t known = 0;
        bool found = false;
        for (const std::string& cell : row) {
            const auto which = find_word(cell, names_, prefix_);
            if (!which) continue;
            ++known;
            found = found || names_[*which] == needed;
        }
        return found && known > 1;
    }

    void find_headings(std::string_view needed) {
        first_ = sheet_.rows.size();
        for (std::size_t r = 0; r < sheet_.rows.size(); ++r) {
            if (!has_heading(sheet_.rows[r], needed)) continue;
            first_ = r + 1;
            read_headings(r);
            return;
        }
        out_.error(place(0, 0), {"evaluation.read.no_headings",
                                 {in_both("column", fmt::format("{}{}", prefix_, needed))}});
    }

    void read_headings(std::size_t row) {
        for (std::size_t c = 0; c < sheet_.rows[row].size(); ++c) {
            const std::string& heading = sheet_.rows[row][c];
            if (trimmed(heading).empty()) continue;
            const auto which = find_word(heading, names_, prefix_);
            if (!which) {
                out_.warning(place(row, c + 1),
                             {"evaluation.read.heading",
                              {{"heading", heading}, all_in_both("known", names_, prefix_)}});
            } else if (!at_.emplace(names_[*which], c).second) {
                out_.warning(place(row, c + 1),
                             {"evaluation.read.heading_twice", {{"heading", heading}}});
            }
        }
    }
};

/// By name, or by title in either language.
template <class List>
const typename List::value_type* find_named(const List& list, std::string_view written) {
    const std::string sought = folded(written);
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) {
        return sought == folded(one.name.text) || sought == folded(one.title.en) ||
               sought == folded(one.title.de);
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
    const std::string sought = folded(written);
    if (sought == "na" || sought == "n.a." || sought == "n. a.") return Rating::not_applicable;
    for (const Text& text : both()) {
        for (const Rating rating : Words<Rating>::values) {
            const std::string letter = mark(rating, text);
            const std::string word = in_words(rating, text);
            for (const std::string& known :
                 {letter, word,
                  text("evaluation.rating.box", {{"short", letter}, {"word", word}})}) {
                if (sought == folded(known)) return rating;
            }
        }
    }
    return std::nullopt;
}

bool is_not_rated(std::string_view written) {
    const std::string sought = folded(written);
    return sought.empty() || sought == "-" || sought == "–" ||
           std::any_of(both().begin(), both().end(), [&](const Text& text) {
               return sought == folded(text("evaluation.rating.none"));
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
        one.element = element(rows_(row, "element"));
        read_rating(row, one);
        return one;
    }

    /// Elements are kept by name, so that each report says them in its language.
    static std::string element(const std::string& written) {
        const auto known = find_word(written, elements, "evaluation.element.");
        return known ? std::string(elements[*known]) : written;
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
            if (folded(written) == folded(task.en) || folded(written) == folded(task.de)) {
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
                   return folded(words) == folded(text("evaluation.sheet.whole"));
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
        one.kind = kind(row, one);
        if (one.kind == LogEntry::Kind::decision) read_decision(row, one);
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

    const DecisionPoint* decision(std::string_view written) const {
        for (const DecisionPoint& point : exercise_.decisions) {
            const std::string sought = folded(written);
            if (sought == folded(point.name.text) || sought == folded(point.question.en) ||
                sought == folded(point.question.de)) {
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

}  // namespace kammerspiel::exercise

namespace kammerspiel::exercise {

std::optional<Rating> counted(const Observation& observation) {
    if (trimmed(observation.evidence).empty()) return std::nullopt;
    return observation.rating;
}

}  // namespace kammerspiel::exercise
