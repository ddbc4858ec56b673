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

TEST_CASE("what may be missing at a start and is not needed there is warned of",
          "[scenario][warnings]") {
    const auto with = [](const std::string& names) {
        return warnings_of(small_but("federation.yaml", "grace: 2h}}]}\n",
                                     "grace: 2h}}]}\n        starts_without: [" + names + "]\n"));
    };
    CHECK(with("gfi/servers").empty());
    CHECK(holds(with("wan"), "'wan' is only the way"));
    CHECK(holds(with("workstations"), "'workstations', which is not needed here"));
    // Needed where the other choice is made: one of the template's examples.
    CHECK(with("servers").empty());
}

TEST_CASE("a strategy that switches off and never restores is named", "[scenario][warnings]") {
    CHECK(
        holds(warnings_of(small_but("scenario.yaml", "          - restore: {order: [mail]}\n", "")),
              "'off'"));
}

TEST_CASE("links alone that are opened again, or closed until something holds, are brought back",
          "[scenario][warnings]") {
    const auto doing = [](const std::string& actions) {
        Written files = small_but("scenario.yaml", "          - restore: {order: [mail]}\n", "");
        std::string& text = files.at("scenario.yaml");
        text.replace(text.find("          - shutdown: {}\n"), 25, actions);
        return warnings_of(files);
    };
    CHECK(holds(doing("          - close_link: {link: wan}\n"), "'off'"));
    CHECK(
        doing("          - close_link: {link: wan}\n          - open_link: {link: wan}\n").empty());
    CHECK(doing("          - close_link: {link: wan, until: {clock: 2022-01-05T08:00}}\n").empty());
}

TEST_CASE("an effort that is less without a backup than with one is warned of",
          "[scenario][warnings]") {
    const auto with = [](const std::string& scratch) {
        return warnings_of(small_but("scenario.yaml", "rebuild: 4h, test",
                                     "rebuild: 4h, from_scratch: " + scratch + ", test"));
    };
    CHECK(holds(with("triangular 1h 2h 6h"), "from scratch is quicker"));
    CHECK(with("triangular 1h 2h 9h").empty());
    CHECK(with("4h").empty());
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
    // It counts its own all the same: one warning, not a second one that says otherwise.
    const std::string once = deciding("organisation", "{suspected_hosts: 2, within: region}");
    CHECK(once.find("warning") == once.rfind("warning"));
    CHECK(deciding("federation", "{suspected_hosts: 2, within: federation}").empty());
    CHECK(deciding("region", "{suspected_hosts: 2, within: organisation}").empty());
    CHECK(deciding("region", "{suspected_hosts: 2, within: region}").empty());
    CHECK(deciding("organisation", "{suspected_hosts: 2}").empty());  // nothing else was asked for
}

}  // namespace
}  // namespace kammerspiel::test
