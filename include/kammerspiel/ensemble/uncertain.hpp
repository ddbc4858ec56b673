#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "kammerspiel/ensemble/driver.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/scenario/draft.hpp"

// Plans whose uncertain parameters have other values than the scenario's own.

namespace kammerspiel::ensemble {

/// Values of parameters that the format takes one by one, but not together.
class ImpossibleValues : public std::runtime_error {
   public:
    explicit ImpossibleValues(const std::vector<scenario::Override>& values);
    /// `path: value`, separated by commas.
    [[nodiscard]] std::string values() const { return what(); }
};

/// The plan with these values; the others stay at their `value`. Throws ImpossibleValues.
[[nodiscard]] std::shared_ptr<const model::Plan> plan_with(
    const scenario::Draft& draft, const std::vector<scenario::Override>& overrides);

/// Where each parameter with `between` lies in a world: uniform between its ends, and drawn by the
/// parameter's name, so that a parameter more changes none of the others (rules 12, 15). Attackers'
/// weights and the horizon stay as they are: they do not belong to a world.
[[nodiscard]] std::vector<scenario::Override> drawn(const scenario::Draft& draft,
                                                    std::uint64_t seed, std::uint64_t world);

/// The paths of these parameters, in the same order.
[[nodiscard]] std::vector<std::string> drawn_parameters(const scenario::Draft& draft);
/// What a study keeps of them.
[[nodiscard]] std::vector<DrawnValue> drawn_values(const scenario::Draft& draft, std::uint64_t seed,
                                                   std::uint64_t world);

/// For Driver and Study: each world with its own parameters, the same for all strategies and
/// attackers. Keeps the plans of the worlds under way.
[[nodiscard]] PlanOf uncertain_plans(scenario::Draft draft, std::uint64_t seed);

}  // namespace kammerspiel::ensemble
