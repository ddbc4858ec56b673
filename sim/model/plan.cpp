#include "kammerspiel/model/plan.hpp"

#include "sim/model/plan_builder.hpp"
#include "sim/model/plan_data.hpp"

namespace kammerspiel::model {

Plan::Plan(scenario::Scenario scenario) : data_(build_plan(std::move(scenario))) {}
Plan::~Plan() = default;
Plan::Plan(Plan&&) noexcept = default;
Plan& Plan::operator=(Plan&&) noexcept = default;

const scenario::Scenario& Plan::scenario() const { return data_->scenario; }
const federation::Federation& Plan::federation() const { return data_->federation; }
const federation::NeedGraph& Plan::needs() const { return *data_->needs; }
const Calendar& Plan::calendar() const { return *data_->calendar; }

}  // namespace kammerspiel::model
