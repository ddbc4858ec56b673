#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/question_world.hpp"

namespace kammerspiel::test {
namespace {

Ended deadline(const Folder& folder, const std::string& options) {
    return kammerspiel(fmt::format("deadline '{}' -o '{}' {}", (folder / "s").string(),
                                   (folder / "out").string(), options));
}

TEST_CASE("deadline says until when a decision pays, and writes its page", "[cli][deadline]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = deadline(folder, "--play shutdown -n 8 --at 1d,0h,12h");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("Over all hypotheses about the attacker") &&
                              ContainsSubstring("never"));
    const auto json = nlohmann::json::parse(content_of(folder / "out/deadline.json"));
    REQUIRE(json["all"]["moments"].size() == 3);
    CHECK(json["all"]["moments"][0]["hours"] == 0);
    CHECK(json["all"]["moments"][1]["hours"] == 12);
    CHECK(json["all"]["moments"][2]["hours"] == 24);
    CHECK(json["worlds"] == 8);
    CHECK_THAT(content_of(folder / "out/deadline.html"), ContainsSubstring("<svg"));
    const Ended threads =
        deadline(folder, "--play shutdown -n 8 --at 0h,12h,1d --threads 3 --json");
    CHECK(nlohmann::json::parse(threads.out) == json);
}

TEST_CASE("deadline tells what each further hour costs and which limits are passed",
          "[cli][deadline]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    std::string federation = content_of(folder / "s/federation.yaml");
    federation.replace(federation.find("needs: [desks]"), 14, "needs: [desks], mtpd: 200h");
    write(folder / "s/federation.yaml", federation);
    const Ended ended = deadline(folder, "--play off -n 4 --at 0h,1d,2d --over 22000");
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    const auto json = nlohmann::json::parse(content_of(folder / "out/deadline.json"));
    // Switching off is all that is lost here: an hour later saves 100 member-hours.
    for (std::size_t moment = 1; moment < 3; ++moment) {
        CHECK_THAT(json["all"]["moments"][moment]["each_hour"]["value"].get<double>(),
                   WithinRel(-100.0, 1e-9));
    }
    // Off for 240 h less the moment and the lag of 4 h: 236, 212, 188 of at most 200.
    const auto& mtpd = json["thresholds"][0];
    CHECK(mtpd["name"] == "mtpd:work");
    const auto at = [](const nlohmann::json& threshold, std::size_t moment) {
        return threshold["moments"][moment]["probability"]["value"].get<double>();
    };
    CHECK(at(mtpd, 0) == 1);
    CHECK(at(mtpd, 1) == 1);
    CHECK(at(mtpd, 2) == 0);
    CHECK(mtpd["never"]["value"] == 0);
    const auto& loss = json["thresholds"][1];
    CHECK(loss["name"] == "member_hours_lost>22000");
    CHECK(at(loss, 0) == 1);
    CHECK(at(loss, 1) == 0);
    CHECK(deadline(folder, "--play off -n 4 --at 0h --over much").status == 2);
    CHECK_THAT(deadline(folder, "--play off -n 4 --at 0h,1d --lang de").out,
               ContainsSubstring("MTA: work"));
}

TEST_CASE("deadline is asked in German, too", "[cli][deadline]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = deadline(folder, "--play shutdown -n 4 --at 0h --lang de");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("Bis wann lohnt es sich?"));
}

TEST_CASE("a play or moment that cannot be is told with what there is", "[cli][deadline][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended play = deadline(folder, "--play shutdwn");
    CHECK(play.status == 2);
    CHECK_THAT(play.err, ContainsSubstring("There are:"));
    for (const char* options :
         {"--play shutdown --at soon", "--play shutdown --at -1h", "--play shutdown --at 5000d",
          "--play shutdown -n 1", "", "--play shutdown -m hours_to_all -n 10 --at 0h",
          "--play shutdown -s nobody"}) {
        INFO(options);
        const Ended ended = deadline(folder, fmt::format("{} -q", options));
        CHECK(ended.status == 2);
        CHECK(!ended.err.empty());
        CHECK_FALSE(fs::exists(folder / "out"));
    }
}

}  // namespace
}  // namespace kammerspiel::test
