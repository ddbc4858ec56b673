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
    static constexpr std::array<std::string_view, 9> words{
        "all",       "allplayers", "everybody",    "everyone",   "allteams",
        "allgroups", "alle",       "alleuebenden", "allegruppen"};
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
            findings_.row(row_.row, {"msel.row.empty"});
            return std::nullopt;
        }
        texts();
        words();
        groups();
        objective();
        if (const auto* cell = changed(MselColumn::contingency_for)) {
            outcome_.inject.contingency_for.reset();
            if (!cell->text.empty()) outcome_.inject.contingency_for = {cell->text, {}};
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
            return !one.second.text.empty() &&
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
        return sheet::as_cell(text);
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
        if (const auto* cell = changed(MselColumn::from)) {
            inject.from = plain(MselColumn::from, cell->text);
        }
        if (const auto* cell = changed(MselColumn::controller)) {
            inject.controller = plain(MselColumn::controller, cell->text);
        }
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
        if (const auto value = meant_by<Value>(cell->text)) {
            into = *value;
            return;
        }
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
        if (to != nullptr && !(has_both && to->text.empty())) {
            // Planners write here whom they like, where the group is said beside it.
            auto whom = groups_of(MselColumn::to, to->text);
            if (whom && read && *whom != *read && group != nullptr && !group->text.empty()) {
                leave(MselColumn::to, {"msel.group.conflict", {{"group", group->text}}});
            }
            if (whom) read = std::move(whom);
        }
        if (read) outcome_.inject.to = std::move(*read);
    }

    std::optional<std::vector<scenario::Name>> groups_of(MselColumn column,
                                                         const std::string& text) {
        const MselNames& known = context_.cells.groups();
        std::vector<scenario::Name> groups;
        if (const auto whole = known.find(text)) return std::vector{scenario::Name{*whole, {}}};
        if (means_everybody(text)) return groups;
        const char separator = text.find_first_of(";\n") == std::string::npos ? ',' : ';';
        std::string_view rest = text;
        bool has_unknown = false;
        while (!rest.empty()) {
            const std::size_t end =
                std::min(rest.find_first_of(separator == ';' ? ";\n" : ","), rest.size());
            const std::string_view part = trimmed_cell(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (part.empty()) continue;
            const auto name = known.find(part);
            if (!name) {
                unknown(column, "msel.group.unknown", part, known);
                has_unknown = true;
            } else if (std::none_of(groups.begin(), groups.end(),
                                    [&](const auto& one) { return one.text == *name; })) {
                groups.push_back({*name, {}});
            }
        }
        if (groups.empty() && has_unknown) return std::nullopt;
        return groups;
    }

    void unknown(MselColumn column, const char* key, std::string_view word,
                 const MselNames& known) {
        const auto labels = known.labels(context_.cells.text());
        leave(column, {key, {{"word", word}, {"known", labels}}}, did_you_mean(word, labels));
    }

    void objective() {
        const auto* cell = changed(MselColumn::objective);
        if (cell == nullptr) return;
        if (cell->text.empty()) {
            outcome_.inject.objective.reset();
        } else if (const auto name = context_.cells.objectives().find(cell->text)) {
            outcome_.inject.objective = {*name, {}};
        } else {
            unknown(MselColumn::objective, "msel.objective.unknown", cell->text,
                    context_.cells.objectives());
        }
    }
};

}  // namespace

bool is_as_written(std::string_view cell, const std::string& written) {
    const std::string expected = sheet::as_cell(written);
    if (cell == expected) return true;
    // Line ends and space at the ends are what programs change on their own.
    return trimmed_cell(sheet::as_cell(cell)) == trimmed_cell(expected);
}

void MselFindings::cell(const MselRow& row, MselColumn column, Message message, Message hint) {
    static const MselRow::Cell none;
    const MselRow::Cell* found = row.find(column);
    const MselRow::Cell* cell = found == nullptr ? &none : found;
    constexpr std::size_t longest = 60;
    message.arguments.emplace_back(
        "cell", sheet::column_letters(cell->column) + std::to_string(row.row + 1));
    message.arguments.emplace_back("column", harmless(cell->heading, longest));
    message.arguments.emplace_back("value", harmless(cell->text, longest));
    this->column(row.row, cell->column, std::move(message), std::move(hint));
}

void MselFindings::column(std::size_t row, std::size_t column, Message message, Message hint) {
    out_.warning(
        {file_, static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(column + 1), 1},
        std::move(message), std::move(hint));
}

void MselFindings::row(std::size_t row, Message message, Message hint) {
    message.arguments.emplace_back("row", std::to_string(row + 1));
    column(row, 0, std::move(message), std::move(hint));
}

void MselFindings::file(Message message) { out_.warning({file_}, std::move(message)); }
void MselFindings::error(Message message) { out_.error({file_}, std::move(message)); }

std::optional<MselOutcome> inject_of(const MselRow& row, const ScheduledInject* known,
                                     const std::string& name, const MselContext& context,
                                     MselFindings& findings) {
    return RowReader(row, known, context, findings).read(name);
}

}  // namespace kammerspiel::exercise
