#include "sim/scenario/files.hpp"

#include <cerrno>
#include <cstring>
#include <type_traits>

#include "kammerspiel/base/encoding.hpp"
#include "kammerspiel/base/plain_text.hpp"

namespace kammerspiel::scenario {
namespace {

bool is_table(std::string_view name) {
    const std::size_t dot = std::min(name.rfind('.'), name.size());
    std::string ending(name.substr(dot));
    for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return ending == ".csv" || ending == ".tsv" || ending == ".txt";
}

}  // namespace

const Files::File* Files::read(const std::string& path, const Place& from, Diagnostics& out) {
    return std::visit([&](const auto& source) { return read(source, path, from, out); }, root_);
}

template <class Source>
std::optional<std::string> Files::name_of(const Source& source, const std::string& path,
                                          const Place& from, Diagnostics& out) const {
    const std::string file = from.file ? *from.file : "";
    const std::size_t slash = file.rfind('/');
    auto name = source.name_of(slash == std::string::npos ? "" : file.substr(0, slash), path);
    if (!name) out.error(from, {"scenario.file.outside", {{"file", path}}});
    return name;
}

template <class Source>
bool Files::is_readable(const Source& source, const std::string& name, const std::string& path,
                        std::size_t most, const Place& from, Diagnostics& out) const {
    const Found found = source.look_at(name);
    switch (found.what) {
        case Found::What::nothing:
            out.error(from, {"scenario.file.missing", {{"file", path}}},
                      did_you_mean(name.substr(name.rfind('/') + 1), source.beside(name)));
            return false;
        case Found::What::folder:
            out.error(from, {"scenario.file.folder", {{"file", path}}});
            return false;
        case Found::What::special:
            out.error(from, {"scenario.file.special", {{"file", path}}});
            return false;
        case Found::What::file: break;
    }
    if (found.bytes > most) {
        out.error(from, {"scenario.file.large", {{"file", path}, {"most", most >> 20U}}});
        return false;
    }
    return true;
}

template <class Source>
const Files::File* Files::read(const Source& source, const std::string& path, const Place& from,
                               Diagnostics& out) {
    const auto name = name_of(source, path, from, out);
    if (!name) return nullptr;
    for (const auto& known : files_) {
        if (*known->name == *name) return known.get();
    }
    if (!is_readable(source, *name, path, limits_.bytes, from, out)) return nullptr;
    if (files_.size() >= limits_.files) {
        out.error(from, {"scenario.file.many", {{"most", limits_.files}}});
        return nullptr;
    }
    auto text = source.read(*name);
    if (!text) {
        out.error(from,
                  {"scenario.file.unreadable", {{"file", path}, {"fault", std::strerror(errno)}}});
        return nullptr;
    }
    // Spreadsheets write tables as their country does.
    if (is_table(*name)) {
        if (auto converted = as_utf8(*text)) text = std::move(converted);
    }
    files_.push_back(
        std::make_unique<File>(File{std::make_shared<const std::string>(*name), std::move(*text)}));
    return files_.back().get();
}

std::optional<Attachment> Files::attachment(const std::string& path, const Place& from,
                                            Diagnostics& out) const {
    return std::visit([&](const auto& source) { return attachment(source, path, from, out); },
                      root_);
}

template <class Source>
std::optional<Attachment> Files::attachment(const Source& source, const std::string& path,
                                            const Place& from, Diagnostics& out) const {
    const auto name = name_of(source, path, from, out);
    if (!name) return std::nullopt;
    const bool may_be_missing = std::is_same_v<Source, TextFolder>;
    if (may_be_missing && source.look_at(*name).what == Found::What::nothing) return std::nullopt;
    if (!is_readable(source, *name, path, limits_.attachment_bytes, from, out)) return std::nullopt;
    auto bytes = source.read(*name);
    if (!bytes) {
        out.error(from,
                  {"scenario.file.unreadable", {{"file", path}, {"fault", std::strerror(errno)}}});
        return std::nullopt;
    }
    const auto type = type_by_name(path);
    if (!type || type_by_content(*bytes) != type) {
        out.error(from, {"scenario.file.attachment", {{"file", path}}});
        return std::nullopt;
    }
    return Attachment{path, *name, *type, std::make_shared<const std::string>(std::move(*bytes))};
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
