#include "kammerspiel/exercise/msel_columns.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kammerspiel::exercise {
namespace {

using enum MselColumn;

constexpr std::array<std::string_view, 4> layout_names{"superset", "standard", "hseep", "mitre"};

constexpr std::array<std::string_view, 19> column_words{"id",
                                                        "move",
                                                        "group",
                                                        "real_time",
                                                        "scenario_time",
                                                        "type",
                                                        "mode",
                                                        "from",
                                                        "to",
                                                        "title",
                                                        "message",
                                                        "expected_action",
                                                        "objective",
                                                        "evaluation_task",
                                                        "controller",
                                                        "contingency_for",
                                                        "trigger",
                                                        "status",
                                                        "notes"};

constexpr std::array standard_columns{std::pair{id, "control_number"},
                                      std::pair{move, "move"},
                                      std::pair{group, "group"},
                                      std::pair{real_time, "delivery_time"},
                                      std::pair{scenario_time, "simulated_time"},
                                      std::pair{controller, "assigned_to"},
                                      std::pair{status, "status"},
                                      std::pair{title, "title"},
                                      std::pair{message, "description"},
                                      std::pair{from, "from_org"},
                                      std::pair{to, "to_org"},
                                      std::pair{notes, "details"},
                                      std::pair{expected_action, "expected_actions"}};

constexpr std::array hseep_columns{
    std::pair{id, "event_number"},     std::pair{scenario_time, "scenario_time"},
    std::pair{type, "event_type"},     std::pair{mode, "inject_mode"},
    std::pair{from, "from"},           std::pair{to, "to"},
    std::pair{message, "message"},     std::pair{expected_action, "expected_response"},
    std::pair{objective, "objective"}, std::pair{notes, "notes"}};

constexpr std::array mitre_columns{std::pair{id, "id"},
                                   std::pair{real_time, "local_time"},
                                   std::pair{mode, "delivery_method"},
                                   std::pair{to, "target"},
                                   std::pair{title, "title"},
                                   std::pair{message, "description"},
                                   std::pair{trigger, "assumptions"},
                                   std::pair{notes, "notes"},
                                   std::pair{expected_action, "expected_actions"},
                                   std::pair{evaluation_task, "measure_of_performance"}};

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

constexpr std::array<std::string_view, 4> types{"inject", "contingency", "expected-action",
                                                "information"};
constexpr std::array<std::string_view, 9> modes{"in-person", "phone",  "mail",
                                                "messenger", "media",  "social-media",
                                                "document",  "system", "radio"};
constexpr std::array<std::string_view, 5> statuses{"draft", "approved", "sent", "skipped", "done"};

/// Other usual words, as folded() leaves them.
struct OtherWord {
    MselWords words;
    std::string_view folded;
    std::size_t value;
};
constexpr std::array other_words{OtherWord{MselWords::type, "contingencyinject", 1},
                                 OtherWord{MselWords::type, "reserve", 1},
                                 OtherWord{MselWords::type, "reserveeinlage", 1},
                                 OtherWord{MselWords::type, "einspielung", 0},
                                 OtherWord{MselWords::type, "expectedplayeraction", 2},
                                 OtherWord{MselWords::type, "erwarteteaktion", 2},
                                 OtherWord{MselWords::type, "info", 3},
                                 OtherWord{MselWords::mode, "call", 1},
                                 OtherWord{MselWords::mode, "anruf", 1},
                                 OtherWord{MselWords::mode, "telephone", 1},
                                 OtherWord{MselWords::mode, "tel", 1},
                                 OtherWord{MselWords::mode, "telephonecall", 1},
                                 OtherWord{MselWords::mode, "phonecall", 1},
                                 OtherWord{MselWords::mode, "email", 2},
                                 OtherWord{MselWords::mode, "mailing", 2},
                                 OtherWord{MselWords::mode, "chat", 3},
                                 OtherWord{MselWords::mode, "sms", 3},
                                 OtherWord{MselWords::mode, "presse", 4},
                                 OtherWord{MselWords::mode, "press", 4},
                                 OtherWord{MselWords::mode, "news", 4},
                                 OtherWord{MselWords::mode, "soziale", 5},
                                 OtherWord{MselWords::mode, "paper", 6},
                                 OtherWord{MselWords::mode, "papier", 6},
                                 OtherWord{MselWords::mode, "brief", 6},
                                 OtherWord{MselWords::mode, "letter", 6},
                                 OtherWord{MselWords::mode, "it", 7},
                                 OtherWord{MselWords::mode, "muendlich", 0},
                                 OtherWord{MselWords::mode, "verbal", 0},
                                 OtherWord{MselWords::mode, "facetoface", 0},
                                 OtherWord{MselWords::status, "freigegeben", 1},
                                 OtherWord{MselWords::status, "released", 2},
                                 OtherWord{MselWords::status, "eingespielt", 2},
                                 OtherWord{MselWords::status, "entfallen", 3},
                                 OtherWord{MselWords::status, "ausgelassen", 3},
                                 OtherWord{MselWords::mode, "kurznachricht", 3},
                                 OtherWord{MselWords::mode, "itsystem", 7},
                                 OtherWord{MselWords::status, "cancelled", 3},
                                 OtherWord{MselWords::status, "complete", 4},
                                 OtherWord{MselWords::status, "completed", 4},
                                 OtherWord{MselWords::status, "fertig", 4}};

std::span<const std::string_view> yaml_words(MselWords words) {
    switch (words) {
        case MselWords::type: return types;
        case MselWords::mode: return modes;
        case MselWords::status: return statuses;
    }
    return {};
}

std::string_view name_of(MselWords words) {
    switch (words) {
        case MselWords::type: return "type";
        case MselWords::mode: return "mode";
        case MselWords::status: return "status";
    }
    return {};
}

template <std::size_t Count>
std::vector<LaidOutColumn> laid_out(
    std::string_view layout, const std::array<std::pair<MselColumn, const char*>, Count>& all) {
    std::vector<LaidOutColumn> columns;
    for (const auto& [column, word] : all) {
        columns.push_back({column, "msel." + std::string(layout) + "." + word});
    }
    return columns;
}

}  // namespace

