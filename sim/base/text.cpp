#include "kammerspiel/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/base/texts.hpp"

namespace kammerspiel {
namespace {

/// Groups the digits before the decimal point by threes.
std::string grouped(std::string digits, char separator) {
    std::size_t end = digits.find('.');
    if (end == std::string::npos) end = digits.size();
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = end; at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, separator);
    }
    return digits;
}

struct SpanUnit {
    Duration length;
    const char* key;
};

const std::array span_units{
    SpanUnit{spans_of_24h(1), "base.span.day"}, SpanUnit{hours(1), "base.span.hour"},
    SpanUnit{minutes(1), "base.span.minute"}, SpanUnit{seconds(1), "base.span.second"}};

const Argument* find(const std::vector<Argument>& arguments, std::string_view name) {
    const auto found = std::find_if(arguments.begin(), arguments.end(),
                                    [&](const Argument& a) { return a.name == name; });
    return found == arguments.end() ? nullptr : &*found;
}

}  // namespace

Text::Text(Language language) : language_(language) {
    auto messages = std::make_shared<std::map<std::string, Message, std::less<>>>();
    for (const EmbeddedText& file : embedded_texts()) {
        if (file.language != code(language)) continue;
        const auto tree = nlohmann::json::parse(file.json);
        for (const auto& [key, value] : tree.items()) {
            Message message;
            if (value.is_object()) {
                message = {value.at("one").get<std::string>(),
                           value.at("other").get<std::string>()};
            } else {
                message.other = value.get<std::string>();
                message.one = message.other;
            }
            messages->emplace(key, std::move(message));
        }
    }
    messages_ = std::move(messages);
}

bool Text::has(std::string_view key) const { return messages_->find(key) != messages_->end(); }

std::vector<std::string> Text::keys() const {
    std::vector<std::string> all;
    for (const auto& [key, message] : *messages_) all.push_back(key);
    return all;
}

std::string Text::operator()(std::string_view key, const std::vector<Argument>& arguments) const {
    const auto found = messages_->find(key);
    ensure(found != messages_->end(), "the catalogue '{}' has no message '{}'", code(language_),
           key);
    const Argument* count = find(arguments, "count");
    const bool is_one = count != nullptr && count->counts && count->count == 1;
    const std::string& pattern = is_one ? found->second.one : found->second.other;
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t open = pattern.find_first_of("{}", at);
        text += pattern.substr(at, open - at);
        if (open == std::string::npos) break;
        const bool is_doubled = open + 1 < pattern.size() && pattern[open + 1] == pattern[open];
        if (is_doubled) {
            text += pattern[open];
            at = open + 2;
            continue;
        }
        const std::size_t close = pattern.find('}', open);
        const std::string name = pattern.substr(open + 1, close - open - 1);
        const Argument* argument = find(arguments, name);
        ensure(argument != nullptr, "message '{}' needs '{}'", key, name);
        text += filled(*argument);
        at = close + 1;
    }
    return text;
}

std::string Text::filled(const Argument& argument) const {
    if (argument.message != nullptr) return (*this)(*argument.message);
    if (argument.counts) return whole(argument.count);
    const bool has_own = language_ == Language::de && !argument.in_german.empty();
    const std::string& value = has_own ? argument.in_german : argument.value;
    // Names come from files and folders of anybody, and go to terminals and papers.
    return is_harmless(value) ? value : harmless(value, value.size());
}

std::string Text::whole(std::int64_t number) const {
    return grouped(fmt::format("{}", number), language_ == Language::de ? '.' : ',');
}

std::string Text::number(double number, int decimals) const {
    const bool german = language_ == Language::de;
    std::string text = fmt::format("{:.{}f}", number, decimals);
    // "-0.0" is no figure.
    if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
    const std::size_t point = text.find('.');
    std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
    text = grouped(text.substr(0, point), german ? '.' : ',');
    if (!fraction.empty()) text += (german ? ',' : '.') + fraction;
    return text;
}

std::string Text::rough(double value) const {
    const double size = std::fabs(value);
    if (size >= 1e9) return (*this)("base.billions", {{"number", number(value / 1e9, 2)}});
    if (size >= 1e6) return (*this)("base.millions", {{"number", number(value / 1e6, 2)}});
    if (size >= 100.0 || size == 0.0) return number(value, 0);
    return number(value, size >= 10.0 ? 1 : 2);
}

std::string Text::compact(double value) const {
    struct Unit {
        double size;
        const char* key;
    };
    constexpr std::array units{Unit{1e9, "base.compact.billion"}, Unit{1e6, "base.compact.million"},
                               Unit{1e3, "base.compact.thousand"}};
    const auto three_digits = [&](double part) {
        // As it will be rounded: 9.996 is 10.0, not 10.00.
        const double size = std::fabs(part);
        if (size == 0.0 || size >= 99.95) return number(part, 0);
        return number(part, size >= 9.995 ? 1 : 2);
    };
    for (const Unit& unit : units) {
        constexpr double rounds_up = 0.9995;
        if (std::fabs(value) >= unit.size * rounds_up) {
            return (*this)(unit.key, {{"number", three_digits(value / unit.size)}});
        }
    }
    return three_digits(value);
}

std::string Text::percent(double share, int decimals) const {
    return number(share * 100.0, decimals) + "\u00a0%";
}

std::string Text::span(Duration span) const {
    if (span < Duration::zero()) return "−" + this->span(-span);
    std::string text;
    int parts = 0;
    for (const SpanUnit& unit : span_units) {
        const std::int64_t count = span / unit.length;
        if (count == 0 && parts == 0) continue;
        if (parts == 2) break;
        span -= unit.length * count;
        ++parts;
        if (count == 0) break;
        if (!text.empty()) text += " ";
        text += (*this)(unit.key, {{"count", count}});
    }
    return text.empty() ? (*this)("base.span.second", {{"count", std::int64_t{0}}}) : text;
}

std::string Text::moment(const LocalTime& l) const {
    return (*this)("base.moment", {{"weekday", (*this)(fmt::format("base.weekday.{}", l.weekday))},
                                   {"day", fmt::format("{}", l.day)},
                                   {"month", (*this)(fmt::format("base.month.{}", l.month))},
                                   {"year", fmt::format("{}", l.year)},
                                   {"time", fmt::format("{:02}:{:02}", l.hour, l.minute)}});
}

std::string Text::short_moment(const LocalTime& l) const {
    return (*this)("base.short_moment",
                   {{"weekday", (*this)(fmt::format("base.weekday.{}", l.weekday))},
                    {"day", fmt::format("{:02}", l.day)},
                    {"month", fmt::format("{:02}", l.month)},
                    {"year", fmt::format("{}", l.year)},
                    {"time", fmt::format("{:02}:{:02}", l.hour, l.minute)}});
}

}  // namespace kammerspiel
