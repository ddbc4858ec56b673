#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kammerspiel::cli {

/// SHA-256 of a file's content; empty where it cannot be read.
[[nodiscard]] std::string hash_of_file(const std::filesystem::path& file);

/// What this program has written into a folder, each file with the hash of its content. What is
/// there and has another content was changed by hand, or is somebody else's: it is never
/// overwritten or removed.
class WrittenRecord {
   public:
    static constexpr const char* file_name = ".written.json";

    /// Reads what the folder says of itself; one that says nothing has nothing of ours.
    explicit WrittenRecord(std::filesystem::path folder);

    struct Entry {
        std::string hash;
        std::string next;  ///< about to be written; either may be there after a crash
        std::string page;  ///< of what was made from a page: its name
        std::string from;  ///< and its hash then
    };
    [[nodiscard]] const std::map<std::string, Entry>& entries() const { return entries_; }

    /// Whether the file is there with the content that was written.
    [[nodiscard]] bool is_as_written(const std::string& name) const;
    /// Whether it was written, is there, and has another content by now.
    [[nodiscard]] bool is_changed(const std::string& name) const;

    /// Under which name a file with this content may be written: its own one where nothing is there
    /// that must stay, else `handbook.new.html`, `handbook.new-2.html` …
    [[nodiscard]] std::string place_for(const std::string& name, const std::string& hash,
                                        const std::vector<std::filesystem::path>& inputs) const;

    void announce(const std::string& name, const std::string& hash) { entries_[name].next = hash; }
    void wrote(const std::string& name, Entry entry) { entries_[name] = std::move(entry); }
    void forget(const std::string& name) { entries_.erase(name); }
    /// Throws FileError.
    void save() const;

   private:
    std::filesystem::path folder_;
    std::map<std::string, Entry> entries_;

    /// Whether what stands there may be replaced.
    [[nodiscard]] bool is_free(const std::string& name, const std::string& hash,
                               const std::vector<std::filesystem::path>& inputs) const;
};

/// Whether both are one file.
[[nodiscard]] bool is_one_of(const std::filesystem::path& file,
                             const std::vector<std::filesystem::path>& others);

}  // namespace kammerspiel::cli
