#include "sim/scenario/key_table.hpp"

// Coming back stage by stage. Where a value is recorded, what a section leaves out holds as
// recorded_recovery.cpp says it.

namespace kammerspiel::scenario {
namespace {

using namespace table;

const std::array hold_keys{
    Key{"name", name, optional, "its name, if there are several", "ihr Name, wenn es mehrere gibt",
        "hold"},
    luck_key,
    Key{"scope", scope, optional, "hosts that nobody repairs meanwhile",
        "Hosts, die in dieser Zeit niemand instand setzt", "everything"},
    Key{"lasts", distribution, optional,
        "in each organisation, from the first of its hosts in scope that is down or known to be "
        "bad",
        "je Organisation, ab dem ersten ihrer Hosts darin, der aus oder als befallen bekannt ist",
        "lognormal median 11d p90 25d"},
    Key{"by", word, optional,
        "forensics: one of those who examine hosts secures traces meanwhile and examines none",
        "forensics: wer sonst Hosts untersucht, sichert in dieser Zeit Spuren und untersucht "
        "keinen",
        "nobody", 0, 0, Words<Hold::By>::list},
};

const std::array accounts_keys{
    Key{"per_staff", number, optional, "accounts of each member of staff",
        "Konten je Beschäftigtem", "1", 0, 100},
    Key{"a_day", whole, optional, "accounts that one person issues in a working day",
        "Konten, die eine Person an einem Arbeitstag neu ausgibt", "500", 1, 1e7},
    Key{"by", reference, optional,
        "the own crew of which one person is at it; without it: day and night, by nobody's hands",
        "der eigene Trupp, von dem eine Person damit befasst ist; ohne: Tag und Nacht, ohne "
        "jemanden zu binden"},
};

const std::array reimage_keys{
    Key{"kind", word, required, "hosts of this kind", "Hosts dieser Art", "", 0, 0,
        Words<HostKind>::list},
    Key{"prepare", distribution, optional, "from the first that waits until the image is there",
        "vom ersten, der wartet, bis das Abbild fertig ist", "3d"},
    Key{"side_by_side", whole, optional, "hosts that one person rebuilds at a time",
        "Hosts, die eine Person zugleich neu aufsetzt", "40", 1, 1e6},
    Key{"each", distribution, optional, "working time for as many as go side by side",
        "Arbeitszeit für so viele, wie nebeneinander gehen", "45min"},
    Key{"needs", words, optional, "of each of these kinds that are there some host must work",
        "von jeder dieser Arten, die es dort gibt, muss ein Host arbeiten", "", 0, 0,
        Words<HostKind>::list},
};

const std::array supply_keys{
    Key{"stock", whole, optional, "pieces that each organisation has at the start",
        "Stück, die jede Organisation zu Beginn hat", "0", 0, 1e8},
    Key{"lead", distribution, optional,
        "from the order, which is given when hosts wait for goods and none are on their way, to "
        "the "
        "delivery",
        "von der Bestellung, sobald Hosts auf Ware warten und keine unterwegs ist, bis zur "
        "Lieferung",
        "lognormal median 4w p90 16w"},
    Key{"batch", whole, optional, "pieces in one delivery", "Stück in einer Lieferung", "1", 1,
        1e8},
};

const std::array work_keys{
    Key{"parts", whole, optional,
        "procedures or applications that come back one by one: the level is the share that is back",
        "Verfahren, die einzeln zurückkommen: der Grad ist der Anteil der zurückgekehrten", "1", 1,
        1e5},
    Key{"effort", distribution, optional,
        "working time of one person for each part; a person-day is 8h",
        "Arbeitszeit einer Person je Verfahren; ein Personentag sind 8h",
        "lognormal median 64h p90 320h"},
    Key{"intact", distribution, optional,
        "instead of 'effort' where none of the own servers it stands on was destroyed: it is only "
        "tried and joined up again",
        "statt 'effort', wo keiner der eigenen Server zerstört ist, auf denen er steht: nur "
        "ausprobieren und wieder anbinden",
        "effort"},
    Key{"by", reference, optional,
        "an own crew, or another organisation's: gfi/applications; without it: whoever repairs "
        "hosts there, after the hosts",
        "ein eigener Trupp oder einer anderen Organisation: gfi/applications; ohne: wer dort Hosts "
        "instand setzt, nach den Hosts"},
    Key{"data", amount, optional, "that is loaded before the first part, from the backup",
        "was vor dem ersten Verfahren eingespielt wird, aus der Sicherung", "0 B"},
    Key{"rate", rate, optional, "at which an organisation's backup loads, one service at a time",
        "in dem die Sicherung einer Organisation einspielt, einen Dienst nach dem anderen"},
};

const std::array accept_keys{
    Key{"by", reference, optional,
        "an own crew of which one person tests; without it, or 'business': its users",
        "ein eigener Trupp, von dem eine Person prüft; ohne, oder 'business': die Fachseite"},
    Key{"takes", distribution, optional, "for each part", "je Verfahren",
        "lognormal median 3d p90 14d"},
    Key{"passes", probability, optional, "else it goes back into the line of work",
        "sonst geht es zurück in die Warteschlange der Arbeit", "0.8"},
};

const std::array interim_keys{
    Key{"level", share, optional, "level that it gives", "Grad, den er bietet", "0.4"},
    Key{"work", distribution, optional, "working time of one person to set it up",
        "Arbeitszeit einer Person, um ihn einzurichten", "24h"},
    Key{"by", reference, optional, "a crew, as in 'work'", "ein Trupp, wie bei 'work'"},
    Key{"own_ground", boolean, optional,
        "stands apart from what the service needs otherwise; else that must be there first",
        "steht getrennt von dem, was der Dienst sonst braucht; sonst muss das erst da sein",
        "false"},
};

const std::array service_recovery_keys{
    Key{"after", duration, optional, "shorter outages need none of it",
        "kürzere Ausfälle brauchen nichts davon", "2d"},
    Key{"work",
        section,
        optional,
        "on the service itself, once what it needs is there",
        "am Dienst selbst, sobald da ist, was er braucht",
        "",
        0,
        0,
        {},
        &work_section()},
    Key{"accept",
        section,
        optional,
        "test by its owner or a partner",
        "Abnahme durch die Fachseite oder einen Partner",
        "",
        0,
        0,
        {},
        &accept_section()},
    Key{"interim",
        section,
        optional,
        "a reduced service before the real one",
        "ein Behelf vor dem eigentlichen Dienst",
        "",
        0,
        0,
        {},
        &interim_section()},
};

const std::array release_needs_keys{
    Key{"examined", share, optional,
        "so much of the organisation's hosts that were down or known to be bad is back",
        "so viel der Hosts der Organisation, die aus oder als befallen bekannt waren, ist zurück",
        "0"},
    Key{"credentials_reset", boolean, optional,
        "its credentials have been reset since the service went down",
        "ihre Zugangsdaten sind seit dem Ausfall des Dienstes zurückgesetzt", "false"},
    Key{"released", references, optional,
        "boards of which all services run again in that organisation",
        "Freigaben, deren Dienste in dieser Organisation alle wieder laufen"},
};

const std::array release_keys{
    Key{"of", references, optional,
        "services, email or gfi/email; without it: all that have 'work' or 'accept'",
        "Dienste, email oder gfi/email; ohne: alle mit 'work' oder 'accept'"},
    Key{"every", weekly, required, "when those who decide meet", "wann die Entscheider tagen"},
    Key{"at_most", whole, optional, "parts of services at one meeting",
        "Verfahren in einer Sitzung", "10", 1, 1e6},
    Key{"needs",
        section,
        optional,
        "what must hold before something is put before them",
        "was gelten muss, bevor ihnen etwas vorgelegt wird",
        "",
        0,
        0,
        {},
        &release_needs_section()},
    Key{"watch", duration, optional,
        "quiet time after what was released before more is; what is found meanwhile in an "
        "organisation sends it back to hold",
        "ruhige Zeit nach einer Freigabe vor der nächsten; ein Fund in dieser Zeit versetzt die "
        "Organisation zurück in die Sperre",
        "0h"},
};

const std::array tires_keys{
    Key{"after", duration, required, "from their first work in the run on",
        "ab ihrer ersten Arbeit im Lauf"},
    Key{"to", share, required, "what they then get done of what they did before",
        "was sie dann noch schaffen, gemessen an vorher"},
};

const std::array again_keys{
    Key{"after", duration, optional, "from its last decision on, at the earliest",
        "ab der letzten Entscheidung, frühestens", "0h"},
    Key{"at_most", whole, optional, "further times", "weitere Male", "1", 1, 1000},
};

const std::array pace_keys{
    Key{"hold", number, optional, "how long holds last, as a factor",
        "wie lange Sperren dauern, als Faktor", "1", 0.05, 20},
    Key{"throughput", number, optional,
        "how much people get done in an hour, of hosts, accounts and work on services, as a factor",
        "was Leute in einer Stunde schaffen, an Hosts, Konten und Arbeit an Diensten, als Faktor",
        "1", 0.05, 20},
    Key{"acceptance", number, optional, "how long acceptance takes, as a factor",
        "wie lange die Abnahme dauert, als Faktor", "1", 0.05, 20},
    Key{"release", number, optional,
        "how long until as much is released, as a factor: boards let fewer go and watch longer",
        "wie lange es bis zur Freigabe von gleich viel dauert, als Faktor: weniger je Sitzung, "
        "längere Ruhe",
        "1", 0.05, 20},
};

}  // namespace

KAMMERSPIEL_SECTION(pace_section, "pace of recovery", "Tempo der Wiederherstellung", pace_keys)
KAMMERSPIEL_SECTION(hold_section, "hold", "Sperre", hold_keys)
KAMMERSPIEL_SECTION(accounts_section, "accounts", "Konten", accounts_keys)
KAMMERSPIEL_SECTION(reimage_section, "reimage", "Massenaufsetzen", reimage_keys)
KAMMERSPIEL_SECTION(supply_section, "supply", "Nachschub", supply_keys)
KAMMERSPIEL_SECTION(work_section, "work on a service", "Arbeit am Dienst", work_keys)
KAMMERSPIEL_SECTION(accept_section, "acceptance", "Abnahme", accept_keys)
KAMMERSPIEL_SECTION(interim_section, "interim service", "Behelf", interim_keys)
KAMMERSPIEL_SECTION(service_recovery_section, "recovery of a service",
                    "Wiederherstellung eines Dienstes", service_recovery_keys)
KAMMERSPIEL_SECTION(release_needs_section, "needs of a release", "Voraussetzungen einer Freigabe",
                    release_needs_keys)
KAMMERSPIEL_SECTION(release_section, "release", "Freigabe", release_keys)
KAMMERSPIEL_SECTION(tires_section, "tiring", "Ermüdung", tires_keys)
KAMMERSPIEL_SECTION(again_section, "again", "Wiederholung", again_keys)

}  // namespace kammerspiel::scenario
