#include "sim/scenario/key_table.hpp"

// Whom organisations serve and what they owe them; people whom they share; what was observed.

namespace kammerspiel::scenario {
namespace {

using namespace table;

const std::array people_keys{
    Key{"en", people, required, "English: singular and plural", "Englisch: Einzahl und Mehrzahl"},
    Key{"de", people, required, "German: singular and plural", "Deutsch: Einzahl und Mehrzahl"},
};

const std::array pool_keys{
    luck_key,
    Key{"people", whole, optional, "how many", "wie viele", "1", 1, 1e6},
    Key{"shift", word, optional, "when they work", "wann sie arbeiten", "business-hours", 0, 0,
        Words<Shift>::list},
    Key{"kinds", words, optional, "what they can work on; without it: everything",
        "woran sie arbeiten können; ohne: alles", "", 0, 0, Words<HostKind>::list},
    Key{"arrives_after", distribution, optional, "from the call to being at work",
        "vom Ruf bis zur Arbeit vor Ort", "0h"},
    Key{"stays", duration, optional, "then those who came leave; without it: as long as needed",
        "danach gehen, die gekommen sind; ohne: so lange wie nötig"},
};

const std::array date_keys{
    Key{"service", reference, required, "the service that must be up",
        "der Dienst, der da sein muss"},
    Key{"organisation", reference, optional, "where; without it: everywhere", "wo; ohne: überall"},
    Key{"on", moments, required, "from when to when", "von wann bis wann"},
    Key{"people", whole, optional, "concerned in all", "Betroffene insgesamt", "0", 0, 1e10},
    Key{"if_missed", localised, optional, "what it means if it is missed",
        "was es bedeutet, wenn er verpasst wird"},
};

const std::array obligation_when_keys{
    Key{"confirmed_hosts", whole, optional, "staff there know of so many",
        "so viele sind dort bekannt", "", 1, 1e9},
    Key{"service", reference, optional, "or: this service of theirs is down",
        "oder: dieser eigene Dienst fällt aus"},
    Key{"below", share, optional, "level below which that counts", "Grad, unter dem das zählt",
        "0.5"},
    Key{"for", duration, optional, "for so long", "so lange", "0h"},
};

const std::array obligation_keys{
    Key{"name", name, required, "its name", "ihr Name"},
    Key{"title", localised, optional, "its name for people", "ihr Name für Menschen"},
    Key{"organisation", reference, optional, "whose; without it: everyone's",
        "wessen; ohne: jeder Organisation"},
    Key{"when",
        section,
        required,
        "what makes it due",
        "was sie auslöst",
        "",
        0,
        0,
        {},
        &obligation_when_section()},
    Key{"takes", duration, optional, "to write it", "zum Verfassen", "0h"},
    Key{"within", duration, required, "from then to the latest moment", "von da bis zur Frist"},
    Key{"uses", references, optional, "own services of which one must be up to send it",
        "eigene Dienste, von denen einer zum Absenden da sein muss"},
};

const std::array observed_keys{
    Key{"service", reference, optional, "which service; without it: all together",
        "welcher Dienst; ohne: alle zusammen"},
    Key{"what", word, optional, "restored: the service itself; reachable: it or an interim service",
        "restored: der Dienst selbst; reachable: er oder ein Behelf", "restored", 0, 0,
        Words<Observed::What>::list},
    Key{"share", share, optional, "of the people, who had it back for good",
        "Anteil der Leute, die ihn endgültig zurückhatten", "1"},
    Key{"after", duration, required, "counted from 'starts'", "gerechnet ab 'starts'"},
    Key{"confidence", word, optional, "how well it is known", "wie gut es bekannt ist", "measured",
        0, 0, Words<Observed::Confidence>::list},
    Key{"source", text, optional, "where it can be read", "wo es nachzulesen ist"},
    Key{"text", localised, optional, "in words", "in Worten"},
};

const std::array valuation_keys{
    Key{"member_hour", money, optional, "of one hour without a service that one person wanted",
        "einer Stunde, in der eine Person einen gewünschten Dienst nicht hatte"},
    Key{"host_destroyed", money, optional, "of one destroyed host", "eines zerstörten Hosts"},
    Key{"crew_hour", money, optional, "of one hour of work on hosts",
        "einer Arbeitsstunde an Hosts"},
};

const std::array change_keys{
    Key{"set", text, required,
        "the way to what changes, key by key and over into other files, e.g. "
        "federation.templates.chamber.crews.it.shift",
        "der Weg zu dem, was sich ändert, Schlüssel für Schlüssel und auch in andere Dateien, z. "
        "B. "
        "federation.templates.chamber.crews.it.shift"},
    Key{"to", text, required, "what it says then, as it would be written there",
        "was dort dann steht, so wie es dort geschrieben würde"},
};

const std::array investment_keys{
    Key{"title", localised, optional, "what people call it", "wie sie heißt"},
    Key{"cost", money, required, "in the time in which one such incident is expected",
        "in der Zeit, in der mit einem solchen Vorfall zu rechnen ist"},
    Key{"changes",
        list,
        required,
        "what the scenario says otherwise with it",
        "was im Szenario mit ihr anders steht",
        "",
        0,
        0,
        {},
        &change_section()},
};

}  // namespace

KAMMERSPIEL_SECTION(change_section, "change", "Änderung", change_keys)
KAMMERSPIEL_SECTION(investment_section, "investment", "Investition", investment_keys)
KAMMERSPIEL_SECTION(people_section, "people", "Menschen", people_keys)
KAMMERSPIEL_SECTION(pool_section, "pool", "gemeinsamer Bestand", pool_keys)
KAMMERSPIEL_SECTION(date_section, "date", "Termin", date_keys)
KAMMERSPIEL_SECTION(obligation_when_section, "obligation's condition", "Bedingung einer Pflicht",
                    obligation_when_keys)
KAMMERSPIEL_SECTION(obligation_section, "obligation", "Pflicht", obligation_keys)
KAMMERSPIEL_SECTION(observed_section, "observed", "Beobachtung", observed_keys)
KAMMERSPIEL_SECTION(valuation_section, "valuation", "Bewertung", valuation_keys)

}  // namespace kammerspiel::scenario
