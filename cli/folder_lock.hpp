#pragma once

#include <filesystem>

namespace kammerspiel::cli {

/// A folder that nobody else has locked as long as this lives. It is a lock among programs that ask
/// for it, and goes with the process, however that ends; no file is left behind.
class FolderLock {
   public:
    enum class Wait {
        for_a_while,  ///< moving files takes no time: up to half a minute
        not_at_all,
    };
    /// Throws FileError where the folder cannot be opened, or others keep it.
    FolderLock(const std::filesystem::path& folder, Wait wait);
    ~FolderLock();
    FolderLock(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    FolderLock& operator=(FolderLock&&) = delete;

   private:
    int descriptor_ = -1;
};

}  // namespace kammerspiel::cli
