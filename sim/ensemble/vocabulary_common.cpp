#include "sim/ensemble/vocabulary_table.hpp"

// The table of figures. What most results say: where they come from, places, strategies, figures.

namespace kammerspiel::ensemble::terms {
namespace {

constexpr Term common_terms[] = {
    {"program", name, "", never,
     "backtest.json check.json comparison.json deadline.json evidence.json import.json "
     "improve.json invest.json leave-one-out.json msel.json papers.json results.json run.json "
     "sensitivity.json structure.json variants.json why.json",
     "the program that wrote it", "das Programm, das es geschrieben hat"},
    {"program_version", text, "", never,
     "backtest.json check.json comparison.json deadline.json evidence.json import.json "
     "improve.json invest.json leave-one-out.json msel.json papers.json results.json run.json "
     "sensitivity.json structure.json variants.json why.json",
     "version of the program that computed the figures", "Version des Programms, das gerechnet hat",
     "version"},
    {"results_version", count, "", never,
     "backtest.json check.json comparison.json deadline.json evidence.json import.json "
     "improve.json invest.json leave-one-out.json msel.json papers.json results.json run.json "
     "sensitivity.json structure.json variants.json why.json",
     "raised when whoever reads results must change",
     "steigt, wenn sich ändern muss, wer Ergebnisse liest"},
    {"scenario", name, "", not_defined,
     "backtest.json check.json comparison.json deadline.json evidence.json import.json "
     "improve.json invest.json leave-one-out.json msel.json papers.json results.json run.json "
     "sensitivity.json structure.json variants.json why.json",
     "id of the scenario: the name of its folder",
     "Kennung des Szenarios: der Name seines Ordners"},
    {"scenario_sha256", text, "", not_defined,
     "backtest.json check.json comparison.json deadline.json evidence.json import.json "
     "improve.json invest.json leave-one-out.json msel.json papers.json results.json run.json "
     "sensitivity.json structure.json variants.json why.json",
     "SHA-256 of what the scenario means, key by key",
     "SHA-256 dessen, was das Szenario bedeutet, Schlüssel für Schlüssel", "scenario_hash"},
    {"seed", count, "", not_defined,
     "backtest.json check.json comparison.json deadline.json evidence.json import.json "
     "improve.json invest.json leave-one-out.json msel.json papers.json results.json run.json "
     "sensitivity.json structure.json variants.json why.json",
     "which set of worlds; with `world` all of a world's luck",
     "welche Reihe von Welten; mit `world` alles Glück einer Welt"},
    {"world", count, "", never,
     "papers.json results.csv results.json run.json study.sqlite why.json",
     "number of the world in its study", "Nummer der Welt in ihrer Studie"},
    {"worlds", count, "worlds", never,
     "backtest.json comparison.json deadline.json evidence.json sensitivity.json structure.json "
     "study.sqlite",
     "worlds that it rests on, against each attacker where there are several",
     "Welten, auf denen es beruht, gegen jeden Angreifer, wo es mehrere gibt",
     "worlds_of_each_attacker"},
    {"strategy", name, "", never,
     "backtest.json comparison.csv comparison.json curve.csv deadline.json evidence.json "
     "improve.json invest.json papers.json results.csv results.json run.json sensitivity.json "
     "study.sqlite variants.csv variants.json why.json",
     "the strategy; in tables of a study its number",
     "die Strategie; in Tabellen einer Studie ihre Nummer", "strategy_name"},
    {"strategy_title", text, "", never, "run.json", "the strategy as people call it",
     "die Strategie, wie Menschen sie nennen"},
    {"than", name, "", not_defined,
     "comparison.csv comparison.json evidence.json improve.json invest.json sensitivity.json "
     "variants.json",
     "the other strategy that it is compared with", "die andere Strategie, mit der verglichen wird",
     "against b over behind"},
    {"attacker", name, "", never,
     "comparison.csv papers.json results.csv results.json run.json structure.json study.sqlite "
     "trace.jsonl why.json",
     "the hypothesis about the attacker; in tables of a study its number; empty: over all of them, "
     "weighted",
     "die Hypothese über den Angreifer; in Tabellen einer Studie ihre Nummer; leer: über alle, "
     "gewichtet",
     "attacker_name"},
    {"attacker_title", text, "", never, "run.json", "the attacker as people call it",
     "der Angreifer, wie Menschen ihn nennen"},
    {"attacker_weight", share, "", never, "comparison.json results.csv results.json study.sqlite",
     "weight of the attacker; all sum to 1", "Gewicht des Angreifers; alle zusammen sind 1",
     "weight"},
    {"against", by_name, "", never, "comparison.json deadline.json", "given each attacker",
     "gegen jeden einzelnen Angreifer"},
    {"name", name, "", never,
     "comparison.json curve.csv deadline.json leave-one-out.json metrics.csv papers.json run.json "
     "structure.json study.sqlite variants.json why.json",
     "of the thing that the entry or row is of, the same in every language",
     "des Dings, um das es geht, in jeder Sprache gleich", "id"},
    {"title", text, "", never,
     "leave-one-out.json organisations.csv papers.json run.json study.sqlite", "as people call it",
     "wie Menschen es nennen"},
    {"kind", name, "", never,
     "comparison.json curve.csv metrics.csv run.json structure.json study.sqlite why.json",
     "what kind of thing `name` is: `total`, `service` (of one organisation), `organisation`, "
     "`region`, `service_name` (the services of one name in all organisations), …",
     "welcher Art `name` ist: `total` (alles), `service` (Dienst einer Organisation), "
     "`organisation`, `region`, `service_name` (die Dienste eines Namens in allen Organisationen), "
     "…",
     "table"},
    {"parent", name, "", not_defined, "study.sqlite",
     "the place that it lies in: organisation of a service, region of an organisation",
     "wo es liegt: Organisation eines Dienstes, Region einer Organisation"},
    {"organisation", name, "", never,
     "elsewhere_load.csv organisations.csv run.json services.csv structure.json trace.jsonl",
     "id of the organisation", "Kennung der Organisation"},
    {"service", name, "", never, "services.csv structure.json trace.jsonl",
     "a service of one organisation: its name in it, or ORGANISATION/SERVICE where no organisation "
     "stands beside",
     "ein Dienst einer Organisation: sein Name darin, oder ORGANISATION/DIENST, wo keine "
     "Organisation danebensteht"},
    {"service_name", name, "", not_defined,
     "backtest.json elsewhere.csv elsewhere_load.csv run.json",
     "the services of one name in all organisations",
     "die Dienste eines Namens in allen Organisationen"},
    {"region", name, "", never, "organisations.csv services.csv study.sqlite",
     "ISO 3166-2 code of the region", "Kürzel der Region nach ISO 3166-2"},
    {"city", text, "", never, "organisations.csv", "town of the organisation; empty: not said",
     "Ort der Organisation; leer: nicht angegeben"},
    {"latitude", number, "°", not_defined, "organisations.csv study.sqlite",
     "of the organisation, north", "geografische Breite der Organisation, Nord"},
    {"longitude", number, "°", not_defined, "organisations.csv study.sqlite",
     "of the organisation, east", "geografische Länge der Organisation, Ost"},
    {"members", count, "people", never,
     "organisations.csv run.json services.csv structure.json study.sqlite",
     "people behind it: served by the organisation, or by those that the row sums up",
     "Personen dahinter: von der Organisation versorgt, oder von denen, die die Zeile "
     "zusammenfasst"},
    {"figure", name, "", never, "comparison.csv metrics.csv sensitivity.csv",
     "which figure the line is of: a name of this table, or mean, median, p5, p95, …",
     "welche Zahl die Zeile enthält: ein Name dieses Verzeichnisses, oder mean, median, p5, p95, "
     "…"},
    {"metric", name, "", never,
     "comparison.csv comparison.json deadline.json evidence.json improve.json invest.json "
     "results.csv results.json sensitivity.json study.sqlite variants.json",
     "which metric it is of, or that is asked about",
     "um welches Maß es geht oder nach welchem gefragt ist"},
    {"unit", text, "", never,
     "comparison.csv comparison.json metrics.csv results.csv results.json study.sqlite",
     "of the figure; a currency of money", "der Zahl; bei Geld die Währung"},
    {"currency", name, "", not_defined, "comparison.json invest.json run.json services.csv",
     "of all money", "allen Geldes"},
    {"value", number, "", not_defined,
     "backtest.json comparison.csv comparison.json deadline.json evidence.json improve.json "
     "invest.json leave-one-out.json metrics.csv results.csv results.json sensitivity.csv "
     "sensitivity.json study.sqlite variants.json",
     "the figure itself; in the table `about` of a study what is said under `key`",
     "die Zahl selbst; in der Tabelle `about` einer Studie, was zu `key` gesagt ist"},
    {"low", number, "", not_bounded,
     "backtest.json comparison.csv comparison.json deadline.json evidence.json improve.json "
     "invest.json leave-one-out.json sensitivity.csv sensitivity.json variants.json",
     "lower end of its interval", "unteres Ende ihres Intervalls"},
    {"high", number, "", not_bounded,
     "backtest.json comparison.csv comparison.json deadline.json evidence.json improve.json "
     "invest.json leave-one-out.json sensitivity.csv sensitivity.json variants.json",
     "upper end of its interval", "oberes Ende ihres Intervalls"},
    {"status", status, "", never,
     "backtest.json comparison.csv comparison.json deadline.json evidence.json improve.json "
     "invest.json leave-one-out.json metrics.csv results.csv results.json sensitivity.csv "
     "sensitivity.json study.sqlite variants.json",
     "why the figure stands there, or does not", "warum die Zahl dasteht oder nicht"},
    {"confidence_level", share, "", never,
     "comparison.json improve.json invest.json sensitivity.json variants.json",
     "of every interval here, unless one says otherwise",
     "jedes Intervalls hier, wenn eines nichts anderes sagt", "confidence"},
    {"hours", number, "h", never,
     "backtest.json comparison.json curve.csv deadline.json structure.json study.sqlite",
     "hours since the start", "Stunden seit dem Beginn"},
    {"at", instant, "", never, "curve.csv trace.jsonl why.json", "moment", "Zeitpunkt"},
    {"language", name, "", never, "msel.json papers.json", "of the words for people",
     "der Worte für Menschen"},
    {"files", list, "", never, "papers.json", "names of files that were written",
     "Namen geschriebener Dateien"},
};

}  // namespace

std::span<const Term> of_everything() { return common_terms; }

}  // namespace kammerspiel::ensemble::terms
