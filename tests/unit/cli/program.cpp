#include "tests/unit/cli/program.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "catch.hpp"

namespace kammerspiel::test {

Ended kammerspiel(const std::string& arguments, const std::string& before) {
    const Folder folder;
    const std::string out = (folder / "out").string();
    const std::string err = (folder / "err").string();
    const std::string command = "exec </dev/null >" + out + " 2>" + err +
                                "; unset LC_ALL LC_MESSAGES NO_COLOR; export LANG=C.UTF-8; " +
                                before + " '" KAMMERSPIEL_PROGRAM "' " + arguments;
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): what is tested
    REQUIRE(WIFEXITED(status));
    return {WEXITSTATUS(status), content_of(out), content_of(err)};
}

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

fs::path starter(const Folder& folder, const std::string& options) {
    const fs::path path = folder / "s";
    const Ended ended = kammerspiel("init " + path.string() + " " + options);
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    return path;
}

std::vector<std::string> files_in(const fs::path& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        if (entry.path().filename() == ".written.json") continue;
        files.push_back(fs::relative(entry.path(), folder).string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace kammerspiel::test
