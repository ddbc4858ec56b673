#include "analysis/exercise/msel_list.hpp"

#include <algorithm>
#include <array>

#include "analysis/exercise/msel_scanner.hpp"

namespace kammerspiel::exercise {
namespace {

using enum MselColumn;
using Kind = MselHeading::Kind;
using Strength = MselHeading::Strength;
using Cells = std::vector<std::string>;

constexpr std::size_t longest_heading = 60;

std::string_view cell_of(const Cells& row, std::size_t column) {
    return column < row.size() ? trimmed_cell(row[column]) : std::string_view();
}

bool is_blank(const Cells& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return trimmed_cell(cell).empty(); });
}

std::string key_of(const MselHeading& heading) {
    return (heading.kind == Kind::date ? "day of " : "") + std::string(word_of(heading.column));
}

bool says_something(MselColumn column) {
    return column == title || column == message || column == expected_action;
}

/// Short, without spaces, with a digit: 1.2, A-17.
bool looks_like_id(std::string_view text) {
    constexpr std::size_t longest = 12;
    return text.size() <= longest && text.find(' ') == std::string_view::npos &&
           std::any_of(text.begin(), text.end(), is_digit);
}

/// Which titles between rows name a move.
class Sections {
   public:
    explicit Sections(const scenario::Exercise& exercise) {
        for (const auto& move : exercise.moves) moves_.add(move.name.text, move.title);
    }
    [[nodiscard]] bool is_move(std::string_view text) const {
        const std::string plain = normalised(text);
        // A number alone is an id.
        if (std::none_of(plain.begin(), plain.end(), is_letter)) return false;
        return moves_.find_loosely(text).has_value();
    }
    [[nodiscard]] static bool is_day(std::string_view text) {
        const ReadMoment moment = read_moment(without_emphasis(text));
        return moment.date && !moment.of_day && (moment.date->month > 0 || moment.date->number);
    }

   private:
    MselNames moves_;
};

}  // namespace

MselListReader::Meaning MselListReader::meaning_of(const std::string& heading) const {
    const auto mapped = mapping_.find(folded_heading(heading));
    if (mapped != mapping_.end()) return {true, mapped->second};
    const auto meaning = headings_.meaning_of(without_emphasis(heading));
    return {meaning.has_value(), meaning};
}

/// The second sheet of what is exported.
bool MselListReader::is_own_list_of_moves(const Cells& row) const {
    static const std::array languages{Text(Language::en), Text(Language::de)};
    for (const Text& text : languages) {
        const auto has = [&](const char* key) {
            return std::find(row.begin(), row.end(), text(key)) != row.end();
        };
        if (has("msel.moves.begins") && has("msel.moves.situation")) return true;
    }
    return false;
}

std::optional<MselTable> MselListReader::find(const sheet::ReadSheet& sheet) const {
    constexpr std::size_t farthest = 50;
    std::optional<MselTable> best;
    std::size_t rows_with_anything = 0;
    for (std::size_t r = 0; r < sheet.rows.size() && rows_with_anything < farthest; ++r) {
        const Cells& row = sheet.rows[r];
        if (is_blank(row)) continue;
        ++rows_with_anything;
        MselTable table{&sheet, r, {}, false};
        bool has_id = false;
        bool has_mapped = false;
        for (const std::string& cell : row) {
            if (trimmed_cell(cell).empty()) continue;
            const Meaning meaning = meaning_of(cell);
            has_mapped = has_mapped || mapping_.contains(folded_heading(cell));
            if (!meaning.heading) continue;
            table.meanings.insert(key_of(*meaning.heading));
            if (meaning.heading->kind != Kind::column) continue;
            table.has_words = table.has_words || says_something(meaning.heading->column);
            has_id = has_id || meaning.heading->column == id;
        }
        const bool is_list = table.has_words || has_id || has_mapped;
        // One word alone may be a title.
        const std::size_t most = best ? best->meanings.size() : 1;
        if (!is_list || table.meanings.size() <= most || is_own_list_of_moves(row)) continue;
        best = std::move(table);
    }
    return best;
}

/// With the title that stands above several of them: Scenario, and below it Date and Time.
std::vector<std::string> MselListReader::full_headings(const MselTable& table) const {
    Cells headings = table.sheet->rows[table.heading];
    if (table.heading == 0) return headings;
    const Cells& above = table.sheet->rows[table.heading - 1];
    std::string title;
    for (std::size_t c = 0; c < headings.size(); ++c) {
        const std::string_view here = cell_of(above, c);
        if (!here.empty()) title = here;
        if (title.empty() || trimmed_cell(headings[c]).empty()) continue;
        const std::string whole = title + " " + headings[c];
        const auto meaning = headings_.meaning_of(whole);
        const bool is_certain = meaning && meaning->strength != Strength::derived;
        if (is_certain && !mapping_.contains(folded_heading(headings[c]))) headings[c] = whole;
    }
    return headings;
}

