#include "cli/staged_folder.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "catch.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {
namespace {

using cli::StagedFolder;
using Names = std::vector<std::string>;

TEST_CASE("files come into the folder together, those in folders below too", "[cli][staged]") {
    const Folder folder;
    {
        StagedFolder staged(folder / "a/b");
        CHECK(StagedFolder::has_unfinished(folder / "a/b"));
        staged.write({{"one", "1"}, {"deep/two", "2"}});
    }
    CHECK(files_in(folder / "a/b") == Names{"deep", "deep/two", "one"});
    CHECK(content_of(folder / "a/b/deep/two") == "2");
    CHECK_FALSE(StagedFolder::has_unfinished(folder / "a/b"));
}

TEST_CASE("without writing, folders that were made go again and others stay", "[cli][staged]") {
    const Folder folder;
    write(folder / "there/old", "old");
    { const StagedFolder staged(folder / "new/deep/"); }
    { const StagedFolder staged(folder / "there"); }
    CHECK(files_in(folder.path()) == Names{"there", "there/old"});
}

TEST_CASE("a failure while moving leaves everything as it was before", "[cli][staged]") {
    const Folder folder;
    { (void)StagedFolder(folder / "out").write({{"run.json", "old"}}); }
    // A folder that is not empty cannot be replaced by a file.
    write(folder / "out/report.html/x", "x");
    {
        StagedFolder staged(folder / "out");
        CHECK_THROWS_AS(
            staged.write({{"a.csv", "new"}, {"report.html", "new"}, {"run.json", "new"}}),
            FileError);
    }
    CHECK(files_in(folder / "out") == Names{"report.html", "report.html/x", "run.json"});
    CHECK(content_of(folder / "out/run.json") == "old");
}

TEST_CASE("what was changed by hand stays, and the new file stands beside it", "[cli][staged]") {
    const Folder folder;
    const fs::path out = folder / "out";
    { (void)StagedFolder(out).write({{"deep/a.csv", "1"}, {"b.json", "1"}}); }
    write(out / "deep/a.csv", "mine");
    {
        const auto outcome = StagedFolder(out).write({{"deep/a.csv", "2"}, {"b.json", "2"}});
        REQUIRE(outcome.beside.size() == 1);
        CHECK(outcome.beside.front().kept == "deep/a.csv");
        CHECK(outcome.beside.front().written == "deep/a.new.csv");
    }
    CHECK(content_of(out / "deep/a.csv") == "mine");
    CHECK(content_of(out / "deep/a.new.csv") == "2");
    CHECK(content_of(out / "b.json") == "2");
    SECTION("the one beside is ours and is replaced") {
        (void)StagedFolder(out).write({{"deep/a.csv", "3"}, {"b.json", "3"}});
        CHECK(content_of(out / "deep/a.new.csv") == "3");
    }
    SECTION("unless it was changed, too") {
        write(out / "deep/a.new.csv", "mine again");
        (void)StagedFolder(out).write({{"deep/a.csv", "3"}, {"b.json", "3"}});
        CHECK(content_of(out / "deep/a.new.csv") == "mine again");
        CHECK(content_of(out / "deep/a.new-2.csv") == "3");
    }
    SECTION("what is changed back is replaced again") {
        write(out / "deep/a.csv", "1");
        CHECK(StagedFolder(out).write({{"deep/a.csv", "3"}, {"b.json", "3"}}).beside.empty());
        CHECK(content_of(out / "deep/a.csv") == "3");
    }
}

TEST_CASE("a file that the same call reads is never written, even as it was", "[cli][staged]") {
    const Folder folder;
    const fs::path out = folder / "out";
    { (void)StagedFolder(out).write({{"a", "1"}, {"b", "1"}}); }
    StagedFolder::Rules rules;
    rules.inputs = {out / "." / "a"};
    rules.removes_others = true;
    (void)StagedFolder(out).write({{"a", "2"}, {"b", "2"}}, rules);
    CHECK(content_of(out / "a") == "1");
    CHECK(content_of(out / "a.new") == "2");
    (void)StagedFolder(out).write({{"b", "3"}}, rules);
    CHECK(content_of(out / "a") == "1");
}

TEST_CASE("what is not written any more goes, unless it was changed or is somebody else's",
          "[cli][staged]") {
    const Folder folder;
    const fs::path out = folder / "out";
    { (void)StagedFolder(out).write({{"a", "1"}, {"b", "1"}, {"c", "1"}}); }
    write(out / "b", "mine");
    write(out / "letter", "theirs");
    StagedFolder::Rules rules;
    rules.removes_others = true;
    const auto outcome = StagedFolder(out).write({{"c", "2"}}, rules);
    CHECK(files_in(out) == Names{"b", "c", "letter"});
    CHECK(outcome.left == Names{"b"});
}

TEST_CASE("a file of somebody else's is not ours because it has a name that we would take",
          "[cli][staged]") {
    const Folder folder;
    write(folder / "out/a", "theirs");
    (void)StagedFolder(folder / "out").write({{"a", "1"}, {"b", "1"}});
    CHECK(content_of(folder / "out/a") == "theirs");
    CHECK(content_of(folder / "out/a.new") == "1");
}

TEST_CASE("what a crash left half-way is known for ours", "[cli][staged]") {
    const Folder folder;
    const fs::path out = folder / "out";
    { (void)StagedFolder(out).write({{"a", "1"}, {"b/x", "1"}, {"c", "1"}}); }
    fs::remove_all(out / "b");
    write(out / "b", "a file where a folder would be");
    CHECK_THROWS_AS(StagedFolder(out).write({{"a", "2"}, {"b/x", "2"}, {"c", "2"}}), FileError);
    CHECK(content_of(out / "a") == "1");
    fs::remove(out / "b");
    const auto outcome = StagedFolder(out).write({{"a", "3"}, {"b/x", "3"}, {"c", "3"}});
    CHECK(outcome.beside.empty());
    CHECK(content_of(out / "a") == "3");
}

TEST_CASE("several that write into one folder at once leave the files of one of them",
          "[cli][staged]") {
    const Folder folder;
    constexpr int writers = 4;
    constexpr int rounds = 12;
    const std::string large(200'000, 'x');
    std::vector<pid_t> children;
    for (int w = 0; w < writers; ++w) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            const std::string mine = std::to_string(w) + large;
            int failed = 0;
            for (int r = 0; r < rounds; ++r) {
                try {
                    (void)StagedFolder(folder / "out")
                        .write({{"trace", mine}, {"deep/page", mine}, {"run.json", mine}});
                } catch (const FileError&) {
                    failed = 1;
                }
            }
            ::_exit(failed);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = -1;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    CHECK(files_in(folder / "out") == Names{"deep", "deep/page", "run.json", "trace"});
    const std::string whose = content_of(folder / "out/run.json").substr(0, 1);
    CHECK(content_of(folder / "out/trace").substr(0, 1) == whose);
    CHECK(content_of(folder / "out/deep/page").substr(0, 1) == whose);
}

TEST_CASE("what somebody else calls unfinished is neither followed nor removed", "[cli][staged]") {
    const Folder folder;
    write(folder / "elsewhere/letter", "theirs");
    fs::create_directories(folder / "out");
    fs::create_directory_symlink(folder / "elsewhere", folder / "out/.unfinished-linked");
    fs::create_directory_symlink(folder / "elsewhere", folder / "out/.unfinished");
    write(folder / "out/.unfinished-mine/draft", "theirs");
    { (void)StagedFolder(folder / "out").write({{"run.json", "1"}}); }
    CHECK(content_of(folder / "elsewhere/letter") == "theirs");
    CHECK(content_of(folder / "out/.unfinished-mine/draft") == "theirs");
    CHECK(fs::is_symlink(folder / "out/.unfinished-linked"));
}

TEST_CASE("what a crash has left of a writing goes with the next one", "[cli][staged]") {
    const Folder folder;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const StagedFolder staged(folder / "out");
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(StagedFolder::has_unfinished(folder / "out"));
    { (void)StagedFolder(folder / "out").write({{"run.json", "1"}}); }
    CHECK_FALSE(StagedFolder::has_unfinished(folder / "out"));
    CHECK(files_in(folder / "out") == Names{"run.json"});
}

}  // namespace
}  // namespace kammerspiel::test
