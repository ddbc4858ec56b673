#include "cli/staged_folder.hpp"

#include <algorithm>

#include "kammerspiel/base/atomic_file.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* stage_name = ".unfinished";

/// From the root on, without a slash at the end, so that the folder above it is its parent.
fs::path whole(const fs::path& path) {
    const fs::path normal = fs::absolute(path).lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

/// The folders of `path` that are not there yet, outermost first.
std::vector<fs::path> missing_folders(fs::path path) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (; !path.empty() && !fs::exists(path, error); path = path.parent_path()) {
        missing.push_back(path);
        if (path == path.parent_path()) break;
    }
    std::reverse(missing.begin(), missing.end());
    return missing;
}

void remove_empty(const std::vector<fs::path>& folders) {
    std::error_code error;
    // Only empty ones go: what others have put there meanwhile stays.
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
        fs::remove(*folder, error);
    }
}

void move(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) throw FileError(to, "write", error.value());
}

}  // namespace

StagedFolder::StagedFolder(const fs::path& folder)
    : folder_(whole(folder)), stage_(folder_ / stage_name), made_(missing_folders(folder_)) {
    try {
        make_folder(folder_);
        make_folder(stage_);
        // A folder may be made where no file can be written; the smallest file shows it.
        write_file(stage_ / "try", "\n");
    } catch (const FileError&) {
        std::error_code error;
        fs::remove_all(stage_, error);
        remove_empty(made_);
        throw;
    }
}

StagedFolder::~StagedFolder() {
    std::error_code error;
    fs::remove_all(stage_, error);
    if (!is_written_) remove_empty(made_);
}

void StagedFolder::write(const std::vector<File>& files) {
    for (const File& file : files) {
        make_folder((stage_ / file.name).parent_path());
        write_file(stage_ / file.name, file.text);
    }
    std::error_code error;
    if (!files.empty()) fs::remove(folder_ / files.back().name, error);
    for (const File& file : files) {
        make_folder((folder_ / file.name).parent_path());
        move(stage_ / file.name, folder_ / file.name);
    }
    is_written_ = true;
}

bool StagedFolder::has_unfinished(const fs::path& folder) {
    std::error_code error;
    return fs::exists(folder / stage_name, error);
}

}  // namespace kammerspiel::cli
