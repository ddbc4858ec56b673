#pragma once

#include <string>
#include <vector>

#include "kammerspiel/import/import.hpp"
#include "tests/support/written.hpp"

// Inventories as files of a folder of their own, imported; and what is said of them.

namespace kammerspiel::test {

struct Import {
    inventories::Imported imported;
    Diagnostics diagnostics;
    std::string yaml;                   ///< the federation file; empty if nothing was usable
    std::vector<std::string> findings;  ///< `file:line:column message` of each, in English
    std::string english;                ///< all diagnostics as a terminal shows them
    std::string german;

    [[nodiscard]] bool finds(const std::string& finding) const;
    /// Findings that stand for something left out.
    [[nodiscard]] std::size_t errors() const { return diagnostics.errors(); }
};

/// Imports the file `nodes.csv` with `edges.csv`, if that is among them, or `graph.graphml`.
[[nodiscard]] Import imported(const Written& files, const inventories::ImportOptions& options = {});

/// The same of these two tables.
[[nodiscard]] Import imported(const std::string& nodes, const std::string& edges);

/// What is left of a federation file without the comment that names its sources.
[[nodiscard]] std::string without_heading(const std::string& yaml);

/// A small scenario around a federation file with at least one host.
[[nodiscard]] Written scenario_around(const std::string& federation);

}  // namespace kammerspiel::test
