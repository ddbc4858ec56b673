#include "catch.hpp"
#include "tests/support/written.hpp"

// What could never be judged or never come true is told before any run.

namespace kammerspiel::test {
namespace {

Outcome with(const std::string& section) {
    return load(small_but("scenario.yaml", "strategies:\n", section + "strategies:\n"));
}

TEST_CASE("a date of an organisation that lacks the service is a fault", "[scenario][promises]") {
    const std::string at = "dates: [{service: mail, on: 2022-01-10T08:00 to 12:00, organisation: ";
    CHECK(with(at + "ulm}]\n").scenario);
    const Outcome outcome = with(at + "gfi}]\n");
    CHECK_FALSE(outcome.scenario);
    CHECK(outcome.says("gfi has no service 'mail'"));
    CHECK(outcome.says_in_german("gfi hat keinen Dienst 'mail'"));
}

TEST_CASE("so is a duty, and a channel that is not there", "[scenario][promises]") {
    const auto duty = [](const std::string& more) {
        return with("obligations: [{name: report, within: 72h, " + more + "}]\n");
    };
    CHECK_FALSE(duty("organisation: gfi, when: {service: mail}").scenario);
    CHECK(duty("organisation: ulm, when: {service: mail}, uses: [mail]").english.empty());
    CHECK(duty("organisation: gfi, when: {confirmed_hosts: 1}, uses: [mail]")
              .says("gfi has no service 'mail'"));
    // Of everyone's duty it is told where it can never be sent.
    const Outcome all = duty("when: {confirmed_hosts: 1}, uses: [mail]");
    CHECK(all.scenario);
    CHECK(all.says("gfi has none of these channels"));
    CHECK(duty("when: {service: mail}, uses: [mail]").english.empty());
}

TEST_CASE("plays that wait for each other can never begin", "[scenario][promises]") {
    const auto waiting = [](const std::string& first, const std::string& second) {
        return load(small_but("scenario.yaml", "  nothing: {plays: []}\n",
                              "  nothing:\n    plays:\n      - {name: a, when: " + first +
                                  ", do: [{inform: [members]}]}\n      - {name: b, when: " +
                                  second + ", do: [{inform: [members]}]}\n"));
    };
    CHECK(waiting("{play_done: b}", "{alerts: 1}").scenario);
    CHECK(waiting("{play_done: a}", "{alerts: 1}").says("'a' can never begin"));
    CHECK(waiting("{all_of: [{alerts: 1}, {play_done: b}]}", "{play_done: a}")
              .says("'b' can never begin"));
    CHECK(waiting("{any_of: [{alerts: 1}, {play_done: b}]}", "{play_done: a}").scenario);
}

TEST_CASE("a service with a share of 0 is wanted by nobody", "[scenario][promises]") {
    const Outcome outcome =
        load(small_but("federation.yaml", "demand: {share: 0.1, profile: office-hours}",
                       "demand: {share: 0, profile: office-hours}"));
    CHECK(outcome.scenario);
    CHECK(outcome.says("nobody wants 'mail'"));
}

}  // namespace
}  // namespace kammerspiel::test
