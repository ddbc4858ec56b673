#include <fmt/format.h>

#include "catch.hpp"
#include "kammerspiel/scenario/draft.hpp"
#include "kammerspiel/scenario/path_steps.hpp"
#include "tests/support/written.hpp"

// Paths of figures as people understand them.

namespace kammerspiel::test {
namespace {

using namespace scenario;

/// Keys with their labels, and what the last one means.
std::string told(std::string_view path) {
    std::string words;
    for (const PathStep& step : steps_of(path)) {
        words +=
            fmt::format("{}{}{} > ", step.key->name, step.label.empty() ? "" : ":", step.label);
    }
    const auto steps = steps_of(path);
    return steps.empty() ? "" : words + steps.back().means.en;
}

TEST_CASE("a path is told by the keys and names on its way", "[scenario][paths]") {
    CHECK(told("recovery.workstation.inspect") ==
          "recovery > workstation > inspect > person's time to look for a compromise");
    CHECK(steps_of("recovery.workstation.inspect")[1].means.de == "von Arbeitsplätzen");
    CHECK(steps_of("detection.forensics.accuracy")[1].means.de == "Forensik");
    CHECK(told("detection.sensors.server") == "detection > sensors > server > share with a sensor");
    CHECK(told("slowed_by.email").starts_with("slowed_by:email > services, each with"));
    CHECK(told("attackers.spy.weight") ==
          "attackers:spy > weight > prior weight among the hypotheses");
}

TEST_CASE("a path leaves out plays and actions, which have names all the same",
          "[scenario][paths]") {
    CHECK(told("strategies.off.all-off.after") ==
          "strategies:off > plays:all-off > after > from knowing to deciding");
    CHECK(told("strategies.off.all-off.restore#2.begins_after") ==
          "strategies:off > plays:all-off > restore:2 > begins_after > forensics and planning "
          "before the first host");
    CHECK(told("attackers.spy.routes.phishing.success")
              .starts_with("attackers:spy > routes:phishing"));
}

TEST_CASE("names with dots and needs within needs are found", "[scenario][paths]") {
    CHECK(told("federation.templates.house.services.mail.needs.wan.grace")
              .starts_with("federation > templates:house > services:mail > needs:wan > grace > "));
    CHECK(told("federation.templates.house.services.mail.needs.2.1.wan.grace")
              .starts_with("federation > templates:house > services:mail > needs:wan > grace > "));
    CHECK(told("federation.organisations.a.b.crews.it.people").empty());  // are in the table
    CHECK(told("federation.templates.a.b.crews.it.people") ==
          "federation > templates:a.b > crews:it > people > how many");
}

TEST_CASE("what is no path of a scenario has no steps", "[scenario][paths]") {
    for (const char* path :
         {"", ".", "recovery", "recovery.workstation", "recovery.nothing.inspect",
          "recovery..inspect", "strategies.off", "slowed_by", "#1", "a#b.c"}) {
        INFO(path);
        CHECK(steps_of(path).empty());
    }
}

TEST_CASE("every figure of the shipped scenarios can be told", "[scenario][paths]") {
    for (const char* name : {"ihk-2022", "shared-it-provider", "fuel-distributors-2022",
                             "espionage-campaign-2022", "worm"}) {
        Diagnostics diagnostics;
        const Draft draft =
            Draft::open(std::filesystem::path(KAMMERSPIEL_ROOT) / "scenarios" / name, diagnostics);
        CHECK_FALSE(draft.parameters().empty());
        for (const Parameter& parameter : draft.parameters()) {
            INFO(parameter.path);
            const auto steps = steps_of(parameter.path);
            REQUIRE_FALSE(steps.empty());
            CHECK_FALSE(steps.back().means.de.empty());
        }
    }
}

}  // namespace
}  // namespace kammerspiel::test
