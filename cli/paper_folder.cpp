#include "cli/paper_folder.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* outdated_mark = ".outdated";

/// handbook.pdf: handbook.outdated.pdf
std::string outdated_name(const std::string& name) {
    fs::path path(name);
    path.replace_filename(path.stem().string() + outdated_mark + path.extension().string());
    return path.string();
}

bool is_outdated_name(const std::string& name) {
    return fs::path(name).stem().extension() == outdated_mark;
}

bool is_sheet(const fs::path& file) {
    const std::string extension = file.extension().string();
    return extension == ".xlsx" || extension == ".csv";
}

}  // namespace

std::optional<report::PapersState> state_of_papers(const fs::path& folder) {
    std::ifstream file(folder / "papers.json");
    const auto json = nlohmann::json::parse(file, nullptr, false);
    if (!json.is_object() || !json.contains("state") || !json["state"].is_string()) {
        return std::nullopt;
    }
    return value_of<report::PapersState>(json["state"].get<std::string>());
}

FilledIn sheets_filled_in(const fs::path& folder, const std::vector<fs::path>& given) {
    const WrittenRecord record(folder);
    FilledIn found;
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / "evaluators", error)) {
        if (entry.is_regular_file(error) && is_sheet(entry.path())) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        const std::string name = "evaluators/" + file.filename().string();
        // Nothing was ever written into a folder without a record: there all is somebody's own.
        if (record.is_as_written(name) || is_one_of(file, given)) continue;
        const std::string stem = file.stem().string();
        if (stem.starts_with("evaluation")) found.evaluations.push_back(file);
        if (stem.starts_with("feedback")) found.feedback.push_back(file);
        if (stem.starts_with("log") && !found.log) found.log = file;
    }
    return found;
}

std::vector<std::string> set_outdated_apart(const fs::path& folder) {
    WrittenRecord record(folder);
    std::vector<std::string> outdated;
    const auto earlier = record.entries();
    for (const auto& [name, entry] : earlier) {
        if (entry.page.empty()) continue;
        std::error_code error;
        if (!fs::exists(folder / name, error)) {
            record.forget(name);
            continue;
        }
        if (is_outdated_name(name)) continue;
        const std::string aside = outdated_name(name);
        if (hash_of_file(folder / entry.page) == entry.from) {
            // True again: what lay beside it from before goes.
            if (record.is_as_written(aside)) {
                fs::remove(folder / aside, error);
                record.forget(aside);
            }
            continue;
        }
        outdated.push_back(name);
        const bool is_free = !fs::exists(folder / aside, error) || record.is_as_written(aside);
        if (!record.is_as_written(name) || !is_free) continue;
        fs::rename(folder / name, folder / aside, error);
        if (error) continue;
        record.wrote(aside, entry);
        record.forget(name);
    }
    record.save();
    return outdated;
}

std::optional<std::size_t> convert_in(const fs::path& folder,
                                      const std::vector<report::PaperFiles::Page>& pages,
                                      Format format, const std::stop_token& stop,
                                      StagedFolder::Outcome& outcome) {
    WrittenRecord record(folder);
    std::vector<PageToConvert> wanted;
    std::vector<std::string> places;
    for (const auto& page : pages) {
        const std::string name = fs::path(page.name).replace_extension(word_of(format)).string();
        const std::string place = record.place_for(name, {}, {});
        if (place != name) outcome.beside.push_back({name, place});
        wanted.push_back({folder / page.name, page.marking, folder / place});
        places.push_back(place);
    }
    const auto made = convert(wanted, format, stop);
    if (!made) return std::nullopt;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        if (!(*made)[p]) continue;
        record.wrote(places[p], {hash_of_file(folder / places[p]),
                                 {},
                                 pages[p].name,
                                 hash_of_file(folder / pages[p].name)});
    }
    record.save();
    return static_cast<std::size_t>(std::count(made->begin(), made->end(), false));
}

}  // namespace kammerspiel::cli
