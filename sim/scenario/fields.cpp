#include "sim/scenario/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/number.hpp"
#include "kammerspiel/base/number_style.hpp"
#include "sim/scenario/figure_value.hpp"

namespace kammerspiel::scenario {
namespace {

std::vector<std::string> as_strings(std::span<const std::string_view> words) {
    return {words.begin(), words.end()};
}

Argument title_of(const Section& section) { return {"section", section.title, section.german}; }

Duration lowest(const Distribution& distribution) {
    return std::visit(
        [](const auto& shape) {
            if constexpr (requires { shape.low; }) {
                return shape.low;
            } else if constexpr (requires { shape.value; }) {
                return shape.value;
            } else {
                return Duration::zero();  // exponential and lognormal lie above
            }
        },
        distribution);
}

/// How to write the figure in a text, such as the one of `1,5h`; empty where it is right.
Message hint_for_figure(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    const std::size_t from = text.find_first_of(digits);
    if (from == std::string_view::npos) return {};
    std::size_t end = std::min(text.find_first_not_of("0123456789.,'", from), text.size());
    while (end > from && digits.find(text[end - 1]) == std::string_view::npos) --end;
    const std::string_view figure = text.substr(from, end - from);
    if (figure.find(',') == std::string_view::npos && parse_number(figure) &&
        !may_be_thousands(figure)) {
        return {};
    }
    // With its unit: 1.5d
    const NumberReadings readings = readings_of(figure);
    const std::string_view unit = text.substr(end);
    const bool has_unit = from == 0 && !unit.empty() && unit.size() < text.size();
    if (has_unit && !readings.is_open() && readings.decimal) {
        return {"base.number.write",
                {{"number", number_text(*readings.decimal) + std::string(unit)}}};
    }
    return how_to_write(figure);
}

/// Whether a figure is written with as many digits behind its point as a thousand has, and both
/// that and the decimal fraction could be meant. Of decimals, who writes one ends it with a 0 only
/// there where groups of three are.
bool is_ambiguous(const Key& key, std::string_view text, bool is_whole) {
    if (!may_be_thousands(text)) return false;
    const NumberReadings readings = readings_of(text);
    const bool has_range = key.low != key.high || key.kind == Kind::whole;
    const auto fits = [&](double value) {
        return !has_range || (value >= key.low && value <= key.high);
    };
    constexpr double many = 1e6;
    const bool is_count = is_whole || (has_range && key.high >= many);
    return fits(*readings.grouped) && fits(*readings.decimal) && (is_count || text.ends_with('0'));
}

Message fault_of(std::string_view key, const Message& fault) {
    if (key.empty()) return fault;
    return {"scenario.value.fault", {{"key", key}, {"fault", fault}}};
}

}  // namespace

std::optional<Name> read_reference(const Node& node, Diagnostics& out, std::string_view key) {
    if (node.is_scalar() && !node.text.empty()) return Name{node.text, node.place};
    out.error(node.place,
              fault_of(key, {"scenario.name.wanted", {{"found", kind_in_words(node)}}}));
    return std::nullopt;
}

std::optional<Name> read_name(const Node& node, Diagnostics& out, std::string_view key) {
    auto name = read_reference(node, out, key);
    if (!name) return std::nullopt;
    const bool is_name =
        name->text.size() <= 100 && std::all_of(name->text.begin(), name->text.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '-' || c == '_';
        });
    if (!is_name) {
        out.error(node.place, fault_of(key, {"scenario.name.impossible", {{"name", name->text}}}));
        return std::nullopt;
    }
    return name;
}

Fields::Fields(const Node& node, const Section& section, Diagnostics& out)
    : map_(node), section_(section), out_(out) {
    if (!node.is_map()) {
        if (node.kind == Node::Kind::null && section.keys.empty()) return;
        out.error(node.place,
                  {"scenario.section.wanted", {title_of(section), {"found", kind_in_words(node)}}});
        return;
    }
    check_keys();
}

