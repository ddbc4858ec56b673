#include "analysis/exercise/msel_row.hpp"

#include <algorithm>
#include <array>

#include "kammerspiel/sheet/cells.hpp"

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;
using scenario::Localised;

/// Words for "all players", as folded() leaves them.
bool means_everybody(std::string_view text) {
    static constexpr std::array<std::string_view, 32> words{"all",
                                                            "allplayers",
                                                            "everybody",
                                                            "everyone",
                                                            "allteams",
                                                            "allgroups",
                                                            "alle",
                                                            "alleuebenden",
                                                            "allegruppen",
                                                            "allparticipants",
                                                            "allplayerscells",
                                                            "allhands",
                                                            "allattendees",
                                                            "allstaff",
                                                            "allcells",
                                                            "everyplayer",
                                                            "players",
                                                            "allrecipients",
                                                            "allagencies",
                                                            "allorganizations",
                                                            "allorganisations",
                                                            "alleteilnehmer",
                                                            "alleteilnehmenden",
                                                            "alleteilnehmerinnen",
                                                            "allespieler",
                                                            "alleteams",
                                                            "alleuebungsteilnehmer",
                                                            "alleuebungsteilnehmenden",
                                                            "alleplayer",
                                                            "anall",
                                                            "analle",
                                                            "jeder"};
    const std::string word = folded(text);
    return word.empty() || std::find(words.begin(), words.end(), word) != words.end();
}

/// Reads the cells of one row into an inject.
class RowReader {
   public:
    RowReader(const MselRow& row, const ScheduledInject* known, const MselContext& context,
              MselFindings& findings)
        : row_(row), known_(known), context_(context), findings_(findings) {
        if (known != nullptr) outcome_.inject = known->inject;
    }

    std::optional<MselOutcome> read(const std::string& name) {
        Inject& inject = outcome_.inject;
        inject.name.text = name;
        if (known_ == nullptr && !has_words()) {
            findings_.row(row_, {"msel.row.empty"});
            return std::nullopt;
        }
        texts();
        words();
        groups();
        objective();
        if (const auto* cell = changed(MselColumn::contingency_for)) {
            outcome_.inject.contingency_for.reset();
            if (!means_nothing(cell->text)) outcome_.inject.contingency_for = {cell->text, {}};
        }
        if (!place_inject(row_, known_, context_, findings_, outcome_)) return std::nullopt;
        return std::move(outcome_);
    }

   private:
    const MselRow& row_;
    const ScheduledInject* known_;
    const MselContext& context_;
    MselFindings& findings_;
    MselOutcome outcome_;

    [[nodiscard]] bool has_words() const {
        return std::any_of(row_.cells.begin(), row_.cells.end(), [](const auto& one) {
            const MselColumn column = one.first;
            return !means_nothing(one.second.text) &&
                   (column == MselColumn::title || column == MselColumn::message ||
                    column == MselColumn::expected_action);
        });
    }

    /// The cell if it says otherwise than what was exported.
    const MselRow::Cell* changed(MselColumn column) {
        const MselRow::Cell* cell = row_.find(column);
        if (cell == nullptr) return nullptr;
        if (known_ != nullptr && is_as_written(cell->text, context_.cells.cell(column, *known_))) {
            return nullptr;
        }
        // Where there is no column for it, the title stands for a message that is not there.
        const bool is_title =
            known_ != nullptr && column == MselColumn::message &&
            row_.find(MselColumn::title) == nullptr &&
            context_.cells.cell(column, *known_).empty() &&
            is_as_written(cell->text, context_.cells.cell(MselColumn::title, *known_));
        if (is_title) return nullptr;
        outcome_.is_changed = true;
        return cell;
    }
    void leave(MselColumn column, Message message, Message hint = {}) {
        findings_.cell(row_, column, std::move(message), std::move(hint));
    }

    std::string plain(MselColumn column, const std::string& text) {
        if (!is_harmless(text)) leave(column, {"msel.cell.control"});
        if (means_nothing(text)) return "";
        return without_emphasis_of_words(sheet::as_cell(text));
    }

