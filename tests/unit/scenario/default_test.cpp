#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catch.hpp"
#include "sections.hpp"
#include "tests/support/written.hpp"

// What the table of keys says holds where a key is left out, against what the loader makes of it.

namespace kammerspiel::test {
namespace {

using namespace scenario;

/// A scenario in which every section stands where all of its keys with a default may be left out
/// and may be written. `<section>` marks the place for a key; `<section: key>` that of one which
/// cannot stand there.
Written marked() {
    return {{"scenario.yaml", R"(kammerspiel: 1
title: small
starts: 2022-01-03T08:00 Europe/Berlin
horizon: 30d
<scenario>
federation: federation.yaml
profiles:
  busy: {<demand profile> weekday: [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]}
attackers:
  crew: {<attacker> use: crew.yaml}
entry:
  - {<entry> at: gfi/servers, when: -2d}
known_at_start:
  - {<known at start> at: gfi/servers, what: suspected}
detection:
  <detection>
  sensors: {<sensors>}
  analysts: [{<analysts> at: gfi, time_per_alert: 1h}]
  forensics: {<forensics> at: gfi, time_per_host: 8h}
recovery:
  <recovery>
  default: {<effort> inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}
default_repair: {<default repair>}
hold: [{<hold>}]
accounts: {<accounts>}
reimage: [{<reimage> kind: workstation}]
supplies: {server: {<supply>}}
releases: {board: {<release> every: monday 10:00, needs: {<needs of a release>}}}
crisis_team_at: gfi
pools:
  aid: {<pool>}
dates:
  - {<date> service: mail, on: 2022-01-10T08:00 to 12:00}
obligations:
  - {<obligation> name: notice, within: 72h, when: {<obligation's condition> service: mail}}
observed:
  - {<observed> after: 10d}
recovery_pace: {<pace of recovery>}
exercise: exercise.yaml
strategies:
  off:
    <strategy>
    plays:
      - <play>
        name: off
        when: {<condition> suspected_hosts: 2}
        again: {<again>}
        do:
          - shutdown: {<shutdown>}
          - close_link: {<close_link> link: wan}
          - open_link: {<open_link> link: wan}
          - block_technique: {<block_technique> technique: T1021}
          - reset_credentials: {<reset_credentials>}
          - hunt: {<hunt>}
          - call_in: {<call_in> crew: aid}
          - activate_fallback: {<activate_fallback> service: mail}
          - restore: {<restore>}
      - {name: sure, when: {certainty: {<certainty> at_least: 0.9}}, do: [shutdown: {}]}
)"},
            {"federation.yaml", R"(organisations:
  also:
    ulm: {<organisation> template: chamber, region: DE-BW}
    gfi: {template: chamber, region: DE-NW}
templates:
  chamber:
    host_groups:
      servers: {<host group> kind: server, zone: core}
      desks: {<host group: at_least> kind: workstation, zone: office, per_staff: 1}
    links:
      wan: {to: internet}
    crews:
      staff: {<crew>}
      more: {<crew: at_least> per_staff: 0.5}
    services:
      mail:
        <service>
        needs: [servers: {<need of one thing>}]
        demand: {<demand> share: 0.1, profile: always}
        fallback: {<fallback> capacity: 0.2}
        recovery: {<recovery of a service> work: {<work on a service>}, accept: {<acceptance>}, interim: {<interim service>}}
        capacity: 100
        elsewhere: {<elsewhere> to: {region: DE-NW}, share: 0.1}
)"},
            {"crew.yaml", R"(kind: operated
<attacker profile>
routes:
  - {<route> name: rise, from: {}, to: itself, time: 2h, success: 0.5, yields: controlled}
goals:
  - {<goal> kind: server}
impact:
  - {<impact> name: copy, do: exfiltrate, on: {}, when: {holding: {kind: server}}}
)"},
            {"exercise.yaml", R"(title: evening
<exercise>
begins: 2022-02-01T09:00 Europe/Berlin
objectives:
  decide: {title: decide, capability: to decide}
groups:
  team: {title: team}
moves:
  first: {<move> title: first, takes: 1h, scenario_time: 2022-01-03T09:00, situation: so}
injects:
  - {<inject> name: call, move: first, title: call, after: 5min}
derived_injects:
  - {<derived injects> name: seen, from: simulation}
)"}};
}

/// Keys whose default another part of the program knows: left out, they are told apart from any
/// value.
bool is_kept_apart(const Section& section, const Key& key) {
    static const std::set<std::pair<std::string_view, std::string_view>> keys{
        // The model takes hosts without a word to have no sensor.
        {"sensors", "workstation"},
        {"sensors", "server"},
        {"sensors", "identity"},
        {"sensors", "management"},
        {"sensors", "backup"},
        {"sensors", "network"},
        {"sensors", "telephony"},
        {"sensors", "appliance"},
        // The compiler of the federation knows what holds without a condition.
        {"need of one thing", "enough"},
        {"need of one thing", "floor"},
        {"need of one thing", "grace"},
        // The model takes a crew without a word to give all of its time.
        {"crew", "share"},
        // What stands in the same section is taken instead, or comes first in the file.
        {"effort", "from_scratch"},
        {"work on a service", "intact"},
        {"exercise", "strategy"},
        {"exercise", "attacker"},
        // Must be written where it means something, and must not be elsewhere.
        {"demand", "patience"}};
    return keys.contains({section.title, key.name});
}

/// The default as a file would have it, where the table names it in words.
std::string written(const Section& section, const Key& key) {
    if (section.title == "scenario" && key.name == "people") {
        return "{en: [member, members], de: [Mitglied, Mitglieder]}";
    }
    if (section.title == "recovery") return "{inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}";
    if (section.title == "demand profile") {
        return fmt::format("[{}]", fmt::join(std::vector<int>(24, 8), ", "));
    }
    return std::string(key.fallback);
}

/// The files with `line` at this mark and nothing at all others; none if there is no such mark. In
/// a flow map the line ends in a comma, in a block it ends itself.
std::optional<Written> with_line_at(const std::string& mark, const std::string& line) {
    Written files = marked();
    bool is_there = false;
    for (auto& [name, text] : files) {
        if (const std::size_t at = text.find(mark); at != std::string::npos) {
            is_there = true;
            const bool is_flow = text[at - 1] == '{';
            text.replace(at, mark.size(), line + (is_flow ? "," : ""));
        }
        for (std::size_t open = text.find('<'); open != std::string::npos; open = text.find('<')) {
            text.erase(open, text.find('>', open) - open + 1);
        }
    }
    if (!is_there) return std::nullopt;
    return files;
}

/// Without what tells only how it was written.
Scenario meaning_of(Scenario scenario) {
    scenario.id.clear();  // the folder
    scenario.sources.clear();
    scenario.parameters.clear();
    return scenario;
}

std::vector<const Section*> all_sections() {
    std::vector<const Section*> all{&scenario_section(), &federation_section(), &profile_section(),
                                    &exercise_section(), &need_options_section()};
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const Key& key : all[i]->keys) {
            const Section* next = section_behind(key);
            if (next != nullptr && std::find(all.begin(), all.end(), next) == all.end()) {
                all.push_back(next);
            }
        }
    }
    return all;
}

TEST_CASE("a key that is left out means what the table of keys says", "[scenario][keys]") {
    const Outcome plain = load(*with_line_at("<scenario>", ""));
    INFO(plain.english);
    REQUIRE(plain.scenario);
    const Scenario expected = meaning_of(*plain.scenario);
    std::size_t tried = 0;
    for (const Section* section : all_sections()) {
        for (const Key& key : section->keys) {
            if (key.fallback.empty() || is_kept_apart(*section, key)) continue;
            const std::string line = fmt::format("{}: {}", key.name, written(*section, key));
            auto files = with_line_at(fmt::format("<{}: {}>", section->title, key.name), line);
            if (!files) files = with_line_at(fmt::format("<{}>", section->title), line);
            INFO(section->title << ": " << line);
            REQUIRE(files);
            const Outcome outcome = load(*files);
            INFO(outcome.english);
            REQUIRE(outcome.scenario);
            CHECK(meaning_of(*outcome.scenario) == expected);
            ++tried;
        }
    }
    CHECK(tried > 60);
}

TEST_CASE("a key whose default is known elsewhere is in the table", "[scenario][keys]") {
    std::size_t apart = 0;
    for (const Section* section : all_sections()) {
        for (const Key& key : section->keys) {
            if (!key.fallback.empty() && is_kept_apart(*section, key)) ++apart;
        }
    }
    CHECK(apart == 17);
}

}  // namespace
}  // namespace kammerspiel::test
