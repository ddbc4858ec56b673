#include <algorithm>
#include <array>

#include "analysis/exercise/msel_cells.hpp"

// The words in the cells of other people's lists.

namespace kammerspiel::exercise {
namespace {

// Other usual words, as folded() leaves them; a plural is understood as its singular.

constexpr auto other_words(scenario::Inject::Type) {
    using enum scenario::Inject::Type;
    return std::array{Word{contingency, "contingencyinject"},
                      Word{contingency, "contingent"},
                      Word{contingency, "contingencyevent"},
                      Word{contingency, "backup"},
                      Word{contingency, "reserve"},
                      Word{contingency, "reserveeinlage"},
                      Word{contingency, "ersatzeinlage"},
                      Word{contingency, "optional"},
                      Word{inject, "einspielung"},
                      Word{inject, "einlage"},
                      Word{inject, "event"},
                      Word{inject, "ereignis"},
                      Word{inject, "message"},
                      Word{inject, "meldung"},
                      Word{inject, "contextualinject"},
                      Word{inject, "contextual"},
                      Word{inject, "scripted"},
                      Word{inject, "scriptedevent"},
                      Word{inject, "planned"},
                      Word{inject, "plannedinject"},
                      Word{inject, "standard"},
                      Word{inject, "main"},
                      Word{inject, "primary"},
                      Word{inject, "regular"},
                      Word{inject, "scenarioevent"},
                      Word{inject, "injekt"},
                      Word{expected_action, "expectedplayeraction"},
                      Word{expected_action, "expectedaction"},
                      Word{expected_action, "expectedresponse"},
                      Word{expected_action, "expectedevent"},
                      Word{expected_action, "playeraction"},
                      Word{expected_action, "playerresponse"},
                      Word{expected_action, "response"},
                      Word{expected_action, "expected"},
                      Word{expected_action, "erwarteteaktion"},
                      Word{expected_action, "erwartetehandlung"},
                      Word{expected_action, "erwartetemassnahme"},
                      Word{expected_action, "erwartetereaktion"},
                      Word{expected_action, "spieleraktion"},
                      Word{information, "info"},
                      Word{information, "informational"},
                      Word{information, "controlleraction"},
                      Word{information, "controllerevent"},
                      Word{information, "controllernote"},
                      Word{information, "actoraction"},
                      Word{information, "simulatoraction"},
                      Word{information, "evaluatoraction"},
                      Word{information, "administrative"},
                      Word{information, "administrativ"},
                      Word{information, "administration"},
                      Word{information, "admin"},
                      Word{information, "organisatorisch"},
                      Word{information, "keyevent"},
                      Word{information, "milestone"},
                      Word{information, "meilenstein"},
                      Word{information, "schluesselereignis"},
                      Word{information, "note"},
                      Word{information, "hinweis"},
                      Word{information, "startex"},
                      Word{information, "endex"},
                      Word{information, "steuerung"}};
}

constexpr auto other_words(scenario::InjectMode) {
    using enum scenario::InjectMode;
    return std::array{Word{phone, "call"},
                      Word{phone, "anruf"},
                      Word{phone, "telephone"},
                      Word{phone, "tel"},
                      Word{phone, "telephonecall"},
                      Word{phone, "telefonanruf"},
                      Word{phone, "phonecall"},
                      Word{phone, "cell"},
                      Word{phone, "cellphone"},
                      Word{phone, "mobile"},
                      Word{phone, "mobilephone"},
                      Word{phone, "landline"},
                      Word{phone, "handy"},
                      Word{phone, "mobiltelefon"},
                      Word{phone, "fernsprecher"},
                      Word{phone, "conferencecall"},
                      Word{phone, "telefonkonferenz"},
                      Word{phone, "telko"},
                      Word{phone, "hotline"},
                      Word{phone, "voicemail"},
                      Word{mail, "email"},
                      Word{mail, "mailing"},
                      Word{mail, "electronicmail"},
                      Word{mail, "phishing"},
                      Word{messenger, "chat"},
                      Word{messenger, "sms"},
                      Word{messenger, "text"},
                      Word{messenger, "textmessage"},
                      Word{messenger, "textnachricht"},
                      Word{messenger, "kurznachricht"},
                      Word{messenger, "instantmessage"},
                      Word{messenger, "im"},
                      Word{messenger, "teams"},
                      Word{messenger, "slack"},
                      Word{messenger, "whatsapp"},
                      Word{messenger, "signal"},
                      Word{messenger, "chatnachricht"},
                      Word{media, "presse"},
                      Word{media, "press"},
                      Word{media, "news"},
                      Word{media, "tv"},
                      Word{media, "television"},
                      Word{media, "fernsehen"},
                      Word{media, "newspaper"},
                      Word{media, "zeitung"},
                      Word{media, "newscast"},
                      Word{media, "newsreport"},
                      Word{media, "mediareport"},
                      Word{media, "pressrelease"},
                      Word{media, "pressemitteilung"},
                      Word{media, "medienbericht"},
                      Word{media, "video"},
                      Word{media, "broadcast"},
                      Word{media, "rundfunk"},
                      Word{media, "website"},
                      Word{media, "web"},
                      Word{social_media, "soziale"},
                      Word{social_media, "sozialemedien"},
                      Word{social_media, "socialmediapost"},
                      Word{social_media, "socialmedium"},
                      Word{social_media, "socialnetwork"},
                      Word{social_media, "tweet"},
                      Word{social_media, "twitter"},
                      Word{social_media, "facebook"},
                      Word{social_media, "post"},
                      Word{document, "paper"},
                      Word{document, "papier"},
                      Word{document, "brief"},
                      Word{document, "letter"},
                      Word{document, "handout"},
                      Word{document, "handzettel"},
                      Word{document, "hardcopy"},
                      Word{document, "print"},
                      Word{document, "printout"},
                      Word{document, "ausdruck"},
                      Word{document, "card"},
                      Word{document, "karte"},
                      Word{document, "fax"},
                      Word{document, "memo"},
                      Word{document, "report"},
                      Word{document, "bericht"},
                      Word{document, "file"},
                      Word{document, "datei"},
                      Word{document, "formular"},
                      Word{document, "form"},
                      Word{document, "written"},
                      Word{document, "schriftlich"},
                      Word{document, "slide"},
                      Word{document, "powerpoint"},
                      Word{document, "folie"},
                      Word{document, "photo"},
                      Word{document, "image"},
                      Word{system, "it"},
                      Word{system, "itsystem"},
                      Word{system, "log"},
                      Word{system, "alarm"},
                      Word{system, "alert"},
                      Word{system, "siem"},
                      Word{system, "ticket"},
                      Word{system, "computer"},
                      Word{system, "dashboard"},
                      Word{system, "network"},
                      Word{system, "technical"},
                      Word{system, "technisch"},
                      Word{in_person, "muendlich"},
                      Word{in_person, "verbal"},
                      Word{in_person, "verbally"},
                      Word{in_person, "oral"},
                      Word{in_person, "spoken"},
                      Word{in_person, "facetoface"},
                      Word{in_person, "f2f"},
                      Word{in_person, "inperson"},
                      Word{in_person, "actor"},
                      Word{in_person, "meeting"},
                      Word{in_person, "besprechung"},
                      Word{in_person, "briefing"},
                      Word{in_person, "briefed"},
                      Word{in_person, "walkin"},
                      Word{in_person, "roleplayer"},
                      Word{in_person, "facilitator"},
                      Word{in_person, "moderator"},
                      Word{in_person, "persoenlich"},
                      Word{in_person, "vorort"},
                      Word{in_person, "messengerinperson"},
                      Word{radio, "funk"},
                      Word{radio, "funkspruch"},
                      Word{radio, "radiocall"},
                      Word{radio, "tetra"},
                      Word{radio, "sprechfunk"}};
}

constexpr auto other_words(scenario::Inject::Status) {
    using enum scenario::Inject::Status;
    return std::array{Word{approved, "freigegeben"},
                      Word{approved, "genehmigt"},
                      Word{approved, "ready"},
                      Word{approved, "readytoinject"},
                      Word{approved, "bereit"},
                      Word{approved, "planned"},
                      Word{approved, "geplant"},
                      Word{approved, "scheduled"},
                      Word{approved, "final"},
                      Word{approved, "finalized"},
                      Word{approved, "finalised"},
                      Word{approved, "active"},
                      Word{approved, "aktiv"},
                      Word{approved, "confirmed"},
                      Word{approved, "reviewed"},
                      Word{draft, "pending"},
                      Word{draft, "todo"},
                      Word{draft, "open"},
                      Word{draft, "offen"},
                      Word{draft, "new"},
                      Word{draft, "neu"},
                      Word{draft, "inprogress"},
                      Word{draft, "inarbeit"},
                      Word{draft, "inbearbeitung"},
                      Word{draft, "inreview"},
                      Word{draft, "submitted"},
                      Word{draft, "proposed"},
                      Word{draft, "idea"},
                      Word{draft, "idee"},
                      Word{draft, "zuklaeren"},
                      Word{draft, "notstarted"},
                      Word{sent, "released"},
                      Word{sent, "eingespielt"},
                      Word{sent, "ausgespielt"},
                      Word{sent, "gesendet"},
                      Word{sent, "injected"},
                      Word{sent, "delivered"},
                      Word{sent, "executed"},
                      Word{sent, "uebermittelt"},
                      Word{sent, "issued"},
                      Word{skipped, "entfallen"},
                      Word{skipped, "entfaellt"},
                      Word{skipped, "ausgelassen"},
                      Word{skipped, "gestrichen"},
                      Word{skipped, "cancelled"},
                      Word{skipped, "canceled"},
                      Word{skipped, "deferred"},
                      Word{skipped, "postponed"},
                      Word{skipped, "verschoben"},
                      Word{skipped, "omitted"},
                      Word{skipped, "omit"},
                      Word{skipped, "deleted"},
                      Word{skipped, "geloescht"},
                      Word{skipped, "removed"},
                      Word{skipped, "rejected"},
                      Word{skipped, "abgelehnt"},
                      Word{skipped, "notused"},
                      Word{skipped, "inactive"},
                      Word{skipped, "disabled"},
                      Word{done, "complete"},
                      Word{done, "completed"},
                      Word{done, "closed"},
                      Word{done, "finished"},
                      Word{done, "fertig"},
                      Word{done, "erledigt"},
                      Word{done, "abgeschlossen"},
                      Word{done, "x"}};
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The parts of a cell, with the signs and words that stand between several things.
std::vector<std::string> parts_of(std::string_view cell) {
    std::string text;
    for (const char c : cell) text += small(c);
    for (const std::string_view word :
         {" or ", " oder ", " and ", " und ", " then ", " dann ", " - ", " – ", " via ", "->"}) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) {
            text.replace(at, word.size(), "/");
        }
    }
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t end = std::min(text.find_first_of("/|,;+&\n\r()[]:", from), text.size());
        const std::string_view part = trimmed_cell(std::string_view(text).substr(from, end - from));
        if (!part.empty()) parts.emplace_back(part);
        from = end + 1;
    }
    return parts;
}

}  // namespace

