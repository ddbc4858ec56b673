#pragma once

#include <map>

#include "analysis/exercise/msel_cells.hpp"

// A row of a list of injects, and what becomes of it.

namespace kammerspiel::exercise {

/// The cells of a row that are of use, each with its place in the sheet.
struct MselRow {
    struct Cell {
        std::string text;
        std::size_t column = 0;  ///< in the sheet
        std::string heading;
    };
    std::size_t row = 0;  ///< in the sheet
    std::map<MselColumn, Cell> cells;
    [[nodiscard]] const Cell* find(MselColumn column) const {
        const auto found = cells.find(column);
        return found == cells.end() ? nullptr : &found->second;
    }
};

/// What is said of a row and its cells.
class MselFindings {
   public:
    MselFindings(std::string file, Diagnostics& out)
        : file_(std::make_shared<const std::string>(std::move(file))), out_(out) {}
    /// Adds to the arguments which cell it is and what it holds.
    void cell(const MselRow& row, MselColumn column, Message message, Message hint = {});
    void row(std::size_t row, Message message, Message hint = {});
    void column(std::size_t row, std::size_t column, Message message, Message hint = {});
    void file(Message message);
    void error(Message message);

   private:
    std::shared_ptr<const std::string> file_;
    Diagnostics& out_;
};

struct MselContext {
    const scenario::Exercise& exercise;
    const Schedule& schedule;
    const MselCells& cells;  ///< in the sheet's language
};

/// `known`: the inject that the row is of, as it was exported; null: a new one, which is named
/// already. Absent: nothing can be made of the row, which was said. Its `contingency_for` is what
/// the cell says, still unresolved.
struct MselOutcome {
    scenario::Inject inject;
    bool is_changed = false;
};
[[nodiscard]] std::optional<MselOutcome> inject_of(const MselRow& row, const ScheduledInject* known,
                                                   const std::string& name,
                                                   const MselContext& context,
                                                   MselFindings& findings);

/// Sets when it comes and in which move; false: it is not said anywhere.
[[nodiscard]] bool place_inject(const MselRow& row, const ScheduledInject* known,
                                const MselContext& context, MselFindings& findings,
                                MselOutcome& outcome);

/// Whether the cell holds what was exported.
[[nodiscard]] bool is_as_written(std::string_view cell, const std::string& written);

}  // namespace kammerspiel::exercise
