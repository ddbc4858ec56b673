#include <algorithm>
#include <array>
#include <set>

#include "analysis/exercise/msel_row.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;
using Columns = std::map<std::size_t, MselColumn>;  ///< by column of the sheet

/// A name as scenarios have it: letters, digits, - and _.
std::string as_name(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string name;
    bool has_gap = false;
    while (!text.empty() && name.size() < longest) {
        // One letter with its umlaut at a time.
        std::size_t bytes = 1;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
            ++bytes;
        }
        const char c = text.front();
        const bool is_kept = c == '_' || (c >= 'A' && c <= 'Z');
        const std::string letters = is_kept ? std::string(1, c) : folded(text.substr(0, bytes));
        text.remove_prefix(bytes);
        if (letters.empty()) {
            has_gap = !name.empty();
            continue;
        }
        if (has_gap) name += '-';
        has_gap = false;
        name += letters;
    }
    return name;
}

class Importer {
   public:
    Importer(const scenario::Exercise& exercise, const Schedule& schedule, const Text& text,
             MselFindings& findings)
        : exercise_(exercise), schedule_(schedule), text_(text), findings_(findings) {
        for (const Inject& inject : exercise.injects) {
            known_[inject.name.text] = {.inject = inject};
            in_exercise_.insert(inject.name.text);
        }
        // With the times at which they were exported; drafts are in no exercise yet.
        for (const ScheduledInject& scheduled : schedule.injects) {
            const auto found = known_.find(scheduled.inject.name.text);
            if (found == known_.end()) {
                known_[scheduled.inject.name.text] = scheduled;
            } else {
                found->second.real = scheduled.real;
                found->second.scenario = scheduled.scenario;
            }
        }
    }

