#include "sim/model/node_levels.hpp"

#include "sim/model/accounts.hpp"
#include "sim/model/applications.hpp"
#include "sim/model/need_evaluation.hpp"

namespace kammerspiel::model {
namespace {

using federation::Levels;
using federation::NodeIndex;
using federation::NodeMeaning;

/// A closed link is a precaution of this organisation.
Levels of_link(const LinkState& link) {
    if (link.open) return Levels::full();
    const std::int32_t full = PartsPerMillion::full().count();
    return Levels{{full, full, 0, 0, 0, 0, 0, 0, 0, 0}};
}

Levels without_actual(Levels level) {
    level.lane[federation::loss_kinds - 1] = 0;
    return level;
}

Levels of_group_or_link(const OrganisationContext& org, NodeIndex node, NodeMeaning what) {
    const auto needs = needs_of(org, node);
    const Levels own = level_without_needs(org, what);
    const Mode mode = org.state.modes[node.index()];
    const Moment moment = mode == Mode::running ? Moment::running : Moment::coming_up;
    const Levels level = min(own, Evaluation(org, moment).of(needs));
    return mode == Mode::stopped ? without_actual(level) : level;
}

}  // namespace

Levels in_repair(std::int32_t rebuilt, std::int32_t actual) {
    const std::int32_t full = PartsPerMillion::full().count();
    return Levels{{full, full, full, full, rebuilt, rebuilt, actual, actual, actual, actual}};
}

Levels level_without_needs(const OrganisationContext& org, NodeMeaning what) {
    if (what.kind == NodeMeaning::Kind::link) return of_link(org.state.links[what.position]);
    const Levels working = share_working(org.state.groups[what.position].counts);
    if (!waits_for_accounts(org, what.position)) return working;
    return min(working, level_of_accounts(org));
}

Levels level_while_stopped(const OrganisationContext& org, std::uint32_t position,
                           const Levels& to_start) {
    if (to_start.actual() == 0) return without_actual(to_start);
    const ServiceState& service = org.state.services[position];
    const bool starts = !is_returning(org, position) || service.back.released > 0;
    if (starts) return without_actual(service.held_down);
    return without_actual(min(to_start, level_of_return(org, position)));
}

Levels own_level(const OrganisationContext& org, NodeIndex node, const ServiceState& service) {
    if (!service.running) {
        return level_while_stopped(org, org.meaning(node).position, start_level(org, node));
    }
    const Moment moment = service.starts_up ? Moment::coming_up : Moment::running;
    const Levels level = Evaluation(org, moment).of(needs_of(org, node));
    const std::uint32_t position = org.meaning(node).position;
    return is_returning(org, position) ? min(level, level_of_return(org, position)) : level;
}

Levels start_level(const OrganisationContext& org, NodeIndex node) {
    const auto needs = needs_of(org, node);
    const Levels to_start = Evaluation(org, Moment::starting).of(needs);
    if (!org.plan.shapes[org.id.index()].conditional[node.index()]) return to_start;
    return min(to_start, Evaluation(org, Moment::coming_up).of(needs));
}

bool can_start(const OrganisationContext& org, NodeIndex node) {
    const auto needs = needs_of(org, node);
    if (!gives_something(org, Moment::starting, needs)) return false;
    return !org.plan.shapes[org.id.index()].conditional[node.index()] ||
           gives_something(org, Moment::coming_up, needs);
}

Levels level_with_substitutes(const OrganisationContext& org, std::uint32_t position, Levels own) {
    if (const std::int32_t interim = interim_level(org, position); interim > 0) {
        own = max(own, Levels::all(interim));
    }
    if (org.state.services[position].fallback != ServiceState::Fallback::on) return own;
    const auto& info = org.service(position);
    return max(own, Levels::all(PartsPerMillion::of(info.fallback->capacity).count()));
}

Levels wanted_level(const OrganisationContext& org, NodeIndex node) {
    const NodeMeaning what = org.meaning(node);
    switch (what.kind) {
        case NodeMeaning::Kind::host_group:
        case NodeMeaning::Kind::link: return of_group_or_link(org, node, what);
        case NodeMeaning::Kind::service: {
            const ServiceState& service = org.state.services[what.position];
            return level_with_substitutes(org, what.position, own_level(org, node, service));
        }
        case NodeMeaning::Kind::view: return org.state.levels[node.index()];
    }
    unreachable();
}

}  // namespace kammerspiel::model
