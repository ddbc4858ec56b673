#include "sim/scenario/figure_value.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/number.hpp"
#include "kammerspiel/base/number_style.hpp"
#include "kammerspiel/base/overloaded.hpp"

namespace kammerspiel::scenario {
namespace {

double micros(Duration span) { return static_cast<double>(span.count()); }
Duration span_of(double micros) { return Duration::micros(std::llround(micros)); }

FigureValue parts_of(const Distribution& distribution) {
    return std::visit(
        Overloaded{
            [](const Fixed& d) {
                return FigureValue{"fixed", {micros(d.value)}};
            },
            [](const Exponential& d) {
                return FigureValue{"exponential", {micros(d.mean)}};
            },
            [](const Lognormal& d) {
                return FigureValue{"lognormal", {micros(d.median), micros(d.p90)}};
            },
            [](const Uniformly& d) {
                return FigureValue{"uniform", {micros(d.low), micros(d.high)}};
            },
            [](const Triangular& d) {
                return FigureValue{"triangular", {micros(d.low), micros(d.mode), micros(d.high)}};
            },
            [](const Pert& d) {
                return FigureValue{"pert", {micros(d.low), micros(d.mode), micros(d.high)}};
            },
            [](const Empirical&) { return FigureValue{}; },
        },
        distribution);
}

Distribution distribution_of(const FigureValue& value) {
    const auto span = [&](std::size_t i) { return span_of(value.numbers.at(i)); };
    if (value.form == "exponential") return Exponential{span(0)};
    if (value.form == "lognormal") return Lognormal{span(0), span(1)};
    if (value.form == "uniform") return Uniformly{span(0), span(1)};
    if (value.form == "triangular") return Triangular{span(0), span(1), span(2)};
    if (value.form == "pert") return Pert{span(0), span(1), span(2)};
    return Fixed{span(0)};
}

}  // namespace

std::optional<double> read_bytes(std::string_view text) {
    const std::size_t gap = text.find_first_not_of("0123456789.");
    const std::string_view figure = text.substr(0, gap);
    // 1.500 GB may be 1500.
    const bool is_open = may_be_thousands(figure) && figure.ends_with('0');
    const auto number = parse_number(figure);
    if (!number || is_open) return std::nullopt;
    std::string_view unit = gap == std::string_view::npos ? "" : text.substr(gap);
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    static constexpr std::array<std::pair<std::string_view, double>, 5> units{
        {{"B", 1.0}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}}};
    for (const auto& [word, factor] : units) {
        if (unit == word && *number * factor <= 1e18) return *number * factor;
    }
    return std::nullopt;
}

std::optional<FigureValue> read_figure(Unit unit, std::string_view text) {
    switch (unit) {
        case Unit::number:
        case Unit::whole:
        case Unit::share: {
            const auto number = parse_number(text);
            const bool is_open =
                may_be_thousands(text) && (unit == Unit::whole || text.ends_with('0'));
            if (!number || is_open) return std::nullopt;
            return FigureValue{{}, {*number}};
        }
        case Unit::span: {
            const auto read = notation::duration(text);
            if (!read.value) return std::nullopt;
            return FigureValue{{}, {micros(*read.value)}};
        }
        case Unit::distribution: {
            const auto read = notation::distribution(text);
            if (!read.value) return std::nullopt;
            return parts_of(*read.value);
        }
        case Unit::bytes: {
            const auto count = read_bytes(text);
            if (!count) return std::nullopt;
            return FigureValue{{}, {*count}};
        }
        case Unit::money: {
            const std::size_t gap = text.find(' ');
            const auto sum = parse_number(text.substr(0, gap));
            if (!sum || gap == std::string_view::npos) return std::nullopt;
            return FigureValue{std::string(text.substr(gap + 1)), {*sum}};
        }
        case Unit::word: return FigureValue{std::string(text), {}};
    }
    unreachable();
}

std::string write_figure(Unit unit, const FigureValue& value) {
    switch (unit) {
        case Unit::number:
        case Unit::share: return fmt::format("{}", value.numbers.at(0));
        case Unit::whole: return fmt::format("{:.0f}", std::round(value.numbers.at(0)));
        case Unit::span: return notation::in_words(span_of(value.numbers.at(0)));
        case Unit::distribution: return in_words(distribution_of(value));
        case Unit::bytes: return fmt::format("{:.0f} B", std::round(value.numbers.at(0)));
        case Unit::money: return fmt::format("{} {}", value.numbers.at(0), value.form);
        case Unit::word: return value.form;
    }
    unreachable();
}

}  // namespace kammerspiel::scenario
