#include "sim/model/black_start.hpp"

#include <algorithm>

#include "kammerspiel/federation/start.hpp"

namespace kammerspiel::model {
namespace {

constexpr std::int32_t full = federation::Levels::full().actual();

}  // namespace

/// A service that does not run does not work, whatever a workaround lends.
void note_levels(PartFigures& part, const PlanData& plan, const OrganisationState& organisation,
                 federation::OrganisationId id) {
    const auto& info = plan.federation.of(id);
    for (std::uint32_t n = 0; n < info.nodes() - info.views; ++n) {
        const federation::NodeIndex node{n};
        const federation::NodeMeaning meaning = info.meaning(node);
        const bool is_stopped = meaning.kind == federation::NodeMeaning::Kind::service &&
                                !organisation.services[meaning.position].running;
        const std::int32_t level = is_stopped ? 0 : organisation.levels[n].actual();
        if (level == 0) part.is_any_down = true;
        if (level != full) part.below_full.push_back({plan.needs->global(id, node), level});
    }
}

std::vector<StartCircle> start_circles(const PlanData& plan, std::span<const PartFigures> parts) {
    // Most runs end with nothing down.
    if (std::none_of(parts.begin(), parts.end(),
                     [](const PartFigures& part) { return part.is_any_down; })) {
        return {};
    }
    std::vector<std::int32_t> levels(plan.needs->size(), full);
    for (const PartFigures& part : parts) {
        for (const auto& [node, level] : part.below_full) levels[node.index()] = level;
    }
    return federation::start_circles(*plan.needs, std::move(levels));
}

}  // namespace kammerspiel::model
