#include "kammerspiel/scenario/response.hpp"
#include "sim/scenario/key_table.hpp"

// What a play does.

namespace kammerspiel::scenario {
namespace {

using namespace table;

constexpr std::array<std::string_view, 2> zones{"same", "clean_zone"};

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
    Key{"service", reference, required, "whose workaround begins", "dessen Notbetrieb beginnt"},
    Key{"scope", scope, optional, "where", "wo", "everything"},
};

const std::array close_link_keys{
    Key{"link", reference, required, "links of this name", "Verbindungen dieses Namens"},
    Key{"scope", scope, optional, "where", "wo", "everything"},
    Key{"until", condition, optional,
        "it stays closed until this holds; without it: until a restore has brought back what lies "
        "at "
        "its ends",
        "sie bleibt getrennt, bis dies gilt; ohne: bis eine Wiederherstellung zurückgebracht hat, "
        "was "
        "an ihren Enden liegt"},
};

const std::array open_link_keys{
    Key{"link", reference, required, "links of this name", "Verbindungen dieses Namens"},
    Key{"scope", scope, optional, "where", "wo", "everything"},
};

const std::array block_technique_keys{
    Key{"technique", text, required, "ATT&CK id", "ATT&CK-Kennung"},
    Key{"scope", scope, optional, "where", "wo", "everything"},
};

constexpr Key order{"order", references, optional, "services, first to last; others follow",
                    "Dienste, vom ersten zum letzten; andere folgen"};
constexpr Key gate{"gate",
                   word,
                   optional,
                   "what must be done before a host is switched on",
                   "was vor dem Einschalten eines Hosts geschehen sein muss",
                   "tested",
                   0,
                   0,
                   Words<Restore::Gate>::list};
constexpr Key rebuild{
    "rebuild",
    word,
    optional,
    "which hosts are rebuilt: controlled or destroyed ones, destroyed ones only, or every one",
    "welche Hosts neu aufgesetzt werden: kontrollierte und zerstörte, nur zerstörte oder alle",
    "controlled",
    0,
    0,
    Words<Restore::Rebuild>::list};
constexpr Key into{"into",
                   word,
                   optional,
                   "clean_zone: routes reach a restored host only from hosts restored likewise",
                   "clean_zone: Wege führen zu einem wiederhergestellten Host nur von ebensolchen",
                   "same",
                   0,
                   0,
                   zones};
constexpr Key thoroughness{"thoroughness",
                           probability,
                           optional,
                           "that inspection finds a compromise",
                           "dass die Prüfung einen Befall findet",
                           "0.98"};

const std::array restore_keys{
    Key{"scope", scope, optional, "where", "wo", "everything"},
    order,
    gate,
    rebuild,
    into,
    thoroughness,
    Key{"begins_after", distribution, optional, "forensics and planning before the first host",
        "Forensik und Planung vor dem ersten Host", "0h"},
};

const std::array default_repair_keys{
    order,
    gate,
    rebuild,
    into,
    thoroughness,
    Key{"begins_after", distribution, optional,
        "from the first destroyed host that an organisation knows of to the first that is repaired "
        "there",
        "vom ersten zerstörten Host, von dem eine Organisation weiß, bis zum ersten, der dort "
        "repariert wird",
        "1w"},
};

const std::array action_keys{
    Key{Shutdown::word,
        section,
        optional,
        "switch hosts off",
        "Hosts abschalten",
        "",
        0,
        0,
        {},
        &shutdown_section()},
    Key{CloseLink::word,
        section,
        optional,
        "close links",
        "Verbindungen trennen",
        "",
        0,
        0,
        {},
        &close_link_section()},
    Key{OpenLink::word,
        section,
        optional,
        "open links again",
        "Verbindungen wieder öffnen",
        "",
        0,
        0,
        {},
        &open_link_section()},
    Key{BlockTechnique::word,
        section,
        optional,
        "make a technique impossible",
        "eine Technik unmöglich machen",
        "",
        0,
        0,
        {},
        &block_technique_section()},
    Key{Restore::word,
        section,
        optional,
        "bring back what is off or damaged",
        "zurückholen, was aus oder beschädigt ist",
        "",
        0,
        0,
        {},
        &restore_section()},
    Key{ResetCredentials::word,
        section,
        optional,
        "make stolen credentials worthless",
        "gestohlene Zugangsdaten wertlos machen",
        "",
        0,
        0,
        {},
        &reset_credentials_section()},
    Key{Hunt::word,
        section,
        optional,
        "look for compromised hosts",
        "nach befallenen Hosts suchen",
        "",
        0,
        0,
        {},
        &hunt_section()},
    Key{CallIn::word,
        section,
        optional,
        "ask for people of a pool",
        "Leute aus einem gemeinsamen Bestand anfordern",
        "",
        0,
        0,
        {},
        &call_in_section()},
    Key{ActivateFallback::word,
        section,
        optional,
        "begin a manual workaround",
        "einen Notbetrieb beginnen",
        "",
        0,
        0,
        {},
        &activate_fallback_section()},
    Key{Inform::word, references, optional, "tell members, authorities",
        "Mitglieder, Behörden unterrichten"},
};

}  // namespace

KAMMERSPIEL_SECTION(shutdown_section, "shutdown", "Abschalten (shutdown)", shutdown_keys)
KAMMERSPIEL_SECTION(reset_credentials_section, "reset_credentials",
                    "Zugangsdaten zurücksetzen (reset_credentials)", reset_credentials_keys)
KAMMERSPIEL_SECTION(hunt_section, "hunt", "Durchsuchen (hunt)", hunt_keys)
KAMMERSPIEL_SECTION(call_in_section, "call_in", "Leute holen (call_in)", call_in_keys)
KAMMERSPIEL_SECTION(activate_fallback_section, "activate_fallback",
                    "Notbetrieb beginnen (activate_fallback)", activate_fallback_keys)
KAMMERSPIEL_SECTION(close_link_section, "close_link", "Verbindung schließen (close_link)",
                    close_link_keys)
KAMMERSPIEL_SECTION(open_link_section, "open_link", "Verbindung öffnen (open_link)", open_link_keys)
KAMMERSPIEL_SECTION(block_technique_section, "block_technique", "Technik sperren (block_technique)",
                    block_technique_keys)
KAMMERSPIEL_SECTION(restore_section, "restore", "Wiederherstellen (restore)", restore_keys)
KAMMERSPIEL_SECTION(default_repair_section, "default repair", "übliche Reparatur",
                    default_repair_keys)
KAMMERSPIEL_SECTION(actions_section, "action", "Handlung", action_keys)

}  // namespace kammerspiel::scenario
