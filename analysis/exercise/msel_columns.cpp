#include "kammerspiel/exercise/msel_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace kammerspiel::exercise {
namespace {

using enum MselColumn;

constexpr std::array standard_columns{std::pair{id, "msel.standard.control_number"},
                                      std::pair{move, "msel.standard.move"},
                                      std::pair{group, "msel.standard.group"},
                                      std::pair{real_time, "msel.standard.delivery_time"},
                                      std::pair{scenario_time, "msel.standard.simulated_time"},
                                      std::pair{controller, "msel.standard.assigned_to"},
                                      std::pair{status, "msel.standard.status"},
                                      std::pair{title, "msel.standard.title"},
                                      std::pair{message, "msel.standard.description"},
                                      std::pair{from, "msel.standard.from_org"},
                                      std::pair{to, "msel.standard.to_org"},
                                      std::pair{notes, "msel.standard.details"},
                                      std::pair{expected_action, "msel.standard.expected_actions"}};

constexpr std::array hseep_columns{std::pair{id, "msel.hseep.event_number"},
                                   std::pair{scenario_time, "msel.hseep.scenario_time"},
                                   std::pair{type, "msel.hseep.event_type"},
                                   std::pair{mode, "msel.hseep.inject_mode"},
                                   std::pair{from, "msel.hseep.from"},
                                   std::pair{to, "msel.hseep.to"},
                                   std::pair{message, "msel.hseep.message"},
                                   std::pair{expected_action, "msel.hseep.expected_response"},
                                   std::pair{objective, "msel.hseep.objective"},
                                   std::pair{notes, "msel.hseep.notes"}};

constexpr std::array mitre_columns{std::pair{id, "msel.mitre.id"},
                                   std::pair{real_time, "msel.mitre.local_time"},
                                   std::pair{mode, "msel.mitre.delivery_method"},
                                   std::pair{to, "msel.mitre.target"},
                                   std::pair{title, "msel.mitre.title"},
                                   std::pair{message, "msel.mitre.description"},
                                   std::pair{trigger, "msel.mitre.assumptions"},
                                   std::pair{notes, "msel.mitre.notes"},
                                   std::pair{expected_action, "msel.mitre.expected_actions"},
                                   std::pair{evaluation_task, "msel.mitre.measure_of_performance"}};

/// Names that planners give these columns besides those of the layouts; as folded() leaves them.
constexpr std::array other_names{std::pair{"nr", id},
                                 std::pair{"no", id},
                                 std::pair{"nummer", id},
                                 std::pair{"number", id},
                                 std::pair{"lfdnr", id},
                                 std::pair{"injectid", id},
                                 std::pair{"injectnumber", id},
                                 std::pair{"injectno", id},
                                 std::pair{"injectnr", id},
                                 std::pair{"name", id},
                                 std::pair{"kennung", id},
                                 std::pair{"einlage", message},
                                 std::pair{"einlagennr", id},
                                 std::pair{"einspielungnr", id},
                                 std::pair{"eventno", id},
                                 std::pair{"serial", id},
                                 std::pair{"phase", move},
                                 std::pair{"module", move},
                                 std::pair{"modul", move},
                                 std::pair{"uebungsphase", move},
                                 std::pair{"abschnitt", move},
                                 std::pair{"team", group},
                                 std::pair{"gruppen", group},
                                 std::pair{"groups", group},
                                 std::pair{"cell", group},
                                 std::pair{"time", real_time},
                                 std::pair{"zeit", real_time},
                                 std::pair{"uhrzeit", real_time},
                                 std::pair{"zeitpunkt", real_time},
                                 std::pair{"realzeit", real_time},
                                 std::pair{"exercisetime", real_time},
                                 std::pair{"injecttime", real_time},
                                 std::pair{"starttime", real_time},
                                 std::pair{"einspielzeit", real_time},
                                 std::pair{"szenariozeitpunkt", scenario_time},
                                 std::pair{"szenariozeit", scenario_time},
                                 std::pair{"lagezeit", scenario_time},
                                 std::pair{"fiktivezeit", scenario_time},
                                 std::pair{"scenariodatetime", scenario_time},
                                 std::pair{"art", type},
                                 std::pair{"typ", type},
                                 std::pair{"injecttype", type},
                                 std::pair{"kanal", mode},
                                 std::pair{"medium", mode},
                                 std::pair{"channel", mode},
                                 std::pair{"method", mode},
                                 std::pair{"uebermittlung", mode},
                                 std::pair{"means", mode},
                                 std::pair{"sender", from},
                                 std::pair{"absender", from},
                                 std::pair{"source", from},
                                 std::pair{"quelle", from},
                                 std::pair{"empfaenger", to},
                                 std::pair{"recipient", to},
                                 std::pair{"recipients", to},
                                 std::pair{"adressat", to},
                                 std::pair{"audience", to},
                                 std::pair{"betreff", title},
                                 std::pair{"subject", title},
                                 std::pair{"ueberschrift", title},
                                 std::pair{"kurztitel", title},
                                 std::pair{"event", title},
                                 std::pair{"ereignis", title},
                                 std::pair{"text", message},
                                 std::pair{"inhalt", message},
                                 std::pair{"content", message},
                                 std::pair{"inject", message},
                                 std::pair{"wortlaut", message},
                                 std::pair{"meldung", message},
                                 std::pair{"injectdescription", message},
                                 std::pair{"einlagentext", message},
                                 std::pair{"reaktion", expected_action},
                                 std::pair{"expectedresponse", expected_action},
                                 std::pair{"expectedoutcome", expected_action},
                                 std::pair{"erwartetesergebnis", expected_action},
                                 std::pair{"erwartetemassnahme", expected_action},
                                 std::pair{"erwartetemassnahmen", expected_action},
                                 std::pair{"erwartetesverhalten", expected_action},
                                 std::pair{"sollreaktion", expected_action},
                                 std::pair{"ziel", objective},
                                 std::pair{"ziele", objective},
                                 std::pair{"objectives", objective},
                                 std::pair{"uebungsziele", objective},
                                 std::pair{"eegtask", evaluation_task},
                                 std::pair{"criticaltask", evaluation_task},
                                 std::pair{"beobachtungsauftrag", evaluation_task},
                                 std::pair{"bewertung", evaluation_task},
                                 std::pair{"verantwortlich", controller},
                                 std::pair{"responsible", controller},
                                 std::pair{"owner", controller},
                                 std::pair{"einspieler", controller},
                                 std::pair{"steuernde", controller},
                                 std::pair{"steuerer", controller},
                                 std::pair{"reservefuer", contingency_for},
                                 std::pair{"contingency", contingency_for},
                                 std::pair{"condition", trigger},
                                 std::pair{"bedingung", trigger},
                                 std::pair{"stand", status},
                                 std::pair{"state", status},
                                 std::pair{"bemerkung", notes},
                                 std::pair{"bemerkungen", notes},
                                 std::pair{"anmerkung", notes},
                                 std::pair{"anmerkungen", notes},
                                 std::pair{"notiz", notes},
                                 std::pair{"remarks", notes},
                                 std::pair{"comment", notes},
                                 std::pair{"comments", notes},
                                 std::pair{"kommentar", notes},
                                 std::pair{"hinweise", notes}};

// Other usual words, as folded() leaves them.

constexpr auto other_words(scenario::Inject::Type) {
    using enum scenario::Inject::Type;
    return std::array{Word{contingency, "contingencyinject"},
                      Word{contingency, "reserve"},
                      Word{contingency, "reserveeinlage"},
                      Word{inject, "einspielung"},
                      Word{expected_action, "expectedplayeraction"},
                      Word{expected_action, "erwarteteaktion"},
                      Word{information, "info"}};
}

constexpr auto other_words(scenario::InjectMode) {
    using enum scenario::InjectMode;
    return std::array{Word{phone, "call"},
                      Word{phone, "anruf"},
                      Word{phone, "telephone"},
                      Word{phone, "tel"},
                      Word{phone, "telephonecall"},
                      Word{phone, "phonecall"},
                      Word{mail, "email"},
                      Word{mail, "mailing"},
                      Word{messenger, "chat"},
                      Word{messenger, "sms"},
                      Word{media, "presse"},
                      Word{media, "press"},
                      Word{media, "news"},
                      Word{social_media, "soziale"},
                      Word{document, "paper"},
                      Word{document, "papier"},
                      Word{document, "brief"},
                      Word{document, "letter"},
                      Word{system, "it"},
                      Word{in_person, "muendlich"},
                      Word{in_person, "verbal"},
                      Word{in_person, "facetoface"},
                      Word{messenger, "kurznachricht"},
                      Word{system, "itsystem"}};
}

constexpr auto other_words(scenario::Inject::Status) {
    using enum scenario::Inject::Status;
    return std::array{
        Word{approved, "freigegeben"}, Word{sent, "released"},       Word{sent, "eingespielt"},
        Word{skipped, "entfallen"},    Word{skipped, "ausgelassen"}, Word{skipped, "cancelled"},
        Word{done, "complete"},        Word{done, "completed"},      Word{done, "fertig"}};
}

template <std::size_t Count>
std::vector<LaidOutColumn> laid_out(
    const std::array<std::pair<MselColumn, const char*>, Count>& all) {
    std::vector<LaidOutColumn> columns;
    for (const auto& [column, heading] : all) columns.push_back({column, heading});
    return columns;
}

}  // namespace