std::string_view name_of(MselLayout layout) {
    return layout_names.at(static_cast<std::size_t>(layout));
}

std::optional<MselLayout> msel_layout(std::string_view name) {
    const auto found = std::find(layout_names.begin(), layout_names.end(), name);
    if (found == layout_names.end()) return std::nullopt;
    return static_cast<MselLayout>(found - layout_names.begin());
}

std::string heading_key(MselColumn column) {
    return "msel.superset." + std::string(column_words.at(static_cast<std::size_t>(column)));
}

std::vector<LaidOutColumn> columns_of(MselLayout layout) {
    switch (layout) {
        case MselLayout::superset: break;
        case MselLayout::standard: return laid_out("standard", standard_columns);
        case MselLayout::hseep: return laid_out("hseep", hseep_columns);
        case MselLayout::mitre: return laid_out("mitre", mitre_columns);
    }
    std::vector<LaidOutColumn> columns;
    for (std::size_t c = 0; c < column_words.size(); ++c) {
        const auto column = static_cast<MselColumn>(c);
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
    for (std::size_t c = 0; c < column_words.size(); ++c) {
        known_.emplace(folded(column_words.at(c)), static_cast<MselColumn>(c));
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

std::string_view yaml_word(MselWords words, std::size_t value) { return yaml_words(words)[value]; }

std::string word_in(MselWords words, std::size_t value, const Text& text) {
    std::string key = "msel." + std::string(name_of(words)) + ".";
    for (const char c : yaml_word(words, value)) key += c == '-' ? '_' : c;
    return text(key);
}

std::vector<std::string> words_in(MselWords words, const Text& text) {
    std::vector<std::string> all;
    for (std::size_t v = 0; v < yaml_words(words).size(); ++v)
        all.push_back(word_in(words, v, text));
    return all;
}

std::optional<std::size_t> value_of(MselWords words, std::string_view word) {
    static const std::array languages{Text(Language::en), Text(Language::de)};
    const std::string wanted = folded(word);
    for (std::size_t v = 0; v < yaml_words(words).size(); ++v) {
        if (folded(yaml_word(words, v)) == wanted) return v;
        for (const Text& text : languages) {
            if (folded(word_in(words, v, text)) == wanted) return v;
        }
    }
    for (const OtherWord& other : other_words) {
        if (other.words == words && other.folded == wanted) return other.value;
    }
    return std::nullopt;
}

}  // namespace kammerspiel::exercise