    /// **so** becomes so; a lone star is a star.
    static std::string without_emphasis_of_words(std::string text) {
        return text.find("**") == std::string::npos ? text : without_emphasis(text);
    }

    void localised(MselColumn column, Localised& into) {
        const auto* cell = changed(column);
        if (cell == nullptr) return;
        const std::string text = plain(column, cell->text);
        // What is written once is meant for both languages.
        const bool is_one_text = into.en == into.de || text.empty();
        const bool is_german = context_.cells.text().language() == Language::de;
        if (is_one_text || is_german) into.de = text;
        if (is_one_text || !is_german) into.en = text;
    }

    void texts() {
        Inject& inject = outcome_.inject;
        localised(MselColumn::message, inject.message);
        localised(MselColumn::expected_action, inject.expected_action);
        localised(MselColumn::evaluation_task, inject.evaluation_task);
        localised(MselColumn::notes, inject.notes);
        const Localised before = inject.title;
        localised(MselColumn::title, inject.title);
        if (inject.title == Localised{}) {
            if (known_ != nullptr) {
                leave(MselColumn::title, {"msel.title.none"});
                inject.title = before;
            } else {
                const Localised& from =
                    inject.message == Localised{} ? inject.expected_action : inject.message;
                inject.title = {beginning(from.en), beginning(from.de)};
            }
        }
        localised(MselColumn::from, inject.from);
        localised(MselColumn::controller, inject.controller);
    }

    /// Its first line or words, as a title.
    static std::string beginning(const std::string& text) {
        constexpr std::size_t longest = 60;
        const std::string line = text.substr(0, text.find('\n'));
        if (line.size() <= longest) return line;
        const std::string cut = sheet::shortened(line, longest);
        const std::size_t gap = cut.rfind(' ');
        return gap == std::string::npos || gap < longest / 2 ? cut : cut.substr(0, gap) + "…";
    }

    template <class Value>
    void word(MselColumn column, Value& into) {
        const auto* cell = changed(column);
        if (cell == nullptr || cell->text.empty()) return;
        const MeantBy<Value> meant = first_meant_by<Value>(cell->text);
        if (meant.value) {
            into = *meant.value;
            if (!meant.is_all) {
                leave(column, {"msel.word.first",
                               {{"taken", in_words(*meant.value, context_.cells.text())}}});
            }
            return;
        }
        if (means_nothing(cell->text)) return;
        const auto known = all_in_words<Value>(context_.cells.text());
        leave(column, {"msel.word.unknown", {{"known", known}}}, did_you_mean(cell->text, known));
    }

    void words() {
        Inject& inject = outcome_.inject;
        word(MselColumn::type, inject.type);
        word(MselColumn::mode, inject.mode);
        word(MselColumn::status, inject.status);
    }

    void groups() {
        // The same twice, short and in full: what was changed is meant.
        const auto* to = changed(MselColumn::to);
        const auto* group = changed(MselColumn::group);
        const bool has_both = to != nullptr && group != nullptr;
        std::optional<std::vector<scenario::Name>> read;
        if (group != nullptr) read = groups_of(MselColumn::group, group->text);
        if (to != nullptr && !(has_both && means_nothing(to->text))) {
            // Planners write here whom they like, where the group is said beside it.
            auto whom = groups_of(MselColumn::to, to->text);
            if (whom && read && *whom != *read && group != nullptr && !means_nothing(group->text)) {
                leave(MselColumn::to, {"msel.group.conflict", {{"group", group->text}}});
            }
            if (whom) read = std::move(whom);
        }
        if (read) outcome_.inject.to = std::move(*read);
    }

    std::optional<std::vector<scenario::Name>> groups_of(MselColumn column,
                                                         const std::string& text) {
        const MselNames& known = context_.cells.groups();
        if (const auto whole = known.find(text)) return std::vector{scenario::Name{*whole, {}}};
        if (means_everybody(text) || means_nothing(text)) return std::vector<scenario::Name>{};
        Groups read;
        collect(column, text, 0, read);
        if (read.is_everybody) return std::vector<scenario::Name>{};
        if (read.groups.empty() && read.has_unknown) return std::nullopt;
        return read.groups;
    }

