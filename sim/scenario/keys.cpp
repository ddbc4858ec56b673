#include "sim/scenario/keys.hpp"

#include <algorithm>
#include <array>

namespace kammerspiel::scenario {
namespace {

using enum Kind;
constexpr Presence required = Presence::required;
constexpr Presence optional = Presence::optional;

constexpr std::array<std::string_view, 8> kinds{"workstation", "server",  "identity",  "management",
                                                "backup",      "network", "telephony", "appliance"};
constexpr std::array<std::string_view, 2> integrities{"foothold", "controlled"};
constexpr std::array<std::string_view, 3> shifts{"business-hours", "extended", "round-the-clock"};
constexpr std::array<std::string_view, 2> demand_kinds{"immediate", "deferrable"};
constexpr std::array<std::string_view, 2> profile_kinds{"operated", "autonomous"};
constexpr std::array<std::string_view, 3> impacts{"encrypt", "wipe", "exfiltrate"};
constexpr std::array<std::string_view, 2> certainty{"suspected", "confirmed"};
constexpr std::array<std::string_view, 3> deciders{"federation", "region", "organisation"};
constexpr std::array<std::string_view, 3> gates{"tested", "inspected", "none"};
constexpr std::array<std::string_view, 2> zones{"same", "clean_zone"};
constexpr std::array<std::string_view, 3> confidences{"measured", "inferred", "estimate"};
constexpr std::array<std::string_view, 3> rebuilds{"controlled", "destroyed", "everything"};

const std::array people_keys{
    Key{"en", people, required, "English: singular and plural", "Englisch: Einzahl und Mehrzahl"},
    Key{"de", people, required, "German: singular and plural", "Deutsch: Einzahl und Mehrzahl"},
};

const std::array demand_profile_keys{
    Key{"weekday", hours, required, "weights of the 24 hours of Monday to Friday",
        "Gewichte der 24 Stunden von Montag bis Freitag"},
    Key{"saturday", hours, optional, "weights of Saturday's hours", "Gewichte des Samstags",
        "weekday"},
    Key{"sunday", hours, optional, "weights of Sunday's and public holidays' hours",
        "Gewichte von Sonn- und Feiertagen", "saturday"},
};

const std::array selector_keys{
    Key{"organisation", reference, optional, "only of this organisation",
        "nur in dieser Organisation"},
    Key{"region", reference, optional, "only in this region (ISO 3166-2, e.g. DE-NW)",
        "nur in dieser Region (ISO 3166-2, z. B. DE-NW)"},
    Key{"zone", reference, optional, "only in this zone", "nur in dieser Zone"},
    Key{"group", reference, optional, "only of this host group", "nur aus dieser Hostgruppe"},
    Key{"tag", reference, optional, "only with this tag", "nur mit dieser Markierung"},
    Key{"kind", words, optional, "only of this kind, or of one of these kinds",
        "nur dieser Art oder einer dieser Arten", "", 0, 0, kinds},
};

const std::array scope_keys{
    Key{"region", reference, optional, "a region, or 'affected': those where the condition holds",
        "eine Region, oder 'affected': die, in denen die Bedingung gilt"},
    Key{"organisation", reference, optional, "an organisation, or 'affected'",
        "eine Organisation, oder 'affected'"},
    Key{"zone", reference, optional, "only hosts in this zone", "nur Hosts in dieser Zone"},
    Key{"group", reference, optional, "only this host group", "nur diese Hostgruppe"},
    Key{"tag", reference, optional, "only hosts with this tag", "nur Hosts mit dieser Markierung"},
    Key{"kind", words, optional, "only hosts of this kind", "nur Hosts dieser Art", "", 0, 0,
        kinds},
    Key{"service", reference, optional, "only the host groups that this service needs",
        "nur die Hostgruppen, die dieser Dienst braucht"},
};

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

const std::array host_group_keys{
    Key{"kind", word, required, "what its hosts are", "was seine Hosts sind", "", 0, 0, kinds},
    Key{"count", whole, optional, "number of hosts", "Zahl der Hosts", "1", 0, 1e8},
    Key{"per_staff", number, optional, "hosts for each member of staff, instead of 'count'",
        "Hosts je Beschäftigtem, statt 'count'", "", 0, 1000},
    Key{"at_least", whole, optional, "never fewer than this, with 'per_staff'",
        "nie weniger als so viele, mit 'per_staff'", "0", 0, 1e8},
    Key{"zone", name, required, "part of the network", "Teil des Netzes"},
    Key{"realm", name, optional,
        "whose accounts it trusts; 'own' is the organisation's own directory",
        "wessen Konten es vertraut; 'own' ist das eigene Verzeichnis der Organisation"},
    Key{"tags", references, optional, "words by which selectors find it",
        "Wörter, unter denen Selektoren es finden"},
    Key{"interval", duration, optional, "it keeps backups, made this often",
        "es hält Sicherungen, in diesem Abstand"},
    Key{"reachable_from", references, optional, "zones that reach it; without it: all",
        "Zonen, aus denen es erreichbar ist; ohne: alle"},
    Key{"offline", boolean, optional, "what it keeps cannot be destroyed",
        "was es hält, kann nicht zerstört werden", "false"},
    Key{"needs", need, optional, "what its hosts need to be of use",
        "was seine Hosts brauchen, um zu nützen"},
};

const std::array link_keys{
    Key{"to", reference, required, "another organisation, or 'internet'",
        "eine andere Organisation oder 'internet'"},
    Key{"needs", need, optional, "what it runs over, e.g. the VPN hosts",
        "worüber sie läuft, z. B. die VPN-Hosts"},
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
        "immediate", 0, 0, demand_kinds},
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
        "eine Notlösung von Hand",
        "",
        0,
        0,
        {},
        &fallback_section()},
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

const std::array crew_keys{
    Key{"people", whole, optional, "how many", "wie viele", "1", 0, 1e6},
    Key{"per_staff", number, optional, "for each member of staff, instead of 'people'",
        "je Beschäftigtem, statt 'people'", "", 0, 1},
    Key{"at_least", whole, optional, "never fewer than this, with 'per_staff'",
        "nie weniger als so viele, mit 'per_staff'", "0", 0, 1e6},
    Key{"shift", word, optional, "when they work", "wann sie arbeiten", "business-hours", 0, 0,
        shifts},
    Key{"uses", references, optional, "own services without which their work takes longer",
        "eigene Dienste, ohne die ihre Arbeit länger dauert"},
    Key{"kinds", words, optional, "what they can work on; without it: everything",
        "woran sie arbeiten können; ohne: alles", "", 0, 0, kinds},
};

const std::array template_keys{
    Key{"parameters", parameters, optional,
        "choices by which organisations differ; the first is the default",
        "Wahlmöglichkeiten, in denen sich Organisationen unterscheiden; die erste gilt sonst"},
    Key{"host_groups",
        map,
        optional,
        "hosts of one kind in one zone",
        "gleiche Hosts in einer Zone",
        "",
        0,
        0,
        {},
        &host_group_section()},
    Key{"links",
        map,
        optional,
        "what traffic crosses",
        "worüber Verkehr geht",
        "",
        0,
        0,
        {},
        &link_section()},
    Key{"crews",
        map,
        optional,
        "people who inspect, rebuild and test",
        "Leute, die prüfen, neu aufsetzen und testen",
        "",
        0,
        0,
        {},
        &crew_section()},
    Key{"services",
        map,
        optional,
        "what members or staff notice",
        "was Mitglieder oder Beschäftigte merken",
        "",
        0,
        0,
        {},
        &service_section()},
};

const std::array organisation_keys{
    Key{"name", text, optional, "its name", "ihr Name"},
    Key{"template", reference, optional, "its inside", "ihr Inneres"},
    Key{"city", text, optional, "its seat", "ihr Sitz"},
    Key{"region", name, optional, "ISO 3166-2 code; decides public holidays and regional plays",
        "ISO-3166-2-Code; bestimmt Feiertage und regionale Maßnahmen"},
    Key{"lat", coordinate, optional, "latitude in degrees", "geographische Breite in Grad", "", -90,
        90},
    Key{"lon", coordinate, optional, "longitude in degrees", "geographische Länge in Grad", "",
        -180, 180},
    Key{"members", whole, optional, "people served", "wem sie dient", "0", 0, 1e10},
    Key{"staff", number, optional, "people who work there", "wer dort arbeitet", "0", 0, 1e7},
    Key{"parameters", parameters, optional, "values of the template's parameters",
        "Werte für die Parameter der Vorlage"},
};

const std::array organisations_keys{
    Key{"from", file, optional,
        "a table (CSV): id, name, city, region, lat, lon, members, staff; a "
        "column with the name of a parameter of the template sets it",
        "eine Tabelle (CSV): id, name, city, region, lat, lon, members, staff; eine Spalte mit dem "
        "Namen eines Parameters der Vorlage setzt ihn"},
    Key{"template", reference, optional, "the inside of those in the table",
        "das Innere derer in der Tabelle"},
    Key{"override",
        overrides,
        optional,
        "what is different in some",
        "was bei einigen anders ist",
        "",
        0,
        0,
        {},
        &organisation_section()},
    Key{"also",
        map,
        optional,
        "further organisations",
        "weitere Organisationen",
        "",
        0,
        0,
        {},
        &organisation_section()},
};
const Section organisations_table{"organisations", "Organisationen", organisations_keys};

const std::array federation_keys{
    Key{"organisations",
        section,
        required,
        "who is part of it",
        "wer dazugehört",
        "",
        0,
        0,
        {},
        &organisations_table},
    Key{"templates",
        map,
        required,
        "insides of organisations",
        "Inneres von Organisationen",
        "",
        0,
        0,
        {},
        &template_section()},
};

const std::array route_keys{
    Key{"name", name, required, "its name; decides its luck", "sein Name; bestimmt sein Glück"},
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
        "was der Angreifer auf der Quelle haben muss", "foothold", 0, 0, integrities},
    Key{"needs_credentials", boolean, optional, "only with credentials of the target's realm",
        "nur mit Zugangsdaten des Verzeichnisses des Ziels", "false"},
    Key{"time", distribution, required, "per attempt", "je Versuch"},
    Key{"success", probability, required, "that an attempt succeeds", "dass ein Versuch gelingt"},
    Key{"yields", word, optional, "what it brings on the target", "was er auf dem Ziel bringt", "",
        0, 0, integrities},
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
    Key{"kind", words, optional, "hosts of this kind", "Hosts dieser Art", "", 0, 0, kinds},
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
    Key{"do", word, required, "what it does", "was sie tut", "", 0, 0, impacts},
    Key{"on", selector, required, "to which hosts", "an welchen Hosts"},
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
        "operated: von Hand; autonomous: jeder Host von selbst", "", 0, 0, profile_kinds},
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
    Key{"at", selector, required, "one of these hosts", "einer dieser Hosts"},
    Key{"when", time_from_start, required, "before the start if negative",
        "vor dem Beginn, wenn negativ"},
    Key{"yields", word, optional, "what the attacker has there then",
        "was der Angreifer dann dort hat", "foothold", 0, 0, integrities},
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

