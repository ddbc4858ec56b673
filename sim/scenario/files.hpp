#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"
#include "sim/scenario/file_sources.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace kammerspiel::scenario {

/// The files of one scenario: all inside its root folder, each read once, each kept with its text
/// for diagnostics and provenance.
class Files : public LineSource {
   public:
    using Folder = std::variant<DiskFolder, TextFolder>;
    Files(Folder root, Limits limits) : root_(std::move(root)), limits_(limits) {}

    struct File {
        std::shared_ptr<const std::string> name;  ///< relative to the root
        std::string text;
    };

    /// Reads `path`, which `from` names (relative to the file in which `from` stands). A path that
    /// leaves the root, a folder, a missing or an oversized file is an error at `from`.
    const File* read(const std::string& path, const Place& from, Diagnostics& out);

    /// Reads a picture or a document that `from` names. Texts of a scenario that are at hand may be
    /// without it: studies keep none.
    std::optional<Attachment> attachment(const std::string& path, const Place& from,
                                         Diagnostics& out) const;

    [[nodiscard]] std::string_view line(const std::string& file,
                                        std::uint32_t number) const override;
    [[nodiscard]] std::vector<SourceFile> sources() const;

   private:
    Folder root_;
    Limits limits_;
    std::vector<std::unique_ptr<File>> files_;  ///< in the order of reading

    /// The name of what may be read; none: why not is said.
    template <class Source>
    std::optional<std::string> name_of(const Source& source, const std::string& path,
                                       const Place& from, Diagnostics& out) const;
    /// Whether it may be read; if not, why is said.
    template <class Source>
    bool is_readable(const Source& source, const std::string& name, const std::string& path,
                     std::size_t most, const Place& from, Diagnostics& out) const;
    template <class Source>
    const File* read(const Source& source, const std::string& path, const Place& from,
                     Diagnostics& out);
    template <class Source>
    std::optional<Attachment> attachment(const Source& source, const std::string& path,
                                         const Place& from, Diagnostics& out) const;
};

}  // namespace kammerspiel::scenario
