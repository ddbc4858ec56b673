#include <algorithm>
#include <array>
#include <span>

#include "kammerspiel/exercise/msel_columns.hpp"

// What the headings of other people's lists mean: those of HSEEP, CTEP, Blueprint, OpenAEV, and of
// planners who have none of these.

namespace kammerspiel::exercise {
namespace {

using enum MselColumn;
using Kind = MselHeading::Kind;
using Strength = MselHeading::Strength;
using Names = std::span<const std::string_view>;

// As folded_heading() leaves them.

constexpr std::array<std::string_view, 41> id_names{"nr",
                                                    "no",
                                                    "number",
                                                    "nummer",
                                                    "lfdnr",
                                                    "lfd",
                                                    "laufendenummer",
                                                    "injectid",
                                                    "injectnumber",
                                                    "injectno",
                                                    "injectnr",
                                                    "injectcode",
                                                    "name",
                                                    "kennung",
                                                    "einlagennr",
                                                    "einspielungnr",
                                                    "eventno",
                                                    "eventnumber",
                                                    "eventid",
                                                    "serial",
                                                    "serialno",
                                                    "serialnumber",
                                                    "ser",
                                                    "seq",
                                                    "seqno",
                                                    "sequence",
                                                    "sequencenumber",
                                                    "ref",
                                                    "reference",
                                                    "referenznr",
                                                    "item",
                                                    "line",
                                                    "mselnumber",
                                                    "mselno",
                                                    "mselid",
                                                    "position",
                                                    "pos",
                                                    "identifier",
                                                    "uid",
                                                    "uuid",
                                                    "schluessel"};
constexpr std::array<std::string_view, 30> move_names{
    "moves",         "phase",         "phasen",
    "phases",        "module",        "modul",
    "uebungsphase",  "abschnitt",     "uebungsabschnitt",
    "stage",         "part",          "teil",
    "round",         "runde",         "act",
    "akt",           "vignette",      "session",
    "block",         "scene",         "szene",
    "zug",           "turn",          "spielzug",
    "exercisephase", "scenariophase", "phasenumber",
    "movenumber",    "lageabschnitt", "spielphase"};
constexpr std::array<std::string_view, 6> group_names{"team", "gruppen", "groups",
                                                      "cell", "zelle",   "stabsbereich"};
constexpr std::array<std::string_view, 71> real_time_names{"time",
                                                           "zeit",
                                                           "uhrzeit",
                                                           "zeitpunkt",
                                                           "realzeit",
                                                           "exercisetime",
                                                           "injecttime",
                                                           "starttime",
                                                           "einspielzeit",
                                                           "einspielzeitpunkt",
                                                           "timeline",
                                                           "timing",
                                                           "when",
                                                           "wann",
                                                           "datetime",
                                                           "dateandtime",
                                                           "datumuhrzeit",
                                                           "datumzeit",
                                                           "datumunduhrzeit",
                                                           "datumundzeit",
                                                           "dtg",
                                                           "injectdtg",
                                                           "eventdtg",
                                                           "datetimegroup",
                                                           "scheduledtime",
                                                           "scheduled",
                                                           "schedule",
                                                           "plannedtime",
                                                           "geplantezeit",
                                                           "eventtime",
                                                           "deliverytime",
                                                           "timedelivered",
                                                           "datetimedelivered",
                                                           "timeofdelivery",
                                                           "releasetime",
                                                           "clocktime",
                                                           "clock",
                                                           "realworldtime",
                                                           "planzeit",
                                                           "sollzeit",
                                                           "ausgabezeit",
                                                           "uebungszeit",
                                                           "uebungsuhrzeit",
                                                           "timeofinject",
                                                           "injectiontime",
                                                           "triggertime",
                                                           "start",
                                                           "beginn",
                                                           "begin",
                                                           "begins",
                                                           "timelocal",
                                                           "localdatetime",
                                                           "zulutime",
                                                           "utctime",
                                                           "timezulu",
                                                           "timeutc",
                                                           "walltime",
                                                           "timestamp",
                                                           "zeitstempel",
                                                           "startzeit",
                                                           "zeitplan",
                                                           "ausspielzeit",
                                                           "ausspielzeitpunkt",
                                                           "uebermittlungszeit",
                                                           "zeitreal",
                                                           "realzeitpunkt",
                                                           "realeuhrzeit",
                                                           "realtimeofday",
                                                           "scheduleddatetime",
                                                           "planneddatetime",
                                                           "scheduledstart"};
constexpr std::array<std::string_view, 27> span_names{"t",
                                                      "elapsed",
                                                      "elapsedtime",
                                                      "timeelapsed",
                                                      "verstrichenezeit",
                                                      "verstrichen",
                                                      "timesincestart",
                                                      "timefromstart",
                                                      "timesincestartex",
                                                      "timefromstartex",
                                                      "sincestart",
                                                      "offset",
                                                      "timeoffset",
                                                      "relativetime",
                                                      "relativezeit",
                                                      "minute",
                                                      "minutes",
                                                      "minuten",
                                                      "min",
                                                      "exerciseminute",
                                                      "uebungsminute",
                                                      "tplus",
                                                      "delta",
                                                      "deltatime",
                                                      "minutesafterstart",
                                                      "minutennachbeginn",
                                                      "zeitabbeginn"};
constexpr std::array<std::string_view, 24> scenario_time_names{
    "szenariozeitpunkt", "szenariozeit",   "szenariouhrzeit",  "lagezeit",        "lageuhrzeit",
    "fiktivezeit",       "fiktiveuhrzeit", "scenariodatetime", "scenariodtg",     "storytime",
    "gametime",          "simtime",        "simulationtime",   "simulationszeit", "fictionaltime",
    "fictitioustime",    "notionaltime",   "artificialtime",   "spielzeit",       "szenarischezeit",
    "timeinscenario",    "inscenariotime", "designatedtime",   "zeitimszenario"};
constexpr std::array<std::string_view, 25> date_names{
    "date",          "datum",        "tag",           "day",        "eventdate",
    "injectdate",    "exercisedate", "exerciseday",   "uebungstag", "uebungsdatum",
    "startdate",     "weekday",      "wochentag",     "termin",     "daydate",
    "tagdatum",      "dateofinject", "dayofexercise", "daynumber",  "tagnummer",
    "datedelivered", "playday",      "days",          "dates",      "kalendertag"};
constexpr std::array<std::string_view, 10> real_date_names{
    "scheduleddate", "planneddate", "deliverydate", "realdate",       "scheduledday",
    "realdatum",     "realertag",   "plandatum",    "geplantesdatum", "localdate"};
constexpr std::array<std::string_view, 19> scenario_date_names{
    "scenariodate", "scenarioday",   "szenariodatum", "szenariotag",  "lagedatum",
    "lagetag",      "simulateddate", "simulatedday",  "storyday",     "storydate",
    "gameday",      "gamedate",      "fictionaldate", "fictionalday", "fiktivesdatum",
    "fiktivertag",  "simdate",       "simday",        "tagimszenario"};
constexpr std::array<std::string_view, 14> type_names{
    "art",         "typ",           "injecttype",     "injectart",
    "einlagenart", "eventcategory", "injectcategory", "kind",
    "category",    "kategorie",     "class",          "typeofinject",
    "typeofevent", "artdereinlage"};
constexpr std::array<std::string_view, 41> mode_names{"kanal",
                                                      "medium",
                                                      "channel",
                                                      "method",
                                                      "methode",
                                                      "uebermittlung",
                                                      "uebermittlungsart",
                                                      "uebermittlungsweg",
                                                      "uebertragungsweg",
                                                      "means",
                                                      "injectmethod",
                                                      "deliverymode",
                                                      "deliverymeans",
                                                      "deliverymedium",
                                                      "deliverychannel",
                                                      "delivery",
                                                      "methodofdelivery",
                                                      "modeofdelivery",
                                                      "meansofdelivery",
                                                      "methodofinject",
                                                      "injectdelivery",
                                                      "injectdeliverymethod",
                                                      "via",
                                                      "media",
                                                      "format",
                                                      "deliveredvia",
                                                      "howdelivered",
                                                      "how",
                                                      "einspielart",
                                                      "einspielweg",
                                                      "uebergabeart",
                                                      "uebermittelt",
                                                      "kommunikationsweg",
                                                      "communicationmethod",
                                                      "modus",
                                                      "meldeweg",
                                                      "uebermittlungsmittel",
                                                      "transmission",
                                                      "einspielungsart",
                                                      "weg",
                                                      "injectmeans"};
constexpr std::array<std::string_view, 27> from_names{
    "sender",          "absender",        "source",        "quelle",        "sendfrom",
    "sentfrom",        "originator",      "origin",        "deliveredfrom", "fromwhom",
    "vonwem",          "simulatedsender", "injectsource",  "urheber",       "simulatedfrom",
    "simulatedby",     "initiator",       "fromsimulated", "fromagency",    "fromentity",
    "fromperson",      "fromrole",        "absenderrolle", "meldender",     "gespieltvon",
    "simulatedentity", "caller"};
constexpr std::array<std::string_view, 38> to_names{"empfaenger",
                                                    "recipient",
                                                    "recipients",
                                                    "adressat",
                                                    "adressaten",
                                                    "audience",
                                                    "audiences",
                                                    "sendto",
                                                    "sentto",
                                                    "targetaudience",
                                                    "trainingaudience",
                                                    "recipientplayer",
                                                    "recipientplayers",
                                                    "deliveredto",
                                                    "deliverto",
                                                    "player",
                                                    "players",
                                                    "participants",
                                                    "participant",
                                                    "receiver",
                                                    "receivers",
                                                    "addressee",
                                                    "addressees",
                                                    "towhom",
                                                    "anwen",
                                                    "teams",
                                                    "targetteam",
                                                    "targetgroup",
                                                    "zielgruppe",
                                                    "targetplayer",
                                                    "targetplayers",
                                                    "intendedrecipient",
                                                    "recipientteam",
                                                    "uebende",
                                                    "responsibleplayer",
                                                    "toagency",
                                                    "toentity",
                                                    "recipiententity"};
constexpr std::array<std::string_view, 33> title_names{
    "betreff",       "subject",         "ueberschrift",     "kurztitel",    "event",
    "ereignis",      "headline",        "kurzbeschreibung", "shorttitle",   "shortdescription",
    "injectname",    "injecttitle",     "eventname",        "eventtitle",   "topic",
    "thema",         "stichwort",       "schlagwort",       "bezeichnung",  "subjectline",
    "einlagentitel", "actiontobetaken", "kurzfassung",      "keyevent",     "injectsubject",
    "titleofinject", "injectheadline",  "ereignisname",     "betreffzeile", "messagesubject",
    "kurztext",      "emailsubject",    "scenarioevent"};
constexpr std::array<std::string_view, 52> message_names{"text",
                                                         "inhalt",
                                                         "content",
                                                         "inject",
                                                         "wortlaut",
                                                         "meldung",
                                                         "injectdescription",
                                                         "einlagentext",
                                                         "einlage",
                                                         "eventdescription",
                                                         "eventsummary",
                                                         "injectsummary",
                                                         "injecttext",
                                                         "injectcontent",
                                                         "injectmessage",
                                                         "injectdetails",
                                                         "eventdetails",
                                                         "body",
                                                         "narrative",
                                                         "script",
                                                         "skript",
                                                         "beschreibung",
                                                         "sachverhalt",
                                                         "injectscript",
                                                         "messagetext",
                                                         "messagebody",
                                                         "nachricht",
                                                         "mitteilung",
                                                         "lagemeldung",
                                                         "einspielung",
                                                         "eventinject",
                                                         "what",
                                                         "was",
                                                         "whathappens",
                                                         "fulldescription",
                                                         "injectbody",
                                                         "mailtext",
                                                         "emailtext",
                                                         "emailbody",
                                                         "injektbeschreibung",
                                                         "injekt",
                                                         "detaileddescription",
                                                         "longdescription",
                                                         "summary",
                                                         "zusammenfassung",
                                                         "messagecontent",
                                                         "nachrichtentext",
                                                         "ereignisbeschreibung",
                                                         "lageschilderung",
                                                         "inhaltdereinlage",
                                                         "injects",
                                                         "scenarioinject"};
constexpr std::array<std::string_view, 47> expected_names{"reaktion",
                                                          "expectedresponse",
                                                          "expectedresponses",
                                                          "expectedoutcome",
                                                          "expectedoutcomes",
                                                          "expectedplayeraction",
                                                          "expectedplayeractions",
                                                          "expectedplayerresponse",
                                                          "expectedplayerresponses",
                                                          "expectedreaction",
                                                          "expectedreactiontoinject",
                                                          "expectedresult",
                                                          "expectedresults",
                                                          "expectedbehaviour",
                                                          "expectedbehavior",
                                                          "anticipatedresponse",
                                                          "anticipatedaction",
                                                          "anticipatedactions",
                                                          "desiredoutcome",
                                                          "desiredresponse",
                                                          "desiredaction",
                                                          "responseexpected",
                                                          "playeraction",
                                                          "playeractions",
                                                          "expectationdescription",
                                                          "expectation",
                                                          "expectations",
                                                          "erwartung",
                                                          "erwartetereaktion",
                                                          "erwartetereaktionen",
                                                          "erwartetesergebnis",
                                                          "erwarteteantwort",
                                                          "erwartetehandlung",
                                                          "erwartetehandlungen",
                                                          "erwartetemassnahme",
                                                          "erwartetemassnahmen",
                                                          "erwartetesverhalten",
                                                          "erwarteteaktion",
                                                          "erwarteteaktionen",
                                                          "sollreaktion",
                                                          "sollverhalten",
                                                          "sollhandlung",
                                                          "zielreaktion",
                                                          "response",
                                                          "expecteddecision",
                                                          "massnahmen",
                                                          "action"};
constexpr std::array<std::string_view, 19> objective_names{"ziel",
                                                           "ziele",
                                                           "objectives",
                                                           "uebungsziele",
                                                           "uebungsziel",
                                                           "exerciseobjectives",
                                                           "goal",
                                                           "goals",
                                                           "trainingobjective",
                                                           "lernziel",
                                                           "lernziele",
                                                           "linkedobjective",
                                                           "relatedobjective",
                                                           "relatedobjectives",
                                                           "objectivetested",
                                                           "objectivesupported",
                                                           "teilziel",
                                                           "associatedobjective",
                                                           "associatedobjectives"};
constexpr std::array<std::string_view, 21> task_names{"eegtask",
                                                      "criticaltask",
                                                      "criticaltasks",
                                                      "beobachtungsauftrag",
                                                      "bewertung",
                                                      "evaluation",
                                                      "evaluatornotes",
                                                      "evaluatorguidance",
                                                      "evaluationcriteria",
                                                      "evaluatorcomments",
                                                      "evaluatorquestion",
                                                      "beobachtung",
                                                      "bewertungskriterien",
                                                      "bewertungskriterium",
                                                      "evaluatortask",
                                                      "beobachtungspunkt",
                                                      "beobachtungspunkte",
                                                      "eeg",
                                                      "evaluationnotes",
                                                      "measureofeffectiveness",
                                                      "bewertungsauftrag"};
constexpr std::array<std::string_view, 31> controller_names{"verantwortlich",
                                                            "responsible",
                                                            "owner",
                                                            "einspieler",
                                                            "steuernde",
                                                            "steuerer",
                                                            "injectedby",
                                                            "responsiblecontroller",
                                                            "controllername",
                                                            "deliveredby",
                                                            "injector",
                                                            "poc",
                                                            "pointofcontact",
                                                            "zustaendig",
                                                            "ausgespieltvon",
                                                            "eingespieltvon",
                                                            "uebungssteuerung",
                                                            "responsibleperson",
                                                            "responsibleparty",
                                                            "facilitator",
                                                            "moderator",
                                                            "leadcontroller",
                                                            "controllers",
                                                            "assignedcontroller",
                                                            "uebungsleitung",
                                                            "steuerung",
                                                            "whitecell",
                                                            "injectowner",
                                                            "simcell",
                                                            "leitung",
                                                            "verantwortlicher"};
constexpr std::array<std::string_view, 6> contingency_names{"reservefuer",   "contingency",
                                                            "contingencyof", "contingencyto",
                                                            "ersatzfuer",    "reserveeinlagefuer"};
constexpr std::array<std::string_view, 7> trigger_names{
    "condition",    "bedingung",     "ausloeser",    "ausloesendesereignis",
    "triggerevent", "voraussetzung", "injecttrigger"};
constexpr std::array<std::string_view, 13> status_names{
    "stand",        "state",       "zustand",    "donetodo", "todo",     "tododone",         "done",
    "injectstatus", "eventstatus", "mselstatus", "progress", "erledigt", "bearbeitungsstand"};
constexpr std::array<std::string_view, 34> note_names{"bemerkung",
                                                      "bemerkungen",
                                                      "anmerkung",
                                                      "anmerkungen",
                                                      "notiz",
                                                      "notizen",
                                                      "note",
                                                      "remark",
                                                      "remarks",
                                                      "comment",
                                                      "comments",
                                                      "kommentar",
                                                      "kommentare",
                                                      "hinweis",
                                                      "hinweise",
                                                      "notesremarks",
                                                      "controllernotes",
                                                      "notestocontroller",
                                                      "facilitatornotes",
                                                      "controllerinstructions",
                                                      "controllerguidance",
                                                      "instructions",
                                                      "additionalinformation",
                                                      "additionalnotes",
                                                      "specialinstructions",
                                                      "planernotizen",
                                                      "regieanweisung",
                                                      "regiehinweis",
                                                      "regiehinweise",
                                                      "steuerungshinweise",
                                                      "injectnotes",
                                                      "plannernotes",
                                                      "details",
                                                      "hinweisefuersteuerung"};

struct Usual {
    MselColumn column;
    Names names;
};

/// A heading's words without what lists put before them out of habit.
constexpr std::array<std::string_view, 24> filler{
    "inject",    "injects", "event",     "events",   "msel",        "exercise",
    "scheduled", "planned", "einlage",   "einlagen", "uebung",      "uebungs",
    "the",       "of",      "drehbuch",  "geplante", "geplanter",   "current",
    "actual",    "est",     "estimated", "approx",   "approximate", "ca"};

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Words in small letters, without umlauts; signs are gaps.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    while (!text.empty()) {
        std::size_t bytes = 1;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
            ++bytes;
        }
        const std::string letters =
            text.front() == '#' ? std::string() : folded(text.substr(0, bytes));
        if (letters.empty()) {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
            if (text.front() == '#') words.emplace_back("number");
        }
        word += letters;
        text.remove_prefix(bytes);
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::string joined(std::span<const std::string> words) {
    std::string all;
    for (const std::string& word : words) all += word;
    return all;
}

bool is_one_of(std::string_view word, Names words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What stands in brackets explains the rest.
std::string without_brackets(std::string_view text) {
    std::string rest;
    int depth = 0;
    for (const char c : text) {
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (depth == 0) rest += c;
        if ((c == ')' || c == ']' || c == '}') && depth > 0) --depth;
    }
    return rest;
}

std::vector<std::string> parts_of(std::string_view heading) {
    std::string text;
    for (const char c : heading) text += small(c);
    for (const std::string_view word : {" or ", " oder ", " and ", " und ", " - ", " – "}) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) {
            text.replace(at, word.size(), "/");
        }
    }
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t end = std::min(text.find_first_of("/|&+,:\n\r", from), text.size());
        parts.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

std::optional<MselHeading> derived(std::optional<MselHeading> heading) {
    if (heading) heading->strength = Strength::derived;
    return heading;
}

}  // namespace

std::string folded_heading(std::string_view heading) {
    std::string text;
    for (const char c : heading) text += c == '#' ? std::string("number") : std::string(1, c);
    return folded(text);
}

MselHeadings::MselHeadings() {
    static const Text english(Language::en);
    static const Text german(Language::de);
    const auto add = [&](std::string_view name, MselColumn column, Strength strength) {
        known_.emplace(folded_heading(name), MselHeading{Kind::column, column, strength});
    };
    // The superset comes first: what two layouts call alike is what it means there.
    for (const MselLayout layout :
         {MselLayout::superset, MselLayout::standard, MselLayout::hseep, MselLayout::mitre}) {
        const Strength strength =
            layout == MselLayout::superset ? Strength::exact : Strength::layout;
        for (const auto& [column, heading] : columns_of(layout)) {
            add(english(heading), column, strength);
            add(german(heading), column, strength);
        }
    }
    for (const auto& [column, word] : Words<MselColumn>::table) {
        add(word, column, Strength::exact);
    }
    for (const auto& [column, names] :
         {Usual{id, id_names}, Usual{move, move_names}, Usual{group, group_names},
          Usual{MselColumn::real_time, real_time_names},
          Usual{MselColumn::scenario_time, scenario_time_names}, Usual{type, type_names},
          Usual{mode, mode_names}, Usual{from, from_names}, Usual{to, to_names},
          Usual{title, title_names}, Usual{message, message_names},
          Usual{expected_action, expected_names}, Usual{objective, objective_names},
          Usual{evaluation_task, task_names}, Usual{controller, controller_names},
          Usual{contingency_for, contingency_names}, Usual{trigger, trigger_names},
          Usual{status, status_names}, Usual{notes, note_names}}) {
        for (const std::string_view name : names) add(name, column, Strength::usual);
    }
    // What lists have beside a column of the clearer name.
    for (const char* name : {"actiontobetaken", "event", "ereignis", "summary", "zusammenfassung",
                             "eventsummary", "what", "was", "response", "action", "keyevent"}) {
        known_.at(name).strength = Strength::derived;
    }
    for (const std::string_view name : span_names) {
        known_.emplace(
            name, MselHeading{Kind::column, MselColumn::real_time, Strength::usual, false, true});
    }
    const auto add_dates = [&](Names names, MselColumn column, bool is_bound) {
        for (const std::string_view name : names) {
            known_.emplace(name, MselHeading{Kind::date, column, Strength::usual, is_bound});
        }
    };
    add_dates(date_names, MselColumn::real_time, false);
    add_dates(real_date_names, MselColumn::real_time, true);
    add_dates(scenario_date_names, MselColumn::scenario_time, true);
}

std::optional<MselHeading> MselHeadings::exactly(std::string_view heading) const {
    const auto found = known_.find(folded_heading(heading));
    if (found == known_.end()) return std::nullopt;
    return found->second;
}

/// Inject #, MSEL number, Control No.: the id. Move no., Objective #: what is numbered.
std::optional<MselHeading> MselHeadings::numbered(std::string_view heading) const {
    static constexpr std::array<std::string_view, 7> endings{"number", "no",  "nr", "id",
                                                             "nummer", "num", "ids"};
    static constexpr std::array<std::string_view, 14> others{
        "phone",   "telephone", "telefon", "room",  "raum",     "page",    "seite",
        "version", "contact",   "mobile",  "handy", "contract", "account", "ticket"};
    auto words = words_of(heading);
    if (words.size() < 2 || !is_one_of(words.back(), endings)) return std::nullopt;
    words.pop_back();
    if (is_one_of(words.back(), others)) return std::nullopt;
    if (const auto rest = exactly(joined(words))) {
        const bool is_numbered = rest->kind == Kind::date || rest->column == move ||
                                 rest->column == group || rest->column == objective ||
                                 rest->column == contingency_for || rest->column == to;
        if (is_numbered) return derived(rest);
    }
    return MselHeading{Kind::column, id, Strength::derived};
}

/// Notes/Remarks, From or Sender, Expected action & response
std::optional<MselHeading> MselHeadings::in_parts(std::string_view heading) const {
    const auto parts = parts_of(heading);
    if (parts.size() < 2) return std::nullopt;
    for (const std::string& part : parts) {
        if (const auto found = exactly(part)) return derived(found);
    }
    for (const std::string& part : parts) {
        if (const auto found = without_filler(part)) return found;
    }
    return std::nullopt;
}

/// Inject text, Event description: what is left without Inject, Event and the like; a plural.
std::optional<MselHeading> MselHeadings::without_filler(std::string_view heading) const {
    auto words = words_of(heading);
    const auto is_filler = [](const std::string& word) { return is_one_of(word, filler); };
    const bool is_only_filler = std::all_of(words.begin(), words.end(), is_filler);
    if (!is_only_filler) {
        words.erase(std::remove_if(words.begin(), words.end(), is_filler), words.end());
    }
    std::string rest = joined(words);
    if (const auto found = exactly(rest)) return derived(found);
    if (rest.size() > 3 && rest.back() == 's') {
        rest.pop_back();
        if (const auto found = exactly(rest)) return derived(found);
    }
    return std::nullopt;
}

std::optional<MselHeading> MselHeadings::meaning_of(std::string_view heading) const {
    if (const auto found = exactly(heading)) return found;
    const std::string bare = without_brackets(heading);
    if (folded_heading(bare).empty()) {
        // T+ (min), or all of it in brackets
        return folded_heading(heading).empty() ? std::nullopt : without_filler(heading);
    }
    if (bare != heading) {
        if (const auto found = exactly(bare)) return derived(found);
    }
    if (const auto found = numbered(bare)) return found;
    if (const auto found = in_parts(bare)) return found;
    return without_filler(bare);
}

}  // namespace kammerspiel::exercise
