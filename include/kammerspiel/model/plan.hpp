#pragma once

#include <memory>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel {
class Calendar;
}

namespace kammerspiel::model {

struct PlanData;

/// Everything that runs of one scenario share and that never changes while they run: the
/// federation, what its strategies and attackers mean in indices, working hours, demand curves.
/// Safe to use from many threads at once.
class Plan {
   public:
    /// Precondition: `scenario` came from `scenario::load` without errors.
    explicit Plan(scenario::Scenario scenario);
    ~Plan();
    Plan(Plan&&) noexcept;
    Plan& operator=(Plan&&) noexcept;

    [[nodiscard]] const scenario::Scenario& scenario() const;
    [[nodiscard]] const federation::Federation& federation() const;
    [[nodiscard]] const federation::NeedGraph& needs() const;
    [[nodiscard]] const Calendar& calendar() const;
    [[nodiscard]] const PlanData& data() const { return *data_; }

   private:
    std::unique_ptr<const PlanData> data_;
};

}  // namespace kammerspiel::model
