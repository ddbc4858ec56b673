#include "kammerspiel/ensemble/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/notation.hpp"
#include "sim/ensemble/each_span.hpp"

namespace kammerspiel::ensemble {
namespace {

using scenario::Confidence;
using scenario::Parameter;
using scenario::Unit;

Duration scaled(Duration span, double factor) {
    return Duration::micros(std::llround(static_cast<double>(span.count()) * factor));
}

std::optional<Distribution> scaled(const Distribution& distribution, double factor) {
    return with_each_span(distribution, [&](Duration span) { return scaled(span, factor); });
}

/// The number that the text begins with, scaled; what follows it, a unit, stays.
std::string scaled_number(const Parameter& parameter, double factor) {
    const std::string& text = parameter.value;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return text;
    number *= factor;
    if (parameter.unit == Unit::share) number = std::min(number, 1.0);
    if (parameter.unit == Unit::whole) number = std::round(number);
    return fmt::format("{}{}", number, std::string_view(end, text.data() + text.size()));
}

std::string scaled(const Parameter& parameter, double factor) {
    switch (parameter.unit) {
        case Unit::number:
        case Unit::whole:
        case Unit::share:
        case Unit::bytes:
        case Unit::money: return scaled_number(parameter, factor);
        case Unit::span: {
            const auto span = notation::duration(parameter.value).value;
            return span ? notation::in_words(scaled(*span, factor)) : parameter.value;
        }
        case Unit::distribution: {
            const auto read = notation::distribution(parameter.value).value;
            const auto other = read ? scaled(*read, factor) : std::nullopt;
            return other ? in_words(*other) : parameter.value;
        }
        case Unit::word: return parameter.value;
    }
    unreachable();
}

bool is_taken(const scenario::Draft& draft, const std::string& path, const std::string& value) {
    Diagnostics ignored;
    const std::vector<scenario::Override> other{{path, value}};
    return draft.bind(other, ignored).has_value();
}

}  // namespace

double usual_factor(Confidence confidence) {
    switch (confidence) {
        case Confidence::measured: return 1.05;
        case Confidence::derived: return 1.1;
        case Confidence::estimate: return 1.5;
        case Confidence::assumption: return 2;
    }
    unreachable();
}

double weakness(std::optional<Confidence> confidence) {
    if (!confidence) return 1;
    switch (*confidence) {
        case Confidence::measured: return 0.25;
        case Confidence::derived: return 0.5;
        case Confidence::estimate: return 0.75;
        case Confidence::assumption: return 1;
    }
    unreachable();
}

std::optional<Ends> ends_of(const scenario::Draft& draft, const Parameter& parameter,
                            Confidence confidence) {
    if (parameter.between) {
        return Ends{parameter.path, parameter.between->low, parameter.between->high};
    }
    const double factor = usual_factor(confidence);
    const auto end = [&](double by) {
        const std::string value = scaled(parameter, by);
        if (value == parameter.value || is_taken(draft, parameter.path, value)) return value;
        return parameter.value;
    };
    Ends ends{parameter.path, end(1 / factor), end(factor)};
    if (ends.low == ends.high) return std::nullopt;
    return ends;
}

}  // namespace kammerspiel::ensemble
