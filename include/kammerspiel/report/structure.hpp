#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/page_parts.hpp"

// What structural analysis has found, in words: one section for each question. Filled by the
// sections' own files, laid out for a terminal and as a page by the report on structure.

namespace kammerspiel::report {

/// One sentence that says what it means for the planner, and where in the scenario it stands.
struct Finding {
    std::string sentence;
    Place place;  ///< may be unknown: then no place is printed
};

using StructureTable = PageTable;
using StructurePicture = PagePicture;

/// The answer to one question of `analyse`.
struct StructureSection {
    std::string id;  ///< a word for `--only` and anchors: failures, black-start, paths …
    std::string title;
    std::vector<Finding> findings;  ///< what matters most first
    std::vector<StructureTable> tables;
    std::vector<StructurePicture> pictures;
    std::string code_title;
    std::string code;                ///< YAML to be pasted into a scenario; may be empty
    std::vector<std::string> notes;  ///< how it was worked out, what it leaves out
};

/// All that `analyse` tells of a scenario.
struct StructureReport {
    std::string title;
    std::string of_what;  ///< how large it is
    std::vector<StructureSection> sections;
    std::string provenance;
};

/// For a terminal of 100 columns; tables are cut after `most_rows`.
[[nodiscard]] std::string structure_in_words(const StructureReport& report, const Text& text,
                                             bool colour, std::size_t most_rows);
/// Self-contained; prints on A4. `sources`: the way from the page's folder to that of the
/// scenario's files, which places link to; empty: they are words only.
[[nodiscard]] std::string structure_as_html(const StructureReport& report, const Text& text,
                                            const std::string& sources);

}  // namespace kammerspiel::report
