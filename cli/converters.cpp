#include "cli/converters.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <sstream>
#include <thread>

#include "cli/temporary_folder.hpp"

extern char** environ;  // NOLINT: POSIX's own

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Ends with the child gone, whatever it does. Whether it ended well in time.
bool ended_well(pid_t child, Clock::time_point until, const std::stop_token& stop) {
    constexpr std::chrono::milliseconds pause{20};
    for (;;) {
        int status = 0;
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (ended < 0 && errno != EINTR) return false;
        if (Clock::now() >= until || stop.stop_requested()) {
            ::kill(-child, SIGKILL);
            ::waitpid(child, &status, 0);
            return false;
        }
        std::this_thread::sleep_for(pause);
    }
}

constexpr unsigned longest = 120;  // seconds for one page

/// With every sign that means something in an address written as %XX.
std::string address_of(const fs::path& file) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~";
    std::string address = "file://";
    for (const char c : fs::absolute(file).string()) {
        if (plain.find(c) != std::string_view::npos) {
            address += c;
        } else {
            address += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
    }
    return address;
}

bool print_with_browser(const fs::path& browser, const fs::path& page, const fs::path& to,
                        const std::stop_token& stop) {
    const TemporaryFolder profile;
    std::vector<std::string> arguments{"--headless",
                                       "--disable-gpu",
                                       "--no-first-run",
                                       "--disable-background-networking",
                                       "--disable-extensions",
                                       "--user-data-dir=" + profile.path().string(),
                                       "--no-pdf-header-footer",
                                       "--print-to-pdf=" + to.string(),
                                       address_of(page)};
    // The browser refuses its sandbox to root, e.g. in a container.
    if (::geteuid() == 0) arguments.insert(arguments.begin(), "--no-sandbox");
    return run_program(browser, arguments, longest, stop);
}

/// The new file takes its name when it is whole.
template <class Make>
bool made_as(const fs::path& to, Make make) {
    fs::path unfinished = to;
    unfinished.replace_filename(".unfinished-" + to.filename().string());
    std::error_code error;
    const bool is_made = make(unfinished) && fs::file_size(unfinished, error) > 0 && !error;
    if (is_made) fs::rename(unfinished, to, error);
    if (!is_made || error) {
        std::error_code ignored;
        fs::remove(unfinished, ignored);
        return false;
    }
    return true;
}

}  // namespace

std::optional<fs::path> find_program(const std::vector<std::string>& names) {
    const char* path = std::getenv("PATH");
    if (path == nullptr) return std::nullopt;
    for (const std::string& name : names) {
        std::stringstream folders{path};
        std::string folder;
        while (std::getline(folders, folder, ':')) {
            const fs::path program = fs::path(folder) / name;
            if (!folder.empty() && ::access(program.c_str(), X_OK) == 0) return program;
        }
    }
    return std::nullopt;
}

bool run_program(const fs::path& program, const std::vector<std::string>& arguments,
                 unsigned seconds, const std::stop_token& stop) {
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // In a group of its own, so that what it starts can be ended with it.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t child = 0;
    const int fault =
        ::posix_spawn(&child, program.c_str(), &actions, &attributes, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return fault == 0 && ended_well(child, Clock::now() + std::chrono::seconds(seconds), stop);
}

std::optional<std::vector<bool>> convert(const std::vector<PageToConvert>& pages, Format format,
                                         const std::stop_token& stop) {
    const auto browser =
        find_program({"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"});
    const auto printer = find_program({"weasyprint"});
    const auto pandoc = find_program({"pandoc"});
    const bool is_pdf = format == Format::pdf;
    if (is_pdf ? !browser && !printer : !pandoc) return std::nullopt;
    std::vector<bool> made;
    for (const PageToConvert& page : pages) {
        // Absolute, so that no name is taken for an option or an address.
        const fs::path from = fs::absolute(page.file);
        const auto make = [&](const fs::path& to) {
            if (!is_pdf) {
                return run_program(
                           *pandoc,
                           {"--from=html", "--to=docx", "--output=" + to.string(), from.string()},
                           longest, stop) &&
                       report::mark_document(to, page.marking);
            }
            return browser ? print_with_browser(*browser, from, to, stop)
                           : run_program(*printer, {from.string(), to.string()}, longest, stop);
        };
        made.push_back(!stop.stop_requested() && made_as(fs::absolute(page.to), make));
    }
    return made;
}

}  // namespace kammerspiel::cli