std::string heading_key(MselColumn column) {
    return fmt::format("msel.superset.{}", word_of(column));
}

std::vector<LaidOutColumn> columns_of(MselLayout layout) {
    switch (layout) {
        case MselLayout::superset: break;
        case MselLayout::standard: return laid_out(standard_columns);
        case MselLayout::hseep: return laid_out(hseep_columns);
        case MselLayout::mitre: return laid_out(mitre_columns);
    }
    std::vector<LaidOutColumn> columns;
    for (const MselColumn column : Words<MselColumn>::values) {
        columns.push_back({column, heading_key(column)});
    }
    return columns;
}

double width_of(MselColumn column) {
    switch (column) {
        case message:
        case expected_action: return 40;
        case title:
        case evaluation_task:
        case objective:
        case notes: return 28;
        case trigger:
        case to:
        case from:
        case controller:
        case move: return 20;
        case MselColumn::real_time:
        case MselColumn::scenario_time: return 17;
        case id:
        case group:
        case type:
        case mode:
        case contingency_for:
        case status: return 14;
    }
    return 14;
}

std::string folded(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> letters{
        {{"ä", "ae"},
         {"ö", "oe"},
         {"ü", "ue"},
         {"Ä", "ae"},
         {"Ö", "oe"},
         {"Ü", "ue"},
         {"ß", "ss"}}};
    std::string result;
    while (!text.empty()) {
        const auto letter = std::find_if(letters.begin(), letters.end(), [&](const auto& one) {
            return text.starts_with(one.first);
        });
        if (letter != letters.end()) {
            result += letter->second;
            text.remove_prefix(letter->first.size());
            continue;
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c >= 'A' && c <= 'Z') result += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
    }
    return result;
}

