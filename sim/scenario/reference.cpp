#include <fmt/format.h>

#include <set>
#include <vector>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "kammerspiel/scenario/recorded_recovery.hpp"
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

std::string_view in_words(Kind kind) {
    switch (kind) {
        case Kind::text: return "text";
        case Kind::name: return "name";
        case Kind::localised: return "text, or `{en: …, de: …}`";
        case Kind::localised_list: return "text, or list of texts";
        case Kind::boolean: return "`true`, `false`";
        case Kind::whole: return "0, 1, 2, …";
        case Kind::number:
        case Kind::coordinate: return "1.5";
        case Kind::share:
        case Kind::probability: return "0 … 1";
        case Kind::duration:
        case Kind::fixed_span: return "`4h`, `1d 12h`";
        case Kind::distribution: return "`4h`, `lognormal median 4h p90 9h`, …";
        case Kind::time_from_start: return "`-3d`, `uniform -30d to -1d`, …";
        case Kind::moment: return "`2022-08-03T18:00`";
        case Kind::moment_in_zone: return "`2022-08-03T13:00 Europe/Berlin`";
        case Kind::amount: return "`40 GB`";
        case Kind::rate: return "`200 GB/h`";
        case Kind::weekly: return "`monday 10:00`, `[monday 10:00, workday 8:00]`";
        case Kind::money: return "`0.20 EUR`";
        case Kind::moments: return "`2022-09-01T08:00 to 12:00`";
        case Kind::factors: return "name: 1.5";
        case Kind::word:
        case Kind::words: return "";
        case Kind::reference: return "name";
        case Kind::references: return "`[name, name]`";
        case Kind::file: return "path";
        case Kind::people: return "`[member, members]`";
        case Kind::hours: return "24 × 0 … ";
        case Kind::selector: return "selector";
        case Kind::selector_or_itself: return "selector, `itself`";
        case Kind::need: return "need";
        case Kind::condition: return "condition";
        case Kind::scope: return "`everything`, scope";
        case Kind::section: return "section";
        case Kind::list: return "list of sections";
        case Kind::map:
        case Kind::overrides: return "name: section";
        case Kind::actions: return "list of actions";
        case Kind::parameters: return "name: value";
        case Kind::itself: return "`4h`, `0.5`, …";
        case Kind::range: return "`[1h, 12h]`";
        case Kind::choices: return "`[1h, 4h, 1d]`";
    }
    unreachable();
}

class Writer {
   public:
    explicit Writer(bool is_german)
        : is_german_(is_german), headings_(is_german ? german : english) {}

    std::string write() {
        std::string text = fmt::format("# {}\n", headings_.title);
        text += introduction(is_german_ ? "de" : "en");
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

    std::string_view title_of(const Section& s) const { return is_german_ ? s.german : s.title; }

    std::string value(const Key& key) {
        std::string text(in_words(key.kind));
        if (!key.words.empty()) text = fmt::format("`{}`", fmt::join(key.words, "`, `"));
        if (key.low != key.high) text += fmt::format(" ({:g} … {:g})", key.low, key.high);
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
            const std::string fallback = key.presence == Presence::required
                                             ? fmt::format("*{}*", headings_.required)
                                         : key.fallback.empty() ? std::string("–")
                                                                : fmt::format("`{}`", key.fallback);
            text += fmt::format("| `{}` | {} | {} | {} |\n", key.name, is_german_ ? key.de : key.en,
                                value(key), fallback);
        }
        return text;
    }
};

}  // namespace

std::string reference(std::string_view language) { return Writer(language == "de").write(); }

}  // namespace kammerspiel::scenario
