#pragma once

#include <filesystem>

namespace kammerspiel::ensemble {

/// Held by the one process that writes a study. The system gives it back when that process ends,
/// however it ends.
class FileLock {
   public:
    /// Throws StoreError where another process holds it or the folder cannot be written in.
    explicit FileLock(const std::filesystem::path& study);
    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;

   private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    void release() noexcept;
};

}  // namespace kammerspiel::ensemble