    struct Groups {
        std::vector<scenario::Name> groups;
        bool is_everybody = false;
        bool has_unknown = false;
    };

    /// What is no group as it stands is parted further: at the strongest signs first, as titles may
    /// hold weaker ones.
    // NOLINTNEXTLINE(misc-no-recursion): as deep as there are kinds of signs
    void collect(MselColumn column, const std::string& text, std::size_t level, Groups& into) {
        const MselNames& known = context_.cells.groups();
        if (const auto name = known.find_loosely(text)) {
            const bool is_new = std::none_of(into.groups.begin(), into.groups.end(),
                                             [&](const auto& one) { return one.text == *name; });
            if (is_new) into.groups.push_back({*name, {}});
            return;
        }
        if (means_everybody(text)) {
            into.is_everybody = true;
            return;
        }
        static constexpr std::array<std::string_view, 3> signs{";\n|", "/", ","};
        constexpr std::size_t words = signs.size();
        if (level > words) {
            unknown(column, "msel.group.unknown", text, known);
            into.has_unknown = true;
            return;
        }
        const auto parts = level == words ? parts_at_words(text) : parts_at(text, signs[level]);
        for (const std::string& part : parts) collect(column, part, level + 1, into);
    }

    static std::vector<std::string> parts_at(std::string_view rest, std::string_view signs) {
        std::vector<std::string> parts;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find_first_of(signs), rest.size());
            const std::string_view part = trimmed_cell(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (!part.empty()) parts.emplace_back(part);
        }
        return parts;
    }

    static std::vector<std::string> parts_at_words(std::string text) {
        for (const std::string_view word : {" and ", " und ", " AND ", " UND ", " & ", " + "}) {
            for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) {
                text.replace(at, word.size(), "\n");
            }
        }
        return parts_at(text, "\n");
    }

    void unknown(MselColumn column, const char* key, std::string_view word,
                 const MselNames& known) {
        const auto labels = known.labels(context_.cells.text());
        leave(column, {key, {{"word", word}, {"known", labels}}}, did_you_mean(word, labels));
    }

    void objective() {
        const auto* cell = changed(MselColumn::objective);
        if (cell == nullptr) return;
        const MselNames& known = context_.cells.objectives();
        if (means_nothing(cell->text)) {
            outcome_.inject.objective.reset();
            return;
        }
        auto name = known.find_loosely(cell->text);
        if (!name) name = first_objective(*cell);
        if (name) {
            outcome_.inject.objective = {*name, {}};
        } else {
            unknown(MselColumn::objective, "msel.objective.unknown", cell->text, known);
        }
    }

    /// An inject has one objective: of several the first that is known.
    std::optional<std::string> first_objective(const MselRow::Cell& cell) {
        const MselNames& known = context_.cells.objectives();
        for (const std::string_view signs : {";\n", ",;\n|/"}) {
            for (const std::string& part : parts_at(cell.text, signs)) {
                const auto name = known.find_loosely(part);
                if (!name) continue;
                leave(MselColumn::objective,
                      {"msel.objective.first",
                       {{"taken", known.label(*name, context_.cells.text())}}});
                return name;
            }
        }
        return std::nullopt;
    }
};

}  // namespace

bool is_as_written(std::string_view cell, const std::string& written) {
    const std::string expected = sheet::as_cell(written);
    if (cell == expected) return true;
    // Line ends and space at the ends are what programs change on their own.
    return trimmed_cell(sheet::as_cell(cell)) == trimmed_cell(expected);
}

std::optional<MselOutcome> inject_of(const MselRow& row, const ScheduledInject* known,
                                     const std::string& name, const MselContext& context,
                                     MselFindings& findings) {
    return RowReader(row, known, context, findings).read(name);
}

}  // namespace kammerspiel::exercise
