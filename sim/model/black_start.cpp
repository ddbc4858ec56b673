#include "sim/model/black_start.hpp"

#include <algorithm>

#include "kammerspiel/federation/start.hpp"

namespace kammerspiel::model {
namespace {

bool is_down(const OrganisationState& organisation) {
    return organisation.touched &&
           (std::any_of(organisation.services.begin(), organisation.services.end(),
                        [](const ServiceState& service) { return !service.running; }) ||
            std::any_of(organisation.levels.begin(), organisation.levels.end(),
                        [](const federation::Levels& level) { return level.actual() == 0; }));
}

/// How far each node works, by NeedNodeId; a service that does not run does not, whatever a
/// workaround lends.
std::vector<std::int32_t> levels_now(const PlanData& plan,
                                     const std::vector<OrganisationState>& organisations) {
    std::vector<std::int32_t> levels;
    for (std::size_t o = 0; o < organisations.size(); ++o) {
        const auto& info = plan.federation.organisations[o];
        const OrganisationState& state = organisations[o];
        for (std::uint32_t n = 0; n < info.nodes() - info.views; ++n) {
            levels.push_back(state.levels[n].actual());
        }
        for (std::uint32_t s = 0; s < info.services.count; ++s) {
            if (state.services[s].running) continue;
            const auto node = plan.needs->of(info.services[s]);
            levels[node.index()] = 0;
        }
    }
    return levels;
}

}  // namespace

std::vector<StartCircle> start_circles(const PlanData& plan,
                                       const std::vector<OrganisationState>& organisations) {
    // Most runs end with nothing down.
    if (std::none_of(organisations.begin(), organisations.end(), is_down)) return {};
    return federation::start_circles(*plan.needs, levels_now(plan, organisations));
}

}  // namespace kammerspiel::model