/// Inject and Event are what an id is called, too: what stands below says which.
void MselListReader::weigh_by_contents(const sheet::ReadSheet& sheet, std::size_t heading,
                                       Columns& columns) const {
    static constexpr std::array<std::string_view, 11> open{
        "inject", "injects", "event", "events",   "einlage", "einspielung",
        "item",   "msel",    "name",  "ereignis", "injekt"};
    for (auto& [c, column] : columns) {
        const std::string name = folded(column.text);
        if (std::find(open.begin(), open.end(), name) == open.end()) continue;
        if (mapping_.contains(folded_heading(column.text))) continue;
        std::size_t ids = 0;
        std::size_t others = 0;
        for (std::size_t r = heading + 1; r < sheet.rows.size(); ++r) {
            const std::string_view text = cell_of(sheet.rows[r], c);
            if (!text.empty()) ++(looks_like_id(text) ? ids : others);
        }
        if (ids > 0 && others == 0) {
            column.heading = {Kind::column, id, Strength::usual};
        } else if (name == "name" && others > ids) {
            const bool has_spaces =
                std::any_of(sheet.rows.begin() + static_cast<std::ptrdiff_t>(heading) + 1,
                            sheet.rows.end(), [&](const Cells& row) {
                                return cell_of(row, c).find(' ') != std::string_view::npos;
                            });
            if (has_spaces) column.heading = {Kind::column, title, Strength::usual};
        }
    }
}

/// Columns of other tables on the sheet: a legend, a count of injects. An empty column lies before
/// them, and they have headings of the list a second time, or few rows.
std::set<std::size_t> MselListReader::beside(const sheet::ReadSheet& sheet, std::size_t heading,
                                             const Columns& columns) const {
    std::set<std::size_t> excluded;
    const Cells& headings = sheet.rows[heading];
    std::vector<std::size_t> filled;
    for (std::size_t r = heading; r < sheet.rows.size(); ++r) {
        filled.resize(std::max(filled.size(), sheet.rows[r].size()));
        for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
            if (!trimmed_cell(sheet.rows[r][c]).empty()) ++filled[c];
        }
    }
    std::vector<std::vector<std::size_t>> blocks(1);
    for (std::size_t c = 0; c < filled.size(); ++c) {
        if (filled[c] == 0) {
            if (!blocks.back().empty()) blocks.emplace_back();
        } else {
            blocks.back().push_back(c);
        }
    }
    if (blocks.size() == 1) return excluded;
    const auto known_in = [&](const std::vector<std::size_t>& block) {
        std::set<std::string> keys;
        for (const std::size_t c : block) {
            if (const auto found = columns.find(c); found != columns.end()) {
                keys.insert(key_of(found->second.heading));
            }
        }
        return keys;
    };
    const auto rows_in = [&](const std::vector<std::size_t>& block) {
        std::size_t most = 0;
        for (const std::size_t c : block) most = std::max(most, filled[c]);
        return most;
    };
    const auto main = std::max_element(
        blocks.begin(), blocks.end(),
        [&](const auto& a, const auto& b) { return known_in(a).size() < known_in(b).size(); });
    const auto main_keys = known_in(*main);
    for (auto block = blocks.begin(); block != blocks.end(); ++block) {
        if (block == main || block->empty()) continue;
        const auto keys = known_in(*block);
        const bool is_double = std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
            return main_keys.contains(key);
        });
        const bool is_short = 2 * rows_in(*block) < rows_in(*main);
        const bool has_headings = std::any_of(block->begin(), block->end(), [&](std::size_t c) {
            return !cell_of(headings, c).empty();
        });
        if (is_double || is_short || !has_headings) excluded.insert(block->begin(), block->end());
    }
    return excluded;
}

