#pragma once

#include <filesystem>

namespace kammerspiel::cli {

/// A folder for as long as its files are needed. Throws FileError where none can be made.
class TemporaryFolder {
   public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

   private:
    std::filesystem::path path_;
};

}  // namespace kammerspiel::cli
