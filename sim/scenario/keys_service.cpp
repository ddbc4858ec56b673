#include "sim/scenario/key_table.hpp"

// Services, what they need, and who wants them when.

namespace kammerspiel::scenario {
namespace {

using namespace table;

const std::array need_option_keys{
    Key{"enough", share, optional, "this share of the hosts suffices for full service",
        "dieser Anteil der Hosts genügt für vollen Betrieb", "1"},
    Key{"floor", share, optional, "its loss leaves this level", "ohne es bleibt dieser Grad", "0"},
    Key{"grace", duration, optional, "works that long without it (cached logins, batteries)",
        "so lange geht es ohne (zwischengespeicherte Anmeldungen, Batterien)", "0h"},
    Key{"over", reference, optional, "an own link that must be open",
        "eine eigene Verbindung, die offen sein muss"},
    Key{"to_start", boolean, optional, "needed only to start", "nur zum Anlaufen nötig", "false"},
};

const std::array need_keys{
    Key{"all_of", need, optional, "the weakest of these decides",
        "das Schwächste davon entscheidet"},
    Key{"any_of", need, optional, "the strongest of these decides",
        "das Stärkste davon entscheidet"},
    Key{"at_least", whole, optional, "this many of those in 'of': the k-th strongest decides",
        "so viele von denen in 'of': das k-t-stärkste entscheidet", "", 1, 16},
    Key{"of", need, optional, "the list to which 'at_least' belongs",
        "die Liste, zu der 'at_least' gehört"},
    Key{"weighted", need, optional, "names with weights that sum to 1: the weighted mean",
        "Namen mit Gewichten, die zusammen 1 ergeben: das gewogene Mittel"},
    Key{"share_of", reference, optional, "the share of this host group's hosts that work",
        "der Anteil der Hosts dieser Gruppe, die arbeiten"},
    Key{"if", parameters, optional,
        "a template's parameter and its value: then 'then', else 'else'",
        "ein Parameter der Vorlage und sein Wert: dann 'then', sonst 'else'"},
    Key{"then", need, optional, "what is needed if it is so", "was dann nötig ist"},
    Key{"else", need, optional, "what is needed otherwise", "was sonst nötig ist"},
};

const std::array demand_profile_keys{
    Key{"weekday", hours, required, "weights of the 24 hours of Monday to Friday",
        "Gewichte der 24 Stunden von Montag bis Freitag"},
    Key{"saturday", hours, optional, "weights of Saturday's hours", "Gewichte des Samstags",
        "weekday"},
    Key{"sunday", hours, optional, "weights of Sunday's and public holidays' hours",
        "Gewichte von Sonn- und Feiertagen", "saturday"},
};

const std::array demand_keys{
    Key{"share", share, required,
        "share of the members who want the service at a time, averaged over a normal week",
        "Anteil der Mitglieder, die den Dienst gerade wollen, im Mittel einer normalen Woche"},
    Key{"profile", reference, required,
        "how demand moves over the week: always, office-hours, daytime, or one of 'profiles'",
        "Verlauf über die Woche: always, office-hours, daytime oder einer aus 'profiles'"},
    Key{"kind", word, optional, "immediate: lost while down; deferrable: waits for its patience",
        "immediate: geht bei Ausfall verloren; deferrable: wartet, solange die Geduld reicht",
        "immediate", 0, 0, Words<DemandKind>::list},
    Key{"patience", duration, optional, "how long deferrable demand waits",
        "wie lange aufschiebbare Nachfrage wartet", "0h"},
};

const std::array fallback_keys{
    Key{"name", localised, optional, "what it is, e.g. paper forms", "was es ist, z. B. Papier"},
    Key{"capacity", share, required, "level that is still given", "Grad, den es noch gibt"},
    Key{"after", duration, optional, "from the loss, or from the play, until it works",
        "vom Ausfall oder von der Maßnahme, bis es läuft", "0h"},
    Key{"at_most", duration, optional, "how long it can be kept up; without it: as long as needed",
        "wie lange es durchzuhalten ist; ohne: so lange wie nötig"},
    Key{"automatic", boolean, optional, "begins by itself; else only by 'activate_fallback'",
        "beginnt von selbst; sonst nur durch 'activate_fallback'", "true"},
};

const std::array elsewhere_keys{
    Key{"to", selector, required,
        "organisations with a service of this name and a 'capacity'; by organisation or region",
        "Organisationen mit einem Dienst dieses Namens und 'capacity'; nach Organisation oder "
        "Region"},
    Key{"share", share, required, "of those who want it, who turn to others",
        "der Nachfragenden, die sich an andere wenden"},
    Key{"after", duration, optional, "from the loss until they do", "vom Ausfall, bis sie es tun",
        "0h"},
};

const std::array service_keys{
    luck_key,
    Key{"title", localised, optional, "its name for people", "sein Name für Menschen"},
    Key{"needs", need, required, "what it needs", "was er braucht"},
    Key{"demand",
        section,
        optional,
        "who wants it and when; without it: internal",
        "wer ihn wann will; ohne: intern",
        "",
        0,
        0,
        {},
        &demand_section()},
    Key{"start_time", duration, optional, "from being able to start to running",
        "vom Anlaufenkönnen bis zum Betrieb", "5min"},
    Key{"up_from", share, optional, "level from which it counts as up",
        "Grad, ab dem er als da gilt", "0.5"},
    Key{"starts_without", references, optional, "needs that may be missing when it starts",
        "was beim Anlaufen fehlen darf"},
    Key{"mtpd", duration, optional, "maximum tolerable period of disruption",
        "maximal tolerierbare Ausfallzeit (MTA)"},
    Key{"rto", duration, optional, "recovery time objective", "Wiederanlaufzeit (WAZ)"},
    Key{"rpo", duration, optional, "recovery point objective: how old restored data may be",
        "maximal zulässiger Datenverlust (RPO)"},
    Key{"fallback",
        section,
        optional,
        "a manual workaround",
        "ein Notbetrieb von Hand",
        "",
        0,
        0,
        {},
        &fallback_section()},
    Key{"recovery",
        section,
        optional,
        "how it comes back after a long outage",
        "wie er nach einem langen Ausfall zurückkommt",
        "",
        0,
        0,
        {},
        &service_recovery_section()},
    Key{"capacity", number, optional, "people it can serve at a time, own and others'",
        "wie vielen Leuten er zugleich dienen kann, eigenen und anderen", "", 0, 1e10},
    Key{"elsewhere",
        section,
        optional,
        "where people turn to while it is down",
        "wohin sich die Leute bei Ausfall wenden",
        "",
        0,
        0,
        {},
        &elsewhere_section()},
};

}  // namespace

KAMMERSPIEL_SECTION(need_options_section, "need of one thing", "einzelne Abhängigkeit",
                    need_option_keys)
KAMMERSPIEL_SECTION(need_section, "need", "Abhängigkeit", need_keys)
KAMMERSPIEL_SECTION(demand_profile_section, "demand profile", "Nachfrageprofil",
                    demand_profile_keys)
KAMMERSPIEL_SECTION(demand_section, "demand", "Nachfrage", demand_keys)
KAMMERSPIEL_SECTION(fallback_section, "fallback", "Notbetrieb", fallback_keys)
KAMMERSPIEL_SECTION(elsewhere_section, "elsewhere", "Ausweichen", elsewhere_keys)
KAMMERSPIEL_SECTION(service_section, "service", "Dienst", service_keys)

}  // namespace kammerspiel::scenario
