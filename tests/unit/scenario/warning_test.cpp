#include "catch.hpp"
#include "tests/support/written.hpp"

namespace kammerspiel::test {
namespace {

std::string warnings_of(const Written& files) {
    const Outcome outcome = load(files);
    INFO(outcome.english);
    CHECK(outcome.scenario);
    return outcome.english;
}

bool holds(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

TEST_CASE("a restore order that misses a service names it", "[scenario][warnings]") {
    const std::string all = warnings_of(
        small_but("federation.yaml", "      mail:\n        title",
                  "      phone: {needs: servers, demand: {share: 0.1, profile: always}}\n"
                  "      mail:\n        title"));
    CHECK(holds(all, "phone"));
}

TEST_CASE("a strategy that switches off and never restores is named", "[scenario][warnings]") {
    CHECK(
        holds(warnings_of(small_but("scenario.yaml", "          - restore: {order: [mail]}\n", "")),
              "'off'"));
}

TEST_CASE("a count over more than its decider hears of is warned of", "[scenario][warnings]") {
    const auto deciding = [](const std::string& by, const std::string& when) {
        return warnings_of(small_but("scenario.yaml", "        when: {suspected_hosts: 2}\n",
                                     "        by: " + by + "\n        when: " + when + "\n"));
    };
    CHECK(holds(deciding("region", "{suspected_hosts: 2, within: federation}"),
                "'within: federation' counts no more than 'within: region'"));
    CHECK(holds(
        deciding("organisation", "{any_of: [{alerts: 1}, {suspected_hosts: 2, within: region}]}"),
        "'within: region' counts no more than 'within: organisation'"));
    CHECK(deciding("federation", "{suspected_hosts: 2, within: federation}").empty());
    CHECK(deciding("region", "{suspected_hosts: 2, within: organisation}").empty());
    CHECK(deciding("region", "{suspected_hosts: 2, within: region}").empty());
    CHECK(deciding("organisation", "{suspected_hosts: 2}").empty());  // nothing else was asked for
}

}  // namespace
}  // namespace kammerspiel::test