template <HasWords Enum>
std::optional<Enum> meant_by(std::string_view word) {
    static const std::array languages{Text(Language::en), Text(Language::de)};
    const auto whole = [](const std::string& wanted) -> std::optional<Enum> {
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
    };
    const std::string wanted = folded(word);
    if (const auto found = whole(wanted)) return found;
    for (const std::string_view plural : {"s", "es", "en", "n", "e"}) {
        if (wanted.size() < plural.size() + 3 || !wanted.ends_with(plural)) continue;
        if (const auto found = whole(wanted.substr(0, wanted.size() - plural.size()))) return found;
    }
    return std::nullopt;
}

template <HasWords Enum>
MeantBy<Enum> first_meant_by(std::string_view cell) {
    if (const auto whole = meant_by<Enum>(cell)) return {whole, true};
    const auto parts = parts_of(cell);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto value = meant_by<Enum>(parts[i]);
        if (!value) continue;
        // What stands beside it means the same, or something else.
        const bool is_all = std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
            return meant_by<Enum>(part) == value;
        });
        return {value, is_all};
    }
    // A word among others: call from the simulation cell
    for (const std::string& part : parts) {
        std::size_t from = 0;
        while (from < part.size()) {
            const std::size_t end = std::min(part.find(' ', from), part.size());
            const auto value = meant_by<Enum>(part.substr(from, end - from));
            if (value && end - from > 3) return {value, false};
            from = end + 1;
        }
    }
    return {std::nullopt, false};
}

