#include "kammerspiel/model/most_lost.hpp"

#include "sim/model/plan_data.hpp"

namespace kammerspiel::model {

MemberHours most_lost_hours(const Plan& plan, federation::ServiceId service) {
    const PlanData& data = plan.data();
    if (!is_wanted(data.federation, service)) return MemberHours{0.0};
    const CumulativeDemand& demand = data.curves[data.curve_of_service[service.index()]];
    LossBooks books;
    books.weighted[0] = Int128{PartsPerMillion::full().count()} *
                        (demand.until(data.horizon) - demand.until(SimTime::start()));
    return member_hours(data.federation, service, books);
}

}  // namespace kammerspiel::model
