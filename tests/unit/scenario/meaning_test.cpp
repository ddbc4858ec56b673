#include <fmt/format.h>

#include <algorithm>

#include "catch.hpp"
#include "kammerspiel/scenario/meaning.hpp"
#include "tests/support/written.hpp"

// What a scenario means does not hang on how it is written.

namespace kammerspiel::test {
namespace {

using scenario::Change;
using scenario::Meaning;

Meaning meaning_of(const Written& files) {
    const Outcome outcome = load(files);
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    return outcome.scenario->meaning;
}

std::string value(const Meaning& meaning, const std::string& key) {
    for (const auto& entry : meaning.values) {
        if (entry.key == key) return entry.value;
    }
    return "(none)";
}

struct Same {
    std::string file, what, by;
};

TEST_CASE("another way to write the same is the same", "[scenario][meaning]") {
    const Same same = GENERATE(
        Same{"scenario.yaml", "horizon: 30d", "horizon: 4w 48h  # a month"},
        Same{"scenario.yaml", "horizon: 30d", "horizon: {value: 30d, between: [20d, 40d]}"},
        Same{"scenario.yaml", "title: {en: small, de: klein}", "title: tiny"},
        Same{"scenario.yaml", "horizon: 30d", "horizon: 30d\nreporting_delay: 15min"},
        Same{"scenario.yaml", "horizon: 30d", "horizon: 30d\ndetection: {}"},
        Same{"scenario.yaml", "at: gfi/servers", "at: {group: servers, organisation: gfi}"},
        Same{"scenario.yaml", "- shutdown: {}", "- shutdown: {scope: everything, takes: 0h}"},
        Same{"scenario.yaml", "crew: {use: crew.yaml}", "crew: {weight: 1.0, use: ./crew.yaml}"},
        Same{"federation.yaml", "needs: servers", "needs: [servers]"},
        Same{"federation.yaml", "wan, grace: 2h", "wan, grace: 120min, to_start: false"},
        Same{"federation.yaml", "count: 4", "count: 4.0"},
        Same{"chambers.csv", "ulm,Ulm,", "ulm,Ulm an der Donau,"},
        Same{"chambers.csv", "1000,20", "1000.0,20"},
        Same{"crew.yaml", "success: 0.5", "success: 0.50"},
        Same{"crew.yaml", "to: {kind: server}", "to: {kind: [server]}"});
    INFO(same.what << " → " << same.by);
    const Meaning before = meaning_of(small());
    const Meaning after = meaning_of(small_but(same.file, same.what, same.by));
    const auto found = changes(before, after, false);
    for (const Change& one : found) UNSCOPED_INFO(one.key << ": " << one.after);
    CHECK(found.empty());
    CHECK(hash(before) == hash(after));
}

struct Other {
    std::string file, what, by, key, before, after;
};

TEST_CASE("another value is named by its key", "[scenario][meaning]") {
    const Other other = GENERATE(
        Other{"scenario.yaml", "horizon: 30d", "horizon: 31d", "horizon", "4w2d", "4w3d"},
        Other{"scenario.yaml", "suspected_hosts: 2", "suspected_hosts: 3",
              "strategies.off.plays[0].when.suspected_hosts", "2", "3"},
        Other{"scenario.yaml", "when: {suspected_hosts: 2}",
              "when: {suspected_hosts: 2}\n        after: 6h", "strategies.off.plays[0].after",
              "0h", "6h"},
        Other{"scenario.yaml", "order: [mail]", "order: []",
              "strategies.off.plays[0].do[1].restore.order", "mail", ""},
        Other{"scenario.yaml", "at: gfi/servers", "at: servers", "entry[0].at",
              "{organisation: gfi, group: servers}", "{group: servers}"},
        Other{"federation.yaml", "per_staff: 1.5", "per_staff: 2",
              "federation.templates.chamber.host_groups.workstations.per_staff", "1.5", "2"},
        Other{"federation.yaml", "grace: 2h", "grace: 3h",
              "federation.templates.chamber.services.mail.needs",
              "{if: {mail: local}, then: servers, else: gfi/servers {grace: 2h, over: wan}}",
              "{if: {mail: local}, then: servers, else: gfi/servers {grace: 3h, over: wan}}"},
        Other{"chambers.csv", "1000,20,local", "1200,20,local",
              "federation.organisations.from.ulm.members", "1000", "1200"},
        Other{"chambers.csv", "20,local", "20,central", "federation.organisations.from.ulm.mail",
              "local", "central"},
        Other{"crew.yaml", "{kind: server}, time: 1h", "{kind: server}, time: 2h",
              "attackers.crew.routes[1].time", "1h", "2h"});
    INFO(other.what << " → " << other.by);
    const Meaning before = meaning_of(small());
    const Meaning after = meaning_of(small_but(other.file, other.what, other.by));
    CHECK(changes(before, after, false) ==
          std::vector<Change>{{other.key, other.before, other.after}});
    CHECK(hash(before) != hash(after));
}

TEST_CASE("defaults are part of what is meant", "[scenario][meaning]") {
    const Meaning meaning = meaning_of(small());
    CHECK(value(meaning, "coordination_latency") == "1min");
    CHECK(value(meaning, "detection.users_notice") != "(none)");
    CHECK(value(meaning, "federation.organisations.also.gfi.members") == "0");
}

TEST_CASE("what a figure may be counts only where it is drawn", "[scenario][meaning]") {
    const Meaning plain = meaning_of(small());
    const Meaning drawn = meaning_of(
        small_but("scenario.yaml", "inspect: 1h", "inspect: {value: 1h, between: [60min, 3h]}"));
    CHECK(changes(plain, drawn, false).empty());
    CHECK(changes(plain, drawn, true) ==
          std::vector<Change>{{"recovery.default.inspect.between", "", "1h to 3h"}});
    CHECK(hash(plain) == hash(drawn));
    CHECK(hash(plain, true) != hash(drawn, true));
}

TEST_CASE("lines hold a meaning, whatever its values have in them", "[scenario][meaning]") {
    Meaning meaning{{{"a", "1 = 2\n3\\n"}, {"b.c", ""}}, {{"b.between", "1 to 2"}}};
    const Meaning back = scenario::meaning_in(in_lines(meaning, false));
    CHECK(back.values == meaning.values);
    CHECK(changes(meaning, scenario::meaning_in(in_lines(meaning, true)), true).empty());
    CHECK(scenario::meaning_in("nothing\n\n").values.empty());
}

}  // namespace
}  // namespace kammerspiel::test
