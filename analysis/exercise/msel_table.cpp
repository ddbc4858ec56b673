#include "analysis/exercise/msel_cells.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::exercise {
namespace {

std::vector<std::string> choices_of(MselColumn column, const MselCells& cells) {
    switch (column) {
        case MselColumn::type: return all_in_words<scenario::Inject::Type>(cells.text());
        case MselColumn::mode: return all_in_words<scenario::InjectMode>(cells.text());
        case MselColumn::status: return all_in_words<scenario::Inject::Status>(cells.text());
        case MselColumn::move: return cells.moves().labels(cells.text());
        default: return {};
    }
}

sheet::SheetTable injects(const Schedule& schedule, MselLayout layout, const MselCells& cells) {
    sheet::SheetTable table;
    table.name = cells.text()("msel.sheet.injects");
    const auto columns = columns_of(layout);
    for (const auto& [column, heading] : columns) {
        table.columns.push_back(
            {cells.text()(heading), width_of(column), choices_of(column, cells)});
    }
    for (const ScheduledInject& scheduled : schedule.injects) {
        std::vector<std::string> row;
        for (const auto& [column, heading] : columns) {
            row.push_back(cells.cell(column, scheduled));
            // HSEEP has no title: a line to watch for, which has no message, would say nothing.
            const bool says_nothing =
                layout == MselLayout::hseep && column == MselColumn::message && row.back().empty();
            if (says_nothing) row.back() = cells.cell(MselColumn::title, scheduled);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

sheet::SheetTable moves(const scenario::Exercise& exercise, const Schedule& schedule,
                        const MselCells& cells) {
    const Text& text = cells.text();
    sheet::SheetTable table;
    table.name = text("msel.sheet.moves");
    table.columns = {
        {text(heading_key(MselColumn::id)), 16, {}}, {text("msel.moves.title"), 30, {}},
        {text("msel.moves.begins"), 18, {}},         {text("msel.moves.ends"), 18, {}},
        {text("msel.moves.scenario"), 18, {}},       {text("msel.moves.situation"), 70, {}}};
    for (const scenario::Move& move : exercise.moves) {
        const auto shown = [&](Duration since) {
            return cells.moment(schedule.room.local(SimTime::at(since)));
        };
        table.rows.push_back(
            {move.name.text, text(move.title), shown(move.begins), shown(move.begins + move.takes),
             cells.moment(schedule.scenario.local(move.scenario)), text(move.situation)});
    }
    return table;
}

}  // namespace

std::string msel_xlsx(const scenario::Exercise& exercise, const Schedule& schedule,
                      MselLayout layout, const std::string& marking, const Text& text) {
    const MselCells cells(exercise, schedule, text.language());
    std::vector<sheet::SheetTable> sheets{injects(schedule, layout, cells),
                                          moves(exercise, schedule, cells)};
    for (sheet::SheetTable& sheet : sheets) {
        sheet.above = {marking, text(exercise.title)};
        constexpr std::size_t room_for_more = 20;
        if (&sheet == &sheets.front()) sheet.blank_rows = room_for_more;
    }
    return sheet::as_xlsx(sheets, marking);
}

std::string msel_csv(const scenario::Exercise& exercise, const Schedule& schedule,
                     MselLayout layout, const Text& text) {
    const MselCells cells(exercise, schedule, text.language());
    return sheet::as_csv(injects(schedule, layout, cells),
                         text.language() == Language::de ? ';' : ',');
}

}  // namespace kammerspiel::exercise
