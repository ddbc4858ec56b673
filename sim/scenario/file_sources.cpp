#include "sim/scenario/file_sources.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace kammerspiel::scenario {
namespace {

namespace fs = std::filesystem;

bool is_inside(const fs::path& path, const fs::path& root) {
    const auto [in_root, in_path] =
        std::mismatch(root.begin(), root.end(), path.begin(), path.end());
    return in_root == root.end();
}

}  // namespace

DiskFolder::DiskFolder(const fs::path& root) {
    std::error_code error;
    root_ = fs::weakly_canonical(root, error);
}

std::optional<std::string> DiskFolder::name_of(const std::string& folder,
                                               const std::string& path) const {
    std::error_code error;
    const fs::path full = fs::weakly_canonical(root_ / folder / path, error);
    if (!is_inside(full, root_)) return std::nullopt;
    return fs::relative(full, root_, error).generic_string();
}

Found DiskFolder::look_at(const std::string& name) const {
    const fs::path full = root_ / name;
    std::error_code error;
    if (!fs::exists(full, error)) return {};
    if (fs::is_directory(full, error)) return {Found::What::folder};
    const auto bytes = fs::file_size(full, error);
    if (error) return {Found::What::special};
    return {Found::What::file, bytes};
}

std::vector<std::string> DiskFolder::beside(const std::string& name) const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator((root_ / name).parent_path(), error)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<std::string> DiskFolder::read(const std::string& name) const {
    std::ifstream stream(root_ / name, std::ios::binary);
    if (!stream) return std::nullopt;
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

std::optional<std::string> TextFolder::name_of(const std::string& folder, const std::string& path) {
    const fs::path name = (fs::path(folder) / path).lexically_normal();
    if (name.empty()) return ".";
    if (name.is_absolute() || *name.begin() == "..") return std::nullopt;
    return name.generic_string();
}

Found TextFolder::look_at(const std::string& name) const {
    if (const auto file = files_.find(name); file != files_.end()) {
        return {Found::What::file, file->second.size()};
    }
    const std::string within = name == "." ? "" : name.ends_with('/') ? name : name + "/";
    const auto next = files_.lower_bound(within);
    const bool is_folder = next != files_.end() && next->first.starts_with(within);
    return {is_folder ? Found::What::folder : Found::What::nothing};
}

std::vector<std::string> TextFolder::beside(const std::string& name) const {
    const std::size_t slash = name.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : name.substr(0, slash + 1);
    std::set<std::string> names;
    for (const auto& [file, text] : files_) {
        if (!file.starts_with(folder)) continue;
        names.insert(file.substr(folder.size(), file.find('/', folder.size()) - folder.size()));
    }
    return {names.begin(), names.end()};
}

std::optional<std::string> TextFolder::read(const std::string& name) const {
    const auto file = files_.find(name);
    return file == files_.end() ? std::nullopt : std::optional(file->second);
}

}  // namespace kammerspiel::scenario
