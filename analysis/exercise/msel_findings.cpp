#include "analysis/exercise/msel_row.hpp"
#include "kammerspiel/sheet/cells.hpp"

namespace kammerspiel::exercise {
namespace {

constexpr std::size_t longest_quoted = 60;

std::string cell_name(std::size_t column, std::size_t row) {
    return sheet::column_letters(column) + std::to_string(row + 1);
}

Place place_of(const std::shared_ptr<const std::string>& file, std::size_t row,
               std::size_t column) {
    return {file, static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(column + 1), 1};
}

}  // namespace

void MselFindings::add(const std::string& message_kind, const std::string& kind,
                       const std::string& where, Found found) {
    // A hundred cells that are wrong each in a way of its own would still hide the rest.
    constexpr std::size_t most_kinds = 12;
    const auto known = by_kind_.find(kind);
    std::size_t& kinds = kinds_[message_kind];
    if (known == by_kind_.end() && kinds < most_kinds) {
        ++kinds;
        by_kind_.emplace(kind, found_.size());
        by_kind_[message_kind] = found_.size();
        found_.push_back(std::move(found));
        return;
    }
    Found& first = found_[known == by_kind_.end() ? by_kind_.at(message_kind) : known->second];
    constexpr std::size_t most_cells = 5;
    if (first.also.size() < most_cells) first.also.push_back(where);
    ++first.more;
}

void MselFindings::flush() {
    for (Found& one : found_) {
        std::vector<Note> notes;
        if (one.more > 0) {
            std::string where;
            for (const std::string& cell : one.also) where += (where.empty() ? "" : ", ") + cell;
            if (one.more > one.also.size()) where += ", …";
            notes.push_back({one.place, {"msel.also", {{"count", one.more}, {"cells", where}}}});
        }
        out_.warning(one.place, std::move(one.message), std::move(one.hint), std::move(notes));
    }
    found_.clear();
    by_kind_.clear();
    kinds_.clear();
}

void MselFindings::cell(const MselRow& row, MselColumn column, Message message, Message hint,
                        std::string kind) {
    static const MselRow::Cell none;
    const MselRow::Cell* found = row.find(column);
    const MselRow::Cell* cell = found == nullptr ? &none : found;
    const std::string where = cell_name(cell->column, row.row);
    const std::string message_kind = message.key + '\n' + std::string(word_of(column));
    if (kind.empty()) {
        kind = message_kind + '\n' + cell->text;
        for (const Argument& argument : message.arguments) {
            if (argument.name == "word") kind = message_kind + '\n' + argument.value;
        }
    } else {
        kind = message_kind + "\n\n" + kind;
    }
    message.arguments.emplace_back("cell", where);
    message.arguments.emplace_back("column", harmless(cell->heading, longest_quoted));
    message.arguments.emplace_back("value", harmless(cell->text, longest_quoted));
    add(message_kind, kind, where,
        {place_of(row.file ? row.file : file_, row.row, cell->column), std::move(message),
         std::move(hint)});
}

void MselFindings::column(const std::shared_ptr<const std::string>& file, std::size_t row,
                          std::size_t column, Message message, Message hint) {
    out_.warning(place_of(file ? file : file_, row, column), std::move(message), std::move(hint));
}

void MselFindings::row(const MselRow& row, Message message, Message hint) {
    const std::string where = std::to_string(row.row + 1);
    std::string kind = message.key;
    for (const Argument& argument : message.arguments) kind += '\n' + argument.value;
    const std::string message_kind = message.key;
    message.arguments.emplace_back("row", where);
    add(message_kind, kind, where,
        {place_of(row.file ? row.file : file_, row.row, 0), std::move(message), std::move(hint)});
}

void MselFindings::file(Message message, Message hint) {
    out_.warning({file_}, std::move(message), std::move(hint));
}

void MselFindings::error(Message message, Message hint) {
    out_.error({file_}, std::move(message), std::move(hint));
}

}  // namespace kammerspiel::exercise
