#include "sim/scenario/key_table.hpp"

// How staff come to know, and who finds out what the attacker is.

namespace kammerspiel::scenario {
namespace {

using namespace table;

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
        Words<Shift>::list},
    Key{"time_per_alert", distribution, required, "for one alert", "je Alarm"},
};

const std::array forensics_keys{
    Key{"at", reference, required, "the organisation where they sit",
        "die Organisation, in der sie sitzen"},
    Key{"people", whole, optional, "how many", "wie viele", "1", 1, 1e4},
    Key{"shift", word, optional, "when they work", "wann sie arbeiten", "business-hours", 0, 0,
        Words<Shift>::list},
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

}  // namespace

KAMMERSPIEL_SECTION(sensors_section, "sensors", "Sensoren", sensors_keys)
KAMMERSPIEL_SECTION(analysts_section, "analysts", "Analysten", analysts_keys)
KAMMERSPIEL_SECTION(forensics_section, "forensics", "Forensik", forensics_keys)
KAMMERSPIEL_SECTION(detection_section, "detection", "Entdeckung", detection_keys)

}  // namespace kammerspiel::scenario
