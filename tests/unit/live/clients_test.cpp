#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>
#include <deque>
#include <filesystem>
#include <map>
#include <random>

#include "played.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

// Networks that lose, repeat and shuffle, disks that fill up, and processes that are killed: what
// was acknowledged is there, once.

namespace kammerspiel::live {
namespace {

using test::Played;
using T = CommandType;

/// A note with an identifier of its own, which its browser keeps until it has an answer.
struct Note {
    std::uint64_t seat = 0;
    std::string id;
    std::string text;
    bool is_acknowledged = false;
};

std::variant<Accepted, Refusal> deliver(Played& played, const Note& note) {
    const auto command =
        read_command({{"id", note.id}, {"type", "note"}, {"args", {{"text", note.text}}}});
    REQUIRE(std::holds_alternative<Command>(command));
    return played.session().submit(note.seat, std::get<Command>(command), played.now());
}

std::map<std::string, int> notes_in(const SessionState& state) {
    std::map<std::string, int> found;
    for (const Line& line : state.lines) ++found[line.text];
    return found;
}

std::vector<Note> notes_of(Played& played, std::size_t count) {
    const std::vector<std::uint64_t> seats{played.seat(Role::player, "provider"),
                                           played.seat(Role::player, "ulm"),
                                           played.seat(Role::controller)};
    std::vector<Note> notes;
    for (std::size_t i = 0; i < count; ++i) {
        notes.push_back(
            {seats[i % seats.size()], fmt::format("note-{}", i), fmt::format("text {}", i)});
    }
    return notes;
}

TEST_CASE("over a network that drops, repeats and shuffles each command is carried out once",
          "[live][clients]") {
    const auto seed = GENERATE(range(1U, 13U));
    std::mt19937_64 chance(seed);
    Played played;
    std::vector<Note> notes = notes_of(played, 60);
    // What is under way; the same command may be there several times.
    std::deque<std::size_t> under_way;
    std::size_t deliveries = 0;
    const auto is_open = [&] {
        return std::any_of(notes.begin(), notes.end(),
                           [](const Note& note) { return !note.is_acknowledged; });
    };
    while (is_open()) {
        for (std::size_t i = 0; i < notes.size(); ++i) {
            // Whoever has no answer sends again; half of what is sent is lost.
            if (!notes[i].is_acknowledged && chance() % 2 == 0) under_way.push_back(i);
        }
        while (!under_way.empty()) {
            const std::size_t which = chance() % under_way.size();
            Note& note = notes[under_way[which]];
            // Some arrive twice.
            if (chance() % 5 != 0) under_way.erase(under_way.begin() + static_cast<long>(which));
            played.pass(Duration::micros(static_cast<std::int64_t>(chance() % 400'000)));
            const auto answer = deliver(played, note);
            REQUIRE(std::holds_alternative<Accepted>(answer));
            ++deliveries;
            // A third of the answers are lost.
            if (chance() % 3 != 0) note.is_acknowledged = true;
        }
    }
    CHECK(deliveries > notes.size() + 20);  // else nothing was repeated
    const auto found = notes_in(played.state());
    CHECK(found.size() == notes.size());
    for (const auto& [text, count] : found) {
        INFO(text);
        CHECK(count == 1);
    }
    const std::string before = digest(played.state());
    played.resume();
    CHECK(digest(played.state()) == before);
    // What comes late, after a restart, is known as well.
    for (const Note& note : notes) {
        CHECK(std::holds_alternative<Accepted>(deliver(played, note)));
    }
    CHECK(digest(played.state()) == before);
}

TEST_CASE("a disk that fills up stops play, and nothing that was acknowledged is lost",
          "[live][clients]") {
    Played played;
    const std::vector<Note> notes = notes_of(played, 4000);
    std::size_t acknowledged = 0;
    std::optional<Refusal> why;
    {
        // Files may grow so far and no further, as on a disk that is full.
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        ::getrlimit(RLIMIT_FSIZE, &usual);
        const rlimit small{160'000, usual.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        for (const Note& note : notes) {
            const auto answer = deliver(played, note);
            if (const auto* refusal = std::get_if<Refusal>(&answer)) {
                why = *refusal;
                break;
            }
            ++acknowledged;
        }
        // It is not tried again: after a failure nobody knows what is on the disk.
        if (why) CHECK(std::holds_alternative<Refusal>(deliver(played, notes[acknowledged])));
        CHECK(played.session().is_broken());
        ::setrlimit(RLIMIT_FSIZE, &usual);
        std::signal(SIGXFSZ, before);
    }
    REQUIRE(why.has_value());
    CHECK(why->why == Refusal::Why::storage);
    CHECK(acknowledged > 10);
    played.resume();
    const auto found = notes_in(played.state());
    for (std::size_t i = 0; i < acknowledged; ++i) {
        INFO(notes[i].text);
        CHECK(found.contains(notes[i].text));
    }
    CHECK(found.size() <= acknowledged + 1);
    CHECK_FALSE(played.session().is_broken());
    CHECK(std::holds_alternative<Accepted>(deliver(played, notes[acknowledged])));
}

TEST_CASE("after each answer the process may be killed: what was answered is on the disk",
          "[live][clients]") {
    Played played;
    const std::vector<Note> notes = notes_of(played, 25);
    const test::Folder copies;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        REQUIRE(std::holds_alternative<Accepted>(deliver(played, notes[i])));
        // The files as the process leaves them where it is killed now.
        const auto copy = copies.path() / fmt::format("{}.sqlite", i);
        for (const char* end : {"", "-wal", "-shm"}) {
            const std::string from = played.file().string() + end;
            if (std::filesystem::exists(from)) {
                std::filesystem::copy_file(from, copy.string() + end);
            }
        }
        auto session = Session::resume(ensemble::Journal::resume(copy), played.script());
        REQUIRE(std::holds_alternative<Session>(session));
        CHECK(notes_in(std::get<Session>(session).state()).size() == i + 1);
        CHECK(digest(std::get<Session>(session).state()) == digest(played.state()));
    }
}

}  // namespace
}  // namespace kammerspiel::live
