#include "sim/import/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "kammerspiel/base/encoding.hpp"
#include "kammerspiel/base/plain_text.hpp"

namespace kammerspiel::inventories {
namespace {

namespace fs = std::filesystem;

/// Names like the wanted one in the same folder, for "did you mean".
std::vector<std::string> neighbours(const fs::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Whether the path names a plain file of a size that is allowed; says so if not.
bool is_readable_file(const fs::path& path, const InventoryLimits& limits, Diagnostics& out) {
    const std::string name = path.generic_string();
    std::error_code error;
    if (!fs::exists(path, error)) {
        out.error({}, {"scenario.file.missing", {{"file", name}}},
                  did_you_mean(path.filename().string(), neighbours(path)));
    } else if (fs::is_directory(path, error)) {
        out.error({}, {"scenario.file.folder", {{"file", name}}});
    } else if (!fs::is_regular_file(path, error)) {
        out.error({}, {"scenario.file.special", {{"file", name}}});
    } else if (fs::file_size(path, error) > limits.bytes || error) {
        out.error({}, {"scenario.file.large", {{"file", name}, {"most", limits.bytes >> 20U}}});
    } else {
        return true;
    }
    return false;
}

/// Says what is wrong with bytes that are no text in UTF-8, in the words of those who export.
bool is_text(std::string_view bytes, const std::shared_ptr<const std::string>& file,
             Diagnostics& out) {
    if (bytes.starts_with("PK\x03\x04")) {
        out.error({file}, {"import.file.workbook"});
        return false;
    }
    Diagnostics found;
    const bool is_plain = check_plain_text(bytes, file, found);
    for (Diagnostic diagnostic : found.sorted()) {
        const std::string& key = diagnostic.message.key;
        if (key == "scenario.file.utf8") diagnostic.hint = {"import.file.encoding"};
        if (key == "scenario.file.binary" || key == "scenario.file.empty") {
            diagnostic.hint = {"import.file.wanted"};
        }
        out.add(std::move(diagnostic));
    }
    return is_plain;
}

std::vector<std::size_t> starts_of_lines(std::string_view text) {
    std::vector<std::size_t> starts{0};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n') starts.push_back(at + 1);
    }
    return starts;
}

}  // namespace

std::optional<SourceText> InventoryFiles::read(const fs::path& path, const InventoryLimits& limits,
                                               Diagnostics& out) {
    if (!is_readable_file(path, limits, out)) return std::nullopt;
    const auto name = std::make_shared<const std::string>(path.generic_string());
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream bytes;
    if (stream) bytes << stream.rdbuf();
    if (!stream) {
        // An empty file sets the stream's fail bit as well.
        std::error_code error;
        if (fs::file_size(path, error) > 0) {
            out.error({}, {"scenario.file.unreadable",
                           {{"file", *name}, {"fault", std::strerror(errno)}}});
            return std::nullopt;
        }
    }
    std::string text_bytes = std::move(bytes).str();
    if (!text_bytes.starts_with("PK\x03\x04")) {
        if (auto converted = as_utf8(text_bytes)) text_bytes = std::move(*converted);
    }
    files_.push_back(std::make_unique<File>(File{name, std::move(text_bytes), {}}));
    File& file = *files_.back();
    if (!is_text(file.bytes, name, out)) return std::nullopt;
    const std::string_view text = without_byte_order_mark(file.bytes);
    file.starts = starts_of_lines(text);
    return SourceText{text, name};
}

std::string_view InventoryFiles::line(const std::string& file, std::uint32_t number) const {
    for (const auto& known : files_) {
        if (*known->name != file) continue;
        if (number == 0 || number > known->starts.size()) return {};
        std::string_view text = without_byte_order_mark(known->bytes);
        text.remove_prefix(known->starts[number - 1]);
        std::string_view wanted = text.substr(0, text.find('\n'));
        if (wanted.ends_with('\r')) wanted.remove_suffix(1);
        return wanted;
    }
    return {};
}

}  // namespace kammerspiel::inventories
