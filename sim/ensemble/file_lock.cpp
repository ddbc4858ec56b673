#include "sim/ensemble/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "kammerspiel/ensemble/store.hpp"

namespace kammerspiel::ensemble {
namespace {

/// Whether the file that was locked is still the one of that name: its last owner may have removed
/// it between our opening and our locking it.
bool is_still_there(int descriptor, const std::filesystem::path& path) {
    struct stat locked {};
    struct stat named {};
    return fstat(descriptor, &locked) == 0 && stat(path.c_str(), &named) == 0 &&
           locked.st_ino == named.st_ino && locked.st_dev == named.st_dev;
}

}  // namespace

// A file of its own: closing any descriptor of the study's file would lose SQLite's own locks.
FileLock::FileLock(const std::filesystem::path& study) : path_(study) {
    path_ += ".lock";
    for (;;) {
        constexpr mode_t for_all = 0666;
        descriptor_ = ::open(path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, for_all);
        if (descriptor_ < 0) {
            throw StoreError(
                StoreError::Fault::machine,
                {"store.cannot_open", {{"file", study.string()}, {"cause", std::strerror(errno)}}});
        }
        if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            const int cause = errno;
            ::close(std::exchange(descriptor_, -1));
            if (cause == EWOULDBLOCK) {
                throw StoreError(StoreError::Fault::input,
                                 {"store.busy", {{"file", study.string()}}});
            }
            // A file system of a cluster may have no locks.
            throw StoreError(
                StoreError::Fault::machine,
                {"store.cannot_open", {{"file", study.string()}, {"cause", std::strerror(cause)}}});
        }
        if (is_still_there(descriptor_, path_)) return;
        ::close(std::exchange(descriptor_, -1));
    }
}

void FileLock::release() noexcept {
    if (descriptor_ < 0) return;
    ::unlink(path_.c_str());
    ::close(std::exchange(descriptor_, -1));
}

FileLock::~FileLock() { release(); }

FileLock::FileLock(FileLock&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    release();
    path_ = std::move(other.path_);
    descriptor_ = std::exchange(other.descriptor_, -1);
    return *this;
}

}  // namespace kammerspiel::ensemble
