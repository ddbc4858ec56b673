#include "sim/model/returning_roots.hpp"

#include <algorithm>

#include "sim/model/dependency.hpp"
#include "sim/model/need_evaluation.hpp"
#include "sim/model/node_levels.hpp"

namespace kammerspiel::model {
namespace {

using federation::Levels;
using federation::Loss;
using federation::NodeIndex;
using federation::NodeMeaning;

constexpr std::int32_t whole_level = PartsPerMillion::full().count();

/// Without what has its root in the own house; what has none stays.
Levels without_own(const Levels& levels) {
    Levels result = levels;
    std::int32_t level = whole_level;
    for (std::size_t k = 0; k < federation::loss_kinds; ++k) {
        const auto cause = static_cast<Loss>(k);
        const bool is_own = k % 2 == 0 && cause != Loss::other;
        if (!is_own) level -= levels.lost(cause);
        result.lane[k] = level;
    }
    result.lane[Levels::without_attack_lane] =
        std::max(levels.lane[Levels::without_attack_lane], result.actual());
    return result;
}

/// What a node has if it runs, whether it does or not.
Levels if_running(const OrganisationContext& org, NodeIndex node) {
    const NodeMeaning what = org.meaning(node);
    const Levels needs = Evaluation(org, Moment::running).of(needs_of(org, node));
    if (what.kind != NodeMeaning::Kind::service) return min(level_without_needs(org, what), needs);
    const ServiceState& service = org.state.services[what.position];
    if (service.fallback != ServiceState::Fallback::on) return needs;
    const auto& fallback = *org.service(what.position).fallback;
    return max(needs, Levels::all(PartsPerMillion::of(fallback.capacity).count()));
}

/// All levels from the top, with those of the partner's nodes as they are or as they would be.
std::vector<Levels> from_the_top(OrganisationContext& org, const NeedShape::Partner& partner,
                                 bool is_mended) {
    std::vector<Levels> levels = org.state.levels;
    const std::uint32_t views = org.info.view_node(0).value;
    std::fill(levels.begin(), levels.begin() + views, Levels::full());
    if (is_mended) {
        for (const std::uint32_t view : partner.views) levels[view] = org.state.mended[view];
    }
    std::swap(levels, org.state.levels);
    for (bool any = true; any;) {
        any = false;
        for (std::uint32_t n = 0; n < views; ++n) {
            const Levels now = org.state.levels[n];
            const Levels lower = min(now, if_running(org, NodeIndex{n}));
            if (lower == now) continue;
            org.state.levels[n] = lower;
            any = true;
        }
    }
    std::swap(levels, org.state.levels);
    return levels;
}

/// By class: what is lost and would not be.
ReturningRoots due_to(const Levels& as_is, const Levels& mended) {
    ReturningRoots roots{};
    for (std::size_t c = 0; c < roots.size(); ++c) {
        const auto lost = [&](const Levels& levels) {
            return levels.lost(static_cast<Loss>(2 * c)) +
                   levels.lost(static_cast<Loss>(2 * c + 1));
        };
        roots[c] = std::max(0, lost(as_is) - lost(mended));
    }
    return roots;
}

const NeedShape& shape_of(const OrganisationContext& org) {
    return org.plan.shapes[org.id.index()];
}

void tell_partner(OrganisationContext& org, const NeedShape::Partner& partner) {
    const bool lacks_any =
        std::any_of(partner.views.begin(), partner.views.end(), [&](std::uint32_t view) {
            return as_shared(org.state.mended[view]) != as_shared(org.state.levels[view]);
        });
    std::vector<Levels> as_is;
    std::vector<Levels> mended;
    if (lacks_any) {
        as_is = from_the_top(org, partner, false);
        mended = from_the_top(org, partner, true);
    }
    const auto subscribers = org.plan.federation.subscribers_of(org.id);
    for (std::size_t s = 0; s < subscribers.size(); ++s) {
        if (subscribers[s].organisation != partner.organisation) continue;
        const std::size_t node = subscribers[s].node.index();
        const ReturningRoots roots =
            lacks_any ? due_to(as_is[node], mended[node]) : ReturningRoots{};
        if (org.state.told_roots[s] == roots) continue;
        org.state.told_roots[s] = roots;
        org.tell(org.plan.organisation(partner.organisation), Priority::hosts_and_links,
                 event::RootsReturn{subscribers[s].view.value, roots});
    }
}

}  // namespace

void tell_if_mended(OrganisationContext& org, NodeIndex node) {
    const NeedShape& shape = shape_of(org);
    if (shape.partners.empty()) return;
    const PackedLevels levels(as_shared(without_own(org.state.levels[node.index()])));
    for (const auto& subscriber : org.plan.federation.subscribers_of(org.id)) {
        if (subscriber.node != node) continue;
        const bool is_partner = std::any_of(shape.partners.begin(), shape.partners.end(),
                                            [&](const NeedShape::Partner& one) {
                                                return one.organisation == subscriber.organisation;
                                            });
        if (!is_partner) continue;
        org.tell(org.plan.organisation(subscriber.organisation), Priority::hosts_and_links,
                 event::MendedLevel{subscriber.view.value, levels});
    }
}

void tell_returning_roots(OrganisationContext& org) {
    for (const NeedShape::Partner& partner : shape_of(org).partners) tell_partner(org, partner);
}

void mended_level(OrganisationContext& org, const event::MendedLevel& event) {
    org.state.mended[event.view] = as_dependency(event.levels.unpacked());
}

void roots_return(OrganisationContext& org, const event::RootsReturn& event) {
    const NodeIndex view{event.view};
    org.state.returning[org.meaning(view).position] = event.roots;
    org.state.levels[view.index()] =
        with_own_roots(org, org.meaning(view).position, as_shared(org.state.levels[view.index()]));
    for (const std::uint32_t node : org.plan.federation.dependents_of(org.id, view)) {
        touch(org, NodeIndex{node}, org.state.causes[node]);
    }
}

federation::Levels with_own_roots(const OrganisationContext& org, std::uint32_t view_position,
                                  const federation::SharedLevels& levels) {
    Levels result = as_dependency(levels);
    const ReturningRoots& roots = org.state.returning[view_position];
    for (std::size_t c = 0; c < roots.size(); ++c) {
        const std::size_t own = 2 * c;
        const std::int32_t lost =
            result.lost(static_cast<Loss>(own)) + result.lost(static_cast<Loss>(own + 1));
        result.lane[own] -= std::min(roots[c], lost);
    }
    return result;
}

}  // namespace kammerspiel::model
