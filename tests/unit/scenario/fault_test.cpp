#include "catch.hpp"
#include "tests/support/written.hpp"

namespace kammerspiel::test {
namespace {

TEST_CASE("thirteen faults in one file are all reported, at their places", "[scenario][faults]") {
    Written files = small();
    files["scenario.yaml"] = R"(kammerspiel: 2
titel: {en: small}
starts: 2022-01-03T08:00 Europe/Berlni
horizon: 0h
coordination_latency: 5
federation: federation.yaml
attackers:
  crew: {use: crew.yaml, weight: -1}
entry:
  - {at: gfi/servrs, when: -2d}
recovery:
  default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}
strategies:
  off:
    plays:
      - name: off
        when: {suspected_hosts: 0}
        do:
          - shutdown: {scope: {region: DE-XX}}
          - restore: {order: [mail, mail], gate: testd}
      - name: off
        do: [{shutdown: {}}]
)";
    const Outcome outcome = load(files);
    CHECK(outcome.english ==
          R"(scenario.yaml:1:1: error: 'scenario' lacks the key 'title': its name for people
    1 | kammerspiel: 2
      | ^
scenario.yaml:1:14: error: 'kammerspiel' gives the format's version as '2', this program reads version 1
    1 | kammerspiel: 2
      |              ^ write kammerspiel: 1
scenario.yaml:2:1: error: unknown key 'titel' in 'scenario'
    2 | titel: {en: small}
      | ^~~~~ did you mean 'title'?
scenario.yaml:3:9: error: 'starts': 'Europe/Berlni' is not a known time zone; write an IANA name, e.g. Europe/Berlin
    3 | starts: 2022-01-03T08:00 Europe/Berlni
      |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
scenario.yaml:4:10: error: 'horizon' must be longer than 0
    4 | horizon: 0h
      |          ^~ how long after the start is simulated, e.g. 300d
scenario.yaml:5:23: error: 'coordination_latency': '5' is not a span of time; write a number and a unit: s, min, h, d or w, e.g. 90s, 4h, 2d
    5 | coordination_latency: 5
      |                       ^
scenario.yaml:8:34: error: 'weight' wants a number from 0 to 1000000, not '-1'
    8 |   crew: {use: crew.yaml, weight: -1}
      |                                  ^~
scenario.yaml:10:10: error: unknown host group 'servrs'
   10 |   - {at: gfi/servrs, when: -2d}
      |          ^~~~~~~~~~ did you mean 'servers'?
federation.yaml:12:7: note: 'servers' is defined here
scenario.yaml:17:33: error: 'suspected_hosts' wants a whole number from 1 to 1000000000, not '0'
   17 |         when: {suspected_hosts: 0}
      |                                 ^
scenario.yaml:19:40: error: unknown region 'DE-XX'
   19 |           - shutdown: {scope: {region: DE-XX}}
      |                                        ^~~~~ known: DE-BW, DE-NW, DE-SH
scenario.yaml:20:37: error: 'mail' is in the order twice
   20 |           - restore: {order: [mail, mail], gate: testd}
      |                                     ^~~~
scenario.yaml:20:50: error: 'gate' cannot be 'testd'
   20 |           - restore: {order: [mail, mail], gate: testd}
      |                                                  ^~~~~ did you mean 'tested'?
scenario.yaml:21:15: error: the play 'off' is there twice
   21 |       - name: off
      |               ^~~ plays of one strategy need names of their own
scenario.yaml:16:15: note: the first one is here
)");
    CHECK(
        outcome.german ==
        R"(scenario.yaml:1:1: Fehler: in 'Szenario' fehlt der Schlüssel 'title': ihr Name für Menschen
    1 | kammerspiel: 2
      | ^
scenario.yaml:1:14: Fehler: 'kammerspiel' gibt die Version des Formats als '2' an, dieses Programm liest die Version 1
    1 | kammerspiel: 2
      |              ^ schreiben Sie kammerspiel: 1
scenario.yaml:2:1: Fehler: unbekannter Schlüssel 'titel' in 'Szenario'
    2 | titel: {en: small}
      | ^~~~~ meinten Sie 'title'?
scenario.yaml:3:9: Fehler: 'starts': die Zeitzone 'Europe/Berlni' ist unbekannt; schreiben Sie einen IANA-Namen, z. B. Europe/Berlin
    3 | starts: 2022-01-03T08:00 Europe/Berlni
      |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
scenario.yaml:4:10: Fehler: 'horizon' muss länger als 0 sein
    4 | horizon: 0h
      |          ^~ so lange wird ab dem Beginn simuliert, z. B. 300d
scenario.yaml:5:23: Fehler: 'coordination_latency': '5' ist keine Zeitspanne; schreiben Sie eine Zahl und eine Einheit: s, min, h, d oder w, z. B. 90s, 4h, 2d
    5 | coordination_latency: 5
      |                       ^
scenario.yaml:8:34: Fehler: 'weight' erwartet eine Zahl von 0 bis 1000000, nicht '-1'
    8 |   crew: {use: crew.yaml, weight: -1}
      |                                  ^~
scenario.yaml:10:10: Fehler: unbekannte Hostgruppe 'servrs'
   10 |   - {at: gfi/servrs, when: -2d}
      |          ^~~~~~~~~~ meinten Sie 'servers'?
federation.yaml:12:7: Hinweis: 'servers' ist hier festgelegt
scenario.yaml:17:33: Fehler: 'suspected_hosts' erwartet eine ganze Zahl von 1 bis 1000000000, nicht '0'
   17 |         when: {suspected_hosts: 0}
      |                                 ^
scenario.yaml:19:40: Fehler: unbekannte Region 'DE-XX'
   19 |           - shutdown: {scope: {region: DE-XX}}
      |                                        ^~~~~ bekannt: DE-BW, DE-NW, DE-SH
scenario.yaml:20:37: Fehler: 'mail' steht zweimal in der Reihenfolge
   20 |           - restore: {order: [mail, mail], gate: testd}
      |                                     ^~~~
scenario.yaml:20:50: Fehler: 'gate' kann nicht 'testd' sein
   20 |           - restore: {order: [mail, mail], gate: testd}
      |                                                  ^~~~~ meinten Sie 'tested'?
scenario.yaml:21:15: Fehler: die Maßnahme 'off' kommt zweimal vor
   21 |       - name: off
      |               ^~~ Maßnahmen einer Strategie brauchen eigene Namen
scenario.yaml:16:15: Hinweis: das erste steht hier
)");
}

