#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/text.hpp"

// A workbook in which planners write down who takes part and what hangs on what: a sheet each for
// organisations, groups of systems, services and dependencies.

namespace kammerspiel::inventories {

/// A sheet as somebody has filled it in; row i of `rows` is row i + 1 of the sheet.
struct BookSheet {
    std::string name;
    std::vector<std::vector<std::string>> rows;
};

/// A sheet to be filled in, with rows that show how.
struct BookTable {
    struct Column {
        std::string heading;
        double width = 14;
        std::vector<std::string> choices = {};
        std::string choices_from = {};  ///< name of the sheet whose first column it offers
    };
    std::string name;
    std::vector<std::string> above;  ///< what it is for, line by line
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
};

/// The sheets in the language of `text`; as they are, they make a federation.
[[nodiscard]] std::vector<BookTable> book_tables(const Text& text);

/// What a workbook makes.
struct BookFederation {
    std::string federation_yaml;
    std::string organisations_csv;
    /// Where a story may begin: a host group of the organisation that most depend on.
    std::string seat;                   ///< its id
    std::string entry_group;            ///< of workstations, where it has any
    std::string odd_group;              ///< of servers, where it has any
    std::vector<std::string> services;  ///< that people notice, first to last
    bool has_wan = false;               ///< some reach others over a link of this name
    bool has_backups = false;           ///< some have hosts that keep backups
    std::size_t organisations = 0;
};

/// Reads the four sheets by their names and headings, German or English. Whatever cannot be
/// understood is an error with sheet, row and column, all in one pass; then nothing is made.
[[nodiscard]] std::optional<BookFederation> federation_of_book(const std::vector<BookSheet>& sheets,
                                                               const std::string& file,
                                                               const Text& text, Diagnostics& out);

}  // namespace kammerspiel::inventories