    void read_mapping(const sheet::ReadSheet& sheet, MselFindings& of_mapping) {
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            const auto& row = sheet.rows[r];
            if (row.size() < 2 || row[0].empty()) continue;
            const std::string word = folded(row[1]);
            if (word.empty() || word == "ignore" || word == "ignorieren") {
                mapping_[folded(row[0])] = std::nullopt;
            } else if (const auto column = headings_.column_of(row[1])) {
                mapping_[folded(row[0])] = column;
            } else if (r > 0) {  // the first row may have headings of its own
                constexpr std::size_t longest = 60;
                const auto usual = MselHeadings::usual(text_);
                of_mapping.column(r, 1,
                                  {"msel.mapping.unknown",
                                   {{"word", harmless(row[1], longest)}, {"known", usual}}},
                                  did_you_mean(row[1], usual));
            }
        }
    }

    MselImport read(const sheet::ReadSheet& sheet) {
        result_.language = text_.language();
        const auto heading = find_heading(sheet);
        if (!heading) {
            findings_.error({"msel.no_table", {{"known", MselHeadings::usual(text_)}}});
            result_.injects = exercise_.injects;
            return std::move(result_);
        }
        result_.is_read = true;
        const Columns columns = read_heading(sheet.rows[*heading], *heading);
        std::vector<MselRow> rows;
        for (std::size_t r = *heading + 1; r < sheet.rows.size(); ++r) {
            MselRow row = row_of(sheet.rows[*heading], sheet.rows[r], r, columns);
            if (!row.cells.empty()) rows.push_back(std::move(row));
        }
        result_.rows = rows.size();
        result_.language = language_of(rows);
        const MselCells cells(exercise_, schedule_, result_.language);
        for (const MselRow& row : rows) take(row, {exercise_, schedule_, cells});
        finish();
        return std::move(result_);
    }

   private:
    struct Taken {
        MselOutcome outcome;
        MselRow row;
        bool is_new = false;
    };
    const scenario::Exercise& exercise_;
    const Schedule& schedule_;
    const Text& text_;
    MselFindings& findings_;
    MselHeadings headings_;
    std::map<std::string, std::optional<MselColumn>> mapping_;
    std::map<std::string, ScheduledInject> known_;
    std::set<std::string> in_exercise_;
    std::vector<Taken> taken_;
    std::map<std::string, std::size_t> position_;  ///< in `taken_`
    MselImport result_;

    /// Absent: unknown; absent in it: to be ignored.
    std::optional<std::optional<MselColumn>> meaning_of(const std::string& heading) const {
        const auto mapped = mapping_.find(folded(heading));
        if (mapped != mapping_.end()) return mapped->second;
        const auto column = headings_.column_of(heading);
        if (!column) return std::nullopt;
        return std::optional<std::optional<MselColumn>>(column);
    }

    /// The row of which most cells are headings, among the first ones.
    std::optional<std::size_t> find_heading(const sheet::ReadSheet& sheet) const {
        constexpr std::size_t farthest = 50;
        std::optional<std::size_t> best;
        std::size_t most = 1;  // one word alone may be a title
        for (std::size_t r = 0; r < std::min(farthest, sheet.rows.size()); ++r) {
            std::set<MselColumn> found;
            for (const std::string& cell : sheet.rows[r]) {
                const auto meaning = meaning_of(cell);
                if (!cell.empty() && meaning && *meaning) found.insert(**meaning);
            }
            if (found.size() <= most) continue;
            most = found.size();
            best = r;
        }
        return best;
    }

    Columns read_heading(const std::vector<std::string>& cells, std::size_t row) {
        constexpr std::size_t longest = 60;
        Columns columns;
        std::map<MselColumn, std::size_t> first;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (trimmed_cell(cells[c]).empty()) continue;
            const auto meaning = meaning_of(cells[c]);
            const std::string heading = harmless(cells[c], longest);
            if (!meaning) {
                const auto usual = MselHeadings::usual(text_);
                findings_.column(row, c, {"msel.heading.unknown", {{"heading", heading}}},
                                 did_you_mean(cells[c], usual));
                continue;
            }
            if (!*meaning) continue;
            const auto [known, is_new] = first.try_emplace(**meaning, c);
            if (is_new) {
                columns.emplace(c, **meaning);
            } else {
                findings_.column(
                    row, c,
                    {"msel.heading.again",
                     {{"heading", heading}, {"other", harmless(cells[known->second], longest)}}});
            }
        }
        return columns;
    }

    static MselRow row_of(const std::vector<std::string>& heading,
                          const std::vector<std::string>& cells, std::size_t number,
                          const Columns& columns) {
        MselRow row{number, {}};
        bool has_any = false;
        for (const auto& [c, column] : columns) {
            const std::string text(trimmed_cell(c < cells.size() ? cells[c] : ""));
            has_any = has_any || !text.empty();
            row.cells.emplace(column, MselRow::Cell{text, c, heading[c]});
        }
        if (!has_any) row.cells.clear();
        return row;
    }

    const ScheduledInject* known(const std::string& id) const {
        const auto found = known_.find(id);
        return found == known_.end() ? nullptr : &found->second;
    }

    static std::string id_of(const MselRow& row) {
        const MselRow::Cell* cell = row.find(MselColumn::id);
        return cell == nullptr ? "" : cell->text;
    }

    /// The language in which more cells of known rows are as they were exported, and more headings
    /// are known; else that of the program.
    Language language_of(const std::vector<MselRow>& rows) const {
        std::map<Language, std::size_t> votes;
        for (const Language language : {Language::en, Language::de}) {
            const MselCells cells(exercise_, schedule_, language);
            const MselCells other(exercise_, schedule_,
                                  language == Language::en ? Language::de : Language::en);
            for (const MselRow& row : rows) {
                const ScheduledInject* scheduled = known(id_of(row));
                for (const auto& [column, cell] : row.cells) {
                    if (scheduled == nullptr || cell.text.empty()) continue;
                    const std::string written = cells.cell(column, *scheduled);
                    const bool tells = written != other.cell(column, *scheduled);
                    if (tells && is_as_written(cell.text, written)) ++votes[language];
                }
            }
            if (!rows.empty()) votes[language] += headings_in(language, rows.front());
        }
        if (votes[Language::en] == votes[Language::de]) return text_.language();
        return votes[Language::en] > votes[Language::de] ? Language::en : Language::de;
    }

    static std::size_t headings_in(Language language, const MselRow& row) {
        const Text text(language);
        std::size_t count = 0;
        for (const MselLayout layout :
             {MselLayout::superset, MselLayout::standard, MselLayout::hseep, MselLayout::mitre}) {
            for (const auto& [column, heading] : columns_of(layout)) {
                const MselRow::Cell* cell = row.find(column);
                if (cell != nullptr && folded(cell->heading) == folded(text(heading))) ++count;
            }
        }
        return count;
    }

    void take(const MselRow& row, const MselContext& context) {
        const std::string id = id_of(row);
        const ScheduledInject* before = known(id);
        if (before == nullptr) before = known(as_name(id));
        std::string name = before != nullptr ? before->inject.name.text : as_name(id);
        if (position_.contains(name) && !name.empty()) {
            // Somebody copied a row: a new one.
            before = nullptr;
            name = free_name(name);
            findings_.cell(row, MselColumn::id, {"msel.id.twice", {{"name", name}}});
        } else if (name.empty()) {
            name = free_name(name_from_words(row));
        } else if (before == nullptr && name != id) {
            findings_.cell(row, MselColumn::id, {"msel.id.changed", {{"name", name}}});
        }
        auto outcome = inject_of(row, before, name, context, findings_);
        if (!outcome) {
            ++result_.left_out;
            return;
        }
        position_[name] = taken_.size();
        taken_.push_back({std::move(*outcome), row, !in_exercise_.contains(name)});
    }

    static std::string name_from_words(const MselRow& row) {
        for (const MselColumn column :
             {MselColumn::title, MselColumn::message, MselColumn::expected_action}) {
            constexpr std::size_t longest = 40;
            const MselRow::Cell* cell = row.find(column);
            if (cell == nullptr || folded(cell->text).empty()) continue;
            std::string name = as_name(cell->text).substr(0, longest);
            for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            return name;
        }
        return "";
    }

    std::string free_name(const std::string& wanted) const {
        const std::string stem = wanted.empty() ? "inject" : wanted;
        std::string name = stem;
        for (std::size_t number = 2; known_.contains(name) || position_.contains(name); ++number) {
            name = stem + "-" + std::to_string(number);
        }
        return name;
    }

    /// The inject that a cell means, by id or title.
    std::optional<std::string> inject_named(const std::string& words) const {
        const std::string name = as_name(words);
        for (const std::string& candidate : {words, name}) {
            if (position_.contains(candidate) || in_exercise_.contains(candidate)) return candidate;
        }
        MselNames titles;
        for (const Taken& one : taken_) {
            titles.add(one.outcome.inject.name.text, one.outcome.inject.title);
        }
        return titles.find(words);
    }

    /// What is a contingency for what, now that all ids are known.
    void settle_contingency(Taken& taken) {
        Inject& inject = taken.outcome.inject;
        const bool is_contingency = inject.type == Inject::Type::contingency;
        if (inject.contingency_for) {
            const auto name = inject_named(inject.contingency_for->text);
            if (!name || *name == inject.name.text) {
                findings_.cell(taken.row, MselColumn::contingency_for,
                               {name ? "msel.contingency.itself" : "msel.contingency.unknown"});
                inject.contingency_for.reset();
                if (const ScheduledInject* before = known(inject.name.text)) {
                    inject.contingency_for = before->inject.contingency_for;
                }
            } else {
                inject.contingency_for->text = *name;
            }
        }
        const MselRow::Cell* whose = taken.row.find(MselColumn::contingency_for);
        const bool is_said = whose != nullptr && !whose->text.empty();
        if (inject.contingency_for && !is_contingency && !is_said) {
            inject.contingency_for.reset();
        } else if (inject.contingency_for && !is_contingency) {
            findings_.cell(taken.row, MselColumn::contingency_for, {"msel.contingency.type"});
            inject.type = Inject::Type::contingency;
        } else if (!inject.contingency_for && is_contingency) {
            findings_.cell(taken.row, MselColumn::type, {"msel.contingency.whose"});
            inject.type = Inject::Type::inject;
        }
    }

    void finish() {
        for (Taken& one : taken_) settle_contingency(one);
        std::vector<std::string> missing;
        for (const Inject& inject : exercise_.injects) {
            const auto found = position_.find(inject.name.text);
            if (found == position_.end()) {
                missing.push_back(inject.name.text);
                result_.injects.push_back(inject);
                continue;
            }
            const Inject& now = taken_[found->second].outcome.inject;
            ++(now == inject ? result_.unchanged : result_.changed);
            result_.injects.push_back(now);
        }
        result_.missing = missing.size();
        result_.missing_names = missing;
        if (!missing.empty()) findings_.file({"msel.inject.missing", {{"names", missing}}});
        for (Taken& one : taken_) {
            if (!one.is_new) continue;
            ++result_.added;
            result_.injects.push_back(std::move(one.outcome.inject));
        }
    }
};

}  // namespace

MselImport read_msel(const std::filesystem::path& file, const scenario::Exercise& exercise,
                     const Schedule& schedule, const std::optional<std::filesystem::path>& mapping,
                     const Text& text, Diagnostics& out) {
    MselFindings findings(file.filename().string(), out);
    Importer importer(exercise, schedule, text, findings);
    if (mapping) {
        MselFindings of_mapping(mapping->filename().string(), out);
        importer.read_mapping(sheet::read_sheet(*mapping, out), of_mapping);
    }
    const sheet::ReadSheet sheet = sheet::read_sheet(file, out);
    if (sheet.rows.empty()) {
        MselImport nothing;
        nothing.injects = exercise.injects;
        nothing.language = text.language();
        return nothing;
    }
    return importer.read(sheet);
}

}  // namespace kammerspiel::exercise
