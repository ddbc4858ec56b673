#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/folder.hpp"

namespace kammerspiel::test {

namespace fs = std::filesystem;

/// How the program ended and what it said.
struct Ended {
    int status = 0;
    std::string out;
    std::string err;
};

/// Runs `kammerspiel ARGUMENTS` by the shell, so that ARGUMENTS may redirect; `before` comes in
/// front of it (VAR=x, ulimit -f 1;). The language is English unless it says otherwise.
[[nodiscard]] Ended kammerspiel(const std::string& arguments, const std::string& before = {});

[[nodiscard]] std::string content_of(const fs::path& file);
void write(const fs::path& file, const std::string& text);

/// Number of lines.
[[nodiscard]] std::size_t lines_in(const std::string& text);

/// A scenario that `init` made, in `folder`/s; what is in the folder otherwise is nothing.
[[nodiscard]] fs::path starter(const Folder& folder, const std::string& options = {});

/// Names of everything in a folder, below it too, but for what the program notes of it for itself.
[[nodiscard]] std::vector<std::string> files_in(const fs::path& folder);

}  // namespace kammerspiel::test
