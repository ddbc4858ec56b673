#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/base/message.hpp"
#include "kammerspiel/base/time.hpp"

// How a scenario writes values in words, and how they are read back.

namespace kammerspiel::notation {

/// A value, or the message that says what is wrong with the text and what would be right.
template <class Value>
struct Read {
    std::optional<Value> value;
    Message fault;
};

/// `90s`, `15min`, `4h`, `2d`, `1w`, also several (`1d 12h`, `1d12h`), `0`; with a leading minus
/// for times before the start. `2d` is 48 hours.
[[nodiscard]] Read<Duration> duration(std::string_view text);

/// `4h`, `exponential mean 4h`, `lognormal median 4h p90 9h`, `uniform 1h to 3h`,
/// `triangular 1h 2h 6h`, `pert 1h 2h 6h`. Checks that the parameters are possible.
[[nodiscard]] Read<Distribution> distribution(std::string_view text);

/// `0.20 EUR`: a sum that is not negative, and three capital letters.
struct Money {
    double sum = 0;
    std::string currency;
};
[[nodiscard]] std::optional<Money> money(std::string_view text);

/// The shortest notation of a span: `1d12h`, `90s`, `0h`; microseconds as `…us`.
[[nodiscard]] std::string in_words(Duration span);

}  // namespace kammerspiel::notation
