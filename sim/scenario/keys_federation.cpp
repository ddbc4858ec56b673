#include "sim/scenario/key_table.hpp"

// What exists: organisations and what templates put inside them.

namespace kammerspiel::scenario {
namespace {

using namespace table;

const std::array host_group_keys{
    luck_key,
    Key{"kind", word, required, "what its hosts are", "was seine Hosts sind", "", 0, 0,
        Words<HostKind>::list},
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
    Key{"starts_without", references, optional, "needs that may be missing when it comes back",
        "was fehlen darf, wenn sie zurückkommt"},
};

const std::array link_keys{
    luck_key,
    Key{"to", reference, required, "another organisation, or 'internet'",
        "eine andere Organisation oder 'internet'"},
    Key{"needs", need, optional, "what it runs over, e.g. the VPN hosts",
        "worüber sie läuft, z. B. die VPN-Hosts"},
    Key{"starts_without", references, optional, "needs that may be missing when it comes back",
        "was fehlen darf, wenn sie zurückkommt"},
};

const std::array crew_keys{
    luck_key,
    Key{"people", whole, optional, "how many", "wie viele", "1", 0, 1e6},
    Key{"per_staff", number, optional, "for each member of staff, instead of 'people'",
        "je Beschäftigtem, statt 'people'", "", 0, 1},
    Key{"at_least", whole, optional, "never fewer than this, with 'per_staff'",
        "nie weniger als so viele, mit 'per_staff'", "0", 0, 1e6},
    Key{"shift", word, optional, "when they work", "wann sie arbeiten", "business-hours", 0, 0,
        Words<Shift>::list},
    Key{"uses", references, optional, "own services without which their work takes longer",
        "eigene Dienste, ohne die ihre Arbeit länger dauert"},
    Key{"kinds", words, optional,
        "hosts they can work on; without it: all, or none if 'by' of a service, of accounts or of "
        "an "
        "acceptance names them",
        "Hosts, an denen sie arbeiten können; ohne: alle, oder keine, wenn 'by' eines Dienstes, "
        "der "
        "Konten oder einer Abnahme sie nennt",
        "", 0, 0, Words<HostKind>::list},
    Key{"share", share, optional, "of their time that is free for coming back",
        "ihrer Zeit, die für den Wiederanlauf frei ist", "1"},
    Key{"tires",
        section,
        optional,
        "they get less done after a while",
        "sie schaffen nach einer Weile weniger",
        "",
        0,
        0,
        {},
        &tires_section()},
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
    luck_key,
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
    Key{"capacities", factors, optional,
        "services, each with the people whom this organisation can serve at a time, instead of the "
        "template's 'capacity'",
        "Dienste, je mit der Zahl der Leute, denen diese Organisation zugleich dienen kann, statt "
        "'capacity' der Vorlage",
        "", 0, 1e10},
};

const std::array organisations_keys{
    Key{"from", file, optional,
        "a table (CSV): id, name, city, region, lat, lon, members, staff; a "
        "column with the name of a parameter of the template sets it, and a column "
        "capacity.SERVICE the capacity of that service",
        "eine Tabelle (CSV): id, name, city, region, lat, lon, members, staff; eine Spalte mit dem "
        "Namen eines Parameters der Vorlage setzt ihn, eine Spalte capacity.DIENST die Kapazität "
        "dieses Dienstes"},
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

}  // namespace

KAMMERSPIEL_SECTION(host_group_section, "host group", "Hostgruppe", host_group_keys)
KAMMERSPIEL_SECTION(link_section, "link", "Verbindung", link_keys)
KAMMERSPIEL_SECTION(crew_section, "crew", "Trupp", crew_keys)
KAMMERSPIEL_SECTION(template_section, "template", "Vorlage", template_keys)
KAMMERSPIEL_SECTION(organisation_section, "organisation", "Organisation", organisation_keys)
KAMMERSPIEL_SECTION(federation_section, "federation", "Föderation", federation_keys)

}  // namespace kammerspiel::scenario
