#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/folder_lock.hpp"

namespace kammerspiel::cli {

/// A folder that gets all of its new files or none: they are written into a hidden folder in it and
/// moved when all of them are on the disk, by one writer after the other. Until then older files
/// stay as they were; without `write`, or when it throws, nothing new stays behind, not even the
/// folder.
class StagedFolder {
   public:
    /// Makes the folder and tries whether it can be written in. Throws FileError.
    explicit StagedFolder(const std::filesystem::path& folder);
    ~StagedFolder();
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;

    struct File {
        std::filesystem::path name;  ///< may lie in a folder below
        std::string_view text;
    };
    /// What a file that must stay had in its way.
    struct Beside {
        std::string kept;
        std::string written;  ///< name of the new one
    };
    /// What else decides what may be replaced and removed.
    struct Rules {
        Rules() {}  // NOLINT: a default argument within the class needs it
        std::vector<std::filesystem::path> inputs;  ///< read by this call: never outputs
        bool records = true;                        ///< keeps in the folder what was written
        bool removes_others = false;  ///< what was written earlier and is not written now goes
    };
    struct Outcome {
        std::vector<Beside> beside;
        std::vector<std::string> left;  ///< would have been removed, but were changed by hand
    };
    /// Writes all files and moves them in the given order; the last one is removed first and comes
    /// last, so that its being there says that all are of one writing. What was changed by hand
    /// since it was written, and what is not of ours, is neither overwritten nor removed: the new
    /// file stands beside it. Throws FileError; then all files are those that were there before.
    Outcome write(const std::vector<File>& files, const Rules& rules = {});

    /// Whether a writing was broken off in this folder, by a crash or a second Ctrl-C.
    [[nodiscard]] static bool has_unfinished(const std::filesystem::path& folder);

   private:
    std::filesystem::path folder_;
    std::filesystem::path stage_;
    std::optional<FolderLock> stage_lock_;
    std::vector<std::filesystem::path> made_;  ///< folders that were not there, outermost first
    bool is_written_ = false;
};

}  // namespace kammerspiel::cli
