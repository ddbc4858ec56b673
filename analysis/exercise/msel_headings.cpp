#include <algorithm>
#include <array>
#include <span>

#include "analysis/exercise/msel_heading_names.hpp"
#include "kammerspiel/exercise/msel_columns.hpp"

// What the headings of other people's lists mean.

namespace kammerspiel::exercise {
namespace {

using enum MselColumn;
using Kind = MselHeading::Kind;
using Strength = MselHeading::Strength;
using Names = std::span<const std::string_view>;

/// A heading's words without what lists put before them out of habit.
constexpr std::array<std::string_view, 24> filler{
    "inject",    "injects", "event",     "events",   "msel",        "exercise",
    "scheduled", "planned", "einlage",   "einlagen", "uebung",      "uebungs",
    "the",       "of",      "drehbuch",  "geplante", "geplanter",   "current",
    "actual",    "est",     "estimated", "approx",   "approximate", "ca"};

/// The words of a text that are parted by spaces.
std::vector<std::string_view> each_of(std::string_view words) {
    std::vector<std::string_view> all;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        all.push_back(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return all;
}

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
    for (const auto& [column, names] : usual_names) {
        for (const std::string_view name : each_of(names)) add(name, column, Strength::usual);
    }
    // What lists have beside a column of the clearer name.
    for (const char* name : {"actiontobetaken", "event", "ereignis", "summary", "zusammenfassung",
                             "eventsummary", "what", "was", "response", "action", "keyevent"}) {
        known_.at(name).strength = Strength::derived;
    }
    for (const std::string_view name : each_of(span_names)) {
        known_.emplace(
            name, MselHeading{Kind::column, MselColumn::real_time, Strength::usual, false, true});
    }
    const auto add_dates = [&](std::string_view names, MselColumn column, bool is_bound) {
        for (const std::string_view name : each_of(names)) {
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
