#include "sim/scenario/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "kammerspiel/base/plain_text.hpp"

namespace kammerspiel::scenario {
namespace {

namespace fs = std::filesystem;

bool is_inside(const fs::path& path, const fs::path& root) {
    const auto [in_root, in_path] =
        std::mismatch(root.begin(), root.end(), path.begin(), path.end());
    return in_root == root.end();
}

/// Names like the wanted one in the same folder, for "did you mean".
std::vector<std::string> neighbours(const fs::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(path.parent_path(), error)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

const Files::File* Files::read(const std::string& path, const Place& from, Diagnostics& out) {
    const fs::path folder = from.file ? (root_ / *from.file).parent_path() : root_;
    std::error_code error;
    const fs::path root = fs::weakly_canonical(root_, error);
    const fs::path full = fs::weakly_canonical(folder / path, error);
    if (!is_inside(full, root)) {
        out.error(from, {"scenario.file.outside", {{"file", path}}});
        return nullptr;
    }
    const std::string name = fs::relative(full, root, error).generic_string();
    for (const auto& known : files_) {
        if (*known->name == name) return known.get();
    }
    if (!fs::exists(full, error)) {
        out.error(from, {"scenario.file.missing", {{"file", path}}},
                  did_you_mean(full.filename().string(), neighbours(full)));
        return nullptr;
    }
    if (fs::is_directory(full, error)) {
        out.error(from, {"scenario.file.folder", {{"file", path}}});
        return nullptr;
    }
    if (files_.size() >= limits_.files) {
        out.error(from, {"scenario.file.many", {{"most", limits_.files}}});
        return nullptr;
    }
    const auto size = fs::file_size(full, error);
    if (error || size > limits_.bytes) {
        if (error) {
            out.error(from, {"scenario.file.special", {{"file", path}}});
        } else {
            out.error(from,
                      {"scenario.file.large", {{"file", path}, {"most", limits_.bytes >> 20U}}});
        }
        return nullptr;
    }
    std::ifstream stream(full, std::ios::binary);
    if (!stream) {
        out.error(from,
                  {"scenario.file.unreadable", {{"file", path}, {"fault", std::strerror(errno)}}});
        return nullptr;
    }
    std::ostringstream text;
    text << stream.rdbuf();
    files_.push_back(std::make_unique<File>(
        File{std::make_shared<const std::string>(name), std::move(text).str()}));
    return files_.back().get();
}

std::string_view Files::line(const std::string& file, std::uint32_t number) const {
    for (const auto& known : files_) {
        if (*known->name != file) continue;
        std::string_view rest = without_byte_order_mark(known->text);
        for (std::uint32_t line = 1; line < number; ++line) {
            const std::size_t end = rest.find('\n');
            if (end == std::string_view::npos) return {};
            rest.remove_prefix(end + 1);
        }
        std::string_view wanted = rest.substr(0, rest.find('\n'));
        if (wanted.ends_with('\r')) wanted.remove_suffix(1);
        return wanted;
    }
    return {};
}

std::vector<SourceFile> Files::sources() const {
    std::vector<SourceFile> all;
    for (const auto& file : files_) all.push_back({*file->name, file->text});
    return all;
}

}  // namespace kammerspiel::scenario
