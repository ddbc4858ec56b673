#include "cli/written_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/json_text.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/sha256.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

/// None that would lead out of the folder: what the file says is not believed blindly.
bool is_inside(const std::string& name) {
    const fs::path path(name);
    return !name.empty() && path.is_relative() &&
           std::find(path.begin(), path.end(), "..") == path.end();
}

nlohmann::json json_in(const fs::path& file) {
    std::ifstream in(file);
    return nlohmann::json::parse(in, nullptr, false);
}

}  // namespace

std::string hash_of_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    Sha256 digest;
    std::array<char, 1U << 16U> buffer{};
    while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
        digest.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
    }
    return in.bad() ? std::string() : digest.finish();
}

bool is_one_of(const fs::path& file, const std::vector<fs::path>& others) {
    return std::any_of(others.begin(), others.end(), [&](const fs::path& other) {
        std::error_code error;
        return fs::equivalent(file, other, error);
    });
}

WrittenRecord::WrittenRecord(fs::path folder) : folder_(std::move(folder)) {
    // Papers say it, too, for whoever copies a folder without what is hidden in it.
    const auto papers = json_in(folder_ / "papers.json");
    if (papers.is_object() && papers.contains("sha256") && papers["sha256"].is_object()) {
        for (const auto& [name, hash] : papers["sha256"].items()) {
            if (is_inside(name) && hash.is_string()) entries_[name].hash = hash.get<std::string>();
        }
    }
    const auto json = json_in(folder_ / file_name);
    if (!json.is_object() || !json.contains("files") || !json["files"].is_object()) return;
    for (const auto& [name, entry] : json["files"].items()) {
        if (!is_inside(name) || !entry.is_object()) continue;
        entries_[name] = {text_in(entry, "sha256"), text_in(entry, "next"), text_in(entry, "page"),
                          text_in(entry, "from")};
    }
}

bool WrittenRecord::is_as_written(const std::string& name) const {
    const auto found = entries_.find(name);
    if (found == entries_.end()) return false;
    const std::string hash = hash_of_file(folder_ / name);
    return !hash.empty() && (hash == found->second.hash || hash == found->second.next);
}

bool WrittenRecord::is_changed(const std::string& name) const {
    std::error_code error;
    return entries_.contains(name) && fs::exists(folder_ / name, error) && !is_as_written(name);
}

bool WrittenRecord::is_free(const std::string& name, const std::string& hash,
                            const std::vector<fs::path>& inputs) const {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder_ / name, error))) return true;
    if (fs::is_directory(folder_ / name, error)) return true;  // the machine refuses it
    if (is_one_of(folder_ / name, inputs)) return false;
    return is_as_written(name) || hash_of_file(folder_ / name) == hash;
}

std::string WrittenRecord::place_for(const std::string& name, const std::string& hash,
                                     const std::vector<fs::path>& inputs) const {
    if (is_free(name, hash, inputs)) return name;
    const fs::path path(name);
    for (int number = 1;; ++number) {
        const std::string mark = number == 1 ? ".new" : fmt::format(".new-{}", number);
        fs::path beside = path;
        beside.replace_filename(path.stem().string() + mark + path.extension().string());
        if (is_free(beside.string(), hash, inputs)) return beside.string();
    }
}

void WrittenRecord::save() const {
    nlohmann::ordered_json json{{"program", "kammerspiel"}, {"files", nlohmann::json::object()}};
    for (const auto& [name, entry] : entries_) {
        auto& one = json["files"][name];
        one["sha256"] = entry.hash;
        if (!entry.next.empty()) one["next"] = entry.next;
        if (!entry.page.empty()) one["page"] = entry.page;
        if (!entry.from.empty()) one["from"] = entry.from;
    }
    write_file(folder_ / file_name,
               json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace kammerspiel::cli