TEST_CASE("a name that nothing has points at the file that has a similar one",
          "[scenario][faults]") {
    const Outcome outcome =
        load(small_but("crew.yaml", "tag: crown}\nimpact", "tag: crwn}\nimpact"));
    CHECK(outcome.english == R"(crew.yaml:7:30: error: unknown tag 'crwn'
    7 |   - {organisation: ulm, tag: crwn}
      |                              ^~~~ did you mean 'crown'?
federation.yaml:12:72: note: 'crown' is defined here
)");
}

TEST_CASE("impossible values name what is possible", "[scenario][faults]") {
    const auto says = [](const std::string& file, const std::string& what, const std::string& by,
                         const std::string& words) {
        const Outcome outcome = load(small_but(file, what, by));
        INFO(by << "\n" << outcome.english);
        CHECK_FALSE(outcome.scenario);
        CHECK(outcome.says(words));
    };
    says("scenario.yaml", "horizon: 30d", "horizon: 0h", "'horizon' must be longer than 0");
    says("scenario.yaml", "horizon: 30d", "horizon: -3d", "'horizon'");
    says("scenario.yaml", "Europe/Berlin", "Mars/Olympus",
         "'Mars/Olympus' is not a known time zone");
    says("scenario.yaml", "horizon: 30d", "horizon: 30d\nhorizon: 31d", "'horizon' is there twice");
    says("federation.yaml", "count: 4", "count: yes", "'count'");
    says("federation.yaml", "count: 4", "count: 010", "'count'");
    says("federation.yaml", "count: 4", "count: 4, reachable_from: []",
         "'reachable_from' names no zone");
    says("federation.yaml", "share: 0.1", "share: .nan", "'share'");
    says("federation.yaml", "share: 0.1", "share: 1e400", "'share'");
    says("federation.yaml", "{mail: local}", "{mail: lokal}", "'lokal'");
    says("federation.yaml", "{mail: local}", "{male: local}", "'male'");
    says("federation.yaml", "to: gfi", "to: gfy", "did you mean 'gfi'?");
    says("federation.yaml", "over: wan", "over: wam", "did you mean 'wan'?");
    says("federation.yaml", "needs: servers}", "needs: server}", "did you mean 'servers'?");
    says("federation.yaml", "template: provider", "template: provder", "'provder'");
    says("federation.yaml", "staff: 10", "staff: 10, capacities: {mail: 3}",
         "'gfi' has no service 'mail'");
    says("scenario.yaml", "shutdown: {}", "shutdown: {scope: {group: phones}}", "'phones'");
    says("scenario.yaml", "shutdown: {}", "call_in: {crew: nobody}", "'nobody'");
    says("scenario.yaml", "suspected_hosts: 2", "play_done: nothing", "'nothing'");
}

}  // namespace
}  // namespace kammerspiel::test
