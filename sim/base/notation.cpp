#include "kammerspiel/base/notation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "kammerspiel/base/number.hpp"
#include "kammerspiel/base/number_style.hpp"

namespace kammerspiel::notation {
namespace {

struct Unit {
    std::string_view word;
    Duration span;
};

const std::array units{
    Unit{"w", spans_of_24h(7)},     Unit{"d", spans_of_24h(1)}, Unit{"h", hours(1)},
    Unit{"min", minutes(1)},        Unit{"s", seconds(1)},      Unit{"ms", Duration::micros(1000)},
    Unit{"us", Duration::micros(1)}};

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        std::size_t end = 0;
        while (end < text.size() && !is_space(text[end])) ++end;
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

Read<Duration> fault(std::string_view text) {
    return {std::nullopt, Message{"base.notation.span", {{"text", text}}}};
}

/// A thousand years: longer spans are a slip of the pen, and sums of them would overflow.
constexpr double longest_span = 3.2e16;

/// Reads one `4h` off the front of `rest`.
std::optional<Duration> one_part(std::string_view& rest) {
    double number = 0.0;
    const auto [end, error] =
        std::from_chars(rest.data(), rest.data() + rest.size(), number, std::chars_format::fixed);
    // `inf` and `nan` are numbers to from_chars.
    if (error != std::errc{} || !(number >= 0.0 && number <= longest_span)) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    rest = trimmed(rest);
    std::size_t letters = 0;
    while (letters < rest.size() && rest[letters] >= 'a' && rest[letters] <= 'z') ++letters;
    const std::string_view word = rest.substr(0, letters);
    for (const Unit& unit : units) {
        if (unit.word != word) continue;
        rest.remove_prefix(letters);
        const double micros = number * static_cast<double>(unit.span.count());
        if (micros > longest_span) return std::nullopt;
        return Duration::micros(std::llround(micros));
    }
    return std::nullopt;
}

Read<Distribution> wrong(Message fault) { return {std::nullopt, std::move(fault)}; }

struct Spans {
    std::vector<Duration> values;
    Message fault;
};

/// Reads the words at the given places as spans.
Spans spans(const std::vector<std::string_view>& words, std::initializer_list<std::size_t> places) {
    Spans result;
    for (const std::size_t place : places) {
        const auto read = duration(words[place]);
        if (!read.value) {
            result.fault = read.fault;
            return result;
        }
        result.values.push_back(*read.value);
    }
    return result;
}

Read<Distribution> three_points(const std::vector<std::string_view>& words) {
    const std::string name(words[0]);
    if (words.size() != 4) {
        return wrong({"base.notation.three_points", {{"shape", name}}});
    }
    const Spans s = spans(words, {1, 2, 3});
    if (!s.fault.empty()) return wrong(s.fault);
    if (s.values[0] > s.values[1] || s.values[1] > s.values[2] || s.values[0] == s.values[2]) {
        return wrong({"base.notation.three_points_rise", {{"shape", name}}});
    }
    if (name == "pert") return {Pert{s.values[0], s.values[1], s.values[2]}, {}};
    return {Triangular{s.values[0], s.values[1], s.values[2]}, {}};
}

Read<Distribution> exponential(const std::vector<std::string_view>& words) {
    if (words.size() != 3 || words[1] != "mean") return wrong({"base.notation.exponential"});
    const Spans s = spans(words, {2});
    if (!s.fault.empty()) return wrong(s.fault);
    if (s.values[0] <= Duration::zero()) return wrong({"base.notation.mean"});
    return {Exponential{s.values[0]}, {}};
}

Read<Distribution> lognormal(const std::vector<std::string_view>& words) {
    if (words.size() != 5 || words[1] != "median" || words[3] != "p90") {
        return wrong({"base.notation.lognormal"});
    }
    const Spans s = spans(words, {2, 4});
    if (!s.fault.empty()) return wrong(s.fault);
    if (s.values[0] <= Duration::zero()) return wrong({"base.notation.median"});
    if (s.values[1] < s.values[0]) return wrong({"base.notation.p90"});
    return {Lognormal{s.values[0], s.values[1]}, {}};
}

Read<Distribution> uniform(const std::vector<std::string_view>& words) {
    if (words.size() != 4 || words[2] != "to") return wrong({"base.notation.uniform"});
    const Spans s = spans(words, {1, 3});
    if (!s.fault.empty()) return wrong(s.fault);
    if (s.values[1] < s.values[0]) return wrong({"base.notation.uniform_rises"});
    return {Uniformly{s.values[0], s.values[1]}, {}};
}

}  // namespace

std::optional<Money> money(std::string_view text) {
    constexpr double most = 1e12;
    const std::size_t gap = text.find(' ');
    const auto sum = parse_number(text.substr(0, gap));
    const std::string_view currency = gap == std::string_view::npos ? "" : text.substr(gap + 1);
    const bool is_currency =
        currency.size() == 3 &&
        std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool is_open = may_be_thousands(text.substr(0, gap));
    if (!sum || is_open || *sum < 0.0 || *sum > most || !is_currency) return std::nullopt;
    return Money{*sum, std::string(currency)};
}

Read<Duration> duration(std::string_view text) {
    std::string_view rest = trimmed(text);
    // 1.500h may be 1500; nobody ends a decimal fraction with 0.
    const std::string_view figure = rest.substr(0, rest.find_first_not_of("0123456789."));
    if (figure.ends_with('0') && may_be_thousands(figure)) {
        const NumberReadings readings = readings_of(figure);
        return {std::nullopt, Message{"base.notation.either",
                                      {{"text", text},
                                       {"grouped", number_text(*readings.grouped)},
                                       {"decimal", number_text(*readings.decimal)}}}};
    }
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) rest = trimmed(rest.substr(1));
    if (rest == "0") return {Duration::zero(), {}};
    if (rest.empty()) return fault(text);
    Duration sum = Duration::zero();
    while (!rest.empty()) {
        const auto part = one_part(rest);
        if (!part) return fault(text);
        sum += *part;
        if (static_cast<double>(sum.count()) > longest_span) return fault(text);
        rest = trimmed(rest);
    }
    return {negative ? -sum : sum, {}};
}

Read<Distribution> distribution(std::string_view text) {
    const auto words = words_of(text);
    if (words.empty()) return wrong({"base.notation.empty"});
    const std::string_view shape = words.front();
    if (shape == "exponential") return exponential(words);
    if (shape == "lognormal") return lognormal(words);
    if (shape == "uniform") return uniform(words);
    if (shape == "triangular" || shape == "pert") return three_points(words);
    const auto fixed = duration(text);
    if (fixed.value) return {Fixed{*fixed.value}, {}};
    return wrong({"base.notation.distribution", {{"text", text}}});
}

std::string in_words(Duration span) {
    if (span == Duration::zero()) return "0h";
    std::string text;
    if (span < Duration::zero()) {
        text = "-";
        span = -span;
    }
    for (const Unit& unit : units) {
        const std::int64_t count = span / unit.span;
        if (count == 0) continue;
        text += fmt::format("{}{}", count, unit.word);
        span -= unit.span * count;
    }
    return text;
}

}  // namespace kammerspiel::notation