void Fields::check_keys() const {
    std::vector<std::string> known;
    for (const Key& key : section_.keys) known.emplace_back(key.name);
    for (std::size_t i = 0; i < map_.keys.size(); ++i) {
        const Node& key = map_.keys[i];
        if (!key.is_scalar() || section_.find(key.text) != nullptr) continue;
        if (is_behind_comma(i)) continue;
        if (is_planned(key.text)) {
            out_.error(key.place, {"scenario.key.planned", {{"key", key.text}}});
            continue;
        }
        out_.error(
            key.place,
            {"scenario.key.unknown", {{"key", key.text}, title_of(section_), {"known", known}}},
            did_you_mean(key.text, known));
    }
    for (const Key& key : section_.keys) {
        const Node* value = map_.find(key.name);
        if (key.presence == Presence::required && value == nullptr) {
            out_.error(map_.place,
                       {"scenario.key.missing",
                        {title_of(section_), {"key", key.name}, {"meaning", key.en, key.de}}});
        }
    }
}

/// {share: 0,8} is a share of 0 and a key 8 without a value.
bool Fields::is_behind_comma(std::size_t i) const {
    const Node& key = map_.keys[i];
    const bool has_digit = !key.text.empty() && key.text.front() >= '0' && key.text.front() <= '9';
    if (!has_digit || i == 0 || map_.items[i].kind != Node::Kind::null) return false;
    const Node& before = map_.items[i - 1];
    if (!before.is_scalar() || before.is_quoted || !parse_number(before.text)) return false;
    const std::string whole = before.text + "," + key.text;
    Message hint = hint_for_figure(whole);
    if (hint.empty()) return false;
    out_.error(before.place, {"scenario.number.comma", {{"value", whole}}}, std::move(hint));
    return true;
}

const Key& Fields::key_of(std::string_view key) const {
    const Key* found = section_.find(key);
    ensure(found != nullptr, "the table of '{}' has no key '{}'", section_.title, key);
    return *found;
}

const Node* Fields::node(std::string_view key) const {
    (void)key_of(key);
    return map_.find(key);
}

const Node* Fields::scalar(std::string_view key) const {
    const Node* value = node(key);
    if (value == nullptr) return nullptr;
    if (!value->is_scalar()) {
        out_.error(value->place,
                   {"scenario.value.wanted", {{"key", key}, {"found", kind_in_words(*value)}}},
                   value->is_map() && is_figure(key_of(key)) ? Message{"scenario.figure.form"}
                                                             : Message{});
        return nullptr;
    }
    return value;
}

std::string Fields::text(std::string_view key) const {
    const Node* value = scalar(key);
    return value == nullptr ? std::string() : value->text;
}

Localised Fields::localised(std::string_view key) const {
    const Node* value = node(key);
    return value == nullptr ? Localised{} : read_localised(*value, key);
}

std::vector<Localised> Fields::localised_list(std::string_view key) const {
    const Node* value = node(key);
    std::vector<Localised> all;
    if (value == nullptr) return all;
    if (!value->is_list()) return {read_localised(*value, key)};
    for (const Node& item : value->items) all.push_back(read_localised(item, key));
    return all;
}

Localised Fields::read_localised(const Node& value, std::string_view key) const {
    if (value.is_scalar()) return {value.text, value.text};
    Localised text;
    if (!value.is_map()) {
        out_.error(value.place,
                   {"scenario.localised.wanted", {{"key", key}, {"found", kind_in_words(value)}}});
        return {};
    }
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
        const std::string& language = value.keys[i].text;
        if (!value.items[i].is_scalar()) {
            out_.error(value.items[i].place, {"scenario.text.wanted"});
        } else if (language == "en") {
            text.en = value.items[i].text;
        } else if (language == "de") {
            text.de = value.items[i].text;
        } else {
            out_.error(value.keys[i].place,
                       {"scenario.language.unknown", {{"language", language}}});
        }
    }
    if (text.en.empty()) text.en = text.de;
    if (text.de.empty()) text.de = text.en;
    return text;
}

std::optional<bool> Fields::boolean(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    if (value->text == "true") return true;
    if (value->text == "false") return false;
    // YAML 1.1 took these for truth values, YAML 1.2 takes them for text.
    const bool means_true = value->text == "yes" || value->text == "on";
    const bool means_false = value->text == "no" || value->text == "off";
    out_.error(value->place, {"scenario.boolean.wanted", {{"key", key}, {"value", value->text}}},
               means_true    ? Message{"scenario.boolean.write", {{"word", "true"}}}
               : means_false ? Message{"scenario.boolean.write", {{"word", "false"}}}
                             : Message{});
    return std::nullopt;
}

