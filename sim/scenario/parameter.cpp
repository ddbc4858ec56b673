#include "kammerspiel/scenario/parameter.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "sim/scenario/figure_value.hpp"

namespace kammerspiel::scenario {
namespace {

std::string inside(const Parameter& parameter, const Range& range, double position) {
    ensure(position >= 0.0 && position <= 1.0, "position {} of '{}' lies outside [0, 1]", position,
           parameter.path);
    const auto low = read_figure(parameter.unit, range.low);
    const auto high = read_figure(parameter.unit, range.high);
    ensure(low && high && low->numbers.size() == high->numbers.size(),
           "the ends of '{}' were not checked: {}", parameter.path, range.low);
    FigureValue value = *low;
    for (std::size_t i = 0; i < value.numbers.size(); ++i) {
        value.numbers[i] = std::lerp(low->numbers[i], high->numbers[i], position);
    }
    return write_figure(parameter.unit, value);
}

}  // namespace

std::string Parameter::at(double position) const {
    ensure(between.has_value(), "'{}' has no range of uncertainty, asked for at {}", path,
           position);
    return inside(*this, *between, position);
}

std::string Parameter::tuned(double position) const {
    if (tune) return inside(*this, *tune, position);
    ensure(!choices.empty() && position >= 0.0 && position <= 1.0,
           "'{}' cannot be tuned, asked for at {}", path, position);
    const auto number = static_cast<std::size_t>(position * static_cast<double>(choices.size()));
    return choices[std::min(number, choices.size() - 1)];
}

}  // namespace kammerspiel::scenario
