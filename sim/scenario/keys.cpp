#include "kammerspiel/scenario/keys.hpp"

#include <algorithm>

#include "sim/scenario/key_table.hpp"

// The scenario file, and what holds of the whole table.

namespace kammerspiel::scenario {
namespace {

using namespace table;

const std::array scenario_keys{
    Key{"kammerspiel", whole, required, "version of this format", "Version dieses Formats", "", 1,
        1},
    Key{"title", localised, required, "its name for people", "ihr Name für Menschen"},
    Key{"summary", localised, optional, "what happens, in a few sentences",
        "was geschieht, in wenigen Sätzen"},
    Key{"starts", moment_in_zone, required, "moment and time zone at which it begins",
        "Zeitpunkt und Zeitzone des Beginns"},
    Key{"horizon", duration, required, "how long it is simulated", "wie lange simuliert wird"},
    Key{"coordination_latency", duration, optional,
        "the shortest time in which one organisation can influence another",
        "die kürzeste Zeit, in der eine Organisation auf eine andere wirken kann", "1min"},
    Key{"people",
        section,
        optional,
        "who is served",
        "wem gedient wird",
        "members / Mitglieder",
        0,
        0,
        {},
        &people_section()},
    Key{"federation",
        file,
        required,
        "the file that says what exists",
        "die Datei, die sagt, was da ist",
        "",
        0,
        0,
        {},
        &federation_section()},
    Key{"profiles",
        map,
        optional,
        "demand over the week, beside the presets",
        "Nachfrage über die Woche, neben den vorgegebenen",
        "",
        0,
        0,
        {},
        &demand_profile_section()},
    Key{"attackers",
        map,
        required,
        "what it may be, as long as nobody knows",
        "was es sein kann, solange es niemand weiß",
        "",
        0,
        0,
        {},
        &attacker_section()},
    Key{"entry", list, optional, "how it began", "wie es begann", "", 0, 0, {}, &entry_section()},
    Key{"known_at_start",
        list,
        optional,
        "given, not drawn: what staff see at the start",
        "gegeben, nicht gezogen: was zu Beginn bekannt ist",
        "",
        0,
        0,
        {},
        &known_section()},
    Key{"detection",
        section,
        optional,
        "how staff come to know",
        "wie es bekannt wird",
        "",
        0,
        0,
        {},
        &detection_section()},
    Key{"reporting_delay", duration, optional, "from knowing to telling the crisis team",
        "vom Wissen zur Meldung an den Krisenstab", "15min"},
    Key{"recovery",
        section,
        required,
        "effort by kind of host",
        "Aufwand nach Art der Hosts",
        "",
        0,
        0,
        {},
        &recovery_section()},
    Key{"default_repair",
        section,
        optional,
        "how what is destroyed comes back where a strategy does not say so",
        "wie Zerstörtes zurückkommt, wo eine Strategie es nicht sagt",
        "",
        0,
        0,
        {},
        &default_repair_section()},
    Key{"recovery_stages", word, optional,
        "written: the stages that stand here and no others; recorded: for what is left out, as in "
        "recorded incidents; none: none of them, whatever stands here",
        "written: die Stufen, die hier stehen, und keine anderen; recorded: wo nichts steht, wie "
        "in "
        "belegten Vorfällen; none: keine, was immer hier steht",
        "written", 0, 0, Words<RecoveryStages>::list},
    Key{"hold",
        list,
        optional,
        "nobody repairs before forensics has what it needs",
        "niemand setzt instand, bevor die Forensik hat, was sie braucht",
        "",
        0,
        0,
        {},
        &hold_section()},
    Key{"accounts",
        section,
        optional,
        "after 'reset_credentials' staff get their accounts anew",
        "nach 'reset_credentials' bekommen die Beschäftigten ihre Konten neu",
        "",
        0,
        0,
        {},
        &accounts_section()},
    Key{"reimage",
        list,
        optional,
        "many hosts rebuilt side by side from an image",
        "viele Hosts nebeneinander aus einem Abbild neu aufgesetzt",
        "",
        0,
        0,
        {},
        &reimage_section()},
    Key{"supplies",
        map,
        optional,
        "kinds of host, each with the goods that a destroyed one needs",
        "Arten von Hosts, je mit der Ware, die ein zerstörter braucht",
        "",
        0,
        0,
        {},
        &supply_section()},
    Key{"releases",
        map,
        optional,
        "those who let services go back to their users",
        "wer Dienste wieder freigibt",
        "",
        0,
        0,
        {},
        &release_section()},
    Key{"crisis_team_at", reference, optional,
        "the organisation whose services the crisis team uses",
        "die Organisation, deren Dienste der Krisenstab nutzt"},
    Key{"slowed_by", factors, optional,
        "services, each with how much longer work takes for those who use it while it is down",
        "Dienste, je mit dem Faktor, um den die Arbeit derer länger dauert, die ihn nutzen, "
        "solange "
        "er ausfällt",
        "", 1, 100},
    Key{"pools",
        map,
        optional,
        "people whom organisations share: mutual aid",
        "Leute, die sich Organisationen teilen: Amtshilfe",
        "",
        0,
        0,
        {},
        &pool_section()},
    Key{"dates",
        list,
        optional,
        "days that count, met or missed",
        "Termine, eingehalten oder verpasst",
        "",
        0,
        0,
        {},
        &date_section()},
    Key{"obligations",
        list,
        optional,
        "duties with a clock",
        "Pflichten mit Frist",
        "",
        0,
        0,
        {},
        &obligation_section()},
    Key{"observed",
        list,
        optional,
        "what really happened, for 'backtest'",
        "was wirklich geschah, für 'backtest'",
        "",
        0,
        0,
        {},
        &observed_section()},
    Key{"valuation",
        section,
        optional,
        "sums of money; without it, none is invented",
        "Geldbeträge; ohne sie werden keine erfunden",
        "",
        0,
        0,
        {},
        &valuation_section()},
    Key{"exercise",
        file,
        optional,
        "the file that says what exercise is played on it",
        "die Datei, die sagt, welche Übung darauf gespielt wird",
        "",
        0,
        0,
        {},
        &exercise_section()},
    Key{"strategies",
        map,
        required,
        "who decides what; the first one is the default",
        "wer was entscheidet; die erste gilt, wenn keine genannt ist",
        "",
        0,
        0,
        {},
        &strategy_section()},
};

const std::array figure_keys{
    Key{"value", itself, required, "what holds", "was gilt"},
    Key{"between", range, optional, "what it may be, for all that is known: the low and high end",
        "was es nach allem, was man weiß, sein kann: unteres und oberes Ende"},
    Key{"tune", range, optional,
        "in strategies: what one may decide it to be, from the low to the high end",
        "in Strategien: wozu man es bestimmen kann, vom unteren bis zum oberen Ende"},
    Key{"choices", choices, optional,
        "in strategies: one of these is what one may decide; also for words",
        "in Strategien: eines davon kann man wählen; auch bei Wörtern"},
    Key{"source", text, optional, "where it is from", "woher es stammt"},
    Key{"confidence", word, optional, "how well it is known", "wie gut es bekannt ist", "", 0, 0,
        Words<Confidence>::list},
};

// Named in the design, not simulated yet.
constexpr std::array<std::string_view, 2> planned{"inject", "decision"};

}  // namespace

const Key* Section::find(std::string_view name) const {
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

KAMMERSPIEL_SECTION(scenario_section, "scenario", "Szenario", scenario_keys)
KAMMERSPIEL_SECTION(figure_section, "uncertain figure", "unsichere Größe", figure_keys)

bool is_figure(const Key& key) {
    switch (key.kind) {
        case number:
        case share:
        case probability:
        case duration:
        case distribution:
        case time_from_start:
        case amount:
        case money:
        case factors: return true;
        case whole: return key.low != key.high;
        default: return false;
    }
}

bool is_planned(std::string_view key) {
    return std::find(planned.begin(), planned.end(), key) != planned.end();
}

}  // namespace kammerspiel::scenario