template std::optional<scenario::Inject::Type> meant_by(std::string_view);
template std::optional<scenario::InjectMode> meant_by(std::string_view);
template std::optional<scenario::Inject::Status> meant_by(std::string_view);
template MeantBy<scenario::Inject::Type> first_meant_by(std::string_view);
template MeantBy<scenario::InjectMode> first_meant_by(std::string_view);
template MeantBy<scenario::Inject::Status> first_meant_by(std::string_view);

bool means_nothing(std::string_view cell) {
    static constexpr std::array<std::string_view, 15> words{
        "na",           "nv",  "tbd",   "tba",    "tbc",    "tbn",       "none",
        "null",         "nil", "keine", "keiner", "keines", "unbekannt", "nichtzutreffend",
        "notapplicable"};
    const std::string word = folded(cell);
    if (!word.empty()) return std::find(words.begin(), words.end(), word) != words.end();
    // Only signs: ---, –, ?, …
    for (std::string_view rest = trimmed_cell(cell); !rest.empty();) {
        bool is_sign = false;
        for (const std::string_view sign :
             {"-", "–", "—", "−", "_", ".", "…", "/", "\\", "*", "?", " ", "~", "="}) {
            if (!rest.starts_with(sign)) continue;
            rest.remove_prefix(sign.size());
            is_sign = true;
            break;
        }
        if (!is_sign) return false;
    }
    return true;
}

}  // namespace kammerspiel::exercise