/// Days belong to the nearest column of times, unless their heading says to which.
void MselListReader::bind_dates(Columns& columns) const {
    const auto times = [&](MselColumn column) {
        return std::find_if(columns.begin(), columns.end(), [&](const auto& one) {
            return one.second.heading.kind == Kind::column && one.second.heading.column == column;
        });
    };
    for (auto& [c, column] : columns) {
        if (column.heading.kind != Kind::date) continue;
        auto real = times(MselColumn::real_time);
        auto scenario = times(MselColumn::scenario_time);
        if (column.heading.is_bound && times(column.heading.column) != columns.end()) continue;
        if (column.heading.is_bound && column.heading.column == MselColumn::scenario_time &&
            real != columns.end() && real->second.heading.strength <= Strength::usual) {
            // Scenario day, and beside it only Time
            real->second.heading.column = MselColumn::scenario_time;
            continue;
        }
        if (real == columns.end() && scenario == columns.end()) {
            // It may hold times as well.
            column.heading.kind = Kind::column;
            continue;
        }
        const auto away = [&, here = c](Columns::iterator time) {
            if (time == columns.end()) return std::numeric_limits<std::size_t>::max();
            // Of two that are as near, the one behind it.
            return time->first > here ? 2 * (time->first - here) - 1 : 2 * (here - time->first);
        };
        column.heading.column =
            away(real) <= away(scenario) ? MselColumn::real_time : MselColumn::scenario_time;
    }
}

MselListReader::Columns MselListReader::columns_of(const MselTable& table,
                                                   const std::shared_ptr<const std::string>& file) {
    const Cells headings = full_headings(table);
    Columns all;
    std::vector<std::size_t> unknown;
    for (std::size_t c = 0; c < headings.size(); ++c) {
        if (trimmed_cell(headings[c]).empty()) continue;
        const Meaning meaning = meaning_of(headings[c]);
        if (!meaning.is_known) unknown.push_back(c);
        if (meaning.heading) all.emplace(c, Column{*meaning.heading, headings[c]});
    }
    weigh_by_contents(*table.sheet, table.heading, all);
    const auto excluded = beside(*table.sheet, table.heading, all);
    for (const std::size_t c : excluded) all.erase(c);
    bind_dates(all);
    for (const std::size_t c : unknown) {
        if (excluded.contains(c)) continue;
        const auto usual = MselHeadings::usual(text_);
        findings_.column(
            file, table.heading, c,
            {"msel.heading.unknown", {{"heading", harmless(headings[c], longest_heading)}}},
            did_you_mean(headings[c], usual));
    }
    // Of two that mean the same, the stronger name wins.
    std::map<std::string, std::size_t> best;
    const auto is_mere_day = [](const Column& column) {
        return column.heading.kind == Kind::date &&
               folded(column.text).find("dat") == std::string::npos;
    };
    for (const auto& [c, column] : all) {
        const auto [known, is_new] = best.try_emplace(key_of(column.heading), c);
        if (is_new) continue;
        const Column& before = all.at(known->second);
        const bool is_better = column.heading.strength > before.heading.strength ||
                               (is_mere_day(before) && !is_mere_day(column));
        if (is_better) known->second = c;
    }
    Columns columns;
    for (const auto& [c, column] : all) {
        const std::size_t winner = best.at(key_of(column.heading));
        if (winner == c) {
            columns.emplace(c, column);
        } else if (!is_mere_day(column)) {  // a weekday beside the date says nothing more
            findings_.column(file, table.heading, c,
                             {"msel.heading.again",
                              {{"heading", harmless(column.text, longest_heading)},
                               {"other", harmless(all.at(winner).text, longest_heading)}}});
        }
    }
    return columns;
}

namespace {

/// Below the headings: which rows are injects, and what the titles between them say.
class RowMaker {
   public:
    RowMaker(const sheet::ReadSheet& sheet, std::size_t heading, const Sections& sections,
             std::shared_ptr<const std::string> file)
        : headings_(sheet.rows[heading]), sections_(sections), file_(std::move(file)) {}

    void begin_with(const std::string& section) { section_move_ = section; }

    /// Nothing where it is no inject.
    template <class Columns>
    std::optional<MselRow> row(const Cells& cells, std::size_t number, const Columns& columns) {
        if (is_heading(cells) || is_section(cells, columns)) return std::nullopt;
        MselRow row;
        row.row = number;
        row.file = file_;
        bool has_any = false;
        for (const auto& [c, column] : columns) {
            const std::string text(cell_of(cells, c));
            has_any = has_any || !text.empty();
            auto& into = column.heading.kind == Kind::date ? row.dates : row.cells;
            into.emplace(column.heading.column, MselRow::Cell{text, c, column.text});
        }
        if (!has_any) return std::nullopt;
        carry(row);
        take_type_for_id(row);
        return row;
    }

   private:
    const Cells& headings_;
    const Sections& sections_;
    std::shared_ptr<const std::string> file_;
    std::string section_move_;
    std::string section_day_;
    std::string last_move_;
    std::map<MselColumn, std::string> last_day_;

