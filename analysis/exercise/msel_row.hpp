#pragma once

#include <map>

#include "analysis/exercise/msel_cells.hpp"
#include "analysis/exercise/msel_reading.hpp"

// A row of a list of injects, and what becomes of it.

namespace kammerspiel::exercise {

/// The cells of a row that are of use, each with its place in the sheet.
struct MselRow {
    struct Cell {
        std::string text;
        std::size_t column = 0;  ///< in the sheet
        std::string heading;
        bool is_carried = false;  ///< it stands in a row above, or is the name of the sheet
    };
    std::size_t row = 0;                      ///< in the sheet
    std::shared_ptr<const std::string> file;  ///< with the sheet, where there are several
    std::map<MselColumn, Cell> cells;
    std::map<MselColumn, Cell> dates;  ///< beside the times of a column, by that column
    [[nodiscard]] const Cell* find(MselColumn column) const {
        const auto found = cells.find(column);
        return found == cells.end() ? nullptr : &found->second;
    }
    /// The text of a cell, empty where there is none.
    [[nodiscard]] std::string text(MselColumn column) const {
        const Cell* cell = find(column);
        return cell == nullptr ? std::string() : cell->text;
    }
    [[nodiscard]] std::optional<ReadDate> date(MselColumn column) const {
        const auto found = dates.find(column);
        return found == dates.end() ? std::nullopt : read_date(found->second.text);
    }
};

/// What is said of rows and cells. The same of several cells is said once, at the first of them,
/// with where else it is so: flush() hands it on.
class MselFindings {
   public:
    MselFindings(std::string file, Diagnostics& out)
        : file_(std::make_shared<const std::string>(std::move(file))), out_(out) {}
    ~MselFindings() { flush(); }
    MselFindings(const MselFindings&) = delete;
    MselFindings& operator=(const MselFindings&) = delete;

    /// Adds to the arguments which cell it is and what it holds. `kind`: what is said once; the
    /// message with the cell's value, if empty.
    void cell(const MselRow& row, MselColumn column, Message message, Message hint = {},
              std::string kind = "");
    void row(const MselRow& row, Message message, Message hint = {});
    void column(const std::shared_ptr<const std::string>& file, std::size_t row, std::size_t column,
                Message message, Message hint = {});
    void file(Message message, Message hint = {});
    void error(Message message, Message hint = {});
    void flush();
    [[nodiscard]] const std::shared_ptr<const std::string>& file_name() const { return file_; }

   private:
    struct Found {
        Place place;
        Message message;
        Message hint;
        std::vector<std::string> also;  ///< the first few cells
        std::size_t more = 0;
    };
    std::shared_ptr<const std::string> file_;
    Diagnostics& out_;
    std::vector<Found> found_;
    std::map<std::string, std::size_t> by_kind_;  ///< position in `found_`
    std::map<std::string, std::size_t> kinds_;    ///< how many there are of one message and column

    void add(const std::string& message_kind, const std::string& kind, const std::string& where,
             Found found);
};

struct MselContext {
    const scenario::Exercise& exercise;
    const Schedule& schedule;
    const MselCells& cells;  ///< in the sheet's language
    const MselReading& reading;
    const MselTimings& taken;  ///< how the list stood when it was taken last
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
