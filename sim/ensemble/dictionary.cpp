#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "kammerspiel/base/version.hpp"
#include "kammerspiel/ensemble/vocabulary.hpp"

// The table of figures as data, and as a page.

namespace kammerspiel::ensemble {
namespace {

std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

struct Phrase {
    std::string_view en, de;
    [[nodiscard]] std::string_view in(Language language) const {
        return language == Language::de ? de : en;
    }
};

Phrase meaning_of(Missing missing) {
    switch (missing) {
        case Missing::never: return {"", ""};
        case Missing::beyond_horizon:
            return {"`beyond_horizon`: not by the end", "`beyond_horizon`: nicht bis zum Ende"};
        case Missing::not_bounded:
            return {"`not_bounded`: the data cannot bound it",
                    "`not_bounded`: die Daten begrenzen es nicht"};
        case Missing::not_defined:
            return {"`not_defined`: there is none here", "`not_defined`: gibt es hier nicht"};
        case Missing::left_out: return {"left out", "fehlt dann ganz"};
    }
    unreachable();
}

Phrase meaning_of(Holds holds) {
    switch (holds) {
        case Holds::text: return {"text", "Text"};
        case Holds::name: return {"name", "Name"};
        case Holds::flag: return {"true, false; 1, 0 in CSV", "true, false; in CSV 1, 0"};
        case Holds::count: return {"whole number", "ganze Zahl"};
        case Holds::number: return {"number", "Zahl"};
        case Holds::share: return {"0 … 1", "0 … 1"};
        case Holds::instant: return {"ISO 8601 with its offset", "ISO 8601 mit Abstand zu UTC"};
        case Holds::status:
            return {"`known`, `beyond_horizon`, `not_bounded`, `not_defined`",
                    "`known`, `beyond_horizon`, `not_bounded`, `not_defined`"};
        case Holds::figure:
            return {"`value`, `low`, `high`, `status`", "`value`, `low`, `high`, `status`"};
        case Holds::object: return {"object", "Objekt"};
        case Holds::list: return {"list", "Liste"};
        case Holds::by_name: return {"object by name", "Objekt nach Namen"};
    }
    unreachable();
}

constexpr std::string_view introduction_en =
    R"(# What results call things

Every JSON key, CSV heading and column of a study, once: the table in the program from which results take their names, and against
which a test holds what they write. For programs: `kammerspiel schema --results`, with this page's content as JSON. This page is
made by `kammerspiel --lang en schema --results --reference`.

- **Beside a figure** NAME in CSV files and views stand `NAME_low` and `NAME_high`, the ends of its interval (95 % unless
  `confidence_level` says otherwise), and `NAME_status` where it may be missing; views of a study have its mean as `mean_NAME`. In JSON
  a figure with an interval is an object of `value`, `low`, `high` and `status`.
- **A status** is never a blank: `known`; `beyond_horizon`: a time that is not reached by the end; it belongs above every quantile and
  into no mean; `not_bounded`: the data cannot bound an end of the interval (few worlds, a quantile far out); `not_defined`: there is
  no such figure here (a mean where a time is not reached, an aim that nobody set, money without prices).
- **Every JSON** begins with `program`, `program_version`, `results_version`, `scenario`, `scenario_sha256` and `seed`; null: it does not
  come from one. Counts are whole numbers. Instants are ISO 8601 with their offset from UTC.
- **Objects by name** have names of the scenario as keys.
)";

constexpr std::string_view introduction_de =
    R"(# Wie Ergebnisse alles nennen

Jeder JSON-Schlüssel, jede CSV-Überschrift und jede Spalte einer Studie, einmal: die Tabelle im Programm, aus der Ergebnisse ihre
Namen haben und gegen die ein Test hält, was sie schreiben. Für Programme: `kammerspiel schema --results`, mit dem Inhalt dieser
Seite als JSON. Diese Seite entsteht mit `kammerspiel --lang de schema --results --reference`.

- **Neben einer Zahl** NAME stehen in CSV-Dateien und Sichten `NAME_low` und `NAME_high`, die Enden ihres Intervalls (95 %, wenn
  `confidence_level` nichts anderes sagt), und `NAME_status`, wo sie fehlen kann; Sichten einer Studie haben ihr Mittel als `mean_NAME`.
  In JSON ist eine Zahl mit Intervall ein Objekt aus `value`, `low`, `high` und `status`.
- **Ein Status** ist nie leer: `known` (bekannt); `beyond_horizon`: eine Zeit, die bis zum Ende nicht erreicht ist; sie gehört über
  jedes Quantil und in kein Mittel; `not_bounded`: die Daten begrenzen ein Ende des Intervalls nicht (wenige Welten, ein weit außen
  liegendes Quantil); `not_defined`: diese Zahl gibt es hier nicht (ein Mittel, wo eine Zeit nicht erreicht ist, ein Ziel, das niemand
  gesetzt hat, Geld ohne Preise).
- **Jedes JSON** beginnt mit `program`, `program_version`, `results_version`, `scenario`, `scenario_sha256` und `seed`; null: es kommt aus
  keinem. Anzahlen sind ganze Zahlen. Zeitpunkte sind ISO 8601 mit ihrem Abstand zu UTC.
- **Objekte nach Namen** haben Namen des Szenarios als Schlüssel.
)";

std::string in_code(const std::vector<std::string_view>& words) {
    return words.empty() ? std::string() : fmt::format("`{}`", fmt::join(words, "`, `"));
}

}  // namespace

std::string dictionary_as_json(Language language) {
    using Json = nlohmann::ordered_json;
    Json names = Json::array();
    for (const Term& one : vocabulary()) {
        names.push_back({{"name", one.name},
                         {"title", language == Language::de ? one.de : one.en},
                         {"holds", word_of(one.holds)},
                         {"unit", one.unit.empty() ? Json(nullptr) : Json(one.unit)},
                         {"if_missing", word_of(one.missing)},
                         {"where", words_in(one.where)},
                         {"earlier_names", words_in(one.earlier)}});
    }
    const Json json{{"program", "kammerspiel"},           {"program_version", program_version},
                    {"results_version", results_version}, {"language", code(language)},
                    {"statuses", Words<Status>::list},    {"names", std::move(names)}};
    return json.dump(2) + "\n";
}

std::string dictionary_as_markdown(Language language) {
    const bool is_german = language == Language::de;
    std::string page(is_german ? introduction_de : introduction_en);
    page += is_german ? "\n| Name | was es ist | Wert | Einheit | wenn es fehlt | wo | früher |\n"
                      : "\n| Name | what it is | value | unit | if missing | where | before |\n";
    page += "|---|---|---|---|---|---|---|\n";
    for (const Term& one : vocabulary()) {
        page += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", one.name,
                            is_german ? one.de : one.en, meaning_of(one.holds).in(language),
                            one.unit, meaning_of(one.missing).in(language),
                            fmt::join(words_in(one.where), ", "), in_code(words_in(one.earlier)));
    }
    return page;
}

bool was_called(const Term& term, std::string_view name) {
    const auto words = words_in(term.earlier);
    return std::find(words.begin(), words.end(), name) != words.end();
}

}  // namespace kammerspiel::ensemble