std::optional<double> Fields::in_range(const Key& key, const Node& value, bool is_whole) const {
    const auto number = parse_number(value.text);
    if (number && !value.is_quoted && is_ambiguous(key, value.text, is_whole)) {
        out_.error(value.place,
                   {"scenario.number.ambiguous", {{"key", key.name}, {"value", value.text}}},
                   how_to_write(value.text));
        return std::nullopt;
    }
    const bool has_range = key.low != key.high || key.kind == Kind::whole;
    const bool fits = number && (!has_range || (*number >= key.low && *number <= key.high));
    if (!fits || (is_whole && std::floor(*number) != *number)) {
        if (has_range) {
            out_.error(value.place,
                       {is_whole ? "scenario.whole.range" : "scenario.number.range",
                        {{"key", key.name},
                         {"value", value.text},
                         {"low", fmt::format("{}", key.low)},
                         {"high", fmt::format("{}", key.high)}}},
                       hint_for_figure(value.text));
        } else {
            out_.error(value.place,
                       {"scenario.number.wanted", {{"key", key.name}, {"value", value.text}}},
                       hint_for_figure(value.text));
        }
        return std::nullopt;
    }
    return number;
}

std::optional<std::uint64_t> Fields::whole(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    const auto number = in_range(key_of(key), *value, true);
    if (!number) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
}

std::optional<double> Fields::number(std::string_view key) const {
    const Node* value = scalar(key);
    return value == nullptr ? std::nullopt : in_range(key_of(key), *value, false);
}

std::optional<Share> Fields::share(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    const auto number = parse_number(value->text);
    if (!number || *number < 0.0 || *number > 1.0) {
        out_.error(value->place, {"scenario.share.wanted", {{"key", key}, {"value", value->text}}},
                   value->text.ends_with('%') ? Message{"scenario.share.percent"}
                                              : hint_for_figure(value->text));
        return std::nullopt;
    }
    return Share{*number};
}

std::optional<Probability> Fields::probability(std::string_view key) const {
    const auto read = share(key);
    if (!read) return std::nullopt;
    return Probability{read->value()};
}

std::optional<Duration> Fields::duration(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    const auto read = notation::duration(value->text);
    if (!read.value) {
        out_.error(value->place, fault_of(key, read.fault), hint_for_figure(value->text));
        return std::nullopt;
    }
    if (*read.value < Duration::zero()) {
        out_.error(value->place, {"scenario.duration.negative", {{"key", key}}});
        return std::nullopt;
    }
    return read.value;
}

std::optional<Distribution> Fields::distribution(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    auto read = notation::distribution(value->text);
    if (!read.value) {
        out_.error(value->place, fault_of(key, read.fault), hint_for_figure(value->text));
        return std::nullopt;
    }
    const bool may_be_negative = key_of(key).kind == Kind::time_from_start;
    if (!may_be_negative && lowest(*read.value) < Duration::zero()) {
        out_.error(value->place, {"scenario.duration.negative", {{"key", key}}});
        return std::nullopt;
    }
    return read.value;
}

std::optional<Name> Fields::name(std::string_view key) const {
    const Node* value = node(key);
    if (value == nullptr) return std::nullopt;
    return key_of(key).kind == Kind::name ? read_name(*value, out_, key)
                                          : read_reference(*value, out_, key);
}

std::vector<Name> Fields::names(std::string_view key) const {
    const Node* value = node(key);
    std::vector<Name> all;
    if (value == nullptr) return all;
    if (value->is_scalar()) {
        all.push_back({value->text, value->place});
        return all;
    }
    if (!value->is_list()) {
        out_.error(value->place,
                   {"scenario.names.wanted", {{"key", key}, {"found", kind_in_words(*value)}}});
        return all;
    }
    for (const Node& item : value->items) {
        if (auto read = read_reference(item, out_, key)) all.push_back(std::move(*read));
    }
    return all;
}

