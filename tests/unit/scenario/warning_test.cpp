#include "catch.hpp"
#include "written.hpp"

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

TEST_CASE("a circle of services is spelled out", "[scenario][warnings]") {
    const std::string all = warnings_of(
        small_but("federation.yaml", "      mail:\n        title",
                  "      directory: {needs: names}\n      names: {needs: [directory, servers]}\n"
                  "      mail:\n        title"));
    CHECK(holds(all, "directory → names → directory"));
}

TEST_CASE("a circle that runs through host groups is spelled out", "[scenario][warnings]") {
    Written files = small_but("federation.yaml", "      mail:\n        title",
                              "      directory: {needs: name-hosts}\n"
                              "      names: {needs: directory}\n      mail:\n        title");
    std::string& text = files.at("federation.yaml");
    const std::string before = "      workstations:";
    text.insert(text.find(before), "      name-hosts: {kind: server, zone: core, needs: names}\n");
    CHECK(holds(warnings_of(files), "directory → name-hosts → names → directory"));
}

TEST_CASE("a circle that runs through a link is spelled out", "[scenario][warnings]") {
    const std::string all =
        warnings_of(small_but("federation.yaml", "wan: {to: gfi}", "wan: {to: gfi, needs: mail}"));
    // Only where mail is central does it need the link.
    CHECK(holds(all, "mail → wan → mail"));
}

TEST_CASE("what starts without something, or has an alternative, is no circle",
          "[scenario][warnings]") {
    for (const char* names : {"names: {needs: [directory, servers], starts_without: [directory]}",
                              "names: {needs: {any_of: [directory, servers]}}",
                              "names: {needs: [servers, {directory: {floor: 0.5}}]}"}) {
        CHECK(warnings_of(small_but("federation.yaml", "      mail:\n        title",
                                    "      directory: {needs: names}\n      " + std::string(names) +
                                        "\n      mail:\n        title"))
                  .empty());
    }
}

TEST_CASE("an impact that no chain of routes leads to is named", "[scenario][warnings]") {
    const std::string never = "the impact 'lock' can never happen";
    // No way out of the provider.
    CHECK(holds(warnings_of(small_but("crew.yaml", "over: wan, ", "")), never));
    // Nothing brings control.
    CHECK(holds(warnings_of(small_but("crew.yaml", "success: 0.5, yields: controlled",
                                      "success: 0, yields: controlled")),
                never));
    // Nothing enters.
    CHECK(holds(
        warnings_of(small_but("scenario.yaml", "entry:\n  - {at: gfi/servers, when: -2d}\n", "")),
        never));
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

}  // namespace
}  // namespace kammerspiel::test
