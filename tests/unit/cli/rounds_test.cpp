#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/study.hpp"

// `compare --precision` and `--time`, which run no more than the answer needs.

namespace kammerspiel::test {
namespace {

nlohmann::json json_of(const Folder& folder) {
    return nlohmann::json::parse(content_of(folder / "out/comparison.json"));
}

std::uint64_t runs_in(const nlohmann::json& json) {
    std::uint64_t sum = 0;
    for (const auto& strategy : json["runs"]) {
        for (const auto& worlds : strategy) sum += worlds.get<std::uint64_t>();
    }
    return sum;
}

/// Two rounds and a part of a third.
constexpr const char* asked = "--precision 2% -n 150 -q";

TEST_CASE("a study in rounds is the same at any number of threads", "[cli][rounds][rule-25]") {
    const Folder one;
    static_cast<void>(rounds_world(one));
    CHECK(compare(one, fmt::format("{} --threads 1", asked)).status == 0);
    for (const int threads : {2, 7}) {
        const Folder other;
        static_cast<void>(rounds_world(other));
        CHECK(compare(other, fmt::format("{} --threads {}", asked, threads)).status == 0);
        CHECK(digest(other) == digest(one));
        CHECK(content_of(other / "out/comparison.json") == content_of(one / "out/comparison.json"));
    }
}

TEST_CASE("a study in rounds that is killed at any moment goes on and ends in the same content",
          "[cli][rounds][rule-26]") {
    const Folder whole;
    const Folder killed;
    static_cast<void>(rounds_world(whole));
    static_cast<void>(rounds_world(killed));
    CHECK(compare(whole, "--precision 2% -n 150 -q").status == 0);
    for (const char* seconds : {"0.1", "0.5", "2"}) {
        static_cast<void>(compare(killed, "--precision 2% -n 150 -q",
                                  fmt::format("timeout --foreground -s KILL {}", seconds)));
    }
    CHECK(compare(killed, "--precision 2% -n 150 -q").status == 0);
    CHECK(digest(killed) == digest(whole));
    CHECK(content_of(killed / "out/comparison.json") == content_of(whole / "out/comparison.json"));
}

TEST_CASE("what rounds leave out is told, with what the choice is worth", "[cli][rounds]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const Ended ended = compare(folder, "--precision 20% -n 130");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("With 95 % confidence"));
    const auto json = json_of(folder);
    CHECK(json["rounds"]["planned_by"] == "member_hours_lost");
    const auto worlds = json["worlds"].get<std::uint64_t>();
    const auto strategies = json["runs"].size();
    const auto attackers = json["runs"].front().size();
    CHECK(runs_in(json) <= worlds * strategies * attackers);
    CHECK(json["whole_worlds"] >= 100);
    for (const auto& left : json["rounds"]["left"]) {
        CHECK_THAT(ended.out, ContainsSubstring("Surely worse, and so run no further"));
        CHECK(left["after_worlds"] >= 100);
    }
    const Ended german = compare(folder, "--precision 20% -n 130 --lang de");
    CHECK_THAT(german.out, ContainsSubstring("Mit 95 % Sicherheit"));
    CHECK_THAT(content_of(folder / "out/comparison.html"), ContainsSubstring("95 % Sicherheit"));
}

TEST_CASE("a question that is asked again with more worlds goes on where it ended",
          "[cli][rounds]") {
    const Folder straight;
    const Folder detour;
    static_cast<void>(rounds_world(straight));
    static_cast<void>(rounds_world(detour));
    CHECK(compare(detour, "--precision 2% -n 120 -q").status == 0);
    CHECK(compare(detour, "--precision 2% -n 150 -q").status == 0);
    CHECK(compare(straight, "--precision 2% -n 150 -q").status == 0);
    CHECK(digest(detour) == digest(straight));
}

TEST_CASE("--worlds runs everything, and keeps aside a study that did not", "[cli][rounds]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(compare(folder, "--precision 2% -n 180 -q").status == 0);
    const std::string before = digest(folder);
    const auto json = json_of(folder);
    const auto cells = json["runs"].size() * json["runs"].front().size();
    const bool left_out = runs_in(json) < json["worlds"].get<std::uint64_t>() * cells;
    REQUIRE(left_out);
    // Asked for nothing more, it is shown as it is.
    CHECK(compare(folder, "-q").status == 0);
    CHECK(digest(folder) == before);
    const Ended refused = compare(folder, "-n 120 --resume");
    CHECK(refused.status == 1);
    CHECK_THAT(refused.err, ContainsSubstring("left out runs"));
    CHECK(digest(folder) == before);
    const Ended all = compare(folder, "-n 120");
    CHECK(all.status == 0);
    CHECK_THAT(all.err, ContainsSubstring("kept as"));
    CHECK(runs_in(json_of(folder)) == 120 * cells);
}

TEST_CASE("a study with every run goes on in rounds", "[cli][rounds]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(compare(folder, "-n 110 -q").status == 0);
    const Ended ended = compare(folder, "--precision 20% -n 130");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.err, ContainsSubstring("110 worlds are done already"));
    CHECK(json_of(folder)["rounds"]["planned_by"] == "member_hours_lost");
}

TEST_CASE("a time gives the answer that it can", "[cli][rounds]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const Ended ended = compare(folder, "--time 3s");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("With 95 % confidence"));
    CHECK_THAT(ended.err, ContainsSubstring("time is up") || ContainsSubstring("surely better"));
}

TEST_CASE("times are compared with every run, as they have no mean", "[cli][rounds][rule-19]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(compare(folder, "--precision 30% -m hours_to_90 -n 60 -q").status == 0);
    const auto json = json_of(folder);
    CHECK(json["rounds"].is_null());
    CHECK(json["whole_worlds"] == json["worlds"]);
}

}  // namespace
}  // namespace kammerspiel::test