    /// Repeated for a new page.
    [[nodiscard]] bool is_heading(const Cells& cells) const {
        std::size_t same = 0;
        std::size_t filled = 0;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (trimmed_cell(cells[c]).empty()) continue;
            ++filled;
            if (cell_of(headings_, c) == trimmed_cell(cells[c])) ++same;
        }
        return same >= 2 && 2 * same > filled;
    }

    /// A title over the rows that follow: one cell alone, which names a move or a day.
    template <class Columns>
    bool is_section(const Cells& cells, const Columns& columns) {
        std::string_view only;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::string_view text = trimmed_cell(cells[c]);
            if (text.empty()) continue;
            // What stands beside the list is none.
            const bool is_beside = c > columns.rbegin()->first;
            if (is_beside && only.empty()) return false;
            if (!only.empty()) return false;
            only = text;
        }
        if (only.empty()) return false;
        if (sections_.is_move(only)) {
            section_move_ = only;
            section_day_.clear();
            last_day_.clear();
            return true;
        }
        if (!Sections::is_day(only)) return false;
        section_day_ = without_emphasis(only);
        return true;
    }

    void carry(MselRow& row) {
        MselRow::Cell& move_cell = row.cells[move];
        const bool has_time = !row.text(MselColumn::real_time).empty() ||
                              !row.text(MselColumn::scenario_time).empty() ||
                              !row.text(trigger).empty();
        if (!move_cell.text.empty()) {
            last_move_ = move_cell.text;
        } else if (!section_move_.empty()) {
            move_cell.text = section_move_;
            move_cell.is_carried = true;
        } else if (!has_time && !last_move_.empty()) {
            move_cell.text = last_move_;
            move_cell.is_carried = true;
        }
        if (move_cell.text.empty() && move_cell.heading.empty()) row.cells.erase(move);
        if (!section_day_.empty()) {
            for (const MselColumn column : {MselColumn::real_time, MselColumn::scenario_time}) {
                if (row.text(column).empty() || row.dates.contains(column)) continue;
                row.dates[column] = {section_day_, row.find(column)->column, "", true};
            }
        }
        // A day is written once for all of its rows.
        for (auto& [column, cell] : row.dates) {
            std::string& last = last_day_[column];
            if (!cell.text.empty()) {
                last = cell.text;
            } else if (!last.empty()) {
                cell.text = last;
                cell.is_carried = true;
            }
        }
    }

    /// KEY EVENT in the column of numbers is a type.
    static void take_type_for_id(MselRow& row) {
        const auto found = row.cells.find(id);
        if (found == row.cells.end()) return;
        const std::string text = found->second.text;
        const bool has_digit = std::any_of(text.begin(), text.end(), is_digit);
        if (has_digit || text.find(' ') == std::string::npos) return;
        if (!meant_by<scenario::Inject::Type>(text)) return;
        found->second.text.clear();
        MselRow::Cell& type_cell = row.cells[type];
        if (type_cell.text.empty()) type_cell = {text, found->second.column, found->second.heading};
    }
};

}  // namespace

MselList MselListReader::read(const MselTable& table,
                              const std::shared_ptr<const std::string>& file) {
    const sheet::ReadSheet& sheet = *table.sheet;
    const Columns columns = columns_of(table, file);
    MselList list;
    bool has_scenario = false;
    bool has_move = false;
    for (const auto& [c, column] : columns) {
        if (column.heading.kind != Kind::column) continue;
        has_scenario = has_scenario || column.heading.column == MselColumn::scenario_time;
        has_move = has_move || column.heading.column == move;
        auto& of = column.heading.column == MselColumn::scenario_time ? list.reading.scenario
                                                                      : list.reading.real;
        if (column.heading.column != MselColumn::real_time &&
            column.heading.column != MselColumn::scenario_time)
            continue;
        of.zone = zone_in_words(column.text);
        of.is_span = column.heading.is_span;
        list.may_be_scenario = column.heading.column == MselColumn::real_time &&
                               column.heading.strength <= Strength::usual && !of.is_span &&
                               folded(column.text).find("real") == std::string::npos;
    }
    list.may_be_scenario = list.may_be_scenario && !has_scenario;
    const Sections sections(exercise_);
    RowMaker maker(sheet, table.heading, sections, file);
    if (!has_move && sections.is_move(sheet.name)) maker.begin_with(sheet.name);
    for (std::size_t r = table.heading + 1; r < sheet.rows.size(); ++r) {
        if (is_blank(sheet.rows[r]) || columns.empty()) continue;
        if (auto row = maker.row(sheet.rows[r], r, columns)) list.rows.push_back(std::move(*row));
    }
    return list;
}

}  // namespace kammerspiel::exercise
