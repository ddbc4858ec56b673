#pragma once

#include <set>

#include "analysis/exercise/msel_row.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

// A sheet as a list of injects: where its headings are, what its columns mean, which rows it has.

namespace kammerspiel::exercise {

/// What the headings of a mapping file mean, by folded_heading(); absent: not to be read.
using MselMapping = std::map<std::string, std::optional<MselHeading>>;

/// A row of headings, found but not yet read.
struct MselTable {
    const sheet::ReadSheet* sheet = nullptr;
    std::size_t heading = 0;
    std::set<std::string> meanings;  ///< of its headings, to compare sheets
    bool has_words = false;          ///< a column of what an inject says
};

struct MselList {
    std::vector<MselRow> rows;
    MselReading reading;           ///< what the headings say of times
    bool may_be_scenario = false;  ///< of its times no heading says on which clock they are
};

class MselListReader {
   public:
    MselListReader(const MselHeadings& headings, const MselMapping& mapping,
                   const scenario::Exercise& exercise, const Text& text, MselFindings& findings)
        : headings_(headings),
          mapping_(mapping),
          exercise_(exercise),
          text_(text),
          findings_(findings) {}

    /// The first row with the most headings among the first ones; two at least.
    [[nodiscard]] std::optional<MselTable> find(const sheet::ReadSheet& sheet) const;
    /// `file`: as findings name the sheet.
    [[nodiscard]] MselList read(const MselTable& table,
                                const std::shared_ptr<const std::string>& file);

   private:
    struct Column {
        MselHeading heading;
        std::string text;
    };
    using Columns = std::map<std::size_t, Column>;  ///< by column of the sheet
    const MselHeadings& headings_;
    const MselMapping& mapping_;
    const scenario::Exercise& exercise_;
    const Text& text_;
    MselFindings& findings_;

    struct Meaning {
        bool is_known = false;
        std::optional<MselHeading> heading;  ///< absent: not to be read
    };
    [[nodiscard]] Meaning meaning_of(const std::string& heading) const;
    [[nodiscard]] bool is_own_list_of_moves(const std::vector<std::string>& row) const;
    [[nodiscard]] Columns columns_of(const MselTable& table,
                                     const std::shared_ptr<const std::string>& file);
    [[nodiscard]] std::vector<std::string> full_headings(const MselTable& table) const;
    void weigh_by_contents(const sheet::ReadSheet& sheet, std::size_t heading,
                           Columns& columns) const;
    [[nodiscard]] std::set<std::size_t> beside(const sheet::ReadSheet& sheet, std::size_t heading,
                                               const Columns& columns) const;
    void bind_dates(Columns& columns) const;
};

}  // namespace kammerspiel::exercise
