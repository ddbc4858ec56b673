#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kammerspiel {

/// The machine failed at a file: what, where, why, and what would mend it.
class FileError : public std::runtime_error {
   public:
    FileError(const std::filesystem::path& path, std::string_view operation, int error_number);
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] int error_number() const { return error_number_; }

   private:
    std::filesystem::path path_;
    int error_number_ = 0;
};

/// A file that is there as a whole or not at all: written under a temporary name (`.part`), then
/// flushed to the disk and renamed by `commit`. Without `commit` nothing stays behind.
class AtomicFile {
   public:
    /// Throws FileError if the file cannot be begun.
    explicit AtomicFile(std::filesystem::path path);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Throws FileError, e.g. when the disk is full.
    void write(std::string_view text);
    /// Flush, fsync, rename; throws FileError, and then the old file is as it was.
    void commit();

   private:
    std::filesystem::path path_;
    std::filesystem::path part_;
    int descriptor_ = 0;
    std::string buffer_;
    bool is_open_ = false;
    void flush();
    void close_and_remove() noexcept;
};

/// Writes a whole file at once, atomically.
void write_file(const std::filesystem::path& path, std::string_view text);

/// Makes a folder and those above it; throws FileError.
void make_folder(const std::filesystem::path& path);

}  // namespace kammerspiel
