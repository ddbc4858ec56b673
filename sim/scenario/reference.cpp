#include <fmt/format.h>

#include <set>
#include <vector>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "kammerspiel/scenario/recorded_recovery.hpp"
#include "sim/scenario/examples.hpp"
#include "sim/scenario/introduction.hpp"

namespace kammerspiel::scenario {
namespace {

struct Headings {
    std::string_view title, key, what, value, fallback, required, recorded, when_recorded, evidence;
};

constexpr Headings english{
    "Reference of the scenario format",
    "Key",
    "Meaning",
    "Value",
    "If left out",
    "required",
    "recorded values",
    "With `recovery_stages: recorded` they hold where a section is left out: a hold of everything; "
    "work, acceptance and a board for services that stand on servers of their own; accounts; crews "
    "who have other things to do and tire; workstations from an image. A service with a section "
    "`recovery` has what stands there and nothing else; `recovery: {}` is none. In a section that "
    "is "
    "there they hold, whatever `recovery_stages` says, where a key is left out.",
    "What it rests on"};
constexpr Headings german{
    "Referenz des Szenarioformats",
    "Schlüssel",
    "Bedeutung",
    "Wert",
    "Wenn er fehlt",
    "Pflicht",
    "belegte Werte",
    "Mit `recovery_stages: recorded` gelten sie, wo ein Abschnitt fehlt: eine Sperre für alles; "
    "Arbeit, Abnahme und eine Freigabe für Dienste, die auf eigenen Servern stehen; Konten; "
    "Trupps, "
    "die auch anderes zu tun haben und ermüden; Arbeitsplätze aus einem Abbild. Ein Dienst mit dem "
    "Abschnitt `recovery` hat, was dort steht, und nichts sonst; `recovery: {}` ist nichts. In "
    "einem "
    "Abschnitt, der da ist, gelten sie, wo ein Schlüssel fehlt, was immer `recovery_stages` sagt.",
    "Worauf es beruht"};

struct Words {
    std::string_view en, de;
};

Words in_words(Kind kind) {
    switch (kind) {
        case Kind::text: return {"text", "Text"};
        case Kind::name: return {"name", "Name"};
        case Kind::localised: return {"text, or `{en: …, de: …}`", "Text oder `{en: …, de: …}`"};
        case Kind::localised_list: return {"text, or list of texts", "Text oder Liste von Texten"};
        case Kind::boolean: return {"`true`, `false`", "`true` (ja), `false` (nein)"};
        case Kind::whole: return {"0, 1, 2, …", "0, 1, 2, …"};
        case Kind::number:
        case Kind::coordinate: return {"1.5", "1.5"};
        case Kind::share:
        case Kind::probability: return {"0 … 1", "0 … 1"};
        case Kind::duration:
        case Kind::fixed_span: return {"`4h`, `1d 12h`", "`4h`, `1d 12h`"};
        case Kind::distribution:
            return {"`4h`, `lognormal median 4h p90 9h`, …",
                    "`4h`, `lognormal median 4h p90 9h`, …"};
        case Kind::time_from_start:
            return {"`-3d`, `uniform -30d to -1d`, …", "`-3d`, `uniform -30d to -1d`, …"};
        case Kind::moment: return {"`2022-08-03T18:00`", "`2022-08-03T18:00`"};
        case Kind::moment_in_zone:
            return {"`2022-08-03T13:00 Europe/Berlin`", "`2022-08-03T13:00 Europe/Berlin`"};
        case Kind::amount: return {"`40 GB`", "`40 GB`"};
        case Kind::rate: return {"`200 GB/h`", "`200 GB/h`"};
        case Kind::weekly:
            return {"`monday 10:00`, `[monday 10:00, workday 8:00]`",
                    "`monday 10:00` (montags), `[monday 10:00, workday 8:00]` (werktags)"};
        case Kind::money: return {"`0.20 EUR`", "`0.20 EUR`"};
        case Kind::moments: return {"`2022-09-01T08:00 to 12:00`", "`2022-09-01T08:00 to 12:00`"};
        case Kind::factors: return {"name: 1.5", "Name: 1.5"};
        case Kind::word:
        case Kind::words: return {"", ""};
        case Kind::reference: return {"name", "Name"};
        case Kind::references: return {"`[name, name]`", "`[Name, Name]`"};
        case Kind::file: return {"path", "Pfad"};
        case Kind::attachments: return {"`[path, path]`", "`[Pfad, Pfad]`"};
        case Kind::people: return {"`[member, members]`", "`[Mitglied, Mitglieder]`"};
        case Kind::hours: return {"24 numbers", "24 Zahlen"};
        case Kind::selector: return {"selector", "Selektor"};
        case Kind::selector_or_itself:
            return {"selector, `itself`", "Selektor oder `itself` (er selbst)"};
        case Kind::need: return {"need", "Abhängigkeit"};
        case Kind::condition: return {"condition", "Bedingung"};
        case Kind::scope:
            return {"`everything`, scope", "`everything` (alles) oder Geltungsbereich"};
        case Kind::section: return {"section", "Abschnitt"};
        case Kind::list: return {"list of sections", "Liste von Abschnitten"};
        case Kind::map:
        case Kind::overrides: return {"name: section", "Name: Abschnitt"};
        case Kind::actions: return {"list of actions", "Liste von Handlungen"};
        case Kind::parameters: return {"name: value", "Name: Wert"};
        case Kind::itself: return {"`4h`, `0.5`, …", "`4h`, `0.5`, …"};
        case Kind::range: return {"`[1h, 12h]`", "`[1h, 12h]`"};
        case Kind::choices: return {"`[1h, 4h, 1d]`", "`[1h, 4h, 1d]`"};
    }
    unreachable();
}

/// What holds where a key is left out is written as in a file; but for a few words about it.
std::string fallback_in(std::string_view fallback, bool is_german) {
    constexpr std::string_view between = " / ";
    const std::size_t gap = fallback.find(between);
    if (gap != std::string_view::npos) {
        return std::string(is_german ? fallback.substr(gap + between.size())
                                     : fallback.substr(0, gap));
    }
    if (fallback == "the first one") return is_german ? "der Erste, die Erste" : "the first one";
    return fmt::format("`{}`", fallback);
}

class Writer {
   public:
    explicit Writer(bool is_german)
        : is_german_(is_german), headings_(is_german ? german : english) {}

