#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/scenario/scenario_texts.hpp"

// Where the files of a scenario are: on the disk, or at hand as texts. Names are paths within the
// scenario's folder, with `/`; no name leads out of it.

namespace kammerspiel::scenario {

/// What is there under a name.
struct Found {
    enum class What { nothing, folder, special, file } what = What::nothing;
    std::uintmax_t bytes = 0;
};

/// A folder on the disk; links that lead out of it are seen through.
class DiskFolder {
   public:
    explicit DiskFolder(const std::filesystem::path& root);

    /// The name of what `path` means in a file that lies in `folder`; none outside.
    [[nodiscard]] std::optional<std::string> name_of(const std::string& folder,
                                                     const std::string& path) const;
    [[nodiscard]] Found look_at(const std::string& name) const;
    /// What is in the same folder, for "did you mean".
    [[nodiscard]] std::vector<std::string> beside(const std::string& name) const;
    /// None where the machine refuses; errno says why.
    [[nodiscard]] std::optional<std::string> read(const std::string& name) const;

   private:
    std::filesystem::path root_;
};

/// The same of texts.
class TextFolder {
   public:
    explicit TextFolder(std::map<std::string, std::string> files) : files_(std::move(files)) {}

    [[nodiscard]] static std::optional<std::string> name_of(const std::string& folder,
                                                            const std::string& path);
    [[nodiscard]] Found look_at(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> beside(const std::string& name) const;
    [[nodiscard]] std::optional<std::string> read(const std::string& name) const;

   private:
    std::map<std::string, std::string> files_;
};

}  // namespace kammerspiel::scenario