std::vector<std::string_view> Fields::words(std::string_view key) const {
    std::vector<std::string_view> said;
    const auto allowed = key_of(key).words;
    for (const Name& name : names(key)) {
        const auto found = std::find(allowed.begin(), allowed.end(), name.text);
        if (found == allowed.end()) {
            const std::vector<std::string> known = as_strings(allowed);
            out_.error(
                name.place,
                {"scenario.word.unknown", {{"key", key}, {"value", name.text}, {"known", known}}},
                did_you_mean(name.text, known));
        } else {
            said.push_back(*found);
        }
    }
    return said;
}

std::optional<std::string_view> Fields::word(std::string_view key) const {
    if (scalar(key) == nullptr) return std::nullopt;
    const auto said = words(key);
    if (said.empty()) return std::nullopt;
    return said.front();
}

std::optional<Bytes> Fields::amount(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    if (const auto count = read_bytes(value->text)) {
        return Bytes{static_cast<std::uint64_t>(*count)};
    }
    out_.error(value->place, {"scenario.amount.wanted", {{"key", key}, {"value", value->text}}},
               hint_for_figure(value->text));
    return std::nullopt;
}

std::optional<Bytes> Fields::rate(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    constexpr std::string_view an_hour = "/h";
    std::string_view text = value->text;
    const bool is_rate = text.ends_with(an_hour);
    if (is_rate) text.remove_suffix(an_hour.size());
    const auto count = read_bytes(text);
    if (is_rate && count && *count >= 1.0) return Bytes{static_cast<std::uint64_t>(*count)};
    out_.error(value->place, {"scenario.rate.wanted", {{"key", key}, {"value", value->text}}});
    return std::nullopt;
}

namespace {

constexpr std::array<std::pair<std::string_view, std::pair<unsigned, unsigned>>, 9> days_of_week{
    {{"monday", {1, 1}},
     {"tuesday", {2, 2}},
     {"wednesday", {3, 3}},
     {"thursday", {4, 4}},
     {"friday", {5, 5}},
     {"saturday", {6, 6}},
     {"sunday", {7, 7}},
     {"workday", {1, 5}},
     {"daily", {1, 7}}}};

/// One or two digits, leading zeros allowed.
std::optional<unsigned> digits(std::string_view text, unsigned most) {
    const bool is_plain = !text.empty() && text.size() <= 2 &&
                          text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_plain) return std::nullopt;
    unsigned number = 0;
    for (const char c : text) number = 10 * number + static_cast<unsigned>(c - '0');
    return number <= most ? std::optional(number) : std::nullopt;
}

/// Several, for a word that stands for several days; none if it is no such moment.
std::vector<WeeklyMoment> weekly_moments(std::string_view text) {
    const std::size_t gap = text.find(' ');
    const std::size_t colon = text.find(':');
    if (gap == std::string_view::npos || colon == std::string_view::npos || colon < gap) return {};
    const auto hour = digits(text.substr(gap + 1, colon - gap - 1), 23);
    const std::string_view behind = text.substr(colon + 1);
    const auto minute = behind.size() == 2 ? digits(behind, 59) : std::nullopt;
    std::vector<WeeklyMoment> moments;
    for (const auto& [word, days] : days_of_week) {
        if (word != text.substr(0, gap) || !hour || !minute) continue;
        for (unsigned day = days.first; day <= days.second; ++day) {
            moments.push_back({day, *hour, *minute});
        }
    }
    return moments;
}

}  // namespace

std::vector<WeeklyMoment> Fields::weekly(std::string_view key) const {
    std::vector<WeeklyMoment> all;
    for (const Name& text : names(key)) {
        const auto moments = weekly_moments(text.text);
        if (moments.empty()) {
            std::vector<std::string> known;
            for (const auto& [word, days] : days_of_week) known.emplace_back(word);
            out_.error(text.place, {"scenario.weekly.wanted", {{"key", key}, {"value", text.text}}},
                       did_you_mean(text.text.substr(0, text.text.find(' ')), known));
        }
        all.insert(all.end(), moments.begin(), moments.end());
    }
    const auto order = [](const WeeklyMoment& m) {
        return std::tuple(m.weekday, m.hour, m.minute);
    };
    std::sort(all.begin(), all.end(),
              [&](const auto& a, const auto& b) { return order(a) < order(b); });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::optional<notation::Money> Fields::money(std::string_view key) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    if (auto money = notation::money(value->text)) return money;
    out_.error(value->place, {"scenario.money.wanted", {{"key", key}, {"value", value->text}}},
               hint_for_figure(value->text));
    return std::nullopt;
}

