#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/document.hpp"

// What structural analysis has found, in words: one section for each question. Filled by the
// sections' own files, made a document by the report on structure.

namespace kammerspiel::report {

/// One sentence that says what it means for the planner, and where in the scenario it stands.
struct Finding {
    std::string sentence;
    Place place;  ///< may be unknown: then no place is printed
};

using StructureTable = PageTable;

/// The answer to one question of `analyse`.
struct StructureSection {
    std::string id;  ///< a word for `--only` and anchors: failures, black-start, paths …
    std::string title;
    std::vector<Finding> findings;  ///< what matters most first
    std::vector<StructureTable> tables;
    std::vector<Picture> pictures;
    Code code;                       ///< YAML to be pasted into a scenario; may be empty
    std::vector<std::string> notes;  ///< how it was worked out, what it leaves out
};

/// All that `analyse` tells of a scenario.
struct StructureReport {
    std::string title;
    std::string of_what;  ///< how large it is
    std::vector<StructureSection> sections;
    std::string provenance;
};

/// `sources`: the way from the page's folder to that of the scenario's files, which places link to;
/// empty: they are words only.
[[nodiscard]] Document structure_document(const StructureReport& report, const Text& text,
                                          const std::string& sources);

}  // namespace kammerspiel::report
