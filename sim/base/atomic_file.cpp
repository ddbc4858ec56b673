#include "kammerspiel/base/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace kammerspiel {
namespace {

std::string_view hint_for(int error_number) {
    switch (error_number) {
        case ENOSPC:
        case EDQUOT: return "the disk is full: free some space, or choose another folder";
        case EACCES:
        case EPERM: return "you may not write there: choose another folder, or ask for the right";
        case EROFS: return "the disk is read-only: choose another folder";
        case ENOENT: return "the folder does not exist: create it first";
        case ENOTDIR: return "a part of the path is a file, not a folder: choose another path";
        case EISDIR: return "a folder has that name: choose another name";
        case ENAMETOOLONG: return "the name is too long: choose a shorter one";
        case EIO: return "the disk reports a fault: look at it, or choose another one";
        case EFBIG: return "the file is larger than the system allows";
        default: return "";
    }
}

std::string sentence(const std::filesystem::path& path, std::string_view operation,
                     int error_number) {
    const std::string reason = std::generic_category().message(error_number);
    const std::string_view hint = hint_for(error_number);
    return fmt::format("{}: cannot {}: {}{}{}", path.string(), operation, reason,
                       hint.empty() ? "" : "; ", hint);
}

/// Large enough that a trace is written in few calls.
constexpr std::size_t buffered = 1U << 16U;

}  // namespace

FileError::FileError(const std::filesystem::path& path, std::string_view operation,
                     int error_number)
    : std::runtime_error(sentence(path, operation, error_number)),
      path_(path),
      error_number_(error_number) {}

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)), part_(path_) {
    part_ += ".part";
    constexpr int mode = 0644;
    descriptor_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (descriptor_ < 0) throw FileError(path_, "write", errno);
    is_open_ = true;
}

AtomicFile::~AtomicFile() { close_and_remove(); }

void AtomicFile::close_and_remove() noexcept {
    if (!is_open_) return;
    is_open_ = false;
    ::close(descriptor_);
    ::unlink(part_.c_str());
}

void AtomicFile::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            throw FileError(path_, "write", errno);
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

void AtomicFile::write(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= buffered) flush();
}

void AtomicFile::commit() {
    flush();
    if (::fsync(descriptor_) != 0) throw FileError(path_, "write", errno);
    is_open_ = false;
    const bool closed = ::close(descriptor_) == 0;
    if (!closed || ::rename(part_.c_str(), path_.c_str()) != 0) {
        const int error_number = errno;
        ::unlink(part_.c_str());
        throw FileError(path_, closed ? "rename" : "write", error_number);
    }
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    AtomicFile file(path);
    file.write(text);
    file.commit();
}

void make_folder(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) throw FileError(path, "make the folder", error.value());
}

}  // namespace kammerspiel
