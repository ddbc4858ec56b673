#include "kammerspiel/scenario/response.hpp"
#include "sim/scenario/key_table.hpp"

// Strategies: plays, and the conditions on which they are decided.

namespace kammerspiel::scenario {
namespace {

using namespace table;

const std::array certainty_keys{
    Key{"of", reference, optional, "an attacker, or 'attacker': whichever is likeliest",
        "ein Angreifer, oder 'attacker': der jeweils wahrscheinlichste", "attacker"},
    Key{"at_least", share, required, "posterior probability after forensics",
        "Wahrscheinlichkeit nach der Forensik"},
};

const std::array condition_keys{
    Key{"alerts", whole, optional, "at least this many alerts were seen",
        "mindestens so viele Alarme wurden gesehen", "", 1, 1e9},
    Key{"suspected_hosts", whole, optional, "at least this many hosts are suspected or confirmed",
        "mindestens so viele Hosts sind verdächtig oder bestätigt", "", 1, 1e9},
    Key{"confirmed_hosts", whole, optional, "at least this many hosts are confirmed",
        "mindestens so viele Hosts sind bestätigt", "", 1, 1e9},
    Key{"confirmed_organisations", whole, optional,
        "at least this many organisations have confirmed hosts",
        "mindestens so viele Organisationen haben bestätigte Hosts", "", 1, 1e6},
    Key{"destroyed_hosts", whole, optional, "users have reported at least this many",
        "mindestens so viele wurden gemeldet", "", 1, 1e9},
    Key{"within", word, optional,
        "counted over what; regions or organisations where it holds are "
        "the 'affected' ones",
        "worüber gezählt wird; Regionen oder Organisationen, wo es gilt, sind 'affected'",
        "federation", 0, 0, Words<Condition::Within>::list},
    Key{"certainty",
        section,
        optional,
        "forensics have brought certainty about the attacker",
        "die Forensik hat Klarheit über den Angreifer gebracht",
        "",
        0,
        0,
        {},
        &certainty_section()},
    Key{"clock", moment, optional, "this moment has come", "dieser Zeitpunkt ist da"},
    Key{"play_done", reference, optional, "this play has been carried out",
        "diese Maßnahme ist ausgeführt"},
    Key{"restored", selector, optional,
        "of these hosts, all that were down or known to be bad are back",
        "von diesen Hosts sind alle zurück, die aus oder als befallen bekannt waren"},
    Key{"all_of", condition, optional, "all of these", "alle davon"},
    Key{"any_of", condition, optional, "one of these", "eine davon"},
};

const std::array play_keys{
    Key{"name", name, required, "its name; plays of one name share their luck across strategies",
        "ihr Name; Maßnahmen gleichen Namens teilen ihr Glück über Strategien hinweg"},
    luck_key,
    Key{"by", word, optional, "who decides", "wer entscheidet", "federation", 0, 0,
        Words<Decider>::list},
    Key{"when", condition, optional, "what the decider must know; without it: at the start",
        "was der Entscheider wissen muss; ohne: zu Beginn"},
    Key{"after", distribution, optional, "from knowing to deciding", "vom Wissen zum Entscheiden",
        "0h"},
    Key{"uses", references, optional, "services without which deciding takes longer, see slowed_by",
        "Dienste, ohne die das Entscheiden länger dauert, siehe slowed_by"},
    Key{"do",
        actions,
        required,
        "what then happens",
        "was dann geschieht",
        "",
        0,
        0,
        {},
        &actions_section()},
    Key{"again",
        section,
        optional,
        "it may be decided again on what has been found since",
        "sie kann erneut entschieden werden, auf das hin, was seither gefunden wurde",
        "",
        0,
        0,
        {},
        &again_section()},
};

const std::array strategy_keys{
    Key{"title", localised, optional, "its name for people", "ihr Name für Menschen"},
    Key{"repair", word, optional,
        "how what is destroyed comes back where no restore of this strategy covers it: as in "
        "'default_repair', or not at all",
        "wie Zerstörtes zurückkommt, das keine Wiederherstellung dieser Strategie erfasst: wie in "
        "'default_repair' oder gar nicht",
        "default", 0, 0, Words<Strategy::Repair>::list},
    Key{"plays",
        list,
        required,
        "what is done on which knowledge; may be empty",
        "was auf welches Wissen hin getan wird; darf leer sein",
        "",
        0,
        0,
        {},
        &play_section()},
};

}  // namespace

KAMMERSPIEL_SECTION(certainty_section, "certainty", "Gewissheit", certainty_keys)
KAMMERSPIEL_SECTION(condition_section, "condition", "Bedingung", condition_keys)
KAMMERSPIEL_SECTION(play_section, "play", "Maßnahme", play_keys)
KAMMERSPIEL_SECTION(strategy_section, "strategy", "Strategie", strategy_keys)

}  // namespace kammerspiel::scenario
