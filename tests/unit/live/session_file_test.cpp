#include <algorithm>
#include <filesystem>

#include "kammerspiel/live/play.hpp"
#include "played.hpp"
#include "tests/catch.hpp"

// A session's file holds all that goes on needs.

namespace kammerspiel::live {
namespace {

TEST_CASE("a session goes on with its attachments when the scenario's folder is gone",
          "[live][session]") {
    const test::WrittenFolder folder;
    const std::filesystem::path file = folder.path() / "s.sqlite";
    scenario::Scenario scenario = test::exercise_scenario();  // its folder is gone already
    // Any bytes, of lengths that leave each remainder of three.
    std::string bytes = *scenario.attachments.at(0).bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    for (std::size_t more = 0; more < 3; ++more) {
        bytes += '\0';
        scenario.attachments[0].bytes = std::make_shared<const std::string>(bytes);
        std::filesystem::remove(file);
        SessionFile::create(file, scenario,
                            {.attacker = "crew", .seed = 5, .world = 3, .rehearsal = false});
        auto opened = SessionFile::open(file, false);
        REQUIRE(std::holds_alternative<SessionFile>(opened));
        const auto& all = std::get<SessionFile>(opened).scenario().attachments;
        REQUIRE(all.size() == 2);
        CHECK(*all[0].bytes == bytes);
        CHECK(all[1].type == scenario::Attachment::Type::pdf);
    }
}

}  // namespace
}  // namespace kammerspiel::live
