#include <algorithm>
#include <array>
#include <set>

#include "analysis/exercise/msel_json.hpp"
#include "analysis/exercise/msel_list.hpp"

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;

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
            const std::string heading = folded_heading(row[0]);
            if (word.empty() || word == "ignore" || word == "ignorieren") {
                mapping_[heading] = std::nullopt;
            } else if (const auto meaning = headings_.meaning_of(row[1])) {
                mapping_[heading] = meaning;
                mapping_[heading]->strength = MselHeading::Strength::exact;
            } else if (r > 0) {  // the first row may have headings of its own
                constexpr std::size_t longest = 60;
                const auto usual = MselHeadings::usual(text_);
                of_mapping.column(nullptr, r, 1,
                                  {"msel.mapping.unknown",
                                   {{"word", harmless(row[1], longest)}, {"known", usual}}},
                                  did_you_mean(row[1], usual));
            }
        }
    }

    MselImport read(const std::vector<sheet::ReadSheet>& sheets, const MselOptions& options) {
        result_.language = text_.language();
        result_.injects = exercise_.injects;
        MselListReader reader(headings_, mapping_, exercise_, text_, findings_);
        const auto tables = tables_in(sheets, options, reader);
        if (tables.empty()) return std::move(result_);
        result_.is_read = true;
        std::vector<MselRow> rows;
        MselReading reading;
        bool may_be_scenario = true;
        for (const MselTable& table : tables) {
            std::shared_ptr<const std::string> file = findings_.file_name();
            if (tables.size() > 1) {
                file = std::make_shared<const std::string>(*file + " [" + table.sheet->name + "]");
            }
            MselList list = reader.read(table, file);
            if (&table == &tables.front()) reading = list.reading;
            may_be_scenario = may_be_scenario && list.may_be_scenario;
            std::move(list.rows.begin(), list.rows.end(), std::back_inserter(rows));
        }
        result_.rows = rows.size();
        result_.language = language_of(rows);
        const MselCells cells(exercise_, schedule_, result_.language);
        reading = reading_of(rows, exercise_, schedule_, cells, options.times, may_be_scenario,
                             reading, result_.notes);
        for (const MselRow& row : rows) {
            take(row, {exercise_, schedule_, cells, reading, options.taken});
        }
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
    MselMapping mapping_;
    std::map<std::string, ScheduledInject> known_;
    std::set<std::string> in_exercise_;
    std::vector<Taken> taken_;
    std::map<std::string, std::size_t> position_;  ///< in `taken_`
    std::size_t by_title_ = 0;  ///< rows without an id, of injects with their title
    MselImport result_;

    /// Those that were asked for; absent: one of them is not there, which was said.
    std::optional<std::vector<const sheet::ReadSheet*>> asked_for(
        const std::vector<sheet::ReadSheet>& sheets, const std::vector<std::string>& names) {
        std::vector<const sheet::ReadSheet*> found;
        for (const std::string& name : names) {
            const auto one = std::find_if(sheets.begin(), sheets.end(), [&](const auto& sheet) {
                return sheet.name == name || folded(sheet.name) == folded(name);
            });
            if (one != sheets.end()) {
                found.push_back(&*one);
                continue;
            }
            std::vector<std::string> known;
            for (const auto& sheet : sheets) known.push_back(sheet.name);
            findings_.error({"msel.sheet.unknown", {{"sheet", name}, {"known", known}}},
                            did_you_mean(name, known));
            return std::nullopt;
        }
        return found;
    }

    /// The sheets that are lists: the one of which most headings are known, and those like it.
    std::vector<MselTable> tables_in(const std::vector<sheet::ReadSheet>& sheets,
                                     const MselOptions& options, const MselListReader& reader) {
        const auto asked = asked_for(sheets, options.sheets);
        if (!asked) return {};
        std::vector<MselTable> tables;
        std::vector<std::string> hidden;
        for (const sheet::ReadSheet& sheet : sheets) {
            const bool is_asked = std::find(asked->begin(), asked->end(), &sheet) != asked->end();
            if (!asked->empty() && !is_asked) continue;
            auto table = reader.find(sheet);
            if (!table) continue;
            if (sheet.is_hidden && !is_asked) {
                if (table->has_words) hidden.push_back(sheet.name);
            } else {
                tables.push_back(std::move(*table));
            }
        }
        if (!hidden.empty()) {
            result_.notes.push_back({"msel.note.hidden", {{"sheets", hidden}}});
        }
        if (tables.empty()) {
            findings_.error({"msel.no_table", {{"known", MselHeadings::usual(text_)}}});
            return {};
        }
        if (asked->empty()) leave_out_others(tables);
        if (sheets.size() > 1) {
            std::vector<std::string> names;
            for (const MselTable& table : tables) names.push_back(table.sheet->name);
            result_.notes.push_back({"msel.note.sheets", {{"sheets", names}}});
        }
        return tables;
    }

    void leave_out_others(std::vector<MselTable>& tables) {
        const auto main = *std::max_element(tables.begin(), tables.end(),
                                            [](const MselTable& a, const MselTable& b) {
                                                return std::pair(a.has_words, a.meanings.size()) <
                                                       std::pair(b.has_words, b.meanings.size());
                                            });
        std::vector<MselTable> kept;
        std::vector<std::string> others;
        for (MselTable& table : tables) {
            std::vector<std::string> both;
            std::set_intersection(table.meanings.begin(), table.meanings.end(),
                                  main.meanings.begin(), main.meanings.end(),
                                  std::back_inserter(both));
            const std::size_t all = table.meanings.size() + main.meanings.size() - both.size();
            if (3 * both.size() >= 2 * all) {
                kept.push_back(std::move(table));
            } else if (table.has_words) {
                others.push_back(table.sheet->name);
            }
        }
        tables = std::move(kept);
        if (!others.empty()) findings_.file({"msel.sheet.other", {{"sheets", others}}});
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
        if (before == nullptr && as_name(id).empty()) {
            before = known_by_title(row);
            if (before != nullptr) ++by_title_;
        }
        std::string name = before != nullptr ? before->inject.name.text : as_name(id);
        if (position_.contains(name) && !name.empty()) {
            // Somebody copied a row: a new one.
            before = nullptr;
            name = free_name(name);
            findings_.cell(row, MselColumn::id, {"msel.id.twice", {{"name", name}}});
        } else if (name.empty()) {
            name = free_name(name_from_words(row));
        } else if (before == nullptr && name != id) {
            findings_.cell(row, MselColumn::id, {"msel.id.changed", {{"name", name}}}, {},
                           "changed");
        }
        auto outcome = inject_of(row, before, name, context, findings_);
        if (!outcome) {
            ++result_.left_out;
            return;
        }
        position_[name] = taken_.size();
        result_.timings[name] = {.real_time = row.text(MselColumn::real_time),
                                 .scenario_time = row.text(MselColumn::scenario_time),
                                 .trigger = row.text(MselColumn::trigger)};
        taken_.push_back({std::move(*outcome), row, !in_exercise_.contains(name)});
    }

    /// A list without ids that is read again: the inject that has this title and was not met yet.
    const ScheduledInject* known_by_title(const MselRow& row) const {
        const MselRow::Cell* cell = row.find(MselColumn::title);
        if (cell == nullptr) cell = row.find(MselColumn::message);
        if (cell == nullptr || cell->text.empty()) return nullptr;
        for (const auto& [name, scheduled] : known_) {
            const scenario::Localised& title = scheduled.inject.title;
            const bool has_title = title.en == cell->text || title.de == cell->text;
            if (has_title && !position_.contains(name)) return &scheduled;
        }
        return nullptr;
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
        result_.injects.clear();
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
        if (by_title_ > 0) {
            result_.notes.push_back({"msel.note.by_title", {{"count", by_title_}}});
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
                     const Text& text, Diagnostics& out, const MselOptions& options) {
    MselFindings findings(file.filename().string(), out);
    Importer importer(exercise, schedule, text, findings);
    if (mapping) {
        MselFindings of_mapping(mapping->filename().string(), out);
        importer.read_mapping(sheet::read_sheet(*mapping, out), of_mapping);
    }
    std::vector<sheet::ReadSheet> sheets;
    if (const auto json = sheet::json_in(file)) {
        if (auto sheet = sheet_of_json(*json)) {
            sheets.push_back(std::move(*sheet));
        } else {
            findings.error({"msel.json"});
        }
    } else {
        sheets = sheet::read_sheets(file, out);
    }
    if (sheets.empty()) {
        MselImport nothing;
        nothing.injects = exercise.injects;
        nothing.language = text.language();
        return nothing;
    }
    return importer.read(sheets, options);
}

}  // namespace kammerspiel::exercise
