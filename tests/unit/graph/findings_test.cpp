#include "kammerspiel/graph/findings.hpp"

#include "catch.hpp"
#include "kammerspiel/federation/compile.hpp"
#include "tests/support/written.hpp"

namespace kammerspiel::test {
namespace {

std::string warnings_of(const Written& files) {
    const Outcome outcome = load(files);
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    Diagnostics found;
    graph::warn_of_structure(*outcome.scenario, federation::compile(*outcome.scenario), found);
    std::string all;
    for (const Diagnostic& d : found.sorted()) {
        all += d.place.name() + ": " + Text(Language::en)(d.message) + "\n";
    }
    return all;
}

bool holds(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

TEST_CASE("a circle of services is spelled out", "[graph][warnings]") {
    const std::string all = warnings_of(
        small_but("federation.yaml", "      mail:\n        title",
                  "      directory: {needs: names}\n      names: {needs: [directory, servers]}\n"
                  "      mail:\n        title"));
    CHECK(holds(all, "directory → names → directory"));
}

TEST_CASE("a circle that runs through host groups is spelled out", "[graph][warnings]") {
    Written files = small_but("federation.yaml", "      mail:\n        title",
                              "      directory: {needs: name-hosts}\n"
                              "      names: {needs: directory}\n      mail:\n        title");
    std::string& text = files.at("federation.yaml");
    const std::string before = "      workstations:";
    text.insert(text.find(before), "      name-hosts: {kind: server, zone: core, needs: names}\n");
    CHECK(holds(warnings_of(files), "directory → name-hosts → names → directory"));
}

TEST_CASE("a circle that runs through a link is spelled out", "[graph][warnings]") {
    Written files = small_but("federation.yaml", "wan: {to: gfi}", "wan: {to: gfi, needs: mail}");
    // Two of the three servers are back before the grace is over, and with them mail and the link.
    CHECK(warnings_of(files).empty());
    std::string& text = files.at("federation.yaml");
    const std::string grace = ", grace: 2h";
    text.erase(text.find(grace), grace.size());
    // Only where mail is central does it need the link.
    CHECK(holds(warnings_of(files), "mail → wan → mail"));
}

TEST_CASE("what starts without something, or has an alternative, is no circle",
          "[graph][warnings]") {
    for (const char* names : {"names: {needs: [directory, servers], starts_without: [directory]}",
                              "names: {needs: {any_of: [directory, servers]}}",
                              "names: {needs: [servers, {directory: {floor: 0.5}}]}"}) {
        CHECK(warnings_of(small_but("federation.yaml", "      mail:\n        title",
                                    "      directory: {needs: names}\n      " + std::string(names) +
                                        "\n      mail:\n        title"))
                  .empty());
    }
}

TEST_CASE("an impact that no chain of routes leads to is named", "[graph][warnings]") {
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

const std::string never_strikes = "can be armed and never strikes";

/// A provider and a customer: `impact` is armed at the provider's management plane.
std::string warnings_of_impact(const std::string& kind, const std::string& impact,
                               const std::string& uplink = ", up: {to: internet}") {
    Written files = small();
    files.at("federation.yaml") = R"(organisations:
  also:
    gfi: {template: central, region: DE-NW, members: 10, staff: 10}
    shop: {template: shop, region: DE-NW, members: 10, staff: 10}
templates:
  central:
    host_groups: {servers: {kind: management, count: 1, zone: core}}
    links: {lan: {to: shop})" + uplink +
                                  R"(}
    services: {mail: {needs: servers, demand: {share: 0.2, profile: always}}}
  shop:
    host_groups: {tills: {kind: server, count: 1, zone: core}}
)";
    files.at("crew.yaml") = kind + R"(
routes: [{name: rise, from: {}, to: itself, time: 2h, success: 1, yields: controlled}]
impact:
  - {name: lock, do: wipe, on: {group: tills}, when: {holding: {group: servers}})" +
                            impact + "}\n";
    return warnings_of(files);
}

TEST_CASE("an impact that has nothing to strike is named", "[graph][warnings][rule-44]") {
    const std::string hands = "kind: operated\ngoals: [{group: tills}]";
    for (const std::string& kind : {std::string("kind: autonomous"), hands}) {
        CHECK(holds(warnings_of_impact(kind, ""), never_strikes));
        CHECK_FALSE(holds(warnings_of_impact(kind, ", through: {group: servers}"), never_strikes));
    }
}

TEST_CASE("hands without any way in are named", "[graph][warnings][rule-8]") {
    const std::string hands = "kind: operated\ngoals: [{group: tills}]";
    const std::string never = "the hands of 'crew' never do anything";
    CHECK(holds(warnings_of_impact(hands, "", ""), never));
    CHECK_FALSE(holds(warnings_of_impact(hands, ""), never));
    CHECK_FALSE(holds(warnings_of_impact("kind: autonomous", "", ""), never));
}

/// The small scenario with a worm, and a strategy that acts so.
Written with_worm(const std::string& actions) {
    Written files = small_but("scenario.yaml", "          - restore: {order: [mail]}\n",
                              "          " + actions);
    files.at("crew.yaml") = R"(kind: autonomous
routes:
  - {name: rise, technique: T1059, from: {}, to: itself, time: 2h, success: 1, yields: controlled}
  - {name: spread, technique: T1210, from: {}, to: {}, time: 1h, success: 0.3, yields: controlled}
  - {name: hop, technique: T1210, from: {}, to: {}, over: wan, time: 1h, success: 0.3, yields: controlled}
impact:
  - {name: lock, do: wipe, on: {}, when: {holding: {tag: crown}}}
)";
    return files;
}

TEST_CASE("a clean zone that a worm can go on spreading in is warned of", "[graph][warnings]") {
    const std::string open = "'off' restores into a clean zone while 'spread' of 'crew' stays open";
    for (const char* actions : {
             "- restore: {order: [mail], into: clean_zone}\n",
             // Restoring ends the isolation, and the link was not all of the way.
             "- shutdown: {isolate: true}\n          - close_link: {link: wan}\n"
             "          - restore: {order: [mail], into: clean_zone}\n",
             "- block_technique: {technique: T1059}\n"
             "          - restore: {order: [mail], into: clean_zone}\n",
         }) {
        CHECK(holds(warnings_of(with_worm(actions)), open));
    }
}

TEST_CASE("a clean zone that no worm can spread in is not warned of", "[graph][warnings]") {
    for (const char* actions : {
             "- block_technique: {technique: T1210}\n"
             "          - restore: {order: [mail], into: clean_zone}\n",
             "- restore: {order: [mail], into: clean_zone, rebuild: everything}\n",
             "- restore: {order: [mail], into: clean_zone, thoroughness: 1}\n",
             "- restore: {order: [mail]}\n",  // nothing is promised
         }) {
        CHECK(warnings_of(with_worm(actions)).empty());
    }
    // Hands at a keyboard do not come back by themselves.
    CHECK(warnings_of(small_but("scenario.yaml", "restore: {order: [mail]}",
                                "restore: {order: [mail], into: clean_zone}"))
              .empty());
}

TEST_CASE("a clean zone behind a link that the strategy closes is not warned of",
          "[graph][warnings]") {
    Written files = with_worm(
        "- close_link: {link: wan}\n"
        "          - restore: {order: [mail], into: clean_zone}\n");
    std::string& worm = files.at("crew.yaml");
    const std::string within = "from: {}, to: {}, time: 1h";
    worm.replace(worm.find(within), within.size(), "from: {}, to: {}, over: wan, time: 1h");
    CHECK(warnings_of(files).empty());
}

TEST_CASE("what a strategy takes down and nothing brings back is named", "[graph][warnings]") {
    const auto doing = [](const std::string& actions) {
        Written files = small_but("scenario.yaml", "          - restore: {order: [mail]}\n", "");
        std::string& text = files.at("scenario.yaml");
        text.replace(text.find("          - shutdown: {}\n"), 25, actions);
        return warnings_of(files);
    };
    const std::string words = "nothing in it ever brings back";
    const std::string off = "          - shutdown: {}\n";
    const std::string wan = "          - close_link: {link: wan}\n";
    const auto restore = [](const std::string& scope) {
        return "          - restore: {order: [mail], scope: " + scope + "}\n";
    };
    CHECK(!holds(doing(off + wan + restore("everything")), words));
    // Of one name, where all of it stays down; else which of them.
    CHECK(holds(doing(off + restore("{kind: server}")), words + ": workstations"));
    CHECK(holds(doing(off + restore("{organisation: ulm}")),
                words + ": gfi/servers, kiel/servers, kiel/workstations"));
    // A link that mail needs comes with what mail needs; nobody else's restore opens it.
    CHECK(!holds(doing(wan + restore("{organisation: kiel, service: mail}") +
                       restore("{organisation: ulm}")),
                 words));
    CHECK(holds(doing(wan + restore("{organisation: gfi}")), words + ": wan"));
    CHECK(!holds(doing(wan + "          - open_link: {link: wan}\n"), words));
    CHECK(!holds(doing("          - close_link: {link: wan, until: {clock: 2022-01-05T08:00}}\n" +
                       off + restore("everything")),
                 words));
    // What comes to those who are affected does not come to all.
    CHECK(holds(doing(off + restore("{organisation: affected}")), words));
}

/// The small scenario with one play that does this on that condition.
std::string warnings_of_play(const std::string& when, const std::string& action) {
    Written files = small_but("scenario.yaml", "          - restore: {order: [mail]}\n", "");
    std::string& text = files.at("scenario.yaml");
    const std::string off = "          - shutdown: {}\n";
    text.replace(text.find(off), off.size(), "          - " + action + "\n");
    const std::size_t at = text.find("when: {");
    text.replace(at, text.find('\n', at) - at, "when: " + when);
    return warnings_of(files);
}

TEST_CASE("an action that finds nothing to act on is named", "[graph][warnings]") {
    const std::string when = "{suspected_hosts: 1}";
    const auto idle = [&](const std::string& action) {
        return holds(warnings_of_play(when, action), "does nothing");
    };
    for (const char* verb : {"shutdown", "hunt", "restore", "reset_credentials"}) {
        const std::string with = std::string(verb) + ": {scope: {organisation: gfi, group: ";
        INFO(verb);
        CHECK(idle(with + "workstations}}"));  // the provider has none
    }
    CHECK_FALSE(idle("hunt: {scope: {organisation: gfi, group: servers}}"));
    CHECK(idle("close_link: {link: wan, scope: {organisation: gfi}}"));
    CHECK(idle("open_link: {link: wan, scope: {organisation: gfi}}"));
    CHECK_FALSE(idle("close_link: {link: wan}"));
    CHECK(idle("block_technique: {technique: T9999}"));
}

TEST_CASE("a condition that asks for more than there is is named", "[graph][warnings]") {
    const auto never = [](const std::string& when) {
        return holds(warnings_of_play(when, "hunt: {}"), "this never holds");
    };
    CHECK(never("{confirmed_hosts: 100000}"));
    CHECK(never("{destroyed_hosts: 100000, within: region}"));
    CHECK(never("{confirmed_organisations: 2, within: organisation}"));
    CHECK(never("{any_of: [{confirmed_hosts: 1}, {confirmed_organisations: 99}]}"));
    CHECK_FALSE(never("{confirmed_organisations: 2}"));
    CHECK_FALSE(never("{suspected_hosts: 3, within: organisation}"));
}

}  // namespace
}  // namespace kammerspiel::test
