#include "sim/scenario/key_table.hpp"

// The attacker: how it acts, where it enters, what is known of it at the start.

namespace kammerspiel::scenario {
namespace {

using namespace table;

/// What an attacker can have of a host and go on from there.
constexpr auto held = words_between<Integrity::foothold, Integrity::controlled>;
constexpr std::array<std::string_view, 2> certainty{"suspected", "confirmed"};

const std::array route_keys{
    Key{"name", name, required, "its name; decides its luck", "sein Name; bestimmt sein Glück"},
    luck_key,
    Key{"technique", text, optional, "ATT&CK id, e.g. T1021.002",
        "ATT&CK-Kennung, z. B. T1021.002"},
    Key{"from", selector, required, "hosts from which it is tried", "Hosts, von denen aus"},
    Key{"to", selector_or_itself, required, "hosts it is tried on, or 'itself'",
        "Hosts, auf die, oder 'itself'"},
    Key{"over", reference, optional,
        "a link to the organisation at its other end; without it: "
        "within one organisation",
        "eine Verbindung zur Organisation an ihrem anderen Ende; ohne: innerhalb einer"},
    Key{"requires", word, optional, "what the attacker must have on the source",
        "was der Angreifer auf der Quelle haben muss", "foothold", 0, 0, held},
    Key{"needs_credentials", boolean, optional, "only with credentials of the target's realm",
        "nur mit Zugangsdaten des Verzeichnisses des Ziels", "false"},
    Key{"time", distribution, required, "per attempt", "je Versuch"},
    Key{"success", probability, required, "that an attempt succeeds", "dass ein Versuch gelingt"},
    Key{"yields", word, optional, "what it brings on the target", "was er auf dem Ziel bringt", "",
        0, 0, held},
    Key{"yields_credentials", boolean, optional, "brings credentials of the target's realm",
        "bringt Zugangsdaten des Verzeichnisses des Ziels", "false"},
    Key{"evidence", share, optional, "share of attempts that leave evidence where a sensor is",
        "Anteil der Versuche, die dort Spuren hinterlassen, wo ein Sensor ist", "1"},
};

const std::array goal_keys{
    Key{"organisation", reference, optional, "hosts of this organisation",
        "Hosts dieser Organisation"},
    Key{"region", reference, optional, "hosts in this region", "Hosts in dieser Region"},
    Key{"zone", reference, optional, "hosts in this zone", "Hosts in dieser Zone"},
    Key{"group", reference, optional, "hosts of this group", "Hosts dieser Gruppe"},
    Key{"tag", reference, optional, "hosts with this tag", "Hosts mit dieser Markierung"},
    Key{"kind", words, optional, "hosts of this kind", "Hosts dieser Art", "", 0, 0,
        Words<HostKind>::list},
    Key{"in_each_organisation", boolean, optional, "one in each organisation that has such hosts",
        "einen in jeder Organisation, die solche Hosts hat", "false"},
};

const std::array impact_when_keys{
    Key{"holding", selector, optional, "control of one of these hosts arms it",
        "Kontrolle über einen dieser Hosts macht sie scharf"},
    Key{"clock", moment, optional, "strikes at this moment, where it then controls such a host",
        "schlägt zu diesem Zeitpunkt zu, wo er dann einen solchen Host kontrolliert"},
};

const std::array impact_keys{
    Key{"name", name, required, "its name; decides its luck", "ihr Name; bestimmt ihr Glück"},
    luck_key,
    Key{"do", word, required, "what it does", "was sie tut", "", 0, 0,
        Words<AttackImpact::Do>::list},
    Key{"on", selector, required, "to which hosts", "an welchen Hosts"},
    Key{"through", selector, optional,
        "control of one of these hosts, when it strikes, reaches 'on' in every organisation that a "
        "chain of open links leads to; without it: where it holds a host of 'when', and what it "
        "holds elsewhere",
        "Kontrolle über einen dieser Hosts erreicht beim Schlag 'on' in jeder Organisation, zu der "
        "eine Kette offener Verbindungen führt; ohne: wo er einen Host aus 'when' hält und was er "
        "anderswo hält"},
    Key{"when",
        section,
        required,
        "what arms it",
        "was sie scharf macht",
        "",
        0,
        0,
        {},
        &impact_when_section()},
    Key{"after", distribution, optional, "from being armed to striking",
        "vom Scharfwerden bis zum Schlag", "0h"},
    Key{"takes", distribution, optional, "from striking to a host group being done",
        "vom Schlag, bis eine Hostgruppe fertig ist", "0h"},
    Key{"when_noticed", probability, optional,
        "that a visible countermeasure makes it strike at once",
        "dass eine sichtbare Gegenmaßnahme sie sofort auslöst", "0"},
    Key{"volume", amount, optional, "copied from each host, with 'exfiltrate'",
        "je Host kopiert, bei 'exfiltrate'", "0 GB"},
};

const std::array profile_keys{
    Key{"title", localised, optional, "its name for people", "sein Name für Menschen"},
    Key{"kind", word, required, "operated: by hands at keyboards; autonomous: every host by itself",
        "operated: von Hand; autonomous: jeder Host von selbst", "", 0, 0,
        Words<AttackerProfile::Kind>::list},
    Key{"hands", whole, optional, "attempts at the same time, if operated",
        "gleichzeitige Versuche, wenn von Hand", "1", 1, 1000},
    Key{"persistence", probability, optional,
        "that something it left on a controlled host survives cleaning (not rebuilding)",
        "dass etwas, das er auf einem kontrollierten Host hinterließ, das Säubern übersteht (nicht "
        "das Neuaufsetzen)",
        "0"},
    Key{"returns_after", distribution, optional, "until that wakes up again",
        "bis es wieder erwacht", "0h"},
    Key{"routes",
        list,
        required,
        "ways from hosts to hosts",
        "Wege von Hosts zu Hosts",
        "",
        0,
        0,
        {},
        &route_section()},
    Key{"goals",
        list,
        optional,
        "what it wants to control, in this order",
        "was er kontrollieren will, in dieser Reihenfolge",
        "",
        0,
        0,
        {},
        &goal_section()},
    Key{"impact",
        list,
        optional,
        "what it does with what it holds",
        "was er mit dem anstellt, was er hat",
        "",
        0,
        0,
        {},
        &impact_section()},
};

const std::array attacker_keys{
    luck_key,
    Key{"weight", number, optional, "prior weight among the hypotheses",
        "Gewicht unter den Hypothesen", "1", 0, 1e6},
    Key{"use",
        file,
        required,
        "the file that says how it acts",
        "die Datei, die sagt, wie er vorgeht",
        "",
        0,
        0,
        {},
        &profile_section()},
};

const std::array entry_keys{
    Key{"name", name, optional, "its name; decides its luck", "sein Name; bestimmt sein Glück"},
    Key{"at", selector, required, "one of these hosts", "einer dieser Hosts"},
    Key{"when", time_from_start, required, "before the start if negative",
        "vor dem Beginn, wenn negativ"},
    Key{"yields", word, optional, "what the attacker has there then",
        "was der Angreifer dann dort hat", "foothold", 0, 0, held},
    Key{"attackers", references, optional, "which hypotheses enter here; without it: all",
        "welche Hypothesen hier eindringen; ohne: alle"},
};

const std::array known_keys{
    Key{"at", selector, required, "where it was seen", "wo es gesehen wurde"},
    Key{"hosts", whole, optional, "how many", "wie viele", "1", 1, 1e8},
    Key{"what", word, required, "what staff hold of it", "wofür es gehalten wird", "", 0, 0,
        certainty},
    Key{"text", localised, optional, "in words", "in Worten"},
};

}  // namespace

KAMMERSPIEL_SECTION(route_section, "route", "Weg", route_keys)
KAMMERSPIEL_SECTION(goal_section, "goal", "Ziel", goal_keys)
KAMMERSPIEL_SECTION(impact_when_section, "impact trigger", "Auslöser einer Wirkung",
                    impact_when_keys)
KAMMERSPIEL_SECTION(impact_section, "impact", "Wirkung", impact_keys)
KAMMERSPIEL_SECTION(profile_section, "attacker profile", "Angreiferprofil", profile_keys)
KAMMERSPIEL_SECTION(attacker_section, "attacker", "Angreifer", attacker_keys)
KAMMERSPIEL_SECTION(entry_section, "entry", "Einbruch", entry_keys)
KAMMERSPIEL_SECTION(known_section, "known at start", "zu Beginn bekannt", known_keys)

}  // namespace kammerspiel::scenario
