#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "catch.hpp"
#include "tests/unit/cli/program.hpp"

// Where results go, and what becomes of them when something stands in the way.

namespace kammerspiel::test {
namespace {

const std::vector<std::string> all_files{"curve.csv",   "metrics.csv", "organisations.csv",
                                         "report.html", "run.json",    "services.csv",
                                         "trace.jsonl"};

std::string run_into(const fs::path& scenario, const fs::path& out) {
    return fmt::format("run {} --out {}", scenario.string(), out.string());
}

TEST_CASE("a run writes its five files, and again over its own", "[cli][output]") {
    const Folder folder;
    const std::string run = run_into(starter(folder), folder / "deep/er/out");
    CHECK(kammerspiel(run).status == 0);
    CHECK(files_in(folder / "deep/er/out") == all_files);
    const std::string first = content_of(folder / "deep/er/out/trace.jsonl");
    CHECK(kammerspiel(run + " --world 1").status == 0);
    CHECK(files_in(folder / "deep/er/out") == all_files);
    CHECK(content_of(folder / "deep/er/out/trace.jsonl") != first);
    // The same world is the same result, whatever stood there before.
    CHECK(kammerspiel(run + " --world 0").status == 0);
    CHECK(content_of(folder / "deep/er/out/trace.jsonl") == first);
}

TEST_CASE("run --json prints what run.json holds", "[cli][output]") {
    const Folder folder;
    const Ended ended = kammerspiel(run_into(starter(folder), folder / "out") + " --json");
    CHECK(ended.status == 0);
    CHECK(ended.out == content_of(folder / "out/run.json"));
    CHECK(nlohmann::json::parse(ended.out)["scenario"] == "s");
}

TEST_CASE("files that are not ours are not overwritten", "[cli][output]") {
    const Folder folder;
    write(folder / "out/report.html", "somebody else's");
    const Ended ended = kammerspiel(run_into(starter(folder), folder / "out"));
    CHECK(ended.status == 2);
    CHECK_THAT(ended.err, ContainsSubstring("report.html") && ContainsSubstring("--out"));
    CHECK(content_of(folder / "out/report.html") == "somebody else's");
    CHECK(files_in(folder / "out") == std::vector<std::string>{"report.html"});
}

TEST_CASE("other files in the folder stay", "[cli][output]") {
    const Folder folder;
    write(folder / "out/notes.txt", "notes");
    CHECK(kammerspiel(run_into(starter(folder), folder / "out")).status == 0);
    CHECK(content_of(folder / "out/notes.txt") == "notes");
}

TEST_CASE("a file in the place of the folder is told before the work", "[cli][output]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    write(folder / "out", "a file");
    const Ended same = kammerspiel(run_into(scenario, folder / "out"));
    CHECK(same.status == 2);
    CHECK_THAT(same.err, ContainsSubstring("is a file, not a folder"));
    const Ended below = kammerspiel(run_into(scenario, folder / "out/below"));
    CHECK(below.status == 3);
    CHECK_THAT(below.err, ContainsSubstring("is a file, not a folder"));
    CHECK(content_of(folder / "out") == "a file");
}

TEST_CASE("a folder that cannot be written is told before the work, with what mends it",
          "[cli][output]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    // Nobody, not even root, may write there.
    const Ended ended = kammerspiel(run_into(scenario, "/proc/kammerspiel"));
    INFO(ended.err);
    CHECK(ended.status == 3);
    CHECK(ended.out.empty());
    CHECK(lines_in(ended.err) == 1);
    CHECK_THAT(ended.err,
               ContainsSubstring("/proc/kammerspiel") && ContainsSubstring("cannot be written"));
    const Ended german = kammerspiel(run_into(scenario, "/proc/kammerspiel") + " --lang de");
    CHECK_THAT(german.err, ContainsSubstring("Schreiben nicht möglich"));
}

TEST_CASE("results that do not fit leave the old ones as they were", "[cli][output]") {
    const Folder folder;
    const std::string run = run_into(starter(folder), folder / "out");
    REQUIRE(kammerspiel(run).status == 0);
    const std::string before = content_of(folder / "out/run.json");
    // The limit of one block stands for a disk with as little room: writing fails in the same way.
    const Ended ended = kammerspiel(run + " --world 5", "ulimit -f 1;");
    INFO(ended.err);
    CHECK(ended.status == 3);
    CHECK(lines_in(ended.err) == 1);
    CHECK_THAT(ended.err, ContainsSubstring("larger than the system allows"));
    CHECK(files_in(folder / "out") == all_files);
    CHECK(content_of(folder / "out/run.json") == before);
    // Where nothing was, nothing is left.
    const Ended fresh = kammerspiel(run_into(folder / "s", folder / "new/out"), "ulimit -f 1;");
    CHECK(fresh.status == 3);
    CHECK_FALSE(fs::exists(folder / "new"));
}

TEST_CASE("a full disk behind standard output is the machine's fault", "[cli][output]") {
    if (!fs::exists("/dev/full")) return;
    const Ended ended = kammerspiel("schema >/dev/full");
    CHECK(ended.status == 3);
    CHECK_THAT(ended.err,
               ContainsSubstring("standard output") && ContainsSubstring("the disk is full"));
}

TEST_CASE("a reader that goes away is no fault", "[cli][output]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    const std::string status = (folder / "status").string();
    const Ended ended = kammerspiel(
        fmt::format("{}; echo $? >{}; }} | true", run_into(scenario, folder / "out"), status), "{");
    CHECK(ended.err.empty());
    CHECK(content_of(status) == "0\n");
    CHECK(files_in(folder / "out") == all_files);
}

/// Starts the program and sends SIGINT when its output folder has appeared.
int status_of_interrupted(const fs::path& scenario, const fs::path& out) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::execl(KAMMERSPIEL_PROGRAM, "kammerspiel", "run", scenario.c_str(), "--out", out.c_str(),
                "--quiet", "--lang", "en", nullptr);
        ::_exit(127);
    }
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!fs::exists(out) && std::chrono::steady_clock::now() < patience) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ::kill(child, SIGINT);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

TEST_CASE("Ctrl-C leaves what was simulated, marked as incomplete, or nothing", "[cli][output]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    // Many organisations, so that there is time for it.
    std::string table = "id,name,city,region,members,staff\n";
    for (int i = 0; i < 3'000; ++i) table += fmt::format("c{0},Chamber {0},Ulm,DE-BW,1000,80\n", i);
    write(scenario / "chambers.csv", table);
    CHECK(status_of_interrupted(scenario, folder / "out") == 130);
    if (!fs::exists(folder / "out")) return;  // it came before the simulation had begun
    CHECK(files_in(folder / "out") == all_files);
    CHECK(nlohmann::json::parse(content_of(folder / "out/run.json"))["complete"] == false);
    CHECK_THAT(content_of(folder / "out/report.html"),
               ContainsSubstring("Interrupted: all figures hold only until"));
}

}  // namespace
}  // namespace kammerspiel::test
