#include "sim/scenario/introduction.hpp"

#include <fmt/format.h>

namespace kammerspiel::scenario {
namespace {

// Three files that run. A test loads them.
constexpr std::string_view scenario_file = R"yaml(# scenario.yaml
kammerspiel: 1
title: {en: Our town, de: Unsere Stadt}
starts: 2026-03-02T09:00 Europe/Berlin
horizon: 14d
federation: federation.yaml
attackers:
  crew: {use: crew.yaml}
entry:
  - {at: town/workstations, when: -1d}
known_at_start:
  - {at: town/servers, hosts: 1, what: suspected}
recovery:
  default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}
strategies:
  wait:
    plays:
      - name: rebuild
        when: {destroyed_hosts: 1}
        do:
          - restore: {order: [mail]}
  everything-off:
    plays:
      - name: off
        when: {suspected_hosts: 1}
        after: 4h
        do:
          - shutdown: {}
          - restore: {order: [mail], begins_after: 1d}
)yaml";

constexpr std::string_view federation_file = R"yaml(# federation.yaml
organisations:
  also:
    town: {template: town-hall, region: DE-NW, members: 40000, staff: 200}
templates:
  town-hall:
    host_groups:
      workstations: {kind: workstation, per_staff: 1, zone: office, realm: own}
      servers: {kind: server, count: 4, zone: core, realm: own}
    links:
      uplink: {to: internet}
    crews:
      it: {people: 2}
    services:
      mail:
        needs: [servers, workstations]
        demand: {share: 0.05, profile: office-hours}
)yaml";

constexpr std::string_view attacker_file = R"yaml(# crew.yaml
kind: operated
routes:
  - {name: rise, from: {}, to: itself, time: 2h, success: 0.5, yields: controlled}
  - {name: spread, from: {}, to: {}, time: 4h, success: 0.3, yields: foothold}
goals:
  - {kind: server}
impact:
  - {name: encrypt, do: encrypt, on: {}, when: {holding: {kind: server}}, after: 1d}
)yaml";

constexpr std::string_view english_page = R"md(
This page is enough to start; everything behind it is to look things up.

A scenario is a folder. `scenario.yaml` says what happens and what could be decided, `federation.yaml` who and what
exists, a file for each attacker how they act, and `exercise.yaml`, if you want one, the exercise that is played on it.
`kammerspiel init FOLDER` makes such a folder, `kammerspiel init --sheet organisations.xlsx` a workbook to fill in that
becomes one. These three files are the least that runs:

{scenario}
{federation}
{attacker}
    kammerspiel check .      what is wrong, with file, line and column
    kammerspiel run .        one world, told as a timeline
    kammerspiel compare .    all strategies in the same worlds

How it is written:

- `key: value`, a space behind the colon; what belongs to a key stands below it, two spaces further in, or in braces:
  `{key: value, key: value}`. A list has a dash before each entry, or brackets: `[one, two]`. Behind `# ` stands a
  comment.
- Names are letters, digits, `-` and `_`. Spans are `15min`, `4h`, `3d`; shares `0.3`; `{}` means: all of them.
- Texts for people may be in both languages: `{en: …, de: …}`. What has a colon or a hash in it goes into quotes.
- What is left out has the value in the column "If left out". A word that is not known is an error, with a proposal.

| What you want | Where |
|---|---|
| other organisations | `organisations` in the federation; many of them as a table with `from` |
| what an organisation has inside | `templates`: `host_groups`, `services` with `needs` and `demand`, `links`, `crews` |
| how it began, and what is noticed | `entry`, `known_at_start`, `detection` |
| what is decided, on which knowledge, how fast | `strategies`: `plays` with `when`, `after`, `do` |
| how long repair takes | `recovery` |
| figures that are not sure | a map in place of the value: `{value: 4h, between: [1h, 12h]}` |
| an exercise with moves and injects | `exercise: exercise.yaml` |
)md";

constexpr std::string_view german_page = R"md(
Diese Seite genügt zum Anfangen; alles danach ist zum Nachschlagen.

Ein Szenario ist ein Ordner. `scenario.yaml` sagt, was geschieht und was sich entscheiden ließe, `federation.yaml`, wer
und was da ist, je eine Datei, wie ein Angreifer vorgeht, und `exercise.yaml`, wenn gewünscht, welche Übung darauf gespielt
wird. `kammerspiel init ORDNER` legt einen solchen Ordner an, `kammerspiel init --sheet organisationen.xlsx` eine
Arbeitsmappe zum Ausfüllen, aus der einer wird. Diese drei Dateien sind das Wenigste, was läuft:

{scenario}
{federation}
{attacker}
    kammerspiel check .      was nicht stimmt, mit Datei, Zeile und Spalte
    kammerspiel run .        eine Welt, als Zeitachse erzählt
    kammerspiel compare .    alle Strategien in denselben Welten

So wird es geschrieben:

- `Schlüssel: Wert`, mit einem Leerzeichen nach dem Doppelpunkt; was zu einem Schlüssel gehört, steht darunter, zwei
  Leerzeichen weiter rechts, oder in geschweiften Klammern: `{Schlüssel: Wert, Schlüssel: Wert}`. Eine Liste hat einen
  Strich vor jedem Eintrag, oder eckige Klammern: `[eins, zwei]`. Hinter `# ` steht ein Kommentar.
- Namen bestehen aus Buchstaben, Ziffern, `-` und `_`. Zeitspannen sind `15min`, `4h`, `3d`, Anteile `0.3` (mit Punkt);
  `{}` heißt: alle.
- Texte für Menschen können in beiden Sprachen stehen: `{en: …, de: …}`. Was einen Doppelpunkt oder eine Raute enthält,
  kommt in Anführungszeichen.
- Was fehlt, hat den Wert aus der Spalte „Wenn er fehlt“. Ein unbekanntes Wort ist ein Fehler, mit einem Vorschlag.

| Was man will | Wo |
|---|---|
| andere Organisationen | `organisations` in der Föderation; viele als Tabelle mit `from` |
| was eine Organisation in sich hat | `templates`: `host_groups`, `services` mit `needs` und `demand`, `links`, `crews` |
| wie es begann und was bemerkt wird | `entry`, `known_at_start`, `detection` |
| was entschieden wird, auf welches Wissen hin, wie schnell | `strategies`: `plays` mit `when`, `after`, `do` |
| wie lange die Reparatur dauert | `recovery` |
| Zahlen, die nicht sicher sind | eine Gruppe anstelle des Werts: `{value: 4h, between: [1h, 12h]}` |
| eine Übung mit Spielzügen und Einlagen | `exercise: exercise.yaml` |
)md";

void put(std::string& text, std::string_view place, std::string_view yaml) {
    const std::size_t at = text.find(place);
    text.replace(at, place.size(), fmt::format("```yaml\n{}```\n", yaml));
}

}  // namespace

std::string start_page(std::string_view language) {
    std::string text(language == "de" ? german_page : english_page);
    put(text, "{scenario}", scenario_file);
    put(text, "{federation}", federation_file);
    put(text, "{attacker}", attacker_file);
    return fmt::format("\n## {}\n{}", language == "de" ? "Zum Anfangen" : "To begin with", text);
}

}  // namespace kammerspiel::scenario