MselHeadings::MselHeadings() {
    const Text english(Language::en);
    const Text german(Language::de);
    // The superset comes first: what two layouts call alike is what it means there.
    for (const MselLayout layout :
         {MselLayout::superset, MselLayout::standard, MselLayout::hseep, MselLayout::mitre}) {
        for (const auto& [column, heading] : columns_of(layout)) {
            known_.emplace(folded(english(heading)), column);
            known_.emplace(folded(german(heading)), column);
        }
    }
    for (const auto& [column, word] : Words<MselColumn>::table) {
        known_.emplace(folded(word), column);
    }
    for (const auto& [name, column] : other_names) known_.emplace(name, column);
}

std::optional<MselColumn> MselHeadings::column_of(std::string_view heading) const {
    const auto found = known_.find(folded(heading));
    if (found == known_.end()) return std::nullopt;
    return found->second;
}

std::vector<std::string> MselHeadings::usual(const Text& text) {
    std::vector<std::string> all;
    for (const auto& [column, heading] : columns_of(MselLayout::superset)) {
        all.push_back(text(heading));
    }
    return all;
}

std::string in_words(scenario::Inject::Type type, const Text& text) {
    return text(fmt::format("msel.type.{}", as_key(word_of(type))));
}

std::string in_words(scenario::InjectMode mode, const Text& text) {
    return text(fmt::format("msel.mode.{}", as_key(word_of(mode))));
}

std::string in_words(scenario::Inject::Status status, const Text& text) {
    return text(fmt::format("msel.status.{}", as_key(word_of(status))));
}

template <HasWords Enum>
std::optional<Enum> meant_by(std::string_view word) {
    static const std::array languages{Text(Language::en), Text(Language::de)};
    const std::string wanted = folded(word);
    for (const auto& [value, own] : Words<Enum>::table) {
        if (folded(own) == wanted) return value;
        for (const Text& text : languages) {
            if (folded(in_words(value, text)) == wanted) return value;
        }
    }
    for (const auto& [value, other] : other_words(Enum{})) {
        if (other == wanted) return value;
    }
    return std::nullopt;
}

template std::optional<scenario::Inject::Type> meant_by(std::string_view);
template std::optional<scenario::InjectMode> meant_by(std::string_view);
template std::optional<scenario::Inject::Status> meant_by(std::string_view);

}  // namespace kammerspiel::exercise
