#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/federation_description.hpp"

// An inventory of assets and dependencies, as a configuration database, a spreadsheet or a drawing
// of a graph has it, made into a federation. The formats: docs/import.md. (The namespace cannot be
// called as the folder: `import` is a word of the language.)

namespace kammerspiel::inventories {

/// How much was taken over, and how much was not.
struct ImportCounts {
    std::uint64_t organisations = 0;
    std::uint64_t host_groups = 0;
    std::uint64_t hosts = 0;  ///< in the host groups
    std::uint64_t services = 0;
    std::uint64_t links = 0;
    std::uint64_t needs = 0;     ///< single dependencies
    std::uint64_t left_out = 0;  ///< rows, or nodes and edges, that are at fault
};

/// The federation that an inventory gives.
struct Imported {
    /// In the order of the inventory; each has a template of its own, named as itself. Empty where
    /// nothing could be used.
    std::vector<scenario::Organisation> organisations;
    /// What a reader of the federation file should know of a part, such as what was assumed: by
    /// organisation and part ("" for the organisation itself, "/crews" for its crews).
    std::map<std::pair<std::size_t, std::string>, std::vector<Message>> remarks;
    std::vector<std::string> sources;  ///< names of the files, without their folders
    ImportCounts counts;
    std::unique_ptr<LineSource> lines;  ///< that diagnostics show; never null
};

struct ImportOptions {
    /// Of organisations that have none: an ISO 3166-2 code. Empty: not known.
    std::string region;
    /// Of nodes that say nothing, or an unknown word: a word for a kind. Empty: they are left out.
    std::string kind;
    /// A graph of connections, e.g. of a network's places: nodes become organisations with a group
    /// of hosts each, edges links between them, also undirected ones.
    bool as_links = false;
    /// A table of headings and words and what they mean here.
    std::optional<std::filesystem::path> mapping;
};

/// Words that `kind` takes, for suggestions.
[[nodiscard]] std::vector<std::string> kind_words();
/// Whether one of them, or a word that is understood as one.
[[nodiscard]] bool is_kind_word(const std::string& word);

/// Reads `nodes` (a CSV table, or GraphML with the edges in it) and the table `edges`. What is
/// wrong is reported to `out`: an error stands for what was left out, a warning for what was
/// assumed or mended. Rows at fault are left out, the others are taken over; the description that
/// comes of them passes the loader. Faults of the input never throw.
[[nodiscard]] Imported import_inventory(const std::filesystem::path& nodes,
                                        const std::optional<std::filesystem::path>& edges,
                                        const ImportOptions& options, Diagnostics& out);

/// The federation as a file that a scenario can name under `federation`; its comments are in the
/// language of `text`. The same description gives the same bytes.
[[nodiscard]] std::string federation_yaml(const Imported& imported, const Text& text);

}  // namespace kammerspiel::inventories
