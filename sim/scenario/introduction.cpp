#include "sim/scenario/introduction.hpp"

#include <fmt/format.h>

#include <array>

namespace kammerspiel::scenario {
namespace {

struct Chapter {
    std::string_view title, german_title, text, german_text, example;
};

constexpr std::array chapters{
    Chapter{
        "Spans and distributions", "Zeitspannen und Verteilungen",
        R"md(A span is a number and a unit, or several: `90s`, `15min`, `4h`, `1d 12h`, `1w`. `2d` is 48 hours, whatever
the clocks do. Where a table says "distribution", a span means: always the same. Else one of

- `exponential mean 4h`: waiting for what may happen at any time alike;
- `lognormal median 4h p90 9h`: half lie below the median, nine in ten below p90;
- `uniform 1h to 3h`; `triangular 1h 2h 6h` and `pert 1h 2h 6h`: lowest, likeliest, highest.

Only times from the start, as of an entry, may be negative.)md",
        R"md(Eine Zeitspanne ist eine Zahl mit Einheit, oder mehrere: `90s`, `15min`, `4h`, `1d 12h`, `1w`. `2d` sind
48 Stunden, auch wenn die Uhren umgestellt werden. Wo in den Tabellen eine Verteilung erwartet wird, heißt eine
Zeitspanne: immer gleich. Sonst steht dort

- `exponential mean 4h`: Warten auf etwas, das jederzeit gleich leicht eintritt;
- `lognormal median 4h p90 9h`: die Hälfte liegt unter dem Median, neun von zehn unter p90;
- `uniform 1h to 3h`; `triangular 1h 2h 6h` und `pert 1h 2h 6h`: kleinster, wahrscheinlichster, größter Wert.

Nur Zeiten ab Beginn, etwa die eines Einbruchs, dürfen negativ sein.)md",
        R"md(# scenario.yaml
recovery:
  default:
    inspect: 1h 30min
    clean: exponential mean 2h
    rebuild: lognormal median 4h p90 9h
    test: pert 10min 20min 1h
    switch_on: uniform 5min to 15min
)md"},
    Chapter{
        "Moments and clock changes", "Zeitpunkte und Zeitumstellung",
        R"md(A moment is what the clock on the wall shows, in the time zone of `starts`: `2022-08-03T18:00`. In spring
an hour does not exist; a moment in it is refused. In autumn an hour comes twice; the first one is meant.
`starts` names the zone; public holidays follow the region of each organisation.)md",
        R"md(Ein Zeitpunkt ist, was die Uhr an der Wand zeigt, in der Zeitzone von `starts`: `2022-08-03T18:00`. Im
Frühjahr fehlt eine Stunde; ein Zeitpunkt darin wird abgelehnt. Im Herbst kommt eine Stunde zweimal; gemeint ist
die erste. `starts` nennt die Zeitzone; die Feiertage richten sich nach der Region jeder Organisation.)md",
        R"md(# scenario.yaml
starts: 2022-03-25T08:00 Europe/Berlin
dates:
  - {service: mail, on: 2022-03-28T08:00 to 12:00}
)md"},
    Chapter{
        "Selectors", "Selektoren",
        R"md(A selector chooses hosts. `gfi/servers` is a host group of one organisation, `servers` the groups of that
name in all of them. As keys (`organisation`, `region`, `zone`, `group`, `tag`, `kind`) all that are written
must agree; `{}` chooses every host.)md",
        R"md(Ein Selektor wählt Hosts aus. `gfi/servers` ist eine Hostgruppe einer Organisation, `servers` sind die
Gruppen dieses Namens in allen. Als Schlüssel (`organisation`, `region`, `zone`, `group`, `tag`, `kind`) muss alles
zutreffen, was dasteht; `{}` wählt alle Hosts.)md",
        R"md(# scenario.yaml
entry:
  - {at: gfi/servers, when: -2d}
  - {at: workstations, when: -1d}
  - {at: {kind: [server, workstation], region: DE-BW}, when: uniform -3d to -1d}
)md"},
    Chapter{
        "Scopes", "Geltungsbereiche",
        R"md(A scope says where an action takes hold: `everything`, a region or an organisation, and in it perhaps only
a zone, group, tag or kind of hosts, or the hosts that a service needs: through other services and links, and at
other organisations, too. `affected` stands for the regions or organisations in which the condition of the play came
true.)md",
        R"md(Ein Geltungsbereich sagt, wo eine Handlung greift: `everything`, eine Region oder eine Organisation, und darin
vielleicht nur eine Zone, Gruppe, Markierung oder Art von Hosts oder die Hosts, die ein Dienst braucht: auch über
andere Dienste und Links und bei anderen Organisationen. `affected` steht für die Regionen oder Organisationen, in
denen die Bedingung der Maßnahme eingetreten ist.)md",
        R"md(# scenario.yaml
strategies:
  by-region:
    plays:
      - name: region-off
        when: {confirmed_hosts: 1, within: region}
        do:
          - shutdown: {scope: {region: affected}}
          - shutdown: {scope: {organisation: gfi, zone: core}, isolate: true}
          - restore: {order: [mail]}
)md"},
    Chapter{
        "Needs", "Abhängigkeiten",
        R"md(What is needed is a host group or a service: an own one by its name, another organisation's as
`organisation/name`. A list means all of them. Forms: `all_of` (the weakest decides), `any_of` (the strongest),
`at_least` with `of` (the k-th strongest), `weighted` (the mean), `share_of`, and `if`/`then`/`else` over a
parameter of the template. Behind one name may stand what softens it: `enough`, `floor`, `grace`, `over`,
`to_start`.)md",
        R"md(Gebraucht wird eine Hostgruppe oder ein Dienst: ein eigener mit seinem Namen, der einer anderen Organisation
