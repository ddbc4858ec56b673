#include "analysis/report/papers/organisation_figures.hpp"

#include <algorithm>

namespace kammerspiel::report::papers {

using model::TraceKind;

std::vector<Outage> outages_of(const model::ServiceFigures& figures) {
    std::vector<Outage> all;
    for (const model::Transition& transition : figures.transitions) {
        if (!transition.up) {
            all.push_back({std::max(transition.at, SimTime::start()), std::nullopt});
        } else if (!all.empty()) {
            all.back().back = transition.at;
        }
        // What was back before the start was never out in the time that is told.
        if (transition.up && !all.empty() && transition.at <= all.back().from) all.pop_back();
    }
    return all;
}

std::vector<Duty> duties_of(const model::Plan& plan, const model::RunResult& world,
                            federation::OrganisationId organisation) {
    const federation::Organisation& info = plan.federation().of(organisation);
    const auto has_service = [&](const std::string& name) {
        for (std::uint32_t s = 0; s < info.services.count; ++s) {
            if (plan.federation().services[info.services[s].index()].local_name == name)
                return true;
        }
        return false;
    };
    std::vector<Duty> all;
    const auto& written = plan.scenario().obligations;
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i].organisation && written[i].organisation->text != info.id) continue;
        if (written[i].service && !has_service(written[i].service->text)) continue;
        all.push_back({.obligation = i, .began = {}, .met = {}});
    }
    for (const model::TraceRecord& record : world.trace) {
        const bool is_duty = record.what == TraceKind::obligation_begun ||
                             record.what == TraceKind::obligation_met ||
                             record.what == TraceKind::obligation_missed;
        if (!is_duty || record.subject != organisation.value) continue;
        const auto duty = std::find_if(all.begin(), all.end(), [&](const Duty& one) {
            return one.obligation == record.detail;
        });
        if (duty == all.end()) continue;
        if (record.what == TraceKind::obligation_begun) duty->began = record.key.at();
        if (record.what == TraceKind::obligation_met) duty->met = record.key.at();
        if (record.what == TraceKind::obligation_missed) {
            duty->is_missed = true;
            duty->was_ready = record.count == 1;
        }
    }
    return all;
}

}  // namespace kammerspiel::report::papers
