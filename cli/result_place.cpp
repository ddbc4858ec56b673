#include "cli/result_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "cli/terminal.hpp"
#include "cli/written_record.hpp"

namespace kammerspiel::cli {

namespace fs = std::filesystem;

bool is_ours(const fs::path& json) {
    constexpr std::size_t enough = 64;
    std::ifstream file(json);
    std::string beginning(enough, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    return beginning.find("\"program\": \"kammerspiel\"") != std::string::npos;
}

void tell_of_kept(const StagedFolder::Outcome& outcome, const Text& text) {
    const auto complain_line = [&](std::string_view key, const std::vector<std::string>& files,
                                   const std::vector<std::string>& beside) {
        if (files.empty()) return;
        complain("kammerspiel: " +
                 text(key, {{"count", static_cast<std::int64_t>(files.size())},
                            {"files", fmt::format("{}", fmt::join(files, ", "))},
                            {"new", fmt::format("{}", fmt::join(beside, ", "))}}) +
                 "\n");
    };
    std::vector<std::string> kept;
    std::vector<std::string> beside;
    for (const auto& one : outcome.beside) {
        kept.push_back(one.kept);
        beside.push_back(one.written);
    }
    complain_line("cli.folder.kept", kept, beside);
    complain_line("cli.folder.left", outcome.left, {});
}

bool may_write_file(const std::string& file, bool force, const std::string& example,
                    const Text& text, const std::vector<fs::path>& inputs) {
    std::error_code error;
    if (file.empty() || !fs::exists(file, error)) return true;
    if (is_one_of(file, inputs)) {
        complain("kammerspiel: " + text("cli.file.is_input", {{"file", file}}) + "\n");
        return false;
    }
    const bool is_folder = fs::is_directory(file, error);
    if (force && !is_folder) return true;
    complain("kammerspiel: " +
             text(is_folder ? "cli.file.is_folder" : "cli.file.exists",
                  {{"file", file}, {"example", example}}) +
             "\n");
    return false;
}

namespace {

/// A file that a result would replace and that is not from us.
std::optional<fs::path> foreign_file(const fs::path& folder,
                                     const std::vector<std::string>& names) {
    const auto says_so = [&](const std::string& name) {
        return name.ends_with(".json") && is_ours(folder / name);
    };
    if (std::any_of(names.begin(), names.end(), says_so)) return std::nullopt;
    if (StagedFolder::has_unfinished(folder)) return std::nullopt;
    const WrittenRecord record(folder);
    for (const std::string& name : names) {
        std::error_code error;
        const bool is_there = fs::exists(fs::symlink_status(folder / name, error));
        if (is_there && !record.entries().contains(name)) return folder / name;
    }
    return std::nullopt;
}

}  // namespace

bool may_write_results_to(const fs::path& folder, const std::vector<std::string>& names,
                          const Text& text) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
        complain("kammerspiel: " + text("cli.folder.is_file", {{"folder", folder.string()}}) +
                 "\n");
        return false;
    }
    if (const auto file = foreign_file(folder, names)) {
        complain("kammerspiel: " + text("cli.folder.foreign", {{"file", file->string()}}) + "\n");
        return false;
    }
    return true;
}

}  // namespace kammerspiel::cli
