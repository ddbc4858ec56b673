#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/program.hpp"

// `play` as it is begun, ended and begun again. What goes on in between is tested in the room, at
// the server, and in a browser.

namespace kammerspiel::test {
namespace {

Ended play(const std::string& options, const std::string& before = {}) {
    return kammerspiel("play " + options, before);
}

TEST_CASE("play says where control and the others go, and keeps a record", "[cli][play]") {
    const Folder folder;
    const fs::path record = folder / "record.sqlite";
    const std::string scenario = KAMMERSPIEL_ROOT "/scenarios/ihk-2022";
    const Ended ended = play(scenario + " -o " + record.string(), "timeout -s INT 3");
    INFO(ended.err);
    CHECK_THAT(ended.out, ContainsSubstring("http://127.0.0.1:") &&
                              ContainsSubstring("#control=") && ContainsSubstring("join code"));
    CHECK(fs::exists(record));
    // The record is not begun anew by mistake, and goes on where it was.
    CHECK(play(scenario + " -o " + record.string(), "timeout -s INT 3").status != 0);
    const Ended again = play(record.string() + " --lang de", "timeout -s INT 3");
    INFO(again.err);
    CHECK_THAT(again.out, ContainsSubstring("http://127.0.0.1:"));
    // A session that was played stays when it cannot be gone on with.
    const Ended elsewhere =
        play(record.string() + " --lan --address 192.0.2.7 --no-tls", "timeout -s INT 5");
    CHECK(elsewhere.status == 2);
    CHECK(fs::exists(record));
    const Ended report =
        kammerspiel("report " + record.string() + " -o " + (folder / "papers").string());
    INFO(report.err);
    CHECK(report.status == 0);
}

TEST_CASE("what cannot be played is told with what would be right", "[cli][play][bad]") {
    const Folder folder;
    const std::string scenario = KAMMERSPIEL_ROOT "/scenarios/ihk-2022";
    write(folder / "note.txt", "Only words here.\n");
    const auto refused = [&](const std::string& options, int status) {
        const Ended ended = play(options, "timeout -s INT 5");
        INFO(options << ": " << ended.err);
        CHECK(ended.status == status);
        CHECK(ended.out.empty());
        return ended.err;
    };
    const std::string out = " -o " + (folder / "r.sqlite").string();
    CHECK_THAT(refused((folder / "nowhere").string() + out, 1), ContainsSubstring("nowhere"));
    CHECK_FALSE(refused((folder / "note.txt").string() + out, 1).empty());
    CHECK_THAT(refused(scenario + out + " --rehearse x100", 2), ContainsSubstring("x100"));
    CHECK_THAT(refused(scenario + out + " -a nobody", 2), ContainsSubstring("nobody"));
    CHECK_THAT(refused(KAMMERSPIEL_ROOT "/scenarios/worm" + out, 1), ContainsSubstring("worm"));
    CHECK_FALSE(fs::exists(folder / "r.sqlite"));
    const std::string note = (folder / "note.txt").string();
    CHECK_THAT(refused(scenario + out + " --certificate " + note, 2), ContainsSubstring("--lan"));
    CHECK_THAT(refused(scenario + out + " --lan --address 127.0.0.1 --certificate " + note +
                           " --key " + note,
                       2),
               ContainsSubstring("as PEM"));
    CHECK_THAT(refused(scenario + out + " --lan --address 192.0.2.7 --no-tls", 2),
               ContainsSubstring("192.0.2.7"));
    // Nobody could play: nothing of it stays, so that the mended command begins anew.
    CHECK_FALSE(fs::exists(folder / "r.sqlite"));
}

}  // namespace
}  // namespace kammerspiel::test