    std::string write() {
        std::string text = fmt::format("# {}\n", headings_.title);
        text += start_page(language());
        text += introduction(language());
        for (const Section* root :
             {&scenario_section(), &federation_section(), &profile_section(), &exercise_section(),
              &selector_section(), &scope_section(), &condition_section(), &need_section(),
              &need_options_section(), &figure_section()}) {
            waiting_.push_back(root);
        }
        for (std::size_t i = 0; i < waiting_.size(); ++i) text += section(*waiting_[i]);
        return text + recorded();
    }

   private:
    bool is_german_;
    Headings headings_;
    std::vector<const Section*> waiting_;
    std::set<std::string_view> written_;

    /// 1 000 000, with spaces that do not break; smaller ones as they are written in a file.
    static std::string in_digits(double number) {
        constexpr double least = 10'000;
        if (number < least) return fmt::format("{}", number);
        std::string digits = fmt::format("{:.0f}", number);
        constexpr std::size_t group = 3;
        for (std::size_t at = digits.size(); at > group;) {
            at -= group;
            digits.insert(at, "\u00A0");
        }
        return digits;
    }

    [[nodiscard]] std::string_view language() const { return is_german_ ? "de" : "en"; }

    /// Parts of one scenario that loads.
    [[nodiscard]] std::string example(const Section& s) const {
        std::string yaml = example_of(s.title, language());
        for (const auto& [root, file] : {std::pair{&scenario_section(), "scenario.yaml"},
                                         {&federation_section(), "federation.yaml"},
                                         {&profile_section(), "crew.yaml"},
                                         {&exercise_section(), "exercise.yaml"}}) {
            if (root == &s) yaml = outline_of(file, language());
        }
        return yaml.empty() ? std::string() : fmt::format("\n```yml\n{}```\n", yaml);
    }

    std::string_view title_of(const Section& s) const { return is_german_ ? s.german : s.title; }

    std::string value(const Key& key) {
        const Words words = in_words(key.kind);
        std::string text(is_german_ ? words.de : words.en);
        if (!key.words.empty()) text = fmt::format("`{}`", fmt::join(key.words, "`, `"));
        if (key.low != key.high) {
            text += fmt::format(" ({} … {})", in_digits(key.low), in_digits(key.high));
        }
        if (key.section != nullptr) {
            text += fmt::format(" → *{}*", title_of(*key.section));
            waiting_.push_back(key.section);
        }
        return text;
    }

    std::string recorded() const {
        std::string text = fmt::format("\n## {}\n\n{}\n\n| {} | {} | {} |\n|---|---|---|\n",
                                       headings_.recorded, headings_.when_recorded, headings_.key,
                                       headings_.value, headings_.evidence);
        for (const RecordedValue& value : recorded_values()) {
            text += fmt::format("| `{}` | `{}` | {} |\n", value.key, value.value,
                                is_german_ ? value.de : value.en);
        }
        return text;
    }

    std::string section(const Section& s) {
        if (!written_.insert(s.title).second) return {};
        std::string text =
            fmt::format("\n## {}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n", title_of(s),
                        headings_.key, headings_.what, headings_.value, headings_.fallback);
        for (const Key& key : s.keys) {
            const std::string fallback =
                key.presence == Presence::required ? fmt::format("*{}*", headings_.required)
                : key.fallback.empty()             ? std::string("–")
                                                   : fallback_in(key.fallback, is_german_);
            text += fmt::format("| `{}` | {} | {} | {} |\n", key.name, is_german_ ? key.de : key.en,
                                value(key), fallback);
        }
        return text + example(s);
    }
};

}  // namespace

std::string reference(std::string_view language) { return Writer(language == "de").write(); }

}  // namespace kammerspiel::scenario
