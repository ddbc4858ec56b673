#pragma once

#include <optional>

#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/base/overloaded.hpp"

namespace kammerspiel::ensemble {

/// The same distribution with `by` applied to each span that it is written with; nothing for one
/// that comes from a table.
template <class By>
std::optional<Distribution> with_each_span(const Distribution& distribution, By by) {
    using Mapped = std::optional<Distribution>;
    return std::visit(Overloaded{
                          [&](const Fixed& d) -> Mapped { return Fixed{by(d.value)}; },
                          [&](const Exponential& d) -> Mapped { return Exponential{by(d.mean)}; },
                          [&](const Lognormal& d) -> Mapped {
                              return Lognormal{by(d.median), by(d.p90)};
                          },
                          [&](const Uniformly& d) -> Mapped {
                              return Uniformly{by(d.low), by(d.high)};
                          },
                          [&](const Triangular& d) -> Mapped {
                              return Triangular{by(d.low), by(d.mode), by(d.high)};
                          },
                          [&](const Pert& d) -> Mapped {
                              return Pert{by(d.low), by(d.mode), by(d.high)};
                          },
                          [](const Empirical&) -> Mapped { return std::nullopt; },
                      },
                      distribution);
}

}  // namespace kammerspiel::ensemble
