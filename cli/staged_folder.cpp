#include "cli/staged_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>

#include "cli/written_record.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/sha256.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stage_begins = ".unfinished-";
/// Says of a folder that it is one of ours, whatever else is called so.
constexpr const char* stage_mark = "kammerspiel";

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

/// Puts files in the place of older ones, which are kept until all of it stands: what a disk
/// refuses half-way is undone.
class Replacing {
   public:
    Replacing(const fs::path& stage, const fs::path& folder)
        : stage_(stage), kept_in_(stage / ".before"), folder_(folder) {}
    ~Replacing() {
        if (!is_done_) undo();
    }
    Replacing(const Replacing&) = delete;
    Replacing& operator=(const Replacing&) = delete;

    /// Throws FileError.
    void put(const fs::path& staged, const std::string& name) {
        take_away(name);
        make_folder((folder_ / name).parent_path());
        move(stage_ / staged, folder_ / name);
        put_.push_back(name);
    }
    void take_away(const std::string& name) {
        std::error_code error;
        const auto type = fs::symlink_status(folder_ / name, error).type();
        if (type == fs::file_type::not_found) return;
        // A folder is nothing that was ever written here.
        if (type == fs::file_type::directory) throw FileError(folder_ / name, "write", EISDIR);
        make_folder(kept_in_);
        const fs::path place = kept_in_ / std::to_string(taken_.size());
        move(folder_ / name, place);
        taken_.emplace_back(name, place);
    }
    void is_whole() { is_done_ = true; }

   private:
    fs::path stage_;
    fs::path kept_in_;
    fs::path folder_;
    std::vector<std::string> put_;
    std::vector<std::pair<std::string, fs::path>> taken_;
    bool is_done_ = false;

    void undo() const {
        std::error_code error;
        for (const std::string& name : put_) fs::remove(folder_ / name, error);
        for (const auto& [name, place] : taken_) fs::rename(place, folder_ / name, error);
    }
};

std::string hash_of(std::string_view text) {
    Sha256 digest;
    digest.add(text);
    return digest.finish();
}

/// One of its own for each writing, so that two at once do not mix their files. Nobody can have put
/// a link in its place.
fs::path new_stage_in(const fs::path& folder) {
    constexpr int attempts = 3;  // who has made nothing takes an empty folder with it
    int cause = 0;
    for (int i = 0; i < attempts; ++i) {
        std::string name = (folder / (std::string(stage_begins) + "XXXXXX")).string();
        if (::mkdtemp(name.data()) != nullptr) return name;
        cause = errno;
        if (cause != ENOENT) break;
        make_folder(folder);
    }
    throw FileError(folder, "write", cause);
}

bool is_stage(const fs::directory_entry& entry) {
    std::error_code error;
    return entry.path().filename().string().starts_with(stage_begins) &&
           entry.symlink_status(error).type() == fs::file_type::directory &&
           fs::exists(entry.path() / stage_mark, error);
}

/// Those of writings that ended without a word: whoever still writes holds the lock of his.
void remove_left_stages(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> stages;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (is_stage(entry)) stages.push_back(entry.path());
    }
    for (const fs::path& stage : stages) {
        try {
            const FolderLock lock(stage, FolderLock::Wait::not_at_all);
            fs::remove_all(stage, error);
        } catch (const FileError&) {
            continue;  // somebody is at it
        }
    }
}

/// What this time was not written would be handed out beside what was. What was made from a page
/// is judged by who made it.
std::vector<std::string> remove_others(const fs::path& folder,
                                       const std::map<std::string, std::string>& written,
                                       const StagedFolder::Rules& rules, WrittenRecord& record,
                                       Replacing& replacing) {
    std::vector<std::string> left;
    const auto earlier = record.entries();
    for (const auto& [name, entry] : earlier) {
        if (written.contains(name) || !entry.page.empty()) continue;
        std::error_code error;
        if (!fs::exists(folder / name, error)) {
            record.forget(name);
        } else if (record.is_as_written(name) && !is_one_of(folder / name, rules.inputs)) {
            replacing.take_away(name);
            record.forget(name);
        } else {
            left.push_back(name);
        }
    }
    return left;
}

}  // namespace

StagedFolder::StagedFolder(const fs::path& folder)
    : folder_(whole(folder)), made_(missing_folders(folder_)) {
    try {
        make_folder(folder_);
        remove_left_stages(folder_);
        stage_ = new_stage_in(folder_);
        stage_lock_.emplace(stage_, FolderLock::Wait::not_at_all);
        // A folder may be made where no file can be written; the smallest file shows it.
        write_file(stage_ / stage_mark, "\n");
    } catch (const FileError&) {
        std::error_code error;
        if (!stage_.empty()) fs::remove_all(stage_, error);
        remove_empty(made_);
        throw;
    }
}

StagedFolder::~StagedFolder() {
    std::error_code error;
    fs::remove_all(stage_, error);
    if (!is_written_) remove_empty(made_);
}

StagedFolder::Outcome StagedFolder::write(const std::vector<File>& files, const Rules& rules) {
    for (const File& file : files) {
        make_folder((stage_ / file.name).parent_path());
        write_file(stage_ / file.name, file.text);
    }
    // From here on it is one writing after the other: what each finds is what the one before has
    // left.
    const FolderLock lock(folder_, FolderLock::Wait::for_a_while);
    Outcome outcome;
    WrittenRecord record(folder_);
    std::map<std::string, std::string> hashes;  // by the name under which it stands
    std::vector<std::string> places;
    for (const File& file : files) {
        const std::string hash = hash_of(file.text);
        places.push_back(record.place_for(file.name.string(), hash, rules.inputs));
        if (places.back() != file.name) {
            outcome.beside.push_back({file.name.string(), places.back()});
        }
        hashes[places.back()] = hash;
        record.announce(places.back(), hash);
    }
    // Before the first file moves: what a crash leaves half-way is known for ours all the same.
    if (rules.records) record.save();
    Replacing replacing(stage_, folder_);
    if (!files.empty()) replacing.take_away(places.back());
    for (std::size_t f = 0; f < files.size(); ++f) replacing.put(files[f].name, places[f]);
    for (const auto& [name, hash] : hashes) record.wrote(name, {hash, {}, {}, {}});
    if (rules.removes_others)
        outcome.left = remove_others(folder_, hashes, rules, record, replacing);
    // Of what stays because it was changed, one word is enough.
    std::erase_if(outcome.left, [&](const std::string& name) {
        return std::any_of(outcome.beside.begin(), outcome.beside.end(),
                           [&](const Beside& one) { return one.kept == name; });
    });
    if (rules.records) record.save();
    replacing.is_whole();
    is_written_ = true;
    return outcome;
}

bool StagedFolder::has_unfinished(const fs::path& folder) {
    std::error_code error;
    const fs::directory_iterator all(folder, error);
    return !error && std::any_of(begin(all), end(all), is_stage);
}

}  // namespace kammerspiel::cli