const std::array sensors_keys{
    Key{"workstation", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
    Key{"server", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
    Key{"identity", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
    Key{"management", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
    Key{"backup", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
    Key{"network", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
    Key{"telephony", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
    Key{"appliance", share, optional, "share with a sensor", "Anteil mit Sensor", "0"},
};

const std::array analysts_keys{
    Key{"at", reference, required, "the organisation where they sit",
        "die Organisation, in der sie sitzen"},
    Key{"people", whole, optional, "how many", "wie viele", "1", 1, 1e4},
    Key{"shift", word, optional, "when they work", "wann sie arbeiten", "business-hours", 0, 0,
        shifts},
    Key{"time_per_alert", distribution, required, "for one alert", "je Alarm"},
};

const std::array forensics_keys{
    Key{"at", reference, required, "the organisation where they sit",
        "die Organisation, in der sie sitzen"},
    Key{"people", whole, optional, "how many", "wie viele", "1", 1, 1e4},
    Key{"shift", word, optional, "when they work", "wann sie arbeiten", "business-hours", 0, 0,
        shifts},
    Key{"time_per_host", distribution, required, "to examine one confirmed host",
        "zur Untersuchung eines bestätigten Hosts"},
    Key{"accuracy", probability, optional,
        "that an examination points at the true hypothesis, else at any other",
        "dass eine Untersuchung auf die wahre Hypothese deutet, sonst auf irgendeine andere",
        "0.7"},
    Key{"slower_after_shutdown", number, optional,
        "factor on the time for hosts that were switched off: memory is lost",
        "Faktor auf die Zeit bei Hosts, die abgeschaltet waren: der Speicher ist verloren", "1", 1,
        100},
    Key{"evidence_after_shutdown", share, optional,
        "share of examinations of such hosts that still show something",
        "Anteil der Untersuchungen solcher Hosts, die noch etwas zeigen", "1"},
};

const std::array detection_keys{
    Key{"sensors",
        section,
        optional,
        "by kind of host",
        "nach Art der Hosts",
        "",
        0,
        0,
        {},
        &sensors_section()},
    Key{"alert_delay", distribution, optional, "from evidence to alert", "von der Spur zum Alarm",
        "0h"},
    Key{"analysts",
        list,
        optional,
        "teams who look at alerts; the first for all without own",
        "Teams, die Alarme ansehen; das erste für alle ohne eigenes",
        "",
        0,
        0,
        {},
        &analysts_section()},
    Key{"forensics",
        section,
        optional,
        "who finds out what the attacker is",
        "wer herausfindet, was der Angreifer ist",
        "",
        0,
        0,
        {},
        &forensics_section()},
    Key{"false_alarms", distribution, optional, "time between two false alarms of a team",
        "Zeit zwischen zwei Fehlalarmen eines Teams"},
    Key{"users_notice", distribution, optional, "from destruction to a call, in business hours",
        "von der Zerstörung bis zum Anruf, in der Dienstzeit", "30min"},
};

const std::array effort_keys{
    Key{"inspect", distribution, required, "person's time to look for a compromise",
        "Arbeitszeit einer Person für die Suche nach einem Befall"},
    Key{"clean", distribution, required, "to clean a foothold", "einen Brückenkopf zu säubern"},
    Key{"rebuild", distribution, required, "to rebuild what was controlled or destroyed",
        "Kontrolliertes oder Zerstörtes neu aufzusetzen"},
    Key{"from_scratch", distribution, optional, "to rebuild where no backup is left",
        "zum Neuaufsetzen, wo keine Sicherung mehr da ist", "rebuild"},
    Key{"test", distribution, required, "to test before it goes on",
        "zum Testen vor dem Einschalten"},
    Key{"switch_on", distribution, optional, "to switch it on", "zum Einschalten", "0h"},
};

const std::array recovery_keys{
    Key{"default",
        section,
        required,
        "of kinds that are not named",
        "aller nicht genannten Arten",
        "",
        0,
        0,
        {},
        &effort_section()},
    Key{"workstation",
        section,
        optional,
        "of workstations",
        "von Arbeitsplätzen",
        "default",
        0,
        0,
        {},
        &effort_section()},
    Key{"server",
        section,
        optional,
        "of servers",
        "von Servern",
        "default",
        0,
        0,
        {},
        &effort_section()},
    Key{"identity",
        section,
        optional,
        "of directory servers",
        "von Verzeichnisservern",
        "default",
        0,
        0,
        {},
        &effort_section()},
    Key{"management",
        section,
        optional,
        "of the management plane",
        "der Verwaltungsebene",
        "default",
        0,
        0,
        {},
        &effort_section()},
    Key{"backup",
        section,
        optional,
        "of backup hosts",
        "von Sicherungssystemen",
        "default",
        0,
        0,
        {},
        &effort_section()},
    Key{"network",
        section,
        optional,
        "of network hosts",
        "von Netzkomponenten",
        "default",
        0,
        0,
        {},
        &effort_section()},
    Key{"telephony",
        section,
        optional,
        "of telephone systems",
        "von Telefonanlagen",
        "default",
        0,
        0,
        {},
        &effort_section()},
    Key{"appliance",
        section,
        optional,
        "of appliances",
        "von Geräten",
        "default",
        0,
        0,
        {},
        &effort_section()},
};

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
        "federation", 0, 0, deciders},
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
    Key{"all_of", condition, optional, "all of these", "alle davon"},
    Key{"any_of", condition, optional, "one of these", "eine davon"},
};

const std::array shutdown_keys{
    Key{"scope", scope, optional, "where", "wo", "everything"},
    Key{"isolate", boolean, optional, "network off, power on: evidence stays",
        "Netz aus, Strom an: Spuren bleiben", "false"},
    Key{"takes", distribution, optional, "in each organisation", "in jeder Organisation", "0h"},
    Key{"people", whole, optional, "own crew members who are busy meanwhile; fewer take longer",
        "eigene Leute, die solange gebunden sind; weniger brauchen länger", "0", 0, 1000},
};
const std::array reset_credentials_keys{
    Key{"scope", scope, optional, "whose realms: those of the hosts there",
        "wessen Verzeichnisse: die der Hosts dort", "everything"},
    Key{"takes", distribution, optional, "in each organisation", "in jeder Organisation", "0h"},
    Key{"people", whole, optional, "own crew members who are busy meanwhile; fewer take longer",
        "eigene Leute, die solange gebunden sind; weniger brauchen länger", "0", 0, 1000},
};
const std::array hunt_keys{
    Key{"scope", scope, optional, "where", "wo", "everything"},
    Key{"thoroughness", probability, optional, "that it finds a compromised host",
        "dass sie einen befallenen Host findet", "0.5"},
    Key{"takes", distribution, optional, "in each organisation", "in jeder Organisation", "0h"},
    Key{"people", whole, optional, "own crew members who are busy meanwhile; fewer take longer",
        "eigene Leute, die solange gebunden sind; weniger brauchen länger", "0", 0, 1000},
};
const std::array call_in_keys{
    Key{"crew", reference, required, "one of 'pools'", "einer aus 'pools'"},
    Key{"people", whole, optional, "asked for by each organisation in scope",
        "so viele fordert jede Organisation im Bereich an", "1", 1, 1e6},
    Key{"scope", scope, optional, "where", "wo", "everything"},
};
const std::array activate_fallback_keys{
    Key{"service", reference, required, "whose workaround begins", "dessen Notlösung beginnt"},
    Key{"scope", scope, optional, "where", "wo", "everything"},
};
const std::array close_link_keys{
    Key{"link", reference, required, "links of this name", "Verbindungen dieses Namens"},
    Key{"scope", scope, optional, "where", "wo", "everything"},
};
const std::array block_technique_keys{
    Key{"technique", text, required, "ATT&CK id", "ATT&CK-Kennung"},
    Key{"scope", scope, optional, "where", "wo", "everything"},
};
const std::array restore_keys{
    Key{"scope", scope, optional, "where", "wo", "everything"},
    Key{"order", references, optional, "services, first to last; others follow",
        "Dienste, vom ersten zum letzten; andere folgen"},
    Key{"gate", word, optional, "what must be done before a host is switched on",
        "was vor dem Einschalten eines Hosts geschehen sein muss", "tested", 0, 0, gates},
    Key{"rebuild", word, optional,
        "which hosts are rebuilt: controlled or destroyed ones, destroyed ones only, or every one",
        "welche Hosts neu aufgesetzt werden: kontrollierte und zerstörte, nur zerstörte oder alle",
        "controlled", 0, 0, rebuilds},
    Key{"into", word, optional,
        "clean_zone: routes reach a restored host only from hosts restored "
        "likewise",
        "clean_zone: Wege führen zu einem wiederhergestellten Host nur von ebensolchen", "same", 0,
        0, zones},
    Key{"thoroughness", probability, optional, "that inspection finds a compromise",
        "dass die Prüfung einen Befall findet", "0.98"},
    Key{"begins_after", distribution, optional, "forensics and planning before the first host",
        "Forensik und Planung vor dem ersten Host", "0h"},
};

const std::array action_keys{
    Key{"shutdown",
        section,
        optional,
        "switch hosts off",
        "Hosts abschalten",
        "",
        0,
        0,
        {},
        &shutdown_section()},
    Key{"close_link",
        section,
        optional,
        "close links",
        "Verbindungen trennen",
        "",
        0,
        0,
        {},
        &close_link_section()},
    Key{"block_technique",
        section,
        optional,
        "make a technique impossible",
        "eine Technik unmöglich machen",
        "",
        0,
        0,
        {},
        &block_technique_section()},
    Key{"restore",
        section,
        optional,
        "bring back what is off or damaged",
        "zurückholen, was aus oder beschädigt ist",
        "",
        0,
        0,
        {},
        &restore_section()},
    Key{"reset_credentials",
        section,
        optional,
        "make stolen credentials worthless",
        "gestohlene Zugangsdaten wertlos machen",
        "",
        0,
        0,
        {},
        &reset_credentials_section()},
    Key{"hunt",
        section,
        optional,
        "look for compromised hosts",
        "nach befallenen Hosts suchen",
        "",
        0,
        0,
        {},
        &hunt_section()},
    Key{"call_in",
        section,
        optional,
        "ask for people of a pool",
        "Leute aus einem gemeinsamen Bestand anfordern",
        "",
        0,
        0,
        {},
        &call_in_section()},
    Key{"activate_fallback",
        section,
        optional,
        "begin a manual workaround",
        "eine Notlösung beginnen",
        "",
        0,
        0,
        {},
        &activate_fallback_section()},
    Key{"inform", references, optional, "tell members, authorities",
        "Mitglieder, Behörden unterrichten"},
};

const std::array play_keys{
    Key{"name", name, required, "its name; plays of one name share their luck across strategies",
        "ihr Name; Maßnahmen gleichen Namens teilen ihr Glück über Strategien hinweg"},
    Key{"by", word, optional, "who decides", "wer entscheidet", "federation", 0, 0, deciders},
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
};

const std::array strategy_keys{
    Key{"title", localised, optional, "its name for people", "ihr Name für Menschen"},
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

const std::array pool_keys{
    Key{"people", whole, optional, "how many", "wie viele", "1", 1, 1e6},
    Key{"shift", word, optional, "when they work", "wann sie arbeiten", "business-hours", 0, 0,
        shifts},
    Key{"kinds", words, optional, "what they can work on; without it: everything",
        "woran sie arbeiten können; ohne: alles", "", 0, 0, kinds},
    Key{"arrives_after", distribution, optional, "from the call to being at work",
        "vom Ruf bis zur Arbeit vor Ort", "0h"},
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
    Key{"share", share, optional, "of the people, who had it back for good",
        "Anteil der Leute, die ihn endgültig zurückhatten", "1"},
    Key{"after", duration, required, "counted from 'starts'", "gerechnet ab 'starts'"},
    Key{"confidence", word, optional, "how well it is known", "wie gut es bekannt ist", "measured",
        0, 0, confidences},
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

constexpr std::array<std::string_view, 4> evidence{"measured", "derived", "estimate", "assumption"};

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
        evidence},
};

// Named in the design, not simulated yet.
constexpr std::array<std::string_view, 3> planned{"exercise", "inject", "decision"};

}  // namespace

const Key* Section::find(std::string_view name) const {
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

#define KAMMERSPIEL_SECTION(name, title, german, keys)     \
    const Section& name() {                                \
        static const Section section{title, german, keys}; \
        return section;                                    \
    }

KAMMERSPIEL_SECTION(scenario_section, "scenario", "Szenario", scenario_keys)
KAMMERSPIEL_SECTION(profile_section, "attacker profile", "Angreiferprofil", profile_keys)
KAMMERSPIEL_SECTION(federation_section, "federation", "Föderation", federation_keys)
KAMMERSPIEL_SECTION(template_section, "template", "Vorlage", template_keys)
KAMMERSPIEL_SECTION(organisation_section, "organisation", "Organisation", organisation_keys)
KAMMERSPIEL_SECTION(host_group_section, "host group", "Hostgruppe", host_group_keys)
KAMMERSPIEL_SECTION(link_section, "link", "Verbindung", link_keys)
KAMMERSPIEL_SECTION(service_section, "service", "Dienst", service_keys)
KAMMERSPIEL_SECTION(demand_section, "demand", "Nachfrage", demand_keys)
KAMMERSPIEL_SECTION(crew_section, "crew", "Trupp", crew_keys)
KAMMERSPIEL_SECTION(attacker_section, "attacker", "Angreifer", attacker_keys)
KAMMERSPIEL_SECTION(route_section, "route", "Weg", route_keys)
KAMMERSPIEL_SECTION(goal_section, "goal", "Ziel", goal_keys)
KAMMERSPIEL_SECTION(impact_section, "impact", "Wirkung", impact_keys)
KAMMERSPIEL_SECTION(impact_when_section, "impact trigger", "Auslöser einer Wirkung",
                    impact_when_keys)
KAMMERSPIEL_SECTION(entry_section, "entry", "Einbruch", entry_keys)
KAMMERSPIEL_SECTION(known_section, "known at start", "zu Beginn bekannt", known_keys)
KAMMERSPIEL_SECTION(detection_section, "detection", "Entdeckung", detection_keys)
KAMMERSPIEL_SECTION(sensors_section, "sensors", "Sensoren", sensors_keys)
KAMMERSPIEL_SECTION(analysts_section, "analysts", "Analysten", analysts_keys)
KAMMERSPIEL_SECTION(recovery_section, "recovery", "Wiederherstellung", recovery_keys)
KAMMERSPIEL_SECTION(effort_section, "effort", "Aufwand", effort_keys)
KAMMERSPIEL_SECTION(people_section, "people", "Menschen", people_keys)
KAMMERSPIEL_SECTION(demand_profile_section, "demand profile", "Nachfrageprofil",
                    demand_profile_keys)
KAMMERSPIEL_SECTION(strategy_section, "strategy", "Strategie", strategy_keys)
KAMMERSPIEL_SECTION(play_section, "play", "Maßnahme", play_keys)
KAMMERSPIEL_SECTION(actions_section, "action", "Handlung", action_keys)
KAMMERSPIEL_SECTION(shutdown_section, "shutdown", "shutdown", shutdown_keys)
KAMMERSPIEL_SECTION(close_link_section, "close_link", "close_link", close_link_keys)
KAMMERSPIEL_SECTION(block_technique_section, "block_technique", "block_technique",
                    block_technique_keys)
KAMMERSPIEL_SECTION(restore_section, "restore", "restore", restore_keys)
KAMMERSPIEL_SECTION(reset_credentials_section, "reset_credentials", "reset_credentials",
                    reset_credentials_keys)
KAMMERSPIEL_SECTION(hunt_section, "hunt", "hunt", hunt_keys)
KAMMERSPIEL_SECTION(call_in_section, "call_in", "call_in", call_in_keys)
KAMMERSPIEL_SECTION(activate_fallback_section, "activate_fallback", "activate_fallback",
                    activate_fallback_keys)
KAMMERSPIEL_SECTION(certainty_section, "certainty", "Gewissheit", certainty_keys)
KAMMERSPIEL_SECTION(forensics_section, "forensics", "Forensik", forensics_keys)
KAMMERSPIEL_SECTION(fallback_section, "fallback", "Notlösung", fallback_keys)
KAMMERSPIEL_SECTION(elsewhere_section, "elsewhere", "Ausweichen", elsewhere_keys)
KAMMERSPIEL_SECTION(pool_section, "pool", "gemeinsamer Bestand", pool_keys)
KAMMERSPIEL_SECTION(date_section, "date", "Termin", date_keys)
KAMMERSPIEL_SECTION(obligation_section, "obligation", "Pflicht", obligation_keys)
KAMMERSPIEL_SECTION(obligation_when_section, "obligation's condition", "Bedingung einer Pflicht",
                    obligation_when_keys)
KAMMERSPIEL_SECTION(observed_section, "observed", "Beobachtung", observed_keys)
KAMMERSPIEL_SECTION(valuation_section, "valuation", "Bewertung", valuation_keys)
KAMMERSPIEL_SECTION(selector_section, "selector", "Selektor", selector_keys)
KAMMERSPIEL_SECTION(scope_section, "scope", "Geltungsbereich", scope_keys)
KAMMERSPIEL_SECTION(condition_section, "condition", "Bedingung", condition_keys)
KAMMERSPIEL_SECTION(need_section, "need", "Abhängigkeit", need_keys)
KAMMERSPIEL_SECTION(need_options_section, "need of one thing", "einzelne Abhängigkeit",
                    need_option_keys)

KAMMERSPIEL_SECTION(figure_section, "uncertain figure", "unsichere Größe", figure_keys)

#undef KAMMERSPIEL_SECTION

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

std::span<const std::string_view> host_kind_words() { return kinds; }
std::span<const std::string_view> integrity_words() { return integrities; }

}  // namespace kammerspiel::scenario
