#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/exercise/injects_yaml.hpp"
#include "analysis/exercise/msel_cells.hpp"
#include "kammerspiel/base/notation.hpp"

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;
using scenario::Localised;

/// Always quoted, so that nothing in it can mean something to YAML; of JSON's escapes each is one
/// of YAML's. What the loader refuses in any text becomes U+FFFD.
std::string quoted(const std::string& text) {
    std::string clean = text;
    if (!is_harmless(text)) {
        clean.clear();
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find_first_of("\n\r\t", at), text.size());
            clean += harmless(std::string_view(text).substr(at, end - at), text.size());
            if (end < text.size()) clean += text[end];
            at = end + 1;
        }
    }
    return nlohmann::json(clean).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class Writer {
   public:
    explicit Writer(const Calendar& calendar) : calendar_(calendar) {}

    std::vector<YamlEntry> write(const Inject& inject) {
        const Inject usual;
        line("name", quoted(inject.name.text));
        line("move", quoted(inject.move.text));
        word("type", inject.type, usual.type);
        name("contingency_for", inject.contingency_for);
        if (inject.at) line("at", yaml_moment(calendar_.local(*inject.at)));
        if (inject.after) line("after", notation::in_words(*inject.after));
        if (inject.when) line("when", condition_in_words(*inject.when, calendar_));
        word("mode", inject.mode, usual.mode);
        word("status", inject.status, usual.status);
        text("from", inject.from);
        if (!inject.to.empty()) {
            std::vector<std::string> groups;
            for (const scenario::Name& group : inject.to) groups.push_back(quoted(group.text));
            line("to", fmt::format("[{}]", fmt::join(groups, ", ")));
        }
        text("title", inject.title);
        text("message", inject.message);
        text("expected_action", inject.expected_action);
        name("objective", inject.objective);
        text("evaluation_task", inject.evaluation_task);
        text("controller", inject.controller);
        text("notes", inject.notes);
        return std::move(entries_);
    }

   private:
    const Calendar& calendar_;
    std::vector<YamlEntry> entries_;

    void line(std::string_view key, std::string value) {
        entries_.push_back({std::string(key), std::move(value)});
    }
    void text(std::string_view key, const std::string& value) {
        if (!value.empty()) line(key, quoted(value));
    }
    void text(std::string_view key, const Localised& value) {
        if (value.en == value.de) {
            text(key, value.en);
        } else {
            // A language that is not there falls back to the other one, an empty text likewise.
            line(key, fmt::format("{{en: {}, de: {}}}", quoted(value.en), quoted(value.de)));
        }
    }
    template <HasWords Enum>
    void word(std::string_view key, Enum value, Enum usual) {
        if (value != usual) line(key, std::string(word_of(value)));
    }
    void name(std::string_view key, const std::optional<scenario::Name>& value) {
        if (value) line(key, quoted(value->text));
    }
};

}  // namespace

std::vector<YamlEntry> inject_entries(const Inject& inject, const Calendar& calendar) {
    return Writer(calendar).write(inject);
}

std::string injects_yaml(const std::vector<Inject>& injects, const Calendar& calendar) {
    std::string yaml = injects.empty() ? "injects: []\n" : "injects:\n";
    for (const Inject& inject : injects) {
        bool is_first = true;
        for (const YamlEntry& entry : inject_entries(inject, calendar)) {
            yaml += fmt::format("  {} {}: {}\n", is_first ? "-" : " ", entry.key, entry.value);
            is_first = false;
        }
    }
    return yaml;
}

}  // namespace kammerspiel::exercise
