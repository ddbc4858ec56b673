#include "catch.hpp"
#include "kammerspiel/scenario/recorded_recovery.hpp"
#include "tests/support/written.hpp"

// Stages of recovery that could never end, or that nobody can carry out, are told before any run.

namespace kammerspiel::test {
namespace {

Outcome with(const std::string& section) {
    return load(small_but("scenario.yaml", "strategies:\n", section + "strategies:\n"));
}

Outcome with_recovery(const std::string& recovery, const std::string& section = "") {
    Written files = small_but(
        "federation.yaml", "        demand: {share: 0.1, profile: office-hours}",
        "        demand: {share: 0.1, profile: office-hours}\n        recovery: " + recovery);
    for (auto& [name, text] : files) {
        if (name != "scenario.yaml") continue;
        text.insert(text.find("strategies:\n"), section);
    }
    return load(files);
}

TEST_CASE("a board that never meets releases nothing", "[scenario][stages]") {
    const std::string recovery = "{work: {by: staff}}";
    CHECK(with_recovery(recovery, "releases: {board: {every: monday 10:00}}\n").scenario);
    const Outcome never = with_recovery(recovery, "releases: {board: {every: []}}\n");
    CHECK_FALSE(never.scenario);
    CHECK(never.says("'board' never meets"));
    CHECK(never.says_in_german("'board' tagt nie"));
    CHECK(with_recovery(recovery, "releases: {board: {every: mondays 10:00}}\n")
              .says("did you mean 'monday'?"));
    CHECK(with_recovery(recovery, "releases: {board: {every: monday 25:00}}\n")
              .says("wants a moment of the week"));
    CHECK(
        with_recovery(recovery,
                      "releases: {board: {every: daily 9:30, needs: {credentials_reset: true}}}\n")
            .says("no strategy resets them"));
}

TEST_CASE("boards that wait for each other are a circle", "[scenario][stages]") {
    const Outcome circle =
        with_recovery("{work: {by: staff}}",
                      "releases:\n  a: {of: [mail], every: daily 10:00, needs: {released: [b]}}\n"
                      "  b: {of: [ulm/mail], every: daily 10:00, needs: {released: [a]}}\n");
    CHECK_FALSE(circle.scenario);
    CHECK(circle.says("'a' waits for itself"));
    CHECK(with_recovery("{work: {by: staff}}",
                        "releases: {a: {every: daily 10:00, needs: {released: [bord]}}}\n")
              .says("no board 'bord'"));
}

TEST_CASE("what is released exists, once, and has something to release", "[scenario][stages]") {
    const auto releasing = [](const std::string& what) {
        return with_recovery("{work: {by: staff}}",
                             "releases: {board: {of: [" + what + "], every: daily 10:00}}\n");
    };
    CHECK_FALSE(releasing("mail").diagnostics.has_errors());
    CHECK(releasing("mial").says("did you mean 'mail'?"));
    CHECK(with("releases: {board: {of: [mail], every: daily 10:00}}\n")
              .says("there is nothing to release"));
    CHECK(with_recovery("{work: {by: staff}}",
                        "releases:\n  a: {of: [mail], every: daily 10:00}\n"
                        "  b: {of: [ulm/mail], every: daily 10:00}\n")
              .says("released by two boards"));
}

TEST_CASE("work needs a crew that somebody has", "[scenario][stages]") {
    CHECK(with_recovery("{work: {by: staff}}").scenario);
    CHECK(with_recovery("{work: {by: gfi/staff}}").scenario);
    const Outcome nobody = with_recovery("{work: {by: gfi/staf}}");
    CHECK_FALSE(nobody.scenario);
    CHECK(nobody.says("nobody has a crew 'gfi/staf'"));
    CHECK(nobody.says("did you mean 'gfi/staff'?"));
    CHECK(with_recovery("{accept: {by: business}}").english.empty());
    CHECK(with_recovery("{accept: {passes: 0}}").says("never passes"));
    CHECK(with_recovery("{work: {data: 2 TB}}").says("needs the 'rate'"));
    CHECK(with_recovery("{work: {data: 2 TB, rate: 200 GB}}").says("e.g. 200 GB/h"));
}

TEST_CASE("goods and images are for hosts that somebody has", "[scenario][stages]") {
    CHECK(with("supplies: {server: {lead: 4w}}\n").english.empty());
    CHECK(
        with("supplies: {telephony: {lead: 4w}}\n").says("no organisation has hosts of the kind"));
    CHECK(with("supplies: {servers: {lead: 4w}}\n").says("did you mean 'server'?"));
    CHECK(with("reimage: [{kind: identity}]\n").says("no organisation has hosts of the kind"));
    CHECK(with("reimage: [{kind: workstation, needs: [workstation]}]\n").says("cannot be laid"));
}

TEST_CASE("a hold without end is told", "[scenario][stages]") {
    CHECK(with("hold: [{lasts: 4d}]\n").english.empty());
    CHECK(with("hold: [{lasts: 40d}]\n").says("lasts until the horizon"));
    CHECK_FALSE(with("hold: [{by: forensics}]\n").scenario);
    CHECK(with("hold: [{by: forensics}]\n").says("the hold would never end"));
    CHECK(with("hold: [{}, {}]\n").says("two holds are called 'hold'"));
    CHECK(with("hold: [{scope: {region: affected}}]\n").says("belongs to no play"));
}

TEST_CASE("recorded values fill what is left out, and none of it stays where it is switched off",
          "[scenario][stages]") {
    const Outcome plain = with("");
    REQUIRE(plain.scenario);
    CHECK(plain.scenario->holds.empty());
    const Outcome recorded = with("recovery_stages: recorded\n");
    REQUIRE(recorded.scenario);
    REQUIRE(recorded.scenario->holds.size() == 1);
    CHECK(in_words(recorded.scenario->holds[0].lasts) == "lognormal median 1w4d p90 3w4d");
    CHECK(recorded.scenario->releases.size() == 1);
    for (const auto& organisation : recorded.scenario->organisations) {
        for (const auto& crew : organisation.crews) CHECK(crew.share == Share{0.6});
    }
    const Outcome none = with("recovery_stages: none\nhold: [{lasts: 4d}]\n");
    REQUIRE(none.scenario);
    CHECK(none.scenario->holds.empty());
}

TEST_CASE("who names the only crew for something else is told that nobody repairs hosts",
          "[scenario][stages][bad-input]") {
    CHECK(with_recovery("{work: {effort: 8h, by: staff}}", "").says("repairs no hosts"));
    CHECK_FALSE(with_recovery("{work: {effort: 8h}}", "").says("repairs no hosts"));
}

TEST_CASE("a pace that is written stretches recorded stages, too, and none where there are none",
          "[scenario][stages]") {
    const Outcome slow = with("recovery_stages: recorded\nrecovery_pace: {hold: 2, release: 2}\n");
    REQUIRE(slow.scenario);
    CHECK(in_words(slow.scenario->holds[0].lasts) == "lognormal median 3w1d p90 7w1d");
    CHECK(slow.scenario->releases[0].at_most == 5);
    const Outcome none = with("recovery_stages: none\nrecovery_pace: {throughput: 2}\n");
    REQUIRE(none.scenario);
    CHECK(none.scenario->recovery == with("").scenario->recovery);
    CHECK(with("recovery_pace: {hold: 0}\n").says("'hold'"));
}

TEST_CASE("another pace makes each stage longer or shorter, and nothing else",
          "[scenario][stages]") {
    Outcome outcome =
        with_recovery("{work: {effort: 8h, by: staff}, accept: {takes: 4d}}",
                      "hold: [{lasts: 10d}]\n"
                      "releases: {board: {every: daily 10:00, at_most: 8, watch: 2d}}\n");
    REQUIRE(outcome.scenario);
    scenario::Scenario scenario = *outcome.scenario;
    scenario::change_pace(scenario, {.hold = 2, .throughput = 4, .acceptance = 0.5, .release = 2});
    CHECK(in_words(scenario.holds[0].lasts) == "2w6d");
    CHECK(scenario.releases[0].at_most == 4);
    CHECK(scenario.releases[0].watch == spans_of_24h(4));
    for (const auto& organisation : scenario.organisations) {
        for (const auto& service : organisation.services) {
            if (!service.recovery) continue;
            CHECK(in_words(service.recovery->work->effort) == "2h");
            CHECK(in_words(service.recovery->accept->takes) == "2d");
        }
    }
    CHECK(scenario.strategies == outcome.scenario->strategies);
    CHECK(scenario.horizon == outcome.scenario->horizon);
}

}  // namespace
}  // namespace kammerspiel::test
