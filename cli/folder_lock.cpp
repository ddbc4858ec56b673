#include "cli/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "kammerspiel/base/atomic_file.hpp"

namespace kammerspiel::cli {

FolderLock::FolderLock(const std::filesystem::path& folder, Wait wait)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0) throw FileError(folder, "open", errno);
    constexpr auto between = std::chrono::milliseconds(20);
    constexpr auto most = std::chrono::seconds(30);
    const auto until = std::chrono::steady_clock::now() + most;
    while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const int cause = errno;
        const bool is_kept = cause == EWOULDBLOCK || cause == EINTR;
        if (is_kept && wait == Wait::for_a_while && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(between);
            continue;
        }
        ::close(descriptor_);
        throw FileError(folder, "write", is_kept ? EBUSY : cause);
    }
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

}  // namespace kammerspiel::cli
