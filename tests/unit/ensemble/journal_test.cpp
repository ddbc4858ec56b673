#include "kammerspiel/ensemble/journal.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "kammerspiel/base/atomic_file.hpp"
#include "sim/ensemble/sqlite.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel {
namespace {

using ensemble::Journal;
using ensemble::StoreError;
using test::Folder;

std::vector<std::string> entries_of(const Journal& journal) {
    std::vector<std::string> all;
    journal.for_each([&](std::uint64_t number, const std::string& entry) {
        CHECK(number == all.size() + 1);
        all.push_back(entry);
    });
    return all;
}

template <class Action>
std::string failure(Action action) {
    try {
        action();
    } catch (const StoreError& error) {
        return error.message().key;
    }
    return "none";
}

void append(Journal& journal, const std::string& entry) {
    const std::array one{entry};
    journal.append(one);
}

TEST_CASE("a journal gives back what was appended, in its order", "[journal]") {
    const Folder folder;
    {
        Journal journal = Journal::create(folder / "a.sqlite", {{"scenario", "x"}});
        append(journal, "one");
        const std::array more{std::string("two"), std::string("three\n\"ü")};
        journal.append(more);
        CHECK(journal.size() == 3);
        journal.finish();
    }
    const Journal journal = Journal::open(folder / "a.sqlite");
    CHECK(journal.about() == Journal::About{{"scenario", "x"}});
    CHECK(entries_of(journal) == std::vector<std::string>{"one", "two", "three\n\"ü"});
    std::vector<std::string> last;
    journal.for_each([&](std::uint64_t, const std::string& entry) { last.push_back(entry); }, 2);
    CHECK(last == std::vector<std::string>{"three\n\"ü"});
}

TEST_CASE("what is no journal, missing, there already or in use is told apart", "[journal]") {
    const Folder folder;
    const Journal journal = Journal::create(folder / "a.sqlite", {});
    CHECK(failure([&] { (void)Journal::create(folder / "a.sqlite", {}); }) == "journal.exists");
    CHECK(failure([&] { (void)Journal::resume(folder / "a.sqlite"); }) == "journal.busy");
    CHECK(failure([&] { (void)Journal::open(folder / "b.sqlite"); }) == "journal.missing");
    write_file(folder / "c.sqlite", "no database");
    CHECK(failure([&] { (void)Journal::open(folder / "c.sqlite"); }) == "journal.none");
    CHECK(Journal::is_one(folder / "a.sqlite"));
    CHECK_FALSE(Journal::is_one(folder / "b.sqlite"));
    CHECK_FALSE(Journal::is_one(folder / "c.sqlite"));
}

TEST_CASE("the file itself refuses to change or remove entries", "[journal]") {
    const Folder folder;
    {
        Journal journal = Journal::create(folder / "a.sqlite", {});
        append(journal, "one");
    }
    const ensemble::Database database(folder / "a.sqlite", ensemble::Database::Access::write);
    CHECK_THROWS_AS(database.execute("UPDATE journal SET entry = 'two'"), StoreError);
    CHECK_THROWS_AS(database.execute("DELETE FROM journal"), StoreError);
}

/// What a child that appends without end has been told is written, when it is killed.
std::uint64_t acknowledged_before_kill(const std::filesystem::path& path, int after) {
    std::array<int, 2> pipe_ends{};
    REQUIRE(::pipe(pipe_ends.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(pipe_ends[0]);
        Journal journal = Journal::resume(path);
        for (;;) {
            append(journal, fmt::format("entry {}", journal.size() + 1));
            const std::uint64_t size = journal.size();
            if (::write(pipe_ends[1], &size, sizeof size) != sizeof size) ::_exit(1);
        }
    }
    ::close(pipe_ends[1]);
    std::uint64_t size = 0;
    for (int i = 0; i < after; ++i)
        REQUIRE(::read(pipe_ends[0], &size, sizeof size) == sizeof size);
    ::kill(child, SIGKILL);
    // What it could still say before the signal came.
    std::uint64_t more = 0;
    while (::read(pipe_ends[0], &more, sizeof more) == sizeof more) size = more;
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return size;
}

TEST_CASE("what was acknowledged is there after SIGKILL at any write", "[journal]") {
    const Folder folder;
    { const Journal journal = Journal::create(folder / "a.sqlite", {}); }
    for (int round = 1; round <= 25; ++round) {
        const std::uint64_t told = acknowledged_before_kill(folder / "a.sqlite", 1 + round % 7);
        const Journal journal = Journal::open(folder / "a.sqlite");
        // One more may have been written that nobody was told of.
        CHECK(journal.size() >= told);
        CHECK(journal.size() <= told + 1);
        const auto all = entries_of(journal);
        CHECK(all.back() == fmt::format("entry {}", journal.size()));
    }
}

TEST_CASE("after a write that failed nothing is accepted, and nothing is lost", "[journal]") {
    const Folder folder;
    { const Journal journal = Journal::create(folder / "a.sqlite", {}); }
    std::array<int, 2> pipe_ends{};
    REQUIRE(::pipe(pipe_ends.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // A disk that is full after 64 KiB.
        std::signal(SIGXFSZ, SIG_IGN);
        Journal journal = Journal::resume(folder / "a.sqlite");
        const rlimit small{65536, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &small);
        std::uint64_t told = 0;
        try {
            for (;;) {
                append(journal, std::string(3000, 'x'));
                told = journal.size();
            }
        } catch (const StoreError&) {
        }
        const rlimit large{RLIM_INFINITY, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &large);
        std::uint64_t later = 0;  // 1: it was refused although there is room again
        try {
            append(journal, "y");
        } catch (const StoreError& error) {
            later = error.message().key == "journal.broken" && journal.is_broken() ? 1 : 0;
        }
        const std::array<std::uint64_t, 2> said{told, later};
        (void)!::write(pipe_ends[1], said.data(), sizeof said);
        ::_exit(0);
    }
    std::array<std::uint64_t, 2> said{};
    REQUIRE(::read(pipe_ends[0], said.data(), sizeof said) == sizeof said);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(said[0] > 0);
    CHECK(said[1] == 1);
    const Journal journal = Journal::open(folder / "a.sqlite");
    CHECK(journal.size() == said[0]);
}

}  // namespace
}  // namespace kammerspiel