als `organisation/name`. Eine Liste heißt: alle davon. Formen: `all_of` (das Schwächste entscheidet), `any_of` (das
Stärkste), `at_least` mit `of` (das k-t-stärkste), `weighted` (das Mittel), `share_of`, und `if`/`then`/`else` über
einen Parameter der Vorlage. Hinter einem Namen kann stehen, was ihn mildert: `enough`, `floor`, `grace`, `over`,
`to_start`.)md",
        R"md(# federation.yaml
templates:
  chamber:
    parameters:
      mail: [local, central]
    host_groups:
      workstations: {kind: workstation, per_staff: 1.5, zone: office}
      servers: {kind: server, count: 4, zone: core, realm: own, tags: [crown]}
    links:
      wan: {to: gfi}
    crews:
      staff: {people: 2}
    services:
      mail:
        needs:
          - workstations: {enough: 0.8}
          - if: {mail: local}
            then: servers
            else: [{gfi/servers: {over: wan, grace: 2h}}]
      register:
        needs:
          any_of:
            - at_least: 2
              of: [servers, mail, {gfi/servers: {over: wan}}]
            - weighted: {workstations: 0.7, servers: 0.3}
  provider:
    host_groups:
      servers: {kind: server, count: 3, zone: core}
    crews:
      staff: {people: 2, shift: extended}
)md"},
    Chapter{
        "Conditions", "Bedingungen",
        R"md(A condition counts what the decider knows, after the reporting delay: `alerts`, `suspected_hosts`,
`confirmed_hosts`, `confirmed_organisations`, `destroyed_hosts`; or it waits for a `clock`, a `certainty` about
the attacker, or another play (`play_done`). One condition stands alone; `all_of` and `any_of` join several.
`within` counts each region or organisation by itself.)md",
        R"md(Eine Bedingung zählt, was der Entscheider weiß, nach der Meldezeit: `alerts`, `suspected_hosts`,
`confirmed_hosts`, `confirmed_organisations`, `destroyed_hosts`; oder sie wartet auf eine Uhrzeit (`clock`), auf
Gewissheit über den Angreifer (`certainty`) oder auf eine andere Maßnahme (`play_done`). Eine Bedingung steht allein;
`all_of` und `any_of` verbinden mehrere. Mit `within` zählt jede Region oder Organisation für sich.)md",
        R"md(# scenario.yaml
strategies:
  careful:
    plays:
      - name: look
        when: {any_of: [{suspected_hosts: 3}, {clock: 2022-01-04T08:00}]}
        do:
          - hunt: {thoroughness: 0.5, takes: 1d}
      - name: everything-off
        when: {all_of: [{play_done: look}, {confirmed_hosts: 1}]}
        do:
          - shutdown: {}
          - restore: {order: [mail]}
)md"},
    Chapter{
        "Uncertain figures", "Unsichere Größen",
        R"md(Any figure may be a map instead of its value. `value` is what holds. `between` is what it may be for all one
knows; of a distribution, two of the same shape. `source` and `confidence` (`measured`, `derived`, `estimate`,
`assumption`) say how well it is known. In `strategies`, `tune` says from where to where one may decide it, and
`choices` among which values; `choices` goes for words too. The value lies within both ranges and among the
choices. Without `compare --uncertain` and the like, `value` alone counts.)md",
        R"md(Jede Größe kann statt ihres Wertes eine Gruppe von Schlüsseln sein. `value` ist, was gilt. `between` ist, was
sie nach allem, was man weiß, sein kann; bei einer Verteilung zwei von derselben Form. `source` und `confidence`
(`measured` gemessen, `derived` abgeleitet, `estimate` geschätzt, `assumption` angenommen) sagen, wie gut sie bekannt
ist. In `strategies` sagt `tune`, von wo bis wo man sie bestimmen kann, und `choices`, unter welchen Werten; `choices`
gibt es auch bei Wörtern. Der Wert liegt in beiden Spannen und steht mit zur Wahl. Ohne `compare --uncertain` und
Ähnliches zählt allein `value`.)md",
        R"md(# scenario.yaml
recovery:
  default:
    inspect: {value: 1h, between: [30min, 3h], source: BSI 200-4, confidence: measured}
    clean: 2h
    rebuild:
      value: lognormal median 4h p90 9h
      between: [lognormal median 3h p90 7h, lognormal median 8h p90 24h]
      confidence: estimate
    test: 30min
strategies:
  off:
    plays:
      - name: everything-off
        when: {suspected_hosts: 2}
        after: {value: 4h, tune: [30min, 24h]}
        do:
          - shutdown: {}
          - restore: {order: [mail], gate: {value: tested, choices: [tested, inspected]}}
)md"},
};

}  // namespace

std::string introduction(std::string_view language) {
    std::string text;
    for (const Chapter& chapter : chapters) {
        const bool is_german = language == "de";
        text += fmt::format("\n## {}\n\n{}\n\n```yaml\n{}```\n",
                            is_german ? chapter.german_title : chapter.title,
                            is_german ? chapter.german_text : chapter.text, chapter.example);
    }
    return text;
}

}  // namespace kammerspiel::scenario
