#pragma once

#include <stdexcept>
#include <string>

#include "kammerspiel/base/time.hpp"

namespace kammerspiel::model {

/// What happens at one instant brings more that happens at the same instant, round after round
/// without an end: a fault of the scenario, where everything in a circle takes `0h`.
class EndlessInstant : public std::runtime_error {
   public:
    /// `organisation`: where it goes round; empty where it is in a team that decides for several.
    EndlessInstant(SimTime at, std::string organisation)
        : std::runtime_error("changes of one instant bring each other without an end"),
          at_(at),
          organisation_(std::move(organisation)) {}
    [[nodiscard]] SimTime at() const { return at_; }
    [[nodiscard]] const std::string& organisation() const { return organisation_; }

   private:
    SimTime at_;
    std::string organisation_;
};

}  // namespace kammerspiel::model