std::optional<SimTime> Fields::shown(std::string_view key, const LocalTime& local,
                                     const Node& value, const Calendar* calendar) const {
    if (calendar == nullptr) return SimTime::start();
    if (calendar->skips(local)) {
        out_.error(value.place,
                   {"scenario.condition.skipped", {{"key", key}, {"value", value.text}}});
        return std::nullopt;
    }
    return calendar->at(local);
}

std::optional<SimTime> Fields::moment(std::string_view key, const Calendar* calendar) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    const auto local = Calendar::parse(value->text);
    if (local) return shown(key, *local, *value, calendar);
    out_.error(value->place, {"scenario.condition.clock", {{"key", key}, {"value", value->text}}});
    return std::nullopt;
}

std::optional<std::pair<SimTime, SimTime>> Fields::moments(std::string_view key,
                                                           const Calendar* calendar) const {
    const Node* value = scalar(key);
    if (value == nullptr) return std::nullopt;
    constexpr std::string_view between = " to ";
    const std::string_view text = value->text;
    const std::size_t gap = text.find(between);
    const std::string_view from = text.substr(0, gap);
    std::string until(gap == std::string_view::npos ? "" : text.substr(gap + between.size()));
    const std::size_t day = from.find('T');
    if (until.find('T') == std::string::npos && day != std::string_view::npos) {
        until = std::string(from.substr(0, day + 1)) + until;
    }
    const auto begins = Calendar::parse(from);
    const auto ends = Calendar::parse(until);
    if (begins && ends) {
        const auto first = shown(key, *begins, *value, calendar);
        const auto last = shown(key, *ends, *value, calendar);
        if (!first || !last) return std::nullopt;
        if (calendar == nullptr || *first < *last) return std::pair{*first, *last};
    }
    out_.error(value->place, {"scenario.moments.wanted", {{"key", key}, {"value", text}}});
    return std::nullopt;
}

std::vector<std::pair<Name, double>> Fields::factors(std::string_view key) const {
    std::vector<std::pair<Name, double>> all;
    const Node* value = node(key);
    if (value == nullptr) return all;
    if (!value->is_map()) {
        out_.error(value->place,
                   {"scenario.map.wanted", {{"key", key}, {"found", kind_in_words(*value)}}});
        return all;
    }
    for (std::size_t i = 0; i < value->keys.size(); ++i) {
        const auto name = read_name(value->keys[i], out_);
        const auto number = in_range(key_of(key), value->items[i], false);
        if (name && number) all.emplace_back(*name, *number);
    }
    return all;
}

std::vector<const Node*> Fields::list(std::string_view key) const {
    std::vector<const Node*> all;
    const Node* value = node(key);
    if (value == nullptr || value->kind == Node::Kind::null) return all;
    if (!value->is_list()) {
        out_.error(value->place,
                   {"scenario.list.wanted", {{"key", key}, {"found", kind_in_words(*value)}}});
        return all;
    }
    for (const Node& item : value->items) all.push_back(&item);
    return all;
}

std::vector<std::pair<Name, const Node*>> Fields::map(std::string_view key) const {
    std::vector<std::pair<Name, const Node*>> all;
    const Node* value = node(key);
    if (value == nullptr || value->kind == Node::Kind::null) return all;
    if (!value->is_map()) {
        out_.error(value->place,
                   {"scenario.map.wanted", {{"key", key}, {"found", kind_in_words(*value)}}});
        return all;
    }
    for (std::size_t i = 0; i < value->keys.size(); ++i) {
        if (auto name = read_name(value->keys[i], out_)) {
            all.emplace_back(std::move(*name), &value->items[i]);
        }
    }
    return all;
}

}  // namespace kammerspiel::scenario
