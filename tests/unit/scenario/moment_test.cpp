#include <fmt/format.h>

#include "catch.hpp"
#include "kammerspiel/base/csv_table.hpp"
#include "tests/support/written.hpp"

// Moments of the wall clock, truth values and limits: what is refused, where, and how to mend it.

namespace kammerspiel::test {
namespace {

/// `what` of the small scenario's main file replaced, and the spring of 2022 in it: on 27 March the
/// clocks of Berlin go from 02:00 to 03:00.
Written in_spring(const std::string& what, const std::string& by) {
    Written files = small_but("scenario.yaml", what, by);
    std::string& text = files["scenario.yaml"];
    const std::string winter = "starts: 2022-01-03T08:00";
    const std::size_t at = text.find(winter);
    if (at != std::string::npos) text.replace(at, winter.size(), "starts: 2022-03-20T08:00");
    return files;
}

/// The only finding, or all of them.
std::string finding(const Outcome& outcome) {
    INFO(outcome.english);
    CHECK(outcome.findings.size() == 1);
    return outcome.findings.empty() ? std::string() : outcome.findings.front();
}

TEST_CASE("a moment that the clocks leave out is refused wherever it stands",
          "[scenario][calendar][bad]") {
    const std::string hint = "write a moment before or after the change";
    {
        const Outcome outcome = load(
            small_but("scenario.yaml", "starts: 2022-01-03T08:00", "starts: 2022-03-27T02:30"));
        CHECK_FALSE(outcome.scenario);
        CHECK(finding(outcome).starts_with(
            "scenario.yaml:3:9 'starts': '2022-03-27T02:30' does not exist in Europe/Berlin"));
        CHECK(outcome.says(hint));
    }
    {
        const Outcome outcome =
            load(in_spring("when: {suspected_hosts: 2}", "when: {clock: 2022-03-27T02:30}"));
        CHECK(finding(outcome).starts_with(
            "scenario.yaml:17:23 'clock' is set to '2022-03-27T02:30', which does not exist"));
        CHECK(outcome.says(hint));
    }
    for (const char* on : {"2022-03-27T02:30 to 12:00", "2022-03-27T01:00 to 02:59"}) {
        const Outcome outcome = load(in_spring(
            "strategies:", fmt::format("dates:\n  - {{service: mail, on: {}}}\nstrategies:", on)));
        CHECK(finding(outcome).starts_with(
            fmt::format("scenario.yaml:13:25 'on' is set to '{}', which does not exist", on)));
        CHECK(outcome.says(hint));
    }
    {
        Written files = in_spring("horizon: 30d", "horizon: 30d");
        std::string& text = files["crew.yaml"];
        const std::string holding = "when: {holding: {tag: crown}}";
        text.replace(text.find(holding), holding.size(),
                     "when: {holding: {tag: crown}, clock: 2022-03-27T02:30}");
        const Outcome outcome = load(files);
        CHECK(finding(outcome).starts_with(
            "crew.yaml:9:76 'clock' is set to '2022-03-27T02:30', which does not exist"));
        CHECK(outcome.says(hint));
    }
    // The hour before and the hour after exist, and so does the doubled hour of autumn.
    for (const char* clock : {"2022-03-27T01:59", "2022-03-27T03:00"}) {
        CHECK(
            load(in_spring("when: {suspected_hosts: 2}", fmt::format("when: {{clock: {}}}", clock)))
                .scenario);
    }
}

TEST_CASE("yes and no are text, and it is said what to write", "[scenario][bad]") {
    for (const auto& [wrong, right] :
         {std::pair{"yes", "true"}, {"on", "true"}, {"no", "false"}, {"off", "false"}}) {
        const Outcome outcome = load(small_but("scenario.yaml", "shutdown: {}",
                                               fmt::format("shutdown: {{isolate: {}}}", wrong)));
        CHECK(finding(outcome) ==
              fmt::format("scenario.yaml:19:33 'isolate' wants true or false, not '{}'", wrong));
        CHECK(outcome.says(fmt::format("write {}", right)));
        CHECK(outcome.says_in_german(fmt::format("schreiben Sie {}", right)));
    }
}

TEST_CASE("obligations of one name and dates that are the same are refused", "[scenario][bad]") {
    const std::string duty = "  - {name: report, when: {confirmed_hosts: 1}, within: 72h}\n";
    const Outcome twice = load(
        small_but("scenario.yaml", "strategies:", "obligations:\n" + duty + duty + "strategies:"));
    CHECK(finding(twice) == "scenario.yaml:14:12 the obligation 'report' is there twice");
    CHECK(twice.says("scenario.yaml:13:12: note: the first one is here"));

    const std::string date = "  - {service: mail, on: 2022-01-10T08:00 to 12:00}\n";
    const std::string later = "  - {service: mail, on: 2022-01-11T08:00 to 12:00}\n";
    const Outcome same =
        load(small_but("scenario.yaml", "strategies:", "dates:\n" + date + date + "strategies:"));
    CHECK(finding(same) == "scenario.yaml:14:15 this date of 'mail' is there twice");
    CHECK(load(small_but("scenario.yaml", "strategies:", "dates:\n" + date + later + "strategies:"))
              .scenario);
}

TEST_CASE("more files than a scenario may have are refused where the first too many is named",
          "[scenario][bad][limits]") {
    // Three files and the main one are there; 256 in all may be.
    Written files = small();
    std::string attackers = "attackers:\n";
    for (int i = 0; i < 254; ++i) {
        files[fmt::format("crew{}.yaml", i)] = files["crew.yaml"];
        attackers += fmt::format("  crew{}: {{use: crew{}.yaml}}\n", i, i);
    }
    std::string& text = files["scenario.yaml"];
    const std::string one = "attackers:\n  crew: {use: crew.yaml}\n";
    text.replace(text.find(one), one.size(), attackers);
    const Outcome outcome = load(files);
    // scenario.yaml, federation.yaml and chambers.csv leave room for 253 crews, the last of them on
    // line 6 + 253; the next one is refused.
    CHECK(finding(outcome) == "scenario.yaml:260:18 the scenario has more than 256 files");
}

TEST_CASE("more rows than a table may have are refused at the first too many",
          "[scenario][bad][limits]") {
    Diagnostics out;
    const std::string text = "id,region\na,DE-BW\nb,DE-BW\nc,DE-BW\n";
    const auto file = std::make_shared<const std::string>("chambers.csv");
    CHECK(read_csv(text, file, 3, out).rows.size() == 3);
    CHECK_FALSE(out.has_errors());
    (void)read_csv(text, file, 2, out);
    REQUIRE(out.sorted().size() == 1);
    CHECK(out.sorted().front().place.line == 4);
    CHECK(Text(Language::en)(out.sorted().front().message).find('2') != std::string::npos);
}

}  // namespace
}  // namespace kammerspiel::test
