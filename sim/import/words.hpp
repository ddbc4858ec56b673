#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "kammerspiel/base/diagnostic.hpp"
#include "sim/import/columns.hpp"

// What the headings and words of an inventory mean: those that are known, and those that a mapping
// file names.

namespace kammerspiel::inventories {

class InventoryFiles;
struct InventoryLimits;

class InventoryWords {
   public:
    /// Rows of two cells, `heading;column`, and of three, `kind;word;meaning` or
    /// `type;word;meaning`; `ignore` for what is not to be read.
    void read_mapping(const std::filesystem::path& file, InventoryFiles& files,
                      const InventoryLimits& limits, Diagnostics& out);

    struct Heading {
        bool is_known = false;
        std::optional<Column> column;  ///< absent: not to be read
    };
    [[nodiscard]] Heading heading(std::string_view text, Table table) const;

    struct Kind {
        NodeKind kind;
        bool is_guess = false;  ///< only one of its words is known
    };
    /// `server`, also `cmdb_ci_linux_server`, `:Server` and `Spine Switch`.
    [[nodiscard]] std::optional<Kind> kind(std::string_view text) const;
    /// `needs`, also `Depends on::Used by`: what stands before the colons.
    [[nodiscard]] std::optional<EdgeType> type(std::string_view text) const;

   private:
    std::map<std::string, std::optional<Column>, std::less<>> columns_;  ///< by folded heading
    std::map<std::string, NodeKind, std::less<>> kinds_;
    std::map<std::string, EdgeType, std::less<>> types_;
};

/// What programs say of a drawing, and what says nothing of an inventory: r, x, size.
[[nodiscard]] bool is_decor(std::string_view heading);

}  // namespace kammerspiel::inventories
