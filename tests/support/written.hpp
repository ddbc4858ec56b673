#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/scenario/load.hpp"

// Scenarios as files of a folder of its own, loaded; and what is said of them.

namespace kammerspiel::test {

/// By path within the folder; parent folders are made. Bytes are written as they are.
using Written = std::map<std::string, std::string>;

/// A folder of its own, gone with the test.
class WrittenFolder {
   public:
    WrittenFolder();
    ~WrittenFolder();
    WrittenFolder(const WrittenFolder&) = delete;
    WrittenFolder& operator=(const WrittenFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void write(const std::string& file, const std::string& bytes) const;

   private:
    std::filesystem::path path_;
};

/// A small scenario without faults: one chamber, its provider, one attacker, one strategy.
[[nodiscard]] Written small();

/// The same with one piece of text of one of its files replaced, which must be there once.
[[nodiscard]] Written small_but(const std::string& file, const std::string& what,
                                const std::string& by);

struct Outcome {
    std::optional<scenario::Scenario> scenario;
    Diagnostics diagnostics;
    std::string english;  ///< all diagnostics as a terminal shows them
    std::string german;
    /// `file:line:column message` of each, in English.
    std::vector<std::string> findings;

    [[nodiscard]] bool says(const std::string& words) const;
    [[nodiscard]] bool says_in_german(const std::string& words) const;
};

/// With what was said while loading, which is in `outcome`.
[[nodiscard]] Outcome said_of(scenario::Loaded loaded, Outcome outcome);

/// Loads the folder, or a file of it.
[[nodiscard]] Outcome load(const std::filesystem::path& path);
[[nodiscard]] Outcome load(const Written& files);

}  // namespace kammerspiel::test
